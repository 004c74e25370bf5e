"""A property: one name with one type and one meaning, in the dictionary, a group, an event, a trait, or nested in another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

import msgspec

from ..document import Map, Path, scalar
from ..finding import Finding
from ..shelf import did_you_mean, listed, quote, slip
from . import mending
from .allow import Allow
from .complaints import MISSING, Report, unknown_key, wrong
from .node import By, Node, keys, later, takes, text

Type = Literal["string", "integer", "number", "boolean", "array", "object"]
TYPES: tuple[str, ...] = ("string", "integer", "number", "boolean", "array", "object")
Pii = Literal["none", "pseudonymous", "personal", "sensitive"]
PII: tuple[str, ...] = ("none", "pseudonymous", "personal", "sensitive")
FORMATS = ("date-time", "date", "time", "duration", "email", "hostname", "ipv4", "ipv6", "uri", "uuid")


_TYPES_SAID = listed(TYPES, last="or")


def _types(value: Any, raw: Map, key: str, path: Path, report: Report) -> Any:
    words = value if isinstance(value, list) else [value]
    made = []
    for place, word in enumerate(words):
        if isinstance(word, str) and word in TYPES:
            made.append(word)
            continue
        keys = (key, place) if isinstance(value, list) else (key,)
        shown = word if isinstance(word, str) else raw.source(*keys)
        message = f'"type" takes one of {_TYPES_SAID}, not {quote(shown)}{_other_type(shown)}'
        meant = _OTHER_WORDS.get(shown.lower()) if shown.lower() in _SAME else slip(shown, TYPES)
        fix = mending.word(raw, keys, meant) if meant else None
        report(Finding(raw.at(*keys, path=path), message, "", "wrong-value", fix=fix))
    return tuple(made) or MISSING


_OTHER_WORDS = {
    "str": "string", "text": "string", "varchar": "string", "enum": "string",
    "date": "string with `format: date`", "datetime": "string with `format: date-time`",
    "timestamp": "string with `format: date-time`", "date-time": "string with `format: date-time`",
    "uuid": "string with `format: uuid`", "email": "string with `format: email`", "url": "string with `format: uri`",
    "int": "integer", "long": "integer", "float": "number", "double": "number", "decimal": "number",
    "bool": "boolean", "list": "array", "map": "object", "dict": "object", "json": "object",
}  # fmt: skip
_SAME = frozenset("str text varchar int long float double decimal bool list map dict".split())
"""Of these the words that mean just one of ours; the others are a guess, or more than a word."""


def _other_type(word: str) -> str:
    if word == "null":
        return " (say `nullable: true` instead)"
    known = _OTHER_WORDS.get(word.lower())
    return f" (did you mean {known}?)" if known else did_you_mean(word, TYPES)


def _enum(value: Any, raw: Map, key: str, path: Path, report: Report) -> Any:
    """A list of values, or a map from value to meaning; each as it was written until its type is known."""
    if isinstance(value, Map):
        return {name: "" if meaning is None else str(meaning) for name, meaning in value.items()}
    if isinstance(value, list):
        return value
    return wrong(raw, key, path, report, "a list of values, or a mapping from each value to its meaning")


def _deprecated(value: Any, raw: Map, key: str, path: Path, report: Report) -> Any:
    return value if isinstance(value, bool) else text(value, raw, key, path, report)


class Property(
    Node,
    frozen=True,
    kw_only=True,
    eq=False,
    rename={
        "types": "type",
        "min_length": "minLength",
        "max_length": "maxLength",
        "min_items": "minItems",
        "max_items": "maxItems",
        "unique_items": "uniqueItems",
    },
):
    """A property as it holds at its place: what is written there, over what it inherits from ``base``."""

    name: str
    base: Property | None = None
    """What it narrows: the group's property of this name, or the dictionary's."""
    mention: bool = False
    """Only named (``null``): it says nothing of its own."""
    meanings: Mapping[Any, str] = {}
    """Enum value -> its meaning, where the enum is a map."""

    types: Annotated[
        tuple[str, ...],
        "What values it takes: string, integer, number, boolean, array or object, or a list of them. Dates are strings with a format. Without it, anything.",
        By(
            _types, {"anyOf": [{"enum": list(TYPES)}, {"type": "array", "items": {"enum": list(TYPES)}, "minItems": 1}]}
        ),
    ] = ()
    description: Annotated[str | None, "What it means, in a sentence."] = None
    enum: Annotated[
        tuple[Any, ...] | None,
        "The values it may take: a list, or a mapping from each value to its meaning.",
        By(_enum, {"type": ["array", "object"]}),
    ] = None
    minimum: Annotated[float | None, "The smallest number allowed."] = None
    maximum: Annotated[float | None, "The largest number allowed."] = None
    min_length: Annotated[int | None, "The fewest characters allowed."] = None
    max_length: Annotated[int | None, "The most characters allowed."] = None
    pattern: Annotated[str | None, "A regular expression that a text must match (anywhere in it, unless anchored)."] = (
        None
    )
    format: Annotated[
        str | None, "The kind of text: date-time, date, time, duration, email, hostname, ipv4, ipv6, uri or uuid."
    ] = None
    items: Annotated[
        Property | None,
        "What each item of an array is: a property without a name.",
        By(later, {"$ref": "#/definitions/Property"}),
    ] = None
    min_items: Annotated[int | None, "The fewest items allowed."] = None
    max_items: Annotated[int | None, "The most items allowed."] = None
    unique_items: Annotated[bool, "Whether no item may stand in it twice."] = False
    properties: Annotated[
        Mapping[str, Property] | None,
        "The properties of an object. An object that names them takes no others; one that names none takes any.",
        By(later, {"$ref": "#/definitions/Properties"}),
    ] = None
    additional_properties: Annotated[bool, "Whether an object also takes properties that are not named."] = False
    required: Annotated[bool, "Whether it must be there. True unless it says otherwise."] = True
    nullable: Annotated[bool, "Whether it may be null. Apart from `required`."] = False
    pii: Annotated[Pii | None, "How personal it is: none, pseudonymous, personal or sensitive."] = None
    deprecated: Annotated[
        bool | str, "True, or a text that says since when and why.", By(_deprecated, {"type": ["boolean", "string"]})
    ] = False
    replaced_by: Annotated[str | None, "The property to use instead of a deprecated one."] = None
    sources: Annotated[tuple[str, ...] | None, "The sources that send it, where not all of the event's do."] = None
    examples: Annotated[tuple[Any, ...] | None, "Values as they are sent."] = None
    allow: Annotated[tuple[Allow, ...], "Findings to let pass here, each with its reason."] = ()

    def nested(self) -> Iterator[Property]:
        """The properties and items right inside it."""
        if self.properties:
            yield from self.properties.values()
        if self.items is not None:
            yield self.items


_EMPTY: Mapping[str, Property] = {}


def properties(
    raw: Map,
    path: Path,
    bases: Mapping[str, Property],
    dictionary: Mapping[str, Property],
    report: Report,
    *,
    nested: bool = False,
) -> dict[str, Property]:
    """Read a mapping of properties. Each narrows the one of its name in ``bases``, else in the dictionary.

    Nested ones take from the dictionary only where they say so with ``null``: `id` or `name` inside an object is its own.
    """
    made = {}
    for name, value in raw.items():
        if name.startswith("x-"):
            continue
        base = bases.get(name)
        if base is None and (value is None or not nested):
            base = dictionary.get(name)
        made[name] = build(name, value, raw, path, base, dictionary, report)
    return made


def build(
    name: str,
    value: Any,
    raw: Map,
    path: Path,
    base: Property | None,
    dictionary: Mapping[str, Property],
    report: Report,
) -> Property:
    """One property from what is written under ``name``."""
    here = (*path, name)
    if value.__class__ is not Map:
        if value is not None:
            meant = {"type": value} if isinstance(value, str) and value in TYPES else MISSING
            wrong(raw, name, path, report, "a mapping such as {type: string}", _shorthand(value), meant)
        empty = raw.under(name)
        return _over(base, {"name": name, "path": here, "raw": empty, "mention": value is None, "allow": ()})
    written: dict[str, Any] = {}
    known = keys(Property)
    for word, taken in value.items():
        key = known.get(word)
        if key is None:
            if not word.startswith("x-"):
                unknown_key(value, word, here, known, report, takes(known, value, word, here))
        elif taken is not None:
            got = key.read(taken, value, word, here, report)
            if got is not MISSING:
                written[key.field] = got
    if "properties" in value:
        _inside(written, value, here, base, dictionary, report)
    if "items" in value:
        items = base.items if base is not None else None
        written["items"] = build("items", value["items"], value, here, items, dictionary, report)
    if "enum" in written:
        types = written.get("types") or (base.types if base is not None else ())
        _settle_enum(written, value, here, types, report)
    if "examples" in written:
        types = written.get("types") or (base.types if base is not None else ())
        written["examples"] = tuple(
            as_typed(v, types, value, ("examples", n)) for n, v in enumerate(written["examples"])
        )
    written.setdefault("allow", ())
    return _over(base, {"name": name, "path": here, "raw": value, "mention": False, **written})


def _over(base: Property | None, fields: dict[str, Any]) -> Property:
    """What is written, over what is inherited."""
    return Property(**fields) if base is None else msgspec.structs.replace(base, base=base, **fields)


def _inside(
    written: dict[str, Any],
    value: Map,
    here: Path,
    base: Property | None,
    dictionary: Mapping[str, Property],
    report: Report,
) -> None:
    nested = value["properties"]
    bases = (base.properties if base is not None else None) or _EMPTY
    if isinstance(nested, Map):
        written["properties"] = {
            **bases,
            **properties(nested, (*here, "properties"), bases, dictionary, report, nested=True),
        }
    elif nested is not None:
        wrong(value, "properties", here, report, "a mapping from name to property")


def _shorthand(value: object) -> str:
    return f"write {{type: {value}}}" if isinstance(value, str) and value in TYPES else ""


def _settle_enum(written: dict[str, Any], raw: Map, path: Path, types: tuple[str, ...], report: Report) -> None:
    """Values become what the type says; the values' own text counts where a string is meant."""
    found = written["enum"]
    if isinstance(found, dict):
        values = [(_keyed(name, types), meaning) for name, meaning in found.items()]
        written["enum"], written["meanings"] = tuple(value for value, _ in values), dict(values)
    else:
        written["enum"] = tuple(as_typed(item, types, raw, ("enum", place)) for place, item in enumerate(found))
        written["meanings"] = {}


def _keyed(name: str, types: tuple[str, ...]) -> Any:
    if not types or "string" in types:
        return name
    try:
        return scalar(name)
    except ValueError:
        return name


def as_typed(value: Any, types: tuple[str, ...], raw: Map, keys: tuple[str | int, ...]) -> Any:
    """``value``, or its text as written where only a string can be meant."""
    if isinstance(value, (str, dict, list)) or "string" not in types:
        return value
    if isinstance(value, bool):
        return value if "boolean" in types else raw.source(*keys)
    if value is None or "number" in types or ("integer" in types and isinstance(value, int)):
        return value
    return raw.source(*keys)
