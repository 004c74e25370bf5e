"""JSON for scripts, as ``schemas/findings.schema.json`` describes it: every finding with all that is known of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from ..document import Span
from ..finding import Finding, Severity
from . import About
from ._jsontext import encode

VERSION = 1
"""Of this format. It grows when a field goes or changes its meaning, not when one is added."""


def render(findings: Sequence[Finding], about: About) -> Iterator[str]:
    counts = Counter(finding.severity for finding in findings)
    summary = {severity.word: counts[severity] for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO)}
    yield encode(
        {
            "version": VERSION,
            "tool": {"name": "plan", "version": about.version},
            "findings": [_finding(finding) for finding in findings],
            "summary": {**summary, "hidden": about.hidden, "cleanFiles": len(about.clean)},
        }
    )


def _finding(finding: Finding) -> dict[str, Any]:
    made = {
        "rule": finding.rule,
        "severity": finding.severity.word,
        "message": finding.message,
        "hint": finding.hint,
        **_place(finding.at),
        "fingerprint": finding.fingerprint,
        "related": [{"message": words, **_place(at)} for at, words in finding.related],
    }
    if finding.fix is not None and finding.fix.edits:
        edits = [{**_place(edit.at), "text": edit.text} for edit in finding.fix.edits]
        made["fix"] = {"title": finding.fix.title, "safe": finding.fix.safe, "edits": edits}
    return made


def _place(at: Span) -> dict[str, Any]:
    return {
        "file": at.file,
        "line": at.line,
        "column": at.column,
        "endLine": at.end_line,
        "endColumn": at.end_column,
        "path": at.path,
    }
