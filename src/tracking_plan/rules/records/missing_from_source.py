"""A property that is required of some sources is missing in their records.

Why: the plan says that this app sends it, and reports of that app are made with it.

Plan:

    sources:
      web: {platform: web}
      ios: {platform: ios}
    events:
      Project Created:
        sources: [web, ios]
        properties:
          referrer:   # <- here
            {type: string, sources: [web]}

Bad:

    {"event": "Project Created", "source": "web", "properties": {}}
    {"event": "Project Created", "source": "web", "properties": {"referrer": "https://example.com"}}

Good:

    {"event": "Project Created", "source": "web", "properties": {"referrer": "https://example.com"}}
    {"event": "Project Created", "source": "ios", "properties": {}}

Note: counted over the whole log, as a property with `sources` may be absent in a record of another source. What is
required of every source is judged record by record: see missing-property.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...finding import Finding, Severity
from ...model.plan import Plan
from ...model.tally import Tally
from ...shelf import quote

severity = Severity.ERROR


def check_tally(tally: Tally, plan: Plan) -> Iterator[Finding]:
    for name, seen in tally.events.items():
        event = plan.events[name]
        for property, found in event.properties.items():
            if not found.required or not found.sources:
                continue
            for source in found.sources:
                sent = seen.sources.get(source)
                missing = sent.valid - sent.properties.get(property, 0) if sent is not None else 0
                if sent is not None and missing > 0:
                    what = f"{quote(property)} of {quote(name)}"
                    message = f"{what} is missing in {missing:,} of {sent.valid:,} records from {quote(source)}"
                    yield Finding(event.at("properties", property), message, "send it, or plan `required: false`")
