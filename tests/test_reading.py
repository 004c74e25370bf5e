"""Reading logs: what a file is, told from its bytes; every line accounted for under its own number; bounds that hold."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import lzma
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from front_door import SHARED
from tracking_plan.document import read as read_document
from tracking_plan.lint import reading
from tracking_plan.lint.reading import Limits, Row, ranges
from tracking_plan.lint.reading.elements import rows as elements
from tracking_plan.lint.reading.lines import blocks
from tracking_plan.load import load
from tracking_plan.model.property import Property
from tracking_plan.trouble import Trouble

HOSTILE = SHARED / "hostile" / "logs"
BAD_PARQUET = SHARED / "data" / "conformance" / "parquet-testing" / "bad_data"


def package(name: str) -> Any:
    """A package of an extra: without it its tests are skipped, but not in CI."""
    if os.environ.get("CI"):
        return import_module(name)
    return pytest.importorskip(name)


def zstd(data: bytes) -> bytes:
    found: bytes = package("compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd").compress(data)
    return found


class Told(NamedTuple):
    """All that there is to know of a log: lines (number, bytes) of NDJSON, or rows of anything else."""

    kind: str
    lines: list[tuple[int, bytes]]
    rows: list[Row]
    trouble: str | None
    notes: list[str]
    compression: str

    @property
    def faults(self) -> list[tuple[int, str | None]]:
        return [(row.line, row.fault) for row in self.rows if row.value is None]

    @property
    def values(self) -> list[Any]:
        return [row.value for row in self.rows if row.value is not None]


def told(path: Path | str, limits: Limits = Limits()) -> Told:
    with reading.open_log(str(path), limits) as log:
        lines: list[tuple[int, bytes]] = []
        rows: list[Row] = []
        log.sample()
        for batch in log.batches() if log.hint is None else ():
            if log.kind == "parquet":  # its rows come as lines of JSON
                rows += (Row(line, raw, json.loads(raw)) for line, raw in enumerate(batch.lines, batch.first))
            else:
                lines += enumerate(batch.lines, batch.first)
            rows += batch.rows or ()
        return Told(log.kind, lines, rows, log.trouble, log.notes, log.compression)


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def written(data: bytes | str, name: str = "log.ndjson") -> Path:
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return path

    return written


Write = Callable[..., Path]
LINES = b'{"event":"A"}\n{"event":"B"}\n'

# -- what a file is


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (LINES, "log", "ndjson"),
        (b"\xef\xbb\xbf" + LINES, "log", "ndjson"),
        (b"\n  \n" + LINES, "log", "ndjson"),
        (b'{"event": "A", "prop', "log.ndjson", "ndjson"),
        (b'{"event": "A", "x": NaN}\n', "log.ndjson", "ndjson"),
        (b'{"event": "A",}\n{"event": "B"}\n', "log", "ndjson"),
        (b'{"event": "A", "x": True}\n{"event": "B"}\n', "log", "ndjson"),
        (b'# edX\n{"event": "A"}\n', "log", "ndjson"),
        (b"null\n42\n", "log", "ndjson"),
        (b'"A"\n', "log", "ndjson"),
        (b'["a"]\n{"event": "A"}\n', "log", "ndjson"),
        (b"[" * 100_000, "log.ndjson", "ndjson"),
        (b'[{"event": "A"}]', "log", "json"),
        (b'[{"event": "A"},\n{"event": "B"}]\n', "log", "json"),
        (b"[]", "log", "ndjson"),
        (b'[\n  {\n    "event": "A"\n  }\n]\n', "log.ndjson", "json"),
        (b'{\n  "event": "A"\n}\n', "log.json", "json"),
        (b'{\n  "event": "A"\n}\n', "log.ndjson", "pretty-printed"),
        (b'{"event": "A",\n "x": 1}\n', "log.jsonl.gz", "pretty-printed"),
        (b'{"batch": [\n{"event": "A"},\n{"event": "B"}\n]}', "log", "json"),
        (b"{'event': 'A', 'x': None}\n", "log", "python"),
        (b'{"event": "A", "x": True}\n', "log", "python"),
        (b"[{'event': 'A'}]\n", "log", "python"),
        (b'{event: "A"}\n', "log", "javascript"),
        (b"event,time\nA,2026-01-02T03:04:05Z\n", "log", "csv"),
        (b'\xef\xbb\xbf"event","time"\r\nA,1\r\n', "log", "csv"),
        (b"event;time\nA;1\n", "log.csv", "semicolons"),
        (b"event\ttime\nA\t1\n", "log.tsv", "tabs"),
        (b"A,2026-01-02T03:04:05Z,5\nB,2026-01-02T03:04:06Z,5\n", "log.csv", "no-header"),
        (b'"event","",time\nA,1,2\n', "log.csv", "no-names"),
        (b"shop" + b"\t" * 130 + b"\n", "log", "snowplow"),
        (b"PAR1", "log", "parquet"),
        (b"", "log", "empty"),
        ('{"event":"A"}\n'.encode("utf-16"), "log", "utf-16"),
        ('{"event":"A"}\n'.encode("utf-16-le"), "log", "utf-16"),
        ('{"event":"A"}\n'.encode("utf-16-be"), "log", "utf-16"),
        ('{"event":"A"}\n'.encode("utf-32"), "log", "utf-32"),
        ('{"event":"A"}\n'.encode("utf-32-be"), "log", "utf-32"),
        (b"<!DOCTYPE html><html>", "log", "html"),
        (b"<?xml version='1.0'?><a/>", "log", "xml"),
        (b"plan: 1\nname: x\n", "log", "yaml"),
        (b"PK\x03\x04" + b"\0" * 30, "log", "zip"),
        (b"PK\x03\x04" + b"\0" * 26 + b"[Content_Types].xml", "log", "xlsx"),
        (b"Obj\x01" + b"\0" * 30, "log", "avro"),
        (b"SQLite format 3\0", "log", "sqlite"),
        (b"\0" * 5000, "log", "binary"),
        (bytes(range(256)) * 20, "log", "binary"),
        (b"an account of the day\nby nobody\n", "log", "text"),
    ],
)  # fmt: skip
def test_what_a_file_is(write: Write, data: bytes, name: str, kind: str) -> None:
    assert told(write(data, name)).kind == kind


def test_every_hint_is_one_that_people_are_given() -> None:
    module = pytest.importorskip("tracking_plan.rules.records.not_an_event_log")
    from tracking_plan.lint.reading import kind

    source = Path(kind.__file__).read_text()
    hints = {word for word in module.KINDS if f'"{word}"' in source}
    assert hints == {*module.KINDS}


SOUP = st.lists(
    st.sampled_from(
        [
            b"{", b"}", b"[", b"]", b'"', b"'", b":", b",", b";", b"\t", b"\n", b"\r", b" ", b"a", b"1", b"\0", b"\xff", b"\\",
            b"None", b"NaN", b'{"event":"A"}', b"\xef\xbb\xbf", b"\xff\xfe", b"PAR1", b"\x1f\x8b", b"\x1f\x8b\x08\0", b"BZh9",
            b"\x28\xb5\x2f\xfd", b"\xfd7zXZ\0", b"event,time", b"x" * 70, b"\t" * 130,
        ]
    ),
    max_size=12,
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(SOUP)
def test_no_bytes_stop_the_reader(tmp_path_factory: pytest.TempPathFactory, parts: list[bytes]) -> None:
    """Whatever is in a file, each of its lines is handed out once, or it is told what the file is, or what broke."""
    data = b"".join(parts)
    path = tmp_path_factory.getbasetemp() / "soup"
    path.write_bytes(data)
    found = told(path)
    if found.kind == "ndjson" and not found.compression:
        lines = data.removeprefix(b"\xef\xbb\xbf").split(b"\n")
        assert [line for _, line in found.lines] == (lines if lines[-1] else lines[:-1])
    elif found.kind == "csv" and not found.compression:
        physical = [row.line for row in found.rows]
        assert physical == sorted(set(physical))
    for row in found.rows:
        assert (row.value is None) == (row.fault is not None)


# -- compression


PACKINGS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress, "bzip2": bz2.compress, "xz": lzma.compress, "zstd": zstd,
}  # fmt: skip


@pytest.mark.parametrize("packing", PACKINGS)
def test_compression_is_told_by_the_bytes(write: Write, packing: str) -> None:
    found = told(write(PACKINGS[packing](LINES), "plain.ndjson"))
    assert (found.compression, found.kind, found.trouble) == (packing, "ndjson", None)
    assert found.lines == [(1, b'{"event":"A"}'), (2, b'{"event":"B"}')]
    assert told(write(LINES, f"log.{packing}")).lines == found.lines


@pytest.mark.parametrize("packing", PACKINGS)
def test_every_member_is_read(write: Write, packing: str) -> None:
    pack = PACKINGS[packing]
    parts = [b"", *(LINES[start : start + 3] for start in range(0, len(LINES), 3)), b""]
    found = told(write(b"".join(map(pack, parts))))
    assert [line for _, line in found.lines] == LINES.split() and found.trouble is None


@pytest.mark.parametrize("packing", PACKINGS)
def test_what_came_before_a_cut_is_handed_out(write: Write, packing: str) -> None:
    lines = b"".join(b'{"event":"%d","x":"%d"}\n' % (n, n * n * 7919) for n in range(60_000))
    data = PACKINGS[packing](lines)
    found = told(write(data[: len(data) * 3 // 4]))
    whole = [line for _, line in found.lines[:-1]]
    assert found.trouble == f"the {packing} data is cut off in the middle: the file was not written to its end"
    assert len(whole) > 10_000 and whole == lines.split(b"\n")[: len(whole)]
    assert [number for number, _ in found.lines] == [*range(1, len(found.lines) + 1)]


@pytest.mark.parametrize("packing", PACKINGS)
def test_what_follows_the_data_is_told(write: Write, packing: str) -> None:
    found = told(write(PACKINGS[packing](LINES) + b"GARBAGE!!"))
    assert len(found.lines) == 2
    assert found.trouble is not None
    assert found.trouble.startswith(f"what follows the first 28 bytes of the {packing} data")


def test_the_zeros_that_pad_a_gzip_file_are_nothing(write: Write) -> None:
    assert told(write(gzip.compress(LINES) + b"\0" * 600_000)).trouble is None


def test_broken_gzip(write: Write) -> None:
    data = bytearray(gzip.compress(LINES))
    data[12] ^= 255
    found = told(write(bytes(data)))
    assert found.lines == [] and found.trouble is not None and "cannot be decompressed" in found.trouble
    for length in (2, 5, 10):
        found = told(write(gzip.compress(LINES)[:length]))
        assert found.trouble is not None and "cut off" in found.trouble


def test_a_wide_window_of_zstd(write: Write) -> None:
    found = package("compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd")
    options = {found.CompressionParameter.window_log: 30}
    data = found.compress(LINES * 1000, options=options)
    assert len(told(write(data)).lines) == 2000


def test_many_tiny_members_take_no_longer_than_they_are_long(write: Write) -> None:
    """Each remainder is copied by the decompressor: with a wide step this would take minutes."""
    found = told(write(gzip.compress(b"{}\n") * 100_000))
    assert len(found.lines) == 100_000 and found.trouble is None


@pytest.mark.parametrize("packing", PACKINGS)
def test_a_bomb_is_read_no_further_than_its_ratio(write: Write, packing: str) -> None:
    path = str(write(PACKINGS[packing](b" " * (72 << 20))))

    def troubled(limits: Limits) -> str | None:
        with reading.open_log(path, limits) as log:
            assert [block.too_long for block in log.blocks()]
            return log.trouble

    found = troubled(Limits(line=1 << 20))
    assert found is not None and f"the {packing} data grows more than 400 times" in found
    assert "--limit ratio=NUMBER" in found
    assert troubled(Limits(line=1 << 20, ratio=10**7)) is None


# -- lines


def test_only_a_line_feed_ends_a_line(write: Write) -> None:
    text = '{"a":"a long enough text to be one: \u2028\u2029\x85\x0b\x0c\x1c"}\r\n\r\n{"b":1}\r{"c":1}\n\n'.encode()
    found = told(write(text))
    assert [number for number, _ in found.lines] == [1, 2, 3, 4]
    assert b"\n".join(line for _, line in found.lines) + b"\n" == text


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from([b"", b"a", b"bb", b"ccc", b"dddddd", b"e" * 30]), max_size=12),
    st.booleans(),
    st.integers(1, 40),
    st.integers(1, 25),
)
def test_blocks_lose_nothing(lines: list[bytes], ends: bool, step: int, most: int) -> None:
    data = b"\n".join(lines) + (b"\n" if ends and lines else b"")
    pieces = [data[start : start + step] for start in range(0, len(data), step)]
    seen: list[bytes | int] = []
    for block in blocks(pieces, most):
        assert block.before == len(seen)
        assert block.too_long or len(block.data) <= step + most + 1
        seen += [block.too_long] if block.too_long else block.lines
    expected = data.split(b"\n")
    if not expected[-1]:
        expected.pop()
    assert seen == [len(line) if len(line) > most else line for line in expected]


def test_a_line_that_is_too_long(write: Write) -> None:
    path = write(b'{"a":1}\n' + b'{"x":"' + b"y" * 5000 + b'"}\n{"b":1}\n')
    found = told(path, Limits(line=1000))
    assert [number for number, _ in found.lines] == [1, 3]
    (row,) = found.rows
    assert (row.line, row.too_long, row.value) == (2, 5008, None) and row.raw.startswith(b'{"x":"yyy')
    assert [number for number, _ in told(path).lines] == [1, 2, 3]


@pytest.mark.parametrize("parts", [1, 2, 3, 7, 50])
@pytest.mark.parametrize("data", [LINES, LINES + b'{"event":"C"}', b"\n\n" + LINES * 5, b"\xef\xbb\xbf" + LINES, b"{}"])
def test_ranges_are_whole_lines(write: Write, parts: int, data: bytes) -> None:
    path = str(write(data))
    with reading.open_log(path) as log:
        assert log.is_splittable
        ranges = log.ranges(parts)
        assert len(ranges) <= parts and ranges[0][0] == 0 and ranges[-1][1] == len(data)
        found: list[bytes] = []
        for start, end in ranges:
            for block in log.blocks(start, end):
                found += block.lines
    assert found == [line for _, line in told(path).lines]


@pytest.mark.parametrize("room", [1, 20, 40, 1 << 20])
@pytest.mark.parametrize("data", [LINES, LINES + b'{"event":"C"}', b"\n\n" + LINES * 5, b"\xef\xbb\xbf" + LINES, b"{}"])
def test_ranges_are_read_in_one_room(write: Write, room: int, data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """As long as their lines fit into it; a line that does not, and those below it, are read as any."""
    monkeypatch.setattr(ranges, "ROOM", room)
    path = str(write(data))
    with reading.open_log(path) as log:
        found: list[bytes] = []
        for start, end in log.ranges(3):
            for batch in log.batches(start, end, numbered=False):
                found += batch.lines
                if isinstance(batch.data, memoryview):
                    assert len(batch.data) <= room and batch.data.obj[len(batch.data)] == 0
    assert found == [line for _, line in told(path).lines]


def test_a_range_of_a_file_that_becomes_shorter(write: Write) -> None:
    path = write(b'{"event":"A"}\n' * 1_000_000)
    with reading.open_log(str(path)) as log:
        batches = log.batches(0, 14_000_000, numbered=False)
        first = len(next(batches).lines)
        path.write_bytes(b'{"event":"A"}\n' * 500_000)
        assert first + sum(len(batch.lines) for batch in batches) == 500_000
        assert log.trouble == "it became shorter while it was read"


def test_a_file_that_becomes_shorter(write: Write) -> None:
    path = write(b'{"event":"A"}\n' * 1_000_000)
    with reading.open_log(str(path)) as log:
        batches = log.batches()
        first = next(batches)
        path.write_bytes(b'{"event":"A"}\n' * 500_000)
        lines = len(first.lines) + sum(len(batch.lines) for batch in batches)
        assert log.trouble == "it became shorter while it was read"
        assert 300_000 <= lines <= 1_000_000


def test_the_first_line_is_looked_at_whole_however_long_it_is(write: Write) -> None:
    path = str(write(b'{"event":"A","x":"' + b"y" * (5 << 20) + b'"}\n{"event":"B"}\n'))
    with reading.open_log(path) as log:
        assert log.kind == "ndjson" and [value["event"] for value in log.sample()] == ["A"]
        assert sum(len(batch.lines) for batch in log.batches()) == 2
    with reading.open_log(path, Limits(line=1 << 20)) as log:
        assert [len(batch.lines) for batch in log.batches()] == [0, 1]


# -- JSON over many lines


def element_rows(data: bytes, step: int = 7) -> list[Row]:
    return [*elements((data[start : start + step] for start in range(0, len(data), step)), Limits())]


VALUES = st.recursive(
    st.one_of(st.integers(-(10**20), 10**20), st.text(max_size=6), st.booleans(), st.floats(allow_nan=False, allow_infinity=False)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=4), inner, max_size=3)),
    max_leaves=8,
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.dictionaries(st.text(max_size=4), VALUES, max_size=4), max_size=5),
    st.sampled_from([None, 0, 2]),
    st.integers(1, 50),
    st.booleans(),
    st.booleans(),
)
def test_elements_of_an_array(values: list[Any], indent: int | None, step: int, ascii_only: bool, loose: bool) -> None:
    """However an array (or object after object) is laid out and cut, its elements are found, with their own lines."""
    if loose:
        data = "\n".join(json.dumps(value, indent=indent, ensure_ascii=ascii_only) for value in values).encode()
    else:
        data = json.dumps(values, indent=indent, ensure_ascii=ascii_only).encode()
    rows = element_rows(data, step)
    assert [row.value for row in rows] == values
    place = 0
    for row in rows:
        start = data.index(row.raw, place)
        assert row.line == data.count(b"\n", 0, start) + 1
        assert json.loads(row.raw) == row.value
        place = start + len(row.raw)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b'[{"a":1},\n{"b":},\n{"c":3}]', [{"a": 1}, (2, "not JSON"), {"c": 3}]),
        (b'[{"a":1},\nnull,\n{"c":3}]', [{"a": 1}, (2, "not null"), {"c": 3}]),
        (b'[{"a":NaN},\n{"c":3}]', [(1, "NaN is not a number"), {"c": 3}]),
        (b'[{"a":' + b"1" * 5000 + b'},\n{"c":3}]', [(1, "5,000 digits"), {"c": 3}]),
        (b'[{"a":"\xff"},\n{"c":3}]', [(1, "0xff is not UTF-8"), {"c": 3}]),
        (b'[{"a":' + b"[" * 100_000 + b"]" * 100_000 + b'},\n{"c":3}]', [(1, "nested too deep"), {"c": 3}]),
        (b'[{"a":1},\n{"b":2}', [{"a": 1}, {"b": 2}, (2, "cut off")]),
        (b'[{"a":1},\n{"b":2, "c"', [{"a": 1}, (2, "cut off"), (2, "cut off")]),
        (b'[{"a":1}\n{"b":2}]', [{"a": 1}, {"b": 2}]),
        (b'[{"a":1}] x\n{"b":2}', [{"a": 1}, (1, "not JSON"), {"b": 2}]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("step", [3, 1 << 20])
def test_what_is_broken_in_an_array(data: bytes, expected: list[Any], step: int) -> None:
    rows = element_rows(data, step)
    assert len(rows) == len(expected)
    for row, wanted in zip(rows, expected, strict=True):
        if isinstance(wanted, dict):
            assert row.value == wanted
        else:
            assert row.value is None and row.line == wanted[0] and wanted[1] in (row.fault or "")


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet='[]{}",: \n\\a1', max_size=40), st.integers(1, 20))
def test_no_text_stops_the_reader_of_arrays(text: str, step: int) -> None:
    rows = element_rows(text.encode(), step)
    assert all((row.value is None) == (row.fault is not None) for row in rows)


def test_a_record_that_is_too_long_is_where_an_array_ends(write: Write) -> None:
    array = write(b'[{"a":1},\n{"b":"' + b"x" * 300_000 + b'"},\n{"c":3}]', "array")
    found = told(array, Limits(line=100_000))
    assert found.values == [{"a": 1}] and found.faults == []
    assert found.trouble == (
        "the record that begins on line 2 has more than 100,000 bytes, and is read no further;"
        " raise the limit with --limit line=NUMBER"
    )
    assert len(told(array).values) == 3
    document = write(b'{\n"a": [' + b"1,\n" * 100_000 + b"1]}", "document.json")
    assert told(document, Limits(line=10, document=100_000)).trouble == found.trouble.replace("2", "1").replace(
        "line=", "document="
    )
    assert len(told(document).values) == 1


# -- CSV


def test_a_table(write: Write) -> None:
    found = told(write('event,properties.plan,properties.a.b,note\nA,pro,1,\nB,,,"x, ""y"""\n\nC,p,2,z\r\n'))
    assert [(row.line, row.value, row.cells) for row in found.rows] == [
        (2, {"event": "A", "properties": {"plan": "pro", "a": {"b": "1"}}}, True),
        (3, {"event": "B", "note": 'x, "y"'}, True),
        (5, {"event": "C", "properties": {"plan": "p", "a": {"b": "2"}}, "note": "z"}, True),
    ]
    assert found.rows[1].raw == b'B,,,"x, ""y"""'


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("A", "the row has 1 cell, and 3 cells are named in the header"),
        ("A,1,2,3", "the row has 4 cells, and 3 cells are named in the header"),
        ("A,\0,2", "the row holds a NUL, which is no text"),
        ('A,"x"y,2', "text follows a closing quotation mark; a quotation mark inside a cell is written twice"),
        ('A,"x,2', "a quotation mark that opens here is never closed; it takes in the line below, which is judged by itself"),
    ],
)  # fmt: skip
def test_rows_that_cannot_be_read(write: Write, row: str, fault: str) -> None:
    found = told(write(f"event,a,b\nA,1,2\n{row}\nB,1,2\n"))
    assert found.faults == [(3, fault)]
    assert [(one.line, one.value) for one in found.rows if one.value] == [
        (2, {"event": "A", "a": "1", "b": "2"}), (4, {"event": "B", "a": "1", "b": "2"}),
    ]  # fmt: skip


