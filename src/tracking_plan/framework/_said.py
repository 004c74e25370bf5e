"""What a plan says under `x-framework`: answers for which the plan format has no word of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..document import Map
from ..model.plan import Plan
from .paper import Block, Bullets, Grid, Points, Words

KEY = "x-framework"
_DEEPEST = 8


def said(plan: Plan, *steps: str) -> Any:
    """What stands at a place below `x-framework`, joined over the plan's files; None where nothing does."""
    found: Any = plan.facts(KEY, _joined)
    for step in steps:
        found = found.get(step) if isinstance(found, Mapping) else None
    return found if _is_something(found) else None


def _joined(plan: Plan) -> Mapping[str, Any]:
    made: dict[str, Any] = {}
    for document in plan.documents:
        if isinstance(document.data, Map) and isinstance(document.data.get(KEY), Map):
            _join(made, document.data[KEY], 0)
    return made


def _join(into: dict[str, Any], more: Map, depth: int) -> None:
    for key, value in more.items():
        held = into.get(key)
        if isinstance(value, Map) and depth < _DEEPEST:
            inner = held if isinstance(held, dict) else {}
            into[key] = inner
            _join(inner, value, depth + 1)
        elif held is None:
            into[key] = (
                [_text(more, item, key, place) for place, item in enumerate(value)]
                if isinstance(value, list)
                else _text(more, value, key)
            )


def _text(holder: Map, value: Any, *keys: str | int) -> Any:
    """A scalar as it was written: a version stays 1.10, and yes stays yes."""
    if isinstance(value, str) or value is None:
        return value
    if isinstance(value, (list, dict)):
        return ", ".join(map(str, value))
    return holder.source(*keys) or str(value)


def _is_something(value: Any) -> bool:
    if isinstance(value, (list, Mapping)):
        held = value.values() if isinstance(value, Mapping) else value
        return any(_is_something(item) for item in held)
    return value is not None and bool(str(value).strip())


def blocks(value: Any) -> Iterator[Block]:
    """An answer as blocks: a text is a paragraph, a list a list, a mapping labels or a table."""
    if isinstance(value, Mapping) and all(isinstance(row, Mapping) for row in value.values()):
        columns = list(dict.fromkeys(key for row in value.values() for key in row))
        rows = [[key, *(line(row.get(column)) for column in columns)] for key, row in value.items()]
        yield Grid(["", *map(label, columns)], rows)
    elif isinstance(value, Mapping):
        yield Points([(label(key), line(held)) for key, held in value.items()])
    elif isinstance(value, list):
        yield Bullets([str(item) for item in value])
    elif value is not None:
        yield Words(str(value))


def line(value: Any) -> str:
    """An answer within a line."""
    if isinstance(value, Mapping):
        return "; ".join(f"{label(key)}: {line(held)}" for key, held in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)


def label(key: str) -> str:
    """``total_cost`` -> ``Total cost``"""
    text = key.replace("_", " ")
    return text[:1].upper() + text[1:]
