"""What a person did to the table of properties: the dictionary, and what events, groups and traits say themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ...document import Amendment, Document, Drop, Path, Put
from ...model.order import PROPERTY as ORDER
from ...model.plan import Plan
from ...model.property import PII, TYPES, Property
from ...shelf import did_you_mean, listed, quote
from ._changes import Change, Step, document_of, known, values
from ._compare import Difference, Edited, Gone, New, Told
from ._found import FoundRow
from ._rows import holder, home, home_of, label, where
from ._sheets import PROPERTIES, Column
from ._text import NO, YES, meant, number, parted


class Properties:
    """The changes of one import to properties. ``fresh`` are the events that the same import adds, which may take some."""

    def __init__(self, plan: Plan, fresh: Mapping[str, tuple[Document, Put]]) -> None:
        self.plan, self.fresh = plan, fresh
        self.paths = {(home(one.path), label(one.path)): one.path for one in plan.definitions}
        self.added: set[Path] = set()

    def steps(self, differences: list[Difference]) -> Iterator[Step]:
        gone = {one.row.node.path for one in differences if isinstance(one, Gone)}
        for one in differences:
            match one:
                case Edited():
                    step = self.edited(one)
                    if step is not None:
                        yield step
                case New():
                    yield from self.new(one.found)
                case Gone():
                    found: Property = one.row.node
                    if not any(found.path[:length] in gone for length in range(2, len(found.path))):
                        text = f"{_at(found)}: property {quote(self.called(found.path))} removed"
                        yield Change(text, one.place, ((found.raw.document, Drop(found.path)),))
                case Told():
                    yield one

    def called(self, path: Path) -> str:
        place = where(self.plan, path)
        return label(path) if place == "dictionary" else f"{place}.{label(path)}"

    def edited(self, one: Edited) -> Step | None:
        found: Property = one.row.node
        key, place = one.column.key, one.found.at(one.column)
        if key in ("name", "where"):
            mend = "change it in the plan, with all that names it; or add a row for another property"
            return Told(
                "problem",
                f"{place}: where {quote(self.called(found.path))} stands and what it is called is not changed here; {mend}",
            )
        value = cell_value(one.column, one.after, place)
        if isinstance(value, Told):
            return value
        if value == found.raw.get(key) and type(value) is type(found.raw.get(key)):
            return None
        change: Amendment = Drop((*found.path, key)) if value is None else Put((*found.path, key), value, ORDER)
        text = f"{_at(found, key)}: {quote(self.called(found.path))}: {one.column.title.lower()} {values(one.before, one.after)}"
        return Change(text, place, ((found.raw.document, change),))

    def new(self, row: FoundRow) -> Iterator[Step]:
        """A property that nothing says yet: in the dictionary, or where the row says."""
        name, cell = meant(row.text("name")), meant(row.text("where"))
        data: dict[str, Any] = {}
        for column in PROPERTIES.columns[2:]:
            value = cell_value(column, row.text(column.key), row.at(column))
            if isinstance(value, Told):
                yield value
            elif value is not None:
                data[column.key] = value
        data = {key: data[key] for key in ORDER if key in data}
        event = cell.removeprefix("event: ")
        if event in self.fresh:
            document, put = self.fresh[event]
            put.value.setdefault("properties", {})[name] = data or None
            yield Change(f"{document.file}: property {quote(f'{event}.{name}')} added", row.place, ((document, put),))
            return
        found = home_of(self.plan, cell)
        if found is None:
            every = [where(self.plan, ("events", one)) for one in self.plan.events]
            every += ["dictionary", *(f"group: {one}" for one in self.plan.groups), "traits: user", "traits: group"]
            what = f"nothing in the plan is named {quote(cell)}{did_you_mean(cell, every)}"
            yield Told(
                "problem",
                f"{row.at(PROPERTIES.columns[1])}: {what}; name an event, `dictionary`, `group: NAME` or `traits: user`",
            )
            return
        path = self.place(found, name)
        if path in self.added:
            yield Told("problem", f"{row.place}: {quote(name)} is a new property twice; keep one of the two rows")
            return
        self.added.add(path)
        document = self.document(found)
        put = Put(path, data or None, block=False)
        yield Change(f"{document.file}: property {quote(self.called(path))} added", row.place, ((document, put),))

    def place(self, found: Path, name: str) -> Path:
        """The path of a new property: inside another one that `address.city` or `lines[].sku` names, else as it stands."""
        for cut in range(len(name) - 1, 0, -1):
            if name[cut] == "." and (found, name[:cut]) in self.paths:
                return (*self.paths[found, name[:cut]], "properties", name[cut + 1 :])
        return (*holder(self.plan, found), name)

    def document(self, found: Path) -> Document:
        """Where what a property belongs to is written."""
        if found[0] == "properties":
            return document_of(self.plan, "properties")
        if found[0] == "traits":
            held = self.plan.traits.get(str(found[1]), {})
            return next((one.raw.document for one in held.values()), self.plan.raw.document)
        nodes: Mapping[str, Any] = self.plan.events if found[0] == "events" else self.plan.groups
        document: Document = nodes[str(found[1])].raw.document
        return document


def cell_value(column: Column, cell: str, place: str) -> Any:
    """What a cell means for a key of a property; None for nothing."""
    if not cell:
        return None
    if column.kind == "flag":
        folded = cell.casefold()
        if folded in YES or folded in NO:
            return folded in YES
        return Told("problem", f"{place}: takes yes or no, not {quote(cell)}")
    if column.kind == "number":
        found = number(cell)
        return Told("problem", f"{place}: takes a number, not {quote(cell)}") if found is None else found
    if column.key == "type":
        types = [known(name, TYPES) or name for name in parted(cell)]
        wrong = next((name for name in types if name not in TYPES), None)
        if wrong is not None:
            words = listed(TYPES, last="or")
            return Told("problem", f"{place}: takes {words}, not {quote(wrong)}{did_you_mean(wrong, TYPES)}")
        return types[0] if len(types) == 1 else types
    if column.key == "pii":
        found_word = known(cell, PII)
        if found_word is None:
            return Told(
                "problem", f"{place}: takes {listed(PII, last='or')}, not {quote(cell)}{did_you_mean(cell, PII)}"
            )
        return found_word
    return meant(cell)


def _at(found: Property, *keys: str) -> str:
    at = found.at(*keys)
    return f"{at.file}:{at.line}"