def test_a_byte_that_is_no_utf_8_in_a_table(write: Write) -> None:
    found = told(write(b"event,a\nA,caf\xe9\nB,caf\xc3\xa9\n"))
    assert found.faults == [(2, "the byte 0xe9 is not UTF-8")] and found.values == [{"event": "B", "a": "café"}]


def test_columns_of_one_name(write: Write) -> None:
    found = told(write("event,a,a\nA,1,2\n"))
    assert found.values == [{"event": "A", "a": "2"}]
    assert found.notes == ['more than one column is named "a": the last of them counts']


def test_a_cell_longer_than_the_csv_module_takes(write: Write) -> None:
    found = told(write("event,a\nA," + "x" * 200_000 + "\n"))
    assert found.faults == [] and len(found.values[0]["a"]) == 200_000


def test_a_row_that_is_too_long(write: Write) -> None:
    found = told(write('event,a\nA,"' + "x\n" * 600 + '"\nB,1\n'), Limits(line=1000))
    assert found.faults[0] == (
        2,
        "a quotation mark that opens here is never closed; it takes in the 498 lines below, which are judged by themselves",
    )
    assert found.values == [{"event": "B", "a": "1"}]


CELL = st.text(alphabet='ab",\n é', max_size=6)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=6), st.integers(1, 30))
def test_tables_that_are_well_formed_are_read_as_the_csv_module_writes_them(rows: list[list[str]], step: int) -> None:
    from tracking_plan.lint.reading.csv import Table

    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([["x", "y", "z"], *rows])
    data = text.getvalue().encode()
    table = Table(blocks((data[start : start + step] for start in range(0, len(data), step)), 10_000), Limits())
    found = [*table.rows()]
    expected = [{name: cell for name, cell in zip("xyz", row, strict=True) if cell} for row in rows]
    assert [row.value for row in found] == expected
    assert b"\n".join([b"x,y,z", *(row.raw for row in found)]) + b"\n" == data
    for row in found:
        assert data.split(b"\n")[row.line - 1] == row.raw.split(b"\n")[0]


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        ("integer", "5", 5), ("integer", "-5", -5), ("integer", " 5 ", 5), ("integer", "5.0", 5.0), ("integer", "x", "x"),
        ("integer", "9007199254740993", 9007199254740993), ("integer", "1e2", 100.0), ("integer", "", ""), ("integer", "٣", "٣"),
        ("number", "1.5", 1.5), ("number", ".5", 0.5), ("number", "1e400", "1e400"), ("number", "NaN", "NaN"), ("number", "5_0", "5_0"),
        ("boolean", "true", True), ("boolean", "FALSE", False), ("boolean", "1", True), ("boolean", "no", "no"),
        ("string", "no", "no"), ("string", "5", "5"), ("string", "true", "true"), ("string", " x ", " x "),
        ("object", '{"a": 1}', {"a": 1}), ("array", "[1]", [1]), ("array", "[1", "[1"),
    ],
)  # fmt: skip
def test_a_cell_is_read_by_the_planned_type(kind: str, cell: str, value: object) -> None:
    found = reading.typed(cell, planned(kind))
    assert found == value and type(found) is type(value)


