"""Two property names are one name in two spellings.

Why: `userId` on one event and `user_id` on another are two columns, and a filter on either sees half of the records.

Bad:

    events:
      Project Created:
        properties:
          user_id: {type: string}   # <- here
      Project Shared:
        properties:
          userId: {type: string}   # <- here
      Project Archived:
        properties:
          userId: {type: string}

Good:

    events:
      Project Created:
        properties:
          user_id: {type: string}
          item_1_2: {type: string}
          item_12: {type: string}
      Project Shared:
        properties:
          user_id: {type: string}
    traits:
      user:
        createdAt: {type: string}
      group:
        created_at: {type: string}

Note: case, joints and Unicode form are set aside. Each spelling is said once, at the first place that defines it. The
traits that tools prescribe in camelCase are spellings of their own. A deprecated property whose `replaced_by` is the
other spelling is no duplicate of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, Severity
from ..model.plan import Plan
from ..model.property import Property
from ..model.words import split
from ..shelf import quote
from ._names import introduced, is_prescribed, others, related
from ._phrases import fold

severity = Severity.ERROR


def check_plan(plan: Plan) -> Iterator[Finding]:
    groups: dict[str, list[Property]] = {}
    for name, places in introduced(plan).items():
        first = next((place for place in places if not is_prescribed(place)), None)
        key = fold(split(name)) if first is not None else ""
        if first is not None and key:
            groups.setdefault(key, []).append(first)
    for group in groups.values():
        if len(group) > 1:
            names = {found.name for found in group}
            yield from _look(
                [found for found in group if not (found.deprecated and found.replaced_by in names - {found.name})]
            )


def _look(group: list[Property]) -> Iterator[Finding]:
    for found in group if len(group) > 1 else ():
        message = f"property {quote(found.name)} is also written {others(group, found)}"
        yield Finding(found.at(), message, "keep one spelling", related=related(group, found))
