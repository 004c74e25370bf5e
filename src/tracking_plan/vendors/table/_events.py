"""What a person did to the table of events: cells, new rows, rows taken out, and names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ...document import Amendment, Document, Drop, Extend, Path, Put, Rename, scalar
from ...model.event import STATUSES, Event
from ...model.order import EVENT as ORDER
from ...model.plan import Plan
from ...shelf import did_you_mean, listed, quote
from ._changes import Change, Step, document_of, known, named, values
from ._compare import Difference, Edited, Gone, New, Told
from ._sheets import EVENTS
from ._text import joined, meant, parted


class Events:
    """The changes of one import to events. ``owners`` are the plan's and those that the same file adds."""

    def __init__(self, plan: Plan, owners: Mapping[str, str | None]) -> None:
        self.plan, self.owners = plan, owners
        self.fresh: dict[str, tuple[Document, Put]] = {}
        """New events: where they go, and what they say; the table of properties may add to it."""

    def steps(self, differences: list[Difference]) -> Iterator[Step]:
        for difference in differences:
            match difference:
                case Edited():
                    yield from self.edited(difference, differences)
                case New():
                    yield from self.new(difference, differences)
                case Gone():
                    event: Event = difference.row.node
                    text = f"{event.at().file}:{event.at().line}: event {quote(event.name)} removed"
                    yield Change(text, difference.place, ((event.raw.document, Drop(event.path)),))
                case Told():
                    yield difference

    # Cells

    def edited(self, one: Edited, others: list[Difference]) -> Iterator[Step]:
        event: Event = one.row.node
        key, place = one.column.key, one.found.at(one.column)
        made: list[Amendment] = []
        if key == "name":
            yield from self.renamed(one, others)
            return
        if one.column.kind == "names":
            now = parted(one.before)
            found = [*self.meant_names(key, parted(one.after), place)]
            yield from (name for name in found if isinstance(name, Told))
            wanted = [name for name in found if not isinstance(name, Told)]
            if len(wanted) < len(found):
                return
            made += self.listing(event, key, now, wanted)
            text = _listed_change(
                [name for name in wanted if name not in now], [name for name in now if name not in wanted]
            )
        else:
            value = self.value(key, one.after, place)
            if isinstance(value, Told):
                yield value
                return
            if value == event.raw.get(key):
                return
            made.append(_put(event.path, event, key, value))
            text = values(one.before, "" if value is None else str(value))
        if made:
            at = event.at(key)
            says = f"{at.file}:{at.line}: {quote(event.name)}: {one.column.title.lower()} {text}"
            yield Change(says, place, tuple((event.raw.document, change) for change in made))

    def value(self, key: str, cell: str, place: str) -> str | int | Told | None:
        """What a cell means for a key; None for nothing."""
        if not cell:
            return None
        if key == "owner":
            return self.owner(cell, place)
        if key == "status":
            found = known(cell, STATUSES)
            if found is None:
                words = listed(STATUSES, 12, "or")
                return Told("problem", f"{place}: takes {words}, not {quote(cell)}{did_you_mean(cell, STATUSES)}")
            return found
        text = meant(cell)
        if key == "phase" and str(scalar(text)) == text:
            number: Any = scalar(text)
            return number if isinstance(number, int) and not isinstance(number, bool) else text
        return text

    def owner(self, cell: str, place: str) -> str | Told:
        found = known(cell, self.owners)
        if found is None:
            titles = {title: key for key, title in self.owners.items() if title}
            titled = known(cell, titles)
            found = titles[titled] if titled is not None else None
        if found is None:
            mend = "add it to the table of owners, or under `owners` of the plan"
            return Told("problem", f"{place}: no owner is named {quote(cell)}{did_you_mean(cell, self.owners)}; {mend}")
        return found

    def meant_names(self, key: str, cells: list[str], place: str) -> Iterator[str | Told]:
        if key == "sources":
            platforms: dict[str, list[str]] = {}
            for source in self.plan.sources.values():
                platforms.setdefault(str(source.platform), []).append(source.name)
            single = {word: names[0] for word, names in platforms.items() if len(names) == 1}
            cells = [cell if known(cell, self.plan.sources) else single.get(cell.casefold(), cell) for cell in cells]
            yield from named(cells, self.plan.sources, place, "source", "write it as under `sources` of the plan")
        elif key == "include":
            yield from named(cells, self.plan.groups, place, "property group", "write it as under `property_groups`")
        elif key == "properties":
            yield from (known(cell, self.plan.properties) or cell for cell in cells)
        else:
            yield from cells

    def listing(self, event: Event, key: str, now: list[str], wanted: list[str]) -> Iterator[Amendment]:
        """The changes that make a list of names what is wanted, its order aside."""
        added = [name for name in wanted if name not in now]
        gone = [name for name in now if name not in wanted]
        path = (*event.path, key)
        if key == "properties":
            for name in added:
                yield Put((*path, name), None, ORDER)
            if gone and not wanted:
                yield Drop(path)
            else:
                yield from (Drop((*path, name)) for name in gone)
        elif gone and not wanted:
            yield Drop(path)
        elif added or gone:
            held = event.raw.get(key)
            items = held if isinstance(held, list) else []
            texts = {
                item if isinstance(item, str) else event.raw.source(key, place): item
                for place, item in enumerate(items)
            }
            yield Extend(path, tuple(added), tuple(texts[name] for name in gone), ORDER)

    # Whole events

    def new(self, one: New, others: list[Difference]) -> Iterator[Step]:
        name = meant(one.found.text("name"))
        if name in self.fresh:
            yield Told("problem", f"{one.found.place}: {quote(name)} is a new event twice; keep one of the two rows")
            return
        before = next((n for n in parted(one.found.text("was")) if self.is_leaving(n, others)), None)
        if before is not None:
            yield Told(
                "problem",
                f"{one.found.place}: {quote(name)} was {quote(before)}, whose row is gone: write the new name into that row instead",
            )
            return
        data: dict[str, Any] = {}
        for column in EVENTS.columns[1:]:
            cell, place = one.found.text(column.key), one.found.at(column)
            if not cell:
                continue
            if column.kind == "names":
                found = [*self.meant_names(column.key, parted(cell), place)]
                yield from (item for item in found if isinstance(item, Told))
                names = [item for item in found if not isinstance(item, Told)]
                if names:
                    data[column.key] = dict.fromkeys(names) if column.key == "properties" else names
                continue
            value = self.value(column.key, cell, place)
            if isinstance(value, Told):
                yield value
            else:
                data[column.key] = value
        data = {key: data[key] for key in ORDER if key in data}
        above: Event | None = one.above.node if one.above is not None else None
        document = above.raw.document if above is not None else document_of(self.plan, "events")
        put = Put(("events", name), data, after=above.name if above is not None else None, block=True)
        self.fresh[name] = (document, put)
        yield Change(f"{document.file}: event {quote(name)} added", one.found.place, ((document, put),))

    @staticmethod
    def is_leaving(name: str, others: list[Difference]) -> bool:
        return any(isinstance(other, Gone) and other.row.id == name for other in others)

    def renamed(self, one: Edited, others: list[Difference]) -> Iterator[Step]:
        """A new name, with the old one under ``was``, and whatever names the event."""
        event: Event = one.row.node
        name, place = meant(one.after), one.found.at(one.column)
        if not name:
            yield Told("problem", f"{place}: is empty; name the event, or take the whole row out to remove it")
            return
        if name in self.plan.events or name in self.fresh:
            yield Told("problem", f"{place}: there is an event {quote(name)} already; choose another name")
            return
        document = event.raw.document
        made: list[tuple[Document, Amendment]] = []
        if name in event.was:
            made.append((document, Extend((*event.path, "was"), (event.name,), (name,), ORDER)))
        elif event.name not in event.was:
            made.append((document, Extend((*event.path, "was"), (event.name,), (), ORDER)))
        made += _references(self.plan, event, name)
        made.append((document, Rename(event.path, name)))
        at = event.at()
        yield Change(f"{at.file}:{at.line}: event {quote(event.name)} renamed to {quote(name)}", place, tuple(made))


def _references(plan: Plan, event: Event, name: str) -> Iterator[tuple[Document, Amendment]]:
    """The changes that make whatever names an event name it anew."""
    for question in plan.questions.values():
        for number, need in enumerate(question.needs):
            if plan.point(need).event is event:
                put = Put((*question.path, "needs", number), f"{name}{need[len(event.name) :]}")
                yield question.raw.document, put
    for other in plan.events.values():
        if other.replaced_by == event.name:
            yield other.raw.document, Put((*other.path, "replaced_by"), name)


def _put(path: Path, event: Event, key: str, value: Any) -> Amendment:
    return Drop((*path, key)) if value is None else Put((*path, key), value, ORDER)


def _listed_change(added: list[str], gone: list[str]) -> str:
    parts = []
    if added:
        parts.append(f"+ {quote(joined(added))}")
    if gone:
        parts.append(f"- {quote(joined(gone))}")
    return " ".join(parts)
