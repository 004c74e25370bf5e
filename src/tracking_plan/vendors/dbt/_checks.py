"""What the plan says of a column's values, as data tests of dbt: its own where they say it exactly, else those that come along."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ...model.property import Property
from ...model.schema import plain, property_schema
from .._exported import Told
from .._warehouse import Column, Table
from ._inert import argument, sayable
from ._regex import portable

_OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"
_HEX = "[0-9A-Fa-f]"
FORMATS = {
    "date-time": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}",
    "date": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
    "time": r"^[0-9]{2}:[0-9]{2}:[0-9]{2}",
    "duration": r"^P[0-9YMWDTHS]+$",
    "email": r"^.+@.+$",
    "hostname": r"^[^ /@]+$",
    "ipv4": rf"^{_OCTET}\.{_OCTET}\.{_OCTET}\.{_OCTET}$",
    "ipv6": r"^[0-9A-Fa-f:.]{2,45}$",
    "uri": r"^[A-Za-z][A-Za-z0-9+.-]*:",
    "uuid": rf"^{_HEX}{{8}}-{_HEX}{{4}}-{_HEX}{{4}}-{_HEX}{{4}}-{_HEX}{{12}}$",
}
"""What every text of a format matches. Some that match are of none all the same: a test says nothing of those."""

_TYPES = {"string": "text"}
"""Types of the plan that a kind of JSON has another word for."""
_PLAIN = re.compile(r"[\w .,:/+&-]*")


def checks(column: Column, always_there: bool, tell: Told, where: str) -> list[Any]:
    """The data tests of a column. ``always_there``: a column of this name is sure to be in the table."""
    found = [*_checks(column, always_there, tell, where)]
    return [_warning(test) for test in found] if column.deprecated else found


def _warning(test: Any) -> Any:
    """A test of what is deprecated: it warns."""
    name, said = (test, {}) if isinstance(test, str) else next(iter(test.items()))
    return {name: {**said, "config": {"severity": "warn"}}}


def _checks(column: Column, always_there: bool, tell: Told, where: str) -> Iterator[Any]:
    if not column.nullable:
        yield "not_null"
        always_there = True
    yield from _enum(column, always_there, tell, where)
    if column.kind in ("integer", "number"):
        yield from _between("plan_in_range", column.minimum, column.maximum)
    of = _of(column)
    if column.kind == "text" and (of is None or {*of.types} == {"string"}):
        yield from _between("plan_of_length", of.min_length if of is not None else None, column.max_length)
        yield from _patterns(column, tell, where)
    if of is not None and {*of.types} == {"array"}:
        yield from _between("plan_with_items", of.min_items, of.max_items)
        if of.unique_items:
            tell(where, "no item may stand in it twice, of which dbt has no test")
        if of.items is not None and _is_limited(of.items):
            tell(where, "what its items may be has no test in dbt")


def _of(column: Column) -> Property | None:
    """The property of a column; where calls share it, what all of theirs say, if they say the same."""
    if not column.properties:
        return None
    first, *others = column.properties
    return first if all(property_schema(other) == property_schema(first) for other in others) else None


def _between(name: str, least: float | None, most: float | None) -> Iterator[Any]:
    said = {word: value for word, value in (("least", least), ("most", most)) if value is not None}
    if said:
        yield {name: {"arguments": said}}


def _enum(column: Column, always_there: bool, tell: Told, where: str) -> Iterator[Any]:
    if column.enum is None:
        return
    fits: Mapping[str, type | tuple[type, ...]] = {
        "text": str, "integer": (int, float), "number": (int, float), "boolean": bool,
    }  # fmt: skip
    values = [plain(value) for value in column.enum]
    right = fits.get(column.kind)
    if not values or right is None or not all(isinstance(value, right) and sayable(value) for value in values):
        tell(where, "its enum has no test in dbt, where the column is of another type")
    elif always_there and column.kind != "boolean" and all(_is_plain(value) for value in values):
        quote = {} if column.kind == "text" else {"quote": False}
        yield {"accepted_values": {"arguments": {"values": values, **quote}}}
    else:
        yield {"plan_one_of": {"arguments": {"values": [argument(value) for value in values]}}}


def _is_plain(value: Any) -> bool:
    """Whether dbt's own test writes it as it is: that one puts quotes around a value and nothing more."""
    return argument(value) == value and (not isinstance(value, str) or _PLAIN.fullmatch(value) is not None)


def _patterns(column: Column, tell: Told, where: str) -> Iterator[Any]:
    if column.pattern is not None:
        made = portable(column.pattern)
        if made is None or not sayable(made):
            tell(where, "its pattern is none that all warehouses can read: it has no test")
        else:
            yield {"plan_matches_pattern": {"arguments": {"pattern": argument(made)}}}
    if column.format in FORMATS:
        yield {"plan_matches_pattern": {"arguments": {"pattern": argument(portable(FORMATS[column.format]))}}}


def _is_limited(items: Property) -> bool:
    limits = (items.enum, items.minimum, items.maximum, items.min_length, items.max_length, items.pattern, items.format)
    return any(limit is not None for limit in limits) or bool(items.properties)


# What stands inside objects


def there_with(column: Column, table: Table, names: Mapping[str, str]) -> Iterator[Any]:
    """A property that must be there if the object is that it stands in, told by what else stands in that."""
    if table.event is None or len(column.path) < 2 or column.role != "property" or not column.nullable:
        return
    steps: list[Property] = []
    inside: Mapping[str, Property] = table.event.properties
    for step in column.path:
        if step not in inside:
            return
        steps.append(inside[step])
        inside = inside[step].properties or {}
    loose = [
        number for number, step in enumerate(steps) if not step.required or step.nullable or step.sources is not None
    ]
    if not loose or loose[-1] == len(steps) - 1:
        return
    around = column.path[: loose[-1] + 1]
    others = [
        names[other.name]
        for other in table.columns
        if other is not column
        and other.role == "property"
        and other.path[: len(around)] == around
        and other.name in names
    ]
    if others:
        yield {"plan_there_with": {"arguments": {"others": others}}}


def types(table: Table, role: str) -> list[Any]:
    """Of each property (or trait) in JSON, and of each object that one stands in: the kinds of value that it may be."""
    found: dict[tuple[str, ...], list[Property]] = {}
    if role == "property":
        for event in table.events:
            for path, of in _walk(event.properties):
                found.setdefault(path, []).append(of)
    else:
        found = {column.path: [*column.properties] for column in table.columns if column.role == role}
    return [_kinds(path, several) for path, several in found.items() if _says_types(path, several)]


def _walk(
    properties: Mapping[str, Property], above: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], Property]]:
    for name, found in properties.items():
        yield (*above, name), found
        if {*found.types} == {"object"}:
            yield from _walk(found.properties or {}, (*above, name))


def _says_types(path: tuple[str, ...], several: list[Property]) -> bool:
    return bool(several) and all(of.types for of in several) and all(map(sayable, path))


def _kinds(path: tuple[str, ...], several: list[Property]) -> dict[str, Any]:
    kinds = [*dict.fromkeys(_TYPES.get(kind, kind) for of in several for kind in of.types)]
    if any(of.nullable or (of.enum is not None and None in of.enum) for of in several):
        kinds.append("null")
    made: dict[str, Any] = {"path": [argument(step) for step in path], "types": kinds}
    formats = {of.format if {*of.types} == {"string"} else None for of in several}
    if len(formats) == 1 and (format_ := formats.pop()) in ("date-time", "date"):
        made["matches"] = portable(FORMATS[format_])
    return made
