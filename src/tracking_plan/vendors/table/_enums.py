"""What a person did to the table of enums: values and what they mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...document import Amendment, Drop, Extend, Path, Put, Rename, scalar
from ...model.order import PROPERTY as ORDER
from ...model.plan import Plan
from ...model.property import Property
from ...shelf import did_you_mean, quote
from ._changes import Change, Step, values
from ._compare import Difference, Edited, Gone, New, Told
from ._properties import Properties
from ._rows import Value, home, home_of, label
from ._rows import values as each_value
from ._text import meant


class Enums:
    """The changes of one import to enums."""

    def __init__(self, plan: Plan, properties: Properties) -> None:
        self.plan, self.properties = plan, properties
        self.known = {(home(one.path), label(one.path)): one for one in self.all()}

    def all(self) -> Iterator[Property]:
        yield from self.plan.definitions
        for event in self.plan.events.values():
            yield from (one for one in event.own if one.mention)

    def steps(self, differences: list[Difference]) -> Iterator[Step]:
        """The changes, property by property: what becomes of an enum depends on all that is said of it."""
        by_property: dict[Path, list[Edited | New | Gone]] = {}
        nodes: dict[Path, Property] = {}
        for one in differences:
            if isinstance(one, Told):
                yield one
                continue
            found = self.property(one)
            if isinstance(found, Told):
                yield found
                continue
            by_property.setdefault(found.path, []).append(one)
            nodes[found.path] = found
        for path, several in by_property.items():
            yield from _Enum(nodes[path], self.properties).steps(several)

    def property(self, one: Edited | New | Gone) -> Property | Told:
        if not isinstance(one, New):
            value: Value = one.row.node
            return value.property
        name, cell = meant(one.found.text("name")), meant(one.found.text("where"))
        there = home_of(self.plan, cell)
        found = self.known.get((there, name)) if there is not None else None
        if found is None:
            every = [known_name for known_home, known_name in self.known if known_home == there]
            what = f"{quote(cell or 'dictionary')} says nothing of a property {quote(name)}{did_you_mean(name, every)}"
            return Told(
                "problem",
                f"{one.found.place}: {what}; a new property comes before its values, in the table of properties",
            )
        return found


class _Enum:
    """One enum while it is changed."""

    def __init__(self, found: Property, properties: Properties) -> None:
        self.found = found
        self.path = (*found.path, "enum")
        self.written: Any = found.raw.get("enum")
        self.name = properties.called(found.path)

    def steps(self, several: list[Edited | New | Gone]) -> Iterator[Step]:
        """Each difference is a change; where a list gets its first meaning, it becomes a mapping as a whole."""
        whole = isinstance(self.written, list) and any(_says_meaning(one) for one in several)
        if whole or not isinstance(self.written, (dict, list)):
            yield from self.anew(several)
            return
        left = len(self.written) - sum(isinstance(one, Gone) for one in several)
        adds = any(isinstance(one, New) for one in several)
        every = Drop(self.path)
        for one in several:
            made: Amendment | Told
            if isinstance(one, Gone) and not left and not adds:
                made = every
            else:
                made = self.one(one)
            if isinstance(made, Told):
                yield made
            else:
                yield self.change(one, made)

    def one(self, one: Edited | New | Gone) -> Amendment | Told:
        listed = isinstance(self.written, list)
        if isinstance(one, New):
            value = self.typed(meant(one.found.text("value")))
            if listed:
                return Extend(self.path, (value,), (), ORDER)
            return Put((*self.path, str(one.found.text("value"))), meant(one.found.text("meaning")) or None)
        held: Value = one.row.node
        if isinstance(one, Gone):
            return Extend(self.path, (), (held.value,)) if listed else Drop((*self.path, held.step))
        if one.column.key == "meaning":
            return Put((*self.path, held.step), meant(one.after) or None)
        if one.column.key != "value" or not one.after:
            what = "of which property a value is is not changed here" if one.after else "is empty"
            return Told("problem", f"{one.found.at(one.column)}: {what}; take the row out, or add another one")
        if listed:
            return Put((*self.path, held.step), self.typed(meant(one.after)))
        return Rename((*self.path, held.step), meant(one.after))

    def anew(self, several: list[Edited | New | Gone]) -> Iterator[Step]:
        """The enum written as a whole: what it is to be is known only with the last change."""
        has_meaning = any(_says_meaning(one) for one in several)
        held = [*each_value(self.found.raw, self.written)] if isinstance(self.written, list) else []
        said = {place: [text, ""] for place, text, _, _ in held}
        for number, one in enumerate(several):
            if isinstance(one, New):
                said[f"new {number}"] = [one.found.text("value"), one.found.text("meaning")]
            elif isinstance(one, Gone):
                said.pop(one.row.node.step, None)
            elif one.column.key in ("value", "meaning"):
                said[one.row.node.step][one.column.key == "meaning"] = one.after
            else:
                yield Told("problem", f"{one.found.at(one.column)}: of which property a value is is not changed here")
                return
        whole: Any = [self.typed(meant(text)) for text, _ in said.values()]
        if has_meaning:
            whole = {meant(text): meant(meaning) or None for text, meaning in said.values()}
        put = Put(self.path, whole, ORDER, block=has_meaning)
        for one in several:
            yield self.change(one, put)

    def typed(self, text: str) -> Any:
        """A value as the property's type takes it."""
        types = self.found.types
        if not types or "string" in types:
            return text
        try:
            return scalar(text)
        except ValueError:
            return text

    def change(self, one: Edited | New | Gone, made: Amendment) -> Change:
        at = self.found.at("enum")
        start = f"{at.file}:{at.line}: {quote(self.name)}"
        made_here = ((self.found.raw.document, made),)
        if isinstance(one, New):
            return Change(f"{start}: value {quote(one.found.text('value'))} added", one.found.place, made_here)
        if isinstance(one, Gone):
            return Change(f"{start}: value {quote(one.row.cells[2])} removed", one.place, made_here)
        place = one.found.at(one.column)
        if one.column.key == "value":
            return Change(f"{start}: value {values(one.before, one.after)}", place, made_here)
        return Change(
            f"{start}: meaning of {quote(one.row.cells[2])} {values(one.before, one.after)}", place, made_here
        )


def _says_meaning(one: Edited | New | Gone) -> bool:
    if isinstance(one, New):
        return bool(one.found.text("meaning"))
    return isinstance(one, Edited) and one.column.key == "meaning" and bool(one.after)
