"""Tables as a person edits them: each form read into rows of texts and written again by libraries that are not ours."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl

from tracking_plan.vendors.table import _markdown

Rows = list[list[str]]
Edit = Callable[["Table"], None]
FORMS = ("xlsx", "csv", "md")
TITLES = ("Events", "Properties", "Enums", "Owners")


class Table:
    """One table: its rows of texts, the header first."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows

    def column(self, title: str) -> int:
        return self.rows[0].index(title)

    def row(self, *names: str) -> list[str]:
        """The row whose first cells are these."""
        return next(row for row in self.rows if tuple(row[: len(names)]) == names)

    def get(self, name: str, title: str) -> str:
        return self.row(name)[self.column(title)]

    def set(self, name: str, title: str, text: str) -> None:
        self.row(name)[self.column(title)] = text

    def add(self, after: tuple[str, ...], **cells: str) -> None:
        """A new row below another one, as a person adds it: without a mark."""
        made = [""] * len(self.rows[0])
        for title, text in cells.items():
            made[self.column(title.replace("_", " "))] = text
        self.rows.insert(self.rows.index(self.row(*after)) + 1, made)

    def take_out(self, *names: str) -> None:
        self.rows.remove(self.row(*names))


def exported(form: str, folder: Path) -> Path:
    """Where `plan export table` shall write the form."""
    return folder / "tables" if form == "csv" else folder / f"plan.{form}"


def edit(path: Path, edits: Mapping[str, Edit]) -> None:
    """Edit the tables of these titles in a file, or a folder of CSV files, and save them."""
    if path.is_dir():
        for title, change in edits.items():
            _edit_csv(path / f"{title.lower()}.csv", change)
    elif path.suffix == ".xlsx":
        _edit_workbook(path, edits)
    elif path.suffix == ".md":
        _edit_markdown(path, edits)
    else:
        _edit_csv(path, edits["Events"])


def read_csv(path: Path) -> Rows:
    return [*csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""))]


def write_csv(path: Path, rows: Rows) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows(rows)
    path.write_bytes(b"\xef\xbb\xbf" + stream.getvalue().encode())


def _edit_csv(path: Path, change: Edit) -> None:
    table = Table(read_csv(path))
    change(table)
    write_csv(path, table.rows)


def _edit_workbook(path: Path, edits: Mapping[str, Edit]) -> None:
    book = openpyxl.load_workbook(path)
    for title, change in edits.items():
        sheet = book[title]
        table = Table(
            [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
        )
        change(table)
        sheet.delete_rows(1, sheet.max_row)
        for number, row in enumerate(table.rows, 1):
            for place, text in enumerate(row, 1):
                if text:
                    sheet.cell(number, place).value = text
                    sheet.cell(number, place).data_type = "s"
    book.save(path)


def _edit_markdown(path: Path, edits: Mapping[str, Edit]) -> None:
    """The text around the tables stays; each table is parted at the bars that stand for themselves."""
    pieces = re.split(r"(?m)^(?=## )", path.read_text("utf-8"))
    for number, piece in enumerate(pieces):
        title = piece.partition("\n")[0].removeprefix("## ")
        if title in edits:
            lines = [line for line in piece.splitlines() if line.startswith("|")]
            rows = [_parted(line) for line in (lines[0], *lines[2:])]
            table = Table([row + [""] * (len(rows[0]) - len(row)) for row in rows])
            edits[title](table)
            made = [_joined(row) for row in table.rows]
            pieces[number] = "\n".join((f"## {title}", "", made[0], lines[1], *made[1:], "", ""))
    path.write_text("".join(pieces), "utf-8")


def _parted(line: str) -> list[str]:
    cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
    last, _, mark = cells[-1].partition("<!--")
    return [*(_markdown.unescaped(cell.strip()) for cell in (*cells[:-1], last)), mark.removesuffix("-->")]


def _joined(row: list[str]) -> str:
    *cells, mark = row
    return f"| {' | '.join(_markdown.escaped(cell) for cell in cells)}{f' <!--{mark}-->' if mark else ''} |"
