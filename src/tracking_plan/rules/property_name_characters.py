r"""A property's name holds characters that names must not hold.

Why: the name becomes a column, a key in JSON and a member in generated code. Quotes, dots and dollars break out of or
mean something in all of these, and what cannot be seen makes two names that look the same.

Bad:

    properties:
      "plan$type": {type: string}   # <- here
      "user.id": {type: string}   # <- here
      "team__size": {type: integer}   # <- here
      "x' onmouseover='alert(1)": {type: string}   # <- here
      "team\u200bsize": {type: integer}   # <- here

Good:

    properties:
      team_size: {type: integer}
      _id: {type: string}

Good (characters that the taxonomy adds):

    taxonomy:
      properties: {characters: "$"}
    properties:
      $browser: {type: string}

Note: letters and digits of every script are taken, and the space, underscore or hyphen between two words, of which
property-name-case says which is right.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, Severity
from ..model.plan import Plan
from ..shelf import quote
from ._names import introduced, property_faults

severity = Severity.ERROR


def check_plan(plan: Plan) -> Iterator[Finding]:
    for name, fault in property_faults(plan).items():
        for found in introduced(plan)[name]:
            yield Finding(found.at(), f"property {quote(name)} {fault.message}", fault.hint)
