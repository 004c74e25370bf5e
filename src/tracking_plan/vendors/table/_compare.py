"""A table, the plan it was exported from and the plan as it is now: what a person edited, and what both changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Literal, NamedTuple, TypeAlias

from ...shelf import quote
from ._found import Cell, Found, FoundRow
from ._mangled import manglable, mangled
from ._marks import Mark, of_cell, of_cells, of_id, of_row
from ._sheets import Column, Row
from ._text import is_cut

Take: TypeAlias = Literal["", "table", "plan"]
"""Whose value counts where both changed a cell: nobody's until it is said."""


_FEW = 5
"""So many rows may be taken out at once without a question, and half of all."""


class Edited(NamedTuple):
    """A cell that a person edited; the plan says ``row``."""

    row: Row
    found: FoundRow
    column: Column
    before: str
    after: str


class New(NamedTuple):
    """A row that a person added, after ``above``."""

    found: FoundRow
    above: Row | None


class Gone(NamedTuple):
    """A row that a person took out."""

    row: Row
    place: str


class Told(NamedTuple):
    """Something that is not done: a conflict, a problem, or a note (which fails nothing)."""

    kind: Literal["conflict", "problem", "note"]
    text: str


Difference: TypeAlias = Edited | New | Gone | Told


def compare(found: Found, rows: Sequence[Row], then: Sequence[Row] | None, take: Take) -> Iterator[Difference]:
    """What is different in a table. ``rows`` are the plan's now; ``then`` those that it was exported from, where known.

    Without marks in the table and without ``then``, whatever differs counts as edited, an empty cell as left alone, and
    a row that is missing as one that the table never had.
    """
    yield from _Comparison(found, rows, then, take).differences()


