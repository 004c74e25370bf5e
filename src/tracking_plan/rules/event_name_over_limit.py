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
from ..model.limits import respell
from ..model.plan import Plan
from ..shelf import quote
from ._limits import Tool, losses, tools

severity = Severity.ERROR


def check_event(event: Event, plan: Plan) -> Iterable[Finding]:
    if not plan.tools or event.kind != "track" or event.status == "retired" or not event.name:
        return ()
    too_long, malformed, arrives = list[tuple[Tool, str]](), list[tuple[Tool, str]](), event.name
    for tool in tools(plan, event.sources):
        limits, name = tool.limits, tool.spelled(event.name)
        if limits.event_name is not None and len(name) > limits.event_name.most:
            too_long.append((tool, limits.event_name.said))
        if limits.event_name_form is not None and not limits.event_name_form.fullmatch(name):
            malformed.append((tool, limits.event_name_form_said))
            arrives = name
    if not too_long and not malformed:
        return ()
    subject = quote(event.name) + (f", sent as {quote(arrives)}," if arrives != event.name else "")
    has = f" has {len(event.name)} characters; " if too_long else " cannot be sent: "
    hint = _better(event.name, [tool for tool, _ in (*malformed, *too_long)]) if malformed else "shorten it"
    return (Finding(event.at(), f"{subject}{has}{losses([*too_long, *malformed])}", hint),)


def _better(name: str, refusing: list[Tool]) -> str:
    better = respell(name)
    most = [tool.limits.event_name.most for tool in refusing if tool.limits.event_name is not None]
    if len(better) > min(most, default=len(better)):
        return "shorten it"
    forms = [tool.limits.event_name_form for tool in refusing]
    return f"write {quote(better)}" if all(form is None or form.fullmatch(better) for form in forms) else "rename it"
