"""The two sides of a comparison: each a plan at a revision, in the working tree, or at a path of its own."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from .. import workspace
from ..shelf import quote
from ..trouble import Trouble
from ._beside import Tree
from ._names import Revision, commit, commits, merge_base, missing, refuse
from ._places import Stand, nearest, parted, stands
from ._repository import Repository, blobs, refuse_pointers


@dataclass(frozen=True)
class Side:
    """One side of a comparison.

    ``label`` names it to a person, ``where`` is the plan's path there, ``prefix`` stands before each file's path in
    findings (`v1:`; nothing where files are on disk), ``notes`` is what was decided for whoever asked, and has to be
    said. Where ``exists`` is false, no plan stood there, and there are no files. ``only``, if not empty, names the file
    that the wanted plan holds, as the folder may hold others.
    """

    label: str
    where: str
    read: Callable[[int], Iterable[workspace.File]] = field(repr=False, compare=False)
    prefix: str = ""
    commit: str = ""
    notes: tuple[str, ...] = ()
    exists: bool = True
    only: str = ""
    tree: Tree | None = None
    """All of the commit, for what the plan builds on; None on disk."""

    def files(self, limit: int) -> list[workspace.File]:
        """The plan's files, at most ``limit`` + 1 bytes of each.

        Raises:
            Trouble: one cannot be read, or is a pointer of Git LFS.
        """
        return list(self.read(limit))


def resolve(base: str | None = None, head: str | None = None, plan: str | None = None) -> tuple[Side, Side]:
    """The two sides that somebody means by what they wrote.

    ``base`` and ``head`` each name a revision, or a folder or file on disk; without them the base is where HEAD left
    the default branch, and the head is the working tree. ``plan`` is where the plan stands in the repository, by
    default the nearest one.

    Raises:
        Trouble: a name leads nowhere, there is no repository where one is needed, or no plan on either side.
    """
    names = [name for name in (base, head) if name is not None]
    for name in names:
        if not os.path.lexists(name):
            refuse(name)
    repository = None
    if base is None or not all(map(_only_a_path, names)):
        try:
            repository = Repository(nearest(plan) or ".", "compare two folders or files instead")
        except Trouble:
            if base is None or not all(map(os.path.lexists, names)):
                raise
    if repository is None:
        assert base is not None
        return _on_disk(base, base), _on_disk(head, head) if head is not None else working_tree(plan)
    return _meet(repository, plan, *_meant(repository, base, head))


def _only_a_path(name: str) -> bool:
    """Whether a name leads to a file or folder, and can be no revision."""
    return os.path.lexists(name) and (os.path.isabs(name) or name[0] in ".-")


def working_tree(plan: str | None = None) -> Side:
    """A plan as it stands on disk, by default the nearest one. No git is needed.

    Raises:
        Trouble: there is none.
    """
    return _on_disk(plan if plan is not None else workspace.find(), "the working tree")


def _on_disk(target: str, label: str) -> Side:
    if not os.path.exists(target):
        raise Trouble(f"{target}: there is no such file or folder")
    folder, only = parted(target)

    def read(limit: int) -> Iterator[workspace.File]:
        return refuse_pointers(workspace.files(folder, limit), "`git lfs pull` brings the file")

    said = workspace.said(os.path.normpath(only)) if only else ""
    return Side(label, workspace.said(os.path.normpath(folder)), read, only=said)


class _Meant:
    """What a name means: a revision, a path on disk, or (neither) the working tree; and what has to be said of it."""

    def __init__(self, revision: Revision | None = None, path: str | None = None, notes: tuple[str, ...] = ()) -> None:
        self.revision, self.path, self.notes = revision, path, notes


def _meant(repository: Repository, base: str | None, head: str | None) -> tuple[_Meant, _Meant]:
    second = _one(repository, head)
    if base is not None:
        return _one(repository, base), second
    start = second.revision or commit(repository, "HEAD")
    if second.path is not None:
        raise Trouble(f"{second.path}: is a path, so what to compare it with has to be named before it")
    found = merge_base(repository, start)
    return _Meant(found, notes=found.notes), second


_NO_TREE = "no working tree of the repository stands here"


def _one(repository: Repository, name: str | None) -> _Meant:
    if name is None:
        if not repository.top:
            what = "a bare repository has no working tree" if repository.bare else _NO_TREE
            raise Trouble(f"{what}; name two revisions to compare")
        return _Meant()
    there = os.path.lexists(name)
    if _only_a_path(name):
        return _Meant(path=name)
    (found,) = commits(repository, (name,))
    if found is None:
        if there:
            return _Meant(path=name)
        raise missing(repository, name)
    both = f"{quote(name)} is a revision and a path; the revision is taken (write ./{name} for the path)"
    return _Meant(found, notes=(*((both,) if there else ()), *found.notes))


def _meet(repository: Repository, plan: str | None, base: _Meant, head: _Meant) -> tuple[Side, Side]:
    """The plan on both sides. One that stands on neither is a mistake; on one, it is new, gone, or was moved."""
    if base.path is not None and head.path is not None:  # no plan of the repository is asked for
        return _on_disk(base.path, base.path), _on_disk(head.path, head.path)
    found = stands(repository, plan, base.revision, head.revision, needs_disk=base.path is None and head.path is None)
    sides = []
    for meant, stand, empty in ((base, found[0], "all of it is new"), (head, found[1], "all of it is removed")):
        if meant.path is not None:
            side = _on_disk(meant.path, meant.path)
        elif meant.revision is None:
            there = stand.only or stand.path
            side = _on_disk(there, "the working tree") if stand.there else _nothing(stand, "the working tree")
        else:
            side = _at(repository, meant.revision, stand)
        notes = [*meant.notes, *stand.notes]
        if not side.exists:
            notes.append(f"no plan stands at {stand.path or '.'} in {side.label}: {empty}")
        sides.append(replace(side, notes=tuple(notes)))
    return sides[0], sides[1]


def _nothing(stand: Stand, label: str) -> Side:
    return Side(label, stand.path, lambda limit: (), exists=False)


def _at(repository: Repository, revision: Revision, stand: Stand) -> Side:
    """A plan at a revision."""
    prefix, label = revision.prefix, f"{revision.name} ({revision.short})"
    if revision.commit == revision.name:
        label = revision.short

    def read(limit: int) -> Iterator[workspace.File]:
        names = [prefix + entry.path for entry in stand.entries]
        files = blobs(repository, stand.entries, names, limit)
        return refuse_pointers(files, "its text is not in git; take the plan out of Git LFS (`git lfs migrate export`)")

    only = f"{prefix}{stand.only}" if stand.only else ""
    tree = Tree(repository, revision.commit, prefix)
    return Side(label, prefix + stand.path, read, prefix, revision.commit, exists=stand.there, only=only, tree=tree)
