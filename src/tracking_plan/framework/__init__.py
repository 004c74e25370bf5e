"""The framework document: the domain document's twelve sections, filled with what the plan knows, and questions where it does not.

    paper.py        what such a document is made of, apart from Markdown and HTML: sections, parts, grids, questions
    _said.py        answers that stand in the plan under `x-framework`
    _asking.py      questions, each with the YAML that answers it
    _strategy.py    … a file for some sections each: what the plan knows of them
    markdown.py     the document as Markdown; html.py as a page of HTML that stands by itself

What the plan format has words for is answered there; for the rest (the budget, who trains whom) there is `x-framework`.
"""

from __future__ import annotations

from ..dictionary import Dictionary
from . import _implementation, _quality, _strategy, _taxonomy, _tools, _tracking, _working
from .paper import Paper, Section


def paper(dictionary: Dictionary) -> Paper:
    """The framework document of a plan. The same dictionary gives the same document."""
    plan = dictionary.plan
    made = (
        Section(0, "Analytics context", tuple(_strategy.context(dictionary))),
        Section(1, "Analytics strategy", tuple(_strategy.strategy(dictionary))),
        Section(2, "Tool selection", tuple(_tools.tools(dictionary))),
        Section(3, "Data model and taxonomy", tuple(_taxonomy.taxonomy(dictionary))),
        Section(4, "Tracking plan", tuple(_tracking.tracking(dictionary))),
        Section(5, "Implementation", tuple(_implementation.implementation(dictionary))),
        Section(6, "Data quality and governance", tuple(_quality.quality(dictionary))),
        Section(7, "Dashboards and reporting", tuple(_working.dashboards(dictionary))),
        Section(8, "Experimentation framework", tuple(_working.experiments(dictionary))),
        Section(9, "Analytics team and processes", tuple(_working.team(dictionary))),
        Section(10, "Enablement and adoption", tuple(_working.enablement(dictionary))),
        Section(11, "Measurement and improvement", tuple(_working.measurement(dictionary))),
        Section(12, "Roadmap", tuple(_working.roadmap(dictionary))),
    )
    return Paper(plan.name or "This product", plan.version or "", made)
