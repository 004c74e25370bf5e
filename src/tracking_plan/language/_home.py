"""A Home: a folder in which a plan stands (or several), its documents, and what was found in them when they were last judged."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from .. import workspace
from ..check import UNREADABLE, check
from ..document import Document, Limits, Map, read
from ..document.rereading import Pieces
from ..finding import Finding
from ..load import load
from ..model.plan import Plan
from ..packages import Builder, Disk
from ..sections import parted, says_extends
from ..trouble import Trouble
from ._memory import Memory
from ._text import Text, differing

LIMITS = Limits()


class Judged(NamedTuple):
    """A plan as it was judged last. ``good`` is the last that could be read whole: what is known while one types."""

    plan: Plan
    findings: list[Finding]
    good: Plan


class Home:
    """The plans of a folder. Files that are open count as they are in the editor.

    Files are named in messages as they are seen from the working directory, which is the editor's folder.
    """

    def __init__(self, folder: str, buffers: Mapping[str, Text]) -> None:
        self.folder, self.buffers = folder, buffers
        self.documents: dict[str, Document] = {}
        self.parts: dict[str, Judged] = {}
        """Where a plan stands (`parted`) -> the plan."""
        self.memories: dict[str, Memory] = {}
        """Where a plan stands -> what the rules said of it."""
        self.trouble: Trouble | None = None
        self.stale = True
        self.day = date.min
        self.names: dict[str, str] = {}
        """Path of a file -> how messages name it."""
        self._read_as: dict[str, Text] = {}
        """The text of an open file as it could be read last; its pieces are those of this text."""
        self._pieces: dict[str, Pieces] = {}
        self._moved: set[str] = set()
        """Files of which lines have moved since they were judged."""
        self._last: dict[str, Document] = {}
        self._texts: dict[str, tuple[Document, Text]] = {}
        self._read_all()

    def _read_all(self) -> None:
        try:
            for file in workspace.files(self.folder, LIMITS.bytes):
                self._take(file.name, file.content)
        except Trouble as trouble:
            self.trouble = trouble
        for path, text in self.buffers.items():
            self.put(path, text)

    def _edit(self, path: str, text: Text) -> bool:
        """Read again only what differs from what the file held when it could be read last, where that can be done."""
        pieces, before = self._pieces.get(path), self._read_as.get(path)
        if pieces is None or before is None or text.text[:1] == "\ufeff":
            return False
        start, old_end, new_end = differing(before.text, text.text)
        first, last, now = before.row(start), before.row(old_end), text.row(new_end)
        if text.row(start) != first or not pieces.edit(text.text, text.starts, first, last, now - last):
            return False
        self.documents[path], self._read_as[path] = pieces.document, text
        if now != last:
            self._moved.add(pieces.document.file)
        return True

    def _take(self, path: str, content: bytes, doubtful: bool = False) -> None:
        made = self.documents[path] = read(content, self.name(path), LIMITS, doubtful=doubtful)
        if made.data is not None or path not in self._last:
            self._last[path] = made

    def holds(self, path: str) -> bool:
        """Whether a file at this path is one of the folder's plans' files."""
        start = self.folder.rstrip(os.sep) + os.sep
        return path.startswith(start) and workspace.belongs(path[len(start) :].replace(os.sep, "/"))

    def name(self, path: str) -> str:
        """A file as messages name it."""
        if path not in self.names:
            here = workspace.said(os.getcwd()).rstrip(os.sep) + os.sep
            self.names[path] = path.removeprefix(here)
        return self.names[path]

    # What happens

    def put(self, path: str, text: Text) -> None:
        """A file holds another text."""
        if not self.holds(path):
            return
        if not self._edit(path, text):
            self._take(path, _bytes(text.text), doubtful=True)
            if not self.documents[path].problems:
                self._pieces[path] = Pieces(self.documents[path], LIMITS)  # before anything is made of it
                self._read_as[path] = text
        self.stale = True

    def touch(self, path: str) -> None:
        """A file on the disk has changed, came or went."""
        if not self.holds(path):
            return
        self.stale = True
        self._read_as.pop(path, None)
        try:
            self._take(path, workspace.read(path, LIMITS.bytes))
        except OSError:
            self.documents.pop(path, None)

    def below(self, path: str) -> None:
        """A file has changed that stands elsewhere: in a plan that this one builds on, perhaps."""
        if not self.holds(path) and any(part.plan.extends for part in self.parts.values()):
            self.stale = True

    # What is known

    def text(self, path: str) -> Text | None:
        """What a file holds that is not open."""
        document = self.documents.get(path)
        if document is None:
            return None
        known = self._texts.get(path)
        if known is None or known[0] is not document or known[1].text is not document.text:
            known = self._texts[path] = document, Text(document.text)
        return known[1]

    def last(self, path: str) -> Document:
        """What a file held when it could be read last."""
        return self._last[path]

    def judged(self, path: str) -> Judged | None:
        """The plan that a file belongs to."""
        name = self.name(path)
        for part in self.parts.values():
            if any(document.file == name for document in part.plan.documents):
                return part
        return None

    def whole(self, path: str) -> tuple[Plan, list[Finding]]:
        """The plan of a file, of documents that were read whole, and its findings: what changes are worked out from."""
        judged = self.judged(path)
        assert judged is not None
        old = judged.plan
        documents = [read(_bytes(document.text), document.file, LIMITS) for document in old.documents]
        if says_extends(documents):
            plan = Builder(Disk(), self._of_base, LIMITS, self.day).load(documents, old.folder)
        else:
            plan = load(documents, self.day, old.folder)
        return plan, check(plan)

    def findings(self, today: date) -> Mapping[str, list[Finding]]:
        """What is found in each file of the plans that stand here, in the order of its text."""
        if self.stale or today != self.day:
            self.stale, self.day = False, today
            before, self.parts = self.parts, {}
            try:
                for where, documents in self._own():
                    self.parts[where] = self._judge(where, documents, before.get(where))
            except Trouble as trouble:
                self.trouble = trouble
            self._moved.clear()
        made: dict[str, list[Finding]] = {}
        for part in self.parts.values():
            for finding in part.findings:
                made.setdefault(os.path.abspath(finding.at.file), []).append(finding)
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
        return found or [part for part in parts if not part[0]][-1:]

    def _judge(self, where: str, documents: list[Document], before: Judged | None) -> Judged:
        where = where or self.name(self.folder)
        if says_extends(documents):
            plan = Builder(Disk(), self._of_base, LIMITS, self.day).load(documents, where)
        else:
            plan = load(documents, self.day, where, before=before.good if before is not None else None)
        memory = self.memories.setdefault(where, Memory())
        memory.moved |= self._moved
        findings = check(plan, run=memory.run)
        readable = not any(rule in UNREADABLE for rule in plan.problems)
        return Judged(plan, findings, plan if readable or before is None else before.good)

    def _of_base(self, file: workspace.File) -> Document:
        """A file of a plan that is built on: as the editor has it, where it is open."""
        text = self.buffers.get(os.path.abspath(file.name))
        return read(_bytes(text.text) if text is not None else file.content, file.name, LIMITS)


def _walked(path: str) -> tuple[tuple[int, str], ...]:
    """Files in the order in which a folder is walked: those right in it first, then folder by folder."""
    *folders, name = path.split(os.sep)
    return (*((1, folder) for folder in folders), (0, name))


def _bytes(text: str) -> bytes:
    """As it will be on the disk. What is no text (half a surrogate pair) is told by who reads it."""
    return text.encode("utf-8", "surrogatepass")
