"""A plan says more loosely what a plan that it builds on says.

Why: whoever shares a dictionary, groups, events, a taxonomy or rules trusts that no plan built on them sends more than
they allow, and that one name means one thing in all of them. So they may be narrowed: fewer values, tighter bounds, a
closed vocabulary, a stricter rule. What is to be wider gets a name of its own, or is widened where it is shared.

Bad:

    # file: company/plan.yaml
    plan: 1
    name: acme-company
    taxonomy: {events: {max_length: 30}, objects: [Project]}
    properties:
      team_size: {type: integer, minimum: 1, maximum: 500}
      address: {type: object, properties: {city: {type: string}}}
    property_groups:
      session: {session_id: {type: string}}
    events:
      Project Created: {critical: true, properties: {team_size: }}
    rules: {event-without-trigger: error}
    # file: product/plan.yaml
    plan: 1
    extends: ../company
    taxonomy:
      events: {max_length: 50}   # <- here
      objects: [Project, Task]   # <- here
    properties:
      team_size: {maximum: 900}   # <- here
      address:   # <- here
        properties: {city: {required: false}}
    property_groups:
      session:
        device: {type: string}   # <- here
    events:
      Project Created:
        critical: false   # <- here
        properties:
          team_size: {required: false}   # <- here
          template: {type: string}   # <- here
    rules:
      event-without-trigger: warning   # <- here

Good:

    # file: company/plan.yaml
    plan: 1
    name: acme-company
    taxonomy: {events: {max_length: 30}}
    properties:
      team_size: {type: integer, minimum: 1, maximum: 500}
    property_groups:
      session: {session_id: {type: string}}
    events:
      Project Created: {properties: {team_size: }}
    rules: {event-without-trigger: warning}
    # file: product/plan.yaml
    plan: 1
    extends: ../company
    taxonomy:
      objects: [Project]
    properties:
      team_size: {maximum: 100}
    property_groups:
      device:
        include: [session]
        properties: {device: {type: string}}
    events:
      Project Created:
        properties:
          team_size: {minimum: 2}
    rules:
      event-without-trigger: error
"""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, Severity
from ..model.inherited import called, origin, section
from ..model.plan import Plan
from ._widening import same_place, widened

severity = Severity.ERROR


def check_plan(plan: Plan) -> Iterator[Finding]:
    if not plan.over:
        return
    for found in plan.definitions:
        if found.base is not None and same_place(found, found.base):
            yield from widened(found, found.base, lambda author: called(origin(plan, author) or plan))
    from ._wider import compared  # noqa: PLC0415 - schemas and what proves them take time, and few plans build on others

    for (name, key), bases in plan.over.items():
        node = plan.taxonomy if name == "taxonomy" else section(plan, name).get(key)
        for base in bases:
            yield from compared(node, base, plan)
