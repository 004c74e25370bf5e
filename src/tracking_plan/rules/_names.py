"""What the rules about names share: which names a plan has, which of them cannot even be read, and where each is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeVar

from ..document import Span
from ..model.event import Event
from ..model.plan import Plan
from ..model.property import Property
from ..shelf import listed, quote
from ._characters import Fault, faults
from ._said import is_item

_BETWEEN = {"snake": "underscores", "constant": "underscores", "kebab": "hyphens", "camel": "", "pascal": ""}
_MOST_RELATED = 8
_MOST_NAMED = 4


def event_faults(plan: Plan) -> Mapping[str, Fault]:
    """The events whose names hold what no name may hold. Of these, the rules about words say nothing."""
    found: dict[str, Fault] = plan.facts("characters of event names", _event_faults)
    return found


def _event_faults(plan: Plan) -> dict[str, Fault]:
    names = plan.event_names
    literal = re.sub(r"\{[^{}]*\}", "", names.format) if "{" in names.format else ""
    extra = names.characters + "".join(letter for letter in literal if not letter.isalnum() and letter not in " _-")
    return faults(plan.events, extra, _allowed(names.case, "events"), devices=True)


def property_faults(plan: Plan) -> Mapping[str, Fault]:
    """The same of properties."""
    found: dict[str, Fault] = plan.facts("characters of property names", _property_faults)
    return found


def _property_faults(plan: Plan) -> dict[str, Fault]:
    names = plan.property_names
    # One underscore before a name is a common mark of a technical property, as in _id.
    bare = {name: name[1:] if name[:1] == "_" and name[1:2] != "_" and name[1:] else name for name in introduced(plan)}
    wrong = faults(dict.fromkeys(bare.values()), names.characters, _allowed(names.case, "properties"))
    return {name: wrong[part] for name, part in bare.items() if part in wrong}


def _allowed(case: str, section: str) -> str:
    between = _BETWEEN.get(case, "spaces")
    what = f"letters, digits and {between}" if between else "letters and digits"
    return f"only {what}; `taxonomy.{section}.characters` can add to them"


def introduced(plan: Plan) -> Mapping[str, tuple[Property, ...]]:
    """Each property name with the places that introduce it: definitions without a base, nested ones too."""
    found: dict[str, tuple[Property, ...]] = plan.facts("properties by name", _introduced)
    return found


def _introduced(plan: Plan) -> dict[str, tuple[Property, ...]]:
    made: dict[str, list[Property]] = {}
    for found in plan.definitions:
        if found.base is None and not (found.name == "items" and is_item(found)):
            made.setdefault(found.name, []).append(found)
    return {name: tuple(places) for name, places in made.items()}


def introduced_roots(plan: Plan) -> Mapping[str, tuple[Property, ...]]:
    """The same without the nested ones: `name` inside an object is that object's own."""
    found: dict[str, tuple[Property, ...]] = plan.facts("root properties by name", _introduced_roots)
    return found


def _introduced_roots(plan: Plan) -> dict[str, tuple[Property, ...]]:
    made: dict[str, list[Property]] = {}
    for found in plan.roots:
        if found.base is None:
            made.setdefault(found.name, []).append(found)
    return {name: tuple(places) for name, places in made.items() if len(places) > 1}


Named = TypeVar("Named", Event, Property)


def related(group: Sequence[Named], here: Named) -> tuple[tuple[Span, str], ...]:
    """The places of the others that a finding speaks of; of a great many, the first."""
    return tuple((other.at(), quote(other.name)) for other in _first(group, here, _MOST_RELATED))


def others(group: Sequence[Named], here: Named) -> str:
    """The names of the others, for a message; of a great many, the first and how many more there are."""
    named = [quote(other.name) for other in _first(group, here, _MOST_NAMED)]
    more = len(group) - 1 - len(named)
    return f"{', '.join(named)} and {more:,} more" if more else listed(named)


def _first(group: Sequence[Named], here: Named, most: int) -> Iterator[Named]:
    return islice((other for other in group if other is not here), most)


_PRESCRIBED = frozenset(("firstName", "lastName", "createdAt", "postalCode"))


def is_prescribed(found: Property) -> bool:
    """Whether a trait has a name that the tools prescribe, and that nobody is free to write in another case."""
    return found.name in _PRESCRIBED and found.path[0] == "traits"
