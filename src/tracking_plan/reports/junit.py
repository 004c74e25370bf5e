"""JUnit XML for the test view of a CI service: a suite for each file, a test for each finding, one for a clean file.

An error is a failed test. A warning or an info is a skipped one: it is shown with its text, and fails nothing, as
``plan validate`` itself does not fail because of it.
Source: https://github.com/jenkinsci/xunit-plugin (junit-10.xsd), the one schema of this format that is kept up
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from ..finding import Finding, Severity
from . import About
from ._line import clean, hidden, line, sentence


def render(findings: Sequence[Finding], about: About) -> Iterator[str]:
    suites: dict[str, list[Finding]] = {name: [] for name in about.clean}
    for finding in findings:
        suites.setdefault(finding.at.file, []).append(finding)
    notes = 1 if about.hidden or not suites else 0
    tests = sum(len(found) or 1 for found in suites.values()) + notes
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="plan" {_counts(findings, tests)}>\n'
    for name in sorted(suites):
        yield from _suite(name, suites[name])
    if notes:
        yield f'  <testsuite name="plan" {_counts((), 1)} skipped="{int(about.hidden > 0)}">\n'
        if about.hidden:
            words = _text(hidden(about.hidden, about.more))
            yield f'    <testcase name="findings shown" classname="plan">\n      <skipped message="{words}"/>\n'
            yield "    </testcase>\n"
        else:
            yield '    <testcase name="no findings" classname="plan"/>\n'
        yield "  </testsuite>\n"
    yield "</testsuites>\n"


def _suite(file: str, findings: Sequence[Finding]) -> Iterator[str]:
    name = _text(file.removeprefix("./"))
    skipped = len(findings) - _failures(findings)
    yield f'  <testsuite name="{name}" {_counts(findings, len(findings) or 1)} skipped="{skipped}">\n'
    taken: dict[str, int] = {}
    for finding in findings:
        title = f"{finding.rule or 'finding'} {finding.at.line}:{finding.at.column}"
        taken[title] = taken.get(title, 0) + 1  # a test's name is its identity: two of one name would be one test
        again = f" ({taken[title]})" if taken[title] > 1 else ""
        kind = "failure" if finding.severity is Severity.ERROR else "skipped"
        yield f'    <testcase name="{_text(title + again)}" classname="{name}">\n'
        yield f'      <{kind} type="{finding.severity.word}" message="{_text(sentence(finding))}">'
        yield f"{_text(line(finding))}</{kind}>\n    </testcase>\n"
    if not findings:
        yield f'    <testcase name="no findings" classname="{name}"/>\n'
    yield "  </testsuite>\n"


def _counts(findings: Sequence[Finding], tests: int) -> str:
    return f'tests="{tests}" failures="{_failures(findings)}" errors="0"'


def _failures(findings: Sequence[Finding]) -> int:
    return sum(finding.severity is Severity.ERROR for finding in findings)


def _text(text: str) -> str:
    """Escaped for an attribute or an element. `clean` has left nothing that XML 1.0 forbids."""
    return escape(clean(text))
