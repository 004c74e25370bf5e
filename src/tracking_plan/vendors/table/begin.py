"""Makes a plan of somebody's spreadsheet: a tracking plan as teams keep it, with headers such as Event Name, Property and Type.

A table may have a row for each property, with the event beside it or above it, or a row for each event, with its properties
in one cell; a table of properties alone is the dictionary, or traits where its title says so. What each column was taken
for is told. A column that means nothing here is kept under `x-table`, as is what a cell says that a plan has no word for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from os.path import basename, splitext

from ...shelf import listed, quote
from ...trouble import Trouble
from .. import shelf
from .._imported import OWN_KEYS, Draft, Imported, ImportedPlan, Note, Words, imported
from .._looks import looks_like
from .._spelled import slug
from . import _cells
from ._about import ASKED, EXTRA, about
from ._given import Row, of_events, rows
from ._grid import Grid, folded
from ._headers import LOOKED_AT, SAID, Header, header, of_one_event
from ._reading import grids

_FIRST = ("event", "properties")
_AND = re.compile(r"/|\s[&+]\s|\sand\s")


def begin(files: Mapping[str, bytes], limit: int) -> Imported:
    """A plan of all tables in these files. ``limit`` is how many bytes a workbook may unpack to.

    Raises:
        Trouble: a file cannot be read, or none of them holds a table of events or properties.
    """
    notes: list[Note] = []
    title = splitext(basename(next(iter(files), "")))[0]
    reading = _Reading(Draft(title if len(files) == 1 and title not in ("", "-") else "Tracking plan"), notes)
    found: list[tuple[str, Grid, Header]] = []
    for file, content in files.items():
        if file.endswith((".csv", ".tsv")) and (
            others := looks_like({file: content[:5000].decode("utf-8", "replace")}, "table")
        ):
            title = shelf.take(others[0]).TITLE
            notes.append(
                Note(file, "", f"it looks like a plan of {title}: `plan import {others[0]}` reads all that it says")
            )
        for grid in grids(file, content, limit):
            place = f"{file}: {grid.title}" if grid.title else file
            top = header(grid.rows)
            if top is not None:
                found.append((place, grid, top))
            elif reading.owners(grid):
                continue
            elif grid.rows:
                what = f"is no table of events or properties: none of its first {LOOKED_AT} rows has headers such as Event Name"
                notes.append(Note(place, "", f"{what}, Property, Type or Description; not read"))
    if not found:
        told = listed(str(note) for note in notes[:2]) or f"{listed(files)}: holds nothing"
        raise Trouble(told)
    for place, grid, top in sorted(
        found, key=lambda one: not (one[2].has(*_FIRST) or of_one_event(one[1].title, one[1].rows, one[2]))
    ):  # what events say, before the dictionary
        reading.table(place, grid, top)
    if not reading.draft.events and not reading.draft.catalog and not reading.draft.traits:
        raise Trouble(f"{found[0][0]}: has headers of a tracking plan, and no event or property below them")
    return imported([reading.plan()], notes)


class _Reading:
    def __init__(self, draft: Draft, notes: list[Note]) -> None:
        self.draft, self.notes = draft, notes
        self.sources: dict[str, Words] = {}
        self.row: Row

    def tell(self, where: str, what: str) -> None:
        self.notes.append(Note(self.row.place, where, what, self.row.number))

    def owners(self, grid: Grid) -> bool:
        """Take owners in, where the grid is a table of them: by the columns of `plan export table`."""
        titles = [folded(cell) for cell in (grid.rows[0][1] if grid.rows else [])]
        if titles[:1] != ["owner"] or "email" not in titles:
            return False
        words = [title if title in ("name", "email", "github", "slack") else "" for title in titles]
        for _, cells in grid.rows[1:]:
            said = {word: text.strip() for word, text in zip(words, cells, strict=False) if word and text.strip()}
            if cells and cells[0].strip():
                self.draft.owners[cells[0].strip()] = said
        return True

    def table(self, place: str, grid: Grid, top: Header) -> None:
        self.notes.append(Note(place, "", _understood(grid, top), top.number, loss=bool(top.others)))
        self.notes.extend(Note(place, "", note) for note in grid.notes)
        event = of_one_event(grid.title, grid.rows, top)
        if event:
            self.notes.append(
                Note(place, "", f"its properties are those of the event {quote(event, 60)}", top.number, loss=False)
            )
        traits = _traits(grid.title) if not event and not top.has(*_FIRST) else ""
        values = top.has("property") and top.has("values") and not top.has("event", "type", "required")
        said: set[str] = set()
        found = [*rows(place, grid, top)]
        of_the_event = of_events(found)
        for row in found:
            self.row = row
            event = row("event") or event
            if event.startswith("x-"):
                self.tell(event, f"{OWN_KEYS}: not read")
                continue
            if row("event") and (row("event") not in said or not row("property")):
                self.event(event, row, said, of_the_event)
            elif event and not row("property") and row("properties"):  # its list goes on
                self.listed(self.draft.events[event], event, row)
                for title, text in {**row.others, **_asked(row)}.items():
                    extra = self.draft.events[event].setdefault(EXTRA, {})
                    extra[title] = "\n".join(filter(None, (extra.get(title), text)))
            if row("property"):
                of, holder = self.holder(event, traits, row)
                if values and row("values"):
                    self.value(row("property"), holder, row)
                else:
                    self.property(row("property"), of, holder, row)

    def holder(self, event: str, traits: str, row: Row) -> tuple[str, dict[str, Words]]:
        """Where a row's property belongs: into an event, into traits, or into the dictionary."""
        where = row("where")
        place, _, of = where.partition(": ")
        if not event and where in self.draft.events:
            event = where
        elif not event and place == "traits" and of in ("user", "group"):
            traits = of
        elif not event and place == "group" and of:
            return of, self.draft.groups.setdefault(of, {}).setdefault("properties", {})
        elif where and where != "dictionary":
            row.others["Where"] = where
        if event:
            return event, self.draft.events.setdefault(event, {}).setdefault("properties", {})
        return (traits, self.draft.traits.setdefault(traits, {})) if traits else ("", self.draft.catalog)

    def value(self, name: str, holder: dict[str, Words], row: Row) -> None:
        """A row of a table of values: one of the property's enum, and what it means."""
        made = holder.setdefault(name, {})
        if row("values") not in made.setdefault("enum", {}):
            made["enum"][row("values")] = row("description") or None

    # Events

    def event(self, name: str, row: Row, said: set[str], of_events: set[str]) -> None:
        """What the row says of the event, where nothing was said before."""
        made = self.draft.events.setdefault(name, {})
        if name in said:
            self.tell(name, "stands here again: what is new is added, and the rest is as in the first place")
        said.add(name)
        alone = not row("property")
        self.words(made, name, row, alone=alone)
        self.listed(made, name, row)
        others = {title: text for title, text in row.others.items() if alone or title in of_events}
        others |= _asked(row) if alone else {}
        if others:
            made.setdefault(EXTRA, {}).update(others)
            row.others = {title: text for title, text in row.others.items() if title not in others}

    def listed(self, made: Words, name: str, row: Row) -> None:
        """The properties that one cell names."""
        for text in _cells.entries(row("properties")):
            found = _cells.entry(text)
            if found is None or found[0].startswith("x-"):
                self.tell(name, f"its properties name {quote(text)}, which is no name of a property: not read")
                continue
            inner = {} if row.ours else {"required": found[1].get("required", False)}
            if inner.get("required"):
                del inner["required"]  # as all are that do not say no
            held = made.setdefault("properties", {}).setdefault(found[0], inner)
            held.update({word: said_of for word, said_of in found[1].items() if word not in (*held, "required")})

    def words(self, made: Words, name: str, row: Row, *, alone: bool) -> None:
        said = {
            "description": row("event_description") or (row("description") if alone else ""),
            "trigger": row("trigger"),
            "category": row("category"),
            "phase": row("phase"),
        }
        for word, text in said.items():
            if text:
                made.setdefault(word, text)
        if row("owner"):
            made.setdefault("owner", self.draft.owner(row("owner")))
        if row("was"):
            made.setdefault("was", _cells.names(row("was")))
        if row("groups") and row.ours:
            made.setdefault("include", _cells.names(row("groups")))
        elif row("groups"):
            made.setdefault(EXTRA, {})["Groups"] = row("groups")
        if row("status"):
            status = _cells.status(row("status"))
            if status is not None:
                made.setdefault("status", status)
            else:
                made.setdefault(EXTRA, {})["Status"] = row("status")
                self.tell(name, f"its status {quote(row('status'), 60)} is none of a plan, and is kept under {EXTRA}")
        if row("sources"):
            self.sent_by(made, name, row("sources"))

    def sent_by(self, made: Words, name: str, cell: str) -> None:
        found = _cells.names(cell if "http" in cell else _AND.sub(",", cell))
        if any(text.casefold() in ("all", "both", "any", "all platforms") for text in found):
            made.setdefault(EXTRA, {})["Platform"] = cell
            self.tell(name, f"is sent from {quote(cell, 60)}, which names no source: kept under {EXTRA}")
            return
        keys = []
        for text in found:
            key = slug(text, "source").replace("-", "_")
            platform = _cells.platform(text)
            self.sources.setdefault(key, {"platform": platform} if platform else {"description": text})
            keys.append(key)
        made.setdefault("sources", [*dict.fromkeys(keys)])

    # Properties

    def property(self, name: str, of: str, holder: dict[str, Words], row: Row) -> None:
        where = f"{of}.{name}" if of else name
        if name.startswith("x-"):
            self.tell(where, f"{OWN_KEYS}: not read")
            return
        made = about(row, where, self.tell, asks=row.ours or holder is not self.draft.catalog)
        if name not in holder:
            holder[name] = made
        elif [*holder[name]] in ([], ["required"]):  # as a cell of names has it
            holder[name] = {**holder[name], **made}
        elif holder[name] != made:
            self.tell(where, "stands here again, and says something else: the first place counts")

    def plan(self) -> ImportedPlan:
        """All that was read. What an event says of a property comes before what the dictionary says of it."""
        self.draft.catalog = _nested(self.draft.catalog)
        self.draft.traits = {whose: _nested(traits) for whose, traits in self.draft.traits.items()}
        for words in [*self.draft.events.values(), *self.draft.groups.values()]:
            if "properties" in words:
                holder = words["properties"]
                for name in holder:
                    holder[name] = {**self.draft.catalog.get(name, {}), **holder[name]}
                words["properties"] = _nested(holder)
        if self.sources:
            self.draft.head["sources"] = self.sources
        return self.draft.finish()


