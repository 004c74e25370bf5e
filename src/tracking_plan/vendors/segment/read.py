"""Reads Segment's tracking plans: what its Public API and its older Config API give, and the files of Typewriter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ...shelf import quote
from ...trouble import Trouble
from .. import _json
from .._imported import Imported, Note, imported
from ._rules import Rule, plan

SUFFIXES = (".json",)
"""Which files of a folder are read."""

_KINDS = {"events": "TRACK", "global": "COMMON", "identify": "IDENTIFY", "group": "GROUP"}
_TRAITS = {"identify_traits": "IDENTIFY", "group_traits": "GROUP"}


def recognizes(value: object) -> bool:
    """Whether it is a tracking plan, or an answer of Segment's API that holds one."""
    if isinstance(value, Mapping) and isinstance(value.get("data"), Mapping):
        value = value["data"]
    if not isinstance(value, Mapping):
        return False
    rules = value.get("rules")
    if isinstance(rules, Mapping):
        return any(word in rules for word in (*_KINDS, *_TRAITS))
    return isinstance(rules, list) and any(_is_rule(item) for item in rules)


class _Part(NamedTuple):
    """The rules that one answer of an API holds, and of which plan they are (None where it does not say)."""

    identity: str | None
    head: Mapping[str, Any]
    rules: list[Rule] | None
    """None where only the plan itself is described."""
    file: str = ""
    page: Mapping[str, Any] = {}
    """What the API says of the page that this is: how many rules there are, and whether another page follows."""


def read(texts: Mapping[str, str]) -> Imported:
    """Every tracking plan in these files (name -> text). Pages and parts of one plan are put together.

    Raises:
        Trouble: no file holds a tracking plan, or one that should cannot be read.
    """
    notes: list[Note] = []
    parts: list[_Part] = []
    for file, text in texts.items():
        found = list(_file(file, text, notes))
        if not found and not any(note.file == file for note in notes):
            notes.append(Note(file, "", "holds no tracking plan of Segment: not read"))
        parts += found
    if all(part.rules is None for part in parts):
        listed = "; ".join(str(note) for note in notes[:3]) or "it has no rules"
        raise Trouble(f'no tracking plan of Segment here: expected JSON with "rules" ({listed})')
    plans = [plan(head, rules, notes) for head, rules in _joined(parts, notes)]
    return imported(plans, notes)


def _joined(parts: list[_Part], notes: list[Note]) -> Iterator[tuple[Mapping[str, Any], list[Rule]]]:
    """Parts by plan. Rules that name no plan belong to the only one that is named, if there is just one."""
    identities = list(dict.fromkeys(part.identity for part in parts if part.identity is not None))
    only = identities[0] if len(identities) == 1 else None
    by_plan: dict[str | None, list[_Part]] = {}
    for part in parts:
        by_plan.setdefault(part.identity or only, []).append(part)
    for found in by_plan.values():
        head: dict[str, Any] = {}
        for part in found:
            head = {**part.head, **head}
        _pages(found, notes)
        if any(part.rules is not None for part in found):
            yield head, [rule for part in found for rule in part.rules or ()]


def _pages(parts: list[_Part], notes: list[Note]) -> None:
    """Say so where the API gave the plan in pages, and not all of them are here."""
    pages = [part for part in parts if part.page]
    here = sum(len(part.rules or ()) for part in parts)
    totals = [part.page.get("totalEntries") for part in pages]
    most = max((total for total in totals if isinstance(total, int)), default=0)
    if pages and (here < most or all(part.page.get("next") for part in pages)):
        of = f"{here} of {most} rules are" if most else "a part of the rules is"
        notes.append(Note(pages[-1].file, "", f"{of} here: give the other pages of the API's answer too"))


def _file(file: str, text: str, notes: list[Note]) -> Iterator[_Part]:
    """The parts in one file, which may hold several answers one after the other."""
    for value in _json.values(file, text, notes, lambda text: '"rules"' in text):
        yield from _answer(file, value, notes)


# JSON to rules


def _answer(file: str, value: Any, notes: list[Note]) -> Iterator[_Part]:
    """The parts in one value: a plan, a page of rules, a bare list of rules, or a list or wrapping of such."""
    if isinstance(value, list):
        bare = [item for item in value if _is_rule(item)]
        if bare:
            yield _Part(None, {}, list(_public(file, value, notes)))
        else:
            for item in value:
                yield from _answer(file, item, notes)
        return
    if not isinstance(value, Mapping):
        return
    if isinstance(value.get("errors"), list):
        notes.append(Note(file, "", "is an error that Segment's API answered with, not a plan: not read"))
    rules = value.get("rules")
    if isinstance(rules, list):
        page = value.get("pagination")
        page = page if isinstance(page, Mapping) else {}
        yield _Part(*_head(value), list(_public(file, rules, notes)), file, page)
    elif isinstance(rules, Mapping):
        yield _Part(*_head(value), list(_config(file, rules, notes)))
    else:
        about = value.get("trackingPlan")
        if isinstance(about, Mapping) and "rules" not in about:
            yield _Part(*_head(about), None)
        for name in ("data", "trackingPlan", "trackingPlans", "tracking_plans"):
            yield from _answer(file, value.get(name), notes)


