"""Values that a JSON Schema of ours may take, with those first that another one, `near` it, may refuse.

They are guesses: whoever asks tries them. Around each bound of either schema there is one, so that of schemas without
pattern and format a value that tells the two apart is found where there is one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from math import ceil, floor, isfinite
from typing import Any

from .pattern_text import texts

Schema = Mapping[str, Any]

_ANY = ("string", "integer", "number", "boolean", "null", "array", "object")
_MOST_LETTERS = 100_000
_MOST_ITEMS = 2_000
_MOST_VALUES = 60
_WORDS = (
    "a", "", "A", "0", "b", "zz", " ", "-", "a b", "é", "~", "a1", "1a", "Ab", "a_b", "a-b", "a.b", "_", "/", "😀",
    "true", "2024-01-31", "example.com", "ana@example.com", "https://example.com/", "192.0.2.1",
)  # fmt: skip
_FORMATS: Mapping[str, tuple[str, ...]] = {
    "date-time": ("2024-01-31T12:00:00Z", "1990-12-31T23:59:59.5+01:00"),
    "date": ("2024-01-31", "1990-12-31"),
    "time": ("12:00:00Z", "23:59:59.5+01:00"),
    "duration": ("P1D", "P1Y2M3DT4H5M6S", "PT0S"),
    "email": ("ana@example.com", "a@b.co", "A.B+c@example.org"),
    "hostname": ("example.com", "a", "xn--bcher-kva.example"),
    "ipv4": ("192.0.2.1", "10.0.0.255"),
    "ipv6": ("2001:db8::1", "::", "::ffff:192.0.2.1"),
    "uri": ("https://example.com/path", "urn:a:b", "mailto:ana@example.com"),
    "uuid": ("123e4567-e89b-12d3-a456-426614174000", "00000000-0000-0000-0000-000000000000"),
}
_STRETCHED: Mapping[str, tuple[str, str]] = {
    "email": ("", "@example.com"),
    "uri": ("https://example.com/", ""),
    "date-time": ("2024-01-31T12:00:00.", "Z"),
    "time": ("12:00:00.", "Z"),
}
"""Formats that can be as long as one likes: what stands before and after the filling, which is digits or letters."""


def kinds(schema: Schema) -> tuple[str, ...]:
    """The JSON types that a schema takes; `integer` is a type of its own."""
    found = schema.get("type", _ANY)
    return (found,) if isinstance(found, str) else tuple(found)


def values(schema: Schema, near: Schema | bool = True) -> Iterator[Any]:
    """Guesses at values of ``schema``, each of them different; see above."""
    close: Schema = near if isinstance(near, Mapping) else {}
    if "enum" in schema:
        yield from schema["enum"]
        return
    going = [islice(_OF[kind](schema, close), 20 * _MOST_VALUES) for kind in dict.fromkeys(kinds(schema))]
    while going:  # in turns, so that no type crowds out another
        for some in [*going]:
            try:
                yield next(some)
            except StopIteration:
                going.remove(some)


def _numbers(schema: Schema, near: Schema) -> Iterator[float]:
    for number in _points(schema, near):
        if schema.get("minimum", number) <= number <= schema.get("maximum", number) and isfinite(number):
            yield number


def _integers(schema: Schema, near: Schema) -> Iterator[float]:
    yield from dict.fromkeys(int(number) for number in _numbers(schema, near) if number == floor(number))


def _points(schema: Schema, near: Schema) -> Iterator[float]:
    for bounds in (near, schema):
        for word in ("minimum", "maximum"):
            if word in bounds:
                yield from _around(bounds[word])
    if "minimum" in schema and "maximum" in schema:
        yield (schema["minimum"] + schema["maximum"]) / 2
    yield from (0, 1, -1, 0.5, 2, 2.5, -0.5, 10**6)
    start = ceil(schema["minimum"]) if "minimum" in schema else floor(schema.get("maximum", 0)) - len(_listed(near)) - 2
    yield from range(start, start + len(_listed(near)) + 3)


def _around(bound: float) -> Iterator[float]:
    yield from (bound, ceil(bound), floor(bound), ceil(bound) - 1, floor(bound) + 1, bound - 0.5, bound + 0.5)
    yield from (bound / 2, -2 * abs(bound) - 1, 2 * abs(bound) + 1)


def _listed(near: Schema) -> list[Any]:
    found: list[Any] = near.get("enum", [])
    return found


def _strings(schema: Schema, near: Schema) -> Iterator[str]:
    least, most = schema.get("minLength", 0), schema.get("maxLength", _MOST_LETTERS)
    wanted = [least, near.get("minLength", 0) - 1, near.get("maxLength", -2) + 1, 1, 2, 5, 12, most]
    lengths = tuple(dict.fromkeys(n for n in wanted if least <= n <= most and 0 <= n <= _MOST_LETTERS))
    for text in _texts(schema, near, lengths):
        if least <= len(text) <= most:
            yield text


def _texts(schema: Schema, near: Schema, lengths: tuple[int, ...]) -> Iterator[str]:
    pattern, form = schema.get("pattern"), schema.get("format")
    if pattern is not None:
        yield from texts(pattern, lengths)
    if form is not None:
        yield from _FORMATS.get(form, ())
        before, after = _STRETCHED.get(form, ("", ""))
        filling = "0" if form in ("date-time", "time") else "a"
        if before or after:
            yield from (before + filling * (length - len(before) - len(after)) + after for length in lengths)
        return
    if pattern is None or "pattern" in near or "format" in near:
        yield from _plain(near, lengths)


def _plain(near: Schema, lengths: tuple[int, ...]) -> Iterator[str]:
    for length in lengths:
        yield "a" * length
    for word in _WORDS:
        yield word
        yield from (word * (length // len(word)) for length in lengths if word and length > len(word))
        yield from (word + "a" * (length - len(word)) for length in lengths if length > len(word))
    for number in range(len(_listed(near)) + 1):
        for length in lengths:
            yield f"{number}".rjust(length, "x")[:length]


def _arrays(schema: Schema, near: Schema) -> Iterator[list[Any]]:
    least, most = schema.get("minItems", 0), schema.get("maxItems", _MOST_ITEMS)
    wanted = (least, near.get("minItems", 0) - 1, near.get("maxItems", -2) + 1, 1, 2, 0, most)
    lengths = [n for n in dict.fromkeys(wanted) if least <= n <= most and 0 <= n <= _MOST_ITEMS]
    pool: list[Any] = []
    if "items" in schema or "items" in near:
        some = islice(values(schema.get("items", {}), near.get("items", True)), 10 * _MOST_VALUES)
        pool = [value for value in _different(some) if _takes(schema.get("items", {}), value)]
    if "items" not in schema:
        pool += [f"item {number}" for number in range(max(lengths, default=0))]
    for length in lengths:
        if len(pool) >= length:
            yield pool[:length]
        if pool and not schema.get("uniqueItems"):
            yield pool[:1] * length
    at_least = max(least, 1)
    for place, item in enumerate(pool[:_MOST_VALUES]):
        others = pool[:place] + pool[place + 1 :]
        if not schema.get("uniqueItems"):
            yield from ([item] * at_least, [item, item])
        if len(others) >= at_least - 1:
            yield [item, *others[: at_least - 1]]


def _different(some: Iterable[Any]) -> list[Any]:
    """Each value once, as JSON compares them."""
    from .schema import same  # noqa: PLC0415 - where it stands, the model knows what a property is

    return [*{same(value): value for value in some}.values()]


def _objects(schema: Schema, near: Schema) -> Iterator[dict[str, Any]]:
    inside: Mapping[str, Any] = schema.get("properties", {})
    base: dict[str, Any] = {}
    for name in schema.get("required", ()):
        if name not in inside:
            base[name] = "a"
            continue
        found = first(inside[name])
        if found is None and not _takes(inside[name], None):
            return  # nothing fits, or nothing that we can think of
        base[name] = found
    yield base
    is_open = schema.get("additionalProperties", True)
    if near.get("additionalProperties", True) is False:
        yield from _beyond(base, inside, near.get("properties", {}), is_open)
    for name, wanted in near.get("properties", {}).items():
        if wanted != {} and (name in inside or is_open):
            for value in islice(values(inside.get(name, {}), wanted), 20 * _MOST_VALUES):
                yield {**base, name: value}
    if not inside:
        yield {"a": 1}


def _beyond(
    base: dict[str, Any], inside: Mapping[str, Any], known: Mapping[str, Any], is_open: bool
) -> Iterator[dict[str, Any]]:
    """Objects with a property that is not among the ``known``."""
    for name in inside:
        if name not in known and (value := first(inside[name])) is not None:
            yield {**base, name: value}
    if is_open:
        yield {**base, next(name for name in _unplanned() if name not in known and name not in inside): "a"}


def _unplanned() -> Iterator[str]:
    number = 0
    while True:
        number += 1
        yield f"unplanned_{number}"


def first(schema: Schema) -> Any:
    """The plainest value that a schema takes; None where nothing is found (or where null is it)."""
    return next((value for value in islice(values(schema), 5 * _MOST_VALUES) if _takes(schema, value)), None)


def _takes(schema: Schema, value: Any) -> bool:
    from .validator import Validator  # noqa: PLC0415 - jsonschema-rs takes a while to load

    return Validator(schema).is_valid(value)


_OF: Mapping[str, Callable[[Schema, Schema], Iterator[Any]]] = {
    "string": _strings,
    "number": _numbers,
    "integer": _integers,
    "boolean": lambda schema, near: iter((True, False)),
    "null": lambda schema, near: iter((None,)),
    "array": _arrays,
    "object": _objects,
}
