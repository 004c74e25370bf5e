"""An event's name is longer than a tool takes, or not of the form it takes.

Why: the tool drops or cuts the event without a word, and the gap shows up in a report months later.

Note: names are judged as they arrive. An SDK such as Segment forwards `Order Completed` to Google Analytics as
`order_completed`, so its spaces are fine; with Google's own SDK they are not.

Bad:

    sources:
      web: {platform: web, sdk: segment, destinations: [ga4]}
      ios: {platform: ios, sdk: firebase}
    events:
      Subscription Payment Method Details Updated:   # <- here
        sources: [web]
      App Opened:   # <- here
        sources: [ios]

Good:

    sources:
      web: {platform: web, sdk: segment, destinations: [ga4]}
      ios: {platform: ios, sdk: firebase}
    events:
      Payment Method Updated:
        sources: [web]
      app_opened:
        sources: [ios]
"""

from __future__ import annotations

from collections.abc import Iterable

from ..finding import Finding, Severity
from ..model.event import Event
from ..model.plan import Plan
from ..shelf import quote
from ._limits import losses, tools

severity = Severity.ERROR


def check_event(event: Event, plan: Plan) -> Iterable[Finding]:
    if not plan.tools or event.kind != "track" or event.status == "retired" or not event.name:
        return ()
    longest, too_long, malformed, hint = 0, [], [], ""
    for tool in tools(plan, event.sources):
        limits, name = tool.limits, tool.spelled(event.name)
        if limits.event_name is not None and len(name) > limits.event_name.most:
            longest = max(longest, len(name))
            too_long.append(f"{limits.title} {limits.event_name.said}")
        if limits.event_name_form is not None and not limits.event_name_form.fullmatch(name):
            malformed.append(f"{limits.title} takes only {limits.event_name_form_said}")
            hint = "rename it, or let an SDK that respells names forward it"
    if not too_long and not malformed:
        return ()
    has = f" has {longest} characters; " if too_long else ": "
    message = f"{'' if too_long else 'event name '}{quote(event.name)}{has}{losses([*too_long, *malformed])}"
    return (Finding(event.at(), message, hint or "shorten it"),)
