"""From what a person edited in a table to changes of the plan's files: what all four tables share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ...document import Amendment, Document
from ...model.plan import Plan
from ...shelf import did_you_mean, near, quote
from ._compare import Told


class Change(NamedTuple):
    """One change of the plan that a person made in a table: what is said of it, and what it does to which documents."""

    text: str
    place: str
    """Where in the table it was made."""
    amendments: tuple[tuple[Document, Amendment], ...]


Step = Change | Told


def values(before: str, after: str) -> str:
    """`"live" -> "deprecated"`, with a word where there is nothing."""
    return f"{_value(before)} -> {_value(after)}"


def _value(cell: str) -> str:
    return quote(cell) if cell else "nothing"


def document_of(plan: Plan, section: str) -> Document:
    """The document that a new thing of a section goes to where no neighbor says: that of the section's last, else the root's."""
    held: dict[str, object] = getattr(plan, section)
    for node in reversed([*held.values()]):
        raw = getattr(node, "raw", None)
        if raw is not None and raw.document.file and plan.holds(raw.document):
            document: Document = raw.document
            return document
    return plan.raw.document


def known(name: str, names: Iterable[str]) -> str | None:
    """The name of the plan that a cell means: the same, or the same but for case, blanks and signs."""
    every = [*names]
    if name in every:
        return name
    found = near(name, every)
    return found if found is not None and _bare(found) == _bare(name) else None


def _bare(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def named(cells: Sequence[str], names: Iterable[str], place: str, what: str, mend: str) -> Iterator[str | Told]:
    """Each of these names as the plan has it, or what is wrong with it."""
    every = [*names]
    for cell in cells:
        found = known(cell, every)
        if found is not None:
            yield found
        else:
            yield Told("problem", f"{place}: no {what} is named {quote(cell)}{did_you_mean(cell, every)}; {mend}")
