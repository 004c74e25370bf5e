"""Infers a first plan from logs: events, properties, types, limits, sources; in comments, from what it was inferred."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from ..check import check
from ..document import read
from ..finding import Finding, Severity
from ..lint.reading import Limits
from ..load import load
from ..model.plan import Plan
from ..model.schema import plain
from ..vendors import _layout
from ..vendors._imported import ImportedPlan
from .draft import MARK, Drafted, Key, commented
from .watch import Read, Watched, watch

__all__ = ["Inferred", "Limits", "Read", "infer"]

_ASKED = frozenset(
    "event-name-duplicate event-name-similar event-name-dynamic property-name-duplicate property-name-dynamic"
    " property-two-types property-two-meanings".split()
)
"""The rules whose findings are questions to whoever reads the plan."""
_PLACE = re.compile(rf"^( *){MARK}-[0-9]+: ([0-9]+)$", re.MULTILINE)
_HEAD = """\
# Inferred by `plan infer` from {records} in {files}. Comments say what was seen: they are no part of the plan.
# What no log can say is yours to fill in: descriptions, owners, when each event is sent. Until then the rules that ask
# for it only warn: see `rules` below, and `plan validate` for the list.
"""


class Inferred(NamedTuple):
    """A plan as files, and what to tell about it."""

    files: dict[str, str]
    plan: ImportedPlan
    records: int
    read: tuple[Read, ...]
    questions: tuple[Finding, ...]
    """What the rules ask about names and meanings; the places are those in the files."""
    notes: tuple[str, ...]
    """What came and is not in the plan."""


def infer(
    paths: Sequence[str], today: date, envelope: str = "auto", plan: Plan | None = None, title: str = "inferred",
    limits: Limits = Limits(),
) -> Inferred:  # fmt: skip
    """Read logs and make a plan that all their records obey.

    Args:
        paths: files, as `lint.reading.found` names them.
        today: the day on which the plan is judged.
        envelope: the name of one, or `auto`.
        plan: one whose own envelopes are known too.
        title: the plan's name.

    Raises:
        Trouble: a file cannot be opened, or there is no such envelope.
    """
    watched = watch(paths, envelope, plan, limits)
    made = Drafted(watched, title)
    sections = _with_envelopes(made.plan.sections, watched, plan)
    findings = _findings(made.plan._replace(sections=sections), today)
    loud = sorted({found.rule for found in findings if found.severity is Severity.ERROR})
    if loud:
        sections = _beside(sections, "taxonomy", "rules", dict.fromkeys(loud, "warning"))
    questions = tuple(found for found in findings if found.rule in _ASKED)
    for found in questions:
        key = _key(found, made.comments)
        if key is not None:
            made.comments[key].append(_asked(found))
    placed, texts = commented(sections, made.comments)
    told = made.plan._replace(sections=placed)
    files = {
        name: _PLACE.sub(lambda place: f"{place[1]}# {texts[int(place[2])]}", text)
        for name, text in _layout.files([told]).items()
    }
    head = _HEAD.format(records=_counted(watched.records, "record"), files=_counted(len(watched.read), "file"))
    files["plan.yaml"] = head + files["plan.yaml"]
    final = made.plan._replace(sections=sections)
    again = [found for found in _check(files, today) if found.rule in _ASKED]
    return Inferred(files, final, watched.records, tuple(watched.read), tuple(again), tuple(made.notes))


def _with_envelopes(sections: Mapping[str, Any], watched: Watched, plan: Plan | None) -> dict[str, Any]:
    """The sections, with the envelopes of the other plan that the logs have."""
    own = plan.envelopes if plan is not None else {}
    used = {name: plain(own[name].raw) for name in watched.envelopes if name in own}
    return _beside(sections, "taxonomy", "envelopes", used) if used else dict(sections)


def _beside(sections: Mapping[str, Any], after: str, name: str, words: Any) -> dict[str, Any]:
    """The sections, with another one right after one of them (or after the plan's name)."""
    after = after if after in sections else "name"
    made: dict[str, Any] = {}
    for section, held in sections.items():
        made[section] = held
        if section == after:
            made[name] = words
    return made


def _findings(plan: ImportedPlan, today: date) -> list[Finding]:
    return _check(_layout.files([plan]), today)


def _check(files: Mapping[str, str], today: date) -> list[Finding]:
    documents = [read(text.encode("utf-8", "surrogateescape"), name) for name, text in files.items()]
    return check(load(documents, today))


def _key(found: Finding, comments: Mapping[Key, list[str]]) -> Key | None:
    """The place of a comment about what a finding is about."""
    path = tuple(map(str, found.at.path))
    return next((path[:length] for length in range(len(path), 1, -1) if path[:length] in comments), None)


def _asked(found: Finding) -> str:
    return f"question: {found.message}" + (f" ({found.hint})" if found.hint else "")


def _counted(number: int, one: str) -> str:
    return f"{number:,} {one}{'' if number == 1 else 's'}"
