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
        whose: _inside(vendor, found, keeps, vendor not in OPTIONAL_TRAITS)
        for whose, found in plan.traits.items()
        if keeps.traits and found and whose in ONLY_TRAITS.get(vendor, ("user", "group"))
    }
    if vendor in ("ga4", "firebase"):  # a custom dimension says what a trait means, and no more
        traits = {
            w: {n: {"description": one.get("description")} for n, one in found.items()} for w, found in traits.items()
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
        "status": _STATUSES.get(event.status, "proposed") if vendor == "opentrackplan" else event.status,
        "was": [*event.was],
        "replaced_by": event.replaced_by,
        "type": "screen" if vendor == "mparticle" and event.kind == "page" else event.kind,
        "expires": str(event.expires or "never"),
        "additional_properties": event.additional_properties and not (vendor == "posthog" and event.properties),
        "sources": [*event.sources],
        "trigger": event.trigger,
    }
    if vendor == "glean":
        said["category"] = event.name.rpartition(".")[0] or event.category or "events"
    if vendor == "avo" and event.category is None:
        names = {one["id"]: one["name"] for one in extra_of_plan(plan, "x-avo").get("categories", ())}
        said["category"] = names.get((event.raw.get("x-avo", {}).get("categories") or [None])[0])
    if vendor == "posthog" and event.category is None:
        said["category"] = (event.raw.get("x-posthog", {}).get("tags") or [None])[0]
    if vendor in OWNED_BY_EMAIL:
        kept = event.raw.get(f"x-{vendor}", {}).get(OWNED_BY_EMAIL[vendor]) or [None]
        said["owner"] = owner.email if owner is not None else kept[0]
    return {
        **{word: value for word, value in said.items() if word in keeps.event},
        "properties": _inside(vendor, event.properties, keeps),
    }


def _inside(vendor: str, properties: Mapping[str, Property], keeps: Keeps, requires: bool = True) -> Facts:
    made = {}
    for name, found in properties.items():
        made[name] = _property(vendor, found, keeps)
        made[name]["required"] = must_be_there(found) and requires and vendor not in NONE_REQUIRED
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
        if {*found.types} == {"string"}:  # 1 that the dictionary shows of a text is read as the text
            schema["examples"] = [
                one if one is None or isinstance(one, str) else json.dumps(one) for one in schema["examples"]
            ]
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
    """The catalog says of an array's items only which types they have, and what is nested in them; only objects and
    items have properties."""
    if {*found.types} >= {"array"} and "object" not in found.types:
        schema = {word: held for word, held in schema.items() if word not in ("properties", "additionalProperties")}
    if "items" in schema:
        schema["items"] = {
            word: held
            for word, held in schema["items"].items()
            if word in ("type", "properties", "additionalProperties")
        }
        if not schema["items"]:
            del schema["items"]
    return schema


_OF = {"string": ("minLength", "maxLength", "pattern"), "number": ("minimum", "maximum")}


def _amplitude(schema: Facts, found: Property) -> Facts:
    """One plain type, or any value; the values of an enum are texts; an array is of such."""
    kept = {word: schema[word] for word in ("description",) if word in schema}
    if [*{*found.types}] == ["array"]:
        kept |= {word: schema[word] for word in ("minItems", "maxItems", "uniqueItems") if word in schema}
        kept["type"] = "array"
        inner = {
            word: held for word, held in schema.get("items", {}).items() if word not in ("description", "required")
        }
        if inner and inner.get("type") != "array":
            kept["items"] = inner
        return kept
    if "enum" in schema:
        return {**kept, "type": "string", "enum": sorted(str(value) for value in schema["enum"] if value is not None)}
    types = {*found.types}
    if len(types) != 1 or types & {"object", "array"}:
        return kept
    (kind,) = types
    limits = _OF.get("number" if kind == "integer" else kind, ())
    return {**kept, "type": kind, **{word: schema[word] for word in limits if word in schema}}


def _iteratively(schema: Facts, found: Property) -> Facts:
    types = {"number" if kind == "integer" else kind for kind in found.types}
    schema.pop("type", None)
    if len(types) == 1:
        schema["type"] = types.pop()
    return schema


