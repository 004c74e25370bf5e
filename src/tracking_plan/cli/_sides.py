"""From a side of a comparison to its plan: which of the plans in its folder, and whether it can be read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ..document import Document, Limits, Span, read
from ..load import load
from ..model.plan import Plan
from ..revisions import Side
from ..sections import one_of, says_extends
from ..trouble import Trouble
from ..workspace import File
from ._judge import refuse_unreadable


class Reader:
    """Reads files, and each only once: where a later side holds the same at the same path, the document is shared.

    The spans of a shared document name the file where it was found first.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.known: dict[tuple[str, bytes], Document] = {}
        self.shared: dict[str, str] = {}
        """A file's name, to its name on the side that shares it."""

    def read(self, side: Side) -> list[Document]:
        return [self.document(file, side.where) for file in side.files(self.limits.bytes)]

    def document(self, file: File, folder: str) -> Document:
        key = (file.name.removeprefix(folder).lstrip("/"), file.content)
        found = self.known.get(key)
        if found is not None and not found.problems:
            self.shared[found.file] = file.name
            return found.also_at(file.name)
        self.known[key] = made = read(file.content, file.name, self.limits)
        return made

    def later(self, at: Span) -> Span:
        """A span of a plan that was read later, as its side names it."""
        return at._replace(file=self.shared.get(at.file, at.file))


def plan_of(side: Side, limits: Limits, today: date, reader: Reader | None = None) -> Plan:
    """The plan of one side; an empty one where none stood there. A ``reader`` reads what two sides share only once.

    Raises:
        Trouble: it cannot be read (the message says which side, file and line), or there are several.
    """
    documents = (reader or Reader(limits)).read(side)
    if not documents:
        if side.exists:
            raise Trouble(f"{side.where}: holds no YAML file; name a plan with --plan")
        return load([], today, side.where)
    where, part = one_of(documents, side.only)
    plan = (
        _loaded(part, where or side.where, side, limits, today, reader)
        if says_extends(part)
        else load(part, today, where or side.where)
    )
    refuse_unreadable(plan, side.label)
    return plan


def _loaded(
    part: Sequence[Document], where: str, side: Side, limits: Limits, today: date, reader: Reader | None
) -> Plan:
    """A plan with those that it builds on, as they stood on the same side."""
    from ..packages import Builder, Commit, Disk  # noqa: PLC0415 - few plans build on others

    reader = reader or Reader(limits)
    ground = Commit(side.tree) if side.tree is not None else Disk()
    return Builder(ground, lambda file: reader.document(file, side.prefix), limits, today).load(part, where)
