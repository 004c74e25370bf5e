"""What stands at a place of a YAML text, read from the text itself, so that it may be broken, as it is while one types."""

from __future__ import annotations

from ..document import Path
from ._reader import SECTION, Reader, Spot, unquoted
from ._text import Text


def spot(text: Text, offset: int) -> Spot | None:
    """What stands at a place; None within comments, texts of several lines and where nothing can be said."""
    lines = _Lines(text, offset)
    prefix, start = lines.start()
    reader = Reader(text.text, offset, start, lines.end(start), prefix)
    reader.run()
    return reader.found


class _Lines:
    """Finds the piece of a text around a place that must be read to know what stands there."""

    def __init__(self, text: Text, offset: int) -> None:
        self.text = text
        self.row, self.column = text.place(offset, "utf-32")

    def indent(self, row: int) -> int | None:
        """How far a line is indented; None where nothing is in it, or only a comment."""
        line = self.text.line(row)
        bare = line.lstrip(" ")
        return None if not bare or bare.isspace() or bare[0] == "#" else len(line) - len(bare)

    def start(self) -> tuple[Path, int]:
        """The path of what is above the piece, and where the piece begins: an entry of a section, or a whole section."""
        own = self.indent(self.row)
        width = own if own is not None else self.column
        dash = self.is_dash(self.row)
        chain = [self.row]
        row = self.row
        while width > 0 or dash:
            row -= 1
            if row < 0:
                break
            indent = self.indent(row)
            if indent is None or indent > width:
                continue
            if indent < width or (dash and not self.is_dash(row)):
                width, dash = indent, self.is_dash(row)
                chain.append(row)
        top = chain.pop()
        head = SECTION.match(self.text.line(top)) if chain else None
        if head is None or self.is_dash(chain[-1]):
            return (), self.text.starts[top]
        return (unquoted(head[1]),), self.text.starts[chain[-1]]

    def is_dash(self, row: int) -> bool:
        line = self.text.line(row).lstrip(" ")
        return line == "-" or line.startswith("- ")

    def end(self, start: int) -> int:
        """Where the piece ends: before the next line that is indented no further than its first, but after the place."""
        first, _ = self.text.place(start, "utf-32")
        least = self.indent(first)
        row = max(first, self.row) + 1
        while row < len(self.text.starts):
            indent = self.indent(row)
            if indent is not None and indent <= (least or 0) and not (indent == least and self.is_dash(row)):
                return self.text.starts[row]
            row += 1
        return len(self.text.text)
