"""A property that is planned as optional is in none of its event's records.

Why: a property that nobody sends is a promise that nobody keeps; whoever builds a report on it waits for nothing.

Plan:

    events:
      Project Created:
        properties:
          template:   # <- here
            {type: string, required: false}
          color: {type: string, required: false, deprecated: true, replaced_by: template}

Bad:

    {"event": "Project Created", "properties": {}}  # and 19 more

Good:

    {"event": "Project Created", "properties": {"template": "blank"}}  # and 19 more

Good (too few to tell):

    {"event": "Project Created", "properties": {}}

Note: said where an event has at least 20 valid records. A deprecated property is expected to go. It may be rare, so it is
only info.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...finding import Finding, Severity
from ...model.event import Event
from ...model.plan import Plan
from ...model.tally import EventTally, Tally
from ...shelf import quote
from .._tally import carried, holds_objects, keys, present

severity = Severity.INFO
ENOUGH = 20
"""Of fewer records nothing is said."""


def check_tally(tally: Tally, plan: Plan) -> Iterator[Finding]:
    for name, seen in tally.events.items():
        if seen.valid < ENOUGH:
            continue
        event = plan.events[name]
        if _all_are_there(event, seen):
            continue
        unseen = set[tuple[str, ...]]()
        for names, found in carried(event):
            if any(present(names, sent) for sent in seen.sources.values()):
                continue
            unseen.add(names)
            if names[:-1] not in unseen and not found.deprecated:
                message = f"{quote('.'.join(names))} of {quote(name)} is in none of {seen.valid:,} valid records"
                yield Finding(event.at(*keys(names)), message, "see whether it is sent, or take it out of the plan")


def _all_are_there(event: Event, seen: EventTally) -> bool:
    """Whether it is told at once that each was seen, as it is of most events."""
    there = set[str]().union(*(sent.properties for sent in seen.sources.values()))
    return event.properties.keys() <= there and not holds_objects(event)
