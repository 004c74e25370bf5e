"""A property comes from a source for which it is not planned.

Why: the plan says that only some apps know the value; whoever else sends it makes it up, or the plan is behind.

Plan:

    sources:
      web: {platform: web}
      ios: {platform: ios}
    events:
      Project Created:
        sources: [web, ios]
        properties:
          referrer:
            type: string
            sources: [web]   # <- here

Bad:

    {"event": "Project Created", "source": "web", "properties": {"referrer": "https://example.com"}}
    {"event": "Project Created", "source": "ios", "properties": {"referrer": ""}}

Good:

    {"event": "Project Created", "source": "web", "properties": {"referrer": "https://example.com"}}
    {"event": "Project Created", "source": "ios", "properties": {}}

Note: counted over the whole log, in valid records, from sources that the plan has.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...finding import Finding, Severity
from ...model.plan import Plan
from ...model.tally import Tally
from ...shelf import listed, quote
from .._tally import carried, keys, present, times

severity = Severity.WARNING


def check_tally(tally: Tally, plan: Plan) -> Iterator[Finding]:
    for name, seen in tally.events.items():
        event = plan.events[name]
        for names, found in carried(event):
            if found.sources is None:
                continue
            for source, sent in seen.sources.items():
                count = present(names, sent)
                if count and source in plan.sources and source not in found.sources:
                    planned = listed([quote(other) for other in found.sources], last="or") or "no source"
                    what = f"{quote('.'.join(names))} of {quote(name)}"
                    message = f"{what} came from {quote(source)} {times(count)}, and is planned for {planned}"
                    hint = "add the source to the property, or stop sending it from there"
                    yield Finding(event.at(*keys(names), "sources"), message, hint)
