"""Which thing of the plan a place speaks of, where it is defined, and where else it is spoken of."""

from __future__ import annotations

from collections.abc import Iterator

from ..document import Document, Map, Path, Put, Rename, Span
from ..model.node import Node
from ..model.plan import Plan
from ..model.property import Property
from ..model.reference import names_in, node_at, resolve
from ..model.renaming import renaming
from ..trouble import Trouble
from ._grammar import REFERENCES, SECTIONS, slot
from ._reader import Spot


def thing(plan: Plan, spot: Spot, offset: int) -> Path | None:
    """The path of what a place names, if the plan has it; ``offset`` is where in the text one points at."""
    found = _named_key(plan, spot) if spot.is_key else _named_value(plan, spot, offset)
    return found if found is not None and _is_there(plan, found) else None


def _named_key(plan: Plan, spot: Spot) -> Path | None:
    holder = slot(spot.holder)
    if holder.example:
        return _in_example(spot.path)
    if holder.names in SECTIONS:
        return spot.path
    is_property = slot(spot.path).holds is Property and spot.path[-1] != "items"
    return spot.path if holder.names == "carried" or is_property else None


def _in_example(path: Path) -> Path | None:
    """The property of an event whose key in an example this is."""
    names = [step for step in path[3:] if isinstance(step, str)]
    return (*path[:2], *(step for name in names for step in ("properties", name))) if names else None


def _named_value(plan: Plan, spot: Spot, offset: int) -> Path | None:
    path = spot.path
    found = slot(path)
    if found.key is None or found.of is None:
        return None
    what = REFERENCES.get((found.of, found.key.name))
    if what == "needs":
        return _need(plan, spot.word, offset - spot.start)
    if what == "beside":
        return _beside(plan, path, spot.word)
    if what == "things":
        return _resolved(plan, spot.word)
    return (what, spot.word) if what is not None and what in SECTIONS else None


def _need(plan: Plan, word: str, place: int) -> Path | None:
    """The event of a need, or the property where one points beyond the event's name."""
    pointed = plan.point(word)
    if pointed.event is None:
        return None
    name = pointed.event.name
    rest = word[len(name) + 1 :]
    if not rest or place <= len(name) + (word[:1] in "'\""):
        return pointed.event.path
    return (*pointed.event.path, *(step for one in rest.split(".") for step in ("properties", one)))


def _beside(plan: Plan, path: Path, name: str) -> Path:
    """The property of that name beside the one that is replaced, else the dictionary's."""
    near = (*path[:-2], name)
    return near if _is_there(plan, near) else ("properties", name)


def _resolved(plan: Plan, word: str) -> Path | None:
    if word in plan.properties and word not in plan.events:
        return ("properties", word)
    try:
        return resolve(plan, word)
    except Trouble:
        return None


def _is_there(plan: Plan, path: Path) -> bool:
    found = node_at(plan, path) if len(path) > 1 else plan
    if found is plan:
        return False
    names = names_in(path)
    return not names or (isinstance(found, Property) and found.name == names[-1])


def origin(plan: Plan, path: Path) -> Node:
    """Where a thing is defined: of a property that only stands there, in the group or the dictionary."""
    found = node_at(plan, path)
    while isinstance(found, Property) and found.base is not None:
        found = found.base
    return found


def defined(plan: Plan, path: Path) -> Path:
    """The path of where a thing is defined."""
    found = origin(plan, path)
    return found.path if isinstance(found, Property) else path


class Use:
    """Where a thing is named: its file, and the span of the key or the value."""

    __slots__ = ("is_definition", "span")

    def __init__(self, span: Span, is_definition: bool) -> None:
        self.span, self.is_definition = span, is_definition


def uses(plan: Plan, path: Path) -> Iterator[Use]:
    """Every place that names a thing, its definition among them: what `plan rename` would write anew.

    Raises:
        Trouble: it has no name that could be written otherwise.
    """
    start, found = defined(plan, path), origin(plan, path)
    documents = {document.file: document for document in plan.documents}
    seen = set()
    for document, change in renaming(plan, start, _UNUSED):
        if not isinstance(change, (Put, Rename)):
            continue
        span = _span(documents.get(document.file, document), change.path, isinstance(change, Rename))
        if span is not None and span[:5] not in seen:
            seen.add(span[:5])
            yield Use(span, span[:5] == found.at()[:5])


_UNUSED = "a name that nothing has \N{BLACK SQUARE}"
"""Only the places of the changes are wanted, and no change may be refused because its name is taken."""


def _span(document: Document, path: Path, is_key: bool) -> Span | None:
    """Where a key or a value of a document stands."""
    holders: list[tuple[Map, int]] = []
    value = document.data
    for number, step in enumerate(path):
        if isinstance(value, Map):
            holders.append((value, number))
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            break
    if not holders:
        return None
    holder, place = holders[-1]
    if is_key:
        return holder.key_at(str(path[place]), path[:place])
    return holder.at(*path[place:], path=path[:place])
