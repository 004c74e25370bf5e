"""Every rule sees every node it asks for; severity, suppression and unused suppression are settled here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from .document import Amendment, Cut, Document, Drop, Path
from .finding import Finding, Fix, Severity
from .model import mending
from .model.allow import Allow
from .model.plan import KINDS, Plan, Setting, nodes
from .model.property import Property
from .rules import shelf
from .shelf import did_you_mean, quote, slip


class Choice(NamedTuple):
    """Which rules are asked: all but ``ignore``, or only ``select``."""

    select: Collection[str] = ()
    ignore: Collection[str] = ()

    def takes(self, rule: str) -> bool:
        return rule not in self.ignore and (not self.select or rule in self.select)


Run = Callable[[Plan, Mapping[str, Severity]], list[Finding]]
"""Asks the rules that are named, each with its severity, and stamps both on what they find."""


def check(plan: Plan, choice: Choice = Choice(), run: Run | None = None) -> list[Finding]:
    """Everything that is wrong with a plan, in the order of its text.

    Where a file could not be read, only that is said: what else would be found may merely be missing from view.
    ``run`` asks the rules, where somebody remembers what they said before.
    """
    severities = dict(_severities(plan))
    found = [_stamp(f, f.rule, Severity.ERROR) for problems in plan.problems.values() for f in problems]
    if not any(rule in UNREADABLE for rule in plan.problems):
        asked = severities if choice.takes("allow-unused") else [*filter(choice.takes, severities)]
        found += (run or ask)(plan, {rule: severities[rule] for rule in asked})
        if plan.bases:  # what is wrong in their own files is told where they are judged
            found = [finding for finding in found if finding.at.file not in plan.inherited_files]
        found = list(_suppress(plan, found, severities))
    chosen = {_order(f): f for f in found if choice.takes(f.rule)}  # what an alias repeats is said once
    return [chosen[place] for place in sorted(chosen)]


UNREADABLE = frozenset(
    ("yaml-syntax", "limit-exceeded", "not-a-plan", "plan-version", "extends-unreadable", "extends-cycle")
)
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


def ask(plan: Plan, severities: Mapping[str, Severity]) -> list[Finding]:
    """Show every rule all that it looks at."""
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
    idle = [allow for n, (allow, _) in enumerate(allowances) if n not in used and not _expired(allow, plan.today)]
    unused = _unused(idle)
    for allowance in allowances:
        for rule, finding in _about(allowance.allow, plan, unused):
            if severities[rule] is not Severity.OFF:
                yield _stamp(finding, rule, severities[rule])
    for setting in plan.own(plan.settings):
        yield from _about_setting(setting, plan, severities)


def _expired(allow: Allow, today: date) -> bool:
    return allow.until is not None and allow.until < today


Unused = Mapping[int, Fix]
"""An allowance that allows nothing, by its id -> what removes it, with the others of its list that allow nothing."""


def _unused(idle: Iterable[Allow]) -> Unused:
    lists: dict[tuple[int, Path], list[Allow]] = {}
    for allow in idle:
        if allow.rule in shelf.own:
            lists.setdefault((id(allow.raw.document), allow.path[:-1]), []).append(allow)
    made: dict[int, Fix] = {}
    for group in lists.values():
        fix = mending.changing("Remove what allows nothing here", partial(_removal, group))
        made.update((id(allow), fix) for allow in group)
    return made


def _removal(group: Sequence[Allow]) -> list[tuple[Document, Amendment]]:
    """The change that removes allowances of one list; the list goes where nothing is left of it."""
    document, path = group[0].raw.document, group[0].path[:-1]
    listed: Any = document.data
    for step in path:
        listed = listed[step]
    places = tuple(int(allow.path[-1]) for allow in group)
    return [(document, Drop(path) if len(places) == len(listed) else Cut(path, places))]


def _about(allow: Allow, plan: Plan, unused: Unused) -> Iterator[tuple[str, Finding]]:
    rule = allow.rule
    if rule is None:
        yield "unknown-rule", Finding(allow.at(), "this allowance names no rule", "write `rule: name-of-the-rule`")
        return
    if rule not in shelf.names:
        message, meant = f"no rule is named {quote(rule)}{did_you_mean(rule, shelf.names)}", slip(rule, shelf.names)
        fix = mending.value(allow.raw, ("rule",), meant) if meant else None
        yield "unknown-rule", Finding(allow.at("rule"), message, "`plan explain` lists them", fix=fix)
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
    elif id(allow) in unused:
        message, fix = f"{rule} finds nothing here, so nothing needs allowing", unused[id(allow)]
        yield "allow-unused", Finding(allow.at("rule"), message, "remove the allowance", fix=fix)
    elif rule in shelf.boards["changes"].names:
        message = f"{rule} is about changes, which `changes:` lets pass"
        yield "allow-unused", Finding(allow.at("rule"), message, "`plan diff --acknowledge` writes them there")


_FIXED = {"load": "the plan cannot be read", "generate": "no client can be made of the plan"}
"""Why a severity cannot be set, by who speaks for the rule."""


def _about_setting(setting: Setting, plan: Plan, severities: Mapping[str, Severity]) -> Iterator[Finding]:
    if severities["unknown-rule"] is Severity.OFF:
        return
    rule, message, hint, fix = setting.rule, "", "", None
    if rule not in shelf.names:
        message, hint = f"no rule is named {quote(rule)}{did_you_mean(rule, shelf.names)}", "`plan explain` lists them"
        meant = slip(rule, shelf.names)
        fix = mending.key(setting.raw, rule, meant) if meant and meant not in plan.settings else None
    elif (why := _FIXED.get(getattr(shelf.take(rule), "said_by", ""))) and setting.severity is not Severity.ERROR:
        message, hint = f"{rule} cannot be set: it says that {why}", "remove the line"
        fix = mending.changing("Remove the line", lambda: [(setting.raw.document, Drop(("rules", rule)))])
    if message:
        at = setting.raw.key_at(rule, ("rules",))
        yield Finding(at, message, hint, "unknown-rule", severities["unknown-rule"], fix)
