"""Color for a terminal."""

from __future__ import annotations


def plainly(text: str, style: str) -> str:
    """No color."""
    return text


def paint(text: str, style: str) -> str:
    """In one of the sixteen colors of the terminal's own theme, which its owner can read."""
    from rich.color import ColorSystem  # noqa: PLC0415 - a pipe must not wait for rich
    from rich.style import Style  # noqa: PLC0415

    return Style.parse(style).render(text, color_system=ColorSystem.STANDARD) if text and style else text
