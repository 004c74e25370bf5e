"""`plan diff` once its words are read: two sides, what differs, what is written back, the report, and the exit code."""

from __future__ import annotations

import os
from typing import NamedTuple

from .. import __version__, rules, workspace
from ..check import Choice, check
from ..diff import diff, with_version
from ..document import Limits, Span
from ..finding import Severity
from ..model.change import Comparison, Verdict
from ..model.plan import Plan
from ..reports import About
from ..reports import shelf as of_findings
from ..reports._line import clean
from ..reports.changes import as_findings, shelf
from ..reports.changes._words import counted, version
from ..revisions import Side, resolve
from ..shelf import did_you_mean, listed, quote
from ..trouble import Trouble
from ._between import with_names_between, with_names_given_up
from ._judge import today
from ._output import colored, say
from ._output import write as put
from ._sides import Reader, plan_of

_LEANS_ON = frozenset(("event-name-reused", "acknowledgement-expired", "acknowledgement-incomplete"))
"""Rules of `plan validate` that a comparison leans on: what they find in the new plan is said here too."""


class Wanted(NamedTuple):
    """What was asked for, by its options."""

    fail_on: str = "breaking"
    perspectives: tuple[str, ...] = ()
    format: str = "auto"
    output: str | None = None
    acknowledge: bool = False
    fingerprints: tuple[str, ...] = ()
    reason: str | None = None
    by: str | None = None
    until: str | None = None
    check_version: bool = False
    bump: bool = False
    color: str = "auto"
    quiet: bool = False
    plan: str | None = None


def compare(base: str | None, head: str | None, plan: str | None, wanted: Wanted) -> int:
    """Compare, write back what is wanted, report; 0 or, where something weighs ``fail_on`` or more, 1.

    Raises:
        Trouble: a side cannot be read, or something not be written.
    """
    format = _format(wanted.format)
    sides = resolve(base, head, plan)
    wanted = wanted._replace(plan=plan)
    for note in dict.fromkeys(note for side in sides for note in side.notes):
        say(clean(note))
    found, after = _compared(sides, wanted, warn=True)
    if wanted.bump or wanted.acknowledge:
        from ._amending import acknowledge, bump  # noqa: PLC0415 - most comparisons write nothing

        for write, asked in ((bump, wanted.bump), (acknowledge, wanted.acknowledge)):
            if asked and write(found, after, sides[1], wanted):
                found, after = _compared(sides, wanted)
    _report(found, format, wanted)
    if not wanted.quiet:
        _summary(found)
    return int(_fails(found, wanted.fail_on))


def _format(name: str) -> str:
    if name == "auto":
        return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"
    known = sorted({*shelf.names, *of_findings.names})
    if name not in known:
        raise Trouble(f"no format is named {quote(name)}{did_you_mean(name, known)}; there are {listed(known, 12)}")
    return name


def _compared(sides: tuple[Side, Side], wanted: Wanted, warn: bool = False) -> tuple[Comparison, Plan]:
    reader, limits, day = Reader(Limits()), Limits(), today()
    after = plan_of(sides[1], limits, day, reader)  # first, so that what both hold is named as it is there
    before = plan_of(sides[0], limits, day, reader)
    if warn:
        _warn(sides[0], before, reader)
        _warn(sides[1], after)
    later = with_names_between(sides, wanted.plan, before, after, day)
    found = diff(with_names_given_up(sides, wanted.plan, before, later, day), later, impacts=True)
    changes = tuple(
        change._replace(old=reader.later(change.old)) if change.old is not None else change for change in found.changes
    )
    labels = (sides[0].label, sides[1].label)
    found = found._replace(changes=changes, labels=labels, perspectives=wanted.perspectives, root=_root(after))
    leaning = check(after, Choice(select=_LEANS_ON)) if after.documents else []
    if wanted.check_version and after.documents:
        found = with_version(found, after)
    return found._replace(findings=(*leaning, *found.findings)), after


def _warn(side: Side, plan: Plan, reader: Reader | None = None) -> None:
    """Say that parts of a plan are wrong, and so are not in the comparison."""
    wrong = [problem for problems in plan.problems.values() for problem in problems]
    if wrong:
        at = reader.later(wrong[0].at) if reader is not None else wrong[0].at
        more = f", and {len(wrong) - 1:,} more like it" if len(wrong) > 1 else ""
        say(clean(f"{side.label}: what is wrong there is left out: {at.file}:{at.line}: {wrong[0].message}{more}"))


def _root(plan: Plan) -> Span | None:
    return plan.raw.at("plan") if plan.documents else None


def _report(found: Comparison, format: str, wanted: Wanted) -> None:
    output = None if wanted.output == "-" else wanted.output
    about = About(version=__version__, pages=rules.pages, color=output is None and colored(wanted.color))
    if format in shelf.names:
        pieces = shelf.take(format).render(found, about)
    else:
        pieces = of_findings.take(format).render(as_findings(found), about)
    if output is not None:
        workspace.write_file(output, "".join(pieces))
        return
    for piece in pieces:
        put(piece)


def _summary(found: Comparison) -> None:
    """One line: how much changed, from where to where, and what the version has to be."""
    way = f"from {found.labels[0]} to {found.labels[1]}"
    if not found.changes:
        say(clean(f"No change {way}."))
        return
    asks = version(found)
    noun = "change" if len(found.changes) == 1 else "changes"
    say(clean(f"{listed(counted(found))} {noun} {way}{f'; {asks}' if asks else ''}."))


def _fails(found: Comparison, fail_on: str) -> bool:
    threshold = next((verdict for verdict in Verdict if verdict.word == fail_on), None)
    if threshold is None:
        return False
    worst = max((finding.severity for finding in found.findings), default=Severity.OFF)
    return (bool(found.pending) and found.worst >= threshold) or worst >= threshold.severity
