"""Where a plan stands: on disk, and at each of two revisions, between which it may have been made, moved or removed."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import NamedTuple

from .. import workspace
from ..trouble import Trouble
from ._moves import found_before, known_at, known_on_disk
from ._names import Revision
from ._repository import Entry, Repository, of_plan

_ROOTS = ("plans", "plan.yaml", "plan.yml")


class Stand(NamedTuple):
    """Where a plan stands at one side: its path (in the repository, or on disk), and its files if they are git's.

    ``only`` is the file that the plan holds where it was named by that file.
    """

    path: str
    there: bool
    entries: Sequence[Entry] = ()
    only: str = ""
    commit: str = ""
    notes: tuple[str, ...] = ()


def nearest(plan: str | None) -> str | None:
    """The plan that was named, or the nearest one on disk; None where there is none (at other revisions there may be)."""
    if plan is not None:
        return plan
    try:
        return workspace.find()
    except Trouble:
        return None


def parted(target: str) -> tuple[str, str]:
    """The folder or file that holds a plan, and the file in it that is asked for: `plan.yaml` stands for its folder."""
    if workspace.is_root_name(target) and not os.path.isdir(target):
        return os.path.dirname(target) or ".", target
    return target, ""


def stands(
    repository: Repository, plan: str | None, base: Revision | None, head: Revision | None, needs_disk: bool
) -> tuple[Stand, Stand]:
    """Where the plan stands at the base and at the head; at the working tree where that is no revision.

    Raises:
        Trouble: there is no plan at either.
    """
    target = nearest(plan)
    revisions = [revision for revision in (head, base) if revision is not None]
    if target is None:
        target = found_in_trees(repository, revisions)
    folder, file = parted(target)
    path, only = repository.inside(folder), repository.inside(file) if file else ""
    on_disk = Stand(folder, workspace.holds_plan(target), only=file)
    made = [_at(repository, one, path, only) if one is not None else on_disk for one in (base, head)]
    if len(revisions) + needs_disk < 2:  # the other side is a path of its own
        return made[0], made[1]
    for here, there, revision in ((0, 1, base), (1, 0, head)):
        if revision is not None and not made[here].there and made[there].there:
            made[here] = _moved(repository, revision, made[here], made[there])
    if not made[0].there and not made[1].there:
        names = " nor in ".join(one.name if one is not None else "the working tree" for one in (base, head))
        raise Trouble(f"{target}: no plan stands there in {names}; name one with --plan")
    return made[0], made[1]


def found_in_trees(repository: Repository, revisions: Sequence[Revision]) -> str:
    """The plan nearest to where we are in one of the revisions: as a path from here."""
    folders, prefix = [], repository.prefix
    while True:
        folders.append(prefix)
        if not prefix:
            break
        prefix = os.path.dirname(prefix)
    paths = ["/".join(filter(None, (folder, name))) for folder in folders for name in _ROOTS]
    for revision in revisions:
        found = repository.git.look_up([f"{revision.commit}:{path}" for path in paths])
        for path, one in zip(paths, found, strict=True):
            if one is not None and one[1] == ("tree" if path.endswith("plans") else "blob"):
                return repository.outside(path)
    raise Trouble("no plans/ folder and no plan.yaml, here or above, on either side; name a plan with --plan")


def _at(repository: Repository, revision: Revision, path: str, only: str) -> Stand:
    entries = of_plan(repository.listing(revision.commit, path), path, revision.prefix)
    there = bool(entries) and (not only or any(entry.path == only for entry in entries))
    return Stand(path, there, entries if there else (), only, revision.commit)


def _moved(repository: Repository, revision: Revision, missing: Stand, known: Stand) -> Stand:
    """The plan where it stood at a revision, if it was moved between the two; or else ``missing``."""
    everything = repository.listing(revision.commit, "")
    of_plan((one for one in everything if missing.path.startswith(one.path + "/")), missing.path, revision.prefix)
    if known.commit:
        files = known_at(repository, known.commit, known.path, known.entries)
    else:
        files = known_on_disk(repository, known.path, revision.commit)
    place = found_before(repository, everything, files)
    if place is None:
        return missing
    below = (one for one in everything if not place or one.path == place or one.path.startswith(place + "/"))
    entries = of_plan(below, place, revision.prefix)
    note = f"in {revision.name} the plan stands at {place or '.'}"
    return Stand(place, bool(entries), entries, commit=revision.commit, notes=(note,))
