"""What a person edited in the tables, as a change of the plan's files: comments, order and all else of them kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ...document import Amendment, Document, Drop, Rename, amended
from ...model.plan import Plan
from ...shelf import listed, quote
from ...trouble import Trouble
from . import _owners
from ._changes import Change, Step
from ._compare import Difference, New, Take, Told, compare
from ._enums import Enums
from ._events import Events
from ._found import Found, each
from ._properties import Properties
from ._reading import grids
from ._rows import rows
from ._sheets import ENUMS, EVENTS, OWNERS, PROPERTIES, SHEETS, Sheet

SUFFIXES = (".csv", ".tsv", ".xlsx", ".xlsm", ".md")


class Amendments(NamedTuple):
    """What is to be done: changes, what was not clear, and the texts of the plan's files after the changes."""

    changes: tuple[Change, ...]
    told: tuple[Told, ...]
    texts: tuple[tuple[Document, str], ...]


def amend(
    files: Mapping[str, bytes], plan: Plan, then: Plan | None = None, take: Take = "", limit: int = 1 << 26
) -> Amendments:
    """Take the tables of these files back into a plan. ``then`` is the plan as it was when they were exported, if known.

    ``take`` says whose value counts where both changed a cell, ``limit`` how many bytes a workbook may unpack to.

    Raises:
        Trouble: a file cannot be read, or none of them holds a table of the plan.
    """
    found, told = _tables(files, limit)
    steps = _steps(found, plan, then, take)
    changes, lost = _apart([step for step in steps if isinstance(step, Change)])
    told += [*(step for step in steps if isinstance(step, Told)), *lost]
    foreign = [change for change in changes if not all(plan.holds(document) for document, _ in change.amendments)]
    for change in foreign:
        others = listed(dict.fromkeys(document.file for document, _ in change.amendments if not plan.holds(document)))
        told.append(
            Told("problem", f"{change.place}: {change.text}: it stands in {others}, of another plan; change it there")
        )
    changes = [change for change in changes if change not in foreign]
    texts, refused = _written(changes)
    for change in refused:
        what = "it is written in a way that cannot be changed safely; do it by hand"
        told.append(Told("problem", f"{change.place}: {change.text}: {what}"))
    made = tuple(change for change in changes if not any(change is one for one in refused))
    return Amendments(made, tuple(told), texts)


def _tables(files: Mapping[str, bytes], limit: int) -> tuple[dict[Sheet, Found], list[Told]]:
    """The tables by what they are; notes on what else the files hold."""
    made: dict[Sheet, Found] = {}
    told: list[Told] = []
    for file, content in files.items():
        for table in each(iter(grids(file, content, limit)), file):
            if isinstance(table, str):
                told.append(Told("note", table))
            elif table.sheet in made:
                places = f"{made[table.sheet].place} and {table.place}"
                raise Trouble(f"{places}: both are the table of {table.sheet.name}; import one of them")
            else:
                made[table.sheet] = table
                told += [Told("note", note) for note in table.notes]
    if not made:
        what = "holds no table of a plan" if len(files) == 1 else "hold no table of a plan"
        headers = listed(quote(column.title) for column in EVENTS.columns[:7])
        raise Trouble(f"{listed(files, 4)}: {what}; the header of the table of events is {headers}")
    return made, told


def _steps(found: Mapping[Sheet, Found], plan: Plan, then: Plan | None, take: Take) -> list[Step]:
    """Owners first, as events name them; events before properties, which new ones may take."""
    differences: dict[Sheet, list[Difference]] = {sheet: [] for sheet in SHEETS}
    for sheet, table in found.items():
        before = rows(then, sheet) if then is not None else None
        differences[sheet] = [*compare(table, rows(plan, sheet), before, take)]
    owners: dict[str, str | None] = {owner.name: owner.title for owner in plan.owners.values()}
    fresh = (one.found for one in differences[OWNERS] if isinstance(one, New))
    owners.update((row.text("key"), row.text("name")) for row in fresh)
    of_owners = [*_owners.steps(plan, differences[OWNERS])]
    events = Events(plan, owners)
    of_events = [*events.steps(differences[EVENTS])]
    properties = Properties(plan, events.fresh)
    of_properties = [*properties.steps(differences[PROPERTIES])]
    of_enums = [*Enums(plan, properties).steps(differences[ENUMS])]
    return [*of_events, *of_properties, *of_enums, *of_owners]


def _written(changes: list[Change]) -> tuple[tuple[tuple[Document, str], ...], list[Change]]:
    """The new texts of the documents; and the changes that cannot be made in each of theirs, and so are made in none."""
    refused: list[Change] = []
    while True:
        by_document: dict[int, tuple[Document, dict[int, Amendment]]] = {}
        for change in changes:
            for document, one in change.amendments:
                by_document.setdefault(id(document), (document, {}))[1][id(one)] = one
        made = [
            (document, amended(document, sorted(every.values(), key=_is_last)))
            for document, every in by_document.values()
        ]
        bad = {id(one) for _, result in made for one in result.refused}
        if not bad:
            texts = ((document, result.text) for document, result in made if result.text != document.text)
            return tuple(texts), refused
        refused += [change for change in changes if any(id(one) in bad for _, one in change.amendments)]
        changes = [change for change in changes if not any(change is one for one in refused)]


def _is_last(change: Amendment) -> bool:
    return isinstance(change, Rename)


def _apart(changes: list[Change]) -> tuple[list[Change], list[Told]]:
    """Without what is changed within something that another row takes out; and what to say of it."""
    gone = {
        (id(document), one.path) for change in changes for document, one in change.amendments if isinstance(one, Drop)
    }
    kept, told = list[Change](), list[Told]()
    for change in changes:
        steps = [
            (id(document), one.path[:length])
            for document, one in change.amendments
            for length in range(1, len(one.path))
        ]
        if gone.isdisjoint(steps):
            kept.append(change)
        else:
            told.append(
                Told("problem", f"{change.place}: {change.text}: another cell or row takes out what it stands in")
            )
    return kept, told
