"""Which envelope a log has, told from its first objects; what was decided is said, and so it is when nothing can be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Any, NamedTuple

import msgspec

from ..model.envelope import PARTS, Envelope
from ..model.plan import Plan
from ..shelf import listed
from .envelopes import known, opened, suited, take
from .parts import value_at
from .times import unit_of

AUTO = "auto"
_TIMES = ("time", "sent", "received")


class Choice(NamedTuple):
    """The envelope to read a log by."""

    envelope: Envelope
    said: str
    """What was decided, and from what: one line for people."""
    is_sure: bool
    """False: no envelope fits, or the log mixes several; the one that is named first in ``said`` was taken."""


def choose(asked: str, sample: Sequence[Any], plan: Plan | None = None) -> Choice:
    """The envelope that was asked for, or with `auto` the one that the data show.

    Either way it is fitted to the data: whether objects hold a `batch` of records, whether properties are JSON in a
    text, and of which size the times are where the envelope does not say so.

    Raises:
        Trouble: no envelope has the name that was asked for.
    """
    objects = [value for value in sample if isinstance(value, Mapping)]
    if asked != AUTO:
        found = take(asked, plan)
        fit, notes = fitted(found, objects)
        return Choice(fit, _said(f"read as {asked}", notes), True)
    return _detected(objects, plan)


def _detected(objects: Sequence[Mapping[str, Any]], plan: Plan | None) -> Choice:
    candidates = _in_order(plan)
    counts: Counter[str] = Counter()
    total = 0
    for value in objects:
        found, number = _of(value, candidates)
        total += number
        if found is not None:
            counts[found] += number
    if not counts:
        fit, _ = fitted(candidates["plain"], objects)
        why = "none of its first objects names an event" if objects else "it holds no JSON object"
        return Choice(fit, f"no envelope is recognized: {why}; name one with --envelope", False)
    name, number = counts.most_common(1)[0]
    fit, notes = fitted(candidates[name], objects)
    fit = suited(fit, plan)
    if number == total:
        of = "its first record" if number == 1 else f"its first {number:,} records"
        return Choice(fit, _said(f"read as {name}, told from {of}", notes), True)
    others = [f"{count:,} as {other}" for other, count in counts.most_common() if other != name]
    if left := total - counts.total():
        others.append(f"{left:,} as none")
    said = f"read as {name}: {number:,} of its first {total:,} records look so, {listed(others)}"
    sure = number * 2 > total
    return Choice(fit, _said(said if sure else f"{said}; name one with --envelope", notes), sure)


def _said(what: str, notes: Iterable[str]) -> str:
    return ", ".join([what, *notes])


def _in_order(plan: Plan | None) -> dict[str, Envelope]:
    """The plan's own envelopes, then the shipped ones, those with more signs first; the plain one last."""
    own = plan.envelopes if plan is not None else {}
    found = known(plan)
    names = sorted(found, key=lambda name: (name not in own, name == "plain", -len(found[name].signs)))
    return {name: found[name] for name in names}


def _of(value: Mapping[str, Any], candidates: Mapping[str, Envelope]) -> tuple[str | None, int]:
    """The envelope of an object, and how many records it holds."""
    for name, envelope in candidates.items():
        if not envelope.signs:  # one of the plan's own
            records = opened(value, envelope.batch) if envelope.batch else [value]
            if any(isinstance(one, Mapping) and fits(one, envelope) for one in records):
                return name, len(records)
    records = _records(value)
    found = (name for name, envelope in candidates.items() if envelope.signs and fits(records[0], envelope))
    return next(found, None), len(records)


def _records(value: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The records in an object: itself, or those of a batch in it."""
    for path in ("batch", "events"):
        held = value.get(path)
        if isinstance(held, list) and held and all(isinstance(one, Mapping) for one in held):
            return [one for one in opened(value, path) if isinstance(one, Mapping)]
    return [value]


def fits(value: Mapping[str, Any], envelope: Envelope) -> bool:
    """Whether a record has the signs of an envelope; one without signs is told by its own paths."""
    signs = envelope.signs or tuple(
        paths for part in ("event", "time", "properties") if (paths := getattr(envelope, part))
    )
    return all(any(_is_there(value, path) for path in group) for group in signs) and not any(
        _is_there(value, path) for path in envelope.never
    )


def _is_there(value: Mapping[str, Any], path: str) -> bool:
    if path.startswith("="):
        return True
    path, _, wanted = path.partition("=")
    held = value_at(value, path, texts=True)
    if wanted:
        return isinstance(held, str) and fnmatchcase(held, wanted)
    return (held is not None and held != {}) or (path in value and "." not in path)


def fitted(envelope: Envelope, objects: Sequence[Mapping[str, Any]]) -> tuple[Envelope, list[str]]:
    """The envelope as these objects have it, and what is worth a word about that."""
    notes: list[str] = []
    changes: dict[str, Any] = {}
    if not envelope.batch and any(isinstance(value.get("batch"), list) for value in objects):
        changes["batch"] = "batch"
        notes.append("records are taken from `batch`")
    path = changes.get("batch") or envelope.batch
    records = [one for value in objects for one in (opened(value, path) if path else [value])]
    records = [one for one in records if isinstance(one, Mapping)]
    if not envelope.encoded and any(_is_text_of_json(one, envelope) for one in records):
        changes["encoded"] = True
    if envelope.rest and records:
        changes |= _narrowed(envelope, records)
    changes |= _units(msgspec.structs.replace(envelope, **changes), records, notes)
    return msgspec.structs.replace(envelope, **changes) if changes else envelope, notes


def _is_text_of_json(record: Mapping[str, Any], envelope: Envelope) -> bool:
    held = next((found for path in envelope.properties if (found := value_at(record, path)) is not None), None)
    return isinstance(held, str) and held.lstrip().startswith(("{", "["))


def _narrowed(envelope: Envelope, records: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Of the places where a part may stand, the one where it does: the others are names of properties."""
    made: dict[str, Any] = {}
    for part in (*PARTS, "properties"):
        found = Counter(
            path
            for one in records
            if (path := next((p for p in getattr(envelope, part) if _holds(one, p, part)), None))
        )
        made[part] = (found.most_common(1)[0][0],) if found else ()
    if not made["event"]:
        made["event"] = envelope.event
    made["rest"] = bool(made["properties"]) and not all(
        _holds(one, made["properties"][0], "properties") for one in records
    )
    return made


def _holds(record: Mapping[str, Any], path: str, part: str) -> bool:
    held = record.get(path)
    if part == "properties":
        return isinstance(held, Mapping) or (isinstance(held, str) and held.lstrip().startswith("{"))
    if part in _TIMES:
        return isinstance(held, (str, int, float)) and held != ""
    return isinstance(held, (str, int)) and held != ""


def _units(envelope: Envelope, records: Sequence[Mapping[str, Any]], notes: list[str]) -> dict[str, Any]:
    """The unit of the times, where the envelope says none and they are numbers; or where they are of another size."""
    changes: dict[str, Any] = {}
    units: dict[str, Any] = dict(envelope.units)
    for part in _TIMES:
        held = [value_at(one, path, envelope.encoded) for one in records for path in getattr(envelope, part)[:1]]
        found = {unit for value in held if (unit := unit_of(value)) is not None}
        said = units.get(part, envelope.unit)
        if len(found) != 1 or said in found:
            continue
        unit = found.pop()
        notes.append(f"{'times' if part == 'time' else f'times {part}'} in {unit}, by their size")
        if part == "time" and envelope.unit is None:
            changes["unit"] = unit
        else:
            units[part] = unit
    if units != envelope.units:
        changes["units"] = units
    return changes
