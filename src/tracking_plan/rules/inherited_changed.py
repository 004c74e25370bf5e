"""A plan says another thing of an owner, objective, question or envelope than a plan that it builds on.

Why: a name that is shared means the same in every plan. If `growth` were another team here, whoever follows the name
would write to the wrong people, and nothing would say so. What the other plan leaves open may be filled in.

Bad:

    # file: company/plan.yaml
    plan: 1
    name: acme-company
    owners:
      growth: {name: Growth team, email: growth@acme.test}
    # file: product/plan.yaml
    plan: 1
    extends: ../company
    owners:
      growth:
        email: ana@acme.test   # <- here

Good:

    # file: company/plan.yaml
    plan: 1
    name: acme-company
    owners:
      growth: {name: Growth team, email: growth@acme.test}
    # file: product/plan.yaml
    plan: 1
    extends: ../company
    owners:
      growth: {slack: "#growth-eu"}
      growth_eu: {name: Growth team in Europe, email: ana@acme.test}
"""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, Severity
from ..model.inherited import called, origin, section
from ..model.node import Node
from ..model.plan import Plan
from ..shelf import quote
from ._said import shown

severity = Severity.ERROR

_SECTIONS = {"owners": "owner", "objectives": "objective", "questions": "question", "envelopes": "envelope"}


def check_plan(plan: Plan) -> Iterator[Finding]:
    for (name, key), bases in plan.over.items():
        if name in _SECTIONS:
            node = section(plan, name)[key]
            for base in bases:
                yield from _changed(f"{_SECTIONS[name]} {quote(key)}", node, base, plan)


def _changed(what: str, node: Node, base: Node, plan: Plan) -> Iterator[Finding]:
    from ..model.facets import differs, facets, value  # noqa: PLC0415 - few plans build on others

    other = origin(plan, base)
    kind: type[Node] = type(node)
    for facet in facets(kind):
        here, there = value(node, facet), value(base, facet)
        if there is None or not node.says(facet.key) or not differs(here, there):
            continue
        who = called(other) if other is not None else "the other plan"
        message = f"{what} has {facet.key} {shown(here)} here, but {who} says {shown(there)}"
        related = ((base.at(facet.key), "what it changes"),)
        yield Finding(node.at(facet.key), message, "take the line out, or take another name", related=related)
