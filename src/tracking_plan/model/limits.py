"""What a tool drops, cuts or refuses: the limits of an SDK or a destination, as its vendor states them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

import msgspec

if TYPE_CHECKING:
    from .event import Event


class Cap(NamedTuple):
    """The most that a tool takes, and what becomes of more."""

    most: int
    loss: str
    """What the tool does, with `{}` for the figure: `drops events with more than {}`."""

    @property
    def said(self) -> str:
        return self.loss.format(f"{self.most:,}")


class Called(NamedTuple):
    """What a tool calls things, where it takes their names in a form of its own: two that get one name are one there.

    The same functions name things in an export. None where names stay as they are.
    """

    event: Callable[[Event], str] | None = None
    property: Callable[[str], str] | None = None
    trait: Callable[[str], str] | None = None
    events: str = "events"
    """The tool's own word for them, as `tables`."""
    properties: str = "properties"
    apart: bool = False
    """Whether each event has properties apart, as a table has columns of its own."""
    through: tuple[str, ...] = ()
    """The SDKs whose events get these names there; empty where all do."""


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """None (or empty) where the vendor states no limit. Lengths are in characters."""

    title: str
    """The tool's own name, for messages: `Google Analytics 4`."""
    source: str
    """Where the figures are from."""
    on: Mapping[str, Limits] = {}
    """Other limits for sources of these platforms."""
    called: Called = Called()

    event_name: Cap | None = None
    """The longest event name."""
    event_name_form: re.Pattern[str] | None = None
    """What an event name must look like, as a pattern for the whole of it."""
    event_name_form_said: str = ""
    """The same in words: `takes names that begin with a letter and hold only letters and digits`."""
    respelled: Literal["never", "forwarded", "always"] = "never"
    """When a name is put into that form on its way (see `respell`): where another SDK forwards it, or always."""
    reserved_events: frozenset[str] = frozenset()
    """Names that the tool keeps for what it collects itself."""
    reserved_event_prefixes: tuple[str, ...] = ()
    events: Cap | None = None
    """How many different events a project may have."""

    properties: Cap | None = None
    """How many properties one event may carry."""
    all_properties: Cap | None = None
    """How many different properties the events of a project may have."""
    property_name: Cap | None = None
    reserved_properties: frozenset[str] = frozenset()
    reserved_property_prefixes: tuple[str, ...] = ()
    value: Cap | None = None
    """The longest text value."""
    value_of: Mapping[str, int] = {}
    """Longer text taken for these properties."""

    traits: Cap | None = None
    """How many traits a user may have."""
    trait_name: Cap | None = None
    trait_value: Cap | None = None
    reserved_traits: frozenset[str] = frozenset()
    reserved_trait_prefixes: tuple[str, ...] = ()


_NO_WORD = re.compile(r"\W")


@lru_cache(50_000)
def respell(name: str) -> str:
    """An event's name as SDKs forward it to a tool that takes no spaces: `Order Completed` -> `order_completed`."""
    return _NO_WORD.sub("_", name.strip()).lower()
