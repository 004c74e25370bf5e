"""`plan generate` once its words are read: judge the plan, make the files, compare or write, and the exit code."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from difflib import unified_diff

from .. import folders, workspace
from ..check import Choice
from ..document import Limits
from ..finding import Finding, Severity
from ..generate import Job, Output, Plans, Render, custom, jobs, left_out
from ..generate import generate as make
from ..model.plan import Plan
from ..reports._line import clean
from ..shelf import listed, quote
from ..targets import shelf
from ..targets._sandbox import ENDING, renderer
from ..trouble import Trouble
from . import _judge, _output
from ._verdict import Verdict

_MOST_DIFF = 2_000


def generate(
    where: str | None,
    target: str | None,
    source: str | None,
    out: str | None,
    *,
    template: str | None = None,
    check: bool = False,
    quiet: bool = False,
) -> int:
    """Make what is asked for; 0, or 1 where the plan has errors or (with ``check``) files are not up to date.

    Raises:
        Trouble: no such plan, target, source or folder, or a file that cannot be read or written.
    """
    if target is not None:
        shelf.take(target)  # a wrong word is told before anything is judged
    plan = _sound(where)
    if plan is None:
        return 1
    own = _own(template, target) if template is not None else None
    if template is None:
        wanted = jobs(plan, target, source, out)
    else:
        wanted = Plans((custom(plan, os.path.basename(os.path.normpath(template)), source, out),), ())
    root = folders.root_of(_folder(plan))
    outputs, findings = make(plan, wanted.jobs, own)
    if findings:
        _report(findings, plan)
        _output.say("Nothing was written: names of the plan fall together in code.")
        return 1
    places = [_place(output, root) for output in outputs]
    changes = folders.changes(places, root)
    if not quiet:
        _notes(plan, wanted)
    if check:
        for piece in _diff(changes):
            _output.write(piece)
        if not quiet or changes:
            _output.say(_checked(changes, outputs))
        return int(bool(changes))
    folders.write(changes)
    if not quiet:
        _output.say(_written(changes, outputs, places))
    return 0


def _own(folder: str, target: str | None) -> Render:
    """What makes files with the templates of a folder.

    Raises:
        Trouble: the folder cannot be read, holds no template, or a target is named as well.
    """
    if target is not None:
        raise Trouble(f"--template stands in the place of a target: leave out {quote(target)}, or --template")
    texts = {}
    for name, content in workspace.below(folder, ENDING, Limits().bytes):
        try:
            texts[name] = content.decode()
        except UnicodeDecodeError as error:
            raise Trouble(f"{folder}/{name}: is not UTF-8 (byte {error.start}); save it as UTF-8") from None
    if not texts:
        raise Trouble(f"{folder}: holds no template (*{ENDING})")
    return renderer(os.path.normpath(folder), texts)


def _sound(where: str | None) -> Plan | None:
    """The plan, or None where it has errors, which are reported."""
    target = where if where is not None else workspace.find()
    verdict = _judge.judge([target], Choice(), Limits())
    if len(verdict.plans) != 1:
        names = listed((plan.folder for plan in verdict.plans), 4)
        raise Trouble(f"{target}: {len(verdict.plans)} plans stand here: {names}; name one with --plan")
    plan = verdict.plans[0]
    wrong = [finding for finding in verdict.findings if finding.severity >= Severity.ERROR]
    if not wrong:
        return plan
    _report(wrong, plan)
    _output.say(f"Nothing was written: the plan has {_output.counted(len(wrong), 'error')}.")
    return None


def _report(findings: Sequence[Finding], plan: Plan) -> None:
    verdict = Verdict()
    verdict.findings = [*findings]
    verdict.texts = {document.file: document.text for document in plan.documents}
    _output.emit(_output.renderer("text"), findings, verdict, None, "auto")


def _folder(plan: Plan) -> str:
    return plan.folder if os.path.isdir(plan.folder) else os.path.dirname(plan.folder) or "."


def _place(output: Output, root: str) -> folders.Folder:
    job: Job = output.job
    path = job.out if job.at == "--out" else folders.inside(root, job.out, job.at)
    return folders.Folder(os.path.normpath(path), output.files, job.at)


def _notes(plan: Plan, wanted: Plans) -> None:
    for note in wanted.notes:
        _output.say(clean(note))
    lost = left_out(plan)
    if lost and any(job.source for job in wanted.jobs):
        _output.say(f"{_output.counted(lost, 'event names', 'events name')} no source, and so no client has them.")


def _diff(changes: Sequence[folders.Change]) -> Iterator[str]:
    """What would change, as a unified diff; cut where it is long."""
    shown = 0
    for change in changes:
        before, after = ((text or "").splitlines(keepends=True) for text in (change.before, change.after))
        old, new = (os.devnull if text is None else change.path for text in (change.before, change.after))
        for line in unified_diff(before, after, old, new):
            if shown == _MOST_DIFF:
                yield f"(the diff has more than {_MOST_DIFF:,} lines, and is cut here)\n"
                return
            shown += 1
            yield clean(line.rstrip("\n")) + "\n"


def _checked(changes: Sequence[folders.Change], outputs: Sequence[Output]) -> str:
    if not changes:
        return f"Up to date: {_clients(outputs)}."
    files = _output.counted(len(changes), "file is", "files are")
    return f"Not up to date: {files} not as the plan would have it; run `plan generate`."


def _written(changes: Sequence[folders.Change], outputs: Sequence[Output], places: Sequence[folders.Folder]) -> str:
    where = listed(("this folder" if place.path == "." else place.path for place in places), 6)
    if not outputs:
        return "Nothing to write."
    if not changes:
        return f"Up to date: {_clients(outputs)} in {where}."
    wrote = sum(change.after is not None for change in changes)
    removed = len(changes) - wrote
    gone = f", removed {removed}" if removed else ""
    return f"Wrote {_output.counted(wrote, 'file')}{gone}: {_clients(outputs)} in {where}."


def _clients(outputs: Sequence[Output]) -> str:
    return listed(
        (
            f"{output.job.target}{f' for {output.job.source}' if output.job.source else ''}"
            f" ({_output.counted(output.events, 'event')})"
            for output in outputs
        ),
        8,
    )