class _Comparison:
    def __init__(self, found: Found, rows: Sequence[Row], then: Sequence[Row] | None, take: Take) -> None:
        self.found, self.sheet, self.take = found, found.sheet, take
        self.rows = rows
        self.now = {of_id(self.sheet, name): row for row in rows for name in reversed((row.id, *row.once))}
        self.now.update((of_id(self.sheet, row.id), row) for row in rows)
        self.once = found.once if then is None else {of_id(self.sheet, row.id): of_row(self.sheet, row) for row in then}
        self.then = {of_id(self.sheet, row.id): row for row in then or ()}
        self.named: dict[tuple[str, ...], Row] = {}
        for row in rows:
            self.named.setdefault(self.key(row.cells[: self.sheet.named]), row)
        self.taken: dict[str, FoundRow] = {}
        """Which row of the table is about each row of the plan."""

    def key(self, cells: Sequence[str]) -> tuple[str, ...]:
        return tuple(column.canonical(cell) for column, cell in zip(self.sheet.columns, cells, strict=False))

    def differences(self) -> Iterator[Difference]:
        above: Row | None = None
        marked = self.originals()
        matched = [
            (one, self.now.get(one.mark.id) if id(one) in marked and one.mark else None) for one in self.found.rows
        ]
        for one, row in matched:
            if row is not None and not one.is_empty:
                self.taken.setdefault(row.id, one)
        for one, row in matched:
            if one.is_empty:
                continue
            mark = one.mark if id(one) in marked else None
            if row is None and mark is not None:
                yield from self.no_longer(one, mark)
                continue
            if row is None:
                row = self.by_name(one)
                if row is None:
                    yield self.fresh(one, above)
                    continue
                other = self.taken.get(row.id)
                if other is not None and other is not one:
                    yield Told(
                        "problem",
                        f"{one.place}: {self.called(one)} stands in {_short(other.place)} too; keep one of the two",
                    )
                    continue
                self.taken[row.id] = one
            above = row
            yield from self.cells(one, row, mark)
        yield from self.missing()

    def originals(self) -> set[int]:
        """The rows whose mark is their own: of copies of a row, the one that still has its name."""
        held: dict[str, list[FoundRow]] = {}
        for one in self.found.rows:
            if one.mark is not None:
                held.setdefault(one.mark.id, []).append(one)
        kept = set()
        for ident, several in held.items():
            full = [one for one in several if not one.is_empty] or several
            same = [one for one in full if all(self.untouched(one, column, one.mark) for column in self.names())]
            first = (same or full)[0]
            if len(full) == 1 or same or ident in self.now:
                kept.add(id(first))
        return kept

    def names(self) -> tuple[Column, ...]:
        return self.sheet.columns[: self.sheet.named]

    def untouched(self, one: FoundRow, column: Column, mark: Mark | None) -> bool:
        cell = one.cells.get(column.key)
        return cell is None or (mark is not None and self.says(column, cell, mark.cells[column.key]))

    def says(self, column: Column, cell: Cell, digested: str) -> bool:
        texts = (cell.text, cell.raw) if cell.raw != cell.text else (cell.text,)
        return any(of_cell(self.sheet, column.key, text) == digested for text in texts)

    def by_name(self, one: FoundRow) -> Row | None:
        """The row of the plan that has the name of a row without a mark."""
        cells = [one.cells[column.key] for column in self.names()]
        return self.named.get(self.key([cell.text for cell in cells])) or self.named.get(
            self.key([cell.raw for cell in cells])
        )

    def called(self, one: FoundRow) -> str:
        return quote(one.text(self.sheet.columns[self.sheet.named - 1].key))

    def fresh(self, one: FoundRow, above: Row | None) -> Difference:
        """A row of something that the plan has not, unless a spreadsheet made its name of one that the plan has."""
        missing = [column for column in self.names() if not one.text(column.key) and column.key != "where"]
        if missing:
            return Told("problem", f"{one.at(missing[0])}: is empty; name what the row is about")
        last = self.names()[-1]
        rest = self.key([one.text(column.key) for column in self.names()[:-1]])
        for row in self.manglable:
            before = row.cells[self.sheet.named - 1]
            alike = row.id not in self.taken and self.key(row.cells[: self.sheet.named - 1]) == rest
            if alike and mangled(before, one.text(last.key)):
                self.taken[row.id] = one
                return Told("note", self.made_of(one, last, before))
        return New(one, above)

    @cached_property
    def manglable(self) -> list[Row]:
        return [row for row in self.rows if manglable(row.cells[self.sheet.named - 1])]

    # Cells

    def base(self, row: Row, mark: Mark | None) -> Mapping[str, str] | None:
        """What the cells were when the table was exported, as digests."""
        if mark is not None:
            return mark.cells
        if self.then:
            before = next(
                (
                    self.then[of_id(self.sheet, name)]
                    for name in (row.id, *row.once)
                    if of_id(self.sheet, name) in self.then
                ),
                None,
            )
            return of_cells(self.sheet, before.cells) if before is not None else None
        return None

    def cells(self, one: FoundRow, row: Row, mark: Mark | None) -> Iterator[Difference]:
        base = self.base(row, mark)
        for column, now in zip(self.sheet.columns, row.cells, strict=True):
            cell = one.cells.get(column.key)
            if cell is None or self.says(column, cell, of_cell(self.sheet, column.key, now)):
                continue
            if base is not None and self.says(column, cell, base[column.key]):
                continue
            if base is None and not cell.text:
                continue
            changed = base is not None and base[column.key] != of_cell(self.sheet, column.key, now)
            if mangled(now, cell.text):
                yield Told("note", self.made_of(one, column, now))
            elif is_cut(now):
                yield Told("problem", f"{one.at(column)}: the text is too long for a cell; change it in the plan")
            elif not changed or self.take == "table":
                yield Edited(row, one, column, now, cell.text)
            elif not self.take:
                what = f"the table says {_value(cell.text)}, and the plan meanwhile {_value(now)}"
                yield Told("conflict", f"{one.at(column)}: {what}; take one of them with --take table or --take plan")

    def made_of(self, one: FoundRow, column: Column, now: str) -> str:
        what = f"{quote(one.text(column.key))} is what a spreadsheet makes of {quote(now)}"
        return f"{one.at(column)}: {what}; the plan keeps that"

    # Rows that are on one side only

    def no_longer(self, one: FoundRow, mark: Mark) -> Iterator[Difference]:
        """A row of something that is no longer in the plan: a conflict if a person edited it."""
        edited = [column for column in self.found.columns if not self.untouched(one, column, mark)]
        if not edited:
            return
        if self.take == "table":
            yield New(one, None)
        elif not self.take:
            what = f"{self.called(one)} was edited here, and the plan has it no longer"
            yield Told(
                "conflict", f"{one.at(edited[0])}: {what}; --take table brings it back, --take plan leaves it out"
            )

    def missing(self) -> Iterator[Difference]:
        """Rows that the table had and has no longer."""
        left, gone = 0, list[Row]()
        for row in self.rows:
            if row.id in self.taken:
                continue
            idents = [of_id(self.sheet, name) for name in (row.id, *row.once)]
            before = next((self.once[ident] for ident in idents if self.once and ident in self.once), None)
            if before is None:
                left += self.once is None
            elif before == of_row(self.sheet, row) or self.take == "table":
                gone.append(row)
            elif not self.take:
                name = quote(row.cells[self.sheet.named - 1])
                what = f"{name} was taken out of the table, and changed in the plan meanwhile"
                yield Told(
                    "conflict", f"{self.found.place}: {what}; take one of the two with --take table or --take plan"
                )
        most = max(len(self.once or ()) // 2, _FEW)
        if len(gone) > most and self.take != "table":
            what = f"{len(gone):,} of the {len(self.once or ()):,} {self.sheet.name} that it had are gone; is it a part of it?"
            yield Told("problem", f"{self.found.place}: {what} --take table takes them out of the plan too")
        else:
            yield from (Gone(row, self.found.place) for row in gone)
        if left:
            what = "are in the plan and not in the table" if left > 1 else "is in the plan and not in the table"
            why = "without the table's last column, or --since REVISION, that does not say that they were taken out"
            yield Told("note", f"{self.found.place}: {left:,} {self.sheet.name} {what}: left alone, as {why}")


def _value(cell: str) -> str:
    return quote(cell) if cell else "nothing"


def _short(place: str) -> str:
    return place.rpartition(", ")[2]
