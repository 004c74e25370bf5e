"""Every rule sees every node it asks for; severity, suppression and unused suppression are settled here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from .document import Path
from .finding import Finding, Severity
from .model.allow import Allow
from .model.plan import KINDS, Plan, nodes
from .model.property import Property
from .rules import shelf
from .shelf import did_you_mean, quote


class Choice(NamedTuple):
    """Which rules are asked: all but ``ignore``, or only ``select``."""

    select: Collection[str] = ()
    ignore: Collection[str] = ()

    def takes(self, rule: str) -> bool:
        return rule not in self.ignore and (not self.select or rule in self.select)


def check(plan: Plan, choice: Choice = Choice()) -> list[Finding]:
    """Everything that is wrong with a plan, in the order of its text.

    Where a file could not be read, only that is said: what else would be found may merely be missing from view.
    """
    severities = dict(_severities(plan))
    found = [_stamp(f, f.rule, Severity.ERROR) for problems in plan.problems.values() for f in problems]
    if not any(rule in UNREADABLE for rule in plan.problems):
        asked = severities if choice.takes("allow-unused") else [*filter(choice.takes, severities)]
        found += _run(plan, {rule: severities[rule] for rule in asked})
        found = list(_suppress(plan, found, severities))
    chosen = {_order(f): f for f in found if choice.takes(f.rule)}  # what an alias repeats is said once
    return [chosen[place] for place in sorted(chosen)]


UNREADABLE = frozenset(("yaml-syntax", "limit-exceeded", "not-a-plan", "plan-version"))
"""Rules that say that a file could not be read."""


def _order(finding: Finding) -> tuple[str, int, int, str, str]:
    return finding.at.file, finding.at.line, finding.at.column, finding.rule, finding.message


def _severities(plan: Plan) -> Iterator[tuple[str, Severity]]:
    for name, module in shelf.each():
        setting = plan.settings.get(name)
        by_load = getattr(module, "said_by", None) == "load"
        yield name, setting.severity if setting is not None and not by_load else module.severity


def _stamp(finding: Finding, rule: str, severity: Severity) -> Finding:
    return finding._replace(rule=rule, severity=severity)


def _run(plan: Plan, severities: Mapping[str, Severity]) -> list[Finding]:
    found: list[Finding] = []
    subjects: dict[str, Sequence[Any]] = {kind: tuple(nodes(plan, kind)) for kind in KINDS}
    saying = _saying(plan)
    for name, module in shelf.each():
        severity = severities.get(name, Severity.OFF)
        if severity is Severity.OFF:
            continue
        for kind in KINDS:
            look = getattr(module, f"check_{kind}", None)
            if look is None:
                continue
            only = getattr(module, "only_with", None) if kind == "property" else None
            for node in subjects[kind] if only is None else _any_of(saying, only):
                for finding in look(plan) if kind == "plan" else look(node, plan):
                    found.append(_stamp(finding, name, severity))
    return found


def _saying(plan: Plan) -> dict[str, list[Property]]:
    """The definitions that say something under a key, by the key."""
    found: dict[str, list[Property]] = {}
    for definition in plan.definitions:
        for key in definition.raw:
            found.setdefault(key, []).append(definition)
    return found


def _any_of(saying: Mapping[str, list[Property]], keys: Iterable[str]) -> Iterable[Property]:
    """The definitions that say something under one of the keys, each once."""
    return {id(found): found for key in keys for found in saying.get(key, ())}.values()


class _Allowance(NamedTuple):
    allow: Allow
    path: Path
    """What it covers: everything at or below this path."""


def _allowances(plan: Plan) -> Iterator[_Allowance]:
    for event in plan.events.values():
        for allow in event.allow:
            yield _Allowance(allow, event.path)
    for found in plan.definitions:
        for allow in found.allow:
            yield _Allowance(allow, found.path)
    for allow in plan.allow:
        yield _Allowance(allow, _target(plan, allow))


def _target(plan: Plan, allow: Allow) -> Path:
    """The path that an entry of the plan's own list speaks of; an impossible one where it points at nothing."""
    if allow.what is None:
        return ()
    for section in ("sources", "owners", "properties", "property_groups", "questions", "objectives"):
        kind, _, name = allow.what.partition("/")
        if kind == section:
            return (section, name)
    pointed = plan.point(allow.what)
    if pointed.missing is not None or pointed.event is None:
        return ("properties", allow.what) if allow.what in plan.properties else ("nothing",)
    return pointed.property.path if pointed.property is not None else pointed.event.path


