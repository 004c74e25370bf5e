"""`plan validate --fix` and `--diff`: which fixes are made, in which files, and what is said of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import NamedTuple

from .. import baseline as baselines
from .. import folders, workspace
from ..check import Choice
from ..document import Document, Limits
from ..finding import Finding
from ..mend import mend
from ..model.plan import Plan
from ..reports._line import clean
from ..trouble import Trouble
from . import _judge
from ._edits import file_change, patch
from ._output import counted, deliver, say


class Asked(NamedTuple):
    """What is to be fixed, and how."""

    targets: Sequence[str]
    choice: Choice
    limits: Limits
    unsafe: bool = False
    baseline: str | None = None


def fix(asked: Asked, *, show: bool, quiet: bool, output: str | None = None) -> bool:
    """Make the fixes and write the files, or (with ``show``) what would be written, as a patch; whether anything changes.

    The patch is printed, or written to ``output``.

    Raises:
        Trouble: something cannot be read or written, or standard input is to be fixed.
    """
    if workspace.STDIN in asked.targets:
        raise Trouble("standard input is no file that can be fixed; name a file or folder")
    aside = _aside(asked.baseline, asked.limits)
    done: set[str] = set()
    count, pieces = 0, list[str]()
    for target in asked.targets or [workspace.find()]:
        plans = _judge.plans(target, asked.limits)
        shared = frozenset(name for plan, _ in plans for name in plan.inherited_files)
        for plan, only in plans:
            mended = mend(plan, _wanted(asked, plan, only, aside, shared), asked.limits)
            texts = [(document, text) for document, text in mended.texts if document.file not in done or not show]
            if show:
                pieces += patch(texts)
            else:
                folders.write([file_change(document, text) for document, text in texts])
            done.update(document.file for document, _ in texts)
            count += len(mended.findings) if texts else 0
    if show:
        deliver("".join(pieces), output)
    if not quiet:
        _say(count, len(done), show)
    return bool(done)


def _aside(baseline: str | None, limits: Limits) -> frozenset[str]:
    """The fingerprints of what is set aside, and so is not to be mended now.

    Raises:
        Trouble: there is no such file: all that it should have set aside would be mended.
    """
    if baseline is None:
        return frozenset()
    name, text = _judge.baseline_text(baseline, limits)
    return baselines.fingerprints(text, name)


_RENAMING = frozenset(("event-name-case", "property-name-case"))


def _wanted(
    asked: Asked, plan: Plan, only: str | None, aside: frozenset[str], shared: frozenset[str]
) -> Callable[[Finding], bool]:
    """Which findings are to be mended: those that the run would show, in files that may be written.

    What another plan builds on (``shared``) keeps its names: that plan would not know the new ones.
    """
    open_to_us = {document.file for document in plan.documents if _is_writable(document)}
    if only is not None:
        open_to_us &= {only}

    def takes(finding: Finding) -> bool:
        fix = finding.fix
        if fix is None or not (fix.safe or asked.unsafe) or not asked.choice.takes(finding.rule):
            return False
        if finding.rule in _RENAMING and finding.at.file in shared:
            return False
        files = {finding.at.file, *(edit.at.file for edit in fix.edits)}
        return files <= open_to_us and not (aside and finding.fingerprint in aside)

    return takes


def _is_writable(document: Document) -> bool:
    """Whether a file may be written. Of a symbolic link nobody knows what it leads to."""
    return os.path.isfile(document.file) and not os.path.islink(document.file)


def _say(problems: int, files: int, show: bool) -> None:
    verb = "Would fix" if show else "Fixed"
    say(clean(f"{verb} {counted(problems, 'problem')} in {counted(files, 'file')}.") if files else "Nothing to fix.")
