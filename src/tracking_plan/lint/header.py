"""How a log's lines are decoded, compiled from its envelope: the few parts that are judged, and the properties of each event.

Where the event's name stands at the top, a line is decoded once, into a struct of its event (a union that msgspec tells
apart by the name). Where it stands deeper, the header is decoded first, and the properties, raw until then, by its name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from operator import attrgetter
from typing import Annotated, Any, Literal, NamedTuple, Union

import msgspec
from msgspec import UNSET, MsgspecError, Raw, UnsetType
from msgspec.structs import astuple

from ..model.envelope import Envelope
from .columns import Column
from .parts import heads
from .shape import Shape
from .times import PER_SECOND

TIMES = ("time", "sent", "received")
_PARTS = ("call", "id", *TIMES, "source")
_USER = str | int | float | None
_REFUSED = (MsgspecError, UnicodeError, RecursionError)

Getter = Callable[[Any], Any]
Tree = dict[str, Any]
"""Name -> the type of a part, or the tree of an object."""


Tops = Sequence[Sequence[Any]]


class Taken(NamedTuple):
    """Where a part stands in what is decoded: in which member at the top, and how it is reached from there."""

    top: int
    rest: Getter | None


class Unfit(Exception):
    """The envelope cannot be read by a header: every line is the exact half's."""


class Loose(NamedTuple):
    """How a line is decoded that need not be right: where its event stands then, and its properties as a dict."""

    decode: Callable[[bytes], Any]
    event: Getter
    body: Getter


