"""Writes LaunchDarkly's metrics: `metrics.json`, each as its API takes it (`POST /api/v2/metrics/{projectKey}`, one a call).

Each event becomes a metric that counts by whom it was sent (`kind: custom`, not numeric). One that counts a number of it says so
in the plan, in the words of the API: `x-launchdarkly: {isNumeric: true, unit: USD, successCriteria: HigherThanBaseline}`; which
number that is, your code says (`valueOf` of the generated client's adapter). Properties, owners and the rest of the plan have no
place in a metric.
"""

from __future__ import annotations

from typing import Any

from ...model.event import Event
from ...model.plan import Plan
from ...shelf import quote
from .. import _json
from .._exported import Exported, Keeps, Told, extra_of, tell_losses, words
from .._naming import Names
from .._spelled import slug

EXTRA = "x-launchdarkly"
KEEPS = Keeps(event=words("description category"), carried=False)
_OURS = frozenset(("key", "eventKey", "kind"))


def write(plan: Plan) -> Exported:
    """One file: a list of metrics."""
    tell = Told("LaunchDarkly")
    tell_losses(plan, KEEPS, EXTRA, tell)
    if any(event.properties for event in plan.events.values()):
        tell("", "what events carry has no place in a metric of LaunchDarkly: not kept")
    names = Names(tell, longest=100)
    metrics = []
    for event in plan.events.values():
        if event.status == "retired":
            tell(event.name, "is retired, and becomes no metric")
        else:
            metrics.append(_metric(event, names, tell))
    return Exported({"metrics.json": _json.write(metrics)}, tell.notes())


def _metric(event: Event, names: Names, tell: Told) -> dict[str, Any]:
    own = extra_of(event, EXTRA)
    if ours := [word for word in own if word in _OURS]:
        tell(event.name, f"{', '.join(map(quote, ours))} under {EXTRA} follow from the event's name: not kept")
    made: dict[str, Any] = {"key": names.take(event.name, slug(event.name, "event")), "name": event.name}
    if event.description:
        made["description"] = event.description
    made |= {"kind": "custom", "isNumeric": False, "eventKey": event.name}
    if event.category:
        made["tags"] = [slug(event.category, "category")]
    made |= {word: held for word, held in own.items() if word not in _OURS}
    if made["isNumeric"] is True and "successCriteria" not in made:
        made["successCriteria"] = "HigherThanBaseline"
        tell(
            event.name,
            f"says no `successCriteria` under {EXTRA}, which a number asks for: HigherThanBaseline is written",
        )
    return made
