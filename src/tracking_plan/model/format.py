"""The plan format as a JSON Schema and as a table: made of the model's own declarations, so that they cannot differ."""

from __future__ import annotations

from collections.abc import Mapping
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from .acknowledgement import Acknowledgement
from .allow import Allow
from .event import Event, Group
from .extends import Extends
from .node import By, Key, Node, keys
from .own_envelope import OwnEnvelope
from .people import Objective, Owner, Question
from .plan import Plan
from .property import Property
from .source import Source
from .taxonomy import EventNames, PropertyNames, Taxonomy

NODES: Mapping[str, type[Node]] = {
    "Extends": Extends,
    "Taxonomy": Taxonomy,
    "EventNames": EventNames,
    "PropertyNames": PropertyNames,
    "Source": Source,
    "Owner": Owner,
    "Property": Property,
    "Group": Group,
    "Event": Event,
    "Objective": Objective,
    "Question": Question,
    "Envelope": OwnEnvelope,
    "Allow": Allow,
    "Acknowledgement": Acknowledgement,
}

SECTIONS: Mapping[str, tuple[str, dict[str, Any]]] = {
    "taxonomy": ("How events and properties are named.", {"$ref": "#/definitions/Taxonomy"}),
    "sources": ("The apps and services that send events, by name.", {"$ref": "#/definitions/Sources"}),
    "owners": ("The people and teams who answer for events, by name.", {"$ref": "#/definitions/Owners"}),
    "properties": ("The dictionary: one name, one meaning.", {"$ref": "#/definitions/Properties"}),
    "property_groups": ("Properties that travel together, by the group's name.", {"$ref": "#/definitions/Groups"}),
    "events": ("The events. A key is the exact string that is sent.", {"$ref": "#/definitions/Events"}),
    "traits": ("The traits of identify (user) and group calls.", {"$ref": "#/definitions/Traits"}),
    "objectives": ("What the business wants to reach, by name.", {"$ref": "#/definitions/Objectives"}),
    "questions": ("The questions that events are sent to answer, by name.", {"$ref": "#/definitions/Questions"}),
    "envelopes": (
        "Where the parts of a record stand in logs of your own form, by the form's name.",
        {"$ref": "#/definitions/Envelopes"},
    ),
    "rules": ("How severe each rule is in this plan.", {"$ref": "#/definitions/Rules"}),
    "allow": (
        "Findings to let pass, each with its reason.",
        {"type": "array", "items": {"$ref": "#/definitions/Allow"}},
    ),
    "changes": (
        "Changes since the plan's last version that break something and are wanted all the same; `plan diff --acknowledge` writes them.",
        {"type": "array", "items": {"$ref": "#/definitions/Acknowledgement"}},
    ),
}

_PLAIN: Mapping[Any, dict[str, Any]] = {
    str: {"type": ["string", "number", "boolean"]},
    bool: {"type": "boolean"},
    float: {"type": "number"},
    int: {"type": "integer", "minimum": 0},
    Any: {},
}
_OWN: Mapping[str, Any] = {"^x-": {}}


def json_schema(rules: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The JSON Schema (draft-07, which editors know best) of a file of a plan.

    ``rules`` are the rules' names with their summaries, for completion under ``rules:``.
    """
    head = {"plan" if key.name == "format" else key.name: _key(key) for key in keys(Plan).values()}
    head["plan"] = {"const": 1, "description": "The version of the plan format: 1. One file of a plan says it."}
    for section, (means, schema) in SECTIONS.items():
        head[section] = {"description": means, **({"allOf": [schema]} if "$ref" in schema else schema)}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A file of a tracking plan",
        "description": "Version 1 of the plan format of `plan`. Keys that begin with x- are your own, anywhere.",
        **_closed(head),
        "definitions": _definitions(rules or {}),
    }


def _definitions(rules: Mapping[str, str]) -> dict[str, Any]:
    made = {name: _node(kind) for name, kind in NODES.items()}
    made["Group"] = {
        "description": "Properties by name; `include` names other groups, `description` says what they have in common.",
        "type": ["object", "null"],
        "properties": {"include": _key(keys(Group)["include"])},
        "additionalProperties": {"anyOf": [_to("Property"), {"type": ["string", "null", "object"]}]},
    }
    for name in ("Sources", "Owners", "Groups", "Events", "Objectives", "Questions", "Envelopes"):
        made[name] = {"type": "object", "additionalProperties": {"anyOf": [_to(name[:-1]), {"type": "null"}]}}
    made["Properties"] = {"type": "object", "additionalProperties": {"anyOf": [_to("Property"), {"type": "null"}]}}
    made["Traits"] = _closed({"user": _to("Properties"), "group": _to("Properties")})
    level = {"enum": ["off", "info", "warning", "error"]}
    made["Rules"] = _closed({name: {"description": summary, **level} for name, summary in rules.items()})
    return made


def _to(name: str) -> dict[str, Any]:
    return {"$ref": f"#/definitions/{name}"}


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    """An object that takes these keys, those that begin with ``x-``, and no others."""
    return {"type": "object", "properties": properties, "patternProperties": _OWN, "additionalProperties": False}


def _node(kind: type[Node]) -> dict[str, Any]:
    return {
        "description": (kind.__doc__ or "").strip().split("\n")[0].replace("``", "`"),
        **_closed({key.name: _key(key) for key in keys(kind).values()}),
    }


def _key(key: Key) -> dict[str, Any]:
    schema = _of(key.takes)
    if "$ref" in schema:
        schema = {"allOf": [schema]}
    return {"description": key.means, **schema}


def _of(takes: Any) -> dict[str, Any]:
    origin, args = get_origin(takes), get_args(takes)
    if origin is Annotated:
        by = next((note for note in args if isinstance(note, By)), None)
        return dict(by.schema) if by and by.schema else _of(args[0])
    if origin in (Union, UnionType):
        return _of(next(arg for arg in args if arg is not NoneType))
    if origin is Literal:
        return {"enum": list(args)}
    if origin is tuple:
        return {"type": "array", "items": _of(args[0])}
    if isinstance(takes, type) and issubclass(takes, Node):
        return {"$ref": f"#/definitions/{takes.__name__}"}
    return dict(_PLAIN.get(takes, {"type": "string", "format": "date"}))
