"""An event or group says more loosely what its group or the dictionary says.

Why: one name has one meaning; whoever reads the dictionary trusts that no event sends more than it allows. An event may
narrow what it includes, never widen it: fewer values, tighter bounds, required instead of optional. A pattern or format
other than the dictionary's counts as wider, because nobody can tell that it is not. `required: false` is no widening
unless the dictionary says `required: true` in words.

Bad:

    properties:
      team_size: {type: integer, minimum: 1, maximum: 500, description: Number of team members}
      plan_type: {type: string, enum: [free, paid], description: Plan of the account}
      email: {type: string, format: email, pii: personal, required: true}
      address:
        type: object
        properties:
          city: {type: string}
    events:
      Project Created:
        properties:
          team_size:
            type: number   # <- here
            maximum: 1000   # <- here
          plan_type:
            enum: [free, trial]   # <- here
          email:
            pii: none   # <- here
            required: false   # <- here
            nullable: true   # <- here
          address:
            properties:
              city:
              street: {type: string}   # <- here

Good:

    properties:
      team_size: {type: number, minimum: 1, maximum: 500, description: Number of team members}
      plan_type: {type: string, enum: [free, paid], description: Plan of the account}
      email: {type: string, format: email, pii: personal}
    events:
      Project Created:
        properties:
          team_size: {type: integer, maximum: 100}
          plan_type: {enum: [paid]}
          email: {pii: sensitive, required: false}
"""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, Severity
from ..model.inherited import called, origin
from ..model.plan import Plan
from ..model.property import Property
from ..shelf import quote
from ._widening import same_place, widened

severity = Severity.ERROR


def check_property(found: Property, plan: Plan) -> Iterator[Finding]:
    base = found.base
    if base is None or found.mention:
        return
    if not plan.bases or not same_place(found, base):  # what a plan says over another is inherited-widened's
        yield from widened(found, base, lambda author: _place(author, plan))


def _place(author: Property, plan: Plan) -> str:
    what = f"group {quote(author.path[1])}" if author.path[0] == "property_groups" else "the dictionary"
    if author.path[0] == "events":
        what = f"event {quote(author.path[1])}"
    other = origin(plan, author)
    return f"{what} of {called(other)}" if other is not None else what
