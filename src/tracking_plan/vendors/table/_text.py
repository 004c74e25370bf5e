"""What a cell shows of a text of the plan, and what a cell's text means for the plan."""

from __future__ import annotations

import re
from collections.abc import Iterable

LONGEST = 32_767
"""The most characters that Excel keeps in a cell."""

_UNSEEN = "\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff"
_SPECIAL = re.compile(rf"(\\*)([{_UNSEEN}])|(\\+)(?=u[0-9a-f]{{4}})")
_SPELLED = re.compile(r"(\\+)u([0-9a-f]{4})")
_ONE_UNSEEN = re.compile(rf"[{_UNSEEN}]")


def shown(text: str) -> str:
    r"""A text as every program shows it: what nobody sees, and what turns writing around, is spelled ``\u202e``.

    A backslash before such a thing, or before what looks like one, is doubled, so that `meant` gives back what was there.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    made = _SPECIAL.sub(_spelled, text)
    if len(made) <= LONGEST - 100:
        return made
    kept = made[: LONGEST - 200]
    return f"{kept}{_CUT} ({len(made) - len(kept):,} characters more; change this text in the plan)"


def _spelled(found: re.Match[str]) -> str:
    if found[3]:
        return found[3] * 2
    return f"{found[1] * 2}\\u{ord(found[2]):04x}"


_CUT = "…"
_IS_CUT = re.compile(rf"{_CUT} \([0-9,]+ characters more; change this text in the plan\)\Z")


def is_cut(cell: str) -> bool:
    """Whether a cell shows only the beginning of its text."""
    return _IS_CUT.search(cell) is not None


def meant(cell: str) -> str:
    """The text that a cell means: the inverse of `shown`, without blanks at the ends of lines and around it."""

    def letter(found: re.Match[str]) -> str:
        one, slashes = chr(int(found[2], 16)), len(found[1])
        if not slashes % 2:
            return "\\" * (slashes // 2) + f"u{found[2]}"
        return "\\" * (slashes // 2) + one if _ONE_UNSEEN.match(one) else found[0]

    return _SPELLED.sub(letter, settled(cell))


_BLANK = " \t\xa0"


def settled(cell: str) -> str:
    """A cell with line ends of one kind, and without blanks at the ends of lines and around it."""
    lines = cell.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip(_BLANK) for line in lines).strip(_BLANK + "\n")


def bare(cell: str) -> str:
    """A cell for comparison: programs trim, and people indent."""
    return "\n".join(line.strip() for line in settled(cell).split("\n"))


# Lists of names in one cell


_PLAIN_NAME = re.compile(r'[^\s,;"](?:[^,;"\n]*[^\s,;"])?\Z')
_ITEM = re.compile(r'\s*(?:"((?:[^"]|"")*)"|([^,;\n]*))\s*(?:[,;\n]|\Z)')


def joined(names: Iterable[str]) -> str:
    """Names as one cell lists them: with commas, those in quotes that hold a comma themselves."""
    return ", ".join(name if _PLAIN_NAME.match(name) else '"' + name.replace('"', '""') + '"' for name in names)


def parted(cell: str) -> list[str]:
    """The names that a cell lists, each once: between commas, semicolons or line ends."""
    names: dict[str, None] = {}
    place, cell = 0, settled(cell)
    while place < len(cell):
        found = _ITEM.match(cell, place)
        if found is None:  # text after a closing quote: it is one name as it stands
            end = re.compile(r"[,;\n]|\Z").search(cell, place)
            assert end is not None
            name, place = cell[place : end.start()].strip(), end.end()
        else:
            name, place = (found[1].replace('""', '"') if found[1] is not None else found[2].strip()), found.end()
        if name:
            names[meant(name)] = None
    return [*names]


YES = frozenset(("yes", "y", "true", "1", "x"))
NO = frozenset(("no", "n", "false", "0"))


def number(cell: str) -> int | float | None:
    """The number that a cell holds, if it holds one."""
    text = cell.strip()
    if re.fullmatch(r"[-+]?\d{1,15}", text, re.ASCII):
        return int(text)
    if re.fullmatch(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?", text, re.ASCII):
        found = float(text)
        if found - found == 0:
            return int(found) if found.is_integer() and abs(found) < 1e15 else found
    return None
