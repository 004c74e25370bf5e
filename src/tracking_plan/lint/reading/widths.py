"""How wide the rows of a Parquet file may become, told before they are decoded: a text that repeats is stored once.

Texts at the top are read with each text once (`parquet`). Those inside objects and lists are decoded, so that a file of a
kilobyte could become gigabytes: of such a column the longest text in its dictionary is looked up first.
"""

from __future__ import annotations

from typing import Any, BinaryIO

ROOM = 16 << 20
"""Bytes of such texts that may be decoded at once."""


def at_once(arrow: Any, parquet: Any, file: BinaryIO, opened: Any, group: int, most: int) -> int:
    """How many rows of a row group are decoded at once: ``most``, or fewer where they may be wide."""
    about = opened.metadata.row_group(group)
    if not about.num_rows:
        return most
    width = 0.0
    for place in range(about.num_columns):
        column = about.column(place)
        if column.physical_type != "BYTE_ARRAY" or "." not in column.path_in_schema:
            continue
        longest = column.total_uncompressed_size
        if longest * most > ROOM and "DELTA_BYTE_ARRAY" not in column.encodings:
            longest = _longest(arrow, parquet, file, column.path_in_schema, group) if column.has_dictionary_page else 0
        width += longest * max(1.0, column.num_values / about.num_rows)
        width += column.total_uncompressed_size / about.num_rows  # what is in no dictionary stands there once a row
    return max(1, min(most, int(ROOM / width))) if width else most


def _longest(arrow: Any, parquet: Any, file: BinaryIO, path: str, group: int) -> int:
    """Bytes of the longest text in the dictionary of a column."""
    from pyarrow import compute  # noqa: PLC0415 - takes a while to load, and few files need it

    opened = parquet.ParquetFile(file, pre_buffer=False, read_dictionary=[path])
    batch = next(opened.iter_batches(1, row_groups=[group], columns=[path]), None)
    found = _dictionary(arrow, batch.column(0)) if batch is not None else None
    return int(compute.max(compute.binary_length(found)).as_py() or 0) if found is not None else 0


def _dictionary(arrow: Any, column: Any) -> Any:
    """The dictionary of the only column of texts inside another."""
    types = arrow.types
    while not types.is_dictionary(column.type):
        if types.is_struct(column.type):
            column = column.field(0)
        elif types.is_map(column.type):
            column = column.items if column.type.item_type != arrow.string() else column.keys
        elif types.is_list(column.type) or types.is_large_list(column.type):
            column = column.values
        else:
            return None
    return column.dictionary
