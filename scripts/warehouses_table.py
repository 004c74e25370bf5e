"""Prints the tables of docs/warehouses.md from what `warehouse.py` of each vendor says; --write puts them there."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from tracking_plan.vendors._warehouse import Warehouse, warehouse, warehouses

DOCS = Path(__file__).parent.parent / "docs" / "warehouses.md"
BEGIN, END = "<!-- tables -->\n", "<!-- /tables -->"
TYPES = ("text", "integer", "number", "boolean", "timestamp", "date", "json_text", "json")


def tables() -> str:
    found = [(name, warehouse(name)) for name in warehouses()]
    return "\n".join((*_types(found), "", *_facts(found))) + "\n"


def _types(found: list[tuple[str, Warehouse]]) -> Iterator[str]:
    yield f"| warehouse | {' | '.join(kind.replace('json_text', 'array, JSON as text') for kind in TYPES)} |"
    yield f"|---|{'---|' * len(TYPES)}"
    for name, known in found:
        yield f"| `{name}` | {' | '.join(f'`{known.types[kind]}`' for kind in TYPES)} |"  # type: ignore[index]


def _facts(found: list[tuple[str, Warehouse]]) -> Iterator[str]:
    yield "| warehouse | names | descriptions | NOT NULL on columns that are there | types that change in place | how tables are stored |"
    yield "|---|---|---|---|---|---|"
    for name, known in found:
        longest = "any length" if known.names.longest >= 1000 else f"{known.names.longest} bytes"
        comments = "in CREATE TABLE" if known.comments == "inline" else "COMMENT ON"
        comments += f", {known.longest_comment:,} characters" if known.longest_comment else ""
        storage = known.storage.get("events", known.storage.get("", ()))
        stored = "; ".join(f"`{line}`" for line in storage if line != "{comment}")
        yield f"| `{name}` | {longest} | {comments} | {_nulls(known)} | {_in_place(known)} | {stored} |"


def _nulls(known: Warehouse) -> str:
    can = [word for word, able in (("can be given", known.tightens), ("taken away", known.relaxes)) if able]
    return " and ".join(can) or "neither given nor taken away"


def _in_place(known: Warehouse) -> str:
    if known.casts_in_place == "all":
        return "all"
    return ", ".join(f"{old} to {new}" for old, new in sorted(known.casts_in_place)) or "none: copied"


if __name__ == "__main__":
    if "--write" in sys.argv:
        text = DOCS.read_text("utf-8")
        head, rest = text.split(BEGIN)
        DOCS.write_text(head + BEGIN + tables() + END + rest.split(END)[1], "utf-8")
    else:
        print(tables(), end="")
