"""What the sieve does with many hashes, places and rejects at once is what Python does where it is not compiled."""

from __future__ import annotations

import os
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tracking_plan.lint.sieve import hashes
from tracking_plan.lint.sieve.native import library

pytestmark = pytest.mark.skipif(library() is None and not os.environ.get("CI"), reason="the sieve is not compiled here")
WHOLE = some.integers(-(2**63), 2**63 - 1) | some.integers(-5, 5)


def test_there_is_a_library() -> None:
    assert library() is not None


def both(name: str, *given: object) -> tuple[object, object]:
    """What the library says, and what Python says without it."""
    function = getattr(hashes, name)
    native = function(*given)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hashes, "library", lambda: None)
        return native, function(*given)


@given(some.lists(WHOLE, max_size=200))
def test_partitions_and_what_comes_twice(numbers: list[int]) -> None:
    found = array("q", numbers)
    native, python = both("partitioned", found)
    assert native == python
    native, python = both("repeated", hashes.partitioned(found)[1])
    assert native == python == {one for one in numbers if one and numbers.count(one) > 1}


@given(some.lists(WHOLE, max_size=200), some.sets(WHOLE, max_size=20))
def test_places_of_those_that_are_wanted(numbers: list[int], wanted: set[int]) -> None:
    wanted |= {*numbers[::7]}
    native, python = both("places_of", wanted, array("q", numbers))
    assert native == python == [place for place, one in enumerate(numbers) if one in wanted]


@given(some.lists(some.integers(0, 10**6), min_size=1, max_size=100), some.data())
def test_where_lines_start(lengths: list[int], data: some.DataObject) -> None:
    lines = sorted(data.draw(some.sets(some.integers(0, len(lengths) - 1))))
    native, python = both("starts_of", lines, array("q", lengths), 17)
    assert native == python == [17 + sum(lengths[:line]) + line for line in lines]


@given(
    some.lists(
        some.tuples(some.integers(1, 10**12), some.binary().map(lambda held: held.replace(b"\n", b"\r"))), max_size=30
    ),
    some.integers(0, 10**12),
)
def test_rejects_of_a_part_that_is_not_the_first(rows: list[tuple[int, bytes]], lines: int) -> None:
    native, python = both("moved", b"".join(b'{"line":%d,%b\n' % row for row in rows), lines)
    assert native == python == b"".join(b'{"line":%d,%b\n' % (line + lines, rest) for line, rest in rows)
