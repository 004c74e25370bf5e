"""`plan import segment`: every shape of its plans, every kind of rule."""

from __future__ import annotations

import json
from typing import Any

import pytest

from imported_plans import SEGMENT, golden, notes, only, rule, rules, segment
from tracking_plan.vendors import _layout


def test_segment_golden() -> None:
    golden(
        "segment",
        segment(
            {"id": "tp_1", "name": "Acme Web", "slug": "acme-web", "description": "What we send", **SEGMENT["data"]}
        ),
    )


def test_segment_kinds_of_rules() -> None:
    plan = only(segment(SEGMENT))
    event = plan.events["Signup Completed"]
    assert event.description == "User finished signup" and event.owner == "growth" and event.status == "live"
    assert event.extra == {"x-segment": {"labels": {"area": "web"}}}
    assert event.additional_properties, "JSON Schema is open unless it says otherwise"
    assert {name: found.required for name, found in event.properties.items()} == {
        "business_unit": True, "signup_method": True, "team_size": False, "plan": False,
    }  # fmt: skip
    assert event.properties["team_size"].nullable and event.properties["team_size"].minimum == 1
    assert event.properties["plan"].additional_properties
    assert plan.events["Invite Sent"].status == "deprecated"
    assert plan.events["Pricing"].kind == "page" and plan.events["Screen"].kind == "screen"
    assert plan.traits["user"]["email"].required and not plan.traits["group"]["employees"].required
    assert plan.groups["common"].properties["business_unit"].required
    assert list(plan.owners) == ["growth"]


def test_a_shared_property_is_in_the_dictionary_when_every_use_agrees() -> None:
    same = {"type": "string", "description": "Of the project"}
    plan = only(
        segment(
            rules(
                rule(
                    "Project Created",
                    {"project_id": same, "size": {"type": "integer"}, "name": {"type": "string"}},
                    ("project_id",),
                ),
                rule("Project Renamed", {"project_id": same, "size": {"type": "string"}}),
                rule("", {"name": {"type": "string", "maxLength": 9}}, kind="GROUP"),
            )
        )
    )
    assert list(plan.properties) == ["project_id"]
    created, renamed = plan.events["Project Created"], plan.events["Project Renamed"]
    assert created.properties["project_id"].mention and created.properties["project_id"].required
    assert (
        renamed.properties["project_id"].description == "Of the project"
        and not renamed.properties["project_id"].required
    )
    assert created.properties["size"].types == ("integer",) and renamed.properties["size"].types == ("string",)
    assert created.properties["name"].max_length is None and plan.traits["group"]["name"].max_length == 9


DONE = rule("A Done", {"x": {"type": "string"}}, ("x",))
SCHEMA = DONE["jsonSchema"]
SHAPES: dict[str, Any] = {
    "public api": rules(DONE),
    "public api, bare list": [DONE],
    "public api, plan and rules": {"id": "tp_1", "name": "P", "rules": [DONE]},
    "public api, pages one after the other": "\n".join(
        json.dumps(page) for page in (rules(), rules(DONE), {"data": {"rules": [], "pagination": {}}})
    ),
    "public api, a list of pages": [rules(), rules(DONE)],
    "config api": {
        "name": "workspaces/a/tracking-plans/rs_1", "display_name": "P",
        "rules": {
            "events": [{"name": "A Done", "version": 1, "rules": SCHEMA}],
            "global": {}, "identify_traits": [], "group_traits": [],
        },
    },
    "config api, its events alone": [{"name": "A Done", "rules": SCHEMA}],
    "typewriter 8": {
        "name": "P",
        "rules": [
            {
                "type": "TRACK", "key": "A Done", "version": 1,
                "jsonSchema": {
                    "eventMetadata": {"name": "A Done", "type": "TRACK"}, "labels": {}, "type": "object",
                    "properties": {"x": {"type": "string", "id": "/properties/x"}}, "required": ["x"],
                },
            }
        ],
    },
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_segment_shapes(shape: str) -> None:
    imported = segment(SHAPES[shape])
    plan = only(imported)
    assert list(plan.events) == ["A Done"] and plan.events["A Done"].properties["x"].types == ("string",)
    assert plan.events["A Done"].properties["x"].required
    assert imported.plans[0].counts == (1, 1, 0) and not notes(imported)


def test_pages_belong_to_the_plan_that_is_named() -> None:
    about = {"data": {"trackingPlan": {"id": "tp_1", "name": "Acme"}}}
    imported = segment(about, rules(rule("A Done", {})), rules(rule("B Done", {})))
    assert [plan.title for plan in imported.plans] == ["Acme"]
    assert list(only(imported).events) == ["A Done", "B Done"]


def test_pages_that_are_missing_are_told_of() -> None:
    def page(name: str, **said: object) -> dict[str, Any]:
        return {"data": {"rules": [rule(name, {})], "pagination": said}}

    told = "0.json: 1 of 2 rules are here: give the other pages of the API's answer too"
    first, last = page("A Done", next="MQ==", totalEntries=2), page("B Done", totalEntries=2)
    assert told in notes(segment(first))
    assert not any("pages" in note for note in notes(segment(first, last)))
    assert any("a part of the rules is here" in note for note in notes(segment(page("A Done", next="MQ=="))))


def test_several_plans_each_get_a_folder() -> None:
    imported = segment(
        {"id": "tp_1", "name": "Web / App", "rules": []},
        {"id": "tp_2", "name": "web app", "rules": [rule("A Done", {})]},
    )
    assert sorted(_layout.files(imported.plans)) == [
        "web-app-2/events.yaml",
        "web-app-2/plan.yaml",
        "web-app/plan.yaml",
    ]


def test_the_latest_version_is_kept_and_the_others_set_aside() -> None:
    old, new = rule("A Done", {"x": {"type": "string"}}), rule("A Done", {"y": {"type": "string"}})
    imported = segment(rules({**new, "version": 3}, {**old, "version": 1}, {**old, "version": 1}))
    event = only(imported).events["A Done"]
    assert list(event.properties) == ["y"]
    assert event.extra["x-segment"]["version"] == 3
    assert [other["version"] for other in event.extra["x-segment"]["versions"]] == [1]
    assert notes(imported) == [
        '0.json: "A Done": has the versions 1 and 3: 3 is kept, the others stand under x-segment '
        "(Segment checks a source's schema by 1)"
    ]


def test_config_api_traits_and_common_schema() -> None:
    plan = only(
        segment(
            {
                "display_name": "P",
                "rules": {
                    "events": [{"name": "A Done", "description": "Done", "rules": {}}],
                    "global": rule("", {"unit": {"type": "string"}}, ("unit",))["jsonSchema"],
                    "identify_traits": [
                        {"name": "email", "description": "Where to write", "rules": {"type": "string"}},
                        {"name": "age", "rules": rule("", {"age": {"type": "integer"}}, kind="IDENTIFY")["jsonSchema"]},
                    ],
                    "group_traits": rule("", {"size": {"type": "integer"}}, ("size",), kind="GROUP")["jsonSchema"],
                },
            }
        )
    )
    assert plan.events["A Done"].description == "Done" and plan.events["A Done"].properties["unit"].required
    assert (
        list(plan.traits["user"]) == ["email", "age"] and plan.traits["user"]["email"].description == "Where to write"
    )
    assert plan.traits["group"]["size"].required
