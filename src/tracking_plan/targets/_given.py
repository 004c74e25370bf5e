"""What a call is given: the example of an event, part by part, for the languages that show how it is sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ._client import Field, Type


def planned(of: Type, data: Mapping[str, Any]) -> Iterator[tuple[Field, Any]]:
    """The fields of an object that are given, in the order of the plan, each with its value."""
    return ((field, data[field.name]) for field in of.fields if field.name in data)


def others(of: Type, data: Mapping[str, Any]) -> dict[str, Any]:
    """What is given beyond the fields of an object."""
    known = {field.name for field in of.fields}
    return {name: held for name, held in data.items() if name not in known}


def inside(of: Type | None, name: str) -> Type | None:
    """The type of a field of an object; None where it is not planned."""
    return next((field.type for field in of.fields if field.name == name), None) if of is not None else None