def planned(kind: str) -> Property:
    plan = load(
        [read_document(f"plan: 1\nproperties: {{p: {{type: {kind}}}}}\n", "plan.yaml")],
        datetime(2026, 1, 1, tzinfo=UTC).date(),
    )
    return plan.properties["p"]


# -- Parquet


def test_parquet(tmp_path: Path) -> None:
    arrow, parquet = package("pyarrow"), package("pyarrow.parquet")
    moment = datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)
    columns = {
        "event": arrow.array(["A", None, "A"]),
        "at": arrow.array([moment, None, moment], arrow.timestamp("ns", "Europe/Berlin")),
        "local": arrow.array([moment.replace(tzinfo=None)] * 3, arrow.timestamp("ms")),
        "properties": arrow.array([{"n": 1, "gone": None}, None, {"n": 2, "gone": None}]),
        "map": arrow.array([[("k", 1)], None, []], arrow.map_(arrow.string(), arrow.int64())),
        "money": arrow.array([1, 2, None], arrow.decimal128(10, 2)),
        "float": arrow.array([float("nan"), 1.5, None]),
        "bytes": arrow.array([b"x", b"\xff", None]),
        "far": arrow.array([2**62, 0, None], arrow.timestamp("us")),
    }
    path = tmp_path / "log"
    parquet.write_table(arrow.table(columns), path)
    found = told(path)
    assert found.kind == "parquet" and found.trouble is None
    first, second, third = found.rows
    assert (first.line, first.value) == (1, None) and first.fault is not None and '"far" cannot be read' in first.fault
    assert (second.line, second.value) == (2, {
        "local": "2026-01-02T03:04:05.678000+00:00", "money": 2.0, "float": 1.5, "bytes": "\ufffd", "far": "1970-01-01T00:00:00+00:00",
    })  # fmt: skip
    assert third.value == {
        "event": "A", "at": "2026-01-02T03:04:05.678901+00:00", "local": "2026-01-02T03:04:05.678000+00:00",
        "properties": {"n": 2}, "map": {},
    }  # fmt: skip
    assert json.loads(third.raw) == third.value
    packed = tmp_path / "log.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    assert told(packed).rows == found.rows


