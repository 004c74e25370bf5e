"""Whether everything that one JSON Schema takes another takes too: proved, disproved by a value, or not known.

Both are schemas as `schema.py` makes them. Only patterns and formats can leave it open: whether one pattern's texts are
all among another's is not worked out, and a text that tells them apart may not be found.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from math import ceil, floor
from typing import Any, NamedTuple

from .pattern_text import longest, shortest
from .sample import Schema, kinds, values
from .validator import Validator

_MOST_TRIED = 5_000
_FEW = 300


class Outcome(NamedTuple):
    """``holds``: True where it is proved, False where ``value`` disproves it, None where neither is known."""

    holds: bool | None
    value: Any = None


def contains(old: Schema, new: Schema | bool) -> Outcome:
    """Whether ``new`` takes all that ``old`` takes."""
    if new is not False and _proved(old, new):
        return Outcome(True)
    takes, refuses = Validator(old), Validator(new)
    for value in islice(values(old, new), _MOST_TRIED):
        if takes.is_valid(value) and not refuses.is_valid(value):
            return Outcome(False, value)
    return Outcome(True if _is_empty(old) else None)


def _all(old: Schema) -> list[Any] | None:
    """Everything that a schema takes, where that is little; else None."""
    if "enum" in old:
        takes = Validator(old)
        return [value for value in old["enum"] if takes.is_valid(value)]
    found: list[Any] = []
    for kind in kinds(old):
        if kind == "null":
            found.append(None)
        elif kind == "boolean":
            found += [True, False]
        elif kind == "integer" and "minimum" in old and "maximum" in old and old["maximum"] - old["minimum"] < _FEW:
            found += range(ceil(old["minimum"]), floor(old["maximum"]) + 1)
        elif not _no_value_of(kind, old):
            return None
    return found


def _is_empty(old: Schema) -> bool:
    """Whether it is certain that a schema takes nothing."""
    if "enum" in old:
        return not _all(old)
    return all(_no_value_of(kind, old) for kind in kinds(old))


def _no_value_of(kind: str, old: Schema) -> bool:
    """Whether it is certain that a schema takes no value of a type."""
    match kind:
        case "integer" | "number" if "minimum" in old and "maximum" in old:
            low, high = float(old["minimum"]), float(old["maximum"])
            return ceil(low) > floor(high) if kind == "integer" else low > high
        case "string":
            least, most = _lengths(old)
            return most is not None and least > most
        case "array":
            least = int(old.get("minItems", 0))
            return least > int(old.get("maxItems", least)) or (least > 0 and _is_empty(old.get("items", {})))
        case "object":
            inside, is_open = old.get("properties", {}), old.get("additionalProperties", True)
            return any(_is_empty(inside[name]) if name in inside else not is_open for name in old.get("required", ()))
    return False


def _lengths(old: Schema) -> tuple[int, int | None]:
    """The least and the most characters of its texts."""
    least, most = old.get("minLength", 0), old.get("maxLength")
    if "pattern" in old:
        least = max(least, shortest(old["pattern"]))
        bound = longest(old["pattern"])
        most = bound if most is None else most if bound is None else min(most, bound)
    return least, most


def _proved(old: Schema, new: Schema | bool) -> bool:
    if new is True or _is_empty(old):
        return True
    if new is False:
        return False
    every = _all(old)
    if every is not None:
        takes = Validator(new)
        return all(takes.is_valid(value) for value in every)
    present = {kind for kind in kinds(old) if not _no_value_of(kind, old)}
    return all(_keeps(word, old, new, present) for word in new)


def _keeps(word: str, old: Schema, new: Schema, present: set[str]) -> bool:
    """Whether it is certain that all values of ``old`` obey one word of ``new``."""
    bound = new[word]
    match word:
        case "type":
            allowed = {*kinds(new)}
            allowed |= {"integer"} if "number" in allowed else set()
            allowed |= {"number"} if "integer" in allowed and _is_one_whole(old) else set()
            return present <= allowed
        case "not":
            return not Validator(old).is_valid(None) if bound == {"type": "null"} else _none_of(old, bound["enum"])
        case "minimum" | "maximum":
            return not present & {"integer", "number"} or _in_range(word, bound, old, present)
        case "minLength":
            return "string" not in present or _lengths(old)[0] >= bound
        case "maxLength":
            most = _lengths(old)[1]
            return "string" not in present or (most is not None and most <= bound)
        case "pattern" | "format":
            return "string" not in present or old.get(word) == bound or (_lengths(old)[1] == 0 and _takes_empty(new))
        case "minItems":
            return "array" not in present or old.get("minItems", 0) >= bound
        case "maxItems":
            return "array" not in present or _most_items(old) <= bound
        case "uniqueItems":
            return "array" not in present or old.get("uniqueItems", False) or _most_items(old) <= 1
        case "items":
            return "array" not in present or _most_items(old) == 0 or _proved(old.get("items", {}), bound)
        case "required" | "properties" | "additionalProperties":
            return "object" not in present or _keeps_inside(word, old, new)
    return False


def _is_one_whole(old: Schema) -> bool:
    """Whether the bounds leave one number, and that a whole one."""
    low = old.get("minimum")
    return low is not None and low == old.get("maximum") and float(low).is_integer()


def _none_of(old: Schema, listed: list[Any]) -> bool:
    takes = Validator(old)
    return not any(takes.is_valid(value) for value in listed)


def _takes_empty(new: Schema) -> bool:
    return Validator(new).is_valid("")


def _most_items(old: Schema) -> float:
    if old.get("items") and _is_empty(old["items"]):
        return 0
    most: float = old.get("maxItems", float("inf"))
    return most


def _in_range(word: str, bound: float, old: Schema, present: set[str]) -> bool:
    if word not in old:
        return False
    whole, own = "number" not in present, float(old[word])
    if word == "minimum":
        return (ceil(own) if whole else own) >= bound
    return (floor(own) if whole else own) <= bound


def _keeps_inside(word: str, old: Schema, new: Schema) -> bool:
    inside: Mapping[str, Schema] = old.get("properties", {})
    is_open = old.get("additionalProperties", True)
    if word == "required":
        return {*new[word]} <= {*old.get("required", ())}
    if word == "additionalProperties":
        return not is_open and all(name in new.get("properties", {}) or _is_empty(inside[name]) for name in inside)
    for name, wanted in new["properties"].items():
        if name in inside:
            if not (_is_empty(inside[name]) or _proved(inside[name], wanted)):
                return False
        elif is_open and not _proved({}, wanted):
            return False
    return True
