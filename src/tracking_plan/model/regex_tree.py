"""The tree of a pattern, and the sets of characters in it."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import ClassVar
from zlib import crc32

from msgspec import Struct

Range = tuple[int, int]
"""First and last code point."""

Part = Range | tuple[str, bool]
"""Of a set of characters: a range, or a Unicode property and whether it is negated (`\\P`)."""

START, END, BOUNDARY, INSIDE = 1, 2, 4, 8
"""What an Assertion asks: `^` `$` `\\b` `\\B`, as bits."""

LAST = 0x11FFFF
"""End of the alphabet. What is past the last code point stands for Unicode properties that we cannot look up."""

WIDE = 10
"""A repeat that may go round this often is as good as endless: each choice made in it multiplies the ways to match."""


class Chars(Struct, frozen=True):
    """One character of a set."""

    parts: tuple[Part, ...]
    negated: bool = False
    weight: ClassVar[int] = 1
    varies: ClassVar[bool] = False
    empty: ClassVar[bool] = False


class Assertion(Struct, frozen=True):
    """A place, not a character."""

    sign: int
    weight: ClassVar[int] = 0
    varies: ClassVar[bool] = False
    empty: ClassVar[bool] = True


class Branch(Struct, frozen=True):
    """Items one after the other, or (``choice``) options of which one matches."""

    items: tuple[Node, ...]
    choice: bool
    weight: int
    varies: bool
    """Has a choice or a repeat without a fixed count: only then can one text be read in two ways."""
    empty: bool
    """May match the empty text."""


class Repeat(Struct, frozen=True):
    """A body, ``least`` to ``most`` times (None: endless). ``start`` and ``end`` are its place in the pattern."""

    body: Node
    least: int
    most: int | None
    start: int
    end: int
    weight: int
    varies: bool
    empty: bool

    @property
    def endless(self) -> bool:
        return self.most is None or self.most >= WIDE


Node = Chars | Assertion | Branch | Repeat

_DIGIT: tuple[Range, ...] = ((48, 57),)
WORD: tuple[Range, ...] = ((48, 57), (65, 90), (95, 95), (97, 122))
_SPACE: tuple[Range, ...] = (
    *((9, 13), (32, 32), (160, 160), (0x1680, 0x1680), (0x2000, 0x200A)),
    *((0x2028, 0x2029), (0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000), (0xFEFF, 0xFEFF)),
)
LINE_END: tuple[Range, ...] = ((10, 10), (13, 13), (0x2028, 0x2029))


def complement(ranges: tuple[Range, ...]) -> tuple[Range, ...]:
    """Every character that is not in these ranges, which may overlap and stand in any order."""
    found, next_code = [], 0
    for low, high in sorted(ranges):
        if low > next_code:
            found.append((next_code, low - 1))
        next_code = max(next_code, high + 1)
    if next_code <= LAST:
        found.append((next_code, LAST))
    return tuple(found)


SETS = {"d": _DIGIT, "w": WORD, "s": _SPACE}
"""What the escapes of ECMA-262 stand for, `\\d` and so on."""
SETS |= {name.upper(): complement(ranges) for name, ranges in SETS.items()}

_CATEGORIES = {"Letter": "L", "Alphabetic": "L", "Lowercase_Letter": "Ll", "Uppercase_Letter": "Lu", "Mark": "M"}
_CATEGORIES |= {"Number": "N", "Decimal_Number": "Nd", "digit": "Nd", "Punctuation": "P", "Symbol": "S"}
_CATEGORIES |= {"Separator": "Z", "Space_Separator": "Zs", "Other": "C"}


@lru_cache(maxsize=1024)
def ranges_of(chars: Chars) -> tuple[Range, ...]:
    """The characters of a set, as ranges in order that do not touch."""
    found: list[Range] = []
    for part in chars.parts:
        if isinstance(part[0], int):
            found.append((part[0], part[1]))
        else:
            inside = _property(part[0])
            found += complement(inside) if part[1] else inside
    outside = complement(tuple(found))
    return outside if chars.negated else complement(outside)


def _property(name: str) -> tuple[Range, ...]:
    """The characters that have a Unicode property; one of its own, past the last, where we cannot look it up."""
    name = name.removeprefix("gc=").removeprefix("General_Category=")
    category = _CATEGORIES.get(name, name)
    found = [spread for known, spread in _by_category() if known.startswith(category)]
    token = 0x110000 + crc32(name.encode()) % 0xFFFF
    return tuple(found) or ((token, token),)


@lru_cache(maxsize=1)
def _by_category() -> tuple[tuple[str, Range], ...]:
    """The general category of each run of characters, to the end of the second plane (past it, rare ideographs)."""
    from unicodedata import category  # noqa: PLC0415 - a large table that few patterns need

    runs = [(kind, list(codes)) for kind, codes in groupby(range(0x20000), lambda code: category(chr(code)))]
    return tuple((kind, (codes[0], codes[-1])) for kind, codes in runs)
