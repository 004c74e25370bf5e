"""A value of a string property stands without quotes, and other YAML readers take it for something else.

Why: `plan` keeps `no`, `1.10` and `2026-01-01` as they are written where a string is meant. Other readers of the file,
such as scripts and editors, make false, 1.1 and a date of them.

Bad:

    properties:
      answer: {type: string, enum: [yes, no, maybe]}   # <- here
      version:
        type: string
        examples: [1.10]   # <- here
      country:
        type: string
        enum:
          DE: Germany
          NO: Norway   # <- here
    events:
      App Opened:
        properties:
          version:
        examples:
          - version: 2.0   # <- here

Fixed:

    properties:
      answer: {type: string, enum: ["yes", "no", maybe]}
      version:
        type: string
        examples: ["1.10"]
      country:
        type: string
        enum:
          DE: Germany
          "NO": Norway
    events:
      App Opened:
        properties:
          version:
        examples:
          - version: "2.0"

Good:

    properties:
      answer: {type: string, enum: ["yes", "no", maybe]}
      version: {type: string, examples: ["1.10", 2.1.3]}
      level: {type: integer, enum: [1, 2]}

Note: it is asked of values, in the enum and in examples. Dates of a property whose format says so are right without
quotes, and so are words of the plan format, such as `off`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..document import Map, Path, taken_for
from ..finding import Finding, Severity
from ..model import mending
from ..model.event import Event
from ..model.node import Node
from ..model.plan import Plan
from ..model.property import Property
from ..shelf import listed, quote
from ._said import called

severity = Severity.INFO
only_with = ("enum", "examples")

Place = tuple[Map, Path, str, bool]
"""A mapping, the keys that lead to a text in it, the text, and whether it is the last key itself."""
_TEXT = ("string",)
_DATES = ("date", "date-time")


def check_property(found: Property, plan: Plan) -> Iterator[Finding]:
    if found.types != _TEXT:
        return
    if found.enum and found.says("enum") and any(isinstance(one, str) and taken_for(one) for one in found.enum):
        yield from _said(found, "enum", f"the enum of {called(found)}", [*_of_enum(found)])
    for place, value in enumerate(found.raw["examples"]) if found.examples and found.says("examples") else ():
        if value.__class__ is not str or taken_for(value):
            places = [*_bare(value, found, found.raw, ("examples", place))]
            yield from _said(found, "examples", f"the examples of {called(found)}", places)


def check_event(event: Event, plan: Plan) -> Iterator[Finding]:
    for place, example in enumerate(event.examples):
        if isinstance(example, dict) and _may_stray(example, event.properties):
            places = [*_in_payload(example, event.properties, event.raw, ("examples", place))]
            yield from _said(event, "examples", "the example", places)


def _may_stray(example: Mapping[str, Any], inside: Mapping[str, Property]) -> bool:
    """Whether a look at each value is worth while: most examples are plain."""
    for name, value in example.items():
        if value.__class__ is str:
            if taken_for(value):
                return True
        elif value.__class__ in _HOLDING or (name in inside and inside[name].types == _TEXT):
            return True
    return False


_HOLDING = frozenset((Map, list))


def _of_enum(found: Property) -> Iterator[Place]:
    written = found.raw["enum"]
    for place, text in enumerate(found.enum or ()):
        if not isinstance(text, str) or not _strays(text, found):
            continue
        if isinstance(written, Map):
            if written.is_bare(text, key=True):
                yield written, (text,), text, True
        elif found.raw.is_bare("enum", place):
            yield found.raw, ("enum", place), text, False


def _in_payload(held: Mapping[str, Any], inside: Mapping[str, Property], raw: Map, keys: Path) -> Iterator[Place]:
    for name, value in held.items():
        found = inside.get(name)
        if found is not None:
            yield from _bare(value, found, raw, (*keys, name))


def _bare(value: Any, found: Property, raw: Map, keys: Path) -> Iterator[Place]:
    if isinstance(value, dict):
        yield from _in_payload(value, found.properties or {}, raw, keys)
    elif isinstance(value, list):
        for place, item in enumerate(value) if found.items is not None else ():
            yield from _bare(item, found.items, raw, (*keys, place))  # type: ignore[arg-type]
    elif found.types == _TEXT and value is not None and (not isinstance(value, str) or _strays(value, found)):
        yield from [(raw, keys, raw.source(*keys), False)] if raw.is_bare(*keys) else ()


def _strays(text: str, found: Property) -> bool:
    """Whether other readers take a text for something that it is not meant to be."""
    kind = taken_for(text)
    return bool(kind) and not (kind == "a date" and found.format in _DATES)


def _said(node: Node, key: str, where: str, places: list[Place]) -> Iterator[Finding]:
    if not places:
        return
    (raw, keys, first, is_key), *others = places
    message = f"{quote(first)} in {where} has no quotes, and is {taken_for(first)} to other YAML readers"
    if others:
        message += f"; so are {listed((quote(text) for _, _, text, _ in others), 4)}"
    at = raw.key_at(first, (*node.path, key)) if is_key else raw.at(*keys, path=node.path)
    fix = mending.quoting("Write it in quotes", places)
    yield Finding(at, message, "write it in quotes", fix=fix)
