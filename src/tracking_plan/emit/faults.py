"""The ways in which an emitted event breaks the plan, each by the name of the rule that is to find it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any, NamedTuple

from ..rules.records.personal_value import looks_like
from .recipe import Recipe
from .values import Field, Makers, validator
from .writer import Call

_STRANGER = Field(name="unplanned_extra", schema={}, required=False)
_PERSONAL = ("ana.silva@example.com", "jo.meyer@example.org")
_ANYTHING = (True, "x", 1)
_DAY = 86_400_000

WORDS: Mapping[str, tuple[str, ...]] = {
    "wrong-type": ("type",),
    "unexpected-null": ("type",),
    "value-not-in-enum": ("enum",),
    "value-out-of-range": ("minimum", "maximum"),
    "value-not-matching-pattern": ("pattern",),
    "value-of-wrong-length": ("minLength", "maxLength", "minItems", "maxItems"),
    "repeated-item": ("uniqueItems",),
    "value-of-wrong-format": ("format",),
}
"""Kind of fault -> the words of a schema that a value breaks."""


IN_PROPERTIES = frozenset((*WORDS, "missing-property", "unplanned-property", "personal-value"))
"""The kinds of fault that are a property's."""


class Target(NamedTuple):
    """A place in a call's properties that can be broken in one way: the fields that lead there, and what to set there."""

    chain: tuple[Field, ...]
    values: tuple[Any, ...]


def targets(recipe: Recipe, kind: str, makers: Makers, scalars: bool) -> Iterator[Target]:
    """Where a call of this recipe can be broken in this way. ``scalars``: only texts and numbers can be sent."""
    if kind == "unplanned-property" and recipe.closed:
        yield Target((_STRANGER,), _ANYTHING)
    for chain in _chains(recipe.fields):
        field = chain[-1]
        if kind == "unplanned-property":
            if field.inside and field.schema.get("additionalProperties") is False:
                yield Target((*chain, _STRANGER), _ANYTHING)
        elif kind == "missing-property":
            if field.required and field.sources is None and not _is_item(chain):
                yield Target(chain, ())
        elif kind == "personal-value":
            values = tuple(text for text in _PERSONAL if not field.personal and validator(field.schema).is_valid(text))
            if values and "string" in field.schema.get("type", ()):
                yield Target(chain, values)
        elif values := tuple(value for value in _breaking(field, kind, makers) if not scalars or _is_scalar(value)):
            yield Target(chain, values)


def says(field: Field, words: Sequence[str]) -> bool:
    """Whether a field, or one inside it, says one of these words."""
    return (
        any(word in field.schema for word in words)
        or any(says(inner, words) for inner in field.inside)
        or (field.items is not None and says(field.items, words))
    )


def _chains(fields: Iterable[Field], above: tuple[Field, ...] = ()) -> Iterator[tuple[Field, ...]]:
    """Each field, nested ones too, with those that it stands in."""
    for field in fields:
        chain = (*above, field)
        yield chain
        yield from _chains(field.inside, chain)
        if field.items is not None:
            yield from _chains((field.items,), chain)


def _is_item(chain: Sequence[Field]) -> bool:
    return len(chain) > 1 and chain[-2].items is chain[-1]


def _is_scalar(value: Any) -> bool:
    return value is None or (isinstance(value, (str, int, float)) and not isinstance(value, bool))


def _breaking(field: Field, kind: str, makers: Makers) -> tuple[Any, ...]:
    """Values that break one word of the field's schema, and no other: exactly one rule is to speak."""
    words = [word for word in WORDS[kind] if word in field.schema]
    if not words or (kind == "unexpected-null" and "null" in field.schema["type"]):
        return ()
    judge = validator(field.schema)
    found: list[Any] = []
    for value in _wrong(field, kind, makers):
        broken = {violation.word for violation in judge.errors(value) if not violation.path}
        if broken and broken <= {*words} and not (isinstance(value, str) and looks_like(value)):
            found.append(value)
    return tuple(found)


def _wrong(field: Field, kind: str, makers: Makers) -> Iterator[Any]:
    """Guesses at values that break a field in one way."""
    schema = field.schema
    match kind:
        case "wrong-type":
            yield from ("12", "yes", 12, 1.5, True, ["x"], {"value": 1})
        case "unexpected-null":
            yield None
        case "value-out-of-range":
            yield from (schema[word] + step for word, step in (("minimum", -1), ("maximum", 1)) if word in schema)
        case "repeated-item":
            item = makers.of(field.items)() if field.items is not None else "twice"
            yield from ([item] * size for size in range(2, 2 + schema.get("minItems", 0)))
        case "value-of-wrong-length":
            yield from _of_wrong_length(field, makers)
        case _:
            good = makers.of(field)
            for value in (good() for _ in range(3)):
                if isinstance(value, str):
                    yield from (value.upper(), value + "!", value[:-1], f" {value}", "?", "not one of them")
                elif isinstance(value, (int, float)) and not isinstance(value, bool):
                    yield from (value + 1_000_003, -value - 7)


