"""A property's name is longer than the taxonomy allows.

Why: long names are cut off in menus and tables, and tools and warehouses drop or cut names beyond a length of their own.

Bad:

    properties:
      number_of_members_of_the_team_at_creation: {type: integer}   # <- here

Good:

    properties:
      initial_team_size: {type: integer}

Settings: `taxonomy.properties.max_length`, 40 unless it says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, Severity
from ..model.plan import Plan
from ..shelf import quote
from ._names import introduced

severity = Severity.ERROR


def check_plan(plan: Plan) -> Iterator[Finding]:
    most = plan.property_names.max_length
    for name, places in introduced(plan).items():
        if len(name) > most:
            message = f"property {quote(name)} has {len(name):,} characters, more than the {most:,} of the taxonomy"
            for found in places:
                yield Finding(found.at(), message, "say the rest in the description")
