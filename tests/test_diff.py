"""`diff` on plans that hypothesis makes: nothing is left out, the way back mirrors the way, and the wire is told truly."""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from itertools import islice
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plan_pairs import pairs, plan_data, plan_of
from tracking_plan.diff import diff
from tracking_plan.model.change import ABSENT, SAFE, Change
from tracking_plan.model.facets import plan_form
from tracking_plan.model.pairing import renames
from tracking_plan.model.plan import Plan
from tracking_plan.model.sample import values
from tracking_plan.model.schema import event_schema, object_schema
from tracking_plan.model.validator import Validator
from tracking_plan.rules import shelf

many = settings(max_examples=100, deadline=None, suppress_health_check=[*HealthCheck])


@given(plan_data())
@many
def test_a_plan_does_not_differ_from_itself(data: dict[str, Any]) -> None:
    plan = plan_of(data)
    assert diff(plan, plan).changes == ()
    assert diff(plan_of(data), plan_of(dict(reversed(data.items())))).changes == ()


DEFAULTS = {
    "property": {"required": True, "nullable": False, "uniqueItems": False, "additional_properties": True, "deprecated": False},
    "event": {"status": "proposed", "type": "track", "additional_properties": False, "critical": False},
}  # fmt: skip


SETS = ("sources", "answers", "destinations", "needs", "was")


def apply(form: dict[str, Any], change: Change) -> None:
    """Make of the normal form of the old plan what a change says; ``places`` are all that differs because of it."""
    for path in change.places:
        if len(path) == 2 and path[0] == "events" and isinstance(change.before, str):
            event = form["events"].pop(change.before)
            event["was"] = sorted({*event.get("was", ()), change.before} - {change.after})
            form["events"][change.after] = event
        elif path[0] == "taxonomy":
            put(
                form["taxonomy"],
                path[-1:] if len(path) == 3 and path[1] in ("objects", "actions") else (),
                path,
                change,
            )
        else:
            held: Any = form
            for step in path[:-1]:
                held = held.setdefault(step, [] if step == path[-2] and step in SETS else {})
            put(held, (), path, change)


def put(held: Any, name: Any, path: Any, change: Change) -> None:
    if path[0] == "taxonomy" and not name:
        held[".".join(path[1:])] = change.after
    elif name:
        toggle(held[path[1]], change)
    elif isinstance(held, list):
        toggle(held, change)
    elif change.after is ABSENT:
        held.pop(path[-1], None)
    elif len(path) > 1 and path[-2] == "enum" and not isinstance(change.after, dict):
        held[path[-1]] = {"value": change.after}
    elif path[-1] == "enum" and isinstance(change.after, list):
        pass  # told whole, with its values only: see `enums`
    else:
        held[path[-1]] = deepcopy(change.after)


def toggle(names: list[Any], change: Change) -> None:
    if change.after is ABSENT:
        names.remove(change.before)
    else:
        names.append(change.after)
        names.sort()


def tidy(form: Any, kind: str = "") -> Any:
    """Without what is at its default, and without empty holders and the meanings of enums that came whole."""
    if not isinstance(form, dict):
        return form
    made = {}
    for key, value in form.items():
        if kind in DEFAULTS and key in DEFAULTS[kind] and value == DEFAULTS[kind][key]:
            continue
        made[key] = tidy(value, inside(kind, key))
    return {key: value for key, value in made.items() if value not in ({}, [])}


def inside(kind: str, key: str) -> str:
    if kind in ("", "traits-of"):
        return {"events": "events", "properties": "named", "property_groups": "groups", "traits": "traits"}.get(
            key, "else"
        )
    if kind in ("events", "groups"):
        return {"events": "event", "groups": "group"}[kind]
    if kind in ("event", "group", "property"):
        return {"properties": "named", "items": "property"}.get(key, "else")
    return {"traits": "named", "named": "property"}.get(kind, "else")


