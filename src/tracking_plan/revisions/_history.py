"""The history of a plan: the commits that changed it, and the files that it had at each."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ..trouble import Trouble
from ._beside import Tree
from ._git import argument
from ._moves import found_before, known_at
from ._names import commit, refuse, refuse_shallow
from ._places import found_in_trees, nearest, parted
from ._repository import Entry, Repository, of_plan
from ._trees import Trees

_MOVES = 20
"""So many times a plan may have been moved; more is a history that goes in a circle."""


class Version(NamedTuple):
    """A plan at one commit of its history. ``parents`` are the commits of the versions before it, the main line's first."""

    commit: str
    parents: tuple[str, ...] = ()
    date: str = ""
    """When it was committed, in ISO 8601 with its own offset from UTC."""
    author: str = ""
    subject: str = ""
    tags: tuple[str, ...] = ()
    path: str = ""
    """Where the plan stands at this commit."""
    tree: str = ""
    """The id of what stands there; empty where nothing does."""
    counts: bool = True
    """False for what was before the history asked for: it is only there to be compared with."""

    @property
    def short(self) -> str:
        return self.commit[:10]


class History:
    """The versions of a plan, the newest first. Each tree and each file is read from git once, whoever shares it."""

    def __init__(self, repository: Repository, path: str, only: str, head: str, also: Sequence[str] = ()) -> None:
        self.repository, self.path, self.only, self.head = repository, path, only, head
        self.also = also
        """Other paths whose changes count as the plan's: those of plans that it builds on."""
        self.trees = Trees(repository.git)
        self.versions: tuple[Version, ...] = ()
        self.notes: tuple[str, ...] = ()

    def files(self, version: Version) -> list[Entry]:
        """The plan's files at a version: path and id of each, in the order in which they are read from disk.

        Raises:
            Trouble: a symbolic link or a submodule stands where a file of the plan should be.
        """
        if self._lone(version.path):
            name = os.path.basename(version.path)
            entries: Iterable[Entry] = (e for e in self.trees.known.get(version.tree, ()) if e.path == name)
            entries = [entry._replace(path=version.path) for entry in entries]
        else:
            entries = self.trees.files(version.tree, version.path)
        return of_plan(entries, version.path, f"{version.short}:")

    def contents(self, ids: Iterable[str], limit: int) -> Iterator[tuple[str, bytes]]:
        """The content of files by their ids, at most ``limit`` + 1 bytes of each."""
        return self.repository.git.objects(ids, limit)

    def tree(self, version: Version) -> Tree:
        """All of a version's commit. Files are named there as in `files`: by their paths in the repository."""
        return Tree(self.repository, version.commit, "")

    def _lone(self, path: str) -> bool:
        return path.endswith((".yaml", ".yml"))

    def at(self, name: str) -> Version:
        """The plan at any revision.

        Raises:
            Trouble: the name leads nowhere.
        """
        refuse(name)
        found = commit(self.repository, name)
        return self.placed([Version(found.commit, path=self.path)])[0]

    def placed(self, versions: Sequence[Version]) -> list[Version]:
        """Versions with what stands at their paths, of which everything is then read."""
        folders = [os.path.dirname(v.path) if self._lone(v.path) else v.path for v in versions]
        asked = [
            f"{v.commit}:{folder}" if folder else f"{v.commit}^{{tree}}"
            for v, folder in zip(versions, folders, strict=True)
        ]
        found = self.repository.git.look_up(asked)
        made = [
            version._replace(tree=one[0] if one is not None and one[1] == "tree" else "")
            for version, one in zip(versions, found, strict=True)
        ]
        for lone in (True, False):
            self.trees.read((v.tree for v in made if v.tree and self._lone(v.path) is lone), deep=not lone)
        return made

    def walk(self, head: str, since: str | None, main_line: bool) -> None:
        """Find the versions from ``head`` back to ``since``; where the plan was moved, under its old path from there on."""
        tags = self.tags()
        path, start, first, seen = self.path, head, "", {self.path}
        while True:
            listed = self.placed(list(self._listed(start, since, path, main_line)))
            if self.versions and not any(version.counts for version in listed):
                listed = self.placed([Version(start, path=path, counts=False)])
            if first and listed:
                self._link(first, listed[0].commit)
            self.versions += tuple(v._replace(tags=tuple(tags.get(v.commit, ()))) for v in listed)
            moved = self._moved(listed) if len(seen) < _MOVES else None
            if moved is None or moved.path in seen:
                return
            path, start, first = moved.path, moved.commit, moved.parents[0]
            seen.add(path)

    def _link(self, first: str, before: str) -> None:
        """The version at the commit ``first`` came from that at ``before``, under another path."""
        self.versions = tuple(
            version._replace(parents=(before,)) if version.commit == first else version for version in self.versions
        )

    def _moved(self, listed: Sequence[Version]) -> Version | None:
        """Where the plan was before the first of these versions, if it was moved to where they have it.

        The commit before the move, whose ``parents`` here is the commit of the move.
        """
        trees = {version.commit: version.tree for version in listed}
        first = [v for v in listed if v.counts and v.tree and not any(trees.get(parent) for parent in v.parents)]
        if len(first) != 1:
            return None
        (parent,) = self.repository.git.look_up([f"{first[0].commit}^1^{{commit}}"])
        if parent is None:
            return None
        known = known_at(self.repository, first[0].commit, first[0].path, self.files(first[0]))
        place = found_before(self.repository, self.repository.listing(parent[0], ""), known)
        if place is None:
            return None
        self.notes += (f"before {first[0].short} the plan stood at {place or '.'}",)
        return Version(parent[0], (first[0].commit,), path=place)

    def _listed(self, head: str, since: str | None, path: str, main_line: bool) -> Iterator[Version]:
        everywhere = [":(top,glob)**/*.yaml", ":(top,glob)**/*.yml"]
        paths = [f":(top,literal){argument(one)}" for one in (path, *self.also)]
        if not path or "" in self.also:
            paths = everywhere
        words = ["rev-list", "--topo-order", "--parents", "--boundary", "--encoding=UTF-8", "--format=%cI%x00%an%x00%s"]
        words += ["--first-parent"] * main_line + [head, *([f"^{since}"] if since else []), "--", *paths]
        lines = self.repository.git.run(*words).out.decode("utf-8", "replace").split("\n")
        for line, told in zip(lines[0:-1:2], lines[1::2], strict=True):
            ident, *parents = line.removeprefix("commit ").split()
            parents = parents[:1] if main_line else parents
            date, author, subject = told.split("\0")
            known = ident.lstrip("-")
            yield Version(known, tuple(parents), date, author, subject, (), path, "", known == ident)

    def line(self) -> list[tuple[str, str]]:
        """Every commit of the main line, the newest first, with the day on which it was committed."""
        lines = self.repository.git.lines("rev-list", "--first-parent", "--format=%cs", self.head)
        return [(lines[n].removeprefix("commit "), lines[n + 1]) for n in range(0, len(lines), 2)]

    def tags(self) -> dict[str, list[str]]:
        """Commit -> its tags, in the order of the alphabet."""
        found: dict[str, str] = {}
        for line in self.repository.git.lines("show-ref", "--tags", "-d", fails=(1,)):
            ident, _, name = line.partition(" refs/tags/")
            found[name.removesuffix("^{}")] = ident  # what a tag leads to comes after the tag itself
        made: dict[str, list[str]] = {}
        for name in sorted(found):
            made.setdefault(found[name], []).append(name)
        return made


