"""Reads a JSON Schema (drafts 4 to 7, as plan tools write them) as a property of the plan format."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from ..model.property import TYPES
from ..shelf import listed, quote
from ._imported import NOT_CHECKED, OWN_KEYS

Tell = Callable[[str, str], None]
"""Takes what could not be kept: where (``Signed Up.plan``) and what."""

_COUNTS = ("minLength", "maxLength", "minItems", "maxItems")
_HARMLESS = frozenset(
    (
        "title",
        "default",
        "$comment",
        "readOnly",
        "writeOnly",
        "deprecated",
        "labels",
        "examples",
        "metadata",
        "nameMapping",
    )
)
"""Words that say nothing about which values are right."""
_NUMBERS = frozenset(("minimum", "maximum", *_COUNTS))
_TEXTS = frozenset(("description", "pattern", "format", "uniqueItems", "examples", "deprecated"))
_INSIDE = frozenset(("properties", "required", "additionalProperties"))
_BOUNDS = frozenset(("exclusiveMinimum", "exclusiveMaximum"))
_PLACES = frozenset(("$schema", "id", "$id", "key"))
_PATHS = ("/properties", "#/properties")
_PLAIN = frozenset(TYPES)
_FEW = frozenset(("type", "description", "id"))
"""What most properties say, and no more: these are read at once."""
_ORDER = (
    "type", "description", "required", "nullable", "enum", "minimum", "maximum", "minLength", "maxLength", "pattern",
    "format", "minItems", "maxItems", "uniqueItems", "items", "properties", "additional_properties", "examples",
    "deprecated",
)  # fmt: skip


class SchemaReader:
    """Turns schemas into properties. What the format has no word for stands under ``x-<tool>``, and is told."""

    def __init__(self, tool: str, tell: Tell) -> None:
        self.extra = f"x-{tool}"
        self.kept = f"kept under {self.extra}"
        self.tell = tell

    def read(self, schema: object, where: str, *, required: bool = True) -> dict[str, Any]:
        """The words of one property. ``required: false`` is said, ``true`` goes without saying."""
        made: dict[str, Any] = {} if required else {"required": False}
        left: dict[str, Any] = {}
        if schema.__class__ is dict and _FEW.issuperset(schema) and (few := _few(schema, required)):
            return few
        if isinstance(schema, Mapping):
            left = {word: value for word, value in schema.items() if value is not None or word == "const"}
            given = left.pop(self.extra, None)
            left = self.words(left, made, where)
            if isinstance(given, Mapping):
                left = {**given, **left}
        elif schema is not True:
            left = {"schema": schema}
            self.tell(where, f"its schema is {quote(schema)}, not a mapping, {self.kept}: any value is accepted here")
        ordered = {word: made[word] for word in _ORDER if word in made}
        if left:
            ordered[self.extra] = left
        return ordered

    def words(self, left: dict[str, Any], made: dict[str, Any], where: str) -> dict[str, Any]:
        """Move what the format has words for from ``left`` to ``made``; what is left over is told where it matters."""
        null = self.types(left, made, where)
        said = left.keys()
        if "enum" in left or "const" in left:
            self.values(left, made, where, null)
        if not _NUMBERS.isdisjoint(said):
            self.numbers(left, made)
        if not _TEXTS.isdisjoint(said):
            self.texts(left, made)
        if "items" in left:
            self.items(left, made, where)
        if not _INSIDE.isdisjoint(said):
            self.inside(left, made, where)
        if not _BOUNDS.isdisjoint(said):
            self.bounds(left, made, where)
        if not _PLACES.isdisjoint(said):
            _forget(left, where)
        if not left:
            return left
        told = {"type", *_HARMLESS, *(word for word in ("minimum", "maximum") if word in made)}
        if isinstance(left.get("properties"), Mapping):
            told.add("properties")
        if left.get("additionalProperties") is False:
            told.add("additionalProperties")
        if isinstance(left.get("id"), str):
            told.add("id")
        lost = [word for word in left if word not in told and not word.startswith("x-")]
        if lost:
            self.tell(
                where,
                f"{listed(quote(w) for w in lost)} {'has' if len(lost) == 1 else 'have'} no word in the plan format, {self.kept}: {NOT_CHECKED}",
            )
        return left

    def types(self, left: dict[str, Any], made: dict[str, Any], where: str) -> bool | None:
        """The types, without null. Whether null is accepted, or None where nothing is said about types."""
        if "type" not in left:
            return None
        said = left["type"] if isinstance(left["type"], list) else [left["type"]]
        known = [word for word in dict.fromkeys(w for w in said if isinstance(w, str)) if word in TYPES]
        null = "null" in said
        unknown = [word for word in said if word not in TYPES and word != "null"]
        if unknown:
            if unknown != ["any"]:
                self.tell(
                    where, f"{quote(unknown[0])} is no type of JSON Schema, {self.kept}: any value is accepted here"
                )
            return None
        del left["type"]
        if set(known) >= set(TYPES) - {"integer"} and null:
            return None
        if known:
            made["type"] = known[0] if len(known) == 1 else known
            if null:
                made["nullable"] = True
        elif null:
            made["enum"] = [None]
        return null if said else None

    def values(self, left: dict[str, Any], made: dict[str, Any], where: str, null: bool | None) -> None:
        """`enum` and `const`. In JSON Schema null must be in the enum too; here `nullable` says it."""
        if "const" in left and "enum" not in left:
            left["enum"] = [left.pop("const")]
        said = left.get("enum")
        if not isinstance(said, list) or (made.get("enum") == [None] and None not in said):
            return  # of null alone, and yet never null: what no value fits is left as it is, and told
        del left["enum"]
        made.pop("nullable", None)
        if null is False or None not in said:
            if null:
                self.tell(where, "its type takes null but its enum does not list it, so null is refused, there as here")
            made["enum"] = [value for value in said if value is not None]
        elif "type" in made and said != [None]:
            made["nullable"] = True
            made["enum"] = [value for value in said if value is not None]
        elif null is None:
            made["enum"] = said
        else:
            made.pop("type", None)
            made["enum"] = [None]
        if odd := [value for value in made["enum"] if _is_read_as_text(value, made.get("type", ()))]:
            self.tell(where, f"lists {listed(map(str, odd))}, which its type refuses: here it is a text")

    def numbers(self, left: dict[str, Any], made: dict[str, Any]) -> None:
        for word in ("minimum", "maximum"):
            if _is_number(left.get(word)):
                made[word] = left.pop(word)
        for word in _COUNTS:
            value: Any = left.get(word)
            if _is_number(value) and value >= 0 and value == int(value):
                made[word] = int(left.pop(word))

    def texts(self, left: dict[str, Any], made: dict[str, Any]) -> None:
        for word in ("description", "pattern", "format"):
            if isinstance(left.get(word), str):
                text = left.pop(word)
                if text.strip():
                    made[word] = text
        if isinstance(left.get("uniqueItems"), bool) and left.pop("uniqueItems"):
            made["uniqueItems"] = True
        if isinstance(left.get("examples"), list):
            made["examples"] = left.pop("examples")
        if left.get("deprecated") is True:
            made["deprecated"] = left.pop("deprecated")

    def items(self, left: dict[str, Any], made: dict[str, Any], where: str) -> None:
        said = left.get("items")
        if isinstance(said, Mapping) or said is True:
            del left["items"]
            inner = self.read(said, f"{where}.items")
            if inner:
                made["items"] = inner

    def inside(self, left: dict[str, Any], made: dict[str, Any], where: str) -> None:
        """Nested properties. An object that names none is open in the plan format, one that names some is closed."""
        found = self.properties(left, where)
        closed = left.get("additionalProperties") is False
        if found:
            made["properties"] = found
            if not closed:
                made["additional_properties"] = True
        elif closed:
            self.tell(
                where,
                f'"additionalProperties": false on an object without properties is {self.kept}: any are accepted here',
            )
            return
        if left.get("additionalProperties") in (True, False, {}):
            del left["additionalProperties"]

    def properties(self, left: dict[str, Any], where: str) -> dict[str, Any]:
        """The properties of an object, those only named in `required` among them. Takes both words off ``left``."""
        said, required = left.get("properties"), left.get("required")
        names: dict[str, Any] = {}
        if isinstance(said, Mapping):
            names.update(left.pop("properties"))
        must: set[str] = set()
        if isinstance(required, list) and all(isinstance(name, str) for name in required):
            must.update(left.pop("required"))
            for name in required:
                if name not in names and left.get("additionalProperties") is False:
                    self.tell(
                        f"{where}.{name}", "is required and yet refused, as it is not planned there: here it is planned"
                    )
                names.setdefault(name, True)
        elif required is False or required is True:
            left.pop("required")  # draft 3 and the like: meaningless on an object
        made = {}
        for name, schema in names.items():
            if name.startswith("x-"):
                left.setdefault("properties", {})[name] = schema
                self.tell(f"{where}.{name}", f"{OWN_KEYS}, {self.kept}: it is not planned here")
            else:
                made[name] = self.read(schema, f"{where}.{name}", required=name in must)
        if left.get("properties") == {}:
            del left["properties"]
        return made

    def bounds(self, left: dict[str, Any], made: dict[str, Any], where: str) -> None:
        """`exclusiveMinimum` and the like: a whole number's bound moves by one, others are taken in, and told."""
        for word, exclusive, step in (("minimum", "exclusiveMinimum", 1), ("maximum", "exclusiveMaximum", -1)):
            said = left.get(exclusive)
            if said is False:
                del left[exclusive]
                continue
            bound: Any = made.get(word) if said is True else said
            if not _is_number(bound):
                continue
            tighter = max if step > 0 else min
            if said is True:
                left[word] = bound  # beside its `true`, so that an export knows which bound it was said of
            if made.get("type") == "integer" and bound == int(bound):
                bound = int(bound) + step
                left.pop(word, None)
                del left[exclusive]
            made[word] = bound if word not in made or said is True else tighter(made[word], bound)


