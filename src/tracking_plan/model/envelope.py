"""An Envelope: where in a tool's log a record's parts stand. The plan may describe its own, as the shipped ones are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

Unit = Literal["s", "ms", "us", "ns"]


class Envelope(msgspec.Struct, frozen=True, kw_only=True):
    """Each part is a dotted path into the log's object, or several of which the first that is there counts.

    A path that begins with ``=`` is that very text: `=page`. Of ``properties`` and ``traits``, `param_*` is an object of everything whose name begins so, without that beginning
    (as warehouses flatten it), and `unstruct_event_**` the one object whose name begins so.
    """

    name: str
    event: tuple[str, ...]
    properties: tuple[str, ...] = ()
    """Empty: everything that is no part of the envelope."""
    rest: bool = False
    """The same where none of ``properties`` is there."""
    traits: tuple[str, ...] = ()
    call: tuple[str, ...] = ()
    """Where the kind of call stands; empty where every record is a tracked event."""
    calls: Mapping[str, str] = {}
    """The log's word -> track, page, screen, identify, group or alias; words that are not here mean themselves."""
    named: Mapping[str, str] = {}
    """Names of events that are another call: `$identify` -> identify."""
    id: tuple[str, ...] = ()
    time: tuple[str, ...] = ()
    sent: tuple[str, ...] = ()
    received: tuple[str, ...] = ()
    user: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    platforms: Mapping[str, str] = {}
    """The log's word for where it comes from -> a source's platform (web, ios, android, server …)."""
    unit: Unit | None = None
    """Of times that are numbers."""
    units: Mapping[str, Unit] = {}
    """Of `time`, `sent` or `received`, where it is another."""
    prefix: str = ""
    """Stripped from the event's name."""
    form: str = ""
    """What the event's name stands in: `iglu:*/{event}/*/*`, where `*` is anything without a slash."""
    key_values: bool = False
    """The properties are a list of {key, value: {string_value | int_value | …}}, as in GA4's export."""
    encoded: bool = False
    """The properties are a JSON text, or stand in one."""
    beside: tuple[str, ...] = ()
    """Names at the top that are properties too, where they hold something: `items` of GA4."""
    system: tuple[str, ...] = ()
    """Names of properties that the tool adds by itself, `$*` for all that begin so: set aside unless the plan has them."""
    planned: frozenset[str] = frozenset()
    """The names among ``system`` that the plan has, and that are kept: see `lint.envelopes.suited`."""
    batch: str = ""
    """A list in the log's object, each element of which is a record, completed with what stands around the list."""
    signs: tuple[tuple[str, ...], ...] = ()
    """What a record is told by: of each group of paths one is there; a path may say what: `type=track`, `schema=iglu:*`."""
    never: tuple[str, ...] = ()
    """Paths that no record of it has."""


PARTS = ("event", "call", "id", "time", "sent", "received", "user", "source")
"""The fields that are paths to one value; ``properties`` and ``traits`` are paths to an object."""


def system_of(envelope: Envelope, name: str) -> bool:
    """Whether a property is one that the tool adds by itself, and that the plan does not have."""
    return name not in envelope.planned and any(
        name.startswith(word[:-1]) if word.endswith("*") else name == word for word in envelope.system
    )
