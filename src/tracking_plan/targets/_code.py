"""Code: text that is already of the target language. A template takes nothing else, so no text of a plan slips in raw."""

from __future__ import annotations

from collections.abc import Iterable


class Code(str):
    """A piece of code. Only what escapes (a target's ``literal`` and ``comment``), names, or writes code itself makes it."""

    __slots__ = ()


def joined(pieces: Iterable[str], between: str = "") -> Code:
    """Pieces of code as one."""
    return Code(between.join(pieces))


def indented(code: str, by: str) -> Code:
    """Code with each line but the first, and none that is empty, set further in."""
    return Code(code.replace("\n", "\n" + by).replace("\n" + by + "\n", "\n\n"))


def told(text: str) -> str:
    """One line of text as people can see it: what is invisible, or turns the text around, is shown by its number.

    The number is written `U+202E` and never with a backslash: Java reads `\\u202e` even in comments.
    """
    if text.isprintable():
        return text
    return "".join(letter if letter.isprintable() else _shown(letter) for letter in text)


def lines(text: str) -> tuple[str, ...]:
    """The lines of a text, at every kind of line end, each fit for `told`; outer blank lines dropped."""
    found = [told(" ".join(line.split())) for line in text.strip().splitlines()]
    return tuple(found)


def _shown(letter: str) -> str:
    return " " if letter in "\t\n\v\f\r" else f"<U+{ord(letter):04X}>"