def _few(schema: dict[str, Any], required: bool) -> dict[str, Any] | None:
    """A property of one plain type, with a description perhaps; nothing where it says anything else."""
    kind: Any = schema.get("type")
    text, place = schema.get("description", ""), schema.get("id", "/properties")
    null = kind.__class__ is list and len(kind) == 2 and kind[1] == "null"
    if null:
        kind = kind[0]
    if kind.__class__ is not str or kind not in _PLAIN or text.__class__ is not str or place.__class__ is not str:
        return None
    if not place.startswith(_PATHS):
        return None
    made: dict[str, Any] = {"type": kind}
    if text and not text.isspace():
        made["description"] = text
    if not required:
        made["required"] = False
    if null:
        made["nullable"] = True
    return made


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def _is_read_as_text(value: Any, types: str | list[str]) -> bool:
    """Whether the plan format takes a number or a boolean for a text, which its types leave no other room for."""
    if "string" not in types or not isinstance(value, (bool, int, float)):
        return False
    if isinstance(value, bool):
        return "boolean" not in types
    return "number" not in types and not (isinstance(value, int) and "integer" in types)


def _forget(left: dict[str, Any], where: str) -> None:
    """Drop the words that only repeat where the schema stands: its draft, its path and its key."""
    left.pop("$schema", None)
    for word in ("id", "$id"):
        if isinstance(left.get(word), str) and left[word].startswith(_PATHS):
            del left[word]
    if isinstance(left.get("key"), str) and where.endswith(left["key"]):
        del left["key"]