def history(
    plan: str | None = None,
    since: str | None = None,
    until: str | None = None,
    main_line: bool = False,
    also: Sequence[str] = (),
) -> History:
    """The commits that changed a plan, back to the revision ``since``, or to where the plan began.

    ``until`` is where it ends, HEAD by default. ``main_line`` follows only the first parent of each merge: what the
    branch itself held, and when. ``also`` are paths whose changes count too: of the plans that this one builds on.

    Raises:
        Trouble: there is no repository, no plan in it, or not enough of it (a shallow clone).
    """
    target = nearest(plan)
    repository = Repository(target or ".", "its history is read from git")
    ends = []
    for name in ("HEAD" if until is None else until, since):
        if name is not None:
            refuse(name)
            ends.append(commit(repository, name))
    if since is None:
        refuse_shallow(repository, "the history of the plan")
    if target is None:
        target = found_in_trees(repository, ends)
    folder, file = parted(target)
    found = History(repository, repository.inside(folder), repository.inside(file) if file else "", ends[0].commit)
    found.also = tuple(repository.inside(path) for path in also)
    found.notes = tuple(note for end in ends for note in end.notes)
    if not found.placed([Version(ends[0].commit, path=found.path)])[0].tree:
        raise Trouble(f"{target}: no plan stands there in {ends[0].name}; commit it, or name another with --plan")
    found.walk(ends[0].commit, ends[1].commit if since is not None else None, main_line)
    return found