def _of_wrong_length(field: Field, makers: Makers) -> Iterator[Any]:
    schema = field.schema
    if schema.get("minLength", 0) > 0:
        yield from ("", "x" * (schema["minLength"] - 1))
    if schema.get("maxLength", _LONGEST) < _LONGEST:
        texts = [text for text in (makers.of(field)() for _ in range(3)) if isinstance(text, str) and text]
        yield from ((text * (schema["maxLength"] + 1))[: schema["maxLength"] + 1] for text in (*texts, "x"))
    if schema.get("minItems", 0) > 0:
        yield []
    if schema.get("maxItems", _LONGEST) < _LONGEST:
        item = makers.of(field.items) if field.items is not None else (lambda: "x")
        yield [item() for _ in range(schema["maxItems"] + 1)]


_LONGEST = 10_000


def break_property(call: Call, kind: str, target: Target, makers: Makers) -> str | None:
    """Break a call's properties; the path of what is broken, or None where it cannot be reached this time."""
    holder: Any = deepcopy(call.properties)
    call.properties = holder
    steps: list[str] = []
    key: str | int = ""
    for above, field in zip((None, *target.chain), target.chain, strict=False):
        if above is not None:
            holder = _inside(holder, key, above, makers)
            if holder is None:
                return None
        key = 0 if above is not None and above.items is field else field.name
        steps.append(str(key))
    if kind == "missing-property":
        return ".".join(steps) if holder.pop(key, _ABSENT) is not _ABSENT else None
    value = target.values[int(makers.rng.random() * len(target.values))]
    if isinstance(holder, list):
        holder[0] = value
    else:
        holder[key] = value
    return ".".join(steps)


_ABSENT = object()


def _inside(holder: Any, key: str | int, field: Field, makers: Makers) -> Any:
    """The object or array at a key, made anew where there is none with anything in it."""
    found = holder.get(key) if isinstance(key, str) else holder[key]
    tries = 0
    while not (isinstance(found, (dict, list)) and found):
        found, tries = deepcopy(makers.of(field)()), tries + 1
        if tries > 50:
            return None
    holder[key] = found
    return found


# Faults of the call as a whole


def misspelled(name: str, planned: frozenset[str]) -> str:
    """A name like this one that the plan does not have."""
    words = name.replace("_", " ").split(" ")
    likely = (name.swapcase(), "".join(words), "_".join(words).lower(), name[:-1], name + "s", name + " 2")
    made = next((other for other in likely if other and other not in planned), name + " (unplanned)")
    return made


def late(call: Call) -> None:
    call.sent += 45 * _DAY
    call.received += 45 * _DAY


def skewed(call: Call) -> None:
    call.sent = call.received + 2 * _DAY


def in_future(call: Call) -> None:
    call.time = call.received + 3 * _DAY


def out_of_order(call: Call) -> None:
    call.time, call.sent, call.received = (at - 2 * _DAY for at in (call.time, call.sent, call.received))


TIMES: Mapping[str, Callable[[Call], None]] = {
    "late-record": late,
    "clock-skew": skewed,
    "time-in-future": in_future,
    "time-out-of-order": out_of_order,
}
NEEDS = {
    "late-record": ("time", "received"),
    "clock-skew": ("sent", "received"),
    "time-in-future": ("time", "received"),
    "time-out-of-order": ("time",),
}
"""The parts of an envelope without which nobody can tell."""

NOT_JSON = "not-json"
NOT_A_RECORD = "not-an-event-record"
STRAY = b'{"level":"info","message":"connection reset by peer","attempt":3}'


def cut(line: bytes) -> bytes:
    """A line that ends too early, as when a disk was full."""
    return line[: len(line) * 2 // 3]


USUAL = (
    "missing-property", "unplanned-property", *WORDS, "unplanned-event", "unplanned-source", NOT_JSON,
)  # fmt: skip
"""The kinds that every judge counts as wrong, and that are emitted unless others are asked for."""
KINDS = (*USUAL, NOT_A_RECORD, "duplicate-id", "old-name-sent", "personal-value", *TIMES)
