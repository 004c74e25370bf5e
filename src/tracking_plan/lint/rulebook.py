"""The Rulebook: the record rules that are asked of a log, how severe each is, and what the plan lets pass."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from types import ModuleType
from typing import Any

from ..document import Path
from ..finding import Finding, Severity
from ..model.event import Event
from ..model.plan import Plan
from ..model.property import Property
from ..model.record import About, Problem, Record
from ..model.tally import Tally
from ..model.times import Apart, Times, apart, far
from ..model.validator import Validator, Violation
from ..rules import shelf
from .said import Said


class Rulebook:
    """The rules on the board ``records``, as one plan and one command line want them."""

    def __init__(
        self,
        plan: Plan,
        now: datetime,
        select: Collection[str] = (),
        ignore: Collection[str] = (),
        source: str | None = None,
    ) -> None:
        self.plan, self.now = plan, now
        self._made_of = (plan, now, select, ignore, source)
        self.one_source = source
        """The one that all records are from, whatever the log says."""
        self.severities: dict[str, Severity] = {}
        self.modules: dict[str, ModuleType] = {}
        for name, module in shelf.boards["records"].all():
            setting = plan.settings.get(name)
            severity = setting.severity if setting is not None else module.severity
            asked = name not in ignore and (not select or name in select)
            self.severities[name] = severity if asked else Severity.OFF
            self.modules[name] = module
        on = [(name, module) for name, module in self.modules.items() if self.severities[name]]
        self._words = {word: name for name, module in self.modules.items() for word in getattr(module, "words", ())}
        self._claims = [(name, module.takes) for name, module in self.modules.items() if hasattr(module, "takes")]
        self._asked = [(name, module.check_record) for name, module in on if hasattr(module, "check_record")]
        self.apart: list[Apart] = [one for _, module in on for one in getattr(module, "APART", ())]
        self._order = next((module for _, module in on if hasattr(module, "check_order")), None)
        self.texts = [module.SUSPICIOUS for _, module in on if hasattr(module, "SUSPICIOUS")]
        self._allowed = _allowed(plan)

    def __reduce__(self) -> tuple[Any, ...]:
        """Modules are not pickled: it is made anew where it arrives."""
        return (Rulebook, self._made_of)

    @property
    def fast(self) -> bool:
        """Whether each rule that is asked of a record says how many records are cleared of it at once."""
        return all(
            hasattr(self.modules[name], "APART") or hasattr(self.modules[name], "SUSPICIOUS") for name, _ in self._asked
        )

    @property
    def looks_for_duplicates(self) -> bool:
        return self.is_on("duplicate-record") or self.is_on("duplicate-id")

    def may_send(self, event: Event, source: str | None) -> bool:
        return source is None or not event.sources or source in event.sources

    @property
    def suspicion(self) -> str | None:
        """A pattern that is found in each text that may be of the kind that a rule looks for; None where none looks for one."""
        return "|".join(f"(?:{text})" for text in self.texts) if self.texts else None

    @property
    def suspicious(self) -> Validator | None:
        """Says no to an array in which a text, however deep it stands, may be of the kind that a rule looks for."""
        if self.suspicion is None:
            return None
        inside = {"$ref": "#/$defs/inside"}
        harmless = {
            "not": {"type": "string", "pattern": self.suspicion},
            "items": inside,
            "additionalProperties": inside,
        }
        return Validator({"type": "array", "items": inside, "$defs": {"inside": harmless}})

    def suspects(self, times: Times) -> set[int]:
        """The indexes of records of which a rule about times may have something to say."""
        found: set[int] = set()
        for asked in self.apart:
            found.update(apart(times, asked))
        for one in times[:3]:
            if one is not None and (one.low.year < 2 or one.high.year > 9998):
                found.update(far(one.values))
        return found

    def is_on(self, rule: str) -> bool:
        return bool(self.severities.get(rule, Severity.OFF))

    def said(self, rule: str, problem: Problem, event: Event | None = None) -> Said | None:
        """What a rule says, unless it is off, or the plan lets it pass there."""
        severity = self.severities[rule]
        if not severity or (rule in self._allowed and self._lets_pass(rule, problem.path, event)):
            return None
        return Said(rule, severity, problem)

    def about(self, record: Record, event: Event | None, about: About) -> Iterator[Said]:
        """What the rules that look at whole records say of one."""
        for name, check in self._asked:
            for problem in check(record, event, self.plan, about):
                said = self.said(name, problem, event)
                if said is not None:
                    yield said

    def rule_of(self, violation: Violation, value: Any) -> str:
        """The rule that speaks for a violation of the schema."""
        for name, takes in self._claims:
            if takes(violation, value):
                return name
        return self._words.get(violation.word, "wrong-type")

    def in_order(self, low: datetime, high: datetime, before: datetime | None) -> bool:
        """Whether records of times between two, after one of a time, are in order whatever theirs is."""
        if self._order is None:
            return True
        most = self._order.MOST
        return bool(high - low <= most and (before is None or before - low <= most))

    def out_of_order(self, time: datetime, before: datetime) -> Iterator[Said]:
        if self._order is not None:
            name = self._order.__name__.rpartition(".")[2].replace("_", "-")
            for problem in self._order.check_order(time, before):
                said = self.said(name, problem)
                if said is not None:
                    yield said

    def about_all(self, tally: Tally) -> list[Finding]:
        """What the rules about a whole log find, in the order of the plan's text."""
        found = []
        for name, module in self.modules.items():
            severity = self.severities[name]
            if severity and hasattr(module, "check_tally"):
                found += [
                    finding._replace(rule=name, severity=severity)
                    for finding in module.check_tally(tally, self.plan)
                    if not self._passes(name, finding.at.path)
                ]
        return sorted(found, key=lambda one: (one.at.file, one.at.line, one.at.column, one.rule))

    def _passes(self, rule: str, path: Path) -> bool:
        return any(path[: len(place)] == place for place in self._allowed.get(rule, ()))

    def _lets_pass(self, rule: str, path: Path, event: Event | None) -> bool:
        places = self._allowed[rule]
        if () in places:
            return True
        if event is None:
            return False
        here = event.path
        if any(here[: len(place)] == place for place in places):
            return True
        return any(found.path[: len(place)] == place for found in _on_the_way(event, path) for place in places)


def _on_the_way(event: Event, path: Path) -> Iterator[Property]:
    """The properties that a path into a record leads through."""
    inside: Mapping[str, Property] = event.properties
    for step in path:
        if not isinstance(step, str) or step not in inside:
            continue
        found = inside[step]
        while found is not None:
            yield found
            if found.base is None:
                break
            yield found.base
            break
        inner = found.items if found.items is not None and not found.properties else found
        inside = inner.properties or {}


def _allowed(plan: Plan) -> dict[str, list[Path]]:
    """Rule -> the paths below which the plan lets it pass today."""
    made: dict[str, list[Path]] = {}

    def add(allow: Any, path: Path) -> None:
        if allow.rule in shelf.boards["records"].names and (allow.until is None or allow.until >= plan.today):
            made.setdefault(allow.rule, []).append(path)

    for event in plan.events.values():
        for allow in event.allow:
            add(allow, event.path)
    for found in plan.definitions:
        for allow in found.allow:
            add(allow, found.path)
    for allow in plan.allow:
        pointed = plan.point(allow.what) if allow.what else None
        if pointed is None:
            add(allow, ())
        elif pointed.property is not None:
            add(allow, pointed.property.path)
        elif pointed.event is not None:
            add(allow, pointed.event.path)
        elif allow.what is not None and allow.what in plan.properties:
            add(allow, ("properties", allow.what))
    return made