def _head(value: Mapping[str, Any]) -> tuple[str | None, Mapping[str, Any]]:
    """Which plan it is, and what is said of it beside its rules. A page carries it under `trackingPlan`."""
    about = value.get("trackingPlan") if isinstance(value.get("trackingPlan"), Mapping) else value
    assert isinstance(about, Mapping)
    names = [about[word] for word in ("id", "name", "display_name") if isinstance(about.get(word), str) and about[word]]
    beside = ("rules", "pagination", "trackingPlan", "data", "errors")
    return (names[0] if names else None), {word: held for word, held in about.items() if word not in beside}


def _is_rule(item: Any) -> bool:
    """Whether it is one rule: the Public API's, or an event of the Config API."""
    if not isinstance(item, Mapping):
        return False
    schema = item.get("rules")
    alone = isinstance(schema, Mapping) and "name" in item and not any(word in schema for word in (*_KINDS, *_TRAITS))
    return "jsonSchema" in item or ("key" in item and "type" in item) or alone


def _public(file: str, rules: list[Any], notes: list[Note]) -> Iterator[Rule]:
    """The Public API's rules, which Typewriter 8 keeps in the same form with flattened schemas."""
    for place, item in enumerate(rules):
        if not isinstance(item, Mapping):
            notes.append(Note(file, f"rules[{place}]", f"is {quote(item)}, not a rule: not kept"))
            continue
        schema = item.get("jsonSchema")
        rule = Rule(file, _json.text(item.get("type")).upper() or "TRACK", _json.text(item.get("key")), schema, item)
        if isinstance(schema, str):
            rule = rule._replace(schema=_json.inner(schema))
        if schema is None and "rules" in item and "name" in item:
            rule = rule._replace(kind="TRACK", key=_json.text(item["name"]), schema=item["rules"])
        yield rule


def _config(file: str, rules: Mapping[str, Any], notes: list[Note]) -> Iterator[Rule]:
    """The older Config API's rules, which Typewriter 7 keeps: events, and schemas for the other calls."""
    for word, held in rules.items():
        if word in _KINDS:
            for item in held if isinstance(held, list) else [held] if held else []:
                inner = item.get("rules", item if word != "events" else None) if isinstance(item, Mapping) else None
                if isinstance(inner, Mapping):
                    yield Rule(
                        file, _KINDS[word], _json.text(item.get("name")), inner, item if inner is not item else {}
                    )
                elif word == "events" and isinstance(item, Mapping) and item.get("name"):
                    yield Rule(file, "TRACK", _json.text(item["name"]), {}, item)
                else:
                    notes.append(Note(file, f"rules.{word}", f"holds {quote(item)}, which is not a rule: not kept"))
        elif word in _TRAITS:
            yield from _traits(file, word, held, notes)
        elif held:
            notes.append(Note(file, f"rules.{word}", "is not a part of a plan that is known here: not kept"))


def _traits(file: str, word: str, held: Any, notes: list[Note]) -> Iterator[Rule]:
    """Traits one by one, each with a schema of the whole call or of its value; or one schema of the whole call."""
    if isinstance(held, Mapping) and held:
        yield Rule(file, _TRAITS[word], "", held.get("rules", held), {})
        return
    for item in held if isinstance(held, list) else [held] if held else []:
        name = _json.text(item.get("name")) if isinstance(item, Mapping) else ""
        schema = item.get("rules") if isinstance(item, Mapping) else None
        if not name or not isinstance(schema, Mapping):
            notes.append(Note(file, f"rules.{word}", f"holds {quote(item)}, which is not a trait: not kept"))
            continue
        inner = schema.get("properties")
        if isinstance(inner, Mapping) and isinstance(inner.get("traits"), Mapping):
            yield Rule(file, _TRAITS[word], "", schema, {"trait": True})
        else:
            own = {"description": item["description"], **schema} if item.get("description") else schema
            yield Rule(
                file, _TRAITS[word], "", {"properties": {"traits": {"properties": {name: own}}}}, {"trait": True}
            )
