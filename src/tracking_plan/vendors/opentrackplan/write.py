"""Writes OpenTrackPlan (2026-09): `opentp.yaml` with the catalog of all fields, and a file for each event in `events/`.

An event is written in its current version, for all targets, which are the plan's sources; older versions stay as they were. OpenTrackPlan has no objects, no null,
no arrays but of single values, one type a field and seven formats: what a plan says beyond is told as lost. A field that
has no type there is left without one, which `opentp validate` asks for.
"""

from __future__ import annotations

import re
from typing import Any

from ...document import write as write_yaml
from ...model.event import Event
from ...model.plan import Plan
from ...model.property import Property
from ...model.schema import must_be_there
from .._exported import SCHEMA_WORDS, Exported, Keeps, Told, extra_of, extra_of_plan, label, over, tell_losses, words
from .._naming import Names
from .._schema_writer import SchemaWriter
from .._spelled import file_stem
from .read import DESCRIBED_BY, EXTRA, STATUSES

KEEPS = Keeps(
    words("name version description sources"),
    words("description status was replaced_by"),
    (SCHEMA_WORDS - words("nullable properties additional_properties")) | words("examples"),
)
FORMATS = frozenset(("date", "date-time", "email", "uuid", "uri", "ipv4", "ipv6"))
TYPES = frozenset(("string", "number", "integer", "boolean", "array"))
_VERSION = "2026-09"
_DICTIONARY = re.compile(r"[A-Za-z0-9_-]{1,100}(?:/[A-Za-z0-9_-]{1,100})?")
_NUMBER = frozenset(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"))
_TEXT = frozenset(("minLength", "maxLength", "pattern", "format"))
_ARRAY = frozenset(("items", "minItems", "maxItems", "uniqueItems"))
OF_TYPE = {
    "string": _TEXT | {"enum"},
    "number": _NUMBER | {"enum"},
    "integer": _NUMBER | {"enum"},
    "boolean": frozenset(("enum",)),
    "array": _ARRAY,
}
LIMITS = _NUMBER | _TEXT | _ARRAY | {"enum"}


def write(plan: Plan) -> Exported:
    """`opentp.yaml`, a file an event, and the dictionaries that an import kept."""
    tell = Told("OpenTrackPlan")
    tell_losses(plan, KEEPS, EXTRA, tell)
    own = extra_of_plan(plan, EXTRA)
    version = own.get("opentp", _VERSION)
    names = Names(Told(""))
    schemas = SchemaWriter(EXTRA, tell)
    files: dict[str, str] = {}
    fields = {name: {of: _field(f, schemas, tell) for of, f in e.properties.items()} for name, e in plan.events.items()}
    for event in plan.events.values():
        file = f"events/{names.take(event.name, file_stem(event.name))}.yaml"
        files[file] = write_yaml({"opentp": version, "event": _event(event, fields[event.name], tell)})
    for name, words_ in own.get("dictionaries", {}).items():
        if _DICTIONARY.fullmatch(name):
            files[f"dictionaries/{name}.yaml"] = write_yaml({"opentp": version, "dict": words_})
    for number, kept in enumerate(own.get("more", ()), 1):
        files[f"events/kept_{number}.yaml"] = write_yaml({"opentp": version, "event": kept})
    info = {"title": plan.name or "Tracking plan", "version": plan.version or "1.0.0"}
    if plan.description:
        info["description"] = plan.description
    kept_info = own.get("info", {})
    if plan.version is None and "version" in kept_info:
        info["version"] = kept_info["version"]
    root = {
        "opentp": version,
        "info": over(info, kept_info),
        "spec": _spec(plan, own, _catalog([*fields.values()], tell)),
    }
    return Exported({"opentp.yaml": write_yaml(root), **files}, tell.notes())


def _spec(plan: Plan, own: dict[str, Any], catalog: dict[str, Any]) -> dict[str, Any]:
    spec = {**own.get("spec", {})}
    events = {**spec.pop("events", {})}
    targets = {"all": [*plan.sources] or ["web"]}
    payload = {**over({}, events.pop("payload", {}))}
    payload = {"targets": payload.pop("targets", targets), **payload, "schema": catalog}
    taxonomy = events.pop("taxonomy", {DESCRIBED_BY[0]: {"title": "Description", "type": "string", "required": False}})
    paths = spec.pop("paths", {"events": {"root": "/events", "template": "{event}.yaml"}})
    made = {"paths": paths, **spec, "events": {"taxonomy": taxonomy, **events, "payload": payload}}
    return {**made, "targets": own["targets"]} if "targets" in own else made


def _event(event: Event, fields: dict[str, Any], tell: Told) -> dict[str, Any]:
    own = extra_of(event, EXTRA)
    if event.kind != "track":
        tell(event.name, f"is a {event.kind} call: here it is an event like any other")
    said = own.pop("described_by", DESCRIBED_BY[0])
    taxonomy = {said: event.description} if event.description else {}
    theirs = {ours: theirs for theirs, ours in STATUSES.items()}
    lifecycle: dict[str, Any] = {}
    if event.says("status"):
        if event.status in theirs:
            lifecycle["status"] = theirs[event.status]
        else:
            lifecycle["status"] = "deprecated" if event.status == "retired" else "draft"
            tell(event.name, f"its status {event.status} is {lifecycle['status']} in OpenTrackPlan")
    if event.replaced_by:
        lifecycle["replacedBy"] = event.replaced_by
    lifecycle = over(lifecycle, own.pop("lifecycle", {}))
    made: dict[str, Any] = {"key": event.name, **({"lifecycle": lifecycle} if lifecycle else {})}
    made["taxonomy"] = over(taxonomy, own.pop("taxonomy", {}))
    if event.was:
        made["aliases"] = [{"key": name} for name in event.was]
    payload = _payload(fields, own)
    others = own.pop("other_targets", {})
    target = own.pop("target", None)
    return {**over(made, own), "payload": {target: payload, **others} if isinstance(target, str) else payload}


def _payload(fields: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """The fields as the current version, beside the others that an import kept."""
    own.pop("$ref", None)
    versions = own.pop("versions", None)
    if not isinstance(versions, dict):
        return {"schema": fields, **({"meta": own.pop("meta")} if "meta" in own else {})}
    key, steps = versions.get("current"), 0
    while isinstance(versions.get(key), str) and steps < len(versions):
        key, steps = versions[key], steps + 1
    now = versions.get(key)
    rest = {word: held for word, held in now.items() if word not in ("$ref", "schema")} if isinstance(now, dict) else {}
    return {**versions, key: {**rest, "schema": fields}} if isinstance(key, str) else {"schema": fields}


def _field(found: Property, schemas: SchemaWriter, tell: Told) -> dict[str, Any]:
    made = _value(found, schemas.write(found), tell)
    if "examples" in made:
        made["example"] = made.pop("examples")[0]
        if len(found.examples or ()) > 1:
            tell(label(found), "has several examples, of which the first is kept")
    made["required"] = must_be_there(found)
    return made


def _catalog(events: list[dict[str, Any]], tell: Told) -> dict[str, dict[str, Any]]:
    """Every field with its type, where all events are of one mind; the catalog of the format has one for all."""
    types: dict[str, dict[str, dict[str, Any]]] = {}
    for event in events:
        for name, field in event.items():
            items = field.get("items", {}).get("type")
            said = {"type": field.get("type"), **({"items": {"type": items}} if items else {})}
            types.setdefault(name, {})[str(said)] = said
    made = {}
    for name, found in types.items():
        (first, *others) = found.values()
        if others:
            tell(name, "is of several types in several events, where OpenTrackPlan's catalog has one for all")
        made[name] = {word: held for word, held in first.items() if held is not None} if not others else {}
    return made


def _value(found: Property, made: dict[str, Any], tell: Told) -> dict[str, Any]:
    """A field's words that its type may have there."""
    types = [*dict.fromkeys(found.types)]
    if found.nullable:
        tell(label(found), "may be null too, which OpenTrackPlan does not say: not kept")
    made.pop("type", None)
    kind = types[0] if len(types) == 1 and types[0] in TYPES else None
    if kind:
        made = {"type": kind, **made}
    elif types:
        tell(label(found), f"is {' or '.join(types)}, of which OpenTrackPlan has no type: none is kept")
    if "enum" in made:
        made["enum"] = [value for value in made["enum"] if value is not None]
    takes = OF_TYPE.get(kind or "", LIMITS if not types else frozenset())
    lost = [word for word in made if word in LIMITS and word not in takes]
    if found.format is not None and found.format not in FORMATS:
        lost.append("format")
    for word in dict.fromkeys(lost):
        tell(label(found), f"{word} has no place there beside its type: not kept")
        made.pop(word, None)
    for word in ("properties", "required", "additionalProperties"):
        made.pop(word, None)
    if found.items is not None and isinstance(made.get("items"), dict):
        inner = _value(found.items, made["items"], tell)
        made["items"] = {
            word: held for word, held in inner.items() if word not in ("description", "examples", "items", *_ARRAY)
        }
        if made["items"].get("type") == "array":
            del made["items"]["type"]
        if not made["items"]:
            del made["items"]
    return made
