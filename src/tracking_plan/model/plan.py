"""The Plan: everything its files say, as one tree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Annotated, Any, NamedTuple

from ..document import Document, Map
from ..finding import Finding, Severity
from .acknowledgement import Acknowledgement
from .allow import Allow
from .event import Event, Group
from .extends import SCHEMA, Extends
from .limits import Limits
from .node import By, Node, NodeType, later
from .own_envelope import OwnEnvelope
from .people import Objective, Owner, Question
from .property import Property
from .source import Source
from .taxonomy import EventNames, PropertyNames, Taxonomy


class Setting(Node, frozen=True, kw_only=True, eq=False):
    """One line of ``rules:``: how severe a rule is in this plan."""

    rule: str
    severity: Severity


class Plan(Node, frozen=True, kw_only=True, eq=False, dict=True):
    """A plan, resolved: references to groups and to the dictionary are followed. Immutable, and of no disk or clock."""

    format: Annotated[int, "The version of the plan format: 1."] = 1
    name: Annotated[str | None, "The plan's name."] = None
    version: Annotated[str | None, "The plan's own version, such as 2.4.0."] = None
    description: Annotated[str | None, "What the plan is for."] = None
    extends: Annotated[
        tuple[Extends, ...],
        "The plans that this one builds on: their dictionary, groups, taxonomy and owners are its own too.",
        By(later, SCHEMA),
    ] = ()

    taxonomy: Taxonomy
    sources: Mapping[str, Source] = {}
    owners: Mapping[str, Owner] = {}
    properties: Mapping[str, Property] = {}
    groups: Mapping[str, Group] = {}
    events: Mapping[str, Event] = {}
    traits: Mapping[str, Mapping[str, Property]] = {}
    objectives: Mapping[str, Objective] = {}
    questions: Mapping[str, Question] = {}
    envelopes: Mapping[str, OwnEnvelope] = {}
    """The forms of the team's own logs."""
    settings: Mapping[str, Setting] = {}
    allow: tuple[Allow, ...] = ()
    changes: tuple[Acknowledgement, ...] = ()
    """Changes to the plan's last version that are known and wanted: see `plan diff`."""

    bases: tuple[Plan, ...] = ()
    """The plans that it builds on. What it has from them stands among its own, and is told apart by `owns`."""
    over: Mapping[tuple[str, str], tuple[Node, ...]] = {}
    """Section and name of each thing that it says itself and has from its bases too, to what those say."""

    tools: Mapping[str, Limits] = {}
    """The limits of each SDK and destination that the sources name."""
    known_tools: tuple[str, ...] = ()
    """Every tool whose facts we know, for "did you mean"."""
    folder: str = ""
    """Where it stands, for messages: a folder, or the file that is the whole plan."""
    documents: tuple[Document, ...] = ()
    problems: Mapping[str, tuple[Finding, ...]] = {}
    """What the loader found, by the rule whose page explains it."""
    today: date = date.min
    """The day on which the plan is judged: expiry dates are held against it."""

    @cached_property
    def event_names(self) -> EventNames:
        return self.taxonomy.events or EventNames(path=("taxonomy",), raw=self.raw)

    @cached_property
    def property_names(self) -> PropertyNames:
        return self.taxonomy.properties or PropertyNames(path=("taxonomy",), raw=self.raw)

    @cached_property
    def definitions(self) -> tuple[Property, ...]:
        """Every property that says something at its place: dictionary, groups, events, traits, and those nested in them.

        Mere mentions (``null``) and what is inherited are left out, so that each is judged once, where it is written.
        """
        found: list[Property] = []
        roots: list[Property] = [*self.own(self.properties)]
        for group in self.own(self.groups):
            roots.extend(group.own)
        for event in self.events.values():
            roots.extend(event.own)
        for traits in self.traits.values():
            roots.extend(traits.values())
        for root in roots:
            _collect(root, found)
        return tuple(found)

    def owns(self, node: Node) -> bool:
        """Whether a node stands in the plan's own files, and not in those of a plan that it builds on."""
        return self.holds(node.raw.document)

    def wrote(self, node: Node) -> bool:
        """As `owns`, of a node that may be of any plan at all."""
        return id(node.raw.document) in self._own

    def holds(self, document: Document) -> bool:
        """Whether a document is one of the plan's own files."""
        return not self.bases or id(document.whole) in self._own

    def own(self, nodes: Mapping[str, NodeType]) -> Iterable[NodeType]:
        """Those of some nodes that the plan says itself."""
        if not self.bases:
            return nodes.values()
        return [node for node in nodes.values() if self.owns(node)]

    @cached_property
    def _own(self) -> frozenset[int]:
        """The plan's documents, by their identity; one that is shared with another plan names the first in its data."""
        held = [document.data.document for document in self.documents if isinstance(document.data, Map)]
        return frozenset(map(id, (*self.documents, *held)))

    @cached_property
    def inherited_files(self) -> frozenset[str]:
        """The files of the plans that it builds on, as findings name them."""
        found: set[str] = set()
        for base in self.bases:
            found |= base.inherited_files
            for document in base.documents:
                data = document.data
                found |= {document.file, data.document.file if isinstance(data, Map) else document.file}
        for document in self.documents:
            found.discard(document.file)
            found.discard(document.data.document.file if isinstance(document.data, Map) else document.file)
        return frozenset(found)

    @cached_property
    def roots(self) -> tuple[Property, ...]:
        """The definitions that stand on their own: not nested in another property."""
        return tuple(p for p in self.definitions if _is_root(p))

    @cached_property
    def says_status(self) -> bool:
        """Whether it speaks of its events' lives at all."""
        return any(event.says("status") for event in self.events.values())

    def facts(self, name: str, make: Callable[[Plan], Any]) -> Any:
        """What ``make`` finds in this plan, worked out once: for rules that need a view of the whole."""
        known: dict[str, Any] = self.__dict__.setdefault("_facts", {})
        if name not in known:
            known[name] = make(self)
        return known[name]

    def event_sources(self, event: Event) -> tuple[Source, ...]:
        """The sources that an event names and that the plan has."""
        return tuple(self.sources[name] for name in event.sources if name in self.sources)

    def point(self, reference: str) -> Reference:
        """What ``Event Name.property.nested`` points at; event names may hold dots themselves."""
        name = reference
        while name not in self.events:
            if "." not in name:
                return Reference(None, None, reference.split(".")[0] if reference not in self.events else reference)
            name = name.rpartition(".")[0]
        event, rest = self.events[name], reference[len(name) + 1 :]
        if not rest:
            return Reference(event, None, None)
        inside: Mapping[str, Property] = event.properties
        found: Property | None = None
        for step in rest.split("."):
            found = inside.get(step)
            if found is None:
                return Reference(event, None, step, tuple(inside))
            inner = found.items if found.items is not None and not found.properties else found
            inside = inner.properties or {}
        return Reference(event, found, None)


