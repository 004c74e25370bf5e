"""An event: what is sent, when, by whom, and with which properties. And the groups of properties that events share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any, Literal

from .allow import Allow
from .node import By, Node, day_or_never, later
from .property import Property

Status = Literal["proposed", "approved", "implemented", "tested", "verified", "live", "deprecated", "retired"]
STATUSES: tuple[str, ...] = (
    "proposed",
    "approved",
    "implemented",
    "tested",
    "verified",
    "live",
    "deprecated",
    "retired",
)
UNSENT = frozenset(("proposed", "approved"))
"""The statuses of events that nobody has built yet."""
Kind = Literal["track", "page", "screen"]


class Group(Node, frozen=True, kw_only=True, eq=False):
    """Properties that travel together. ``properties`` holds also those of the groups that it includes."""

    name: str
    properties: Mapping[str, Property] = {}
    own: tuple[Property, ...] = ()
    """The properties written in this very group."""
    description: Annotated[str | None, "What the properties have in common."] = None
    include: Annotated[tuple[str, ...], "Other groups whose properties belong to this one too."] = ()


class Event(Node, frozen=True, kw_only=True, eq=False, rename={"kind": "type"}):
    """An event. ``properties`` holds all that it carries: those of its groups, then its own over them."""

    name: str
    own: tuple[Property, ...] = ()
    """The properties written in the event itself."""
    properties: Annotated[
        Mapping[str, Property],
        "The properties it carries, by name: null as the dictionary has it, or a mapping that defines or narrows one.",
        By(later, {"$ref": "#/definitions/Properties"}),
    ] = {}

    description: Annotated[str | None, "What it means that this event was sent."] = None
    trigger: Annotated[str | None, "When exactly it is sent."] = None
    category: Annotated[
        str | None, "The part of the product's story it belongs to, such as acquisition or activation."
    ] = None
    owner: Annotated[str | None, "The owner who answers for it: a name under `owners`."] = None
    status: Annotated[
        Status,
        "Where it stands: proposed, approved, implemented, tested, verified, live, deprecated or retired.",
    ] = "proposed"
    phase: Annotated[str | None, "The phase of the roadmap in which it comes."] = None
    kind: Annotated[Kind, "The call that sends it: track, page or screen."] = "track"
    sources: Annotated[tuple[str, ...], "The sources that send it: names under `sources`."] = ()
    include: Annotated[tuple[str, ...], "The property groups that it carries: names under `property_groups`."] = ()
    additional_properties: Annotated[bool, "Whether properties that are not planned are accepted."] = False
    examples: Annotated[
        tuple[Any, ...], "Property maps as they are sent. They are checked, shown, and used to test generated clients."
    ] = ()
    was: Annotated[tuple[str, ...], "Names that it had before."] = ()
    expires: Annotated[
        date | str | None,
        "The day after which it is no longer needed, or never.",
        By(day_or_never, {"type": "string", "pattern": r"^(never|\d{4}-\d{2}-\d{2})$"}),
    ] = None
    replaced_by: Annotated[str | None, "The event to use instead of a deprecated one."] = None
    critical: Annotated[bool, "Money or account creation: must come from a server source."] = False
    answers: Annotated[tuple[str, ...], "The questions that it helps to answer: names under `questions`."] = ()
    allow: Annotated[tuple[Allow, ...], "Findings to let pass here, each with its reason."] = ()

    def all_properties(self) -> Iterator[Property]:
        """Every property that it carries, nested ones too."""
        stack = [*self.properties.values()]
        while stack:
            found = stack.pop()
            yield found
            stack.extend(found.nested())