def _asked(row: Row) -> dict[str, str]:
    """What a row without a property says that only a property can be asked."""
    return {} if row.ours else {key.upper() if key == "pii" else key.title(): row(key) for key in ASKED if row(key)}


def _traits(title: str) -> str:
    words = title.casefold()
    if any(word in words for word in ("user", "trait", "identify", "person", "people")):
        return "user"
    return "group" if any(word in words for word in ("group", "account", "company")) else ""


def _understood(grid: Grid, top: Header) -> str:
    """What each column was taken for, in the order of the table."""
    cells = next(cells for line, cells in grid.rows if line == top.number)
    parts = [f"{quote(cells[place].strip(), 40)} as {SAID.get(key, key)}" for place, key in sorted(top.columns.items())]
    told = f"read {listed(parts, 20)}"
    if top.others:
        are = "is" if len(top.others) == 1 else "are"
        told += f"; {listed((quote(title, 40) for title in top.others.values()), 8)} {are} kept under {EXTRA}"
    return told


def _nested(holder: dict[str, Words]) -> dict[str, Words]:
    """Properties called `cart.id` or `items[].sku` within `cart` or `items`, where those stand there too."""
    made = dict(holder)
    for name, words in holder.items():
        array = made.get(name.removesuffix("[]")) if name.endswith("[]") and "." not in name else None
        if array is not None and array.get("type") == "array":
            array["items"] = {**array.get("items", {}), **{word: words[word] for word in words if word != "required"}}
            del made[name]
            continue
        outer, dot, inner = name.replace("[].", ".$.").replace(".$.", "[].").rpartition(".")
        held = made.get(outer.removesuffix("[]")) if dot and inner else None
        if held is None or held is words or held.get("type") not in ("object", "array"):
            continue
        if held["type"] == "array":
            held = held.setdefault("items", {"type": "object"})
        if held.get("type") == "object":
            held.setdefault("properties", {})[inner] = words
            del made[name]
    return made
