"""A property has a constraint that says nothing about values of its type.

Why: `minLength` on an integer looks like a check and checks nothing.

Bad:

    properties:
      team_size: {type: integer, minLength: 1}   # <- here
      name: {type: string, maximum: 100}   # <- here
      tags:
        type: string
        items: {type: string}   # <- here
      device: {type: object, additional_properties: false}   # <- here

Good:

    properties:
      team_size: {type: integer, minimum: 1}
      name: {type: string, maxLength: 100}
      tags:
        type: array
        items: {type: string}
      device:
        type: object
        properties:
          model: {type: string}
"""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, Severity
from ..model.plan import Plan
from ..model.property import Property
from ..shelf import listed, quote
from ._said import called

severity = Severity.WARNING

_OF_NUMBERS, _OF_TEXT, _OF_ARRAYS, _OF_OBJECTS = ("integer", "number"), ("string",), ("array",), ("object",)
_SPEAKS_OF = {
    "minimum": _OF_NUMBERS,
    "maximum": _OF_NUMBERS,
    "minLength": _OF_TEXT,
    "maxLength": _OF_TEXT,
    "pattern": _OF_TEXT,
    "format": _OF_TEXT,
    "items": _OF_ARRAYS,
    "minItems": _OF_ARRAYS,
    "maxItems": _OF_ARRAYS,
    "uniqueItems": _OF_ARRAYS,
    "properties": _OF_OBJECTS,
    "additional_properties": _OF_OBJECTS,
}
_LEAST = {"string": "minLength", "array": "minItems", "integer": "minimum", "number": "minimum"}
_MOST = {"string": "maxLength", "array": "maxItems", "integer": "maximum", "number": "maximum"}
_MEANT = dict.fromkeys(("minimum", "minLength", "minItems"), _LEAST) | dict.fromkeys(
    ("maximum", "maxLength", "maxItems"), _MOST
)

only_with = tuple(_SPEAKS_OF)


def check_property(found: Property, plan: Plan) -> Iterator[Finding]:
    if not found.types:
        return
    for word in found.raw:
        kinds = _SPEAKS_OF.get(word)
        if kinds is None or found.raw[word] is None:
            continue
        if not any(kind in found.types for kind in kinds):
            message = f"{quote(word)} says nothing of {called(found)}, which is {listed(found.types, last='or')}"
            yield Finding(found.key_at(word), message, _hint(word, found.types[0], kinds))
        elif word == "additional_properties" and not found.additional_properties and not found.properties:
            message = (
                f'"additional_properties" says nothing of {called(found)}, which names no properties and so takes any'
            )
            yield Finding(found.key_at(word), message, "name its `properties`, or remove the line")


def _hint(word: str, kind: str, kinds: tuple[str, ...]) -> str:
    meant = _MEANT.get(word, {}).get(kind)
    if meant:
        return f"did you mean `{meant}`?"
    return f"it speaks of {listed(kind + 's' for kind in kinds)}: mend the type, or remove it"