class Header:
    """How to read the parts of one envelope's lines, of events that are tracked.

    Raises:
        Unfit: its parts stand where no struct of fixed fields finds them.
    """

    def __init__(self, envelope: Envelope, shapes: Mapping[str, Shape]) -> None:
        if not is_fit(envelope):
            raise Unfit
        self.envelope, self.shapes = envelope, shapes
        self.names: Mapping[Any, str]
        """What ``key`` says of a head -> the name by which the event was sent."""
        self.key: Getter
        self.is_apart = False
        """Whether the properties are decoded by themselves: see ``bodies``."""
        self._beside = 0
        """How many members stand before the properties, where these stand around the parts."""
        self._body: Taken | None = None
        """None: they stand around the parts, or, where they are decoded by themselves, in the line."""
        tree = _tree(envelope)
        paths: dict[str, str] = {}
        (event,) = _paths(envelope, "event") or ("",)
        build = self._apart if "." in event or event in tree else self._at_once
        try:
            root = build(tree, event, paths)
        except (ValueError, TypeError):  # a name that no struct can have
            raise Unfit from None
        self.decode: Callable[[bytes], Any] = msgspec.json.Decoder(root).decode
        self.getters: dict[str, list[Taken]] = {
            part: [_taken(paths[path]) for path in _paths(envelope, part)] for part in _PARTS
        }

    def _at_once(self, tree: Tree, event: str, paths: dict[str, str]) -> Any:
        """A union of one struct for each name under which an event is sent."""
        made: dict[type, str] = {}
        place = _paths(self.envelope, "properties")
        shared: dict[str, type[msgspec.Struct]] = {}
        for name, shape in self.shapes.items():
            grown = _copied(tree)
            if place:
                _plant(grown, place[0].split("."), shape.struct)
            fields, names = _fields(grown, "", "", paths, shared)
            if not place:
                beside = sorted(heads(self.envelope) - {event, *grown})
                fields += [(f"b{number}", Raw | UnsetType, UNSET) for number in range(len(beside))]
                names |= {f"b{number}": head for number, head in enumerate(beside)} | shape.names
                fields += shape.fields
                self._beside = len(fields) - len(shape.fields)
            made[
                msgspec.defstruct(
                    "Line", fields, rename=names, tag_field=event, tag=name,
                    forbid_unknown_fields=not place, gc=False, kw_only=True,
                )
            ] = name  # fmt: skip
        self.names, self.key = made, type
        self._body = _taken(paths[place[0]]) if place else None
        return Union[tuple(made)]  # noqa: UP007 - of any number

    def _apart(self, tree: Tree, event: str, paths: dict[str, str]) -> Any:
        """A struct of the header, with the name and the raw properties."""
        place = _paths(self.envelope, "properties")
        for path, kind in ((event, str), *((path, Raw) for path in place)):
            _plant(tree, path.split("."), kind)
        fields, names = _fields(tree, "", "", paths, {})
        self.names, self.key = {name: name for name in self.shapes}, attrgetter(paths[event])
        self._body = _taken(paths[place[0]]) if place else None
        self.is_apart = True
        return msgspec.defstruct("Header", fields, rename=names, gc=False, kw_only=True)

    def loose(self) -> Loose | None:
        """How lines of any event are read, whatever their properties are; None where those stand beside other parts."""
        place = _paths(self.envelope, "properties")
        (event,) = _paths(self.envelope, "event")
        if not place or self.envelope.system:
            return None
        tree = _tree(self.envelope)
        _plant(tree, event.split("."), str)
        _plant(tree, place[0].split("."), dict[str, Any])
        paths: dict[str, str] = {}
        fields, names = _fields(tree, "", "", paths, {})
        root = msgspec.defstruct("Loose", fields, rename=names, gc=False, kw_only=True)
        return Loose(msgspec.json.Decoder(root).decode, attrgetter(paths[event]), attrgetter(paths[place[0]]))

    def tops(self, heads: Sequence[Any]) -> Tops:
        """The members at the top of what is decoded, as columns: taken all at once, as each look-up by name costs."""
        return [*zip(*map(astuple, heads), strict=False)]

    def bodies(self, heads: Sequence[Any], tops: Tops, lines: Sequence[bytes]) -> Sequence[Any]:
        """The properties of each: as a struct of its event, or still raw, where they are decoded apart."""
        if self._body is not None:
            return _column(self._body, tops)
        return lines if self.is_apart else heads

    def places_of(self, shape: Shape) -> dict[Column, int]:
        """Which member of its properties each column of an event is."""
        first = self._beside if self._body is None and not self.is_apart else 0
        return {column: first + place for column, place in shape.places.items()} if first else shape.places

    def column(self, part: str, tops: Tops) -> Sequence[Any]:
        """A part of many lines; UNSET where it is not there. Empty where the envelope does not speak of it."""
        getters = self.getters[part]
        return _column(getters[0], tops) if getters else ()

    def filled(self, part: str, tops: Tops, column: Sequence[Any]) -> Sequence[Any]:
        """The same column with what other places of the envelope say where the first says nothing."""
        for other in self.getters[part][1:]:
            column = [
                second if first is UNSET else first for first, second in zip(column, _column(other, tops), strict=True)
            ]
        return column


def _taken(path: str) -> Taken:
    """Where a part is found: the attributes are numbered as they stand."""
    top, _, rest = path.partition(".")
    return Taken(int(top[1:]), attrgetter(rest) if rest else None)


def _column(taken: Taken, tops: Tops) -> Sequence[Any]:
    if not tops:
        return ()
    return tops[taken.top] if taken.rest is None else [*map(taken.rest, tops[taken.top])]


def is_fit(envelope: Envelope) -> bool:
    if envelope.key_values or envelope.encoded or envelope.rest or envelope.beside or envelope.form or envelope.batch:
        return False
    return bool(envelope.event)


def decoded(decode: Callable[[Any], Any], lines: Iterable[Any]) -> tuple[list[Any], Sequence[int], list[int]]:
    """What decodes, the places of that, and the places of the rest."""
    made: list[Any] = []
    refused: list[int] = []
    waiting = iter(lines)
    while True:
        try:
            made.extend(map(decode, waiting))
            break
        except _REFUSED:
            refused.append(len(made) + len(refused))
    if not refused:
        return made, range(len(made)), refused
    gone = set(refused)
    return made, [place for place in range(len(made) + len(refused)) if place not in gone], refused