def without_enums(form: Any, whole: set[tuple[Any, ...]], path: tuple[Any, ...] = ()) -> Any:
    """Enums that came or went whole, and values that came, are told by their values alone."""
    if not isinstance(form, dict):
        return form
    made = {}
    for key, value in form.items():
        here = (*path, key)
        if here in whole:
            continue
        made[key] = without_enums(value, whole, here)
    return made


@given(pairs())
@many
def test_the_changes_account_for_every_difference(pair: tuple[Plan, Plan]) -> None:
    old, new = pair
    form, seen = deepcopy(plan_form(old)), set()
    whole = set()
    for change in sorted(diff(old, new).changes, key=lambda change: change.rule != "event-renamed"):
        key = (change.path, repr(change.before), repr(change.after), change.places)
        if key not in seen:  # two rules may speak of one difference
            seen.add(key)
            apply(form, change)
        if change.path[-1] == "enum" and (isinstance(change.before, list) or isinstance(change.after, list)):
            whole.update(change.places)
        if change.path[-2:-1] == ("enum",):  # a value brings its meaning with it
            whole.update((*place, "meaning") for place in change.places)
    wanted = plan_form(new)
    assert tidy(without_enums(form, whole)) == tidy(without_enums(wanted, whole))


@given(pairs())
@many
def test_the_way_back_mirrors_the_way(pair: tuple[Plan, Plan]) -> None:
    old, new = pair
    called = {now: once for once, now in renames(old.events, new.events).items()}
    there = [change for change in diff(old, new).changes if not is_former_name(change, called)]
    back = [change for change in diff(new, old).changes if not is_former_name(change, renames(old.events, new.events))]

    def before(path: Any) -> Any:
        return ("events", called.get(path[1], path[1]), *path[2:]) if path[0] == "events" else path

    def about(path: Any, first: Any, second: Any) -> str:
        return repr((path, first, second))

    ways = Counter(about(before(change.path), change.before, change.after) for change in there)
    returns = Counter(about(change.path, change.after, change.before) for change in back)
    assert ways.keys() == returns.keys()
    spoken: dict[str, set[str]] = {}
    for change in back:
        spoken.setdefault(about(change.path, change.after, change.before), set()).add(change.rule)
    for change in there:
        key = about(before(change.path), change.before, change.after)
        assert spoken[key] & {*shelf.take(change.rule).mirror}, change


def is_former_name(change: Change, called: dict[str, str]) -> bool:
    """Of an event that is renamed: each way expects that the other name is remembered under `was`."""
    return len(change.path) == 4 and change.path[2] == "was" and change.path[1] in called


def shells(plan: Plan) -> dict[Any, Any]:
    """What a record is judged by: the schema of each event, and of the traits of each kind."""
    made: dict[Any, Any] = {name: event_schema(event) for name, event in plan.events.items()}
    for who in ("user", "group"):
        made["traits", who] = {"type": "object", **object_schema(plan.traits.get(who, {}), False)}
    return made


def told_of(change: Change, name: Any) -> bool:
    if isinstance(name, tuple):
        return any(place[:2] == name for place in change.places)
    return name in change.events


@given(pairs(), st.data())
@many
def test_what_is_told_of_the_wire_is_true(pair: tuple[Plan, Plan], data: Any) -> None:
    old, new = pair
    changes = diff(old, new).changes
    called = renames(old.events, new.events)
    after = shells(new)
    for name, schema in shells(old).items():
        now = called.get(name, name)
        takes, takes_now = Validator(schema), Validator(after.get(now, False))
        mine = [change for change in changes if told_of(change, now)]
        if all(change.verdicts.wire is SAFE for change in mine):
            for value in islice(values(schema, after.get(now, False)), 300):
                assert not takes.is_valid(value) or takes_now.is_valid(value), (name, value)
    for change in changes:
        if change.verdicts.wire.word != "breaking":
            assert change.witness is None
            continue
        assert change.witness is not None
        record = change.witness.properties
        names = [change.witness.event] if change.witness.event else [("traits", who) for who in ("user", "group")]
        assert any(
            Validator(shells(old)[name]).is_valid(record)
            and not Validator(after.get(called.get(name, name), False)).is_valid(record)
            for name in names
        ), (change, record)
