"""A property of an event comes from one of its sources, and never from another that sends the event.

Why: a report by that property shows the users of one app, and calls them all users.

Plan:

    sources:
      web: {platform: web}
      ios: {platform: ios}
    events:
      Project Created:
        sources: [web, ios]
        properties:
          template:   # <- here
            {type: string, required: false}
          referrer: {type: string, required: false, sources: [web]}

Bad:

    {"event": "Project Created", "source": "web", "properties": {"template": "blank", "referrer": "a"}}
    {"event": "Project Created", "source": "web", "properties": {"template": "board", "referrer": "b"}}
    {"event": "Project Created", "source": "web", "properties": {"template": "blank", "referrer": "c"}}
    {"event": "Project Created", "source": "ios", "properties": {}}
    {"event": "Project Created", "source": "ios", "properties": {}}
    {"event": "Project Created", "source": "ios", "properties": {}}

Good:

    {"event": "Project Created", "source": "web", "properties": {"template": "blank", "referrer": "a"}}
    {"event": "Project Created", "source": "ios", "properties": {"template": "board"}}

Good (too few to tell):

    {"event": "Project Created", "source": "web", "properties": {"template": "blank"}}
    {"event": "Project Created", "source": "ios", "properties": {}}

Note: valid records are counted, and only what can hardly be chance is said: if both sources sent it as often, the odds
of its never coming from the second would be below 1 in 20. A property that names its `sources` is expected from these
alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...finding import Finding, Severity
from ...model.event import Event
from ...model.plan import Plan
from ...model.tally import EventTally, Tally
from ...shelf import quote
from .._tally import carried, holds_objects, is_no_chance, keys, present

severity = Severity.WARNING


def check_tally(tally: Tally, plan: Plan) -> Iterator[Finding]:
    for name, seen in tally.events.items():
        event = plan.events[name]
        if len(seen.sources) > 1 and not _all_sent(event, seen):
            yield from _event(event, seen, plan)


def _all_sent(event: Event, seen: EventTally) -> bool:
    """Whether it is told at once that each source sent each property, as it is of most events."""
    planned = event.properties.keys()
    return all(planned <= sent.properties.keys() for sent in seen.sources.values()) and not holds_objects(event)


def _event(event: Event, seen: EventTally, plan: Plan) -> Iterator[Finding]:
    said = set[tuple[str, tuple[str, ...]]]()
    for names, found in carried(event):
        sources = found.sources if found.sources is not None else event.sources or tuple(plan.sources)
        sending = [source for source in sources if source in seen.sources]
        most = max(sending, key=lambda source: present(names, seen.sources[source]), default=None)
        if most is None or found.deprecated or not (there := present(names, seen.sources[most])):
            continue
        of = seen.sources[most].valid
        for source in sending:
            quiet = seen.sources[source]
            if present(names, quiet) or (source, names[:-1]) in said or not is_no_chance(there, of, quiet.valid):
                continue
            said.update(((source, names), (source, names[:-1]))[: 1 + (len(names) > 1)])
            message = (
                f"{quote('.'.join(names))} of {quote(event.name)} came in {there:,} of {of:,} valid records from"
                f" {quote(most)}, and in none of {quiet.valid:,} from {quote(source)}"
            )
            hint = "send it from there too, or name its `sources`"
            yield Finding(event.at(*keys(names)), message, hint)
