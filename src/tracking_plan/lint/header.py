"""The header of a log's line, compiled from its envelope: the few parts that are judged, and the properties still raw."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any

import msgspec
from msgspec import UNSET, Raw, UnsetType

from ..model.envelope import Envelope
from .parts import heads

TIMES = ("time", "sent", "received")
_PARTS = ("event", "call", "id", *TIMES, "source", "properties")

Getter = Callable[[Any], Any]


class Unfit(Exception):
    """The envelope cannot be read by a header: every line is the exact half's."""


class Header:
    """How to read the parts of one envelope's lines.

    Raises:
        Unfit: its parts stand where no struct of fixed fields finds them.
    """

    def __init__(self, envelope: Envelope) -> None:
        if envelope.key_values or envelope.encoded or envelope.rest or envelope.beside or envelope.form:
            raise Unfit
        self.tree: dict[str, Any] = {}
        """Name -> type of a part, or the tree of an object; the names at its top are the envelope's own."""
        for part in _PARTS:
            for path in _paths(envelope, part):
                _plant(self.tree, path.split("."), _type(part, envelope))
        fields: dict[str, str] = {}
        root = _struct(self.tree, "", "", fields)
        self.decode: Callable[[bytes], Any] = msgspec.json.Decoder(root).decode
        self.getters: dict[str, list[Getter]] = {
            part: [attrgetter(fields[path]) for path in _paths(envelope, part)] for part in _PARTS
        }
        if not self.getters["event"]:
            raise Unfit
        self.names = heads(envelope)
        """The names at the top of a record that are the envelope's own."""

    def column(self, part: str, heads: Sequence[Any]) -> list[Any]:
        """A part of many lines; UNSET where it is not there. Empty where the envelope does not speak of it."""
        getters = self.getters[part]
        if not getters:
            return []
        column = [*map(getters[0], heads)]
        for other in getters[1:]:
            if UNSET not in column:
                break
            column = [other(head) if held is UNSET else held for held, head in zip(column, heads, strict=True)]
        return column


def _paths(envelope: Envelope, part: str) -> tuple[str, ...]:
    paths: tuple[str, ...] = getattr(envelope, part)
    if any(path.startswith("=") or path.endswith("*") for path in paths):
        raise Unfit
    return paths[:1] if part in ("event", "properties", "call") else paths


def _type(part: str, envelope: Envelope) -> Any:
    if part in TIMES:
        return datetime if envelope.units.get(part, envelope.unit) is None else int | float
    if part == "properties":
        return Raw
    return str


def _plant(tree: dict[str, Any], steps: list[str], kind: Any) -> None:
    for step in steps[:-1]:
        tree = tree.setdefault(step, {})
        if not isinstance(tree, dict):
            raise Unfit
    if steps[-1] in tree or "" in steps:
        raise Unfit
    tree[steps[-1]] = kind


def _struct(tree: dict[str, Any], path: str, attribute: str, fields: dict[str, str]) -> type[msgspec.Struct]:
    made: list[Any] = []
    names = {}
    for number, (name, kind) in enumerate(tree.items()):
        field = f"f{number}"
        names[field] = name
        here, there = f"{path}{name}", f"{attribute}{field}"
        if isinstance(kind, dict):
            inner = _struct(kind, f"{here}.", f"{there}.", fields)
            made.append((field, inner, msgspec.field(default_factory=inner)))
        else:
            fields[here] = there
            made.append((field, kind | UnsetType, UNSET))
    return msgspec.defstruct("Header", made, rename=names, gc=False)
