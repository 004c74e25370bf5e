"""An event or group says more loosely what its group or the dictionary says.

Why: one name has one meaning; whoever reads the dictionary trusts that no event sends more than it allows. An event may
narrow what it includes, never widen it: fewer values, tighter bounds, required instead of optional. A pattern or format
other than the dictionary's counts as wider, because nobody can tell that it is not. `required: false` is no widening
unless the dictionary says `required: true` in words.

Bad:

    properties:
      team_size: {type: integer, minimum: 1, maximum: 500, description: Number of team members}
      plan_type: {type: string, enum: [free, paid], description: Plan of the account}
      email: {type: string, format: email, pii: personal, required: true}
      address:
        type: object
        properties:
          city: {type: string}
    events:
      Project Created:
        properties:
          team_size:
            type: number   # <- here
            maximum: 1000   # <- here
          plan_type:
            enum: [free, trial]   # <- here
          email:
            pii: none   # <- here
            required: false   # <- here
            nullable: true   # <- here
          address:
            properties:
              city:
              street: {type: string}   # <- here

Good:

    properties:
      team_size: {type: number, minimum: 1, maximum: 500, description: Number of team members}
      plan_type: {type: string, enum: [free, paid], description: Plan of the account}
      email: {type: string, format: email, pii: personal}
    events:
      Project Created:
        properties:
          team_size: {type: integer, maximum: 100}
          plan_type: {enum: [paid]}
          email: {pii: sensitive, required: false}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..document import Map, Span
from ..finding import Finding, Severity
from ..model.plan import Plan
from ..model.property import PII, Property
from ..model.schema import same
from ..shelf import listed, quote
from ._said import called, shown

severity = Severity.ERROR

_LEAST = {"minimum": "minimum", "minLength": "min_length", "minItems": "min_items"}
_MOST = {"maximum": "maximum", "maxLength": "max_length", "maxItems": "max_items"}
_HINT = "narrow it here, or widen it there"


def check_property(found: Property, plan: Plan) -> Iterator[Finding]:
    base = found.base
    if base is None:
        return
    for word in found.raw:
        look = _LOOKS.get(word)
        if look is not None and found.raw[word] is not None:
            yield from look(found, base, word)


def _wider(found: Property, base: Property, word: str, here: str, there: str, at: Span | None = None) -> Finding:
    """``here`` and ``there`` end the sentences "it … here" and "… says that it …"."""
    origin = _author(base, word)
    message = f"{called(found)} {here} here, but {_place(origin)} says {there}"
    place = found.at(word) if at is None else at
    return Finding(place, message, _HINT, related=((origin.at(word), "what it widens"),))


def _author(base: Property, word: str) -> Property:
    """Whoever, up the line of what is narrowed, last said it."""
    origin = base
    while origin.base is not None and not origin.says(word):
        origin = origin.base
    return origin


def _place(origin: Property) -> str:
    return f"group {quote(origin.path[1])}" if origin.path[0] == "property_groups" else "the dictionary"


def _type(found: Property, base: Property, word: str) -> Iterator[Finding]:
    allowed = {*base.types, "integer"} if "number" in base.types else {*base.types}
    if base.types and not allowed.issuperset(found.types):
        there, here = (listed(kinds, last="or") for kinds in (base.types, found.types))
        yield _wider(found, base, word, f"takes {here}", there)


def _enum(found: Property, base: Property, word: str) -> Iterator[Finding]:
    if base.enum is None:
        return
    known = {same(value) for value in base.enum}
    if base.nullable:
        known.add(same(None))
    more = [place for place, value in enumerate(found.enum or ()) if same(value) not in known]
    if more:
        here = shown((found.enum or ())[more[0]]) + (f" and {len(more) - 1} more" if len(more) > 1 else "")
        there = listed([shown(option) for option in base.enum], 6, "or") or "that it takes nothing"
        yield _wider(found, base, word, f"takes {here}", there, _value_at(found, more[0]))


def _value_at(found: Property, place: int) -> Span:
    written = found.raw["enum"]
    names = [*written] if isinstance(written, Map) else []
    return written.key_at(names[place], (*found.path, "enum")) if place < len(names) else found.at("enum", place)


def _least(found: Property, base: Property, word: str) -> Iterator[Finding]:
    here, there = getattr(found, _LEAST[word]), getattr(base, _LEAST[word])
    if there is not None and here is not None and here < there:
        yield _wider(found, base, word, f"has {word} {shown(here)}", shown(there))


def _most(found: Property, base: Property, word: str) -> Iterator[Finding]:
    here, there = getattr(found, _MOST[word]), getattr(base, _MOST[word])
    if there is not None and here is not None and here > there:
        yield _wider(found, base, word, f"has {word} {shown(here)}", shown(there))


def _other(found: Property, base: Property, word: str) -> Iterator[Finding]:
    here, there = getattr(found, word), getattr(base, word)
    if there is not None and here != there:
        yield _wider(found, base, word, f"has another {word} ({quote(here, 40)})", quote(there, 40))


def _unique(found: Property, base: Property, word: str) -> Iterator[Finding]:
    if base.unique_items and not found.unique_items:
        yield _wider(found, base, word, "may hold an item twice", "that its items are unique")


def _nullable(found: Property, base: Property, word: str) -> Iterator[Finding]:
    takes_null = base.nullable or (not base.types and (base.enum is None or None in base.enum))
    if found.nullable and not takes_null:
        yield _wider(found, base, word, "may be null", "that it is never null")


def _open(found: Property, base: Property, word: str) -> Iterator[Finding]:
    if found.additional_properties and base.properties and not base.additional_properties:
        yield _wider(found, base, word, "takes properties that are not named", _only(base))


def _inside(found: Property, base: Property, word: str) -> Iterator[Finding]:
    if not base.properties or base.additional_properties or not found.properties:
        return
    for name, inner in found.properties.items():
        if name in base.properties:
            continue
        at = inner.at()
        yield _wider(found, base, word, f"has a property {quote(name)}", _only(base), at)


def _only(base: Property) -> str:
    return f"that it holds {listed(map(quote, base.properties or ()), 4)} only"


def _pii(found: Property, base: Property, word: str) -> Iterator[Finding]:
    if base.pii and found.pii and PII.index(found.pii) < PII.index(base.pii):
        yield _wider(found, base, word, f"has pii: {found.pii}", base.pii)


def _required(found: Property, base: Property, word: str) -> Iterator[Finding]:
    if not found.required and base.required and _author(base, word).says(word):
        yield _wider(found, base, word, "may be missing", "that it is required")


_LOOKS: dict[str, Any] = {
    "type": _type,
    "enum": _enum,
    **dict.fromkeys(_LEAST, _least),
    **dict.fromkeys(_MOST, _most),
    "pattern": _other,
    "format": _other,
    "uniqueItems": _unique,
    "nullable": _nullable,
    "additional_properties": _open,
    "properties": _inside,
    "pii": _pii,
    "required": _required,
}
