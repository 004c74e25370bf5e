"""What `plan diff` writes into a plan: acknowledgements, and the version. All else of the file stays as it is."""

from __future__ import annotations

import os
import re
from datetime import date
from typing import TYPE_CHECKING, Any

from .. import workspace
from ..document import Amendment, Document, Extend, Map, Put, amended
from ..model.change import Change, Comparison, Verdict
from ..model.plan import Plan
from ..model.version import shortfall
from ..revisions import Side
from ..shelf import quote
from ..trouble import Trouble
from ._output import counted, say

if TYPE_CHECKING:
    from ._comparing import Wanted


def _writable(after: Plan, head: Side) -> None:
    """Refuse to write where nothing can be written.

    Raises:
        Trouble: the head is no plan on disk.
    """
    if head.commit:
        raise Trouble(f"{head.label} is a commit, which cannot be written to; compare with the working tree")
    if not after.documents:
        raise Trouble(f"{head.label} holds no plan to write to")


def _holder(plan: Plan, key: str) -> Document:
    """The document that says something under a key of the plan itself; the one that says ``plan: 1`` where none does."""
    maps = [document.data for document in plan.documents if isinstance(document.data, Map)]
    return next((data for data in (plan.raw, *maps) if key in data), plan.raw).document


def bump(found: Comparison, after: Plan, head: Side, wanted: Wanted) -> bool:
    """Write the version that the changes ask for; whether that was needed.

    Raises:
        Trouble: the head is no plan on disk, its file cannot be written, or no version can be counted on from.
    """
    _writable(after, head)
    old, new = found.versions
    if not shortfall(old, new, found.bump):
        say(f"version {new} says enough")
        return False
    if found.asked is None:
        why = f"{quote(old)} is no version such as 2.4.0" if old else "the old plan has no version to count on from"
        raise Trouble(f"{why}; write the first one by hand, such as `version: 1.0.0`")
    document, asked = _holder(after, "version"), found.asked
    _write(document, Put(("version",), asked, after="plan"))
    say(f"{document.file}: version {asked}{f', from {new}' if new else ''}")
    return True


def acknowledge(found: Comparison, after: Plan, head: Side, wanted: Wanted) -> bool:
    """Write entries for the changes that would fail, or that were named; whether there are any.

    Raises:
        Trouble: the head is no plan on disk, its file cannot be written, or a change that was named is not there.
    """
    _writable(after, head)
    changes = _chosen(found, wanted)
    if not changes:
        say("nothing to acknowledge")
        return False
    entries = [_entry(change, wanted) for change in changes]
    document = _holder(after, "changes")
    _write(document, Extend(("changes",), tuple(entries)))
    why = "" if wanted.reason else "; write a reason beside each"
    say(f"{document.file}: {counted(len(changes), 'change')} acknowledged{why}")
    return True


def _chosen(found: Comparison, wanted: Wanted) -> list[Change]:
    """The changes that were named, or those that would fail."""
    if wanted.fingerprints:
        known = {change.fingerprint: change for change in found.changes}
        for name in wanted.fingerprints:
            if name not in known:
                raise Trouble(f"no change has the fingerprint {quote(name)}; plan diff prints them")
        chosen = [known[name] for name in dict.fromkeys(wanted.fingerprints)]
        return [change for change in chosen if change.acknowledged is None]
    least = Verdict.RISKY if wanted.fail_on == "risky" else Verdict.BREAKING
    return [change for change in found.pending if found.weight(change) >= least]


def _entry(change: Change, wanted: Wanted) -> dict[str, Any]:
    made: dict[str, Any] = {"fingerprint": change.fingerprint, "change": change.message, "reason": wanted.reason}
    if wanted.by:
        made["by"] = wanted.by
    if wanted.until:
        made["until"] = _day(wanted.until)
    return made


def _day(text: str) -> str:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            pass
    raise Trouble(f"--until takes a date such as 2027-01-31, not {quote(text)}")


def _write(document: Document, change: Amendment) -> None:
    """Write a file anew with a change.

    Raises:
        Trouble: the change cannot be made safely, or the file cannot be written.
    """
    made = amended(document, (change,))
    if made.refused:
        raise Trouble(f"{document.file}: is written in a way that cannot be added to safely; do it by hand")
    raw = workspace.read(document.file, 3) if os.path.exists(document.file) else b""
    mark = "\ufeff" if raw.startswith(b"\xef\xbb\xbf") else ""
    workspace.write_file(document.file, mark + made.text)
