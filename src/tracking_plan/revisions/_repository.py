"""A repository: where it stands, which commits its names mean, and which files its trees hold."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from .. import workspace
from ..shelf import quote
from ..trouble import Trouble
from ._git import Git, argument, text

LINK, SUBMODULE = "120000", "160000"


class Entry(NamedTuple):
    """What stands in a tree: its path in the repository, its mode and the id of its object."""

    path: str
    mode: str
    id: str


class Repository:
    """A git repository. ``top`` is the folder of its working tree, "" where there is none; ``prefix`` where we are in it."""

    def __init__(self, start: str, otherwise: str) -> None:
        """The repository around a path, which need not be there; ``otherwise`` is what to do where there is none.

        Raises:
            Trouble: there is none, or git is missing or refuses.
        """
        folder = os.path.abspath(start)
        while not os.path.isdir(folder):
            folder = os.path.dirname(folder)
        self.git = Git(folder, otherwise)
        facts = self.git.lines(
            "rev-parse",
            "--is-bare-repository",
            "--is-inside-work-tree",
            "--is-shallow-repository",
            "--show-cdup",
            "--show-prefix",
        )
        self.bare = facts[0] == "true"
        self.shallow = facts[2] == "true"
        self.top = os.path.realpath(os.path.join(folder, facts[3])) if facts[1] == "true" else ""
        self.prefix = facts[4].rstrip("/") if self.top else ""

    def inside(self, path: str) -> str:
        """The path in the repository of a path on disk; "" for the repository's own folder.

        Raises:
            Trouble: it is not in this repository, or holds a line break.
        """
        if not self.top:  # a bare repository: what is named is in its trees
            found = workspace.said(os.path.normpath(path)).replace(os.sep, "/")
        else:
            found = workspace.said(os.path.relpath(os.path.realpath(path), self.top)).replace(os.sep, "/")
        if found == ".." or found.startswith(("../", "/")):
            where = self.top or self.git.folder
            raise Trouble(f"{path}: is outside the repository at {where}; name a plan inside it with --plan")
        if "\n" in found:
            raise Trouble(f"{quote(found)}: the path of a plan may not hold a line break")
        return "" if found == "." else found

    def outside(self, path: str) -> str:
        """The path on disk of a path in the repository, from where we are; only where there is a working tree."""
        return os.path.relpath(os.path.join(self.top, argument(path)))

    def listing(self, commit: str, path: str) -> list[Entry]:
        """Every file at or below a path of a commit, or of a tree; none where the path is not there."""
        words = ["ls-tree", "-r", "-z", "--full-tree", "--", commit, *([f":(literal){argument(path)}"] if path else [])]
        entries = []
        for line in self.git.run(*words).out.split(b"\0")[:-1]:
            head, _, name = line.partition(b"\t")
            mode, _, ident = head.split(b" ")
            entries.append(Entry(text(name), mode.decode(), ident.decode()))
        return entries

    def base(self, one: str, other: str) -> list[str]:
        """The best common ancestors of two commits, often one, sometimes none."""
        return self.git.lines("merge-base", "--all", one, other, fails=(1,))


def of_plan(entries: Iterable[Entry], path: str, said: str) -> list[Entry]:
    """The files of the plan at ``path``, in the order in which they are read from disk.

    Raises:
        Trouble: a symbolic link or a submodule stands where a file of the plan should be.
    """
    found = []
    for entry in entries:
        rest = entry.path[len(path) :].strip("/") if path else entry.path
        what = {LINK: "a symbolic link", SUBMODULE: "a submodule"}.get(entry.mode)
        if what and (not rest or (workspace.belongs(rest) if entry.mode == LINK else workspace.visible(rest))):
            remedy = "put the file itself there" if entry.mode == LINK else "run plan inside it, or move the plan out"
            raise Trouble(f"{said}{entry.path}: is {what} at that revision, which is not followed; {remedy}")
        if not what and (not rest or workspace.belongs(rest)):
            found.append(entry)
    return sorted(found, key=lambda entry: _walked(entry.path))


def _walked(path: str) -> list[tuple[bool, str]]:
    """As a walk goes: the files of a folder, then its folders."""
    *folders, name = path.split("/")
    return [*((True, folder) for folder in folders), (False, name)]


_POINTER = b"version https://git-lfs.github.com/spec/"


def refuse_pointers(files: Iterable[workspace.File], remedy: str) -> Iterator[workspace.File]:
    """The files, none of which is a pointer of Git LFS.

    Raises:
        Trouble: one is.
    """
    for file in files:
        if file.content.startswith(_POINTER):
            raise Trouble(f"{file.name}: is a pointer of Git LFS and not the file itself; {remedy}")
        yield file


def blobs(
    repository: Repository, entries: Sequence[Entry], names: Sequence[str], limit: int
) -> Iterator[workspace.File]:
    """The files of entries, under the names given; read by one process."""
    contents = repository.git.objects((entry.id for entry in entries), limit)
    for name, (_, content) in zip(names, contents, strict=True):
        yield workspace.File(name, content)
