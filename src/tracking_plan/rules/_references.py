"""What the rules about references share: suggestions within a bound, what stands beside a property, and circles."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from ..finding import Fix
from ..model import mending
from ..model.dictionary import is_english
from ..model.node import Node
from ..model.plan import Plan
from ..model.property import Property
from ..model.words import split
from ..shelf import near, quote, slip

_MOST_COMPARED = 10_000
"""Comparing names takes about 50 µs each: of thousands of wrong names only the first get a suggestion."""
_MANY = 300

Step = TypeVar("Step", bound=Hashable)


class Guess(NamedTuple):
    """What a name that is not known may stand for."""

    said: str = ""
    """` (did you mean "x"?)`, or nothing."""
    surely: str | None = None
    """The name that it stands for, where that is no guess but a slip of the hand."""

    def __str__(self) -> str:
        return self.said

    def fix(self, node: Node, *keys: str | int, before: str = "", after: str = "") -> Fix | None:
        """Write it where the wrong name stands, between what else stands there."""
        if self.surely is None:
            return None
        return mending.value(node.raw, keys, before + self.surely + after)


def guess(kind: str, name: str, known: Iterable[str], plan: Plan) -> Guess:
    """What a name of a kind may stand for; worked out once for each."""
    memory: dict[tuple[str, str], Guess] = plan.facts("suggestions", lambda _: {})
    spent: list[int] = plan.facts("suggestions compared", lambda _: [0])
    key = (kind, name)
    if key not in memory:
        if spent[0] >= _MOST_COMPARED:
            return _NOTHING
        every = [*known]
        close = every
        if len(close) > _MANY:
            spent[0] += len(close) // 10
            close = [other for other in close if other[:1].casefold() == name[:1].casefold()]
        spent[0] += len(close)
        found = near(name, close) if close else None
        surely = found if found is not None and found == slip(name, every) and _is_slip(name, found) else None
        memory[key] = Guess(f" (did you mean {quote(found)}?)" if found is not None else "", surely)
    return memory[key]


_NOTHING = Guess()
_SHORTEST = 5


def _is_slip(name: str, meant: str) -> bool:
    """Whether one name is surely the other with a slip in it, and not another name that is like it.

    What differs must be one word that is no English word, and long enough to be told by its other letters; `teams` is no
    slip for `team`.
    """
    words, others = ([word.casefold() for word in split(each)] for each in (name, meant))
    if "".join(words) == "".join(others):
        return True
    if len(words) != len(others):
        return False
    (wrong, right), *more = [(one, other) for one, other in zip(words, others, strict=True) if one != other]
    if more or is_english(wrong) or wrong.rstrip("s") == right.rstrip("s"):
        return False
    return max(len(wrong), len(right)) >= _SHORTEST or (len(wrong) > 2 and sorted(wrong) == sorted(right))


def suggestion(kind: str, name: str, known: Iterable[str], plan: Plan) -> str:
    """` (did you mean "x"?)` or nothing."""
    return guess(kind, name, known, plan).said


def meant(names: Iterable[str | None], known: Iterable[str]) -> set[str]:
    """The known names that are used: as they are, or misspelled (which another rule says; it need not be said twice)."""
    known = set(known)
    used = {name for name in names if name is not None}
    wrong = used - known
    if wrong and len(wrong) * len(known) <= _MOST_COMPARED:
        used.update(found for name in wrong if (found := near(name, known)) is not None)
    return used


def event_guess(name: str, plan: Plan) -> Guess:
    """What an event's name may stand for: an event that was renamed, or a name that is near."""
    renamed = plan.facts("renamed", _renamed).get(name)
    if not renamed:
        return guess("event", name, plan.events, plan)
    return Guess(f" (it is now {quote(renamed[-1])})", renamed[-1] if len(renamed) == 1 else None)


def _renamed(plan: Plan) -> dict[str, list[str]]:
    made: dict[str, list[str]] = {}
    for event in plan.events.values():
        for old in dict.fromkeys(event.was):
            made.setdefault(old, []).append(event.name)
    return made


def beside(found: Property, plan: Plan) -> Mapping[str, Property]:
    """The properties among which this one stands, itself included; none for the items of an array."""
    inside, rest = _section(found, plan)
    while len(rest) > 1:
        holder: Property | None = inside.get(str(rest[0]))
        rest = rest[1:]
        while holder is not None and rest and rest[0] == "items":
            holder, rest = holder.items, rest[1:]
        if holder is None or not rest:
            return {}
        inside, rest = holder.properties or {}, rest[1:]
    return inside


def _section(found: Property, plan: Plan) -> tuple[Mapping[str, Property], Sequence[str | int]]:
    path = found.path
    match path[0]:
        case "events":
            return plan.events[str(path[1])].properties, path[3:]
        case "traits":
            return plan.traits[str(path[1])], path[2:]
        case "property_groups":
            group = plan.groups[str(path[1])]
            return group.properties, path[len(group.own[0].path) - 1 :]
    return plan.properties, path[1:]


def circles(following: Mapping[Step, Step]) -> Iterator[list[Step]]:
    """Each circle that one runs into by going from step to step, once; in time linear in the steps."""
    done: set[Step] = set()
    for start in following:
        trail: dict[Step, int] = {}
        step = start
        while step in following and step not in done and step not in trail:
            trail[step] = len(trail)
            step = following[step]
        if step in trail:
            yield [*trail][trail[step] :]
        done.update(trail)