@pytest.mark.parametrize("encoding", ["RLE_DICTIONARY", "DELTA_BYTE_ARRAY"])
def test_texts_inside_objects_that_repeat_are_decoded_a_few_at_a_time(encoding: str, tmp_path: Path) -> None:
    """Each row has 3 MB, of which the file has next to nothing."""
    arrow, parquet = package("pyarrow"), package("pyarrow.parquet")
    long = "x" * 1_000_000
    rows = [{"a": long, "list": [long, long], "map": [("k", "v")]}] * 400
    kind = arrow.struct(
        [
            ("a", arrow.string()),
            ("list", arrow.list_(arrow.string())),
            ("map", arrow.map_(arrow.string(), arrow.string())),
        ]
    )
    path = tmp_path / "log"
    table = arrow.table({"event": ["A"] * 400, "properties": arrow.array(rows, kind)})
    columns = {"properties.a": encoding} if encoding == "DELTA_BYTE_ARRAY" else None
    others: Any = columns is None or ["properties.list.list.element"]
    parquet.write_table(table, path, compression="zstd", use_dictionary=others, column_encoding=columns)
    assert path.stat().st_size < 20_000
    kind_of, lines, trouble, megabytes = child(path)
    assert (kind_of, lines, trouble) == ("parquet", 400, None) and megabytes < 400


