"""Questions, each with the YAML that answers it: it may be added to the plan as it stands, and it is valid there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ..document import write
from ..model.plan import Plan
from ._said import KEY, blocks, line, said
from .paper import Ask, Block, Points


class Open(NamedTuple):
    """Something that only people know: its label, where the answer stands below `x-framework`, the question, an answer."""

    label: str
    steps: tuple[str, ...]
    question: str
    example: Any


def opened(plan: Plan, *asked: Open) -> Iterator[Block]:
    """The answers that the plan has, then the questions that it leaves open, together."""
    rows: list[tuple[str, str]] = []
    for one in asked:
        found = said(plan, *one.steps)
        if found is not None:
            rows.append((one.label, line(found)))
    if rows:
        yield Points(rows)
    left = [one for one in asked if said(plan, *one.steps) is None]
    if left:
        made: dict[str, Any] = {}
        for one in left:
            nested(made, (KEY, *one.steps), one.example)
        yield Ask([one.question for one in left], _yaml(made))


def answered(plan: Plan, one: Open) -> Iterator[Block]:
    """One answer at length: a list, or a table of what is told of each thing; or its question."""
    found = said(plan, *one.steps)
    if found is None:
        yield ask(one.question, (KEY, *one.steps), one.example)
    else:
        yield from blocks(found)


def ask(question: str, path: Sequence[str | int], value: Any, about: Sequence[str] = ()) -> Ask:
    """A question that a value at a place of the plan answers."""
    return Ask((question,), _yaml(nested({}, path, value)), about)


def ask_each(question: str, places: Mapping[Any, Any], about: Sequence[str], also: Mapping[str, Any] = {}) -> Ask:
    """A question that values at several places (paths) answer together. ``also`` is what they need besides."""
    made: dict[str, Any] = {}
    for path, value in places.items():
        nested(made, path, value)
    return Ask((question,), _yaml(_joined(also, made)), about)


def nested(into: dict[str, Any], path: Sequence[str | int], value: Any) -> dict[str, Any]:
    """Put a value at a path, and give the whole."""
    held = into
    for step in path[:-1]:
        held = held.setdefault(str(step), {})
    held[str(path[-1])] = value
    return into


def _joined(also: Mapping[str, Any], made: Mapping[str, Any]) -> dict[str, Any]:
    """Two pieces of a plan as one; sections that both have hold what stands in either."""
    joined = {**also, **made}
    for section in also.keys() & made.keys():
        joined[section] = {**also[section], **made[section]}
    return joined


_TEMPLATE = re.compile(r"\{[{%#]")


def _yaml(data: Mapping[str, Any]) -> str:
    """YAML as people write it; where a text holds what nobody sees, or what a template language would run, in escapes."""
    text = write(data)
    if text.replace("\n", "").isprintable() and not _TEMPLATE.search(text):
        return text
    made = json.dumps(data, indent=2, ensure_ascii=False) + "\n"
    made = _TEMPLATE.sub(lambda found: f"\\x7b{found[0][1]}", made)
    return "".join(letter if letter.isprintable() or letter == "\n" else f"\\U{ord(letter):08x}" for letter in made)


def an_owner(plan: Plan) -> tuple[str, Mapping[str, Any]]:
    """An owner of the plan to stand in the YAML; where it has none, one of our own with what defines it."""
    if plan.owners:
        return next(iter(plan.owners)), {}
    return "product", {"owners": {"product": {"name": "Product team", "email": "product@example.com"}}}


def a_source(plan: Plan) -> tuple[str, Mapping[str, Any]]:
    """A source of the plan to stand in the YAML, or one of our own."""
    if plan.sources:
        return next(iter(plan.sources)), {}
    return "web", {
        "sources": {"web": {"platform": "web", "language": "typescript", "sdk": "segment", "out": "web/analytics"}}
    }
