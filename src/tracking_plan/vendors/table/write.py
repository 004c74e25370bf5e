"""Four tables: events (the seven columns of a tracking plan, and more), properties, enums and owners.

A folder gets a CSV file of each, `.xlsx` a workbook with a sheet of each, `.md` all of them below each other, and `.csv`
the table of events alone. A cell shows what the plan says at that very place; what is inherited is not repeated.
"""

from __future__ import annotations

from os.path import splitext

from ...model.plan import Plan
from ...shelf import quote
from ...trouble import Trouble
from .. import _exported
from . import _csv, _markdown, _xlsx
from ._marks import headers, mark
from ._rows import rows
from ._sheets import EVENTS, SHEETS, Sheet

ENDINGS = (".csv", ".xlsx", ".md")
_NOTE = (
    "A table shows what people edit there; all else (examples, lengths, questions, rules …) stays in the plan alone."
)


def write(plan: Plan) -> _exported.Exported:
    """A CSV file of each table."""
    return _exported.Exported({f"{sheet.name}.csv": _csv.write(filled(plan, sheet)[0]) for sheet in SHEETS}, (_NOTE,))


def write_as(plan: Plan, name: str | None) -> _exported.Exported:
    """What the ending of a name asks for; Markdown where there is no name, as it is read on a terminal.

    Raises:
        Trouble: there is no such form, or openpyxl is missing.
    """
    ending = splitext(name)[1].lower() if name is not None else ".md"
    if not ending or (name or "").endswith("/"):
        return write(plan)
    tables = [(sheet, *filled(plan, sheet)) for sheet in SHEETS]
    content: str | bytes
    if ending == ".csv":
        content = _csv.write(filled(plan, EVENTS)[0])
    elif ending == ".xlsx":
        content = _xlsx.write([_xlsx.Page(*table) for table in tables])
    elif ending in (".md", ".markdown"):
        content = "\n".join(_markdown.write(sheet.title, lines, marks) for sheet, lines, marks in tables)
    else:
        raise Trouble(f"{quote(name)}: a table is .csv, .xlsx or .md; a folder gets a CSV file of each table")
    return _exported.Exported({f"plan{ending}": content}, (_NOTE,))


def filled(plan: Plan, sheet: Sheet) -> tuple[list[list[str]], int]:
    """The rows of a table with its header, and how many of the last columns hold marks."""
    found = rows(plan, sheet)
    marks = headers(sheet, found)
    lines = [[column.title for column in sheet.columns] + marks]
    lines += [[*row.cells, mark(sheet, row), *[""] * (len(marks) - 1)] for row in found]
    return lines, len(marks)
