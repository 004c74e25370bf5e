"""What kind of file it is, told from its first bytes: a log in one of the forms that are read, or something else."""

from __future__ import annotations

import json
import re

HEAD = 1 << 20
"""How many bytes are looked at."""

READ = ("ndjson", "json", "csv", "snowplow", "parquet")
"""The kinds that are read; any other is the name of a hint of the rule `not-an-event-log`."""

PARQUET = b"PAR1"
BOM = b"\xef\xbb\xbf"

_MAGIC = (
    (b"Obj\x01", "avro"), (b"ORC", "orc"), (b"SQLite format 3\0", "sqlite"),
    (b"\xff\xfe\0\0", "utf-32"), (b"\0\0\xfe\xff", "utf-32"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"),
)  # fmt: skip
_STRING = re.compile(rb'"(?:[^"\\]|\\.)*+"')
_QUOTED = re.compile(rb"[\[{(\s]+(?:'|OrderedDict\()")
_PYTHON = re.compile(rb"[:,\[]\s*(?:None|True|False)\s*[,}\]]")
_JAVASCRIPT = re.compile(rb"\A[\[{\s]*[A-Za-z_$][\w$]*\s*:")
_FIRST_VALUE = re.compile(
    rb"\A\s*(?:-?[0-9][-0-9.:TZ ]*|true|false|null|[0-9a-f]{8}-[0-9a-f-]{27})\s*\Z", re.IGNORECASE
)
_YAML = re.compile(rb"\A(?:---|%YAML|[A-Za-z_][\w ]*:(?:\s|\Z))")
_RECORD = re.compile(rb"(?:\A|\n)[\0 \t]*[\[{][ \t]*[\"\[{]")
"""A line that begins as JSON does, be it after zeros."""
_SNOWPLOW = 100
"""Tabs on a line beyond which it is one of Snowplow's: they have 130, and had fewer years ago."""


def kind(head: bytes, whole: bool, name: str = "") -> str:
    """The kind of a file that begins so, after decompression.

    Args:
        head: its first `HEAD` bytes.
        whole: whether that is all of it.
        name: the file's name; one that promises a record a line is held to it.
    """
    if not head:
        return "empty"
    if head.startswith(PARQUET):
        return "parquet"
    if head.startswith(b"PK\x03\x04"):
        return "xlsx" if b"xl/" in head[:4096] or b"[Content_Types].xml" in head[:4096] else "zip"
    found = next((is_of for magic, is_of in _MAGIC if head.startswith(magic)), None)
    if found is not None:
        return found
    text = head.removeprefix(BOM)
    if not text.strip():
        return "ndjson"  # nothing but blank lines so far
    start = text[:4096].rstrip(b"\0")  # where a disk was full or a machine fell, a text may end in zeros
    if not start:
        return "binary"
    if start.count(b"\0") * 8 > len(start) and ((wide := _wide(start)) or not _RECORD.search(start)):
        return wide or "binary"
    if _binary(start):
        return "binary"
    text = text.replace(b"\0", b" ")
    lines = [line for line in text.split(b"\n") if line.strip()]
    if not lines:
        return "ndjson"  # zeros and blanks
    if not whole and len(lines) > 1:
        lines.pop()  # it may be cut off
    return _text(text, lines, whole, name.lower())


def _wide(start: bytes) -> str:
    """UTF-16 and UTF-32 without a byte order mark: every second byte is 0, or three of four. Empty where it is neither."""
    zeros = [start[place::4].count(b"\0") * 4 > len(start) * 0.8 for place in range(4)]
    if zeros in ([False, True, False, True], [True, False, True, False]):
        return "utf-16"
    return "utf-32" if zeros in ([False, True, True, True], [True, True, True, False]) else ""


def _binary(start: bytes) -> bool:
    """Whether there are more control characters than a text has, apart from zeros: a line with one is a bad line."""
    controls = sum(start.count(bytes((code,))) for code in range(1, 32) if code not in (9, 10, 13, 27))
    return controls * 20 > len(start)


def _text(text: bytes, lines: list[bytes], whole: bool, name: str) -> str:
    first = next((line for line in lines[:20] if line.lstrip()[:1] in (b"{", b"[")), lines[0])
    opens = first.lstrip()[:1]
    if opens in (b"{", b"["):
        return _json(text, lines, first, whole, name)
    if lines[0].count(b"\t") >= _SNOWPLOW:
        return "snowplow"
    if _is_json(lines[0]):
        return "ndjson"
    if first.lstrip().startswith(b"<"):
        return "html" if re.match(rb"\s*<(!doctype html|html)", text, re.IGNORECASE) else "xml"
    return _table(lines)


def _table(lines: list[bytes]) -> str:
    head = lines[0]
    commas, semicolons, tabs = head.count(b","), head.count(b";"), head.count(b"\t")
    if semicolons > commas and semicolons >= tabs:
        return "semicolons"
    if tabs > commas:
        return "tabs"
    if not commas:
        return "yaml" if _YAML.match(head) else "ndjson" if head.lstrip()[:1] in b"\"'-0123456789NI" else "text"
    cells = [cell.strip().strip(b'"') for cell in head.rstrip(b"\r").split(b",")]
    if any(_FIRST_VALUE.match(cell) for cell in cells if cell):
        return "no-header"
    return "no-names" if b"" in cells else "csv"


def _json(text: bytes, lines: list[bytes], first: bytes, whole: bool, name: str) -> str:
    """The kind of a file with a line that begins with a brace or a bracket."""
    opens = first.lstrip()[:1]
    if _is_json(first):
        return "json" if opens == b"[" and re.match(rb"\s*\[\s*\{", first) else "ndjson"
    if _QUOTED.match(text):
        return "python"
    if opens == b"[" and re.match(rb"\s*\[\s*(\{|\]|\Z)", first):
        return "json"  # an array, with an element a line, or all on one
    if _spread(first, text, whole):
        return "pretty-printed" if _promises_lines(name) else "json"
    if any(_is_json(line) for line in lines[:20]) or (len(lines) == 1 and not whole):
        return "ndjson"
    bare = _STRING.sub(b'""', first)
    return "python" if _PYTHON.search(bare) else "javascript" if _JAVASCRIPT.match(bare) else "ndjson"


def _spread(first: bytes, text: bytes, whole: bool) -> bool:
    """Whether a record that begins on this line, and does not end there, ends on a later one."""
    if re.fullmatch(rb"\s*\{\s*(\"(?:[^\"\\]|\\.)*\"\s*:\s*[\[{]?)?\s*", first):
        return True
    start = text.find(first)
    if b"\n" not in text[start + len(first) : -1]:
        return False
    try:
        _, end = json.JSONDecoder().raw_decode(text[start:].decode("utf-8", "replace").lstrip())
    except (ValueError, RecursionError):
        return False
    return end > len(first)


def _promises_lines(name: str) -> bool:
    for packed in (".gz", ".zst", ".bz2", ".xz"):
        name = name.removesuffix(packed)
    return name.endswith((".ndjson", ".jsonl", ".jsonlines"))


def _is_json(line: bytes) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True
