"""A Home: a folder in which a plan stands (or several), its documents, and what was found in them when they were last judged."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from .. import workspace
from ..check import UNREADABLE, check
from ..document import Document, Limits, Map, read
from ..finding import Finding
from ..load import load
from ..model.plan import Plan
from ..sections import parted
from ..trouble import Trouble
from ._text import Text

LIMITS = Limits()
MOST_FILES = 20_000
"""A plan is not looked for among more files than these."""


class Judged(NamedTuple):
    """A plan as it was judged last. ``good`` is the last that could be read whole: what is known while one types."""

    plan: Plan
    findings: list[Finding]
    good: Plan


class Home:
    """The plans of a folder. Files that are open count as they are in the editor."""

    def __init__(self, folder: str, shown: str, buffers: Mapping[str, Text]) -> None:
        self.folder, self.shown, self.buffers = folder, shown, buffers
        self.documents: dict[str, Document] = {}
        self.parts: dict[str, Judged] = {}
        """Where a plan stands (`parted`) -> the plan."""
        self.trouble: Trouble | None = None
        self.stale = True
        self.day = date.min
        self._paths: dict[str, str] = {}
        self._last: dict[str, Document] = {}
        self._texts: dict[str, tuple[Document, Text]] = {}
        self._read_all()

    def _read_all(self) -> None:
        try:
            for file in workspace.files(self.folder, LIMITS.bytes):
                self.documents[file.name] = self._read(file.name, file.content)
        except Trouble as trouble:
            self.trouble = trouble
        for path, text in self.buffers.items():
            if self.holds(path):
                self.documents[path] = self._read(path, _bytes(text.text))

    def _read(self, path: str, content: bytes) -> Document:
        name = self._paths_of(path)
        made = read(content, name, LIMITS)
        if made.data is not None or path not in self._last:
            self._last[path] = made
        return made

    def _paths_of(self, path: str) -> str:
        name = self.name(path)
        self._paths[name] = path
        return name

    def holds(self, path: str) -> bool:
        """Whether a file at this path is one of the folder's plans' files."""
        start = self.folder.rstrip(os.sep) + os.sep
        return path.startswith(start) and workspace.belongs(path[len(start) :].replace(os.sep, "/"))

    def name(self, path: str) -> str:
        """A file as messages name it."""
        return os.path.join(self.shown, os.path.relpath(path, self.folder))

    @property
    def paths(self) -> Mapping[str, str]:
        """The name of each file -> its path."""
        return self._paths

    def whole(self, plan: Plan) -> Plan:
        """The plan of documents that were read whole: what changes of text are worked out from."""
        return plan

    def last(self, path: str) -> Document:
        """What a file held when it could be read last."""
        return self._last[path]

    def put(self, path: str, text: Text) -> None:
        """A file holds another text."""
        if self.holds(path):
            self.documents[path] = self._read(path, _bytes(text.text))
            self.stale = True

    def touch(self, path: str) -> None:
        """A file on the disk has changed, came or went."""
        if not self.holds(path):
            return
        self.stale = True
        try:
            self.documents[path] = self._read(path, workspace.read(path, LIMITS.bytes))
        except OSError:
            self.documents.pop(path, None)

    def has_root(self) -> bool:
        """Whether one of its files says, or may say once it can be read again, that it is a plan."""
        return any(
            os.path.dirname(path) == self.folder
            and (document.problems or (isinstance(document.data, Map) and "plan" in document.data))
            for path, document in self.documents.items()
        )

    def text(self, path: str) -> Text | None:
        """What a file holds that is not open."""
        document = self.documents.get(path)
        if document is None:
            return None
        known = self._texts.get(path)
        if known is None or known[0] is not document:
            known = self._texts[path] = document, Text(document.text)
        return known[1]

    def judged(self, path: str) -> Judged | None:
        """The plan that a file belongs to."""
        name = self.name(path)
        for part in self.parts.values():
            if any(document.file == name for document in part.plan.documents):
                return part
        return None

    def findings(self, today: date) -> Mapping[str, list[Finding]]:
        """What is found in each file of the plans that stand here, in the order of its text."""
        if self.stale or today != self.day:
            self.stale, self.day = False, today
            before, self.parts = self.parts, {}
            for where, documents in self._own():
                self.parts[where] = self._judge(where, documents, before.get(where))
        made: dict[str, list[Finding]] = {}
        for part in self.parts.values():
            for finding in part.findings:
                made.setdefault(self._paths[finding.at.file], []).append(finding)
        return made

    def _own(self) -> Sequence[tuple[str, list[Document]]]:
        """The plans that stand right here, as `plan validate` parts them; not those of folders below, which are their own."""
        ordered = [self.documents[path] for path in sorted(self.documents, key=_walked)]
        parts = parted(ordered)
        here = {self.name(path) for path in self.documents if os.path.dirname(path) == self.folder}
        found = [
            part
            for part in parts
            if any(d.file in here and isinstance(d.data, Map) and "plan" in d.data for d in part[1])
        ]
        broken = [part for part in parts if not part[0] and any(d.file in here and d.problems for d in part[1])]
        return found or broken[-1:]

    def _judge(self, where: str, documents: list[Document], before: Judged | None) -> Judged:
        plan = load(documents, self.day, where or self.shown or os.curdir)
        findings = check(plan)
        readable = not any(rule in UNREADABLE for rule in plan.problems)
        return Judged(plan, findings, plan if readable or before is None else before.good)


def _walked(path: str) -> tuple[tuple[int, str], ...]:
    """Files in the order in which a folder is walked: those right in it first, then folder by folder."""
    *folders, name = path.split(os.sep)
    return (*((1, folder) for folder in folders), (0, name))


def _bytes(text: str) -> bytes:
    """As it will be on the disk. What is no text (half a surrogate pair) is told by who reads it."""
    return text.encode("utf-8", "surrogatepass")
