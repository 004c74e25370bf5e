"""Bytes become blocks of whole lines. A line ends at a line feed, and at nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .row import UNKNOWN, Block

KEPT = 1 << 20
"""How much of a line that is too long is kept."""


def blocks(pieces: Iterable[bytes], most: int, numbered: bool = True) -> Iterator[Block]:
    """Cut pieces of a file into blocks. A line of more than ``most`` bytes is passed over, and counted.

    To know how many lines stand before a block takes a fifth of what judging them takes: who counts them says so.
    """
    for block in _blocks(pieces, most, numbered):
        yield block if numbered else block._replace(before=UNKNOWN)


def _blocks(pieces: Iterable[bytes], most: int, numbered: bool) -> Iterator[Block]:
    before, skipped = 0, 0
    rest: list[bytes] = []
    held = 0
    start = b""
    for piece in pieces:
        if skipped:
            end = piece.find(b"\n") + 1
            skipped += end or len(piece)
            if not end:
                continue
            yield Block(start, before, skipped - 1)
            before, skipped, piece = before + 1, 0, piece[end:]
        cut = piece.rfind(b"\n") + 1
        if not cut:
            rest.append(piece)
            held += len(piece)
            if held > most:
                start, skipped = b"".join(rest)[:KEPT], held
                rest, held = [], 0
            continue
        first = piece.find(b"\n") + 1
        if held + first - 1 > most:
            yield Block(b"".join([*rest, piece[:first]])[:KEPT], before, held + first - 1)
            before, rest, held = before + 1, [], 0
            piece, cut = piece[first:], cut - first
            if not cut:
                rest, held = [piece] if piece else [], len(piece)
                continue
        data = b"".join([*rest, piece[:cut]]) if rest else piece[:cut]
        yield from _within(data, before, most)
        before += data.count(b"\n") if numbered else 0
        rest, held = ([piece[cut:]], len(piece) - cut) if cut < len(piece) else ([], 0)
    if skipped:
        yield Block(start, before, skipped)
    elif rest:
        yield from _within(b"".join(rest), before, most)


def _within(data: bytes, before: int, most: int) -> Iterator[Block]:
    """A block, cut where a line in it is too long: that is so only where the limit is lower than a piece is long."""
    if len(data) <= most:
        yield Block(data, before)
        return
    start = place = 0
    while place < len(data):
        end = data.find(b"\n", place) + 1 or len(data)
        length = end - place - data.endswith(b"\n", place, end)
        if length > most:
            if start < place:
                yield Block(data[start:place], before)
                before += data.count(b"\n", start, place)
            yield Block(data[place : min(end, place + KEPT)], before, length)
            before, start = before + 1, end
        place = end
    if start < len(data):
        yield Block(data[start:], before)
