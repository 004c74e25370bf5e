"""A property's name holds what looks like a value: an id, a date, a number or a template.

Why: a name that changes with the data makes a column of each value, and no chart can be drawn over them.

Bad:

    properties:
      user_8473: {type: string}   # <- here
      sales_2026_11: {type: number}   # <- here
      "answer_{id}": {type: string}   # <- here

Good:

    properties:
      answers:
        type: array
        items:
          type: object
          properties:
            question_id: {type: string}
            answer: {type: string}
      address_2: {type: string}
      sha256: {type: string}

Note: up to two digits are taken for a part of the name, and so are well-known words such as sha256, 1080p and 404.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, Severity
from ..model.plan import Plan
from ..shelf import quote
from ._dynamic import dynamic
from ._names import introduced

severity = Severity.WARNING


def check_plan(plan: Plan) -> Iterator[Finding]:
    for name, places in introduced(plan).items():
        found = dynamic(name)
        if found is not None:
            message = f"property {quote(name)} holds what looks like {found[0]}, {quote(found[1])}"
            for place in places:
                yield Finding(place.at(), message, "put it in a value")
