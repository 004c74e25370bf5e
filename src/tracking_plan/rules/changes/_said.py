"""How rules about changes speak of what differs."""

from __future__ import annotations

from typing import Any

from ...document import Path
from ...finding import Severity
from ...model.change import ABSENT, Difference
from ...model.property import PII, Property
from ...shelf import listed, quote
from .. import shelf
from .._said import shown as shown_value

_WHERE = {"user": "users", "group": "groups"}


def called(found: Difference) -> str:
    """`property "address.city" of "Signed Up"`, `each item of "tags" in the dictionary`, `event "Signed Up"`."""
    if found.kind == "event":
        return f"event {quote(found.path[1])}"
    section, rest = str(found.path[0]), found.path[2:]
    match section:
        case "events":
            return f"{_property(rest)} of {quote(found.path[1])}"
        case "property_groups":
            return f"{_property(rest)} of group {quote(found.path[1])}"
        case "traits":
            return f"{_property(('properties', *rest)).replace('property', 'trait', 1)} of {_WHERE[str(found.path[1])]}"
    return f"{_property(('properties', *found.path[1:]))} of the dictionary"


def _property(path: Path) -> str:
    """`property "a.b"` or `each item of "a.b"`, from a path that may go on to what differs in it."""
    names, is_item = "", False
    place = 0
    while place < len(path):
        if path[place] == "properties" and place + 1 < len(path):
            names += f"{'[]' if is_item else ''}{'.' if names else ''}{path[place + 1]}"
            place, is_item = place + 2, False
        elif path[place] == "items" and place + 1 < len(path):
            names += "[]" if is_item else ""
            place, is_item = place + 1, True
        else:
            break
    return f"each item of {quote(names)}" if is_item else f"property {quote(names)}"


def shown(value: Any) -> str:
    """A value in a message: text in quotes, other things as JSON writes them, several of them one after the other."""
    if value is ABSENT:
        return "nothing"
    if isinstance(value, list):
        return listed([shown_value(item) for item in value], 6, "or") or "nothing"
    return str(shown_value(value))


def from_to(found: Difference) -> str:
    """`from 1 to 5`, `to 5` where nothing was said, or `away`."""
    if found.added:
        return f"to {shown(found.after)}"
    if found.removed:
        return f"from {shown(found.before)} to nothing"
    return f"from {shown(found.before)} to {shown(found.after)}"


def turned(found: Difference, what: str) -> str:
    """`the owner of event "Signed Up" turned from "growth" to "web"`; what came or went in words of its own."""
    if found.added:
        return f"{called(found)} has {what} now: {shown(found.after)}"
    if found.removed:
        return f"{called(found)} no longer has {what}: it was {shown(found.before)}"
    return f"{called(found)} has another {what.removeprefix('a ').removeprefix('an ')}: {shown(found.after)}, not {shown(found.before)}"


def node_changed(found: Difference, kind: str) -> str:
    """What to say of a named thing of a section of which anything differs."""
    name = f"{kind} {quote(found.path[1])}"
    if not found.key:
        return f"{name} is new" if found.added else f"{name} is removed"
    if found.key.endswith("[]"):
        what = shown(found.after if found.added else found.before)
        return f"{name} {'also' if found.added else 'no longer'} {found.key.removesuffix('[]')} {what}"
    return f"`{found.key}` of {name} goes {from_to(found)}"


def must_have(found: Difference) -> bool:
    """Whether a new property has to be there, of some source at least."""
    return isinstance(found.new, Property) and found.new.required


def is_tighter(found: Difference) -> bool:
    """Whether a bound takes less than before."""
    if found.added or found.removed:
        return found.added
    return bool(found.after > found.before if found.key.startswith("min") else found.after < found.before)


def gained(before: Any, after: Any) -> list[str] | None:
    """The sources that ``after`` names and ``before`` does not; None where it names none, which stands for all."""
    if after is ABSENT:
        return None
    return [] if before is ABSENT else [name for name in after if name not in before]


def personal(pii: Any) -> int:
    """How personal a property is said to be, as a number."""
    return 0 if pii is ABSENT else PII.index(pii)


def levels(found: Difference) -> tuple[Severity, Severity]:
    """How severe a rule was and is; where the plan says nothing, as the rule itself says."""
    name = str(found.path[1])
    usual = Severity.ERROR
    if name in shelf.names:
        module = shelf.take(name)
        usual = getattr(module, "severity", None) or module.verdicts.worst.severity
    before, after = (usual if word is ABSENT else Severity[word.upper()] for word in (found.before, found.after))
    return before, after


def is_plain(found: Difference) -> bool:
    """Whether both values can be shown in a line."""
    return not any(isinstance(value, (list, dict)) for value in (found.before, found.after))
