"""Where the parts of a record stand: paths of an envelope, compiled, and what is made of the values found there."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ..model.envelope import PARTS, Envelope
from ..shelf import quote

Get = Callable[[Mapping[str, Any]], Any]


def value_at(value: Mapping[str, Any], path: str, texts: bool = False) -> Any:
    """What stands at a path; None where nothing does. With ``texts`` a text on the way is read as JSON."""
    return getter(path, texts)(value)


def getter(path: str, texts: bool) -> Get:
    if path.startswith("="):
        constant = path[1:]
        return lambda value: constant
    if path.endswith("**"):
        return _one_of(path[:-2])
    if path.endswith("*"):
        return _all_of(path[:-1])
    steps = path.split(".")
    if len(steps) == 1:
        return lambda value: value.get(path)

    def get(value: Any) -> Any:
        for step in steps:
            if texts and isinstance(value, str):
                value = decoded(value)
            if not isinstance(value, dict):
                return None
            value = value.get(step)
        return value

    return get


def _all_of(start: str) -> Get:
    long = len(start)

    def get(value: Mapping[str, Any]) -> Any:
        return {name[long:]: held for name, held in value.items() if name.startswith(start) and held is not None}

    return get


def _one_of(start: str) -> Get:
    def get(value: Mapping[str, Any]) -> Any:
        return next((held for name, held in value.items() if name.startswith(start) and held is not None), None)

    return get


def first(getters: list[Get]) -> Get | None:
    """What gives the first thing that is there."""
    if len(getters) < 2:
        return getters[0] if getters else None

    def get(value: Mapping[str, Any]) -> Any:
        for one in getters:
            found = one(value)
            if found is not None:
                return found
        return None

    return get


def heads(envelope: Envelope) -> frozenset[str]:
    """The names at the top that are the envelope's own."""
    paths: Iterator[str] = (path for part in (*PARTS, "traits", "properties") for path in getattr(envelope, part))
    return frozenset(path.split(".")[0] for path in paths if not path.startswith("="))


def form_of(form: str) -> re.Pattern[str] | None:
    if not form:
        return None
    before, _, after = form.partition("{event}")
    return re.compile(f"{_wild(before)}(.+?){_wild(after)}", re.DOTALL)


def _wild(text: str) -> str:
    return "[^/]*".join(re.escape(part) for part in text.split("*"))


def decoded(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def from_pairs(pairs: list[Any], faults: list[str]) -> dict[str, Any]:
    """GA4's parameters as an object: of each the one value that is set, and of whole numbers, which are texts, numbers."""
    made: dict[str, Any] = {}
    for pair in pairs:
        if not isinstance(pair, dict) or not isinstance(pair.get("key"), str):
            faults.append(f"one of its parameters is {shown(pair)}, and not a key with a value")
            continue
        held = pair.get("value")
        made[pair["key"]] = _of_pair(held) if isinstance(held, dict) else held
    return made


def _of_pair(held: Mapping[str, Any]) -> Any:
    for kind in ("string_value", "int_value", "float_value", "double_value"):
        found = held.get(kind)
        if found is None:
            continue
        if isinstance(found, str) and kind != "string_value":
            try:
                return int(found) if kind == "int_value" else float(found)
            except ValueError:
                return found
        return found
    return None


def without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: without_nulls(held) for name, held in value.items() if held is not None}
    return [without_nulls(held) for held in value] if isinstance(value, list) else value


def shown(value: Any) -> str:
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, (list, tuple)):
        return "an array"
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"the text {quote(value, 30)}" if isinstance(value, str) else f"the number {quote(value, 30)[1:-1]}"


def no_time(part: str, found: Any, unit: str | None) -> str:
    if unit is None and isinstance(found, (int, float)) and not isinstance(found, bool):
        return f"its {part} is {shown(found)}, and the envelope names no unit (s, ms, us or ns)"
    return f"its {part} is {shown(found)}, and not a time such as 2026-01-31T12:00:00Z"