def _posthog(schema: Facts, found: Property) -> Facts:
    kinds = {"number" if kind == "integer" else kind for kind in found.types} & {"string", "number", "boolean"}
    is_time = [*found.types] == ["string"] and found.format == "date-time"
    schema = {word: schema[word] for word in ("description",) if word in schema}
    if len({*found.types} - {"integer"} | kinds) == 1 and kinds:
        schema["type"] = kinds.pop()
    return {**schema, "format": "date-time"} if is_time else schema


def _segment_csv(schema: Facts, found: Property) -> Facts:
    """The values of an enum are texts, unless it is of numbers; items say what a line has columns for."""
    if "enum" in schema:
        values = [value for value in schema["enum"] if value is not None]
        numbers = [*{*found.types}] in (["integer"], ["number"])
        schema["enum"] = values if numbers else sorted(str(value) for value in values)
        if found.nullable and found.types:
            schema["enum"] = sorted([*schema["enum"], None], key=json.dumps)
    if [*found.types] == ["string"] and found.format == "date-time" and not found.nullable:
        schema["format"] = "date-time"
    return schema


def _google(schema: Facts, found: Property) -> Facts:
    for word in ("examples", "items", "properties"):  # of examples the first is kept, of items those of "items"
        schema.pop(word, None)
    if len({*found.types}) > 1:
        schema.pop("type", None)
    elif found.types:
        schema["type"] = found.types[0]
    if "enum" in schema:
        schema["enum"] = [value for value in schema["enum"] if value is not None]
    return schema


_LIMITS = {
    "string": ("enum", "minLength", "maxLength", "pattern", "format"),
    "number": ("enum", "minimum", "maximum"),
    "integer": ("enum", "minimum", "maximum"),
    "boolean": ("enum",),
    "array": ("items", "minItems", "maxItems", "uniqueItems"),
}


def _opentrackplan(schema: Facts, found: Property) -> Facts:
    """One type, with the limits that it may have; arrays are of single values."""
    types = [*dict.fromkeys(found.types)]
    kind = types[0] if len(types) == 1 and types[0] != "object" else ""
    every = {word for words in _LIMITS.values() for word in words}
    takes = {*_LIMITS.get(kind, every if not types else ()), "description", "examples"}
    made = {word: held for word, held in schema.items() if word in takes}
    if kind:
        made["type"] = kind
    if "enum" in made:
        made["enum"] = [value for value in made["enum"] if value is not None]
    if "examples" in made:
        made["examples"] = made["examples"][:1]
    if isinstance(made.get("items"), dict):
        made["items"] = {
            word: held
            for word, held in made["items"].items()
            if word not in ("description", "examples", "items", *_LIMITS["array"])
        }
        if not made["items"] or made["items"].get("type") == "array":
            made.pop("items")
    return made


_STATUSES = {"retired": "deprecated", "deprecated": "deprecated", "live": "live"}

LOSSY: dict[str, Lossy] = {
    "glean": _glean,
    "gitlab": _gitlab,
    "mixpanel": _mixpanel,
    "rudderstack": _rudderstack,
    "amplitude": _amplitude,
    "iteratively": _iteratively,
    "posthog": _posthog,
    "opentrackplan": _opentrackplan,
    "ga4": _google,
    "firebase": _google,
    "segment-csv": _segment_csv,
}
RENAMED = ("glean", "snowplow")
"""Where an event's name must change."""
OWNED_BY_EMAIL = {"glean": "notification_emails", "mixpanel": "contacts"}
"""Where the owner is the first of several people to turn to, so that another becomes it where it is taken away."""
OPTIONAL_TRAITS = ("posthog", "ga4", "firebase")
NONE_REQUIRED = ("glean", "gitlab")
ONLY_TRAITS = {
    "mixpanel": ("user",),
    "mparticle": ("user",),
    "amplitude": ("user",),
    "ga4": ("user",),
    "firebase": ("user",),
}


def _name(vendor: str, event: Event) -> str:
    """What it is called on the wire, where several may have one name that a plan must tell apart."""
    if vendor == "rudderstack" and event.kind != "track":
        return event.kind  # these calls have no names there
    name = event.name.split(" (")[0]
    return _wire(name) if vendor in RENAMED else name


def _wire(name: str) -> str:
    """What is left of a name in whatever form it is written: `Task Added` and `events.task_added` are one."""
    return re.sub(r"[^a-z0-9]+", "_", name.lower().rpartition(".")[2]).strip("_")
