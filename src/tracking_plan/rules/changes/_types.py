"""Types of properties, as they take each other in."""

from __future__ import annotations

from typing import Any

from ...model.change import ABSENT
from ...shelf import listed


def _set(types: Any) -> frozenset[str]:
    found = frozenset((types,) if isinstance(types, str) else types)
    return found | {"integer"} if "number" in found else found


def within(some: Any, others: Any) -> bool:
    """Whether every value of these types is one of those; no type takes any value."""
    return others is ABSENT or (some is not ABSENT and _set(some) <= _set(others))


def types(found: Any) -> str:
    """`string`, `string or integer`, `anything`"""
    if found is ABSENT:
        return "anything"
    return found if isinstance(found, str) else listed(found, last="or")
