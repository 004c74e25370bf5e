"""What a difference does to the records that are sent already: proved, with a record to show, or left open.

Of a difference only what the new plan newly asks counts: the words of JSON Schema that it brings, at its place. It is
safe where everything that the old plan takes obeys them, and breaking where a record that the old plan takes does not.
Since each word that the new plan asks is asked by the old one too or is brought by one of the differences, plans whose
differences are all safe refuse no record that was valid.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..document import Path
from .change import BREAKING, RISKY, SAFE, Difference, Holder, Reach, Verdict, Witness
from .containment import contains
from .facets import is_open
from .property import Property
from .schema import Schema, must_be_there, object_schema, plain, property_schema, same
from .validator import Validator

_WORDS = frozenset(
    (
        "minimum",
        "maximum",
        "minLength",
        "maxLength",
        "minItems",
        "maxItems",
        "pattern",
        "format",
        "uniqueItems",
        "items",
    )
)
_JUDGED = _WORDS | {"type", "enum", "enum[]", "nullable", "additional_properties", "required", "sources", ""}
"""The facets of properties that a record is judged by; of the others no record can be wrong."""
_LARGEST = 10_000
"""A record that takes more characters than this proves a point, and is not shown."""


def is_judged(difference: Difference) -> bool:
    """Whether records are judged by what differs, so that `settle` has something to say of it."""
    if difference.kind == "property":
        return difference.key in _JUDGED and bool(difference.reach)
    if difference.kind != "event":
        return False
    return difference.key == "additional_properties" or (difference.removed and not difference.key)


def settle(difference: Difference, undecided: set[object]) -> tuple[Verdict, Witness | None]:
    """The verdict for the wire, the worst over all that the difference reaches, and a record that shows it.

    ``undecided`` is of one comparison: what could not be decided once is not tried again for a thousand events.
    """
    worst = SAFE
    for reach in difference.reach:
        asked = _asked(difference, reach)
        if asked is True:
            continue
        alike = _alike(reach, asked)
        if alike is not None and alike in undecided:
            worst = RISKY
            continue
        outcome = contains(_takes(reach.holder), asked)
        if outcome.holds is False:
            record = outcome.value if len(repr(outcome.value)) <= _LARGEST else None
            return BREAKING, Witness(reach.holder.event, record)
        if outcome.holds is None:
            worst = RISKY
            undecided.add(alike)
    return worst, None


def _alike(reach: Reach, asked: Schema | bool) -> object:
    """What is the same where a question is the same: the property as it was, its examples, and what is asked."""
    if reach.old is None:
        return None
    return same(property_schema(reach.old)), same(plain(reach.old.examples or ())), same(asked)


def _takes(holder: Holder) -> Schema:
    """The schema of the old plan, with the examples that it gives, which may show what no guess would find."""
    made: Schema = {"type": "object", **object_schema(holder.old, holder.old_open)}
    _add_examples(made, holder.old)
    return made


def _add_examples(schema: Schema, found: Mapping[str, Property]) -> None:
    for name, inner in found.items():
        place = schema["properties"][name]
        if inner.examples:
            place["examples"] = [plain(example) for example in inner.examples]
        if inner.properties:
            _add_examples(place, inner.properties)


def _asked(difference: Difference, reach: Reach) -> Schema | bool:
    """What the new plan newly asks of the record, as a schema of the whole of it; True for nothing."""
    holder = reach.holder
    if difference.kind == "event":
        return _closed(holder.new, holder.new_open) if difference.key else False
    steps = reach.path[len(holder.path) :]
    if holder.event is None:
        steps = ("properties", *steps)
    if difference.key in ("", "required", "sources"):
        name = _last_name(steps)
        return _at(steps[:-2], _of_presence(name, steps[:-2], reach)) if name is not None else True
    assert reach.old is not None and reach.new is not None
    return _at(steps, _of_value(difference, reach.old, reach.new))


def _at(steps: Path, asked: Schema | bool) -> Schema | bool:
    """A schema of the whole record that asks this at the place to which the steps lead."""
    if asked is True or not steps:
        return asked
    if steps[0] == "items":
        return {"items": _at(steps[1:], asked)}
    return {"properties": {str(steps[1]): _at(steps[2:], asked)}}


def _last_name(steps: Path) -> str | None:
    """The name of the property to which the steps lead; None where they lead to the items of an array."""
    name = None
    while steps:
        name = str(steps[1]) if steps[0] == "properties" else None
        steps = steps[2:] if steps[0] == "properties" else steps[1:]
    return name


def _closed(known: Mapping[str, Property], is_open: bool) -> Schema | bool:
    return is_open or {"properties": {name: {} for name in known}, "additionalProperties": False}


def _of_presence(name: str, around: Path, reach: Reach) -> Schema | bool:
    """What is newly asked of the object around a property, of which that property comes, goes or must be there."""
    old, new = reach.old, reach.new
    if new is None:
        return _takes_others(reach.holder, around) or {"properties": {name: False}}
    newly = must_be_there(new) and (old is None or not must_be_there(old))
    asked: Schema = {"required": [name]} if newly else {}
    if old is None:
        asked["properties"] = {name: property_schema(new)}
    return asked or True


def _takes_others(holder: Holder, around: Path) -> bool:
    """Whether, in the new plan, the object to which the steps lead takes properties that it does not name."""
    if not around:
        return holder.new_open
    inside: Mapping[str, Property] = holder.new
    found: Property | None = None
    while around:
        if around[0] == "items":
            found, around = found.items if found is not None else None, around[1:]
        else:
            found, around = inside.get(str(around[1])), around[2:]
        inside = (found.properties if found is not None else None) or {}
    return found is None or is_open(found)


def _of_value(difference: Difference, old: Property, new: Property) -> Schema | bool:
    """What is newly asked of a property's own value. ``null`` is the business of `nullable` where that differs too."""
    schema, key = property_schema(new), difference.key
    null = [None] if old.nullable and not new.nullable else []
    match key:
        case "type" if "type" in schema:
            types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
            return {"type": types + (["null"] if null else [])}
        case "nullable":
            return {"not": {"type": "null"}} if null and not Validator(schema).is_valid(None) else True
        case "enum" if "enum" in schema:
            return {"enum": [*schema["enum"], *(null if None not in schema["enum"] else [])]}
        case "enum[]":
            kept = difference.added or any(same(option) == same(difference.before) for option in schema["enum"])
            return kept or {"not": {"enum": [difference.before]}}
        case "additional_properties":
            return _closed(new.properties or {}, is_open(new))
    return {key: schema[key]} if key in schema and key in _WORDS else True
