"""What the rules said of each thing, and what of the plan they looked at for it: so that an edit asks only those anew that may say otherwise.

A rule is a function of a node and of what it reads of the plan. `Watched` stands in the plan's place and keeps account of
what is read; as long as that is the same, and the node is, so is the answer. Nothing here knows any rule by its name.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from types import FunctionType, MethodType
from typing import Any

from ..check import ask
from ..finding import Finding, Severity
from ..model.plan import KINDS, Plan, nodes
from ..rules import shelf


class _Fact:
    """What a rule worked out of the whole plan (`Plan.facts`), and what it read for it."""

    __slots__ = ("make", "read", "value")

    def __init__(self, value: Any, read: set[Hashable], make: Callable[[Any], Any]) -> None:
        self.value, self.read, self.make = value, read, make


class _Growing(dict[Any, Any]):
    """A fact that those who use it fill, key by key. What stands under a key holds what was read before it was written."""

    def __init__(self, name: str, watched: Watched) -> None:
        self.name, self.watched = name, watched
        self.read: dict[Any, frozenset[Hashable]] = {}

    def __setitem__(self, key: Any, value: Any) -> None:
        self.read[key] = frozenset(self.watched._read - {(self.name, key)})
        super().__setitem__(key, value)

    def __getitem__(self, key: Any) -> Any:
        self.watched._read.add((self.name, key))
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        self.watched._read.add((self.name, key))
        return super().__contains__(key)

    def get(self, key: Any, default: Any = None) -> Any:
        self.watched._read.add((self.name, key))
        return super().get(key, default)

    def __iter__(self) -> Iterator[Any]:
        self.watched._read.add(_ALWAYS)
        return super().__iter__()


class Watched:
    """A plan that keeps account of what is read of it."""

    def __init__(self) -> None:
        self._plan: Any = None
        self._read: set[Hashable] = set()
        """Names of what was read; of a fact that grows, its name and the key."""
        self._facts: dict[str, _Fact] = {}
        self._round: _Differences | None = None

    def __getattr__(self, name: str) -> Any:
        found = _METHODS.get(name)
        if found is not None:  # what it reads in turn is read here
            return MethodType(found, self)
        self._read.add(name)
        return getattr(self._plan, name)

    def facts(self, name: str, make: Callable[[Any], Any]) -> Any:
        fact = self._facts.get(name)
        if fact is None:
            kept = self._round.kept(name) if self._round is not None else None
            fact = self._facts[name] = kept or self.worked_out(name, make)
        self._read.add(_FACT + name)
        return fact.value

    def worked_out(self, name: str, make: Callable[[Any], Any]) -> _Fact:
        outer, self._read = self._read, set()
        value, read = make(self), self._read
        self._read = outer
        if not read and not isinstance(value, Hashable) and value != _COUNTER:
            if value == {}:
                value = _Growing(name, self)
            else:
                read.add(_ALWAYS)  # filled by those who use it, in a way that is not followed here
        return _Fact(value, read, make)

    def reading(self, look: Callable[..., Iterable[Finding]], *given: Any) -> tuple[tuple[Finding, ...], set[Hashable]]:
        """What a rule says, and what it read for it."""
        self._read = read = set[Hashable]()
        return tuple(look(*given, self)), read


_ALWAYS = "raw"
"""Reading this is reading something else each time."""
_COUNTER = [0]
"""How much was compared: see `_MOST_COMPARED`."""
_METHODS = {
    name: found for kind in Plan.__mro__ for name, found in vars(kind).items() if isinstance(found, FunctionType)
}
_FACT = "fact "


class _Kept:
    """What one rule said of the things of one kind."""

    __slots__ = ("found", "readers")

    def __init__(self) -> None:
        self.found: dict[int, tuple[Any, tuple[Finding, ...]]] = {}
        """Id of a node -> the node and what was found; only where something was."""
        self.readers: dict[Hashable, dict[int, Any]] = {}
        """What was read of the plan -> the nodes for which it was, by their ids."""

    def drop(self, gone: Iterable[int]) -> None:
        """Forget nodes that are no more."""
        for node in gone:
            self.found.pop(node, None)
            for readers in self.readers.values():
                readers.pop(node, None)


class Memory:
    """Asks the rules about one plan, again and again as it is edited."""

    def __init__(self) -> None:
        self.plan: Plan | None = None
        self.watched = Watched()
        self.kept: dict[tuple[str, str], _Kept] = {}
        self.subjects: dict[str, dict[int, Any]] = {}
        self.moved: frozenset[str] = frozenset()
        """Files in which what was not edited stands on other lines than before."""

    def run(self, plan: Plan, severities: Mapping[str, Severity]) -> list[Finding]:
        """What `check.ask` says."""
        if plan.bases:
            self.forget()
            return ask(plan, severities)
        self.watched._plan = plan
        differs = self.watched._round = _Differences(self.plan, plan, self.watched)
        differs.prune()
        before, self.subjects = self.subjects, {kind: {id(node): node for node in nodes(plan, kind)} for kind in KINDS}
        fresh = {
            kind: [n for i, n in held.items() if i not in before.get(kind, ())] for kind, held in self.subjects.items()
        }
        gone = {kind: held.keys() - self.subjects[kind].keys() for kind, held in before.items()}
        found: list[Finding] = []
        for rule, module in shelf.each():
            severity = severities.get(rule, Severity.OFF)
            for kind in KINDS:
                look = getattr(module, f"check_{kind}", None)
                if look is None:
                    continue
                if severity is Severity.OFF:
                    self.kept.pop((rule, kind), None)
                    continue
                only = getattr(module, "only_with", None) if kind == "property" else None
                kept = self.kept.get((rule, kind))
                if kept is None:
                    kept = self.kept[rule, kind] = _Kept()
                    wanted: Iterable[Any] = self.subjects[kind].values()
                else:
                    kept.drop(gone.get(kind, ()))
                    wanted = self.again(kept, fresh[kind], differs)
                self.look(kept, look, kind, wanted, only)
                for _, said in kept.found.values():
                    found += [finding._replace(rule=rule, severity=severity) for finding in said]
        self.plan, self.moved = plan, frozenset()
        spent = self.watched._facts.get("suggestions compared")
        if spent is not None and spent.value[0] >= _MOST_COMPARED:  # then the order in which rules are asked counts
            self.forget()
            return ask(plan, severities)
        return found

    def forget(self) -> None:
        self.plan, self.watched = None, Watched()
        self.kept, self.subjects = {}, {}

    def again(self, kept: _Kept, fresh: list[Any], differs: _Differences) -> Iterable[Any]:
        """The things of which a rule may say something else than before."""
        wanted = {id(node): node for node in fresh}
        for name in [name for name, readers in kept.readers.items() if not readers]:
            del kept.readers[name]
        for name, readers in kept.readers.items():
            if differs(name):
                wanted.update(readers)
        if self.moved:
            for i, (node, said) in kept.found.items():
                if i not in wanted and any(map(self.is_moved, said)):
                    wanted[i] = node
        return wanted.values()

    def is_moved(self, finding: Finding) -> bool:
        """Whether a finding speaks of a place in a file whose lines have moved."""
        return (
            finding.at.file in self.moved
            or any(span.file in self.moved for span, _ in finding.related)
            or any(file in finding.message for file in self.moved)
        )

    def look(self, kept: _Kept, look: Any, kind: str, wanted: Iterable[Any], only: Iterable[str] | None) -> None:
        reading, found, readers = self.watched.reading, kept.found, kept.readers
        for node in wanted:
            if only is not None and not any(key in node.raw for key in only):
                continue
            said, read = reading(look) if kind == "plan" else reading(look, node)
            if said:
                found[id(node)] = node, said
            else:
                found.pop(id(node), None)
            for name in read:
                readers.setdefault(name, {})[id(node)] = node


_MOST_COMPARED = 10_000
"""As in `rules._references`: beyond it, whether a rule suggests a name depends on what was asked before."""


class _Differences:
    """What of a plan is not as it was in the plan before."""

    def __init__(self, before: Plan | None, after: Plan, watched: Watched) -> None:
        self.before, self.after, self.watched = before, after, watched
        self.facts, watched._facts = watched._facts, {}
        self.known: dict[Hashable, bool] = {}

    def kept(self, name: str) -> _Fact | None:
        """A fact that was worked out before, if what it was made of is the same."""
        fact = self.facts.get(name)
        return fact if fact is not None and not self.any(fact.read) else None

    def any(self, names: Iterable[Hashable]) -> bool:
        return any(map(self, names))

    def __call__(self, name: Hashable) -> bool:
        known = self.known.get(name)
        if known is None:
            self.known[name] = False  # of facts that hold each other
            known = self.known[name] = self._differs(name)
        return known

    def _differs(self, name: Hashable) -> bool:
        if self.before is None:
            return True
        if not isinstance(name, str):
            return self._key_differs(name)
        if name.startswith(_FACT):
            return self._fact_differs(name[len(_FACT) :])
        if name in _NEVER_SAME:
            return True
        if name in ("taxonomy", "event_names", "property_names"):
            return bool(_said(self.before.taxonomy) != _said(self.after.taxonomy))
        return not _same(getattr(self.before, name), getattr(self.after, name))

    def _fact_differs(self, name: str) -> bool:
        """Whether a fact is another one now: what it is made of may differ, and it be as it was."""
        fact = self.facts.get(name)
        if fact is None:
            return True
        if not self.any(fact.read):
            self.watched._facts[name] = fact
            return False
        now = self.watched._facts[name] = self.watched.worked_out(name, fact.make)
        return not _same(fact.value, now.value)

    def _key_differs(self, read: Any) -> bool:
        """Whether what stands under a key of a fact that grows may be another now; then it is taken out."""
        name, key = read
        fact = self.facts.get(name) or self.watched._facts.get(name)
        if fact is None or key not in fact.value.read:
            return True
        if self.any(fact.value.read[key]):
            del fact.value.read[key]
            fact.value.pop(key, None)
            return True
        return False

    def prune(self) -> None:
        """Take out of facts that grow what may be another now."""
        for name, fact in self.facts.items():
            if isinstance(fact.value, _Growing):
                for key in [*fact.value.read]:
                    self((name, key))


_NEVER_SAME = ("raw", "path")
"""The mapping at the root is the same while what stands in it is not."""


def _said(node: Any) -> Any:
    """What a node says, without where it says it."""
    if not hasattr(node, "__struct_fields__"):
        return node
    return tuple((name, _said(getattr(node, name))) for name in node.__struct_fields__ if name not in ("raw", "path"))


def _same(one: Any, other: Any) -> bool:
    """Whether two values are the same: nodes are where they are one, as none is ever changed."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return [*one] == [*other] and bool(one == other)
    return bool(one == other)
