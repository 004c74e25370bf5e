"""JSON Schema, in drafts 2020-12 and 07: a file for each event's properties, and one of all messages together.

`plan.json` describes a whole message as clients hand it to a tracker, so that a collector can judge what arrives.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

import msgspec

from .._client import Call, Client, Field, Report, Type
from .._formats import FORMATS
from .._names import Scope, Style

LANGUAGES = ()
Schema = dict[str, Any]

_DRAFTS: Mapping[str, tuple[str, str]] = {
    "draft-2020-12": ("https://json-schema.org/draft/2020-12/schema", "$defs"),
    "draft-07": ("http://json-schema.org/draft-07/schema#", "definitions"),
}
"""Folder -> the address of the draft, and its word for definitions."""
_DEVICES = frozenset(
    ["aux", "con", "nul", "prn", "plan", *(f"{name}{number}" for name in ("com", "lpt") for number in range(1, 10))]
)
"""No file names of ours: Windows keeps them for devices, and one is that of the whole plan."""
_LONGEST = 150
"""Bytes of a file's name, so that every file system takes it."""


def render_client(client: Client, report: Report) -> Iterator[tuple[str, str]]:
    """The files of both drafts."""
    names = Scope("events", Style("snake", _DEVICES), report, where=".json")
    files = {call.name: _short(names.name(call.name, call.at, call.identifier)) for call in client.events}
    traits = {"identify": _traits("user", names), "group": _traits("group", names)}
    for folder, (draft, word) in _DRAFTS.items():
        schemas: dict[tuple[str, str], Schema] = {(call.call, call.name): _described(call) for call in client.calls}
        if folder == "draft-07":
            schemas = {key: _older(schema) for key, schema in schemas.items()}
        top = {"$schema": draft, "$comment": " ".join(client.header)}
        for call in client.calls:
            name = files[call.name] if call.call not in traits else traits[call.call]
            yield f"{folder}/{name}.json", _text({**top, **schemas[call.call, call.name]})
        yield f"{folder}/plan.json", _text({**top, **_bundle(client, schemas, word)})


def _traits(who: str, names: Scope) -> str:
    name = f"{who}_traits"
    return f"{name}_" if name in names.given else name


def _short(name: str) -> str:
    """The name, or the beginning of one that is too long, with what tells it from others."""
    if len(name.encode()) <= _LONGEST:
        return name
    return f"{name.encode()[:_LONGEST].decode(errors='ignore')}_{sha256(name.encode()).hexdigest()[:8]}"


def _described(call: Call) -> Schema:
    """The schema of a call's properties, with what they mean."""
    about: Schema = {"title": call.name} if call.call not in ("identify", "group") else {}
    about["description"] = "\n".join(call.doc)
    if call.deprecated is not None:
        about["deprecated"] = True
    made = {**about, **_inside(call.schema, call.type)}
    if call.examples:
        made["examples"] = list(call.examples)
    return made


def _inside(schema: Schema, of: Type) -> Schema:
    made = dict(schema)
    if of.fields:
        inner = schema["properties"]
        made["properties"] = {field.name: _field(inner[field.name], field) for field in of.fields}
    if of.items is not None:
        made["items"] = _inside(schema["items"], of.items)
    return made


def _field(schema: Schema, field: Field) -> Schema:
    about: Schema = {"description": "\n".join(field.doc)} if field.doc else {}
    if field.deprecated is not None:
        about["deprecated"] = True
        about["description"] = "\n".join([*field.doc, f"Deprecated. {field.deprecated}".strip()])
    return {**about, **_inside(schema, field.type)}


def _older(schema: Any) -> Any:
    """The schema for draft-07, which does not know the formats `uuid` and `duration`: their patterns stand beside them."""
    made = dict(schema)
    if made.get("format") in ("uuid", "duration"):
        pattern = FORMATS[made["format"]].pattern
        made |= {"allOf": [{"pattern": pattern}]} if "pattern" in made else {"pattern": pattern}
    if "items" in made:
        made["items"] = _older(made["items"])
    if "properties" in made:
        made["properties"] = {name: _older(inner) for name, inner in made["properties"].items()}
    return made


def _bundle(client: Client, schemas: Mapping[tuple[str, str], Schema], word: str) -> Schema:
    """The schema of a message, which holds that of each event under its name."""
    name = f"Messages of the plan {client.plan}{f', version {client.version}' if client.version else ''}"
    options = []
    definitions = {}
    for call in client.calls:
        is_event = call.call not in ("identify", "group")
        key = call.name if is_event else f"{call.name} traits"
        while key in definitions:
            key += " "
        definitions[key] = schemas[call.call, call.name]
        reference = {"$ref": f"#/{word}/{_pointer(key)}"}
        properties: Schema = {"call": {"const": call.call}}
        if is_event:
            properties |= {"event": {"const": call.name}, "properties": reference}
        else:
            properties |= {"traits": reference}
        options.append({"properties": properties, "required": [*properties]})
    return {"title": name, "type": "object", "oneOf": options, word: definitions}


def _pointer(key: str) -> str:
    """A key as a step of a JSON Pointer in the fragment of an address."""
    from urllib.parse import quote  # noqa: PLC0415 - takes a while to load

    return quote(key.replace("~", "~0").replace("/", "~1"), safe="~", errors="surrogatepass")


def _text(schema: Schema) -> str:
    return msgspec.json.format(msgspec.json.encode(schema), indent=2).decode() + "\n"
