"""Markdown for a comment on a pull request: the verdict first, what breaks in a table, details folded.

It stays under the 65,536 characters that GitHub takes: what does not fit is counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...finding import Finding
from ...model.change import BREAKING, RISKY, SAFE, Change, Comparison
from .. import About
from .._line import clean, place, sentence
from .._markup import code, marked, prose
from ._words import counted, owners, reach, record, users, version

_SIGN = {BREAKING: "❌", RISKY: "⚠️", SAFE: "✅"}
_LENGTH = 60_000


def render(found: Comparison, about: About) -> Iterator[str]:
    counts = ", ".join(counted(found))
    yield f"### plan diff: {f'{counts} {_noun(found)}' if counts else 'no change ✅'}\n\n"
    yield f"From {code(clean(found.labels[0]))} to {code(clean(found.labels[1]))}"
    asks = version(found)
    yield f"; {prose(clean(asks))}.\n" if asks else ".\n"
    room = _LENGTH
    if found.findings:
        rows = _fitting([_finding(finding) for finding in found.findings], _LENGTH // 4)
        room -= sum(map(len, rows))
        yield "\n"
        yield from rows
        yield from _left(len(found.findings) - len(rows), "finding")
    for part in _parts(found):
        text, room = part.text(room)
        yield text


class _Part:
    """Changes of one weight: a table, with the details of each folded away under it."""

    def __init__(self, title: str, changes: Sequence[Change], is_open: bool) -> None:
        self.title, self.changes, self.is_open = title, changes, is_open

    def text(self, room: int) -> tuple[str, int]:
        """What fits into so many characters, and how many are left."""
        if not self.changes:
            return "", room
        rows = _fitting([_row(change) for change in self.changes], room - 600)
        made = "\n| change | code | data | wire |\n|---|---|---|---|\n" + "".join(rows)
        made += "".join(_left(len(self.changes) - len(rows), "change"))
        details = [text for change in self.changes[: len(rows)] if (text := _details(change))]
        shown = _fitting(details, room - len(made) - 600)
        if shown:
            made += f"\n<details><summary>Details</summary>\n\n{''.join(shown)}{''.join(_left(len(details) - len(shown), 'detail'))}\n</details>\n"
        if self.is_open:
            made = f"\n**{self.title}**\n{made}"
        else:
            made = f"\n<details><summary>{self.title}</summary>\n{made}\n</details>\n"
        return made, room - len(made)


def _noun(found: Comparison) -> str:
    return "change" if len(found.changes) == 1 else "changes"


def _parts(found: Comparison) -> Iterator[_Part]:
    for verdict, title in ((BREAKING, "Breaking"), (RISKY, "Risky"), (SAFE, "Safe")):
        changes = [change for change in found.pending if found.weight(change) is verdict]
        yield _Part(f"{_SIGN[verdict]} {title} ({len(changes):,})", changes, verdict is not SAFE)
    done = [change for change in found.changes if change.acknowledged is not None]
    yield _Part(f"☑️ Acknowledged ({len(done):,})", done, is_open=False)


def _row(change: Change) -> str:
    words = (f"**{word}**" if word == "breaking" else word for word in change.verdicts.words().values())
    what = marked(sentence(Finding(change.at, change.message, change.hint)))
    cells = (f"{what}<br>{code(place(change.at))} · {code(clean(change.rule))}", *words)
    return f"| {' | '.join(cell.replace('|', '&#124;' if '`' not in cell else chr(92) + '|') for cell in cells)} |\n"


def _details(change: Change) -> str:
    rows = []
    if where := reach(change):
        rows.append(f"reaches {prose(clean(where))}")
    if change.acknowledged is not None:
        rows.append(f"let pass: {prose(clean(change.acknowledged.reason or 'no reason given'))}")
    if change.verdicts.wire is BREAKING and (shown := record(change)):
        rows.append(f"valid before and not after: {code(clean(shown))}")
    if change.impact is not None:
        if used := "; ".join(users(change.impact)):
            rows.append(f"used by: {prose(clean(used))}")
        if tell := "; ".join(owners(change.impact)):
            rows.append(f"tell: {prose(clean(tell))}")
    if change.verdicts.worst is not SAFE:
        rows.append(f"fingerprint {code(change.fingerprint)}")
    if not rows:
        return ""
    return f"- {marked(clean(change.message))}\n" + "".join(f"  - {row}\n" for row in rows)


def _finding(finding: Finding) -> str:
    return f"- ⚠️ {marked(sentence(finding))}<br>{code(place(finding.at))} · {code(clean(finding.rule))}\n"


def _fitting(items: Sequence[str], room: int) -> Sequence[str]:
    for number, item in enumerate(items):
        room -= len(item)
        if room < 0:
            return items[:number]
    return items


def _left(number: int, noun: str) -> Iterator[str]:
    if number > 0:
        yield f"\nAnd {number:,} more {noun}{'' if number == 1 else 's'}; `plan diff` shows them all.\n"
