"""What a row of somebody's table says of a property: its type, whether it is required, its values and examples."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...model.property import PII
from ...shelf import quote
from . import _cells
from ._given import Row
from ._text import number

Words = dict[str, Any]
Tell = Callable[[str, str], None]
EXTRA = "x-table"
"""Under which a plan keeps what has no word in it."""

ASKED = ("type", "required", "optional", "enum", "values", "example", "pattern", "format", "minimum", "maximum", "pii")
"""The columns that mean something of a property alone."""


def about(row: Row, where: str, tell: Tell, *, asks: bool) -> Words:
    """All that a row says of a property."""
    made: Words = {}
    left = dict(row.others)
    if row("type"):
        found = _cells.typed(row("type"))
        if found is None:
            left["Type"] = row("type")
            tell(where, f"its type {quote(row('type'), 60)} is not known here, and is kept under {EXTRA}")
        else:
            made.update(found)
    if text := row("property_description") or row("description"):
        made["description"] = text
    if asks and not _required(row, left, where, tell):
        made["required"] = False
    elif not asks:  # the dictionary asks for nothing: an event does
        left.update({key.title(): row(key) for key in ("required", "optional") if row(key)})
    _values(made, left, row, where, tell)
    for key in ("minimum", "maximum"):
        if row(key):
            found_number = number(row(key))
            made.update({key: found_number} if found_number is not None else {})
            left.update({key.title(): row(key)} if found_number is None else {})
    for key in ("pattern", "format"):
        if row(key):
            made.setdefault(key, row(key))
    if row("pii"):
        said = row("pii").casefold()
        pii = {True: "personal", False: "none"}.get(_cells.flag(said)) if said not in PII else said  # type: ignore[arg-type]
        made.update({"pii": pii} if pii else {})
        left.update({} if pii else {"PII": row("pii")})
    return {**made, **({EXTRA: left} if left else {})}


def _required(row: Row, left: Words, where: str, tell: Tell) -> bool:
    for key, yes in (("required", True), ("optional", False)):
        if row(key):
            found = _cells.flag(row(key))
            if found is None:
                left["Required"] = row(key)
                what = f"is required {quote(row(key), 60)}, which is kept under {EXTRA}: it may be left out here"
                tell(where, what)
            return found is yes
    return row.ours


def _values(made: Words, left: Words, row: Row, where: str, tell: Tell) -> None:
    """The values that a property takes, and examples of them."""
    kind = made.get("type") if isinstance(made.get("type"), str) else None
    texts = _cells.values(row("enum") or row("values")) if "Type" not in left else []  # of what type is not known
    found = [_cells.of_type(text, kind) for text in texts]
    title = "Allowed values" if row("enum") else "Values"
    if kind == "boolean" and found and None not in found:
        pass  # true and false, which it says already
    elif found and None not in found and (len(found) > 1 or row("enum")):
        made["enum"] = found
    elif row("enum") or row("values"):
        left[title] = row("enum") or row("values")
        if len(texts) != 1 and "Type" not in left:
            tell(where, f"its values {quote(left[title], 60)} are no list of its type, and are kept under {EXTRA}")
    if row("example"):
        text = _cells.lines(row("example")) or [""]
        example = _cells.of_type(text[0], kind) if len(text) == 1 else None
        if example is not None and ("enum" not in made or example in made["enum"]):
            made["examples"] = [example]
        else:
            left["Example"] = row("example")
