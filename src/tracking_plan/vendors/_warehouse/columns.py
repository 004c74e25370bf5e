"""Properties become columns: nested objects flattened, arrays as text, and what the plan says of values carried along."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from ...model.property import PII, Property
from ...model.schema import may_be_null, must_be_there, same
from .._exported import Told
from .logical import Column, Kind, Role

_LEAST, _MOST = -(2**63), 2**63 - 1


def columns(properties: Mapping[str, Property], role: Role, where: str, tell: Told) -> Iterator[Column]:
    """The columns of an event or of traits, in their order; their names are still the dotted paths."""
    for name, found in properties.items():
        yield from _flat((name,), found, role, False, True, where, tell)


def _flat(
    path: tuple[str, ...],
    found: Property,
    role: Role,
    nullable: bool,
    required: bool,
    where: str,
    tell: Told,
) -> Iterator[Column]:
    required = required and must_be_there(found)
    nullable = nullable or may_be_null(found) or not required
    if {*found.types} == {"object"}:
        if found.properties:
            for name, inner in found.properties.items():
                yield from _flat((*path, name), inner, role, nullable, required, where, tell)
            return
        tell(".".join((where, *path)), "is an object that names no properties: one column, for the text of its JSON")
    made = _column(path, found, role, nullable, required)
    named = [made.minimum, made.maximum, *(made.enum or ())]
    if made.kind == "integer" and any(isinstance(one, int | float) and not _LEAST <= one <= _MOST for one in named):
        tell(".".join((where, *path)), "may have integers of more than 64 bits, which its column cannot hold")
    yield made


def _column(path: tuple[str, ...], found: Property, role: Role, nullable: bool, required: bool) -> Column:
    enum = None if found.enum is None else tuple(value for value in found.enum if value is not None)
    return Column(
        name=".".join(path),
        kind=kind_of(found),
        role=role,
        description=found.description or "",
        nullable=nullable or (found.enum is not None and None in found.enum),
        required=required,
        path=path,
        properties=(found,),
        enum=enum,
        meanings=tuple((value, meaning) for value, meaning in found.meanings.items() if meaning),
        minimum=found.minimum,
        maximum=found.maximum,
        max_length=found.max_length,
        pattern=found.pattern,
        format=found.format,
        pii=found.pii,
        deprecated=bool(found.deprecated),
        deprecation=_deprecation(found),
        sources=found.sources or (),
    )


def _deprecation(found: Property) -> str:
    said = found.deprecated if isinstance(found.deprecated, str) else ""
    instead = f"Use {found.replaced_by} instead" if found.deprecated and found.replaced_by else ""
    return ". ".join(text.rstrip(".") for text in (said, instead) if text)


def kind_of(found: Property) -> Kind:
    """What a column for this property holds."""
    types = {*found.types} or _types_of(found.enum)
    if types & {"array", "object"}:
        return "json_text"
    if types == {"string"}:
        formats: dict[str | None, Kind] = {"date-time": "timestamp", "date": "date"}
        return formats.get(found.format, "text")
    if types == {"integer"}:
        return "integer"
    if types and types <= {"integer", "number"}:
        return "number"
    return "boolean" if types == {"boolean"} else "text"


def _types_of(values: tuple[Any, ...] | None) -> set[str]:
    """The types of an enum's values, where the property names none."""
    known = {str: "string", bool: "boolean", int: "integer", float: "number"}
    return {known.get(type(value), "object") for value in values or () if value is not None}


# Several properties in one column: those of pages that share a table


def merged(several: Iterable[Iterable[Column]]) -> list[Column]:
    """The columns of several events in one table: what is not in each of them may be empty."""
    rows = [[*each] for each in several]
    by_path: dict[tuple[str, ...], list[Column]] = {}
    for row in rows:
        for column in row:
            by_path.setdefault(column.path, []).append(column)
    return [_merge(found, everywhere=len(found) == len(rows)) for found in by_path.values()]


def _merge(found: list[Column], everywhere: bool) -> Column:
    first = found[0]
    if len(found) == 1:
        return first if everywhere else replace(first, nullable=True, required=False)
    return replace(
        first,
        kind=_common({column.kind for column in found}),
        description=next((column.description for column in found if column.description), ""),
        nullable=not everywhere or any(column.nullable for column in found),
        required=everywhere and all(column.required for column in found),
        properties=tuple(inner for column in found for inner in column.properties),
        enum=_union(found),
        meanings=tuple({same(value): (value, text) for one in found for value, text in one.meanings}.values()),
        minimum=_bound(min, [column.minimum for column in found]),
        maximum=_bound(max, [column.maximum for column in found]),
        max_length=_bound(max, [column.max_length for column in found]),
        pattern=first.pattern if all(column.pattern == first.pattern for column in found) else None,
        format=first.format if all(column.format == first.format for column in found) else None,
        pii=max((column.pii for column in found if column.pii), key=PII.index, default=None),
        deprecated=all(column.deprecated for column in found),
        deprecation=first.deprecation if all(column.deprecated for column in found) else "",
        sources=()
        if any(not column.sources for column in found)
        else tuple(dict.fromkeys(name for column in found for name in column.sources)),
    )


def _common(kinds: set[Kind]) -> Kind:
    if len(kinds) == 1:
        return next(iter(kinds))
    if "json_text" in kinds:
        return "json_text"
    if kinds == {"integer", "number"}:
        return "number"
    return "text"


def _union(found: list[Column]) -> tuple[Any, ...] | None:
    if any(column.enum is None for column in found):
        return None
    return tuple({same(value): value for column in found for value in column.enum or ()}.values())


def _bound(choose: Any, values: list[Any]) -> Any:
    return None if None in values else choose(values)
