"""The Source that findings point into: lines of files by number, and columns counted in bytes."""

from __future__ import annotations

import re
from collections.abc import Mapping

_BREAK = re.compile("\r\n|\r|\n")
"""Line ends as YAML and editors count them; ``splitlines`` knows eight more."""


class Source:
    """The texts of the files that were read, split into lines when first asked for."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts
        self._lines: dict[str, list[str]] = {}

    def lines(self, file: str) -> list[str]:
        """The lines of a file, none of a file that was not read."""
        lines = self._lines.get(file)
        if lines is None:
            text = self.texts.get(file)
            lines = self._lines[file] = [] if text is None else _BREAK.split(text)
        return lines

    def line(self, file: str, number: int) -> str | None:
        """Line ``number`` (from 1), or None where there is no such line."""
        lines = self.lines(file)
        return lines[number - 1] if 0 < number <= len(lines) else None

    def byte_column(self, file: str, number: int, column: int) -> int | None:
        """A column in code points (from 1) as a column in bytes of UTF-8 (from 1), None where the line is unknown."""
        line = self.line(file, number)
        return None if line is None else len(line[: column - 1].encode("utf-8", "replace")) + 1