def _tree(envelope: Envelope) -> Tree:
    """The parts that are judged beside the event and its properties; ``column`` finds them in whatever struct has them first."""
    tree: Tree = {}
    for part in _PARTS:
        for path in _paths(envelope, part):
            _plant(tree, path.split("."), _type(part, envelope))
    for path in envelope.user:
        if not path.startswith("=") and not path.endswith("*"):
            with suppress(Unfit):  # something else stands there, and is looked at
                _plant(tree, path.split("."), _USER)
    return tree


def _paths(envelope: Envelope, part: str) -> tuple[str, ...]:
    paths: tuple[str, ...] = getattr(envelope, part)
    if any(path.startswith("=") or path.endswith("*") for path in paths):
        raise Unfit
    return paths[:1] if part in ("event", "properties", "call") else paths


def _type(part: str, envelope: Envelope) -> Any:
    """The type of a part. What else it is, the exact half judges."""
    if part in TIMES:
        unit = envelope.units.get(part, envelope.unit)
        return datetime if unit is None else _number_of(PER_SECOND[unit])
    if part == "call":
        words = {word for word in {*envelope.calls, "track"} if envelope.calls.get(word, word) == "track"}
        return Literal[tuple(sorted(words))]
    return str


def _number_of(per: int) -> Any:
    """A number of so many units a second since 1970 that is a time between the years 2 and 9998."""
    low, high = -62_000_000_000 * per, 253_000_000_000 * per
    low, high = max(low, -(2**63)), min(high, 2**63 - 1)
    return Annotated[int, msgspec.Meta(ge=low, le=high)] | Annotated[float, msgspec.Meta(ge=float(low), le=float(high))]


def _plant(tree: Tree, steps: list[str], kind: Any) -> None:
    for step in steps[:-1]:
        tree = tree.setdefault(step, {})
        if not isinstance(tree, dict):
            raise Unfit
    if steps[-1] in tree or "" in steps:
        raise Unfit
    tree[steps[-1]] = kind


def _copied(tree: Tree) -> Tree:
    return {name: _copied(kind) if isinstance(kind, dict) else kind for name, kind in tree.items()}


def _fields(
    tree: Tree, above: str, attribute: str, paths: dict[str, str], shared: dict[str, type[msgspec.Struct]]
) -> tuple[list[Any], dict[str, str]]:
    """The fields of a struct of this object, and their names in it. ``paths`` takes by which attributes each is reached.

    ``shared`` holds the structs of the objects inside it that are the same for every event.
    """
    fields: list[Any] = []
    names = {}
    for number, (name, kind) in enumerate(tree.items()):
        field = f"h{number}"
        names[field], path = name, f"{above}{name}"
        paths[path] = f"{attribute}{field}"
        if isinstance(kind, dict):
            inner = shared.get(path) or _struct(kind, path, f"{attribute}{field}.", paths, shared)
        elif _is_struct(kind):
            inner = kind
        else:
            fields.append((field, kind | UnsetType, UNSET))
            continue
        fields.append((field, inner, msgspec.field(default_factory=inner)) if _may_lack(inner) else (field, inner))
    return fields, names


def _struct(
    tree: Tree, path: str, attribute: str, paths: dict[str, str], shared: dict[str, type[msgspec.Struct]]
) -> type[msgspec.Struct]:
    fields, names = _fields(tree, f"{path}.", attribute, paths, shared)
    made = msgspec.defstruct("Inside", fields, rename=names, gc=False, kw_only=True)
    if not _holds_struct(tree):
        shared[path] = made
    return made


def _is_struct(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


def _holds_struct(tree: Tree) -> bool:
    return any(_holds_struct(kind) if isinstance(kind, dict) else _is_struct(kind) for kind in tree.values())


def _may_lack(kind: type[msgspec.Struct]) -> bool:
    """Whether such an object need not be there, as nothing in it must."""
    return all(not field.required for field in msgspec.structs.fields(kind))
