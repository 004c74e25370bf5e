"""Text for people: one line a finding and, on a terminal, the lines around it with a mark under the place.

    plans/saas/events/core.yaml:12:3: error[event-name-case] "signUp" is not Title Case
       |
    10 |     owner: growth
    11 |
    12 |   signUp:
       |   ^^^^^^ did you mean "Signed Up"?
    13 |     owner: growth

Only ASCII is added to what the plan itself says, so that no terminal and no locale breaks it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..finding import Finding, Severity
from . import About
from ._frame import Frame, Style
from ._line import clean, hidden, label, line, place, sentence
from ._paint import paint, plainly
from ._source import Source

_COLOR = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def render(findings: Sequence[Finding], about: About) -> Iterator[str]:
    if about.color or about.frames:
        yield from _terminal(findings, about)
    else:
        for finding in findings:
            yield line(finding) + "\n"
    if about.hidden:
        yield f"... and {hidden(about.hidden, about.more)}\n"


def _terminal(findings: Sequence[Finding], about: About) -> Iterator[str]:
    from rich.cells import cell_len  # noqa: PLC0415 - a pipe must not wait for rich

    painted = paint if about.color else plainly
    source = Source(about.texts)
    for finding in findings:
        hue = _COLOR.get(finding.severity, "cyan")
        style = Style(about.width, cell_len, painted, hue)
        frame = "".join(Frame(finding, source, style).rows()) if about.frames else ""
        words = clean(finding.message) if frame else sentence(finding)
        file, line_number, column = place(finding.at).rsplit(":", 2)
        where = painted(file, "bold") + painted(f":{line_number}:{column}:", "dim")
        name, bracket, rule = label(finding).partition("[")
        yield f"{where} {painted(name, f'bold {hue}')}{painted(bracket + rule, hue)} {words}\n{frame}"
        if frame:
            yield "\n"
