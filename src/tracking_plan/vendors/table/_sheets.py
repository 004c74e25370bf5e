"""The four tables of a plan, column by column: events, properties, enums, owners."""

from __future__ import annotations

from typing import Any, NamedTuple

from ...model.event import STATUSES
from ...model.property import FORMATS, PII, TYPES
from ._text import NO, YES, bare, number, parted


class Column(NamedTuple):
    """A column: the key of the plan format that it shows, and the header under which it stands."""

    key: str
    title: str
    kind: str = "text"
    """text, names (a list in one cell), word (one of ``words``), flag (yes or no) or number."""
    width: int = 16
    hint: str = ""
    words: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    """Other headers that people give it."""

    def canonical(self, cell: str) -> str:
        """A cell's text without what says nothing: case of a word, order of names, how a number is written."""
        if self.kind == "names":
            names = "\n".join(sorted(parted(cell)))
            return names.casefold() if self.words else names
        text = bare(cell)
        if self.kind == "word":
            return text.casefold()
        if self.kind == "flag":
            folded = text.casefold()
            return "yes" if folded in YES else "no" if folded in NO else folded
        if self.kind == "number":
            found = number(text)
            return text if found is None else repr(found)
        return text


class Sheet(NamedTuple):
    """A table. Its first ``named`` columns say which thing a row is about."""

    name: str
    title: str
    columns: tuple[Column, ...]
    named: int = 1

    def column(self, key: str) -> Column:
        return next(column for column in self.columns if column.key == key)


class Row(NamedTuple):
    """What a table shows of one thing of the plan. ``id`` tells it from all others of its table."""

    id: str
    cells: tuple[str, ...]
    node: Any
    once: tuple[str, ...] = ()
    """The ids that it had under its former names."""


_WHERE = Column(
    "where", "Where", width=24, other=("Event", "Event Name", "Group", "Event or Group"),
    hint="The event that it belongs to, `dictionary`, `group: NAME`, `traits: user` or `traits: group`",
)  # fmt: skip

EVENTS = Sheet(
    "events",
    "Events",
    (
        Column("name", "Event Name", width=28, other=("Event", "Name"), hint="The exact string that is sent; a new row is a new event"),
        Column("description", "Description", width=48, other=("What it means", "Definition")),
        Column("trigger", "Trigger", width=44, other=("When",)),
        Column("sources", "Platform", "names", 18, "Names of the plan's sources, with commas", other=("Platforms", "Sources", "Source")),
        Column("properties", "Properties", "names", 40, "The event's own properties, with commas", other=("Property", "Props")),
        Column("owner", "Owner", "owner", 16, other=("Owned by", "Who")),
        Column("status", "Status", "word", 14, words=STATUSES, other=("State",)),
        Column("include", "Groups", "names", 16, "The property groups that it carries too", other=("Property Groups", "Include")),
        Column("category", "Category", width=16),
        Column("phase", "Phase", width=8),
        Column("was", "Was", "names", 20, "Names that it had before", other=("Former names", "Old name")),
    ),
)  # fmt: skip

PROPERTIES = Sheet(
    "properties",
    "Properties",
    (
        Column("name", "Property", width=28, other=("Property Name", "Name"), hint="`address.city` for one inside another"),
        _WHERE,
        Column("type", "Type", "names", 14, words=TYPES, other=("Data type",)),
        Column("required", "Required", "flag", 10, words=("yes", "no"), hint="Required unless it says no"),
        Column("description", "Description", width=52, other=("What it means", "Definition")),
        Column("pii", "PII", "word", 14, words=PII, other=("Personal data",)),
        Column("format", "Format", "word", 14, words=FORMATS),
        Column("pattern", "Pattern", width=24, other=("Regex",)),
        Column("minimum", "Minimum", "number", 10, other=("Min",)),
        Column("maximum", "Maximum", "number", 10, other=("Max",)),
    ),
    named=2,
)  # fmt: skip

ENUMS = Sheet(
    "enums",
    "Enums",
    (
        Column("name", "Property", width=28, other=("Property Name", "Name")),
        _WHERE,
        Column("value", "Value", width=28, other=("Values", "Enum value")),
        Column("meaning", "Meaning", width=56, other=("Description",)),
    ),
    named=3,
)

OWNERS = Sheet(
    "owners",
    "Owners",
    (
        Column("key", "Owner", width=18, other=("Key",), hint="The name that events use; a new row is a new owner"),
        Column("name", "Name", width=28),
        Column("email", "Email", width=32, other=("E-mail", "Mail")),
        Column("github", "GitHub", width=24),
        Column("slack", "Slack", width=20),
    ),
)

SHEETS = (EVENTS, PROPERTIES, ENUMS, OWNERS)
