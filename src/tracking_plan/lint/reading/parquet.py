"""Parquet becomes rows, a few at a time. Nothing in a file is run: extension types are read as what they are stored as."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from importlib import import_module
from typing import Any, BinaryIO

import msgspec

from ...shelf import quote
from ...trouble import Trouble
from . import widths
from .packing import Broken
from .row import Row

AT_ONCE = 512
"""Rows that are decoded at once."""

_encode = msgspec.json.Encoder().encode
Plain = Callable[[Any], Any]


def rows(file: BinaryIO) -> Iterator[Row]:
    """The rows of a Parquet file, numbered from 1, with what JSON would hold. A cell that is null is absent.

    Raises:
        Broken: the file is cut off or is not what it says.
        Trouble: pyarrow is not installed.
    """
    arrow, parquet = _arrow()
    try:
        opened = parquet.ParquetFile(file, pre_buffer=False, read_dictionary=_texts(parquet, arrow, file))
        schema = _readable(arrow, opened.schema_arrow)
        number = 0
        for batch in _batches(arrow, parquet, file, opened):
            if schema is not None:
                batch = arrow.RecordBatch.from_arrays(
                    [_cast(column, field.type) for column, field in zip(batch.columns, schema, strict=True)],
                    schema=schema,
                )
            for value in _values(arrow, batch):
                number += 1
                if isinstance(value, str):
                    yield Row(number, b"", None, value)
                else:
                    yield Row(number, _encoded(value), value)
    except (arrow.ArrowException, OSError, ValueError, OverflowError, MemoryError) as error:
        raise Broken(f"the Parquet file cannot be read: {_first_line(error)}") from error


def _batches(arrow: Any, parquet: Any, file: BinaryIO, opened: Any) -> Iterator[Any]:
    for group in range(opened.metadata.num_row_groups):
        rows, wanted = 0, opened.metadata.row_group(group).num_rows
        few = widths.at_once(arrow, parquet, file, opened, group, AT_ONCE)
        for batch in opened.iter_batches(few, row_groups=[group]):
            rows += batch.num_rows
            yield batch
        if rows != wanted:
            raise Broken(
                f"the Parquet file cannot be read: it has {rows:,} rows where it says that there are {wanted:,}"
            )


def _encoded(value: Any) -> bytes:
    try:
        return _encode(value)
    except (
        OverflowError,
        UnicodeError,
    ):  # a decimal of more digits, or half a character, which JSON has and msgspec has not
        return json.dumps(value, separators=(",", ":")).encode()


def _arrow() -> tuple[Any, Any]:
    try:
        return import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError:
        raise Trouble(
            "reading Parquet takes a package that is not installed: pip install 'tracking-plan[logs]'"
        ) from None


def _first_line(error: BaseException) -> str:
    return quote(str(error).strip().split("\n")[0] or type(error).__name__, 120)[1:-1]


def _texts(parquet: Any, arrow: Any, file: BinaryIO) -> list[str]:
    """The columns of text, which are read with each text once: one that repeats takes no more memory than one."""
    schema = parquet.ParquetFile(file, pre_buffer=False).schema_arrow
    kinds = (arrow.types.is_string, arrow.types.is_binary)
    return [field.name for field in schema if any(is_of(field.type) for is_of in kinds)]


def _readable(arrow: Any, schema: Any) -> Any:
    """The schema with every time in microseconds, as finer ones are no Python values; None where it is so already."""
    fields = [field.with_type(_type(arrow, field.type)) for field in schema]
    return None if all(new.type == old.type for new, old in zip(fields, schema, strict=True)) else arrow.schema(fields)


def _type(arrow: Any, kind: Any) -> Any:
    if isinstance(kind, arrow.BaseExtensionType):
        return _type(arrow, kind.storage_type)
    if arrow.types.is_timestamp(kind) and kind.unit == "ns":
        return arrow.timestamp("us", kind.tz)
    if arrow.types.is_time64(kind):
        return arrow.time64("us")
    if arrow.types.is_duration(kind):
        return arrow.int64()
    if arrow.types.is_struct(kind):
        return arrow.struct([field.with_type(_type(arrow, field.type)) for field in kind])
    if arrow.types.is_map(kind):
        return arrow.map_(_type(arrow, kind.key_type), _type(arrow, kind.item_type))
    if arrow.types.is_list(kind) or arrow.types.is_large_list(kind):
        return arrow.list_(_type(arrow, kind.value_type))
    return kind


def _cast(column: Any, kind: Any) -> Any:
    if hasattr(column, "storage"):
        column = column.storage
    return column if column.type == kind else column.cast(kind, safe=False)


def _values(arrow: Any, batch: Any) -> Iterator[dict[str, Any] | str]:
    """Each row as an object, or what is wrong with it."""
    names = batch.schema.names
    plains = [_plain(arrow, kind) for kind in batch.schema.types]
    columns = []
    for column in batch.columns:
        if arrow.types.is_dictionary(column.type):
            texts = _list(column.dictionary)
            columns.append([None if place is None else texts[place] for place in column.indices.to_pylist()])
        else:
            columns.append(_list(column))
    for cells in zip(*columns, strict=True) if columns else ():
        value: dict[str, Any] = {}
        fault = None
        for name, cell, plain in zip(names, cells, plains, strict=True):
            if cell is None:
                continue
            if isinstance(cell, _Unreadable):
                fault = f"the column {quote(name)} cannot be read: {cell.why}"
            else:
                value[name] = plain(cell) if plain is not None else cell
        yield fault if fault is not None else value


class _Unreadable:
    """A cell of which no Python value can be made."""

    def __init__(self, why: str) -> None:
        self.why = why


def _list(column: Any) -> list[Any]:
    try:
        found: list[Any] = column.to_pylist()
    except (ValueError, OverflowError):
        found = [_one(cell) for cell in column]
    return found


def _one(cell: Any) -> Any:
    try:
        return cell.as_py()
    except (ValueError, OverflowError) as error:
        return _Unreadable(_first_line(error))


def _plain(arrow: Any, kind: Any) -> Plain | None:
    """What makes a value of that type one that JSON has; None where it is one."""
    types = arrow.types
    if types.is_dictionary(kind):
        return _plain(arrow, kind.value_type)
    if types.is_map(kind):
        return lambda pairs: {str(plain(key)): plain(value) for key, value in pairs}
    if types.is_boolean(kind) or types.is_integer(kind) or types.is_string(kind) or types.is_large_string(kind):
        return None
    return plain


def plain(value: Any) -> Any:
    """A value that Arrow has handed out, as JSON has it: times as text, decimals as numbers, nulls in objects left out."""
    if isinstance(value, datetime):
        if value.tzinfo is None:
            return f"{value.isoformat()}+00:00"
        try:
            return value.astimezone(UTC).isoformat()
        except OverflowError:
            return value.isoformat()
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() and value.as_tuple().exponent == 0 else float(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, Mapping):
        return {name: plain(held) for name, held in value.items() if held is not None}
    if isinstance(value, list):
        if value and all(isinstance(held, tuple) and len(held) == 2 for held in value):
            return {str(plain(key)): plain(held) for key, held in value}
        return [plain(held) for held in value]
    return value
