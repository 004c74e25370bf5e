"""Text for people: one line a change, what breaks first; under it whom it breaks, what shows it and who uses it.

plans/saas/events/core.yaml:12:7: breaking[property-added-required] property "team_size" of "Project Created" is new, and has to be there
    code breaking, data safe, wire breaking; fingerprint 4c1f9a0b7d2e8356
    valid before and not after: {"project_id":"a"}
    used by: event Project Created; question invest_in_templates; client web (web/src/analytics)
    tell: growth (Growth team, growth@acme.test)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ...finding import Finding
from ...model.change import BREAKING, RISKY, SAFE, Change, Comparison
from .. import About
from .._line import clean, line, place, sentence
from .._paint import paint, plainly
from ._words import owners, reach, record, users

_COLOR = {BREAKING: "red", RISKY: "yellow", SAFE: "green"}


def render(found: Comparison, about: About) -> Iterator[str]:
    color = paint if about.color else plainly
    for finding in found.findings:
        yield line(finding) + "\n"
    for change in found.by_weight:
        yield _head(found, change, color)
        for row in _rows(found, change):
            yield color(f"    {clean(row)}", "dim") + "\n"


def _head(found: Comparison, change: Change, color: Callable[[str, str], str]) -> str:
    weight = found.weight(change)
    done = change.acknowledged is not None
    word, style = ("acknowledged", "cyan") if done else (weight.word, _COLOR[weight])
    hint = "" if done else change.hint
    said = sentence(Finding(change.at, change.message, hint))
    where = color(f"{place(change.at)}:", "bold")
    return f"{where} {color(word, f'bold {style}')}{color(f'[{clean(change.rule)}]', style)} {said}\n"


def _rows(found: Comparison, change: Change) -> Iterator[str]:
    if where := reach(change):
        yield f"reaches {where}"
    if change.verdicts.worst is SAFE:
        return
    words = ", ".join(f"{name} {word}" for name, word in change.verdicts.words().items())
    yield f"{words}; fingerprint {change.fingerprint}"
    if change.acknowledged is not None:
        entry = change.acknowledged
        parts = (
            entry.reason or "no reason given",
            entry.by and f"by {entry.by}",
            entry.until and f"until {entry.until}",
        )
        yield f"let pass: {', '.join(part for part in parts if part)}"
    if shown := record(change):
        yield f"valid before and not after: {shown}"
    if change.impact is not None:
        if used := "; ".join(users(change.impact)):
            yield f"used by: {used}"
        if tell := "; ".join(owners(change.impact)):
            yield f"tell: {tell}"
