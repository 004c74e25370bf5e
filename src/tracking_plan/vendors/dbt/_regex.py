"""Patterns as every warehouse reads them: by RE2, Java's, PCRE, Postgres' or Snowflake's engine.

What is written takes all that the plan's pattern takes, and where all engines can say it nothing else: sets are written
out, groups are plain, and what engines read in different ways (`\\b`, letters beyond ASCII in a set, counts above 255) is
let pass. So a test may miss a wrong text, and never finds fault with a right one.
"""

from __future__ import annotations

from ...model.regex import Refusal, read
from ...model.regex_tree import END, START, Assertion, Branch, Chars, Node, Range, Repeat, complement, ranges_of
from ...model.schema import can_match

_SPECIAL = frozenset(".^$*+?()[]{}|\\")
_IN_SET = frozenset("\\]^-[&~")
_MOST = 255
_ASCII = 127
_ANY = "([^a]|a)"


def portable(pattern: str) -> str | None:
    """The pattern for any engine; None where it says nothing, or nothing that all engines can say."""
    if not can_match(pattern):
        return None
    try:
        tree = read(pattern).tree
    except Refusal:
        return None
    made = _write(tree)
    return made if made.strip("^$") else None


def _write(node: Node) -> str:
    if isinstance(node, Chars):
        return _chars(node)
    if isinstance(node, Assertion):
        return "^" if node.sign == START else "$" if node.sign == END else ""
    if isinstance(node, Repeat):
        return _repeat(node)
    if not node.choice:
        return "".join(f"({_write(item)})" if _is_choice(item) else _write(item) for item in node.items)
    options = [*dict.fromkeys(_write(item) for item in node.items)]
    said = "|".join(option for option in options if option)
    return f"({said})?" if "" in options and said else said


def _is_choice(node: Node) -> bool:
    return isinstance(node, Branch) and node.choice


def _repeat(node: Repeat) -> str:
    body = _write(node.body)
    if not body:
        return ""
    if not isinstance(node.body, Chars):
        body = f"({body})"
    least, most = min(node.least, _MOST), node.most if node.most is None or node.most <= _MOST else None
    counts = {(0, 1): "?", (0, None): "*", (1, None): "+", (1, 1): ""}
    exactly = f"{{{least}}}" if least == most else f"{{{least},{'' if most is None else most}}}"
    return body + counts.get((least, most), exactly)


def _chars(node: Chars) -> str:
    """One of a set. A set with letters beyond ASCII in it takes all of those."""
    ranges = ranges_of(node)
    if len(ranges) == 1 and ranges[0][0] == ranges[0][1]:
        letter = chr(ranges[0][0]) if ranges[0][0] <= 0x10FFFF else ""
        return f"\\{letter}" if letter in _SPECIAL else letter or _ANY
    if ranges and ranges[-1][1] <= _ASCII:
        return f"[{_set(ranges)}]"
    left_out = _set(tuple((low, min(high, _ASCII)) for low, high in complement(ranges) if low <= _ASCII))
    return f"[^{left_out}]" if left_out else _ANY


def _set(ranges: tuple[Range, ...]) -> str:
    made = []
    for low, high in ranges:
        first, last = _letter(max(low, 1)), _letter(high)  # no text of SQL holds a zero byte
        made.append(first if low == high else f"{first}{'-' if high - low > 1 else ''}{last}")
    return "".join(made)


def _letter(code: int) -> str:
    letter = chr(code)
    return f"\\{letter}" if letter in _IN_SET else letter
