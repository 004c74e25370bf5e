"""GitLab's code quality report: an array of issues for ``artifacts: reports: codequality``.

GitLab takes two issues with one fingerprint for one issue, and does not show a check's name: so a repeated fingerprint
is hashed again, and the description begins with the rule.
Source: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any

from ..document import Span
from ..finding import Finding, Severity
from . import About
from ._jsontext import encode
from ._line import clean, hidden, sentence

_SEVERITY = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(findings: Sequence[Finding], about: About) -> Iterator[str]:
    taken: set[str] = set()
    issues = [
        _issue(finding.at, finding.rule, sentence(finding), finding.severity, _unique(finding.fingerprint, taken))
        for finding in findings
    ]
    if about.hidden and findings:
        at, words = findings[-1].at, hidden(about.hidden, about.more)
        issues.append(_issue(at, "", words, Severity.INFO, _unique(sha256(words.encode()).hexdigest()[:32], taken)))
    yield encode(issues)


def _issue(at: Span, rule: str, words: str, severity: Severity, fingerprint: str) -> dict[str, Any]:
    return {
        "description": f"{clean(rule)}: {words}" if rule else words,
        "check_name": rule or "plan",
        "fingerprint": fingerprint,
        "severity": _SEVERITY.get(severity, "info"),
        "location": {"path": at.file.removeprefix("./"), "lines": {"begin": at.line, "end": at.end_line}},
    }


def _unique(fingerprint: str, taken: set[str]) -> str:
    while fingerprint in taken:
        fingerprint = sha256(fingerprint.encode()).hexdigest()[:32]
    taken.add(fingerprint)
    return fingerprint