def test_rows_of_a_table_are_handed_out_by_their_size(write: Write) -> None:
    with reading.open_log(str(write("[" + ",".join(['{"event": "' + "x" * 1_000_000 + '"}'] * 40) + "]"))) as log:
        sizes = [sum(len(row.raw) for row in batch.rows or ()) for batch in log.batches()]
    assert len(sizes) > 5 and max(sizes) < 8_000_000


def test_numbers_of_parquet_that_msgspec_does_not_write(tmp_path: Path) -> None:
    arrow, parquet = package("pyarrow"), package("pyarrow.parquet")
    far = 10**30
    parquet.write_table(arrow.table({"event": ["A"], "n": arrow.array([far], arrow.decimal128(38, 0))}), tmp_path / "x")
    assert told(tmp_path / "x").values == [{"event": "A", "n": far}]


def test_a_log_that_was_only_looked_into_leaves_no_file_open(tmp_path: Path) -> None:
    arrow, parquet = package("pyarrow"), package("pyarrow.parquet")
    parquet.write_table(arrow.table({"event": ["A", "B"] * 2000}), tmp_path / "x")
    code = (
        "import sys; from tracking_plan.lint import reading\n"
        "with reading.open_log(sys.argv[1]) as log: log.sample(); next(log.batches())"
    )
    words = [sys.executable, "-X", "dev", "-W", "error::ResourceWarning", "-c", code, tmp_path / "x"]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert "ResourceWarning" not in done.stderr, done.stderr


