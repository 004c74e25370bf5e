"""Records that a collector has stored as it received them: as JSON in a text, in base64, compressed, in a form."""

from __future__ import annotations

import binascii
import json
import zlib
from base64 import b64decode
from typing import Any
from urllib.parse import parse_qs

MOST = 64 << 20
"""Bytes to which one payload may decompress."""

_FIELDS = ("data_list", "data", "events", "e")


def unpacked(text: str) -> Any:
    """The objects that such a text holds; None where it holds none."""
    start = text.lstrip()[:1]
    if start in ("{", "["):
        return _json(text)
    if "=" in text[:64] and (form := _form(text)) is not None:
        return _json(form) if form.lstrip()[:1] in ("{", "[") else _json(_bytes(form))
    return _json(_bytes(text))


def _form(text: str) -> str | None:
    """The field of a form that holds the records."""
    head = text.partition("=")[0]
    if not head.isidentifier():
        return None
    fields = parse_qs(text, max_num_fields=100)
    return next((fields[name][0] for name in _FIELDS if name in fields), None)


def _bytes(text: str) -> bytes:
    """What a text in base64 stands for, decompressed where that is gzip; empty where it is none."""
    # A plus sign that was not escaped in a form has become a space.
    text = "".join(text.strip().replace(" ", "+").split()).translate({ord("-"): "+", ord("_"): "/"})
    try:
        data = b64decode(text + "=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError):
        return b""
    if not data.startswith(b"\x1f\x8b"):
        return data
    inner = zlib.decompressobj(wbits=31)
    try:
        made = inner.decompress(data, MOST)
    except zlib.error:
        return b""
    return made if inner.eof else b""


def _json(text: str | bytes) -> Any:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, (dict, list)) else None
