"""A question serves an objective that the plan does not have.

Why: a question without an objective informs nothing that the business wants, and a misspelled one looks as if it did.

Bad:

    objectives:
      activation: {description: New teams reach value in their first week}
    questions:
      invest_in_templates:
        objective: activaton   # <- here

Fixed:

    objectives:
      activation: {description: New teams reach value in their first week}
    questions:
      invest_in_templates:
        objective: activation

Good:

    objectives:
      activation: {description: New teams reach value in their first week}
    questions:
      invest_in_templates:
        objective: activation
"""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, Severity
from ..model.people import Question
from ..model.plan import Plan
from ..shelf import quote
from ._references import guess

severity = Severity.ERROR


def check_question(question: Question, plan: Plan) -> Iterator[Finding]:
    name = question.objective
    if name and name not in plan.objectives:
        near = guess("objective", name, plan.objectives, plan)
        message = f"no objective is named {quote(name)}{near}"
        hint = "the plan's objectives stand under `objectives`"
        yield Finding(question.at("objective"), message, hint, fix=near.fix(question, "objective"))