@pytest.mark.skipif(
    not BAD_PARQUET.is_dir(), reason=f"no bad Parquet files at {BAD_PARQUET} (PLAN_SHARED names the folder)"
)
def test_bad_parquet_is_told_in_a_line() -> None:
    package("pyarrow")
    paths = sorted(BAD_PARQUET.glob("*.parquet"))
    assert len(paths) > 5
    told_of = 0
    for path in paths:
        found = told(path)
        told_of += found.trouble is not None
        assert found.trouble is None or (
            found.trouble.startswith("the Parquet file cannot be read: ") and "\n" not in found.trouble
        )
    assert told_of >= len(paths) - 1


def test_a_package_that_is_missing_is_named(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("pyarrow", "compression.zstd", "backports.zstd"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(Trouble, match=r"reading Parquet takes .*pip install 'tracking-plan\[logs\]'"):
        told(write(b"PAR1....PAR1"))
    with pytest.raises(Trouble, match=r"reading zstd takes .*pip install 'tracking-plan\[logs\]'"):
        told(write(b"\x28\xb5\x2f\xfd...."))


# -- which files


def test_files_patterns_and_folders(tmp_path: Path) -> None:
    for name in (
        "b/2.ndjson.gz",
        "b/1.csv",
        "a.json",
        "notes.md",
        "_SUCCESS",
        ".hidden.json",
        "_tmp/x.json",
        "part-0001",
        "c[1].json",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(LINES)
    (tmp_path / "again.json").symlink_to(tmp_path / "a.json")
    top = str(tmp_path)

    def names(*paths: str) -> list[str]:
        return [os.path.relpath(path, top) for path in reading.found([os.path.join(top, path) for path in paths])]

    assert names("") == ["a.json", "c[1].json", "part-0001", "b/1.csv", "b/2.ndjson.gz"]
    assert names("*.json") == ["a.json", "c[1].json"]
    assert names("**/*.csv", "b") == ["b/1.csv", "b/2.ndjson.gz"]
    assert names("c[1].json", "a.json", "a.json") == ["c[1].json", "a.json"]
    assert reading.found(["-", "-"]) == ["-"]
    with pytest.raises(Trouble, match="no such file"):
        names("gone.json")
    with pytest.raises(Trouble, match="no file matches"):
        names("*.gone")
    (tmp_path / "empty").mkdir()
    with pytest.raises(Trouble, match="no logs in the folder"):
        names("empty")
    with pytest.raises(Trouble, match="directory"):
        reading.open_log(top)


def test_object_stores() -> None:
    fsspec = package("fsspec")
    store = fsspec.filesystem("memory")
    store.pipe({"/logs/a.ndjson": LINES, "/logs/day/b.csv.gz": gzip.compress(b"event,x\nA,1\n"), "/logs/_SUCCESS": b""})
    assert reading.found(["memory://logs"]) == ["memory:///logs/a.ndjson", "memory:///logs/day/b.csv.gz"]
    assert reading.found(["memory://logs/*.ndjson"]) == ["memory:///logs/a.ndjson"]
    assert len(told("memory://logs/a.ndjson").lines) == 2
    assert told("memory://logs/day/b.csv.gz").values == [{"event": "A", "x": "1"}]
    with pytest.raises(Trouble, match="gone"):
        told("memory://logs/gone.ndjson")
    with pytest.raises(Trouble, match="logs are read from files and from s3://"):
        reading.found(["ftp://acme.test/log"])


def test_a_store_whose_package_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(Trouble, match=r"reading s3:// takes .*tracking-plan\[object-stores\]"):
        reading.found(["s3://bucket/log.ndjson"])


def test_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    feeder = threading.Thread(target=lambda: pipe.write_bytes(gzip.compress(LINES * 1000)))
    feeder.start()
    found = told(pipe)
    feeder.join()
    assert len(found.lines) == 2000


CHILD = r"""
import json, re, sys
from tracking_plan.lint import reading
lines = 0
with reading.open_log(sys.argv[1]) as log:
    kind, sample = log.kind, len(log.sample())
    if log.hint is None:
        for batch in log.batches():
            lines += len(batch.lines) + len(batch.rows or ())
            if lines > 200_000: break
print(json.dumps([kind, lines, log.trouble, int(re.search(r"VmHWM:\s*(\d+)", open("/proc/self/status").read())[1]) / 1024]))
"""


def child(path: Path | str, stdin: bytes | None = None, seconds: float = 60) -> tuple[str, int, str | None, float]:
    """A log read in a process of its own: kind, lines or rows, trouble, and megabytes at the most."""
    done = subprocess.run(
        [sys.executable, "-c", CHILD, path], input=stdin, capture_output=True, timeout=seconds, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    kind, lines, trouble, megabytes = json.loads(done.stdout)
    return kind, lines, trouble, megabytes


def test_standard_input() -> None:
    assert child("-", LINES)[:3] == ("ndjson", 2, None)
    assert child("-", gzip.compress(b"event,x\nA,1\n"))[:3] == ("csv", 1, None)


def test_standard_input_may_be_parquet(tmp_path: Path) -> None:
    arrow, parquet = package("pyarrow"), package("pyarrow.parquet")
    parquet.write_table(arrow.table({"event": ["A", "B"]}), tmp_path / "x")
    assert child("-", (tmp_path / "x").read_bytes())[:3] == ("parquet", 2, None)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no /dev/zero")
def test_what_never_ends_is_not_read_forever() -> None:
    assert child("/dev/zero")[:2] == ("binary", 0)


def test_a_line_of_200_mb(write: Write) -> None:
    path = write(b'{"event":"A"}\n{"x":"' + b"y" * (200 << 20) + b'"}\n{"event":"B"}\n')
    kind, lines, trouble, megabytes = child(path)
    assert (kind, lines, trouble) == ("ndjson", 3, None) and megabytes < 300


# -- the hostile logs: kind, lines or rows, faults by line, trouble

EXPECTED: dict[str, tuple[str, int, Sequence[int], str]] = {
    "l00_clean.ndjson": ("ndjson", 10, (), ""),
    "l01_crlf.ndjson": ("ndjson", 10, (), ""),
    "l03_utf16.ndjson": ("utf-16", 0, (), ""),
    "l05_truncated_last_line.ndjson": ("ndjson", 11, (), ""),
    "l07_blank_lines.ndjson": ("ndjson", 7, (), ""),
    "l09_nan_infinity.ndjson": ("ndjson", 4, (), ""),
    "l11_5000_digit_int.ndjson": ("ndjson", 3, (), ""),
    "l13_lone_surrogate.ndjson": ("ndjson", 3, (), ""),
    "l15_deep_nesting.ndjson": ("ndjson", 3, (), ""),
    "l17_8mb_line.ndjson": ("ndjson", 3, (), ""),
    "l19_pretty_printed.ndjson": ("pretty-printed", 0, (), ""),
    "l21_python_repr.ndjson": ("python", 0, (), ""),
    "l23_scalars.ndjson": ("ndjson", 6, (), ""),
    "l25_integer_valued_float.ndjson": ("ndjson", 2, (), ""),
    "l29_clean.ndjson.gz": ("ndjson", 10, (), ""),
    "l31_trailing_garbage.ndjson.gz": ("ndjson", 10, (), "what follows the first 2,690 bytes"),
    "l33_bomb.ndjson.gz": ("ndjson", 1, (1,), "grows more than 400 times"),
    "l35_gz_named_plain.ndjson": ("ndjson", 10, (), ""),
    "l37_clean.ndjson.zst": ("ndjson", 10, (), ""),
    "l39_multi_frame.ndjson.zst": ("ndjson", 10, (), ""),
    "l41_bomb.ndjson.zst": ("binary", 0, (), ""),
    "l43_empty.ndjson.gz": ("empty", 0, (), ""),
    "l45_quoted_newline.csv": ("csv", 2, (), ""),
    "l47_unterminated_quote.csv": ("csv", 1000, (2,), ""),
    "l49_nul_byte.csv": ("csv", 2, (2,), ""),
    "l51_header_edge.csv": ("no-names", 0, (), ""),
    "l53_formula_cells.csv": ("csv", 4, (), ""),
    "l59_cardinality_bomb.ndjson": ("ndjson", 20_000, (), ""),
    "l61_unicode_line_separators.ndjson": ("ndjson", 3, (), ""),
    "l65_number_spellings.ndjson": ("ndjson", 9, (), ""),
    "l67_truncated.parquet": ("parquet", 0, (), "the Parquet file cannot be read"),
    "l69_footer_length_lie.parquet": ("parquet", 0, (), "the Parquet file cannot be read"),
    "l71_pickle_extension.parquet": ("parquet", 1, (), ""),
}
hostile = pytest.mark.skipif(
    not HOSTILE.is_dir(), reason=f"no hostile logs at {HOSTILE} (PLAN_SHARED names the folder)"
)


@hostile
@pytest.mark.parametrize("name", EXPECTED)
def test_hostile_logs(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    kind, number, faults, trouble = EXPECTED[name]
    found = told(HOSTILE / name)
    assert (found.kind, len(found.lines) + len(found.rows)) == (kind, number)
    assert [line for line, _ in found.faults] == [*faults]
    assert trouble in (found.trouble or "") and bool(trouble) == bool(found.trouble)
    assert os.listdir(tmp_path) == []


@hostile
def test_lines_inside_a_quoted_cell_count() -> None:
    assert [row.line for row in told(HOSTILE / "l45_quoted_newline.csv").rows] == [2, 5]


@hostile
def test_a_quote_that_is_never_closed_swallows_nothing() -> None:
    found = told(HOSTILE / "l47_unterminated_quote.csv")
    assert found.faults == [
        (2, "a quotation mark that opens here is never closed; it takes in the 999 lines below, which are judged by themselves")
    ]  # fmt: skip
    assert len(found.values) == 999


@hostile
@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("l17_8mb_line.ndjson", 300), ("l33_bomb.ndjson.gz", 300), ("l41_bomb.ndjson.zst", 300),
        ("l59_cardinality_bomb.ndjson", 300), ("l69_footer_length_lie.parquet", 300), ("l73_rle_bomb.parquet", 500),
    ],
)  # fmt: skip
def test_memory_is_bounded(name: str, most: float) -> None:
    _, lines, _, megabytes = child(HOSTILE / name)
    assert megabytes < most
    assert lines > 200_000 or name != "l73_rle_bomb.parquet"


def test_nothing_heavy_is_loaded_to_read_a_plain_log(write: Write) -> None:
    code = (
        "import sys; from tracking_plan.lint import reading; log = reading.open_log(sys.argv[1]); [*log.batches()];"
        "print([name for name in ('pyarrow', 'fsspec', 'backports.zstd', 'yaml') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code, write(LINES)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() in ("[]", "['yaml']")
