"""Ruby's lists, hashes and calls: on one line where 100 columns hold it, else one part a line."""

from __future__ import annotations

from collections.abc import Sequence

from .._code import Code

WIDTH = 100


class Listed:
    """Parts between brackets, each with what stands before it, such as a name and its colon."""

    __slots__ = ("close", "flat", "open", "parts")

    def __init__(self, open: str, parts: Sequence[tuple[str, Expression]], close: str) -> None:
        self.open, self.parts, self.close = open, parts, close
        space = " " if open[-1] == "{" and parts else ""
        inner = ", ".join([name + (part if isinstance(part, str) else part.flat) for name, part in parts])
        self.flat: str = f"{open}{space}{inner}{space}{close}"
        """All on one line."""


Expression = Code | Listed


def lay_out(found: Expression, lead: int, indent: int = 0, after: int = 0) -> Code:
    """The expression, before which ``lead`` columns stand on its line, and behind which ``after`` follow."""
    if isinstance(found, str):
        return found
    flat = found.flat
    if lead + len(flat) + after <= WIDTH or not found.parts:
        return Code(flat)
    inner = indent + 2
    rows = (f"{' ' * inner}{name}{lay_out(part, inner + len(name), inner, 1)}" for name, part in found.parts)
    return Code(f"{found.open}\n" + ",\n".join(rows) + f"\n{' ' * indent}{found.close}")
