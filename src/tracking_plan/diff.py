"""Plan x Plan -> Comparison: what differs, whom it breaks in each perspective, and what the version has to be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from types import ModuleType

from .finding import Finding, Severity
from .model.change import (
    BREAKING,
    HARMLESS,
    LEVELS,
    Change,
    Comparison,
    Difference,
    Said,
    Verdict,
    Verdicts,
    Witness,
)
from .model.differences import differences
from .model.impact import Impact, impact
from .model.plan import Plan
from .model.standing import path_before, standing
from .model.version import asked
from .model.wire import is_judged, settle
from .rules import shelf


def diff(before: Plan, after: Plan, impacts: bool = False) -> Comparison:
    """Every change from one plan to another, in the order of the new one, and what is wrong with how it was changed.

    ``impacts`` asks what uses the things that breaking changes change; else that is left out.
    """
    undecided: set[object] = set()
    changes = tuple(change for found in differences(before, after) for change in _judged(found, impacts, undecided))
    if after.changes:
        changes = tuple(_acknowledged(changes, after))
    used = {change.acknowledged.fingerprint for change in changes if change.acknowledged is not None}
    bump = max((change.level for change in changes), key=LEVELS.index, default="none")
    return Comparison(
        changes=changes,
        findings=tuple(_found("acknowledgement-unused", after, used)),
        bump=bump,
        versions=(before.version, after.version),
        asked=asked(before.version, bump),
    )


def with_version(found: Comparison, after: Plan) -> Comparison:
    """The same, with what is wrong with the version of the new plan."""
    return found._replace(findings=(*found.findings, *_found("version-too-low", after, found)))


def _found(rule: str, after: Plan, about: object) -> Iterator[Finding]:
    """The findings of a rule about how a plan was changed, as severe as the new plan says."""
    module, setting = shelf.take(rule), after.settings.get(rule)
    severity = setting.severity if setting is not None else module.severity
    if severity is not Severity.OFF:
        yield from (one._replace(rule=rule, severity=severity) for one in module.find(after, about))


def _acknowledged(changes: Iterable[Change], after: Plan) -> Iterator[Change]:
    """The changes, each with the entry of the new plan that lets it pass."""
    live = {entry.fingerprint: entry for entry in after.changes if not entry.has_ended(after.today)}
    for change in changes:
        yield change._replace(acknowledged=live.get(change.fingerprint))


def _judged(found: Difference, impacts: bool, undecided: set[object]) -> Iterator[Change]:
    """The changes that the rules see in one difference, most often one."""
    witness: Witness | None = None
    wire: Verdict | None = None
    for rule, module in _rules(found.looks):
        cap = _cap(rule, found.plans)
        if cap is None:
            continue
        for said in module.check_change(found):
            verdicts: Verdicts = said.verdicts or module.verdicts
            if found.kind == "property" and not found.reach:
                verdicts = HARMLESS  # a definition that no event and no trait carries
            elif is_judged(found):
                if wire is None:
                    wire, witness = settle(found, undecided)
                verdicts = verdicts._replace(wire=wire)
            verdicts = Verdicts(*(min(verdict, cap) for verdict in verdicts))
            yield _change(found, rule, module, said, verdicts, witness, impacts)


def _change(
    found: Difference,
    rule: str,
    module: ModuleType,
    said: Said,
    verdicts: Verdicts,
    witness: Witness | None,
    impacts: bool,
) -> Change:
    old, new = standing(found)
    is_breaking = verdicts.worst is BREAKING
    return Change(
        rule=rule,
        message=said.message,
        hint=said.hint,
        path=found.path,
        before=found.before,
        after=found.after,
        verdicts=verdicts,
        level=("", "minor", "major")[verdicts.worst] or getattr(module, "level", "patch"),
        old=old,
        new=new,
        event=found.event,
        events=found.events,
        places=found.places,
        witness=witness if verdicts.wire is BREAKING else None,
        impact=_impact(found) if impacts and is_breaking else None,
    )


def _impact(found: Difference) -> Impact:
    """What uses it: in the new plan, or in the old one where the new one has it no more."""
    if found.removed:
        return impact(found.plans[0], path_before(found))
    return impact(found.plans[1], found.path)


_CAPS = {Severity.INFO: Verdict.SAFE, Severity.WARNING: Verdict.RISKY, Severity.ERROR: Verdict.BREAKING}


def _cap(rule: str, plans: Sequence[Plan]) -> Verdict | None:
    """The most that a rule's changes weigh by ``rules:``; None where it is off.

    Both plans have to say so: what hides or plays down a change cannot come with that very change.
    """
    settings = [plan.settings.get(rule) for plan in plans]
    severities = [setting.severity if setting is not None else Severity.ERROR for setting in settings]
    return _CAPS.get(max(severities))


@cache
def _rules(looks: str) -> tuple[tuple[str, ModuleType], ...]:
    """The rules that ask to be shown a difference: by its name, else as a key of one's own, else by its kind."""
    kind, _, key = looks.partition(".")
    for pattern in (looks, "*.x-*" if key.startswith("x-") else "", f"{kind}.*"):
        found = tuple((rule, module) for rule, module in _board() if pattern in module.looks_at)
        if found:
            return found
    raise LookupError(f"no rule is about {looks}")


@cache
def _board() -> tuple[tuple[str, ModuleType], ...]:
    """The rules about changes that look at differences, each with its name."""
    return tuple((name, module) for name, module in shelf.boards["changes"].all() if hasattr(module, "check_change"))
