"""Words of JSON Schema and of other plan formats that people write here, and what to write instead."""

from __future__ import annotations

from collections.abc import Mapping

_TYPES = "list the types, as in `type: [string, integer]`"
_BOUND = "write `minimum` or `maximum`, which include their own value"
_SAY = "say it in the `description`"
_DEPRECATED = "an event has `status: deprecated`, a property `deprecated: true` or a text"

INSTEAD: Mapping[str, str] = {
    "required": "say `required: false` at each property that may be missing; all others are required",
    "optional": "write `required: false`",
    "const": "write `enum` with that one value",
    "default": "a plan says what is sent, not what is assumed; " + _SAY,
    "example": "write a list under `examples`",
    "title": _SAY,
    "comment": _SAY,
    "$comment": _SAY,
    "$ref": "define it under `properties` of the plan and name it without a value, or `include` a property group",
    "$schema": "it belongs in a comment: # yaml-language-server: $schema=…",
    "anyOf": _TYPES,
    "oneOf": _TYPES,
    "allOf": "write it in one piece, or `include` a property group",
    "exclusiveMinimum": _BOUND,
    "exclusiveMaximum": _BOUND,
    "multipleOf": _SAY,
    "patternProperties": "write `additional_properties: true`",
    "deprecated_on": _DEPRECATED,
    "deprecated_at": _DEPRECATED,
    "deprecated_since": _DEPRECATED,
    "remove_after": "write `expires`",
    "tags": "write a `category`, or a key of your own that begins with x-",
    "labels": "write a `category`, or a key of your own that begins with x-",
}
