"""A property says that a source sends it which does not send its event.

Why: the source cannot send the property without the event, so one of the two lists is wrong, and whoever reads the
chart looks for data that never comes.

Bad:

    sources:
      web: {platform: web}
      ios: {platform: ios}
    events:
      Signed Up:
        sources: [web]
        properties:
          os_version: {type: string, sources: [ios]}   # <- here

Good:

    sources:
      web: {platform: web}
      ios: {platform: ios}
    events:
      Signed Up:
        sources: [web, ios]
        properties:
          os_version: {type: string, sources: [ios]}

Note: a list of sources in the dictionary or in a group holds for the sources that an event has.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, Severity
from ..model.plan import Plan
from ..model.property import Property
from ..shelf import listed, quote
from ._said import called

severity = Severity.ERROR
only_with = ("sources",)


def check_property(found: Property, plan: Plan) -> Iterator[Finding]:
    if not found.sources or found.path[0] != "events" or not found.says("sources"):
        return
    event = plan.events[str(found.path[1])]
    if not event.sources:
        return
    for place, name in enumerate(found.sources):
        if name in plan.sources and name not in event.sources:
            message = f"{called(found)} is sent by {quote(name)}, which does not send event {quote(event.name)}"
            hint = f"the event is sent by {listed(map(quote, dict.fromkeys(event.sources)))}"
            yield Finding(found.at("sources", place), message, hint)
