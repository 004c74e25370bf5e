"""What the plan says of a table or a column, in one line of plain text: what a catalog shows to those who query it."""

from __future__ import annotations

from .._spelled import spelled
from .._warehouse import Column, Table, Warehouse

_FEW = 12
"""Values of an enum that a description can hold."""


def of_column(column: Column, warehouse: Warehouse) -> str:
    """Its description, the values it may have, whether it is personal, and whether it is still to be used.

    Columns of the context have none: their names say it, and each table has dozens.
    """
    if column.role == "context":
        return ""
    said = [_sentence(column.description)]
    if column.enum and column.role != "call":
        values = [one_line(spelled(value)) for value in column.enum]
        more = f" and {len(values) - _FEW} more" if len(values) > _FEW else ""
        said.append(f"One of: {', '.join(values[:_FEW])}{more}.")
    if column.kind == "json_text":
        said.append("JSON as text.")
    if column.pii not in (None, "none"):
        said.append(f"PII: {column.pii}.")
    if column.deprecated:
        said.append(_sentence(f"Deprecated: {column.deprecation}" if column.deprecation else "Deprecated"))
    return _cut(" ".join(text for text in said if text), warehouse)


def of_table(table: Table, warehouse: Warehouse) -> str:
    """Its description; never empty."""
    event = table.event if table.use == "event" else None
    said = [_sentence(table.description)]
    if event is not None:
        said = said if said[0] else [f"Each call of the event {event.name}."]
        if event.status in ("deprecated", "retired"):
            instead = f": use {event.replaced_by} instead" if event.replaced_by else ""
            said.append(f"{event.status.capitalize()}{instead}.")
    return _cut(one_line(" ".join(said)), warehouse)


def _sentence(text: str) -> str:
    made = one_line(text)
    return made if not made or made[-1] in ".!?…:" else f"{made}."


def one_line(text: str) -> str:
    """The text on one line, without what nobody sees: control characters, marks that turn its direction, halves of letters."""
    return "".join(letter for letter in " ".join(text.split()) if letter.isprintable())


def _cut(text: str, warehouse: Warehouse) -> str:
    most = warehouse.longest_comment
    return text if most is None or len(text) <= most else f"{text[: most - 1]}…"
