"""A file is something else than a log of events, or is written in another way than its name says.

Why: one hint says what a finding on each of its lines would not: how to read it, or what to do with it first.

Note: it is decided from the beginning of the file, so it has no example here.
"""

from __future__ import annotations

from ...finding import Severity
from ...model.record import Problem

severity = Severity.ERROR
said_by = "lint"

_ONE_A_LINE = "write each record on one line: `jq -c .` does it"
_KINDS = {
    "pretty-printed": ("the JSON is spread over several lines", _ONE_A_LINE),
    "python": (
        "this is Python's way to show a dict, and not JSON",
        "write JSON: json.dumps(record), not str(record)",
    ),
    "javascript": ("this is a JavaScript object, and not JSON", "write JSON: JSON.stringify(record)"),
    "utf-16": ("the file is UTF-16", "convert it: `iconv -f UTF-16 -t UTF-8`"),
    "utf-32": ("the file is UTF-32", "convert it: `iconv -f UTF-32 -t UTF-8`"),
    "semicolons": ("the columns are separated by semicolons", "write commas between them"),
    "tabs": ("the columns are separated by tabs", "write commas between them, or name the tool with --envelope"),
    "no-header": ("the first row holds values and no names of columns", "put a row of names above it"),
    "no-names": ("the first row has a column without a name", "name each column"),
    "html": ("this is an HTML page", "was it downloaded without being signed in?"),
    "xml": ("this is XML", "export the log as NDJSON or CSV"),
    "yaml": ("this looks like YAML", "a plan is judged by `plan validate`; a log is NDJSON, CSV or Parquet"),
    "zip": ("this is a ZIP archive", "unpack it first"),
    "xlsx": ("this is a spreadsheet", "save it as CSV"),
    "avro": ("this is an Avro file", "export the log as NDJSON, CSV or Parquet"),
    "orc": ("this is an ORC file", "export the log as NDJSON, CSV or Parquet"),
    "sqlite": ("this is an SQLite database", "export the log as NDJSON, CSV or Parquet"),
    "binary": (
        "this is binary data of a kind that is not known",
        "a log is NDJSON, CSV or Parquet, plain or compressed",
    ),
    "empty": ("the file is empty", "was the export still running?"),
    "text": ("this is neither JSON nor CSV", "a log is NDJSON, CSV or Parquet, plain or compressed"),
}
KINDS = tuple(_KINDS)
"""What a file may turn out to be."""


def said(kind: str) -> Problem:
    """The hint for a file that turned out to be of one of the `KINDS`."""
    message, hint = _KINDS[kind]
    return Problem(message, hint)
