"""Snowplow's enriched events become rows: lines of texts between tabs, without a header."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from .elements import not_utf8
from .row import Block, Row


def rows(blocks: Iterable[Block], columns: Sequence[str]) -> Iterator[Row]:
    """Each line as an object of texts by the name of the column; one that is empty is absent."""
    for block in blocks:
        if block.too_long:
            yield Row(block.before + 1, block.data, None, None, too_long=block.too_long)
            continue
        for number, raw in enumerate(block.lines, block.before + 1):
            if raw.strip(b" \r"):
                yield _row(number, raw, columns)


def _row(number: int, raw: bytes, columns: Sequence[str]) -> Row:
    fault = None if raw.isascii() else not_utf8(raw)
    if fault is not None:
        return Row(number, raw, None, fault)
    cells = raw.removesuffix(b"\r").decode().split("\t")
    if len(cells) > len(columns) or len(cells) < 100:
        return Row(number, raw, None, f"the line has {len(cells):,} columns, and an enriched event has {len(columns)}")
    return Row(number, raw, {name: cell for name, cell in zip(columns, cells, strict=False) if cell})
