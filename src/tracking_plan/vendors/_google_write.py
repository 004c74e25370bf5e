"""Writes a plan for Google Analytics 4 or Firebase: the list of events, custom dimensions, and the names by which ours go.

`events.json` lists every event with its parameters; `custom-dimensions.json` holds what to register, as the Admin API
takes it: a dimension of the event for each parameter, one of the user for each trait. Names become snake case of 40
characters (24 for a user's property); `names.json` keeps the mapping, and two that would be one are told with both names.
Null, constraints, formats and nested properties have no word there, and traits are never required: told as lost.
"""

from __future__ import annotations

from typing import Any

from ..model.event import Event
from ..model.plan import Plan
from ..model.property import Property
from ..model.schema import must_be_there, plain
from . import _json
from ._exported import Exported, Keeps, Told, extra_of, extra_of_plan, label, over, tell_losses, words
from ._google_names import GoogleNames
from ._google_read import TYPES, is_required

KEEPS = Keeps(
    words("name"),
    words("description category trigger additional_properties"),
    words("type description required enum examples items properties"),
    traits=True,
    dictionary=True,
)


def write(plan: Plan, tool: str, title: str) -> Exported:
    """The files: of events, of custom dimensions, and of names where any had to change."""
    tell = Told(title)
    extra = f"x-{tool}"
    tell_losses(plan, KEEPS, extra, tell)
    own = extra_of_plan(plan, extra)
    names = GoogleNames(tell)
    kept = own.pop("names", {})
    events = [_event(event, extra, names, kept, tell) for event in plan.events.values()]
    dimensions = _dimensions(plan, extra, names, own.pop("dimensions", []), tell)
    again = own.pop("again", [])
    listed: Any = [*events, *again]
    files = {"events.json": _json.write({**own, "events": listed} if own else listed)}
    if dimensions:
        files["custom-dimensions.json"] = _json.write({"customDimensions": dimensions})
    if mapping := names.mapping():
        files["names.json"] = _json.write(mapping)
    return Exported(files, tell.notes())


def _theirs(kept: Any, kind: str, ours: str) -> str | None:
    """What an import said that the tool calls it."""
    held = kept.get(kind, {}) if isinstance(kept, dict) else {}
    return next((theirs for theirs, name in held.items() if name == ours), None)


def _event(event: Event, extra: str, names: GoogleNames, kept: Any, tell: Told) -> dict[str, Any]:
    own = extra_of(event, extra)
    if event.kind != "track":
        tell(event.name, f"is a {event.kind} call: here it is an event like any other")
    word = own.pop("named", "event")
    said = own.pop("said", [])
    made: dict[str, Any] = {word: names.take("events", event.name, _theirs(kept, "events", event.name))}
    if event.category:
        made["group"] = event.category
    if event.description:
        made["definition" if "definition" in said else "description"] = event.description
    if event.trigger:
        made["trigger"] = event.trigger
    if event.additional_properties:
        made["additional_parameters"] = True
    more = own.pop("parameters", [])
    parameters = []
    for found in event.properties.values():
        parameters.append(_parameter(found, event, extra, names, kept, tell))
        inside = found.items.properties if found.name == "items" and found.items is not None else None
        for inner in (inside or {}).values():
            parameters.append({**_parameter(inner, event, extra, names, kept, tell), "scope": "item"})
        if found.properties or (found.items is not None and found.name != "items"):
            tell(label(found), "what is in it has no place there: not kept")
    return {**over(made, own), "parameters": [*parameters, *more]}


def _parameter(found: Property, event: Event, extra: str, names: GoogleNames, kept: Any, tell: Told) -> dict[str, Any]:
    own = extra_of(found, extra)
    said = own.pop("said", [])
    word, value = own.pop("asked", None) or ("required", None)
    name = names.take(
        "parameters", found.name, _theirs(kept, "parameters", found.name), where=f"{event.name}.{found.name}"
    )
    made: dict[str, Any] = {"name": name}
    types = [*dict.fromkeys(found.types)]
    if len(types) == 1:
        made["type"] = own["type"] if _is_same(own.get("type"), types[0]) else types[0]
    elif types:
        tell(label(found), "has several types, where one is said: none is kept")
    if types or (isinstance(own.get("type"), str) and own["type"].lower() in TYPES):
        own.pop("type", None)
    if found.nullable:
        tell(label(found), "may be null too, which is not said: not kept")
    must = must_be_there(found)
    if value is not None and is_required(value) == must:
        made[word] = value
    else:
        made[word] = ("Yes" if must else "No") if word == "required" else ("required" if must else "optional")
    if found.description:
        made["definition" if "definition" in said else "description"] = found.description
    if found.enum is not None:
        made["allowed_values"] = [plain(value) for value in found.enum if value is not None]
    if found.examples:
        made["example"] = plain(found.examples[0])
        if isinstance(made["example"], (int, float)) and not isinstance(made["example"], bool):
            made["example"] = str(made["example"])
        if len(found.examples) > 1:
            tell(label(found), "has several examples, of which the first is kept")
    return over(made, own)


def _is_same(kept: Any, kind: str) -> bool:
    """Whether the tool's own word for a type still says what the plan says."""
    return isinstance(kept, str) and TYPES.get(kept.lower()) == kind


def _dimensions(plan: Plan, extra: str, names: GoogleNames, kept: list[Any], tell: Told) -> list[dict[str, Any]]:
    """A custom dimension for each parameter and each trait of a user; the Admin API asks for a name that people see."""
    rest = {
        (_json.text(item.get("scope")), _json.text(item.get("parameterName"))): item
        for item in kept
        if isinstance(item, dict)
    }
    made: dict[tuple[str, str], dict[str, Any]] = {}
    found = [found for event in plan.events.values() for found in event.properties.values()]
    for one in (*found, *plan.properties.values()):
        name = names.take("parameters", one.name)
        made.setdefault(("EVENT", name), _dimension(one, name, "EVENT"))
    for one in plan.traits.get("user", {}).values():
        name = names.take("user_properties", one.name, where=f"traits.user.{one.name}")
        made["USER", name] = _dimension(one, name, "USER")
        if must_be_there(one):
            tell(label(one), "is required, which no custom dimension says: not kept")
        if one.types or one.enum is not None:
            tell(label(one), "its type and values are not said by a custom dimension: not kept")
    if plan.traits.get("group"):
        tell("traits.group", "there are user properties only: not kept")
    for key, item in rest.items():
        made[key] = {**item, **{w: held for w, held in made.get(key, {}).items() if w != "displayName"}}
    return [*made.values()]


def _dimension(found: Property, name: str, scope: str) -> dict[str, Any]:
    about = {"description": found.description[:150]} if found.description else {}
    return {"parameterName": name, "displayName": found.name[:82], **about, "scope": scope}
