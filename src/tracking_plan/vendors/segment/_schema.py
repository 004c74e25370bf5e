"""Takes the JSON Schema of one rule of Segment's apart, whether of a whole call or flattened by Typewriter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

_SECTIONS = frozenset(("properties", "traits", "context"))
_CALL = _SECTIONS | frozenset(
    [
        "userId",
        "anonymousId",
        "groupId",
        "previousId",
        "messageId",
        "timestamp",
        "event",
        "name",
        "type",
        "integrations",
    ]
)
"""What stands in every call; a schema that names other things is flattened, as Typewriter keeps it."""
_ABOUT = frozenset(("$schema", "id", "$id", "type", "title", "description", "labels", "eventMetadata"))


class Schema(NamedTuple):
    """What it asks of the properties (or traits), what of the rest of the call, and what it says about itself."""

    inner: dict[str, Any]
    call: dict[str, Any]
    about: dict[str, Any]


def take_apart(schema: Any, section: str) -> Schema:
    """The parts of a schema whose properties (or traits) stand under ``section`` of the call."""
    if not isinstance(schema, Mapping):
        return Schema({}, {}, {})
    about = {word: value for word, value in schema.items() if word in _ABOUT}
    rest = {word: value for word, value in schema.items() if word not in _ABOUT}
    if _is_flat(schema):
        return Schema(rest, {}, about)
    if not isinstance(rest.get("properties", {}), Mapping):
        return Schema({}, rest, about)
    call = dict(rest.pop("properties", {}))
    inner = call.get(section)
    if isinstance(inner, Mapping):
        del call[section]
    call = {name: value for name, value in call.items() if value not in ({}, True, {"type": "object"})}
    required = rest.get("required")
    if isinstance(required, list):
        rest["required"] = [name for name in required if name != section]
    if rest.get("required") == []:
        del rest["required"]
    if call:
        rest["properties"] = call
    return Schema(dict(inner) if isinstance(inner, Mapping) else {}, rest, about)


def _is_flat(schema: Mapping[str, Any]) -> bool:
    """Whether the event's properties stand right in the schema, and not under `properties` of the whole call."""
    if "eventMetadata" in schema:
        return True
    outer = schema.get("properties")
    if not isinstance(outer, Mapping) or not outer:
        return False
    return not (any(isinstance(outer.get(name), Mapping) for name in _SECTIONS) or all(name in _CALL for name in outer))
