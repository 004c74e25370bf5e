"""Long lists in classes of the Java machine, of which a method holds only so much code (64 KB)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .._client import Choice, Type

MOST = 1000
"""The most values that an enum has constants for. Of more it has their texts alone, in methods of so many each."""


def is_large(found: Type) -> bool:
    """Whether a type is an enum of too many values for a constant each."""
    return found.kind == "enum" and bool(found.name) and len(found.choices) > MOST


def batches(choices: Sequence[Choice]) -> Iterator[Sequence[Choice]]:
    """The values, so many at a time."""
    for start in range(0, len(choices), MOST):
        yield choices[start : start + MOST]
