"""What spreadsheets make of a text that they take for a date, a number or a truth value, though nobody edited it."""

from __future__ import annotations

import re
from datetime import date

from ._text import number

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PARTS = re.compile(r"(\d{1,4})\s*[-/.]\s*(\d{1,4})(?:\s*[-/.]\s*(\d{1,4}))?\Z", re.ASCII)
_NAMED = re.compile(r"(?:(\d{1,4})[-/. ]+)?([A-Za-z]{3,9})\.?(?:[-/. ]+(\d{1,4}))?\Z")


def mangled(before: str, after: str) -> bool:
    """Whether ``after`` is evidently what a spreadsheet made of ``before`` by itself."""
    before, after = before.strip(), after.strip()
    if not before or before == after:
        return False
    if before.casefold() in ("true", "false"):
        return before.casefold() == after.casefold()
    return _is_same_number(before, after) or _is_same_day(before, after)


def manglable(text: str) -> bool:
    """Whether a spreadsheet may take a text for something else."""
    text = text.strip()
    if text.casefold() in ("true", "false") or number(text) is not None:
        return True
    return _numbers(text) is not None or re.fullmatch(r"[-+]?\d{16,}", text, re.ASCII) is not None


def _is_same_number(before: str, after: str) -> bool:
    """`007` became `7`, `1.10` became `1.1`, and many digits became `5.65E+10`."""
    old, new = number(before), number(after.replace(",", "."))
    if old is None:
        digits = re.fullmatch(r"[-+]?\d{16,}", before, re.ASCII)
        old = float(before) if digits else None
    if old is None or new is None:
        return False
    if old == new:
        return True
    short = re.fullmatch(r"[-+]?\d[.,]?(\d*)[eE][-+]?\d+", after)
    return short is not None and f"{old:.{len(short[1])}e}" == f"{new:.{len(short[1])}e}"


def _is_same_day(before: str, after: str) -> bool:
    """`1-2` became `1-Feb`, `2-Jan`, `2026-02-01` or `01.02.2026`."""
    old = _numbers(before)
    if old is None or not (_PARTS.match(after) or _NAMED.match(after) or _is_stamp(after)):
        return False
    possible = _days(old)
    return bool(possible) and bool(possible & _said(after))


def _numbers(text: str) -> tuple[int, ...] | None:
    found = _PARTS.match(text)
    if found is not None:
        return tuple(int(part) for part in found.groups() if part is not None)
    named = _NAMED.match(text)
    if named is not None and named[2][:3].casefold() in _MONTHS and (named[1] or named[3]):
        rest = [int(part) for part in (named[1], named[3]) if part]
        return (_MONTHS.index(named[2][:3].casefold()) + 1, *rest)
    return None


def _days(numbers: tuple[int, ...]) -> set[tuple[int, int]]:
    """Month and day, or month and year, that two or three numbers may be taken for."""
    made = set()
    for first in range(len(numbers)):
        for second in range(len(numbers)):
            month, other = numbers[first], numbers[second]
            if first != second and 1 <= month <= 12:
                made.add((month, other % 100))
                made.add((month, other))
    return made


def _is_stamp(text: str) -> bool:
    return re.match(r"\d{4}-\d\d-\d\d(?: \d\d:\d\d(?::\d\d)?)?\Z", text, re.ASCII) is not None


def _said(after: str) -> set[tuple[int, int]]:
    """The pairs of month and day (or year) that a text says."""
    if _is_stamp(after):
        try:
            day = date.fromisoformat(after[:10])
        except ValueError:
            return set()
        return {(day.month, day.day), (day.month, day.year), (day.month, day.year % 100)}
    numbers = _numbers(after)
    return _days(numbers) if numbers else set()
