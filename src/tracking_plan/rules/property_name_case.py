"""A property's name is not in the taxonomy's case.

Why: `userId` and `user_id` are two columns. With one case for all names, nobody has to remember which of them was meant.

Bad:

    properties:
      userId: {type: string}   # <- here
      Team Size: {type: integer}   # <- here
      HTTP_status: {type: integer}   # <- here
      address:
        type: object
        properties:
          postalCode: {type: string}   # <- here

Fixed (with --unsafe-fixes):

    properties:
      user_id: {type: string}
      team_size: {type: integer}
      http_status: {type: integer}
      address:
        type: object
        properties:
          postal_code: {type: string}

Bad (nothing sends it yet):

    properties:
      teamSize: {type: integer}   # <- here
    events:
      Team Created:
        status: proposed
        properties:
          teamSize:
        examples:
          - teamSize: 5

Fixed:

    properties:
      team_size: {type: integer}
    events:
      Team Created:
        status: proposed
        properties:
          team_size:
        examples:
          - team_size: 5

Bad (another case in the taxonomy):

    taxonomy:
      properties: {case: camel}
    properties:
      user_id: {type: string}   # <- here

Fixed (with --unsafe-fixes):

    taxonomy:
      properties: {case: camel}
    properties:
      userId: {type: string}

Good:

    properties:
      user_id: {type: string}
      address_2: {type: string}
      _id: {type: string}
    traits:
      user:
        firstName: {type: string}

Note: each definition of the name is a place to mend; mentions and what narrows a definition are not. The traits that
tools prescribe in camelCase (`firstName`, `lastName`, `createdAt`, and `postalCode` in an address) are right.

Settings: `taxonomy.properties.case`, snake unless it says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, Severity
from ..model.plan import Plan
from ..model.words import split
from ..shelf import quote
from ._case import LABELS, in_case, written
from ._characters import faults
from ._names import introduced, is_prescribed, property_faults
from ._renames import renaming_property

severity = Severity.ERROR


def check_plan(plan: Plan) -> Iterator[Finding]:
    names, broken = plan.property_names, property_faults(plan)
    for name, places in introduced(plan).items():
        bare = name[1:] if name[:1] == "_" else name
        if name in broken or in_case(bare, names.case, names.characters):
            continue
        better = name[: len(name) - len(bare)] + written(split(bare), names.case)
        right = better != name and not faults([better.lstrip("_")], names.characters, "")
        hint = f"did you mean {quote(better)}?" if right else ""
        fix = renaming_property(places, better, plan) if right and better not in introduced(plan) else None
        for found in places:
            if not is_prescribed(found):
                yield Finding(found.at(), f"property {quote(name)} is not {LABELS[names.case]}", hint, fix=fix)
