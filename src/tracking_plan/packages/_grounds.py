"""The ground on which plans stand side by side: a disk, a commit, or a bounded set of files (a package, what was fetched).

A place is a path on its ground, in plain `/` form. `step` goes from the folder of one plan to the place of another and
never leaves the ground; `files` reads what stands there.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Mapping, Sequence
from typing import Protocol

from .. import workspace
from ..revisions import Tree
from ..shelf import quote
from ..trouble import Trouble
from ..workspace import File
from ._refused import Refused


class Ground(Protocol):
    """Where plans stand."""

    says_name: str
    """What the names of files begin with, that is no part of their places."""
    brings_lock: bool
    """Whether the lock file beside a plan here is the user's own."""

    def step(self, folder: str, path: str) -> str:
        """The place to which a path leads from a folder. Raises `Refused` where it leaves the ground."""
        ...

    def files(self, place: str, limit: int) -> Sequence[File]:
        """The files of the plan at a place, at most ``limit`` + 1 bytes of each. Raises `Refused` where there is none."""
        ...

    def key(self, file: str) -> tuple[str, str]:
        """What tells a file from all others, on whichever ground."""
        ...

    def lock(self, folder: str, limit: int) -> File | None:
        """The lock file in a folder."""
        ...

    def kept(self, folder: str) -> str:
        """The folder on disk in which what was fetched for the plan in a folder is kept; "" where there is none."""
        ...


LOCK, KEPT = "plan.lock", ".plan"


class Disk:
    """The disk, as far as the repository goes in which a plan stands; without one, all of it."""

    says_name = ""
    brings_lock = True

    def step(self, folder: str, path: str) -> str:
        start = folder or "."
        named = os.path.normpath(os.path.join(start, path))
        real = os.path.normpath(os.path.join(os.path.realpath(start), path))
        top = _top(os.path.realpath(start))
        if top and not _inside(real, top):
            raise Refused(
                f"{quote(path)} leads out of the repository", "name a plan in it, or one that `plan fetch` brings"
            )
        if os.path.realpath(named) != real:
            raise Refused(f"{quote(path)} goes through a symbolic link, which is not followed", "name the plan itself")
        return named

    def files(self, place: str, limit: int) -> Sequence[File]:
        if not os.path.exists(place):
            raise Refused(f"no plan stands at {_shown(place)}", "write the path from this file on, as in ../company")
        if not os.path.isdir(place) and not os.path.isfile(place):
            raise Refused(f"{_shown(place)} is no file and no folder", "name the plan itself")
        try:
            found = workspace.files(place, limit)
        except Trouble as told:
            raise Refused(str(told)) from told
        linked = next((file.name for file in found if os.path.islink(file.name)), None)
        if linked is not None:
            raise Refused(f"{_shown(linked)} is a symbolic link, which is not followed", "put the file itself there")
        return found

    def key(self, file: str) -> tuple[str, str]:
        return "disk", os.path.realpath(file)

    def lock(self, folder: str, limit: int) -> File | None:
        path = os.path.join(folder, LOCK)
        return workspace.files(path, limit)[0] if os.path.lexists(path) else None

    def kept(self, folder: str) -> str:
        return os.path.join(folder, KEPT)


def _top(folder: str) -> str:
    """The folder of the repository around a folder, or ""."""
    while not os.path.exists(os.path.join(folder, ".git")):
        parent = os.path.dirname(folder)
        if parent == folder:
            return ""
        folder = parent
    return folder


def _inside(path: str, top: str) -> bool:
    return path == top or path.startswith(top.rstrip(os.sep) + os.sep)


def _shown(place: str) -> str:
    return quote(workspace.said(place), 120)


class Commit:
    """The files of a commit."""

    brings_lock = True

    def __init__(self, tree: Tree) -> None:
        self.tree, self.says_name = tree, tree.prefix

    def step(self, folder: str, path: str) -> str:
        place = posixpath.normpath(posixpath.join(folder, path))
        if place == ".." or place.startswith("../"):
            raise Refused(
                f"{quote(path)} leads out of the repository", "name a plan in it, or one that `plan fetch` brings"
            )
        return place

    def files(self, place: str, limit: int) -> Sequence[File]:
        try:
            found = self.tree.files("" if place == "." else place, limit)
        except Trouble as told:
            raise Refused(str(told)) from told
        if not found:
            raise Refused(f"no plan stands at {_shown(self.says_name + place)}", "it came later, or went away")
        return found

    def key(self, file: str) -> tuple[str, str]:
        return self.tree.commit, file

    def lock(self, folder: str, limit: int) -> File | None:
        return self.tree.file(posixpath.join(folder, LOCK), limit)

    def kept(self, folder: str) -> str:
        on_disk = self.tree.on_disk(folder)
        return os.path.join(on_disk, KEPT) if on_disk else ""


class Listing:
    """Files that are at hand, by their paths, and nothing beyond them."""

    brings_lock = False

    def __init__(self, name: str, contents: Mapping[str, bytes], says_name: str = "") -> None:
        """``name`` tells it from others, and to people; ``says_name`` is what its files' names begin with."""
        self.name, self.contents, self.says_name = name, contents, says_name

    def step(self, folder: str, path: str) -> str:
        place = posixpath.normpath(posixpath.join(folder, path))
        if place == ".." or place.startswith(("../", "/")):
            raise Refused(f"{quote(path)} leads out of {self.name}", "name a plan in it")
        return place

    def files(self, place: str, limit: int) -> Sequence[File]:
        below = "" if place == "." else f"{place}/"
        found = [
            File(self.says_name + name, content[: limit + 1])
            for name, content in self.contents.items()
            if name == place or (name.startswith(below) and workspace.belongs(name[len(below) :]))
        ]
        if not found:
            raise Refused(f"no plan stands at {quote(place, 120)} in {self.name}")
        return found

    def key(self, file: str) -> tuple[str, str]:
        return self.name, file

    def lock(self, folder: str, limit: int) -> File | None:
        return None

    def kept(self, folder: str) -> str:
        return ""
