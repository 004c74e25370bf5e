"""The shelf of reports of `plan diff`: each turns a comparison of two plans into one format, and prints nothing.

    def render(found: Comparison, about: About) -> Iterator[str]

yields the text of the report in pieces, the last one ending in a line end. A format that is not here is one of findings:
`as_findings` makes those of changes, so that `--format sarif`, `junit` and the others work too.
"""

from __future__ import annotations

from os.path import dirname

from ...finding import Finding, Severity
from ...model.change import Change, Comparison
from ...shelf import Shelf

shelf = Shelf(__name__, dirname(__file__), "format")


def as_findings(found: Comparison) -> list[Finding]:
    """Changes as findings, what breaks first: each an error, a warning or an information, with its verdicts in words."""
    return [*found.findings, *(_as_finding(found, change) for change in found.by_weight)]


def _as_finding(found: Comparison, change: Change) -> Finding:
    weight = found.weight(change)
    was = f"; it was at {change.old.file}:{change.old.line}" if change.new is None and change.old is not None else ""
    hint = ", ".join(f"{name} {word}" for name, word in change.verdicts.words().items()) + was
    if change.acknowledged is not None:
        return Finding(change.at, change.message, f"acknowledged; {hint}", change.rule, Severity.INFO)
    hint = f"{hint}; {change.hint}" if change.hint else hint
    return Finding(found.place(change), change.message, hint, change.rule, weight.severity)
