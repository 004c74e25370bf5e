"""Pairs of plans that hypothesis makes: of few names and few values, so that the two have much in common."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from tracking_plan.document import read, write
from tracking_plan.load import load
from tracking_plan.model.plan import Plan

TODAY = date(2026, 11, 24)
NAMES = ("a", "b", "c")
EVENTS = ("Task Added", "Task Moved", "Task Closed", "Task Gone")
STATUSES = ("proposed", "approved", "tested", "live", "deprecated", "retired")
PATTERNS = ("^a", "^a+$", "b", "^[ab]*$")


def _sometimes(draw: Any, made: dict[str, Any], key: str, values: st.SearchStrategy[Any], often: int = 4) -> None:
    if draw(st.integers(1, often)) == 1:
        made[key] = draw(values)


@st.composite
def a_property(draw: Any, depth: int = 2) -> Any:
    """A property as it may be written: null for one of the dictionary, or a mapping."""
    if depth == 2 and draw(st.integers(1, 4)) == 1:
        return None
    made: dict[str, Any] = {}
    kinds = ["string", "integer", "number", "boolean", *(["array", "object"] if depth else [])]
    kind = draw(st.sampled_from(kinds))
    if draw(st.integers(1, 8)) > 1:
        made["type"] = kind if draw(st.integers(1, 6)) > 1 else sorted({kind, draw(st.sampled_from(kinds))})
    if kind in ("integer", "number"):
        _sometimes(draw, made, "minimum", st.sampled_from((0, 1, 2.5)), 3)
        _sometimes(draw, made, "maximum", st.sampled_from((3, 5, 9.5)), 3)
        _sometimes(draw, made, "enum", st.lists(st.sampled_from((1, 2, 3, 4)), min_size=1, unique=True), 5)
    if kind == "string":
        _sometimes(draw, made, "minLength", st.integers(0, 2))
        _sometimes(draw, made, "maxLength", st.integers(2, 6))
        _sometimes(draw, made, "pattern", st.sampled_from(PATTERNS), 6)
        _sometimes(draw, made, "format", st.sampled_from(("date", "email", "uri")), 8)
        words = st.lists(st.sampled_from(("x", "y", "ab")), min_size=1, unique=True)
        meant = st.dictionaries(st.sampled_from(("x", "y", "ab")), st.sampled_from(("One", "Two")), min_size=1)
        _sometimes(draw, made, "enum", st.one_of(words, meant), 3)
    if kind == "array":
        _sometimes(draw, made, "items", a_property(depth=0), 2)
        _sometimes(draw, made, "minItems", st.integers(0, 2))
        _sometimes(draw, made, "maxItems", st.integers(1, 3))
        _sometimes(draw, made, "uniqueItems", st.booleans())
    if kind == "object":
        inner = st.dictionaries(st.sampled_from(NAMES), a_property(depth=depth - 1), min_size=1, max_size=2)
        _sometimes(draw, made, "properties", inner, 2)
        _sometimes(draw, made, "additional_properties", st.booleans())
    _sometimes(draw, made, "required", st.booleans(), 3)
    _sometimes(draw, made, "nullable", st.booleans())
    _sometimes(draw, made, "description", st.sampled_from(("One", "Two")))
    _sometimes(draw, made, "pii", st.sampled_from(("none", "personal")), 8)
    _sometimes(draw, made, "deprecated", st.sampled_from((True, False, "Old")), 8)
    _sometimes(draw, made, "replaced_by", st.sampled_from(NAMES), 12)
    _sometimes(draw, made, "examples", st.just([1]), 12)
    _sometimes(draw, made, "x-own", st.sampled_from((1, "1", [1])), 8)
    if depth == 2:
        _sometimes(draw, made, "sources", st.lists(st.sampled_from(("web", "ios")), unique=True), 8)
    return made


properties = st.dictionaries(st.sampled_from(NAMES), a_property(), max_size=3)


@st.composite
def an_event(draw: Any, name: str) -> dict[str, Any]:
    made: dict[str, Any] = {"properties": draw(properties)}
    _sometimes(draw, made, "description", st.sampled_from(("One", "Two")), 2)
    _sometimes(draw, made, "trigger", st.sampled_from(("One", "Two")))
    _sometimes(draw, made, "category", st.sampled_from(("one", "two")))
    _sometimes(draw, made, "owner", st.sampled_from(("growth", "core")))
    _sometimes(draw, made, "status", st.sampled_from(STATUSES), 2)
    _sometimes(draw, made, "type", st.sampled_from(("track", "page")))
    _sometimes(draw, made, "sources", st.lists(st.sampled_from(("web", "ios")), unique=True), 2)
    _sometimes(draw, made, "include", st.lists(st.sampled_from(("one", "two")), unique=True), 2)
    _sometimes(draw, made, "additional_properties", st.booleans())
    _sometimes(draw, made, "critical", st.booleans())
    _sometimes(draw, made, "expires", st.sampled_from(("2027-01-31", "2028-01-31", "never")))
    _sometimes(draw, made, "answers", st.lists(st.sampled_from(("why", "when")), unique=True))
    _sometimes(draw, made, "phase", st.sampled_from(("1", "2")))
    _sometimes(draw, made, "examples", st.just([{"a": 1}]), 6)
    _sometimes(
        draw, made, "was", st.lists(st.sampled_from([n for n in EVENTS if n != name]), max_size=2, unique=True), 3
    )
    _sometimes(draw, made, "allow", st.just([{"rule": "event-name-tense", "reason": "So"}]), 6)
    _sometimes(draw, made, "x-own", st.sampled_from((1, 2)), 6)
    return made


@st.composite
def plan_data(draw: Any) -> dict[str, Any]:
    """A plan as plain data."""
    made: dict[str, Any] = {"plan": 1}
    _sometimes(draw, made, "version", st.sampled_from(("1.0.0", "1.1.0", "2.0.0")), 2)
    _sometimes(draw, made, "name", st.sampled_from(("one", "two")))
    made["events"] = {name: draw(an_event(name)) for name in draw(st.lists(st.sampled_from(EVENTS), unique=True))}
    _sometimes(draw, made, "properties", properties, 2)
    group = st.fixed_dictionaries({"properties": properties}, optional={"description": st.just("One")})
    _sometimes(draw, made, "property_groups", st.dictionaries(st.sampled_from(("one", "two")), group, max_size=2), 2)
    groups = made.get("property_groups", {})
    if "one" in groups and "two" in groups and draw(st.booleans()):
        groups["two"]["include"] = ["one"]
    traits = st.dictionaries(st.sampled_from(("user", "group")), properties, max_size=2)
    _sometimes(draw, made, "traits", traits, 3)
    source = st.fixed_dictionaries(
        {}, optional={"platform": st.sampled_from(("web", "ios")), "sdk": st.just("segment"), "out": st.just("out")}
    )
    _sometimes(draw, made, "sources", st.dictionaries(st.sampled_from(("web", "ios")), source, max_size=2), 2)
    owner = st.fixed_dictionaries({}, optional={"email": st.sampled_from(("a@b.co", "c@d.co"))})
    _sometimes(draw, made, "owners", st.dictionaries(st.sampled_from(("growth", "core")), owner, max_size=2), 2)
    question = st.fixed_dictionaries(
        {}, optional={"question": st.sampled_from(("Why", "When")), "needs": st.just(["Task Added"])}
    )
    _sometimes(draw, made, "questions", st.dictionaries(st.sampled_from(("why", "when")), question, max_size=2), 2)
    levels = st.sampled_from(("off", "warning", "error"))
    _sometimes(draw, made, "rules", st.dictionaries(st.just("event-without-trigger"), levels), 3)
    _sometimes(draw, made, "taxonomy", st.sampled_from(({"events": {"case": "snake"}}, {"objects": ["Task"]})), 3)
    return made


def plan_of(data: dict[str, Any]) -> Plan:
    return load([read(write(data), "plan.yaml")], TODAY)


@st.composite
def pairs(draw: Any) -> tuple[Plan, Plan]:
    """Two plans; often the second is the first with a few of its parts drawn anew."""
    first = draw(plan_data())
    second = draw(plan_data())
    if draw(st.integers(1, 4)) > 1:
        kept = (
            draw(st.sets(st.sampled_from(sorted({*first, *second} - {"plan"})), max_size=6)) if len(first) > 1 else ()
        )
        second = {**second, **{key: first[key] for key in kept if key in first}}
        for name in first["events"]:
            if name in second["events"] and draw(st.booleans()):
                second["events"][name] = {**first["events"][name], **_some(draw, second["events"][name])}
    return plan_of(first), plan_of(second)


def _some(draw: Any, event: dict[str, Any]) -> dict[str, Any]:
    keys = draw(st.sets(st.sampled_from(sorted(event)), max_size=2)) if event else ()
    return {key: event[key] for key in keys}
