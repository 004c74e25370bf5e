"""A Shelf: a folder of plug-ins in which a file's name is its name; nothing is imported until it is taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from importlib import import_module
from os import scandir
from types import ModuleType

from .trouble import Trouble

_FEW = 20
"""Names that one line of trouble can hold."""


class Shelf:
    """The plug-ins of one kind. A plug-in is a module ``name_of_it.py`` or a folder; a leading underscore hides it.

    A shelf may have ``boards``: folders whose plug-ins stand on it too, so that whoever needs those of one board
    imports no others. ``apart`` are folders in it that are shelves by themselves, of another kind.
    """

    see = ""
    """What to add to "no such plug-in" where there are too many to list."""

    def __init__(
        self, package: str, folder: str, kind: str, boards: tuple[str, ...] = (), apart: tuple[str, ...] = ()
    ) -> None:
        self.package, self.folder, self.kind, self.apart = package, folder, kind, apart
        self.boards = {name: Shelf(f"{package}.{name}", f"{folder}/{name}", kind) for name in boards}

    @cached_property
    def own(self) -> tuple[str, ...]:
        """The names of the plug-ins that stand on no board, in the order of the alphabet."""
        with scandir(self.folder) as entries:
            stems = {
                entry.name.removesuffix(".py")
                for entry in entries
                if entry.name.endswith(".py") or (entry.is_dir() and "." not in entry.name)
            }
        return tuple(
            sorted(stem.replace("_", "-") for stem in stems - {*self.boards, *self.apart} if not stem.startswith("_"))
        )

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Every plug-in's name (words joined by hyphens), in the order of the alphabet."""
        return tuple(sorted((*self.own, *(name for board in self.boards.values() for name in board.names))))

    def take(self, name: str) -> ModuleType:
        """The plug-in of that name.

        Raises:
            Trouble: no plug-in has that name; the message names the nearest one.
        """
        if name in self.own:
            return self._import(name)
        for board in self.boards.values():
            if name in board.names:
                return board.take(name)
        few = f"; there are {listed(self.names, _FEW)}" if len(self.names) <= _FEW else self.see
        raise Trouble(f"no {self.kind} is named {quote(name)}{did_you_mean(name, self.names) or few}")

    def each(self) -> Iterator[tuple[str, ModuleType]]:
        """Each plug-in that stands on no board, with its name."""
        for name in self.own:
            yield name, self._import(name)

    def all(self) -> Iterator[tuple[str, ModuleType]]:
        """Each plug-in with its name."""
        for name in self.names:
            yield name, self.take(name)

    def _import(self, name: str) -> ModuleType:
        return import_module(f"{self.package}.{name.replace('-', '_')}")


def near(name: str, known: Iterable[str]) -> str | None:
    """The known name that ``name`` most likely stands for, or None. Case, spaces, hyphens and underscores are set aside."""
    from difflib import get_close_matches  # noqa: PLC0415 - only where something is wrong already

    folded: dict[str, str] = {}
    for other in known:
        folded.setdefault(_bare(other), other)
    if _bare(name) in folded:
        return folded[_bare(name)]
    found = get_close_matches(_bare(name)[:100], list(folded), n=1, cutoff=0.6)
    return folded[found[0]] if found else None


def _bare(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum()) or name


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """` (did you mean "x"?)`, or nothing where no known name is near."""
    found = near(name, known)
    return f" (did you mean {quote(found)}?)" if found is not None else ""


def slip(name: str, known: Iterable[str]) -> str | None:
    """The known name that ``name`` surely stands for, where the names are few and fixed, such as keys; else None.

    It is the only one with the same letters, case and joints set aside; or the only one that one slip of the hand leads
    to: a letter too many or too few, a wrong one, or two that changed places. Digits are never a slip.
    """
    bare = _bare(name)
    others = [other for other in known if other != name]
    same = [other for other in others if _bare(other) == bare]
    if same or len(bare) < 3:
        return same[0] if len(same) == 1 else None
    found = [other for other in others if one_slip(bare, _bare(other))]
    if len(bare) == 3:  # of so few letters only two that changed places
        found = [other for other in found if sorted(_bare(other)) == sorted(bare)]
    return found[0] if len(found) == 1 else None


def one_slip(one: str, other: str) -> bool:
    """Whether one letter more, less or other, or two that changed places, make one word of the other."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, left = one[start:], other[start:]
    if any(letter.isdigit() for letter in rest[:1] + left[:1]):
        return False
    if len(one) != len(other):
        return rest[1:] == left or left[1:] == rest
    return rest[1:] == left[1:] or (rest[:2] == left[:2][::-1] and rest[2:] == left[2:])


def quote(value: object, limit: int = 60) -> str:
    """A value as it may stand in a message: in double quotes, on one line, shortened, every control character escaped."""
    text = value if isinstance(value, str) else str(value)
    if len(text) > limit:
        text = text[: limit - 1] + "…"
    if text.isprintable():
        return f'"{text}"'
    return '"' + "".join(letter if letter.isprintable() else _escape(letter) for letter in text) + '"'


def _escape(letter: str) -> str:
    code = ord(letter)
    return {"\n": "\\n", "\r": "\\r", "\t": "\\t"}.get(letter) or (
        f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"
    )


def listed(names: Iterable[str], limit: int = 8, last: str = "and") -> str:
    """Names in one line: `a, b and c` (or another last word); what is over the limit is counted."""
    shown = [str(name) for name in names]
    if len(shown) > limit:
        return ", ".join(shown[:limit]) + f" and {len(shown) - limit:,} more"
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} {last} {shown[-1]}" if shown else ""
