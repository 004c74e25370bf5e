"""GitHub workflow commands, which become annotations on the lines of a pull request, and all findings in the log.

GitHub shows ten annotations of a kind for a step and drops the others without a word. Where there are more, the tenth
says how many, and the group in the log holds every one.
Source: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ..finding import Finding, Severity
from . import About
from ._line import clean, counted, hidden, line, sentence

_KIND = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_SHOWN = 10


def render(findings: Sequence[Finding], about: About) -> Iterator[str]:
    commands = [(_KIND.get(finding.severity, "notice"), finding) for finding in findings]
    totals = Counter(kind for kind, _ in commands)
    totals["notice"] += about.hidden > 0
    seen: Counter[str] = Counter()
    for kind, finding in commands:
        seen[kind] += 1
        room = _SHOWN if totals[kind] <= _SHOWN else _SHOWN - 1
        if seen[kind] <= room:
            yield _command(kind, finding)
        elif seen[kind] == _SHOWN:
            yield f"::{kind} title=plan::... and {counted(totals[kind] - room, f'more {kind}')}; see the log\n"
    if about.hidden and seen["notice"] < _SHOWN:
        yield f"::notice title=plan::{hidden(about.hidden, about.more)}\n"
    if findings:
        yield f"::group::{_heading(len(findings))}\n"
        for finding in findings:
            yield line(finding) + "\n"
        if about.hidden:
            yield f"... and {hidden(about.hidden, about.more)}\n"
        yield "::endgroup::\n"


def _heading(number: int) -> str:
    return "The finding" if number == 1 else f"All {number:,} findings"


def _command(kind: str, finding: Finding) -> str:
    at = finding.at
    column, end_column = f"col={at.column},", f"endColumn={at.end_column},"
    if at.line != at.end_line:  # GitHub drops the columns of an annotation over several lines
        column = end_column = ""
    where = f"file={_field(at.file.removeprefix('./'))},line={at.line},{column}endLine={at.end_line},{end_column}"
    return f"::{kind} {where}title={_field(finding.rule or 'plan')}::{_data(sentence(finding))}\n"


def _data(text: str) -> str:
    """Text has no line end by now (see `clean`), so that only the escape's own character is left."""
    return text.replace("%", "%25")


def _field(text: str) -> str:
    return _data(clean(text)).replace(":", "%3A").replace(",", "%2C")