class Reference(NamedTuple):
    """What a reference points at. ``missing`` is the step that leads nowhere, ``known`` what could stand there."""

    event: Event | None
    property: Property | None
    missing: str | None
    known: tuple[str, ...] = ()


def _is_root(found: Property) -> bool:
    path = found.path
    if path[0] in ("properties", "traits", "property_groups"):
        return len(path) == {"properties": 2, "traits": 3}.get(str(path[0]), 3) or (
            len(path) == 4 and path[2] == "properties" and path[0] == "property_groups"
        )
    return len(path) == 4


def _collect(found: Property, into: list[Property]) -> None:
    if found.mention:
        return
    into.append(found)
    raw = found.raw
    if found.properties and "properties" in raw:
        for inner in found.properties.values():
            if inner.path[: len(found.path)] == found.path:
                _collect(inner, into)
    if found.items is not None and "items" in raw:
        _collect(found.items, into)


def nodes(plan: Plan, kind: str) -> Iterator[Any]:
    """The nodes that a rule's ``check_<kind>`` is given, in the order of the plan."""
    match kind:
        case "plan":
            return iter((plan,))
        case "property":
            return iter(plan.definitions)
        case "group":
            return iter(plan.own(plan.groups))
        case "event" | "source" | "owner" | "objective" | "question" | "envelope":
            held: Mapping[str, Node] = getattr(plan, f"{kind}s")
            return iter(plan.own(held))
        case _:
            raise ValueError(kind)


KINDS = ("plan", "event", "property", "group", "source", "owner", "objective", "question", "envelope")
