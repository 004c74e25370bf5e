"""A Record: one call of an event log, whatever tool's envelope it came in. And a Problem: one thing said about it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal, NamedTuple

import msgspec

Call = Literal["track", "page", "screen", "identify", "group", "alias"]
CALLS: tuple[str, ...] = ("track", "page", "screen", "identify", "group", "alias")
NAMED = ("track", "page", "screen")
"""Calls that send an event of the plan; those of the others carry traits, or nothing that a plan speaks of."""


class Record(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One call, normalized. Times are aware, in UTC."""

    call: str = "track"
    event: str | None = None
    """The event's name as it was sent; None for identify, group and alias."""
    properties: Mapping[str, Any] = {}
    """What it carries; the traits of identify and group calls."""
    id: str | None = None
    """The message's id, by which duplicates are told."""
    time: datetime | None = None
    """When it happened."""
    sent: datetime | None = None
    """When the device sent it, by its own clock."""
    received: datetime | None = None
    """When it was received."""
    user: str | None = None
    source: str | None = None
    """The plan's source that sent it, or else what the log says of where it came from."""
    faults: tuple[str, ...] = ()
    """What of its envelope cannot be read, such as a time that is none; each is one line for people."""


class Problem(NamedTuple):
    """One thing said about a record. The judge adds the rule, its severity, the file and the line."""

    message: str
    hint: str = ""
    path: tuple[str | int, ...] = ()
    """Where in the properties (or traits) it is; empty for the record as a whole."""
    column: int = 1
    """Where in the line, where that is known: of a line that cannot be parsed."""


class About(NamedTuple):
    """What a rule may know besides the record."""

    now: datetime
    before: datetime | None = None
    """The time of the record on the line above."""
