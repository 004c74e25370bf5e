"""Round trips as properties: what goes to a vendor comes back, and what was edited after an import is what is exported."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from front_door import SHARED
from plan_pairs import a_property, an_event, plan_data, plan_of
from round_trips import differences
from tracking_plan.vendors import readable, reader, writable
from vendor_facts import back, edited, facts, written
from vendor_leftovers import LEFTOVERS

BOTH = sorted({*readable()} & {*writable()})
OWNERS = {"growth": {"email": "a@b.co"}, "core": {"email": "c@d.co"}}
quickly = settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
    suppress_health_check=[*HealthCheck],
)
NAUGHTY = SHARED / "data" / "conformance" / "naughty-strings" / "blns.json"
RENAMED = ("segment-csv", "glean")
"""Where a dot in a property's name leads into it; and where names are of printable ASCII."""
_ASIDE = ("include", "was", "answers", "allow", "sources")
"""What a drawn event names that an imported plan does not have."""


@quickly
@given(plan_data())
def test_what_goes_out_comes_back(data: dict[str, Any]) -> None:
    """Up to the words that the vendor has no place for, which the export told."""
    assume(data["events"])
    plan = plan_of({**data, "owners": OWNERS})
    for vendor in BOTH:
        there = back(vendor, written(vendor, plan).files)
        assert (vendor, [*differences(facts(vendor, plan), facts(vendor, there))]) == (vendor, [])


@pytest.mark.parametrize("vendor", BOTH)
def test_what_was_edited_after_an_import_is_exported(vendor: str) -> None:
    """Whatever the vendor's own words were, kept under `x-<vendor>`: those never win over what the plan says now."""
    (imported,) = reader(vendor).read(LEFTOVERS[vendor]).plans
    sections = {**imported.sections, "owners": {**imported.sections.get("owners", {}), **OWNERS}}

    @settings(quickly, max_examples=25)
    @given(st.data())
    def goes_and_comes(data: st.DataObject) -> None:
        def edit(kind: str, words: dict[str, Any]) -> dict[str, Any]:
            kept = {word: held for word, held in words.items() if word.startswith("x-")}
            if not data.draw(st.booleans(), f"edit the {kind}"):
                return words
            if kind == "property":
                return {**(data.draw(a_property(depth=1)) or {}), **kept}
            drawn = {word: held for word, held in data.draw(an_event("")).items() if word not in _ASIDE}
            return {**drawn, **kept, "properties": words["properties"]}

        plan = edited(sections, edit)
        there = back(vendor, written(vendor, plan).files)
        assert [*differences(facts(vendor, plan), facts(vendor, there))] == []

    goes_and_comes()


@pytest.mark.parametrize("vendor", BOTH)
def test_what_was_not_edited_comes_back_as_it_was(vendor: str) -> None:
    (imported,) = reader(vendor).read(LEFTOVERS[vendor]).plans
    plan = edited(imported.sections, lambda kind, words: words)
    (again,) = reader(vendor).read(written(vendor, plan).files).plans
    assert [*differences(imported.sections, again.sections)] == []


@pytest.mark.skipif(not NAUGHTY.is_file(), reason=f"no naughty strings at {NAUGHTY} (PLAN_SHARED names their folder)")
@pytest.mark.parametrize("vendor", BOTH)
def test_whatever_a_name_is_it_comes_back(vendor: str) -> None:
    """Names and descriptions that break writers: of every event, of a property of each, and of what they mean."""
    words = [word for word in json.loads(NAUGHTY.read_text("utf-8")) if word.strip() and not word.startswith("x-")]
    words = [word for word in dict.fromkeys(words) if not set(word) & {"\0", "\ud800"} and word == word.strip()]
    names = {
        word: {"description": word, "properties": {word: {"type": "string", "description": word}}} for word in words
    }
    plan = plan_of({"plan": 1, "name": "Naughty", "events": names})
    there = back(vendor, written(vendor, plan).files)
    assert there is not None and len(there.events) == len(plan.events)
    if vendor not in ("glean", "snowplow"):  # which have names of their own
        assert sorted(there.events) == sorted(plan.events)
    for event in there.events.values():
        if event.description and vendor not in RENAMED:
            assert [*event.properties] == [event.description]
