"""JSON text of plain data: indented, stable byte for byte, in which what must not stand raw in a log is an escape."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from ._line import COMMAND

_UNSEEN = re.compile(
    "[\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""Controls, bidi marks and zero-width characters that JSON allows raw and a terminal or a reviewer should not meet."""


def encode(data: object) -> str:
    """The text, ending in a line end. A lone surrogate (half of a file name that is not UTF-8) becomes U+FFFD."""
    try:
        raw = msgspec.json.encode(data)
    except UnicodeEncodeError:
        raw = msgspec.json.encode(_whole(data))
    text = msgspec.json.format(raw, indent=2).decode() + "\n"
    if "##" in text:
        text = COMMAND.sub(_escape, text)
    return text if text.isascii() and "\x7f" not in text else _UNSEEN.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be")
    return "".join(f"\\u{units[n]:02x}{units[n + 1]:02x}" for n in range(0, len(units), 2))


def _whole(data: Any) -> Any:
    if isinstance(data, str):
        return data.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(data, dict):
        return {_whole(key): _whole(value) for key, value in data.items()}
    return [_whole(item) for item in data] if isinstance(data, (list, tuple)) else data
