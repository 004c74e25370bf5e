"""What an export gives: files in a tool's own format, and what of the plan could not be kept, word by word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from ..document import Map
from ..model.event import Event
from ..model.node import Node
from ..model.plan import Plan
from ..model.property import Property
from ..model.schema import plain
from ..shelf import listed, quote

_OURS = frozenset(("properties", "include", "allow"))
"""What an event says for `plan` itself, or what stands resolved in its properties."""
_ASIDE = frozenset(("plan", "taxonomy", "rules", "allow", "changes"))
"""What a plan says for `plan` itself."""
_SHOWN = 3


class Exported(NamedTuple):
    """Relative file name -> text (or bytes, where it is none); and what could not be kept, one line each."""

    files: Mapping[str, str | bytes]
    notes: tuple[str, ...]


class Option(NamedTuple):
    """An option of `plan export` that only this format has. The writer gets it by its name, with `_` for `-`."""

    name: str
    """As it is written, without the two hyphens."""
    help: str
    metavar: str = ""
    """What stands for its value, such as NAME; an option without is a flag."""


class Keeps(NamedTuple):
    """The words of the plan format that a tool's format has a place for, by what says them."""

    plan: frozenset[str] = frozenset()
    event: frozenset[str] = frozenset()
    property: frozenset[str] = frozenset()
    traits: bool = False
    dictionary: bool = False
    """Whether properties that no event uses have a place too."""
    carried: bool = True
    """Whether what events carry has a place at all. Where it has none, the writer says so itself, in one line."""


SCHEMA_WORDS = frozenset(
    (
        "type", "description", "enum", "minimum", "maximum", "minLength", "maxLength", "pattern", "format", "items",
        "minItems", "maxItems", "uniqueItems", "properties", "additional_properties", "required", "nullable",
    )
)  # fmt: skip
"""What a property says that JSON Schema has a word for."""


def words(*said: str) -> frozenset[str]:
    return frozenset(word for text in said for word in text.split())


class Told:
    """Collects what is not kept: the same thing of many places becomes one line."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.places: dict[str, dict[str, None]] = {}
        self.renamed: dict[str, dict[str, str]] = {}
        """Why things have other names there -> which, and what they are called."""

    def __call__(self, where: str, what: str) -> None:
        self.places.setdefault(what, {})[where] = None

    def is_called(self, where: str, theirs: str, takes: str) -> None:
        """Something goes by another name there, as its own is not such as the tool ``takes``."""
        self.renamed.setdefault(takes, {}).setdefault(where, theirs)

    def notes(self) -> tuple[str, ...]:
        told = [f"{_where([*places])}: {what}" if any(places) else what for what, places in self.places.items()]
        for takes, names in self.renamed.items():
            which = f"in {self.title}, which takes {takes}"
            if len(names) <= _SHOWN:
                told += [f"{quote(where, 80)}: is called {quote(theirs)} {which}" for where, theirs in names.items()]
            else:
                (where, theirs), more = next(iter(names.items())), len(names) - 1
                told.append(f"{quote(where, 80)}: is called {quote(theirs)}, and {more:,} more likewise, {which}")
        return tuple(told)


def _where(places: list[str]) -> str:
    shown = [quote(place, 80) for place in places[:_SHOWN]]
    more = len(places) - len(shown)
    return f"{', '.join(shown)} and {more:,} more" if more else listed(shown)


def tell_losses(plan: Plan, keeps: Keeps, extra: str, tell: Told) -> None:
    """Tell every word of the plan that ``keeps`` has no place for; ``extra`` is the key of the tool's own words."""
    no_word = f"has no word in the format of {tell.title}: not kept"
    for section in _sections(plan):
        known = section in keeps.plan or section in _ASIDE or section == extra
        if not known and section not in ("events", "properties", "property_groups", "traits"):
            tell("", f"{quote(section)} of the plan {no_word}")
    if plan.traits and not keeps.traits:
        tell("", f'"traits" of the plan {no_word}')
    grouped = keeps.carried and "property_groups" not in keeps.plan
    if grouped and any(event.include for event in plan.events.values()):
        tell("", "properties of groups are written out in the events that include them")
    for event in plan.events.values():
        for word in _said(event, keeps.event | _OURS, extra):
            tell(event.name, f"{quote(word)} {no_word}")
    if not keeps.carried:
        return
    used = _used(plan)
    for found in plan.definitions:
        if found.path[0] == "traits" and not keeps.traits:
            continue
        if found.path[0] in ("properties", "property_groups") and id(found) not in used:
            if not keeps.dictionary and len(found.path) <= 4 and "items" not in found.path:
                tell(label(found), "no event uses it: not kept")
            continue
        for word in _said(found, keeps.property | {"allow"}, extra):
            tell(label(found), f"{quote(word)} {no_word}")
        if isinstance(found.raw.get("enum"), Map) and "meanings" not in keeps.property:
            tell(label(found), f"what each value of the enum means {no_word}")


