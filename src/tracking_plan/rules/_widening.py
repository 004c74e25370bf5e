"""What makes a property looser than the one that it narrows: shared by the rules about widening."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from ..document import Map, Span
from ..finding import Finding
from ..model.property import PII, Property
from ..model.reference import settled
from ..model.schema import same
from ..shelf import listed, quote
from ._said import called, shown

Place = Callable[[Property], str]
"""How whoever says what is widened is called: "the dictionary", "group session"."""


class Wider(NamedTuple):
    """A word by which a property is looser: ``here`` and ``there`` end the sentences "it … here" and "… says …"."""

    word: str
    here: str
    there: str
    at: Span | None = None


_LEAST = {"minimum": "minimum", "minLength": "min_length", "minItems": "min_items"}
_MOST = {"maximum": "maximum", "maxLength": "max_length", "maxItems": "max_items"}
_HINT = "narrow it here, or widen it there"


def widened(found: Property, base: Property, place: Place) -> Iterator[Finding]:
    """Each word by which a property takes more than its base; ``place`` says who is told of: "the dictionary"."""
    for word in found.raw:
        look = _LOOKS.get(word)
        if look is not None and found.raw[word] is not None:
            yield from (_finding(found, base, place, one) for one in look(found, base, word))


def _finding(found: Property, base: Property, place: Place, one: Wider) -> Finding:
    origin = _author(base, one.word)
    message = f"{called(found)} {one.here} here, but {place(origin)} says {one.there}"
    at = found.at(one.word) if one.at is None else one.at
    return Finding(at, message, _HINT, related=((origin.at(one.word), "what it widens"),))


def same_place(found: Property, base: Property) -> bool:
    """Whether both are one thing, said in two plans that build on each other."""
    return found.path == base.path or settled(found.path) == settled(base.path)


def _author(base: Property, word: str) -> Property:
    """Whoever, up the line of what is narrowed, last said it."""
    origin = base
    while origin.base is not None and not origin.says(word):
        origin = origin.base
    return origin


def _type(found: Property, base: Property, word: str) -> Iterator[Wider]:
    allowed = {*base.types, "integer"} if "number" in base.types else {*base.types}
    if base.types and not allowed.issuperset(found.types):
        there, here = (listed(kinds, last="or") for kinds in (base.types, found.types))
        yield Wider(word, f"takes {here}", there)


def _enum(found: Property, base: Property, word: str) -> Iterator[Wider]:
    if base.enum is None:
        return
    known = {same(value) for value in base.enum}
    if base.nullable:
        known.add(same(None))
    more = [place for place, value in enumerate(found.enum or ()) if same(value) not in known]
    if more:
        here = shown((found.enum or ())[more[0]]) + (f" and {len(more) - 1} more" if len(more) > 1 else "")
        there = listed([shown(option) for option in base.enum], 6, "or") or "that it takes nothing"
        yield Wider(word, f"takes {here}", there, _value_at(found, more[0]))


def _value_at(found: Property, place: int) -> Span:
    written = found.raw["enum"]
    names = [*written] if isinstance(written, Map) else []
    return written.key_at(names[place], (*found.path, "enum")) if place < len(names) else found.at("enum", place)


def _least(found: Property, base: Property, word: str) -> Iterator[Wider]:
    here, there = getattr(found, _LEAST[word]), getattr(base, _LEAST[word])
    if there is not None and here is not None and here < there:
        yield Wider(word, f"has {word} {shown(here)}", shown(there))


def _most(found: Property, base: Property, word: str) -> Iterator[Wider]:
    here, there = getattr(found, _MOST[word]), getattr(base, _MOST[word])
    if there is not None and here is not None and here > there:
        yield Wider(word, f"has {word} {shown(here)}", shown(there))


def _other(found: Property, base: Property, word: str) -> Iterator[Wider]:
    here, there = getattr(found, word), getattr(base, word)
    if there is not None and here != there:
        yield Wider(word, f"has another {word} ({quote(here, 40)})", quote(there, 40))


def _unique(found: Property, base: Property, word: str) -> Iterator[Wider]:
    if base.unique_items and not found.unique_items:
        yield Wider(word, "may hold an item twice", "that its items are unique")


def _nullable(found: Property, base: Property, word: str) -> Iterator[Wider]:
    takes_null = base.nullable or (not base.types and (base.enum is None or None in base.enum))
    if found.nullable and not takes_null:
        yield Wider(word, "may be null", "that it is never null")


def _open(found: Property, base: Property, word: str) -> Iterator[Wider]:
    if found.additional_properties and base.properties and not base.additional_properties:
        yield Wider(word, "takes properties that are not named", _only(base))


def _inside(found: Property, base: Property, word: str) -> Iterator[Wider]:
    if not base.properties or base.additional_properties or not found.properties:
        return
    for name, inner in found.properties.items():
        if name in base.properties:
            continue
        at = inner.at()
        yield Wider(word, f"has a property {quote(name)}", _only(base), at)


def _only(base: Property) -> str:
    return f"that it holds {listed(map(quote, base.properties or ()), 4)} only"


def _pii(found: Property, base: Property, word: str) -> Iterator[Wider]:
    if base.pii and found.pii and PII.index(found.pii) < PII.index(base.pii):
        yield Wider(word, f"has pii: {found.pii}", base.pii)


def _required(found: Property, base: Property, word: str) -> Iterator[Wider]:
    if not found.required and base.required and _author(base, word).says(word):
        yield Wider(word, "may be missing", "that it is required")


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
