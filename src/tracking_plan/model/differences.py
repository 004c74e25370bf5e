"""Two plans become the Differences between them: what means another thing, matched by identity, told where it is written.

A difference in the dictionary or in a group is told once, with every place that it reaches. Events are compared as they
are sent, with all that they inherit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ..document import Path
from .change import ABSENT, Difference, Holder, Reach
from .event import Event, Group
from .facets import SECTIONS, differs, facets, normal, section, setting_form, taxonomy_form, value
from .node import Node
from .pairing import pairs
from .pieces import Piece, properties
from .plan import Plan
from .reference import settled


def differences(old: Plan, new: Plan) -> Iterator[Difference]:
    """Everything in which two plans differ: the plan itself, its sections in their order, the events, the traits."""
    walk = _Walk(old, new)
    walk.plan()
    for name in ("sources", "owners", "objectives", "questions"):
        walk.nodes(name)
    told = len(walk.drafts)
    walk.dictionary()
    walk.groups()
    walk.events(definitions_differ=len(walk.drafts) > told)
    walk.traits()
    return (Difference(plans=(old, new), **draft.fields()) for draft in walk.drafts)


class _Draft:
    """A difference whose places are still being found."""

    def __init__(self, kind: str, key: str, path: Path, before: Any, after: Any, nodes: Sequence[Node | None]) -> None:
        self.kind, self.key, self.path, self.before, self.after = kind, key, path, before, after
        self.nodes = nodes
        self.places = [path]
        self.reach: list[Reach] = []

    def fields(self) -> dict[str, Any]:
        old, new = self.nodes
        return {
            "kind": self.kind, "key": self.key, "path": self.path, "before": self.before, "after": self.after,
            "old": old, "new": new, "places": tuple(self.places), "reach": tuple(self.reach),
        }  # fmt: skip


class _Walk:
    """Goes through two plans side by side. ``defined`` are the differences of dictionary and groups, by their paths."""

    def __init__(self, old: Plan, new: Plan) -> None:
        self.old, self.new = old, new
        self.drafts: list[_Draft] = []
        self.defined: dict[Path, _Draft] = {}

    def tell(self, kind: str, key: str, path: Path, before: Any, after: Any, nodes: Sequence[Node | None]) -> _Draft:
        made = _Draft(kind, key, path, before, after, nodes)
        self.drafts.append(made)
        return made

    def plan(self) -> None:
        nodes = (self.old, self.new)
        for facet in facets(Plan):
            before, after = (ABSENT if (found := value(plan, facet)) is None else found for plan in nodes)
            if before != after:
                self.tell("plan", facet.key, (facet.key,), before, after, nodes)
        allowed = [[normal(item) for item in plan.allow] for plan in nodes]
        if differs(*allowed):
            self.tell("plan", "allow", ("allow",), allowed[0], allowed[1], nodes)
        self.taxonomy()
        once, now = self.old.settings, self.new.settings
        for name in {**once, **now}:
            before, after = (setting_form(side[name]) if name in side else ABSENT for side in (once, now))
            if before != after:
                self.tell("rule", "", ("rules", name), before, after, (once.get(name), now.get(name)))

    def taxonomy(self) -> None:
        nodes = (self.old.taxonomy, self.new.taxonomy)
        once, now = taxonomy_form(self.old), taxonomy_form(self.new)
        for key in once:
            path = ("taxonomy", *key.split("."))
            if isinstance(once[key], list):
                self.names("taxonomy", key, path, once[key], now[key], nodes)
            elif once[key] != now[key]:
                self.tell("taxonomy", key, path, once[key], now[key], nodes)

    def names(
        self, kind: str, key: str, path: Path, once: Iterable[str], now: Iterable[str], nodes: Sequence[Node | None]
    ) -> list[_Draft]:
        """A set of names, name by name."""
        before, after = dict.fromkeys(once), dict.fromkeys(now)
        made = []
        for name in {**before, **after}:
            if (name in before) is not (name in after):
                sides = (name, ABSENT) if name in before else (ABSENT, name)
                made.append(self.tell(kind, f"{key}[]", (*path, name), sides[0], sides[1], nodes))
        return made

    def nodes(self, name: str) -> None:
        """A section of named nodes that hold no properties."""
        once, now = section(self.old, name), section(self.new, name)
        for key in {**once, **now}:
            before, after = once.get(key), now.get(key)
            if before is None or after is None:
                self.whole(SECTIONS[name], (name, key), before, after)
            else:
                self.head(SECTIONS[name], (name, key), before, after)

    def whole(self, kind: str, path: Path, old: Node | None, new: Node | None) -> _Draft:
        before, after = (ABSENT if side is None else normal(side) for side in (old, new))
        return self.tell(kind, "", path, before, after, (old, new))

    def head(self, kind: str, path: Path, old: Node, new: Node) -> list[_Draft]:
        """What two nodes say themselves, apart from the properties in them."""
        made, nodes = list[_Draft](), (old, new)
        for facet in facets(type(new)):
            once, now = value(old, facet), value(new, facet)
            if facet.is_set:
                made += self.names(kind, facet.key, (*path, facet.key), once or (), now or (), nodes)
            elif differs(once, now):
                before, after = (ABSENT if side is None else side for side in (once, now))
                made.append(self.tell(kind, facet.key, (*path, facet.key), before, after, nodes))
        own = (old.extra, new.extra)
        for key in {**own[0], **own[1]}:
            before, after = (side.get(key, ABSENT) for side in own)
            if (before is ABSENT) is not (after is ABSENT) or differs(before, after):
                made.append(self.tell(kind, key, (*path, key), before, after, nodes))
        return made

    def dictionary(self) -> None:
        for piece in properties(self.old.properties, self.new.properties, ("properties",)):
            path = piece.inner + piece.tail
            if len(path) == 2:
                self.whole("definition", path, piece.old, piece.new)
            else:
                self.define(piece, path)

    def groups(self) -> None:
        once, now = self.old.groups, self.new.groups
        for name in _included_first({**once, **now}):
            old, new = once.get(name), now.get(name)
            path = ("property_groups", name)
            if old is None or new is None:
                self.whole("group", path, old, new)
                continue
            self.head("group", path, old, new)
            for piece in properties(old.properties, new.properties, (*path, "properties")):
                self.define(piece, piece.inner + piece.tail)

    def define(self, piece: Piece, path: Path) -> None:
        """A piece of a definition: its own, or one that it has from another definition, which is told already."""
        known = self.known(piece)
        if known is not None:
            known.places.append(path)
        else:
            self.defined[path] = self.tell("property", piece.key, path, piece.before, piece.after, piece.wrote)

    def known(self, piece: Piece) -> _Draft | None:
        """The difference of dictionary or group that a piece comes from."""
        for wrote in reversed(piece.wrote):
            found = self.defined.get(settled(wrote.path) + piece.tail) if wrote is not None else None
            if found is not None and found.key == piece.key and _alike(found, piece):
                return found
        return None

    def events(self, definitions_differ: bool) -> None:
        for old, new in pairs(self.old.events, self.new.events):
            if old is None or new is None:
                name = (new or old).name  # type: ignore[union-attr]
                told = self.whole("event", ("events", name), old, new)
                told.reach.append(Reach(_holder(old, new), told.path, None, None))
            elif old.raw is not new.raw or definitions_differ:
                self.event(old, new)

    def event(self, old: Event, new: Event) -> None:
        path, holder = ("events", new.name), _holder(old, new)
        expected = {*old.was}
        if old.name != new.name:
            self.tell("event", "name", path, old.name, new.name, (old, new))
            expected = {*old.was, old.name} - {new.name}
        told = self.head("event", path, old, new)
        told += self.names("event", "was", (*path, "was"), sorted(expected), sorted({*new.was}), (old, new))
        for draft in told:
            draft.reach.append(Reach(holder, path, None, None))
        self.carried(holder, properties(old.properties, new.properties, (*path, "properties")))

    def carried(self, holder: Holder, found: Iterable[Piece]) -> None:
        """Pieces of what an event or traits carry: told here, or added to what is told of the definition."""
        for piece in found:
            path = piece.inner + piece.tail
            told = self.known(piece)
            if told is not None:
                told.places.append(path)
            else:
                told = self.tell("property", piece.key, path, piece.before, piece.after, piece.wrote)
            told.reach.append(Reach(holder, piece.inner, piece.old, piece.new))

    def traits(self) -> None:
        for who in ("user", "group"):
            once, now = self.old.traits.get(who, {}), self.new.traits.get(who, {})
            path = ("traits", who)
            self.carried(Holder(path=path, event=None, old=once, new=now), properties(once, now, path))


def _holder(old: Event | None, new: Event | None) -> Holder:
    some = new or old
    assert some is not None
    return Holder(
        path=("events", some.name),
        event=old.name if old is not None else some.name,
        old=old.properties if old is not None else {},
        new=new.properties if new is not None else {},
        old_open=old is not None and old.additional_properties,
        new_open=new is not None and new.additional_properties,
    )


def _alike(told: _Draft, piece: Piece) -> bool:
    return all(
        one is other or (one is not ABSENT and other is not ABSENT and not differs(one, other))
        for one, other in ((told.before, piece.before), (told.after, piece.after))
    )


def _included_first(groups: Mapping[str, Group]) -> list[str]:
    """The groups' names, each after those that it includes."""
    done: dict[str, None] = {}
    for start in groups:
        stack = [(start, iter(groups[start].include))]
        open_ones = {start}
        while stack:
            name, rest = stack[-1]
            step = next(
                (other for other in rest if other in groups and other not in done and other not in open_ones), None
            )
            if step is not None:
                open_ones.add(step)
                stack.append((step, iter(groups[step].include)))
            else:
                done[name] = None
                stack.pop()
    return [*done]
