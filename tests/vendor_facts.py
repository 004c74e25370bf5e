"""What a plan says, in a form that is the same before and after it went to a vendor and back, as far as the vendor keeps it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from imported_plans import TODAY, loaded
from tracking_plan.document import read as read_document
from tracking_plan.load import load
from tracking_plan.model.event import Event
from tracking_plan.model.plan import Plan
from tracking_plan.model.property import Property
from tracking_plan.model.schema import must_be_there, plain, property_schema
from tracking_plan.vendors import _layout, reader, writer
from tracking_plan.vendors._exported import Exported, Keeps, extra_of_plan
from tracking_plan.vendors._imported import Counts, Imported, ImportedPlan

Facts = dict[str, Any]
Texts = Mapping[str, str]


def written(vendor: str, plan: Plan) -> Exported:
    """What the vendor's files are."""
    made: Exported = writer(vendor).write(plan)
    return made


def back(vendor: str, files: Texts) -> Plan | None:
    """The plan that the vendor's files give; nothing where they hold no events at all."""
    if not files:
        return None
    found: Imported = reader(vendor).read(files)
    (plan,) = found.plans
    return loaded(plan)


def edited(sections: Mapping[str, Any], edit: Callable[[str, Facts], Facts]) -> Plan:
    """The plan in which each event, and each property of it that is written there, is what ``edit`` makes of it.

    Whatever an import keeps of the vendor's own (`x-…`) stays where it is, as it does when people edit a plan.
    """
    events = {}
    for name, words in sections["events"].items():
        properties = {of: edit("property", said) if said else said for of, said in words.get("properties", {}).items()}
        events[name] = edit("event", {**words, "properties": properties})
    texts = _layout.files([ImportedPlan("", {**sections, "events": events}, Counts(0, 0, 0))])
    return load([read_document(text, name) for name, text in texts.items()], TODAY)


def facts(vendor: str, plan: Plan | None) -> Facts:
    """Events and traits by name, with as much of them as the vendor says that it keeps."""
    keeps: Keeps = writer(vendor).KEEPS
    if plan is None:
        return {"events": {}, "traits": {}}
    events: dict[str, list[Facts]] = {}
    for event in plan.events.values():
        said = _event(vendor, plan, event, keeps)
        events.setdefault(_name(vendor, event), []).append(said)
    traits = {
        whose: _inside(vendor, found, keeps)
        for whose, found in plan.traits.items()
        if keeps.traits and found and whose in ONLY_TRAITS.get(vendor, ("user", "group"))
    }
    for found in events.values():
        found.sort(key=json.dumps)
    return _comparable({"events": events, "traits": traits})  # type: ignore[no-any-return]


def _comparable(value: Any) -> Any:
    """The value as JSON holds it, in which 1 and true are two things."""
    return json.loads(json.dumps(value, sort_keys=True, default=str))


def _event(vendor: str, plan: Plan, event: Event, keeps: Keeps) -> Facts:
    owner = plan.owners.get(event.owner or "")
    said: Facts = {
        "description": event.description or "",
        "category": event.category,
        "owner": event.owner,
        "status": event.status,
        "type": "screen" if vendor == "mparticle" and event.kind == "page" else event.kind,
        "expires": str(event.expires or "never"),
        "additional_properties": event.additional_properties,
    }
    if vendor == "glean":
        said["category"] = event.name.rpartition(".")[0] or event.category or "events"
    if vendor == "avo" and event.category is None:
        names = {one["id"]: one["name"] for one in extra_of_plan(plan, "x-avo").get("categories", ())}
        said["category"] = names.get((event.raw.get("x-avo", {}).get("categories") or [None])[0])
    if vendor in OWNED_BY_EMAIL:
        kept = event.raw.get(f"x-{vendor}", {}).get(OWNED_BY_EMAIL[vendor]) or [None]
        said["owner"] = owner.email if owner is not None else kept[0]
    return {
        **{word: value for word, value in said.items() if word in keeps.event},
        "properties": _inside(vendor, event.properties, keeps),
    }


def _inside(vendor: str, properties: Mapping[str, Property], keeps: Keeps) -> Facts:
    made = {}
    for name, found in properties.items():
        made[name] = _property(vendor, found, keeps)
        made[name]["required"] = must_be_there(found) and vendor not in NONE_REQUIRED
    return made


def _property(vendor: str, found: Property, keeps: Keeps) -> Facts:
    known = {"additionalProperties": "additional_properties"}
    schema = {word: held for word, held in property_schema(found).items() if known.get(word, word) in keeps.property}
    if found.pattern is not None and "pattern" in keeps.property:
        schema["pattern"] = found.pattern
    schema.pop("required", None)
    if "enum" in schema:
        schema["enum"] = sorted(schema["enum"], key=json.dumps)
    if isinstance(schema.get("type"), list):
        schema["type"] = sorted(schema["type"])
    if "description" in keeps.property and found.description:
        schema["description"] = found.description
    if "examples" in keeps.property and found.examples:
        schema["examples"] = plain(found.examples)
    if found.items is not None and "items" in schema:
        schema["items"] = _property(vendor, found.items, keeps)
        if not schema["items"]:
            del schema["items"]
    if "properties" in schema:
        schema["properties"] = _inside(vendor, found.properties or {}, keeps)
    return LOSSY.get(vendor, _as_it_is)(schema, found)


# What a vendor's docstring says is lost beyond words: types that it has not

Lossy = Callable[[Facts, Property], Facts]


def _as_it_is(schema: Facts, found: Property) -> Facts:
    return schema


def _glean(schema: Facts, found: Property) -> Facts:
    if found.types:
        schema["type"] = next((kind for kind in found.types if kind in ("string", "boolean", "integer")), "string")
    return schema


def _gitlab(schema: Facts, found: Property) -> Facts:
    schema.pop("type", None)
    return schema


def _mixpanel(schema: Facts, found: Property) -> Facts:
    if len(set(found.types)) > 1:
        schema.pop("type", None)
    elif found.types:
        schema["type"] = found.types[0]
        if "enum" in schema:
            schema["enum"] = [value for value in schema["enum"] if value is not None]
    return schema


def _rudderstack(schema: Facts, found: Property) -> Facts:
    """The catalog says of an array's items only which types they have, and what is nested in them."""
    if "items" in schema:
        schema["items"] = {
            word: held
            for word, held in schema["items"].items()
            if word in ("type", "properties", "additionalProperties")
        }
        if not schema["items"]:
            del schema["items"]
    return schema


LOSSY: dict[str, Lossy] = {"glean": _glean, "gitlab": _gitlab, "mixpanel": _mixpanel, "rudderstack": _rudderstack}
RENAMED = ("glean", "snowplow")
"""Where an event's name must change."""
OWNED_BY_EMAIL = {"glean": "notification_emails", "mixpanel": "contacts"}
"""Where the owner is the first of several people to turn to, so that another becomes it where it is taken away."""
NONE_REQUIRED = ("glean", "gitlab")
ONLY_TRAITS = {"mixpanel": ("user",), "mparticle": ("user",)}


def _name(vendor: str, event: Event) -> str:
    """What it is called on the wire, where several may have one name that a plan must tell apart."""
    if vendor == "rudderstack" and event.kind != "track":
        return event.kind  # these calls have no names there
    name = event.name.split(" (")[0]
    return _wire(name) if vendor in RENAMED else name


def _wire(name: str) -> str:
    """What is left of a name in whatever form it is written: `Task Added` and `events.task_added` are one."""
    return re.sub(r"[^a-z0-9]+", "_", name.lower().rpartition(".")[2]).strip("_")
