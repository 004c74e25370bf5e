"""JSON for scripts, as ``schemas/changes.schema.json`` describes it: every change with all that is known of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...document import Span
from ...finding import Finding
from ...model.change import BREAKING, RISKY, SAFE, Change, Comparison, plainly
from ...model.impact import Impact
from .. import About
from .._jsontext import encode

VERSION = 1
"""Of this format. It grows when a field goes or changes its meaning, not when one is added."""


def render(found: Comparison, about: About) -> Iterator[str]:
    sides = [{"name": name, "version": version} for name, version in zip(found.labels, found.versions, strict=True)]
    counts = {verdict.word: found.count(verdict) for verdict in (BREAKING, RISKY, SAFE)}
    yield encode(
        {
            "version": VERSION,
            "tool": {"name": "plan", "version": about.version},
            "base": sides[0],
            "head": sides[1],
            "bump": found.bump,
            "askedVersion": found.asked,
            "changes": [_change(found, change) for change in found.changes],
            "findings": [_finding(finding) for finding in found.findings],
            "summary": {**counts, "acknowledged": len(found.changes) - len(found.pending)},
        }
    )


def _change(found: Comparison, change: Change) -> dict[str, Any]:
    entry = change.acknowledged
    return {
        "rule": change.rule,
        "message": change.message,
        "hint": change.hint,
        "event": change.event,
        "events": change.events,
        "path": change.path,
        "before": plainly(change.before),
        "after": plainly(change.after),
        "verdict": found.weight(change).word,
        "verdicts": change.verdicts.words(),
        "bump": change.level,
        "old": _place(change.old),
        "new": _place(change.new),
        "fingerprint": change.fingerprint,
        "acknowledged": entry
        and {"reason": entry.reason, "by": entry.by, "until": entry.until and entry.until.isoformat()},
        "witness": change.witness and change.witness._asdict(),
        "impact": change.impact and _impact(change.impact),
    }


def _impact(impact: Impact) -> dict[str, Any]:
    return {
        "subject": impact.subject,
        "uses": [{"kind": use.kind, "name": use.name, **(_place(use.at) or {})} for use in impact.uses],
        "clients": [client._asdict() for client in impact.clients],
        "tell": [{"owner": name, "contact": contact} for name, contact in impact.tell],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.word,
        "message": finding.message,
        "hint": finding.hint,
        **(_place(finding.at) or {}),
    }


def _place(at: Span | None) -> dict[str, Any] | None:
    if at is None:
        return None
    return {
        "file": at.file,
        "line": at.line,
        "column": at.column,
        "endLine": at.end_line,
        "endColumn": at.end_column,
    }
