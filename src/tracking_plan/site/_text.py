"""Text of a plan as a page may hold it: no character is unseen, none turns the direction of what follows, none is half."""

from __future__ import annotations

_UNSEEN = {code: f"\\u{code:04x}" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x61C)}
"""Marks that turn the direction of what follows: a name that holds one would show as another."""
_UNSEEN |= {code: f"\\x{code:02x}" for code in (*range(9), 11, 12, *range(14, 32), *range(127, 160))}
_UNSEEN |= {code: f"\\u{code:04x}" for code in (0xFFFE, 0xFFFF)}
_HALF = {code: f"\\u{code:04x}" for code in range(0xD800, 0xE000)}


def visible(text: str) -> str:
    """Text in which no character is unseen, and none is half: as HTML may hold it."""
    if text.isprintable():
        return text
    text = text.translate(_UNSEEN)
    return text if text.isascii() else "".join(_HALF.get(ord(letter), letter) for letter in text)
