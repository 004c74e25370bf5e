"""Reading logs: what kind of file each is, told from its bytes, and what stands in it, with the line it stands on.

    for path in reading.found(["events/", "more.ndjson.gz"]):     # files, patterns, folders, `-`, s3:// …
        with reading.open_log(path) as log:
            log.kind            # "ndjson", "json", "csv", "snowplow" or "parquet"
            log.hint            # else what it is instead, a word of the rule `not-an-event-log`; do not read on then
            log.sample()        # its first objects, from which its envelope is told; nothing is consumed
            for batch in log.batches():
                batch.lines     # of NDJSON: the lines as bytes, of which the first has the number batch.first
                batch.rows      # of anything else (and of a line that is too long): rows with their lines
            log.trouble         # afterwards: None, or why the rest could not be read (cut off, a bomb, unreadable)
            log.notes           # what is odd, and worth a word

A plain NDJSON file can be read in parts, by processes that open it themselves: ``log.ranges(8)`` are byte ranges of whole
lines, and ``open_log(path).batches(start, end)`` reads one of them, with its lines numbered from 1. Of a compressed one,
``log.blocks()`` are big pieces of whole lines that can be sent to other processes, and ``batch(block)`` splits one there.

Line numbers are physical: blank lines count, and so do those inside a quoted cell. The bytes of each row are those of
the file. What is read is bounded: see `Limits`; a line over its limit is passed over and handed out as a row with
``too_long``. Values of a CSV table are texts (``row.cells``); ``csv.typed(cell, property)`` reads one by its planned type.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from ...trouble import Trouble
from . import paths
from .csv import typed
from .log import Log, batch
from .paths import STDIN, found
from .row import Batch, Block, Limits, Row

__all__ = ["STDIN", "Batch", "Block", "Limits", "Log", "Row", "batch", "found", "open_log", "typed"]


def open_log(path: str, limits: Limits = Limits(), columns: Sequence[str] = ()) -> Log:
    """Open a log and find out what it is. ``columns`` are those of a log without a header, where they are not Snowplow's.

    Raises:
        Trouble: it cannot be opened.
    """
    return from_file(path, paths.opened(path), limits, columns)


def from_file(name: str, file: BinaryIO, limits: Limits = Limits(), columns: Sequence[str] = ()) -> Log:
    """The same of a file that is open already; ``name`` is for messages."""
    try:
        return Log(name, file, limits, columns)
    except Trouble:
        file.close()
        raise
