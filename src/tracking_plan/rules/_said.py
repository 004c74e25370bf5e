"""How rules speak of a property and of a value in their messages."""

from __future__ import annotations

from ..document import Path
from ..model.node import Node
from ..model.property import Property
from ..shelf import quote

_START = {"properties": 1, "traits": 2, "events": 3, "property_groups": 2}
ITEMS = "[]"


def steps(path: Path) -> list[str]:
    """The names that lead to a property within its section, with ``[]`` for the items of an array."""
    start = _START[str(path[0])]
    if path[0] == "property_groups" and len(path) > 3 and path[2] == "properties":
        start = 3
    made = [str(path[start])]
    place = start + 1
    while place < len(path):
        if path[place] == "items":
            made.append(ITEMS)
            place += 1
        else:
            made.append(str(path[place + 1]))
            place += 2
    return made


_PLACEHOLDERS = frozenset("todo tbd tba tbc fixme xxx n/a na none null".split())


def missing(given: str | None, node: Node, key: str) -> str | None:
    """What to add to "it has no description": nothing, or the placeholder that stands there. None where it has one.

    Of a list or a mapping where a text is due, the loader has spoken.
    """
    if given is None:
        return None if isinstance(node.raw.get(key), (dict, list)) else ""
    bare = given.strip(" \t\r\n.!?-_*")
    if not bare:
        return ""
    return f", only {quote(bare)}" if bare.casefold() in _PLACEHOLDERS else None


def is_item(found: Property) -> bool:
    """Whether it is what the items of an array are, and not a property with a name."""
    return found.path[-1] == "items" and steps(found.path)[-1] == ITEMS


def called(found: Property) -> str:
    """`property "address.city"`, or `each item of "tags"`."""
    names = steps(found.path)
    if names[-1] == ITEMS:
        return f"each item of {quote(dotted(names[:-1]))}"
    return f"property {quote(dotted(names))}"


def dotted(names: list[str]) -> str:
    return ".".join(names).replace("." + ITEMS, ITEMS)


def shown(value: object) -> str:
    """A value as it may stand in a message: text in quotes, other things as JSON writes them."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, (int, float)):
        text = repr(value)
        return text if len(text) <= 40 else text[:39] + "…"
    if isinstance(value, (list, dict)):
        return "a list" if isinstance(value, list) else "a mapping"
    return quote(value)
