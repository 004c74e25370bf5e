"""`plan import table`: what people edited in a table becomes a change of the plan's files, shown first or written."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from .. import folders, workspace
from ..check import check
from ..document import Document, Limits, read
from ..finding import Finding, Severity
from ..load import load
from ..model.plan import Plan
from ..reports._line import clean, label, place, sentence
from ..trouble import Trouble
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


def take_back(amending: Any, targets: Sequence[str], wanted: Wanted) -> int:
    """Take files back into a plan; 0, or 1 where something is left to a person (or, with ``check``, to be written).

    Raises:
        Trouble: a file, the plan or the revision cannot be read, or the plan not be written.
    """
    bounds = limits(wanted.limits)
    where = wanted.base or workspace.find()
    if where == workspace.STDIN:
        raise Trouble("standard input is no plan that can be changed; name its folder with --base")
    plan = one_plan(where, bounds)
    then = _then(plan, wanted, where, bounds) if wanted.since is not None else None
    files = _files(targets, amending.SUFFIXES, bounds.bytes)
    found: Amendments = amending.amend(files, plan, then, wanted.take, bounds.bytes)
    later = _after(plan, found)
    if not wanted.check:
        folders.write([_change(document, text) for document, text in found.texts])
    for change in found.changes:
        put(clean(f"{change.text}  ({change.place})") + "\n")
    for told in found.told:
        put(clean(f"{told.kind}: {told.text}") + "\n")
    fresh = _new_findings(plan, later)
    for finding in fresh:
        put(clean(f"plan validate will find: {_said(finding)}") + "\n")
    if wanted.check:
        for line in _diff(found.texts):
            put(line)
    if not wanted.quiet:
        _summary(found, fresh, wanted.check)
    left = any(told.kind != "note" for told in found.told)
    return int(left or (wanted.check and bool(found.texts)))


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


def _after(plan: Plan, found: Amendments) -> Plan:
    """The plan as its files will say."""
    texts = {document.file: text for document, text in found.texts}
    documents = [
        read(texts[document.file], document.file) if document.file in texts else document for document in plan.documents
    ]
    return load(documents, today(), plan.folder)


def _new_findings(before: Plan, after: Plan) -> list[Finding]:
    """What `plan validate` finds after the changes and did not find before."""
    if before.documents == after.documents:
        return []
    known = {(one.rule, one.message) for one in check(before)}
    return [one for one in check(after) if (one.rule, one.message) not in known]


def _said(finding: Finding) -> str:
    return f"{place(finding.at)}: {label(finding)} {sentence(finding)}"


def _change(document: Document, text: str) -> folders.Change:
    path = document.file
    if os.path.islink(path):
        raise Trouble(f"{path}: is a symbolic link, which is not written through")
    mark = "\ufeff" if workspace.read(path, 3).startswith(b"\xef\xbb\xbf") else ""
    return folders.Change(path, mark + document.text, mark + text)


def _diff(texts: Sequence[tuple[Document, str]]) -> Iterator[str]:
    """What would be written, as a patch."""
    for document, text in texts:
        name = document.file
        before, after = (_lines(each) for each in (document.text, text))
        for line in difflib.unified_diff(before, after, f"a/{name}", f"b/{name}"):
            yield clean(line.rstrip("\r\n")) + "\n"


def _lines(text: str) -> list[str]:
    return [line + "\n" for line in text.removesuffix("\n").split("\n")]


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
