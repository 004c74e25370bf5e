"""Markdown, short, for a comment on a pull request or the summary of a CI job.

Quoted text from a plan becomes code, in which GitHub and GitLab look for no mention, reference, link or HTML; what
stands outside is escaped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ..finding import Finding, Severity
from . import About
from ._line import clean, counted, hidden, place, sentence
from ._markup import code, marked, prose

_SIGN = {Severity.ERROR: "❌", Severity.WARNING: "⚠️", Severity.INFO: "💡"}
_OPEN = 10
"""How many are shown at once; the others unfold."""
_LENGTH = 60_000
"""GitHub refuses a comment of more than 65,536 characters."""


def render(findings: Sequence[Finding], about: About) -> Iterator[str]:
    yield f"### plan: {_headline(findings, about)}\n"
    items = [_item(finding) for finding in sorted(findings, key=lambda finding: -finding.severity)]
    if items:
        yield "\n"
    yield from items[:_OPEN]
    folded = _fitting(items[_OPEN:], _LENGTH - sum(map(len, items[:_OPEN])))
    if folded:
        yield f"\n<details><summary>{counted(len(folded), 'more finding')}</summary>\n\n"
        yield from folded
        yield "\n</details>\n"
    left = len(items[_OPEN:]) - len(folded)
    if left:
        yield f"\nAnd {counted(left, 'more finding')}; see the log.\n"
    if about.hidden:
        yield f"\n{prose(hidden(about.hidden, about.more))}\n"


def _headline(findings: Sequence[Finding], about: About) -> str:
    counts = Counter(finding.severity for finding in findings)
    nouns = ((Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "note"))
    shown = [counted(counts[severity], noun) for severity, noun in nouns if counts[severity]]
    if shown:
        return ", ".join(shown)
    return f"no findings in {counted(len(about.clean), 'file')} ✅" if about.clean else "no findings ✅"


def _item(finding: Finding) -> str:
    rule = f" · {code(clean(finding.rule))}" if finding.rule else ""
    sign = _SIGN.get(finding.severity, "💡")
    return f"- {sign} {marked(sentence(finding))}<br>{code(place(finding.at))}{rule}\n"


def _fitting(items: Sequence[str], room: int) -> Sequence[str]:
    for number, item in enumerate(items):
        room -= len(item)
        if room < 0:
            return items[:number]
    return items
