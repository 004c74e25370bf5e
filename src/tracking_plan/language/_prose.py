"""What is shown beside the text: as Markdown in which text of a plan stays text, or plainly for editors without it."""

from __future__ import annotations

import re
from collections.abc import Iterable

_MARKS = re.compile(r"([\\`*_\[\]|<>&~$])|^([#+\-=:])|^(\d+)(?=[.)])")
"""What Markdown may read as more than text, in a line and at its begin."""


class Prose:
    """Paragraphs, lists and rows, put together for one kind of editor."""

    def __init__(self, markdown: bool) -> None:
        self.markdown = markdown
        self.made: list[str] = []

    def text(self, text: str) -> str:
        """Text as it is, whatever it holds, on one line."""
        shown = "".join(letter if letter.isprintable() else " " for letter in " ".join(text.split()))
        return _MARKS.sub(_escaped, shown) if self.markdown else shown

    def strong(self, text: str) -> str:
        return f"**{self.text(text)}**" if self.markdown else self.text(text)

    def dim(self, text: str) -> str:
        return f"*{self.text(text)}*" if self.markdown and text else self.text(text)

    def add(self, *parts: str) -> None:
        """A paragraph."""
        self.made.append(" ".join(part for part in parts if part))

    def rows(self, rows: Iterable[tuple[str, str]]) -> None:
        """Facts, each with what it is; those of which there is none are left out. The second is ready to show."""
        self.list(f"{self.dim(name)}: {value}" for name, value in rows if value)

    def list(self, items: Iterable[str]) -> None:
        lines = [f"- {item}" for item in items]
        if lines:
            self.made.append("\n".join(lines))

    def code(self, text: str, language: str = "yaml") -> None:
        """Lines of code; a fence in them cannot end it."""
        fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", text)), 3)
        self.made.append(f"{fence}{language}\n{text.rstrip()}\n{fence}" if self.markdown else text.rstrip())

    def __str__(self) -> str:
        return "\n\n".join(self.made)


def _escaped(found: re.Match[str]) -> str:
    return f"{found[3]}\\" if found[3] else f"\\{found[0]}"
