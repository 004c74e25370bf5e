"""Decompression: told by the first bytes, in bounded steps, over every member, and with what is wrong at the end kept."""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any, BinaryIO, Protocol

from ...trouble import Trouble
from .row import FREE, Limits

CHUNK = 256 << 10
"""Bytes that are read from a compressed file at once."""
STEP = 2 << 20
"""Bytes that are decompressed at once, at most."""

_MAGIC = ((b"\x1f\x8b", "gzip"), (b"\x28\xb5\x2f\xfd", "zstd"), (b"BZh", "bzip2"), (b"\xfd7zXZ\x00", "xz"))


class Broken(Exception):
    """The compressed data ends too early, or is none. What was handed out before is right."""


class _Member(Protocol):
    """One compressed member or frame, as the standard library's decompressors have it."""

    eof: bool
    needs_input: bool
    unused_data: bytes

    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...


class _Gzip:
    """A gzip member with the interface that the other decompressors have."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(wbits=31)
        self.needs_input = True

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        tail = self._inner.unconsumed_tail
        made = self._inner.decompress(tail + data if tail else data, max_length)
        # A step that is filled may have more to give even though all the input is taken.
        self.needs_input = not self._inner.unconsumed_tail and len(made) < max_length
        return made


def compression(head: bytes) -> str:
    """`gzip`, `zstd`, `bzip2` or `xz`; empty where the bytes are of none."""
    found = next((name for magic, name in _MAGIC if head.startswith(magic)), "")
    if not found and len(head) >= 4 and head[1:4] == b"\x2a\x4d\x18" and 0x50 <= head[0] <= 0x5F:
        return "zstd"  # a frame that is skipped
    return "" if found == "bzip2" and not head[3:4].isdigit() else found


def unpacked(file: BinaryIO, head: bytes, kind: str, limits: Limits) -> Iterator[bytes]:
    """The decompressed bytes of a file of which ``head`` has been read already, in pieces of at most `STEP`.

    Raises:
        Broken: the data ends in the middle, is not what it should be, or is followed by something else.
        Trouble: zstd data, and no decompressor is installed.
    """
    make, errors = _decompressor(kind)
    taken, made = 0, 0
    member: _Member | None = None
    for data in _chunks(file, head):
        taken += len(data)
        # A member may be tiny, and what follows it is copied: so little is given at first, and then ever more.
        place, step = 0, 512 if member is None else CHUNK
        while place < len(data):
            if member is None:
                if kind == "gzip" and made and not data[place] and not data[place:].strip(b"\0"):
                    break  # tapes and some uploads are padded
                if made and not _begins(data[place : place + 6], kind):
                    raise Broken(f"what follows the first {made:,} bytes of the {kind} data is something else")
                member, step = make(), 512
            part = data[place : place + step]
            place += len(part)
            step = min(step * 2, CHUNK)
            while True:
                try:
                    out = member.decompress(part, STEP)
                except errors as error:
                    raise Broken(_said(kind, made, error)) from error
                part = b""
                if out:
                    made += len(out)
                    yield out
                    if made > FREE and made > taken * limits.ratio:
                        raise Broken(_bomb(kind, made, taken, limits))
                if member.eof:
                    place -= len(member.unused_data)
                    member = None
                    break
                if member.needs_input:
                    break
    if member is not None:
        raise Broken(f"the {kind} data is cut off in the middle: the file was not written to its end")


def _begins(data: bytes, kind: str) -> bool:
    """Whether these may be the first bytes of a member; there may be few of them."""
    whole = len(data) >= 6 or kind in ("gzip", "bzip2")
    return (
        compression(data) == kind
        if whole
        else any(magic.startswith(data[:4]) for magic, name in _MAGIC if name == kind)
    )


def _chunks(file: BinaryIO, head: bytes) -> Iterator[bytes]:
    yield head
    while data := file.read(CHUNK):
        yield data


def _said(kind: str, made: int, error: Exception) -> str:
    if made:
        return f"what follows the first {made:,} bytes of the {kind} data cannot be decompressed ({error})"
    return f"the {kind} data cannot be decompressed ({error})"


def _bomb(kind: str, made: int, taken: int, limits: Limits) -> str:
    return (
        f"the {kind} data grows more than {limits.ratio:,} times ({taken:,} bytes to {made:,} so far), and is read no"
        " further; raise the limit with --limit ratio=NUMBER if you trust it"
    )


def _decompressor(kind: str) -> tuple[Callable[[], Any], tuple[type[Exception], ...]]:
    if kind == "gzip":
        return _Gzip, (zlib.error,)
    if kind == "bzip2":
        return bz2.BZ2Decompressor, (OSError, ValueError)
    if kind == "xz":
        return lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=256 << 20), (lzma.LZMAError,)
    zstd = _zstd()
    options = {zstd.DecompressionParameter.window_log_max: 31}
    return lambda: zstd.ZstdDecompressor(options=options), (zstd.ZstdError,)


def _zstd() -> Any:
    """The standard library's zstd, which came with Python 3.14, or its backport."""
    for name in ("compression.zstd", "backports.zstd"):
        try:
            return import_module(name)
        except ImportError:
            continue
    raise Trouble("reading zstd takes a package that is not installed: pip install 'tracking-plan[logs]'")
