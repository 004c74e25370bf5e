"""An Envelope: where in a tool's log a record's parts stand. The plan may describe its own, as the shipped ones are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

Unit = Literal["s", "ms", "us", "ns"]


class Envelope(msgspec.Struct, frozen=True, kw_only=True):
    """Each part is a dotted path into the log's object, or several of which the first that is there counts."""

    name: str
    event: tuple[str, ...]
    properties: tuple[str, ...] = ()
    """Empty: everything that is no part of the envelope."""
    traits: tuple[str, ...] = ()
    call: tuple[str, ...] = ()
    """Where the kind of call stands; empty where every record is a tracked event."""
    calls: Mapping[str, str] = {}
    """The log's word -> track, page, screen, identify, group or alias; words that are not here mean themselves."""
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
    prefix: str = ""
    """Stripped from the event's name."""
    key_values: bool = False
    """The properties are a list of {key, value: {string_value | int_value | …}}, as in GA4's export."""
    encoded: bool = False
    """The properties are a JSON text."""
    system: tuple[str, ...] = ()
    """Prefixes (`$`) and names of properties that the tool adds by itself, which no plan plans: they are set aside."""