def _suppress(plan: Plan, found: Iterable[Finding], severities: Mapping[str, Severity]) -> Iterator[Finding]:
    """Findings that no allowance covers, and what is wrong with the allowances themselves."""
    allowances = list(_allowances(plan))
    used: set[int] = set()
    live: dict[str, list[tuple[int, Path]]] = {}
    for number, (allow, path) in enumerate(allowances):
        if allow.rule and not _expired(allow, plan.today):
            live.setdefault(allow.rule, []).append((number, path))
    for finding in found:
        covering = [n for n, path in live.get(finding.rule, ()) if finding.at.path[: len(path)] == path]
        used.update(covering)
        if not covering:
            yield finding
    for number, allowance in enumerate(allowances):
        for rule, finding in _about(allowance.allow, plan, used=number in used):
            if severities[rule] is not Severity.OFF:
                yield _stamp(finding, rule, severities[rule])
    for setting in plan.settings.values():
        yield from _about_setting(
            setting.rule, setting.raw.key_at(setting.rule, ("rules",)), setting.severity, severities
        )


def _expired(allow: Allow, today: date) -> bool:
    return allow.until is not None and allow.until < today


def _about(allow: Allow, plan: Plan, used: bool) -> Iterator[tuple[str, Finding]]:
    rule = allow.rule
    if rule is None:
        yield "unknown-rule", Finding(allow.at(), "this allowance names no rule", "write `rule: name-of-the-rule`")
        return
    if rule not in shelf.names:
        yield (
            "unknown-rule",
            Finding(
                allow.at("rule"),
                f"no rule is named {quote(rule)}{did_you_mean(rule, shelf.names)}",
                "`plan explain` lists them",
            ),
        )
        return
    if not (allow.reason or "").strip():
        yield (
            "allow-without-reason",
            Finding(allow.at(), f"{rule} is allowed here without a reason", "write `reason: …`"),
        )
    if _expired(allow, plan.today):
        yield (
            "allow-expired",
            Finding(
                allow.at("until"),
                f"this allowance of {rule} ended on {allow.until}",
                "mend what it allowed, or agree on a new date",
            ),
        )
    elif not used and rule in shelf.own:
        yield (
            "allow-unused",
            Finding(allow.at("rule"), f"{rule} finds nothing here, so nothing needs allowing", "remove the allowance"),
        )
    elif rule in shelf.boards["changes"].names:
        message = f"{rule} is about changes, which `changes:` lets pass"
        yield "allow-unused", Finding(allow.at("rule"), message, "`plan diff --acknowledge` writes them there")


_FIXED = {"load": "the plan cannot be read", "generate": "no client can be made of the plan"}
"""Why a severity cannot be set, by who speaks for the rule."""


def _about_setting(rule: str, at: object, severity: Severity, severities: Mapping[str, Severity]) -> Iterator[Finding]:
    if severities["unknown-rule"] is Severity.OFF:
        return
    message = hint = ""
    if rule not in shelf.names:
        message, hint = f"no rule is named {quote(rule)}{did_you_mean(rule, shelf.names)}", "`plan explain` lists them"
    elif (why := _FIXED.get(getattr(shelf.take(rule), "said_by", ""))) and severity is not Severity.ERROR:
        message, hint = f"{rule} cannot be set: it says that {why}", "remove the line"
    if message:
        yield Finding(at, message, hint, "unknown-rule", severities["unknown-rule"])  # type: ignore[arg-type]
