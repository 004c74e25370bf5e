"""`plan import table`: what people edited in a table becomes a change of the plan's files, shown first or written."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from .. import folders, workspace
from ..document import Limits
from ..finding import Finding, Severity
from ..model.plan import Plan
from ..reports._line import clean
from ..trouble import Trouble
from ._edits import edited, file_change, new_findings, patch, said
from ._judge import limits, one_plan, today
from ._output import counted, say
from ._output import write as put

if TYPE_CHECKING:
    from ..vendors.table.amend import Amendments


class Wanted(NamedTuple):
    """What was asked for, by its options."""

    base: str | None
    since: str | None
    take: str
    check: bool
    limits: Sequence[str]
    quiet: bool


def take_back(amending: Any, targets: Sequence[str], wanted: Wanted, out: str = "") -> int:
    """Take files back into a plan; 0, or 1 where something is left to a person (or, with ``check``, to be written).

    Raises:
        Trouble: a file, the plan or the revision cannot be read, or the plan not be written.
    """
    bounds = limits(wanted.limits)
    try:
        where = wanted.base or workspace.find()
    except Trouble as trouble:
        raise Trouble(f"{trouble}; to make a plan of the table itself, name a folder for it with --out") from None
    if where == workspace.STDIN:
        raise Trouble("standard input is no plan that can be changed; name its folder with --base")
    plan = one_plan(where, bounds)
    then = _then(plan, wanted, where, bounds) if wanted.since is not None else None
    files = _files(targets, amending.SUFFIXES, bounds.bytes)
    found: Amendments = amending.amend(files, plan, then, wanted.take, bounds.bytes)
    later = edited(plan, found.texts)
    if not wanted.check:
        folders.write([file_change(document, text) for document, text in found.texts])
    for change in found.changes:
        put(clean(f"{change.text}  ({change.place})") + "\n")
    for told in found.told:
        put(clean(f"{told.kind}: {told.text}") + "\n")
    fresh = new_findings(plan, later)
    for finding in fresh:
        put(clean(f"plan validate will find: {said(finding)}") + "\n")
    if wanted.check:
        for line in patch(found.texts):
            put(line)
    if not wanted.quiet:
        _summary(found, fresh, wanted.check)
    left = any(told.kind != "note" for told in found.told)
    return int(left or (wanted.check and bool(found.texts)))


def begin(amending: Any, targets: Sequence[str], wanted: Wanted, out: str) -> int:
    """Make a new plan of spreadsheets in a folder; 0.

    Raises:
        Trouble: a file cannot be read, holds no tracking plan, or the folder holds something else.
    """
    from ..vendors.table.begin import begin as read  # noqa: PLC0415 - an import of edits needs none of it
    from ._importing import put as put_plan  # noqa: PLC0415

    if wanted.base is not None or wanted.since is not None or wanted.check or wanted.take:
        raise Trouble(
            "--out makes a new plan; what was edited goes into one that is there, with --base and without --out"
        )
    bounds = limits(wanted.limits)
    files = _files(targets, amending.SUFFIXES, bounds.bytes)
    put_plan(read(files, bounds.bytes), len(files), out, wanted.quiet)
    return 0


def _then(plan: Plan, wanted: Wanted, where: str, bounds: Limits) -> Plan:
    """The plan as it was at a revision, or as it stands at another path."""
    from ..revisions import resolve  # noqa: PLC0415 - it brings git along
    from ._sides import plan_of  # noqa: PLC0415

    side = resolve(wanted.since, None, where)[0]
    for note in side.notes:
        say(clean(note))
    return plan_of(side, bounds, today())


def _files(targets: Sequence[str], suffixes: tuple[str, ...], limit: int) -> dict[str, bytes]:
    """The files named, and those right in the folders named: name -> content."""
    found: dict[str, bytes] = {}
    for target in targets:
        paths = [target]
        if target != workspace.STDIN and os.path.isdir(target):
            names = (name for name in sorted(os.listdir(target)) if name.endswith(suffixes) and name[0] not in ".~")
            paths = [os.path.join(target, name) for name in names]
            if not paths:
                raise Trouble(f"{target}: holds no file that ends in {', '.join(suffixes)}")
        for path in paths:
            for file in workspace.files(path, limit):
                if len(file.content) > limit:
                    what = "leave out what is no table, or raise it with --limit bytes=NUMBER"
                    raise Trouble(f"{file.name}: is larger than the {limit:,} bytes that are read of one file; {what}")
                found[file.name] = file.content
    return found


def _summary(found: Amendments, fresh: Sequence[Finding], check_only: bool) -> None:
    """One line: how much changed, and what is left to do."""
    kinds: Mapping[str, int] = {kind: sum(told.kind == kind for told in found.told) for kind in ("conflict", "problem")}
    if not found.changes:
        said = "Nothing in the table differs from the plan" if not any(kinds.values()) else "Nothing was changed"
    elif check_only:
        said = f"Would make {counted(len(found.changes), 'change')} in {counted(len(found.texts), 'file')}"
    else:
        said = f"Made {counted(len(found.changes), 'change')} in {counted(len(found.texts), 'file')}"
    left = [counted(number, kind) for kind, number in kinds.items() if number]
    if left:
        said += f"; {' and '.join(left)} left to you"
    errors = sum(one.severity is Severity.ERROR for one in fresh)
    if fresh:
        said += f"; `plan validate` finds {counted(len(fresh), 'thing')} more than before"
        said += f", {counted(errors, 'error')} among them" if errors else ""
    say(f"{said}.")
