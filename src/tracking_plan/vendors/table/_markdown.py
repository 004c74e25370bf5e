"""Markdown: tables that GitHub, GitLab and MkDocs draw, in which every text of the plan shows as text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from ...trouble import Trouble
from ._grid import Grid

_ACTIVE = re.compile(r"[\\`*\[\]<>|~$]|&(?=[#\w])|(?<![^\W_])_|_(?![^\W_])|:(?=[\w+-]+:)")
_BREAK = re.compile(r"[ \t]*<br\s*/?>", re.I)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])|(&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\w{1,31});)")
_MARK = re.compile(r"(?:\A|\s+)<!--((?:(?!<!--|-->).)*)-->\s*\Z")


def escaped(cell: str) -> str:
    """A cell as Markdown that shows the text."""
    return _ACTIVE.sub(lambda found: f"\\{found[0]}", cell).replace("\n", "<br>")


def unescaped(cell: str) -> str:
    """The text that a cell shows: the inverse of `escaped`, and what else people write for such signs."""
    pieces = _BREAK.split(cell)
    return "\n".join(_ESCAPE.sub(lambda found: found[1] or html.unescape(found[2]), piece) for piece in pieces)


_DRESSED = re.compile(r"(\*\*|__|[*_`])(?=[^\s*_`\\])([^*`\\]*[^\s*_`\\])\1\Z|\[([^\[\]\\]+)\]\([^()\s]+\)\Z")


def _undressed(cell: str) -> str:
    """A cell without what makes all of it bold, slanted, code or a link: the name that a page shows."""
    while found := _DRESSED.match(cell):
        cell = found[2] or found[3]
    return cell


def write(title: str, rows: Sequence[Sequence[str]], marks: int) -> str:
    """A heading and a table. The last ``marks`` cells of each row stand in a comment, which no page shows."""
    shown = len(rows[0]) - marks
    lines = [f"## {title}", ""]
    for number, row in enumerate(rows):
        cells = [escaped(cell) for cell in row[:shown]]
        comments = "".join(f" <!--{cell}-->" for cell in row[shown:] if cell)
        lines.append(f"| {' | '.join(cells)}{comments} |")
        if not number:
            lines.append(f"|{' --- |' * shown}")
    return "\n".join((*lines, ""))


_RULE = re.compile(r"\s{0,3}\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?\s*)?\s*\Z")
_CELL = re.compile(r"((?:\\.|[^|\\])*)(?:\||\Z)")


def read(content: bytes, file: str) -> list[Grid]:
    """Every table of a file, named by the heading above it.

    Raises:
        Trouble: it is not UTF-8.
    """
    try:
        text = content.removeprefix(b"\xef\xbb\xbf").decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Trouble(
            f"{file}:{line}: byte 0x{content[error.start]:02x} is not UTF-8; save the file as UTF-8"
        ) from None
    return [*_tables(re.split(r"\r\n|\r|\n", text))]


def _tables(lines: list[str]) -> Iterator[Grid]:
    title, fence, number = "", "", 0
    while number < len(lines):
        line = lines[number]
        mark = re.match(r"\s{0,3}(`{3,}|~{3,})", line)
        if fence:
            fence = "" if mark and mark[1].startswith(fence) else fence
        elif mark:
            fence = mark[1]
        elif heading := re.match(r"\s{0,3}#{1,6}\s+(.*?)\s*#*\s*\Z", line):
            title = heading[1]
        elif number + 1 < len(lines) and "|" in line and _RULE.match(lines[number + 1]):
            rows = [(number + 1, _row(line))]
            number += 2
            while number < len(lines) and lines[number].strip() and "|" in lines[number]:
                rows.append((number + 1, _row(lines[number])))
                number += 1
            yield Grid(title, rows, numbered="line")
            continue
        number += 1


def _row(line: str) -> list[str]:
    """The cells of a line; what stood in comments at its end comes last."""
    line = line.strip()
    line = line[1:] if line.startswith("|") else line
    cells, place = [], 0
    while place < len(line):
        found = _CELL.match(line, place)
        assert found is not None
        cells.append(found[1])
        place = found.end()
    marks: list[str] = []
    while cells and (comment := _MARK.search(cells[-1])):
        marks.insert(0, comment[1].strip())
        cells[-1] = cells[-1][: comment.start()]
    return [*(unescaped(_undressed(cell.strip(" \t"))) for cell in cells), *marks]
