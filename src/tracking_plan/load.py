"""Documents become a Plan: references to the dictionary and to groups are followed, and what is wrong collected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeVar

from . import vendors
from .document import Document, Map, Path
from .finding import Finding, Severity
from .model import mending
from .model.complaints import unknown_key, wrong
from .model.entries import DEEPEST, Entries
from .model.event import Event, Group
from .model.extends import extends
from .model.inherited import Shared
from .model.limits import Limits
from .model.node import Node, keys, read
from .model.own_envelope import OwnEnvelope
from .model.people import Objective, Owner, Question
from .model.plan import Plan, Setting
from .model.property import Property, properties
from .model.source import Source
from .model.taxonomy import Taxonomy
from .sections import Sections
from .shelf import did_you_mean, listed, quote, slip

NodeType = TypeVar("NodeType", bound=Node)


class Bases(NamedTuple):
    """The plans that one builds on, and why others cannot be built on: at the places where it names them."""

    plans: tuple[Plan, ...] = ()
    problems: tuple[Finding, ...] = ()


def load(
    documents: Sequence[Document],
    today: date,
    folder: str = "",
    like: Plan | None = None,
    bases: Bases = Bases(),
    before: Plan | None = None,
) -> Plan:
    """Make a plan of its documents, the one that says ``plan: 1`` among them. Never raises for what they say.

    ``today`` is the day on which the plan is judged, ``folder`` where it stands (for messages). ``like`` is a plan that
    shares documents with it: the events of those are taken over and not read again, so what is wrong within them is not
    reported again. ``bases`` are the plans that its `extends` names: `packages` finds them. ``before`` is the plan as it
    was before an edit: what is written as it was, and nothing wrong with it, is the very same node again.
    """
    return _Loader(documents, like, bases, before).plan(today, folder)


MOST_INHERITED = 2_000_000
"""Properties that groups give to events, all together: a large group in many events is little text and much memory."""


class _Loader(Sections):
    """One load: the sections of the files, made into the parts of a plan."""

    taken = 0
    """Properties that groups have given so far."""

    def __init__(
        self, documents: Sequence[Document], like: Plan | None, bases: Bases, before: Plan | None = None
    ) -> None:
        super().__init__(documents, before if before is not None and not before.bases and not bases.plans else None)
        self.bases = bases
        self.shared = Shared(bases.plans)
        for problem in bases.problems:
            self.report(problem)
        alone = like is not None and not self.shared and not like.bases
        same = like is not None and alone and all(self.same(*each) for each in _definitions(like))
        self.known: Mapping[str, Event] = like.events if like is not None and same else {}
        """Events as they were read before: what they take from is the same."""
        self.settled = self.before if self.is_settled() else None
        if self.settled:
            self.known = {name: one for name, one in self.settled.events.items() if one.path not in self.wrong}

    def is_settled(self) -> bool:
        """Whether the dictionary and the groups are as they were before the edit."""
        before = self.before
        if before is None or "limit-exceeded" in before.problems:
            return False
        fine = not any(path[:1] in (("properties",), ("property_groups",)) for path in self.wrong)
        return fine and all(self.same(section, known) for section, known in _definitions(before))

    def same(self, section: str, known: Mapping[str, Property] | Mapping[str, Group]) -> bool:
        """Whether a section holds what is known already: the same pieces of the same documents."""
        holders = self.named[section]
        return [*holders] == [*known] and all(holders[name][name] is found.raw for name, found in known.items())

    def plan(self, today: date, folder: str) -> Plan:
        dictionary = self.dictionary()
        groups = self.groups(dictionary)
        events = {name: self.event(name, raw, groups, dictionary) for name, raw in self.entries("events")}
        sources = {
            name: self.as_before("sources", name, raw) or read(Source, raw, ("sources", name), self.report, name=name)
            for name, raw in self.entries("sources")
        }
        return Plan(
            path=(),
            raw=self.root,
            taxonomy=self.taxonomy(),
            sources=sources,
            tools=_tools(sources),
            known_tools=vendors.shelf.names,
            owners=self.nodes("owners", Owner),
            properties=dictionary,
            groups=groups,
            events=events,
            traits=self.traits(dictionary),
            objectives=self.nodes("objectives", Objective),
            questions=self.nodes("questions", Question),
            envelopes=self.nodes("envelopes", OwnEnvelope),
            settings=self.settings(),
            extends=extends(self.root, self.report),
            bases=self.bases.plans,
            over=self.shared.over,
            allow=tuple(self.allow),
            changes=tuple(self.changes),
            folder=folder,
            documents=tuple(self.documents),
            problems={rule: tuple(found) for rule, found in self.problems.items()},
            today=today,
            **self.head(),
        )

    def head(self) -> dict[str, Any]:
        """The keys that the plan itself takes, from whichever file says them."""
        given: dict[str, Any] = {}
        known = keys(Plan)
        for document in self.documents:
            data = document.data
            if not isinstance(data, Map):
                continue
            for name in ("name", "version", "description"):
                if name not in given and data.get(name) is not None:
                    got = known[name].read(data[name], data, name, (), self.report)
                    if isinstance(got, str):
                        given[name] = got
        return given

    def nodes(self, section: str, kind: type[NodeType]) -> dict[str, NodeType]:
        made = self.shared.sections[section].copy()
        for name, raw in self.entries(section):
            given = {**self.shared.given(section, name), "name": name} if self.shared else {"name": name}
            made[name] = self.as_before(section, name, raw) or read(kind, raw, (section, name), self.report, **given)
        return made

    def taxonomy(self) -> Taxonomy:
        made: Map | None = None
        for _name, holder in self.named["taxonomy"].items():
            if made is not None and holder is not made:
                self.twice('"taxonomy"', made, holder, _name, ("taxonomy", _name))
                continue
            made = holder
        if made is None:
            own = Taxonomy(path=("taxonomy",), raw=self.root)
        else:
            own = read(Taxonomy, made, ("taxonomy",), self.report)
        return self.shared.taxonomy(own)

    def settings(self) -> dict[str, Setting]:
        made: dict[str, Setting] = self.shared.sections["rules"].copy()
        for name, holder in self.named["rules"].items():
            self.shared.under("rules", name)
            word = holder.source(name) if not isinstance(holder[name], (dict, list)) else ""
            severity = next((level for level in Severity if level.word == word), None)
            if severity is None:
                words = [level.word for level in Severity]
                at = holder.at(name, path=("rules",))
                message = (
                    f"a rule is set to one of {listed(words, last='or')}, not {quote(word)}{did_you_mean(word, words)}"
                )
                meant = slip(word, words)
                fix = mending.word(holder, (name,), meant) if meant else None
                self.report(Finding(at, message, "", "wrong-value", fix=fix))
            else:
                made[name] = Setting(path=("rules", name), raw=holder, rule=name, severity=severity)
        return made

    def dictionary(self) -> dict[str, Property]:
        if self.settled is not None:
            return dict(self.settled.properties)
        entries = Entries(self.named["properties"], self.shared, self.report)
        names = {**self.shared.sections["properties"], **self.named["properties"]}
        return {name: found for name in names if (found := entries.get(name)) is not None}

    def traits(self, dictionary: Mapping[str, Property]) -> dict[str, dict[str, Property]]:
        made = {}
        for name, raw in self.entries("traits"):
            if name not in ("user", "group"):
                holder = self.named["traits"][name]
                fits = isinstance(holder[name], Map)
                known = {"user": None, "group": None}
                unknown_key(holder, name, ("traits",), known, self.report, lambda _, fits=fits: fits)  # type: ignore[misc]
                continue
            made[name] = properties(raw, ("traits", name), {}, dictionary, self.report)
        return made

    def groups(self, dictionary: Mapping[str, Property]) -> dict[str, Group]:
        if self.settled is not None:
            known = dict(self.settled.groups)
            self.taken = sum(len(known[one].properties) for g in known.values() for one in g.include if one in known)
            return known
        raws = dict(self.entries("property_groups"))
        made: dict[str, Group] = {}
        for name in raws:
            self.group(name, raws, made, dictionary, ())
        return {**self.shared.sections["property_groups"], **{name: made[name] for name in raws}}

    def group(
        self,
        name: str,
        raws: Mapping[str, Map],
        made: dict[str, Group],
        dictionary: Mapping[str, Property],
        above: tuple[str, ...],
    ) -> Group | None:
        if name in made:
            return made[name]
        raw, path = raws[name], ("property_groups", name)
        own, own_path, given = _group_parts(raw, path)
        include: tuple[str, ...] = ()
        if "include" in given:
            got = keys(Group)["include"].read(raw["include"], raw, "include", path, self.report)
            include = got if isinstance(got, tuple) else ()
        below: Group | None = self.shared.under("property_groups", name)
        inherited: dict[str, Property] = dict(below.properties) if below is not None else {}
        shared: Mapping[str, Group] = self.shared.sections["property_groups"]
        for place, other in enumerate(include):
            at = raw.at("include", place, path=path)
            if other in (*above, name):
                circle = (*above, name, other)
                circle = circle[circle.index(other) :]
                message = f"the groups {listed(circle)} include each other in a circle"
                self.report(Finding(at, message, "take one of them out", "group-cycle"))
            elif len(above) >= DEEPEST:
                message = f"groups include each other more than {DEEPEST} levels deep"
                self.report(Finding(at, message, "include fewer, each by itself", "limit-exceeded"))
            elif other in raws:
                found = self.group(other, raws, made, dictionary, (*above, name))
                inherited.update(self.inherited(found, raw, path) if found else {})
            elif other in shared:
                inherited.update(self.inherited(shared[other], raw, path))
        written = properties(own, own_path, inherited, dictionary, self.report)
        description = raw.get("description") if "description" in given else below.description if below else None
        made[name] = Group(
            path=path, raw=raw, name=name, include=include, own=tuple(written.values()),
            properties={**inherited, **written}, description=description,
        )  # fmt: skip
        return made[name]

    def inherited(self, group: Group, raw: Map, path: Path) -> Mapping[str, Property]:
        """What a group gives to the event or group that includes it; nothing once all together have taken too much."""
        before, self.taken = self.taken, self.taken + len(group.properties)
        if self.taken <= MOST_INHERITED:
            return group.properties
        if before <= MOST_INHERITED:
            message = f"here the properties that groups give to events come to more than {MOST_INHERITED:,}"
            at = raw.at("include", path=path)
            self.report(Finding(at, message, "include smaller groups, or split the plan", "limit-exceeded"))
        return {}

    def counted(self, event: Event, groups: Mapping[str, Group]) -> bool:
        """Count what groups give to an event that was read before; false, and not counted, where it is too much."""
        given = sum(len(groups[name].properties) for name in event.include if name in groups)
        fits = self.taken + given <= MOST_INHERITED
        self.taken += given * fits
        return fits

    def event(self, name: str, raw: Map, groups: Mapping[str, Group], dictionary: Mapping[str, Property]) -> Event:
        known = self.known.get(name)
        if known is not None and known.raw is raw and self.counted(known, groups):
            return known
        path = ("events", name)
        given = self.shared.event(name, raw) if self.shared else {}
        made: dict[str, Property] = dict(given.get("properties", {}))
        include = raw.get("include")
        if isinstance(include, list):
            for group in include:
                if isinstance(group, str) and group in groups:
                    made.update(self.inherited(groups[group], raw, path))
        own: dict[str, Property] = {}
        written = raw.get("properties")
        if isinstance(written, Map):
            own = properties(written, (*path, "properties"), made, dictionary, self.report)
            made.update(own)
        elif written is not None:
            wrong(raw, "properties", path, self.report, "a mapping from name to property")
        given |= {"name": name, "properties": made, "own": tuple(own.values())}
        return read(Event, raw, path, self.report, **given)


def _definitions(plan: Plan) -> tuple[tuple[str, Mapping[str, Property] | Mapping[str, Group]], ...]:
    return ("properties", plan.properties), ("property_groups", plan.groups)


def _tools(sources: Mapping[str, Source]) -> dict[str, Limits]:
    """The limits of the SDKs and destinations that the sources name; an unknown name is a rule's business."""
    named = {name for source in sources.values() for name in (source.sdk, *source.destinations) if name}
    made = {}
    for name in sorted(named.intersection(vendors.shelf.names)):
        limits = getattr(vendors.shelf.take(name), "LIMITS", None)
        if isinstance(limits, Limits):
            made[name] = limits
    return made


def _group_parts(raw: Map, path: Path) -> tuple[Map, Path, set[str]]:
    """A group's own properties, their path, and which of its keys speak of the group itself."""
    given = set()
    if isinstance(raw.get("description"), str):
        given.add("description")
    if isinstance(raw.get("include"), list):
        given.add("include")
    inner = raw.get("properties")
    if isinstance(inner, Map) and not isinstance(inner.get("type"), str):
        return inner, (*path, "properties"), given
    if not given:
        return raw, path, given
    own = Map({name: value for name, value in raw.items() if name not in given})
    own.document, own.node, own.key = raw.document, raw.node, raw.key
    return own, path, given
