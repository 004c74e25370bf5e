"""Reviewdog's diagnostic format (rdjson), whose columns count bytes of UTF-8.

Source: https://github.com/reviewdog/reviewdog/tree/master/proto/rdf
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ..document import Span
from ..finding import Finding, Severity
from . import About
from ._jsontext import encode
from ._line import clean, hidden, line, sentence
from ._source import Source

_SEVERITY = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}


def render(findings: Sequence[Finding], about: About) -> Iterator[str]:
    source = Source(about.texts)
    diagnostics = [_diagnostic(finding, source) for finding in findings]
    if about.hidden and findings:
        at = {"path": _path(findings[-1].at)}
        diagnostics.append({"message": hidden(about.hidden, about.more), "location": at, "severity": "INFO"})
    yield encode({"source": {"name": "plan"}, "diagnostics": diagnostics})


def _diagnostic(finding: Finding, source: Source) -> dict[str, Any]:
    made: dict[str, Any] = {
        "message": sentence(finding),
        "location": _location(finding.at, source),
        "severity": _SEVERITY.get(finding.severity, "INFO"),
    }
    if finding.rule:
        made["code"] = {"value": finding.rule}
    if suggestions := list(_suggestions(finding, source)):
        made["suggestions"] = suggestions
    if finding.related:
        made["related_locations"] = [
            {"message": clean(words), "location": _location(at, source)} for at, words in finding.related
        ]
    made["original_output"] = line(finding)
    return made


def _suggestions(finding: Finding, source: Source) -> Iterator[dict[str, Any]]:
    """A fix of one edit: each suggestion is one by itself, in the file of its finding, and may be taken with one click."""
    edits = finding.fix.edits if finding.fix is not None and finding.fix.safe else ()
    if len(edits) == 1 and edits[0].at.file == finding.at.file:
        ((at, text),) = edits
        if source.line(at.file, at.line) is not None:
            yield {"range": _range(at, source), "text": text}


def _location(at: Span, source: Source) -> dict[str, Any]:
    return {"path": _path(at), "range": _range(at, source)}


def _path(at: Span) -> str:
    return at.file.removeprefix("./")


def _range(at: Span, source: Source) -> dict[str, Any]:
    """Both ends with a column, or, of a file that is not at hand, whole lines: a guessed column would be wrong."""
    start = source.byte_column(at.file, at.line, at.column)
    end = source.byte_column(at.file, at.end_line, at.end_column)
    if start is None or end is None:
        return {"start": {"line": at.line}, "end": {"line": at.end_line}}
    return {"start": {"line": at.line, "column": start}, "end": {"line": at.end_line, "column": end}}
