"""A Timeline: the plan at each commit that changed it, the oldest first, each file read once."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from ..check import UNREADABLE
from ..document import Document, Limits, Map, read
from ..load import load
from ..model.event import Event
from ..model.plan import Plan
from ..model.taxonomy import Taxonomy
from ..packages import Builder, Commit
from ..revisions import History, Version
from ..sections import Sections, one_of, says_extends
from ..trouble import Trouble
from ..workspace import File

_UNCOLLECTED = 4 << 20
"""So many bytes may have been parsed and let go before the memory is collected: what refers to itself does not go by itself."""


def empty(like: Plan) -> Plan:
    """A plan of nothing: what stood there before there was one."""
    return Plan(path=(), raw=like.raw, taxonomy=Taxonomy(path=("taxonomy",), raw=like.raw))


def is_other(once: Event, now: Event) -> bool:
    """Whether two events of one name mean different things: they are described otherwise, or carry something else."""
    return once.description != now.description or {*once.properties} != {*now.properties}


class Named(NamedTuple):
    """An event by its names alone."""

    was: tuple[str, ...]


Make = Callable[[Sequence[Document], str], Plan]
"""Loads a plan of its documents and the place where it stands."""


class Step:
    """The plan at one commit. ``problem`` says why it cannot be read, where it cannot."""

    def __init__(
        self, version: Version, documents: Sequence[Document], only: str, make: Make, problem: str = ""
    ) -> None:
        self.version, self.make, self.where = version, make, ""
        self.documents: Sequence[Document] = ()
        self.problem = problem
        try:
            self.where, self.documents = one_of(documents, only) if documents else ("", ())
        except Trouble as told:
            self.problem = str(told)
        problems = Sections(self.documents).problems if self.documents else {}
        found = next((problem for rule in problems if rule in UNREADABLE for problem in problems[rule]), None)
        if found is not None:
            self.problem = f"{found.at.file}:{found.at.line}:{found.at.column}: {found.message}"

    @cached_property
    def plan(self) -> Plan:
        """The plan, loaded; an empty one where none stood there.

        Raises:
            Trouble: it cannot be read.
        """
        if self.problem:
            raise Trouble(f"the plan at {self.version.short} cannot be read: {self.problem}")
        return self.make(self.documents, self.where)

    @property
    def number(self) -> str | None:
        """The plan's own version, as it is written."""
        for document in self.documents:
            if isinstance(document.data, Map) and document.data.get("version") is not None:
                return document.data.source("version")
        return None

    @cached_property
    def names(self) -> dict[str, Named]:
        """The events, by their names alone: what `renames` asks for, without loading the plan."""
        return {name: named for document in self.documents for name, named in names_in(document).items()}


def names_in(document: Document) -> dict[str, Named]:
    """The events that a file holds, by their names alone."""
    events = document.data.get("events") if isinstance(document.data, Map) else None
    if not isinstance(events, Map):
        return {}
    return {name: Named(_former(event)) for name, event in events.items() if not name.startswith("x-")}


def _former(event: object) -> tuple[str, ...]:
    was = event.get("was") if isinstance(event, Map) else None
    return tuple(name for name in was if isinstance(name, str)) if isinstance(was, list) else ()


class Timeline:
    """Reads the steps of a history. What no later step needs is let go."""

    def __init__(self, history: History, versions: Sequence[Version], limits: Limits, today: date) -> None:
        """``versions`` in the order in which they are wanted, the oldest first."""
        self.history, self.versions, self.limits, self.today = history, versions, limits, today
        self.refused: dict[str, str] = {}
        """Commit -> why the plan's files there are none to be read."""
        self.wanted = [(version, self._keys(version)) for version in versions]
        self.last = {key: place for place, (_, keys) in enumerate(self.wanted) for key in keys}
        """A file's path and id, to the last step that has it."""
        ids = dict.fromkeys(ident for _, keys in self.wanted for _, ident in keys)
        self.contents = history.contents(ids, limits.bytes)
        self.texts: dict[str, bytes] = {}
        self.known: dict[tuple[str, str], Document] = {}
        self.bases: dict[tuple[str, bytes], Document] = {}
        self.let_go = 0
        self.latest: Plan | None = None

    def steps(self) -> Iterator[Step]:
        """Each step in turn."""
        uses = {}
        for place, (_, keys) in enumerate(self.wanted):
            uses.update({ident: place for _, ident in keys})
        for place, (version, keys) in enumerate(self.wanted):
            documents = [self._document(key) for key in keys]
            yield Step(
                version, documents, self._only(version), self._built(version), self.refused.get(version.commit, "")
            )
            for key in keys:
                if self.last[key] == place:
                    self.known.pop(key, None)
                if uses[key[1]] == place:
                    self.let_go += len(self.texts.pop(key[1], b""))
            if self.let_go > _UNCOLLECTED:
                self.let_go = 0
                gc.collect()

    def _keys(self, version: Version) -> list[tuple[str, str]]:
        try:
            return [(entry.path, entry.id) for entry in self.history.files(version)]
        except Trouble as told:
            self.refused[version.commit] = str(told)
            return []

    def _load(self, documents: Sequence[Document], where: str) -> Plan:
        """A plan, with what it shares with the one that was loaded before it."""
        self.latest = load(documents, self.today, where, self.latest)
        return self.latest

    def _built(self, version: Version) -> Make:
        """Loads a plan of a version, with what it built on at that commit."""

        def make(documents: Sequence[Document], where: str) -> Plan:
            if not says_extends(documents):
                return self._load(documents, where)
            ground = Commit(self.history.tree(version))
            return Builder(ground, self._base_document, self.limits, self.today).load(documents, where)

        return make

    def _base_document(self, file: File) -> Document:
        """A file of a plan that is built on; each content is read once."""
        key = (file.name, file.content)
        if key not in self.bases:
            self.bases[key] = read(file.content, file.name, self.limits)
        return self.bases[key]

    def _only(self, version: Version) -> str:
        """The file by which the plan was named, where it still stood at its place."""
        return self.history.only if version.path == self.history.path else ""

    def _document(self, key: tuple[str, str]) -> Document:
        path, ident = key
        if key not in self.known:
            while ident not in self.texts:
                found, content = next(self.contents)
                self.texts[found] = content
            self.known[key] = read(self.texts[ident], path, self.limits)
        return self.known[key]