def _said(node: Node, kept: frozenset[str], extra: str) -> Iterator[str]:
    for word, value in node.raw.items():
        if word not in kept and word != extra and value is not None:
            yield word


def _sections(plan: Plan) -> dict[str, None]:
    found: dict[str, None] = {}
    for document in plan.documents:
        if isinstance(document.data, Map):
            found.update((word, None) for word, value in document.data.items() if value not in (None, {}, []))
    return found


def _used(plan: Plan) -> set[int]:
    """The identities of all properties that an event or a trait has, or inherits from."""
    seen: set[int] = set()
    stack: list[Property] = [found for event in plan.events.values() for found in event.properties.values()]
    stack += [found for traits in plan.traits.values() for found in traits.values()]
    while stack:
        found = stack.pop()
        if id(found) in seen:
            continue
        seen.add(id(found))
        stack.extend(found.nested())
        if found.base is not None:
            stack.append(found.base)
    return seen


def label(found: Property) -> str:
    """`Signed Up.plan`, or `plan` for one of the dictionary: where a property stands, for messages."""
    steps = found.path[1:] if found.path[0] in ("events", "properties") else found.path
    return ".".join(str(step) for step in steps if step not in ("properties", "property_groups"))


# The tool's own words, which an import keeps under `x-<tool>`


def extra_of(node: Node, key: str) -> dict[str, Any]:
    """What stands under the tool's own key, at this place and at those that it inherits from."""
    made: dict[str, Any] = {}
    base: Any = node
    while base is not None:
        found = base.raw.get(key)
        if isinstance(found, Map):
            made = {**plain(found), **made}
        base = getattr(base, "base", None)
    return made


def kept_name(name: str, kept: object, kind: object, taken: set[tuple[object, str]]) -> str:
    """What the tool calls an event: the name that an import had to tell apart, while the plan still says that one.

    `Home` for "Home (page)". A name that was changed since, and one that another event of its ``kind`` has, is the
    plan's own.
    """
    found = kept if isinstance(kept, str) and name.startswith(f"{kept} (") and name.endswith(")") else name
    found = name if (kind, found) in taken else found
    taken.add((kind, found))
    return found


def in_order(plan: Plan) -> list[Event]:
    """The events; those that an import told apart ("Home (page)") after those that kept the name, as there."""
    return sorted(plan.events.values(), key=lambda event: event.name.rpartition(" (")[0] in plan.events)


def over(made: dict[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """What the plan says, and of the tool's own words those on which it says nothing: it may have been edited since."""
    return {**made, **{word: held for word, held in own.items() if word not in made}}


def extra_of_plan(plan: Plan, key: str) -> dict[str, Any]:
    """The tool's own words about the plan as a whole."""
    return _first(plan, lambda data: data.get(key))


def extra_of_traits(plan: Plan, whose: str, key: str) -> dict[str, Any]:
    """The tool's own words about the traits of `user` or `group`."""

    def look(data: Map) -> Any:
        traits = data.get("traits")
        inside = traits.get(whose) if isinstance(traits, Map) else None
        return inside.get(key) if isinstance(inside, Map) else None

    return _first(plan, look)


def _first(plan: Plan, look: Callable[[Map], Any]) -> dict[str, Any]:
    for document in plan.documents:
        if isinstance(document.data, Map):
            found = look(document.data)
            if isinstance(found, Map):
                made: dict[str, Any] = plain(found)
                return made
    return {}


def batches(items: Iterable[Any], most: int) -> Iterator[list[Any]]:
    """Items in lists of no more than ``most``."""
    made = [*items]
    for start in range(0, len(made), most):
        yield made[start : start + most]
