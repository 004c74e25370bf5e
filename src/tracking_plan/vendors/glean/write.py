"""Writes Glean's `metrics.yaml`: each event as a metric of type event, its properties as extra keys.

An event called `category.name` keeps its name; any other gets the plan's category and a name in snake case, which is
told. Glean knows strings, booleans and quantities (whole numbers); other types are sent as strings, which is told, as
is that Glean requires nothing. What Glean asks of every metric and a plan does not say comes from `x-glean` of the event or
of the plan: `{bugs: [https://…], data_reviews: []}`. Where it says no bug, or an event has no owner with an address, Glean's
own parser refuses the metric, which is told.
"""

from __future__ import annotations

import re
from typing import Any

from ...document import write as write_yaml
from ...model.event import Event
from ...model.plan import Plan
from ...model.property import Property
from .._exported import Exported, Keeps, Told, extra_of, extra_of_plan, over, tell_losses, words
from .._naming import Names
from .._spelled import snake
from ._called import NAME, called
from .read import EXTRA, TYPES

KEEPS = Keeps(words("owners"), words("description category owner expires"), words("type description required"))
_SCHEMA = "moz://mozilla.org/schemas/glean/metrics/2-0-0"
_LONGEST_KEY, _MOST_KEYS = 40, 50
_KEY = re.compile(rf"[ -~]{{1,{_LONGEST_KEY}}}")
_GLEAN = {ours: theirs for theirs, ours in TYPES.items()}


def write(plan: Plan) -> Exported:
    """One file, `metrics.yaml`."""
    tell = Told("Glean")
    tell_losses(plan, KEEPS, EXTRA, tell)
    own = extra_of_plan(plan, EXTRA)
    metrics: dict[str, dict[str, Any]] = {}
    names = Names(tell, "names in snake case")
    keys = Names(tell, f"printable ASCII, {_LONGEST_KEY} characters at most", _LONGEST_KEY)
    usual = {word: own.pop(word, []) for word in ("bugs", "data_reviews")}
    for event in plan.events.values():
        if NAME.fullmatch(event.name):  # these keep their names, whatever others become
            names.holders["", event.name] = event.name
    for event in plan.events.values():
        category, name = _name(event, names)
        metrics.setdefault(category, {})[name] = _metric(plan, event, usual, keys, tell)
    for category, others in own.pop("metrics", {}).items():
        metrics.setdefault(category, {}).update(others)
    made = {"$schema": own.pop("$schema", _SCHEMA), **own, **metrics}
    return Exported({"metrics.yaml": write_yaml(made)}, tell.notes())


def _name(event: Event, names: Names) -> tuple[str, str]:
    if NAME.fullmatch(event.name):
        category, _, name = event.name.rpartition(".")
        return category, name
    full = names.take(event.name, called(event))
    category, _, name = full.rpartition(".")
    return category, name


def _metric(plan: Plan, event: Event, usual: dict[str, Any], names: Names, tell: Told) -> dict[str, Any]:
    own = extra_of(event, EXTRA)
    made: dict[str, Any] = {"type": "event", "description": event.description or own.pop("description", "")}
    emails = own.pop("notification_emails", [])
    if event.owner is not None:
        owner = plan.owners.get(event.owner)
        emails = [(owner.email if owner is not None else None) or event.owner, *emails]
    made["notification_emails"] = emails
    made["bugs"] = own.pop("bugs", usual["bugs"])
    made["data_reviews"] = own.pop("data_reviews", usual["data_reviews"])
    made["expires"] = str(event.expires) if event.expires is not None else own.get("expires", "never")
    if event.expires is None and "expires" not in own:
        tell(event.name, "says no day on which it expires: never, for Glean asks for one")
    if not made["bugs"]:
        tell(
            event.name,
            f"has no bug, without which Glean's parser refuses it: say `{EXTRA}: {{bugs: [URL]}}` of it or of the plan",
        )
    if not any("@" in str(email) for email in emails):
        tell(event.name, "has no owner with an address, without which Glean's parser refuses it")
    keys = {}
    for found in event.properties.values():
        where = f"{event.name}.{found.name}"
        fits = found.name if _KEY.fullmatch(found.name) else snake(found.name, _LONGEST_KEY, "key")
        keys[names.take(found.name, fits, event.name, where)] = _key(found, where, tell)
    if len(keys) > _MOST_KEYS:
        tell(event.name, f"has {len(keys)} properties, where Glean's parser takes {_MOST_KEYS} extra keys")
    if keys:
        made["extra_keys"] = keys
    return over(made, own)


def _key(found: Property, where: str, tell: Told) -> dict[str, Any]:
    own = extra_of(found, EXTRA)
    kind = next((_GLEAN[kind] for kind in found.types if kind in _GLEAN), "string")
    if not found.types:
        kind = own.get("type", kind)
    elif [*found.types] != [TYPES[kind]]:
        tell(where, f"is a {kind} in Glean, which has only strings, booleans and quantities")
    if found.required:
        tell(where, "is required, which Glean does not say: not kept")
    made: dict[str, Any] = {} if not found.types and "type" not in own else {"type": kind}
    return over({**made, "description": found.description or own.get("description", "")}, own)
