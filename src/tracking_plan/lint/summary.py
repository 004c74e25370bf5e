"""The summary of a log: as JSON for programs (`schemas/lint-summary.schema.json`), and as a table that a person reads at a glance."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec

from ..finding import Severity
from ..model.tally import Counted, EventTally, Kind, SourceTally, Tally

VERSION = 1
"""Of this format. It grows when a field goes or changes its meaning, not when one is added."""
UNKNOWN = "(unknown)"
"""The source of records that do not say theirs."""
_ROWS = 20
_PROBLEMS = 10


class Place(msgspec.Struct, frozen=True):
    """A line of a log."""

    file: str
    line: int


class ProblemCount(msgspec.Struct, frozen=True, omit_defaults=True):
    """How often something was said of an event and a property of it, in the words of the first time."""

    rule: str
    severity: str
    count: int
    message: str
    places: list[Place]
    event: str | None = None
    property: str | None = None


class SourceCount(msgspec.Struct, frozen=True):
    """What one source sent of an event; ``properties`` counts in how many valid records each planned one was there."""

    count: int
    valid: int
    properties: dict[str, int]


class EventCount(msgspec.Struct, frozen=True):
    """What was seen of a planned event. Times are those of the records, in UTC; null where the log has none."""

    count: int
    valid: int
    first: str | None
    last: str | None
    was: dict[str, int]
    sources: dict[str, SourceCount]


class File(msgspec.Struct, frozen=True):
    """A file that was read: of what kind it is, and by which envelope it was read."""

    file: str
    kind: str
    envelope: str


class Summary(msgspec.Struct, frozen=True):
    """What a log came to. ``lines`` = ``valid`` + ``invalid`` + ``unplanned`` + ``unreadable``; blank lines are in none.

    ``duplicates`` have an id and a content that came before, ``conflicts`` an id that came before with other content;
    they are also counted among the lines. ``complete`` is false where a part of the log could not be read.
    """

    version: int
    complete: bool
    lines: int
    valid: int
    invalid: int
    unplanned: int
    unreadable: int
    duplicates: int
    conflicts: int
    share: float | None
    """Of lines that are valid, in percent; null where there are no lines."""
    findings: dict[str, int]
    """By severity, those that were not shown too."""
    events: dict[str, EventCount]
    calls: dict[str, int]
    """identify, group and alias calls."""
    names: dict[str, int]
    """Events that are not planned, the first 10,000 of their names."""
    problems: list[ProblemCount]
    files: list[File]
    troubles: list[str]


def summary(tally: Tally, files: Sequence[File] = (), troubles: Sequence[str] = ()) -> Summary:
    return Summary(
        version=VERSION,
        complete=not troubles,
        lines=tally.lines,
        valid=tally.valid,
        invalid=tally.invalid,
        unplanned=tally.unplanned,
        unreadable=tally.unreadable,
        duplicates=tally.duplicates,
        conflicts=tally.conflicts,
        share=share(tally),
        findings={level.word: tally.said.get(level, 0) for level in sorted(Severity, reverse=True) if level},
        events={name: _event(seen) for name, seen in sorted(tally.events.items())},
        calls=dict(sorted(tally.calls.items())),
        names=dict(sorted(tally.names.items())),
        problems=[_problem(kind, counted) for kind, counted in tally.worst()],
        files=[*files],
        troubles=[*troubles],
    )


def encoded(made: Summary) -> bytes:
    try:
        text = msgspec.json.encode(made)
    except UnicodeEncodeError:  # half a character in a name
        text = msgspec.json.encode(_safe(msgspec.to_builtins(made)))
    return msgspec.json.format(text, indent=2) + b"\n"


def _safe(value: Any) -> Any:
    """The same with half characters replaced, which a JSON file cannot hold."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {_safe(name): _safe(held) for name, held in value.items()}
    return [_safe(held) for held in value] if isinstance(value, list) else value


def share(tally: Tally) -> float | None:
    """The share of lines that are valid, in percent, never rounded up to 100."""
    if not tally.lines:
        return None
    return int(tally.valid * 10_000 / tally.lines) / 100 if tally.valid < tally.lines else 100.0


def _event(seen: EventTally) -> EventCount:
    sources = {name if name is not None else UNKNOWN: _source(one) for name, one in seen.sources.items()}
    return EventCount(
        seen.count,
        seen.valid,
        _time(seen.first),
        _time(seen.last),
        dict(sorted(seen.was.items())),
        dict(sorted(sources.items())),
    )


def _source(one: SourceTally) -> SourceCount:
    return SourceCount(one.count, one.valid, dict(sorted(one.properties.items())))


def _time(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z") if at is not None else None


def _problem(kind: Kind, counted: Counted) -> ProblemCount:
    return ProblemCount(
        rule=kind.rule,
        severity=counted.severity.word,
        count=counted.count,
        message=counted.message,
        places=[Place(file, line) for file, line in counted.places],
        event=kind.event,
        property=kind.path or None,
    )


def table(tally: Tally) -> Iterator[str]:
    """The summary as lines of text: per event, then the commonest problems."""
    if tally.events:
        yield from _events(tally)
    worst = [*tally.worst()]
    if worst:
        yield ""
        yield f"{'count':>11}  problem"
        for kind, counted in worst[:_PROBLEMS]:
            places = ", ".join(f"{file}:{line}" for file, line in counted.places[:2])
            more = ", ..." if counted.count > 2 else ""
            yield f"{counted.count:>11,}  {counted.severity.word}[{kind.rule}] {counted.message} ({places}{more})"
        if len(worst) > _PROBLEMS:
            left = sum(counted.count for _, counted in worst[_PROBLEMS:])
            yield f"{left:>11,}  of {len(worst) - _PROBLEMS:,} other kinds"


def _events(tally: Tally) -> Iterator[str]:
    ranked = sorted(tally.events.items(), key=lambda item: (item[1].valid - item[1].count, -item[1].count, item[0]))
    shown = ranked[:_ROWS]
    first = _first_problems(tally, {name for name, _ in shown})
    width = max(5, *(len(_short(name)) for name, _ in shown))
    yield f"{'event':{width}}  {'seen':>11}  {'valid':>11}  {'share':>7}  first problem"
    for name, seen in shown:
        part = f"{int(seen.valid * 10_000 / seen.count) / 100:.2f}%" if seen.count else ""
        row = f"{_short(name):{width}}  {seen.count:>11,}  {seen.valid:>11,}  {part:>7}  {first.get(name, '')}"
        yield row.rstrip()
    if len(ranked) > _ROWS:
        rest = ranked[_ROWS:]
        seen_, valid = sum(one.count for _, one in rest), sum(one.valid for _, one in rest)
        yield f"{f'{len(rest):,} more events':{width}}  {seen_:>11,}  {valid:>11,}"


def _first_problems(tally: Tally, events: Collection[str]) -> Mapping[str, str]:
    """Of each of these events the problem that came first, an error before what is less."""
    errors: dict[str, str] = {}
    others: dict[str, str] = {}
    for kind, counted in tally.problems.items():  # those of one severity stand as they came
        if kind.event is not None and kind.event in events:
            found = others if counted.severity < Severity.ERROR else errors
            found.setdefault(kind.event, f"{kind.rule} {kind.path}".rstrip())
    return others | errors


def _short(name: str) -> str:
    return name if len(name) <= 40 else name[:39] + "…"
