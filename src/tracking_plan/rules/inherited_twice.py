"""Two plans that one builds on mean different things by one name.

Why: which of the two holds would depend on their order, and whoever reads the other plan would be misled.

Bad:

    # file: company/plan.yaml
    plan: 1
    name: acme-company
    properties:
      plan_type: {type: string, enum: [free, paid]}
    # file: billing/plan.yaml
    plan: 1
    name: acme-billing
    properties:
      plan_type: {type: string, enum: [monthly, yearly]}
    # file: product/plan.yaml
    plan: 1
    extends:
      - ../company
      - ../billing   # <- here

Good:

    # file: company/plan.yaml
    plan: 1
    name: acme-company
    properties:
      plan_type: {type: string, enum: [free, paid]}
    # file: billing/plan.yaml
    plan: 1
    name: acme-billing
    properties:
      plan_period: {type: string, enum: [monthly, yearly]}
    # file: product/plan.yaml
    plan: 1
    extends:
      - ../company
      - ../billing

Note: nothing is said where one of the two plans has the name from the other and narrows it, where both say the same, or
where the plan says it itself: that has to be narrower than both.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from ..document import Span
from ..finding import Finding, Severity
from ..model.inherited import SECTIONS, called, foremost, says_taxonomy, section
from ..model.node import Node
from ..model.plan import Plan
from ..shelf import listed, quote

severity = Severity.ERROR


def check_plan(plan: Plan) -> Iterator[Finding]:
    if len(plan.bases) < 2:
        return
    places = {id(base): entry.written for base, entry in zip(plan.bases, plan.extends, strict=False)}
    for first, second in combinations(foremost(plan.bases), 2):
        names, related = [], list[tuple[Span, str]]()
        for name in SECTIONS:
            for key, node in section(first, name).items():
                other = section(second, name).get(key)
                if other is None or (name, key) in plan.over or _agree(first, second, name, key):
                    continue
                names.append(quote(key))
                related += [(node.at(), f"in {called(first)}"), (other.at(), f"in {called(second)}")]
        if _named_otherwise(first, second) and not says_taxonomy(plan):
            names.append("the taxonomy")
            related += [
                (first.taxonomy.at(), f"in {called(first)}"),
                (second.taxonomy.at(), f"in {called(second)}"),
            ]
        if names:
            verb = "means" if len(names) == 1 else "mean"
            message = f"{listed(names)} {verb} one thing in {called(first)} and another in {called(second)}"
            hint = "build on one of the two, or say it here so that it is narrower than both"
            yield Finding(places[id(second)], message, hint, related=tuple(related[:16]))


def _named_otherwise(first: Plan, second: Plan) -> bool:
    """Whether two plans say how things are named, and not alike."""
    return says_taxonomy(first) and says_taxonomy(second) and not _alike(first.taxonomy, second.taxonomy)


def _alike(node: Node, other: Node) -> bool:
    from ..model.facets import differs, normal  # noqa: PLC0415 - few plans build on others

    return not differs(normal(node), normal(other))


def _agree(first: Plan, second: Plan, name: str, key: str) -> bool:
    """Whether two plans mean the same, or one has it from the other's line and narrows it."""
    node, other = section(first, name)[key], section(second, name)[key]
    if node is other or _alike(node, other):
        return True
    return other in _below(first, name, key) or node in _below(second, name, key)


def _below(plan: Plan, name: str, key: str) -> list[Node]:
    """The nodes of that name in the plans that a plan builds on, all the way down."""
    found: list[Node] = []
    for base in plan.bases:
        if key in section(base, name):
            found += [section(base, name)[key], *_below(base, name, key)]
    return found
