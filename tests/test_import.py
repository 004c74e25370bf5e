"""`plan import`: the plan formats of Segment and RudderStack, on small plans of every shape and on real ones."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from tracking_plan.check import check
from tracking_plan.cli.import_plan import import_plan
from tracking_plan.document import read as read_document
from tracking_plan.load import load
from tracking_plan.model.plan import Plan
from tracking_plan.model.property import Property
from tracking_plan.model.schema import event_schema, property_schema
from tracking_plan.trouble import Trouble
from tracking_plan.vendors import _layout, readable, reader
from tracking_plan.vendors._imported import Imported, ImportedPlan

HERE = Path(__file__).parent
GOLDEN = HERE / "golden" / "import"
SHARED = Path(os.environ.get("PLAN_SHARED", HERE.parents[1] / "shared" / "data")) / "plans"
TODAY = date(2026, 11, 1)


def segment(*values: Any) -> Imported:
    texts = {
        f"{place}.json": value if isinstance(value, str) else json.dumps(value) for place, value in enumerate(values)
    }
    found: Imported = reader("segment").read(texts)
    return found


def rudder(**texts: str) -> Imported:
    found: Imported = reader("rudderstack").read({f"{name}.yaml": text for name, text in texts.items()})
    return found


def rules(*found: dict[str, Any]) -> dict[str, Any]:
    return {"data": {"rules": list(found)}}


def rule(
    key: str, properties: Mapping[str, Any], required: tuple[str, ...] = (), kind: str = "TRACK", **more: Any
) -> dict[str, Any]:
    inner = {"type": "object", "properties": properties, "required": list(required)}
    section = "traits" if kind in ("IDENTIFY", "GROUP") else "properties"
    schema = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "type": "object",
        "properties": {"context": {}, section: inner},
    }
    return {"type": kind, "key": key, "version": 1, "jsonSchema": {**schema, **more.pop("schema", {})}, **more}


def loaded(plan: ImportedPlan) -> Plan:
    texts = _layout.files([plan])
    made = load([read_document(text, name) for name, text in texts.items()], TODAY)
    assert not made.problems, made.problems
    return made


def only(imported: Imported) -> Plan:
    assert len(imported.plans) == 1
    return loaded(imported.plans[0])


def notes(imported: Imported) -> list[str]:
    """All that was told of the files themselves."""
    return [str(note) for note in imported.notes if note.file != "plan.yaml"]


def one(schema: dict[str, Any]) -> tuple[Property, list[str]]:
    """A single optional property of this schema, and what was told."""
    imported = segment(rules(rule("Sign Up Completed", {"it": schema})))
    return only(imported).events["Sign Up Completed"].properties["it"], notes(imported)


# Segment


SEGMENT = rules(
    rule(
        "Signup Completed",
        {
            "signup_method": {
                "type": "string",
                "enum": ["email", "no"],
                "description": "How",
                "id": "/properties/properties/properties/signup_method",
            },
            "team_size": {"type": ["integer", "null"], "description": "", "exclusiveMinimum": 0},
            "plan": {
                "type": "object",
                "properties": {"id": {"type": "string"}, "seats": {"type": "number", "multipleOf": 5}},
                "required": ["id"],
            },
        },
        ("signup_method",),
        schema={"description": "User finished signup", "labels": {"owner": "growth", "status": "live", "area": "web"}},
        createdAt="2022-07-22T21:47:01.000Z",
        deprecatedAt="0001-01-01T00:00:00.000Z",
    ),
    rule(
        "Invite Sent",
        {"signup_method": {"type": "string", "enum": ["email", "no"], "description": "How"}},
        deprecatedAt="2024-05-01T00:00:00.000Z",
    ),
    rule("Pricing", {"variant": {"type": "string"}}, kind="PAGE"),
    rule("", {}, kind="SCREEN"),
    rule(
        "",
        {"email": {"type": "string", "format": "email"}, "signup_method": {"type": "string"}},
        ("email",),
        kind="IDENTIFY",
    ),
    rule("", {"employees": {"type": "integer"}}, kind="GROUP"),
    rule("", {"business_unit": {"type": "string"}}, ("business_unit",), kind="COMMON", schema={"required": ["userId"]}),
)


def test_segment_golden() -> None:
    golden(
        "segment",
        segment(
            {"id": "tp_1", "name": "Acme Web", "slug": "acme-web", "description": "What we send", **SEGMENT["data"]}
        ),
    )


def golden(name: str, imported: Imported) -> None:
    """Files and notes as they are kept; UPDATE_GOLDEN=1 writes them anew."""
    texts = {**_layout.files(imported.plans), "notes.txt": "".join(f"{note}\n" for note in imported.notes)}
    folder = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        for file, text in texts.items():
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_bytes(text.encode())
    kept = {
        str(path.relative_to(folder)).replace(os.sep, "/"): path.read_bytes().decode() for path in folder.rglob("*.*")
    }
    assert texts == kept, "UPDATE_GOLDEN=1 writes the golden files anew"


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


SHAPES: dict[str, Any] = {
    "public api": rules(rule("A Done", {"x": {"type": "string"}}, ("x",))),
    "public api, bare list": [rule("A Done", {"x": {"type": "string"}}, ("x",))],
    "public api, plan and rules": {"id": "tp_1", "name": "P", "rules": [rule("A Done", {"x": {"type": "string"}}, ("x",))]},
    "public api, pages one after the other": "\n".join(
        json.dumps(page) for page in (rules(), rules(rule("A Done", {"x": {"type": "string"}}, ("x",))), {"data": {"rules": [], "pagination": {}}})
    ),
    "public api, a list of pages": [rules(), rules(rule("A Done", {"x": {"type": "string"}}, ("x",)))],
    "config api": {
        "name": "workspaces/a/tracking-plans/rs_1", "display_name": "P",
        "rules": {
            "events": [{"name": "A Done", "version": 1, "rules": rule("", {"x": {"type": "string"}}, ("x",))["jsonSchema"]}],
            "global": {}, "identify_traits": [], "group_traits": [],
        },
    },
    "config api, its events alone": [{"name": "A Done", "rules": rule("", {"x": {"type": "string"}}, ("x",))["jsonSchema"]}],
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
        '0.json: "A Done": has the versions 1 and 3: 3 is kept, the others stand under x-segment (Segment checks a source\'s schema by 1)'
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


@pytest.mark.parametrize(
    ("schema", "meant"),
    [
        ({"type": "string"}, {"type": "string"}),
        ({}, {}),
        ({"type": ["string", "null"]}, {"type": ["string", "null"]}),
        ({"type": ["string", "null", "integer"]}, {"type": ["string", "integer", "null"]}),
        ({"type": "null"}, {"enum": [None]}),
        ({"type": ["string", "null"], "enum": ["a", None]}, {"type": ["string", "null"], "enum": ["a", None]}),
        (
            {"type": "string", "enum": ["no", "1.10", "2026-01-01", "~"]},
            {"type": "string", "enum": ["no", "1.10", "2026-01-01", "~"]},
        ),
        ({"const": "a"}, {"enum": ["a"]}),
        ({"type": "integer", "exclusiveMaximum": 10}, {"type": "integer", "maximum": 9}),
        ({"type": "integer", "minimum": 3, "exclusiveMinimum": True}, {"type": "integer", "minimum": 4}),
        ({"type": "string", "format": "date-time"}, {"type": "string", "format": "date-time"}),
        ({"type": "string", "pattern": "a|b"}, {"type": "string", "pattern": "a|b"}),
        (
            {"type": "array", "items": {"type": "string"}, "uniqueItems": True},
            {"type": "array", "items": {"type": "string"}, "uniqueItems": True},
        ),
        (
            {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {"a": {"type": "string"}},
                    "required": ["a"],
                    "additionalProperties": False,
                },
            },
            {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {"a": {"type": "string"}},
                    "required": ["a"],
                    "additionalProperties": False,
                },
            },
        ),
        ({"type": "object", "required": ["b"]}, {"type": "object", "properties": {"b": {}}, "required": ["b"]}),
    ],
)
def test_words_of_json_schema(schema: dict[str, Any], meant: dict[str, Any]) -> None:
    found, told = one(schema)
    assert property_schema(found) == meant and not told


@pytest.mark.parametrize(
    ("schema", "kept", "told"),
    [
        ({"type": "number", "multipleOf": 5}, {"multipleOf": 5}, '"multipleOf" has no word in the plan format'),
        ({"anyOf": [{"type": "string"}]}, {"anyOf": [{"type": "string"}]}, '"anyOf" has no word in the plan format'),
        (
            {"type": "object", "patternProperties": {"^a": {}}},
            {"patternProperties": {"^a": {}}},
            '"patternProperties" has no word',
        ),
        (
            {"type": "object", "additionalProperties": False},
            {"additionalProperties": False},
            "an object without properties",
        ),
        (
            {"type": "object", "additionalProperties": {"type": "string"}},
            {"additionalProperties": {"type": "string"}},
            '"additionalProperties"',
        ),
        ({"type": "array", "items": [{"type": "string"}]}, {"items": [{"type": "string"}]}, '"items" has no word'),
        ({"type": "String"}, {"type": "String"}, '"String" is no type of JSON Schema'),
        ({"type": "number", "exclusiveMinimum": 0.5}, {"exclusiveMinimum": 0.5}, '"exclusiveMinimum" has no word'),
        (
            {"type": "object", "properties": {"x-a": {"type": "string"}}},
            {"properties": {"x-a": {"type": "string"}}},
            "names that begin with x-",
        ),
        ({"type": ["string", "null"], "enum": ["a"]}, None, "null is refused, there as here"),
        ({"type": "string", "title": "T", "default": "d"}, {"title": "T", "default": "d"}, ""),
    ],
)
def test_what_has_no_word_is_kept_and_told(schema: dict[str, Any], kept: dict[str, Any] | None, told: str) -> None:
    found, said = one(schema)
    assert found.extra.get("x-segment") == kept
    assert [told in note for note in said] == ([True] if told else [])
    assert all('"Sign Up Completed.it' in note for note in said)


def _schema(chance: random.Random, depth: int = 0) -> dict[str, Any]:
    """A schema of the words that people write, contradictions among them."""
    types = ["string", "integer", "number", "boolean", "array", "object", "null"]
    made: dict[str, Any] = {}
    if chance.random() < 0.85:
        made["type"] = chance.choice(types) if chance.random() < 0.6 else chance.sample(types, chance.randint(1, 7))
    values = [None, True, 0, 1, 1.5, "a", "b", "no", "1", 2]
    for word, choices in {
        "enum": [chance.sample(values, chance.randint(1, 4)) for _ in range(3)], "const": [None, "a", 1],
        "minimum": [0, 1, 1.5], "maximum": [1, 2], "exclusiveMinimum": [0, 1.5], "exclusiveMaximum": [1, 2],
        "minLength": [0, 1], "maxLength": [1, 2], "minItems": [1], "maxItems": [1], "pattern": ["^a", "b$"],
        "uniqueItems": [True, False], "multipleOf": [2], "title": ["t"],
    }.items():  # fmt: skip
        if chance.random() < 0.1:
            made[word] = chance.choice(choices)
    if depth < 2:
        if chance.random() < 0.3:
            made["items"] = _schema(chance, depth + 1)
        if chance.random() < 0.3:
            made["properties"] = {
                name: _schema(chance, depth + 1) for name in chance.sample("abcz", chance.randint(0, 3))
            }
            made["required"] = chance.sample("abc", chance.randint(0, 2))
        if chance.random() < 0.2:
            made["additionalProperties"] = chance.choice([True, False, {}, {"type": "string"}])
    return made


def _value(chance: random.Random, depth: int = 0) -> Any:
    if chance.random() < 0.7 or depth > 2:
        return chance.choice([None, True, False, 0, 1, 2, 5, 1.5, -3, "", "a", "b", "abc", "no", "1", [], ["a"], {}])
    if chance.random() < 0.5:
        return {name: _value(chance, depth + 1) for name in chance.sample("abcz", chance.randint(0, 3))}
    return [_value(chance, depth + 1) for _ in range(chance.randint(0, 3))]


@pytest.mark.parametrize("seed", range(20))
def test_an_imported_event_takes_what_its_json_schema_takes(seed: int) -> None:
    """By an independent validator. Where something was told, the import may take more, never less."""
    chance = random.Random(seed)
    for _ in range(25):
        inner = {
            "type": "object",
            "properties": {name: _schema(chance) for name in chance.sample("abc", chance.randint(0, 3))},
            "required": chance.sample("abc", 1),
        }
        inner["additionalProperties"] = chance.choice([True, False])
        imported = segment(
            rules({"type": "TRACK", "key": "A Done", "jsonSchema": {"properties": {"properties": inner}}})
        )
        told = [note for note in notes(imported) if "there as here" not in note]
        theirs = jsonschema.Draft7Validator(inner)
        ours = jsonschema.Draft202012Validator(event_schema(only(imported).events["A Done"]))
        for _ in range(20):
            value = {name: _value(chance) for name in chance.sample("abcz", chance.randint(0, 4))}
            here, there = ours.is_valid(value), theirs.is_valid(value)
            assert here == there or (here and told), (inner, value)


# RudderStack


V1 = {
    "catalog": """
version: rudder/v1
kind: properties
metadata: {name: app}
spec:
  properties:
    - {id: email_address, name: Email Address, description: Where to write, type: "#custom-type:email"}
    - {id: status, name: Status, description: Of the call, types: [integer, "null"], config: {minimum: 0, multiple_of: 2}}
    - {id: tags, name: Tags, description: All of them, type: array, item_type: string, config: {min_items: 1, unique_items: true}}
    - {id: address, name: Address, description: Where, type: object}
    - {id: city, name: City, description: Of the address, type: string}
    - {id: orders, name: Orders, description: The latest, type: array, item_types: [object]}
    - {id: unused, name: Unused, description: By nobody, type: boolean}
""",
    "types": """
version: rudder/v1
kind: custom-types
metadata: {name: app}
spec:
  types:
    - {id: email, name: Email, description: An address, type: string, config: {format: email, min_length: 5}}
""",
    "events": """
version: rudder/v1
kind: events
metadata: {name: app}
spec:
  events:
    - {id: signup, name: Signup Completed, event_type: track, description: A new account, category: "#category:growth"}
    - {id: page, event_type: page, description: A page was seen}
    - {id: identify, event_type: identify, description: Who it is}
    - {id: lonely, name: Never Planned, event_type: track, description: Nothing}
""",
    "categories": """
version: rudder/v1
kind: categories
metadata: {name: app}
spec: {categories: [{id: growth, name: Growth & Co}]}
""",
    "plan": """
version: rudder/v1
kind: tracking-plan
metadata: {name: app}
spec:
  id: app
  display_name: App
  description: What the app sends
  rules:
    - type: event_rule
      id: signup_rule
      event: "#event:signup"
      additional_properties: true
      properties:
        - {property: "#property:email_address", required: true}
        - {property: "#property:status", required: false}
        - property: "#property:address"
          required: true
          additional_properties: false
          properties: [{property: "#property:city", required: true}]
        - property: "#property:orders"
          properties: [{property: "#property:status", required: true}]
      variants:
        - type: discriminator
          discriminator: "#property:status"
          cases: [{display_name: One, match: [1], properties: [{property: "#property:tags", required: true}]}]
    - {type: event_rule, id: page_rule, event: "#event:page"}
    - type: event_rule
      id: identify_rule
      event: "#event:identify"
      identity_section: traits
      additional_properties: true
      properties: [{property: "#property:email_address", required: true}]
""",
    "other": "version: rudder/v1\nkind: transformation\nmetadata: {name: t}\nspec: {id: t}\n",
}
LEGACY = {
    "catalog": """
version: rudder/0.1
kind: properties
metadata: {name: api}
spec:
  properties:
    - {id: method, name: method, type: "string, null", description: Of the call, propConfig: {enum: [GET, PUT], maxLength: 9}}
    - {id: user, name: user, type: "#/custom-types/all/login"}
    - {id: ids, name: ids, type: array, propConfig: {itemTypes: ["#/custom-types/all/id"]}}
    - {id: mail, name: mail, type: string}
""",
    "types": """
version: rudder/v0.1
kind: custom-types
metadata: {name: all}
spec:
  types:
    - {id: id, name: Id, type: string, config: {minLength: 3}}
    - id: login
      name: Login
      type: object
      properties: [{$ref: "#/properties/api/mail", required: true}]
""",
    "events": """
version: rudder/v0.1
kind: events
metadata: {name: api}
spec: {events: [{id: called, name: api_called, event_type: track, description: A call}, {id: sent, name: mail_sent, event_type: track}]}
""",
    "plan": """
version: rudder/v0.1
kind: tp
metadata: {name: api}
spec:
  id: api
  display_name: API
  rules:
    - type: event_rule
      id: called_rule
      event: {$ref: "#/events/api/called", allow_unplanned: false}
      properties: [{$ref: "#/properties/api/method", required: true}, {$ref: "#/properties/api/user"}, {$ref: "#/properties/api/ids"}]
    - {type: event_rule, id: sent_rule, event: {$ref: "#/events/api/sent", allow_unplanned: true}}
""",
}


def test_rudderstack_golden() -> None:
    golden("rudderstack", rudder(**V1))


def test_rudderstack_v1() -> None:
    imported = rudder(**V1)
    plan = only(imported)
    event = plan.events["Signup Completed"]
    assert event.category == "Growth & Co" and event.additional_properties and event.description == "A new account"
    found = event.properties
    assert (found["Email Address"].format, found["Email Address"].min_length) == ("email", 5)
    assert found["Status"].nullable and not found["Status"].required
    assert found["Address"].properties is not None and found["Address"].properties["City"].required
    assert not found["Address"].additional_properties
    items = found["Orders"].items
    assert items is not None and items.properties is not None and items.properties["Status"].types == ("integer",)
    assert items.additional_properties, "nested properties are open unless it is said"
    assert not found["Tags"].required, "only a case asks for it"
    assert plan.events["Page"].kind == "page" and not plan.events["Page"].additional_properties
    assert plan.traits["user"]["Email Address"].required
    assert "Unused" in plan.properties
    assert any('"Never Planned": is kept under x-rudderstack in plan.yaml' in note for note in notes(imported))
    assert imported.plans[0].counts == (2, 7, 1)


def test_rudderstack_legacy() -> None:
    plan = only(rudder(**LEGACY))
    found = plan.events["api_called"].properties
    assert found["method"].types == ("string",) and found["method"].max_length == 9 and not found["method"].nullable
    assert found["user"].properties is not None and found["user"].properties["mail"].required
    assert found["ids"].items is not None and found["ids"].items.min_length == 3
    assert not plan.events["api_called"].additional_properties and plan.events["mail_sent"].additional_properties
    assert plan.event_names.case == "snake"


def test_a_catalog_alone_gives_all_its_events() -> None:
    plan = only(rudder(catalog=V1["catalog"], events=V1["events"], types=V1["types"]))
    assert list(plan.events) == ["Signup Completed", "Page", "Never Planned"]
    assert all(event.additional_properties for event in plan.events.values())
    assert len(plan.properties) == 7


def test_two_tracking_plans_are_two_plans() -> None:
    other = V1["plan"].replace("id: app", "id: web").replace("display_name: App", "display_name: Web")
    imported = rudder(**V1, web=other)
    assert {name.split("/")[0] for name in _layout.files(imported.plans)} == {"app", "web"}
    assert [list(loaded(plan).events) for plan in imported.plans] == [["Signup Completed", "Page"]] * 2


def test_a_plan_may_include_the_rules_of_another() -> None:
    other = 'version: rudder/v1\nkind: tracking-plan\nspec: {id: web, display_name: Web, rules: [{type: event_rule, id: all, includes: {$ref: "#/tp/app/event_rule/*"}}]}'
    imported = rudder(**V1, web=other)
    assert list(loaded(imported.plans[1]).events) == ["Signup Completed", "Page"]


def test_templates_are_filled_in_or_told() -> None:
    events = "version: rudder/v1\nkind: events\nspec:\n  events:\n  - {id: a, name: '{{ .NAME }}', event_type: track}\n  - id: b\n    name: {{ .OTHER | b_sent }}\n    event_type: track\n"
    imported = rudder(events=events)
    assert list(only(imported).events) == ["{{ .NAME }}", "b_sent"]
    assert any("{{ .NAME }} stands as it is" in note for note in notes(imported))
    texts = {"events.yaml": events, "my.vars.yaml": "NAME: a_sent\n"}
    assert list(only(reader("rudderstack").read(texts)).events) == ["a_sent", "b_sent"]


def test_what_no_file_defines_is_told_with_its_line() -> None:
    imported = rudder(plan=V1["plan"])
    plan = only(imported)
    assert list(plan.events) == ["signup", "page", "identify"]
    assert list(plan.events["signup"].properties) == ["email_address", "status", "address", "orders", "tags"]
    assert (
        'plan.yaml:10: "signup": refers to the event "#event:signup", which no file here defines: its id stands for its name'
        in [str(note) for note in imported.notes]
    )


def test_custom_types_that_hold_themselves_or_multiply_are_bounded() -> None:
    def types(*uses: tuple[str, list[str]]) -> dict[str, str]:
        made = [
            {
                "id": name,
                "name": name,
                "type": "object",
                "properties": [{"property": f"#property:{inner}", "required": True} for inner in inside],
            }
            for name, inside in uses
        ]
        names = sorted({inner for _, inside in uses for inner in inside})
        properties = [{"id": name, "name": name, "type": f"#custom-type:{name.rstrip('0123456789')}"} for name in names]
        planned = [
            {
                "type": "event_rule",
                "id": "r",
                "event": "#event:e",
                "properties": [{"property": f"#property:{names[0]}"}],
            }
        ]
        return {
            "t": yaml.safe_dump({"version": "rudder/v1", "kind": "custom-types", "spec": {"types": made}}),
            "p": yaml.safe_dump({"version": "rudder/v1", "kind": "properties", "spec": {"properties": properties}}),
            "e": yaml.safe_dump(
                {
                    "version": "rudder/v1",
                    "kind": "events",
                    "spec": {"events": [{"id": "e", "name": "a_done", "event_type": "track"}]},
                }
            ),
            "l": yaml.safe_dump(
                {
                    "version": "rudder/v1",
                    "kind": "tracking-plan",
                    "spec": {"id": "l", "display_name": "l", "rules": planned},
                }
            ),
        }

    imported = rudder(**types(("a", ["a1"])))
    assert any("which holds itself" in note for note in notes(imported))
    only(imported)
    letters = "abcdefghij"
    with pytest.raises(Trouble, match="custom types stand for more than 100,000 properties"):
        rudder(**types(*((one, [f"{two}{n}" for n in range(10)]) for one, two in zip(letters, letters[1:] + "z"))))


# Bad input


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no tracking plan of Segment here"),
        ("{", "is not JSON"),
        ('{"rules": [1,', "0.json:1: is not JSON"),
        ("[]", "no tracking plan of Segment here"),
        ('"rules"', "no tracking plan of Segment here"),
        ('{"errors": [{"type": "forbidden"}]}', "is an error that Segment's API answered with"),
        ('{"data": {"trackingPlan": {"id": "tp_1"}}}', "it has no rules"),
        ("[" * 100_000, "nested more than 60 levels deep"),
        ('{"rules": ' + "[" * 100 + "]" * 100 + "}", "nested more than 60 levels deep"),
    ],
)
def test_segment_trouble(text: str, told: str) -> None:
    with pytest.raises(Trouble, match=told) as caught:
        segment(text)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no tracking plan of RudderStack here"),
        ("version: rudder/v1\nkind: tracking-plan\nspec: [\n", r"0\.yaml:4:1: "),
        ("version: rudder/v1\nkind: destination\nspec: {}\n", "no tracking plan of RudderStack here"),
        ("a: b: c", "no tracking plan of RudderStack here"),
        ("version: rudder/v1\nkind: events\nspec: " + "[" * 1000, "nested more than 64 levels deep"),
    ],
)
def test_rudderstack_trouble(text: str, told: str) -> None:
    with pytest.raises(Trouble, match=told) as caught:
        rudder(**{"0": text})
    assert str(caught.value).isprintable()


HOSTILE = [
    "../../etc/passwd",
    "a\nb",
    "a\0b",
    "\u202egpj.exe",
    "<script>",
    "::error::x",
    "{{7*7}}",
    "- x",
    "a: b #c",
    "no",
    "1.10",
    "~",
    "<<",
    "",
    "x-y",
    "\ud800",
    "😀",
    "k" * 300,
    "\u2028",
    "=",
    "con",
]


@pytest.mark.parametrize("name", HOSTILE, ids=ascii)
def test_hostile_names_are_text_and_nothing_else(name: str) -> None:
    labels = {"category": name, "owner": name, name: name}
    imported = segment(
        {
            "name": name,
            "rules": [
                rule(name, {name: {"type": "string", "enum": [name], "description": name}}, schema={"labels": labels})
            ],
        }
    )
    plan = only(imported)
    kept = name.replace("\ud800", "\ufffd")
    assert list(plan.events) == ([] if name == "x-y" else [kept])
    if plan.events:
        assert plan.events[kept].properties[kept].enum == (kept,)
    assert all(str(note).isprintable() for note in imported.notes)
    for file in _layout.files(imported.plans):
        assert all(
            part and set(part) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.") and part[0] != "."
            for part in file.split("/")
        )
        assert file.split("/")[-1] not in ("con.yaml",)


def test_every_vendor_that_reads_says_which_files() -> None:
    assert readable() == ("rudderstack", "segment")
    assert all(reader(name).SUFFIXES for name in readable())
    with pytest.raises(Trouble, match='did you mean "segment"'):
        reader("segmnt")


# The command


def test_the_command_writes_once_and_overwrites_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, out = tmp_path / "plan.json", tmp_path / "plans"
    source.write_text(json.dumps(SEGMENT))
    import_plan("segment", [str(source)], str(out), False)
    said = capsys.readouterr()
    assert "Read 4 events with 8 properties and 3 traits from 1 file; wrote 4 files" in said.err
    assert f'{source}: "Screen": is the rule for every screen call' in said.out
    written = {path: path.stat().st_mtime_ns for path in out.rglob("*.*")}
    import_plan("segment", [str(source)], str(out), False)
    assert "holds it already" in capsys.readouterr().err
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*.*")} == written
    (out / "plan.yaml").write_text("plan: 1\n")
    with pytest.raises(Trouble, match="would be overwritten"):
        import_plan("segment", [str(source)], str(out), False)
    (out / "plan.yaml").unlink()
    (out / "more.yaml").write_text("events: {}\n")
    with pytest.raises(Trouble, match="would become part of the imported plan"):
        import_plan("segment", [str(source)], str(out), False)


def test_the_command_reads_folders(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in V1.items():
        path = tmp_path / "rudder" / name / "it.yml"
        path.parent.mkdir(parents=True)
        path.write_text(text)
    import_plan("rudderstack", [str(tmp_path / "rudder")], str(tmp_path / "plans"), False)
    assert "Read 2 events with 7 properties and 1 trait from 6 files" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("files", "told"),
    [
        (["nothing.json"], "there is no such file"),
        (["."], r"holds no file that ends in \.json"),
        (["bytes.json"], "bytes.json:2: byte 0xff is not UTF-8"),
    ],
)
def test_the_command_in_trouble(files: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    if files == ["bytes.json"]:
        (tmp_path / "bytes.json").write_bytes(b'{\n"\xff": 1}')
    with pytest.raises(Trouble, match=told):
        import_plan("segment", files, "plans", False)
    assert not (tmp_path / "plans").exists()


# Real plans


def real(pattern: str) -> list[Path]:
    return sorted(SHARED.glob(pattern))


def rudder_files() -> list[Path]:
    kinds = ("tp", "tracking-plan", "properties", "events", "custom-types", "categories")
    found = []
    for path in real("rudder-*/**/*.y*ml"):
        data = yaml.safe_load(path.read_bytes())
        if isinstance(data, dict) and str(data.get("version", "")).startswith("rudder/") and data.get("kind") in kinds:
            found.append(path)
    return found


def needs_shared() -> None:
    if not SHARED.is_dir():
        pytest.skip(f"no real plans at {SHARED} (PLAN_SHARED names the folder that holds plans/)")


FOUND_IN_TEXT = {
    "event-without-description", "event-name-case", "event-name-characters", "event-name-length", "event-name-duplicate",
    "property-name-case", "property-name-characters", "property-name-length", "property-name-duplicate",
    "property-two-types", "bad-pattern", "impossible-enum",
}  # fmt: skip
"""Errors that are the authors' own; any other would be a fault of the import."""


def judge(imported: Imported) -> list[Plan]:
    plans = [loaded(plan) for plan in imported.plans]
    for plan in plans:
        errors = {finding.rule for finding in check(plan) if finding.severity.word == "error"}
        assert errors <= FOUND_IN_TEXT
    return plans


def planned(plan: Plan) -> int:
    """The properties of all events, nested ones too, as the model has them."""
    return sum(1 for event in plan.events.values() for found in event.all_properties() if found.path[-1] != "items")


def in_json(text: str) -> tuple[int, int]:
    """Events and properties of a Segment plan, counted while its text is parsed, from the inside out."""
    count = {"events": 0, "properties": 0}

    def look(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        inner = made.get("properties")
        envelope = {"context", "traits"} <= made.keys()
        if isinstance(inner, dict) and not envelope and not {"context", "traits"} <= inner.keys():
            count["properties"] += len(inner)
        count["events"] += "version" in made and ("jsonSchema" in made or "rules" in made)
        return made

    json.loads(text, object_pairs_hook=look)
    return count["events"], count["properties"]


def test_real_segment_plans() -> None:
    needs_shared()
    paths = real("segment-*/**/*.json")
    assert paths
    for path in paths:
        text = path.read_text("utf-8")
        imported = reader("segment").read({path.name: text})
        (plan,) = judge(imported)
        assert (len(plan.events), planned(plan)) == in_json(text) == imported.plans[0].counts[:2]


def in_yaml(texts: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    """Events and properties of each tracking plan, counted by walking references with a stack."""
    lists = {"properties": "properties", "custom-types": "types"}
    known: dict[tuple[str, str], Any] = {}
    plans = []
    for text in texts.values():
        data = yaml.safe_load(text)
        for item in data["spec"].get(lists.get(data["kind"], ""), ()):
            known[data["kind"], item["id"]] = item
        if data["kind"] in ("tp", "tracking-plan"):
            plans.append(data["spec"])

    def named(reference: str) -> str:
        return reference.replace(":", "/").rsplit("/", 1)[1]

    def inside(holder: dict[str, Any]) -> list[dict[str, Any]]:
        own = holder.get("properties", [])
        cases = [
            use for variant in holder.get("variants", ()) for case in variant["cases"] for use in case["properties"]
        ]
        cases += [use for variant in holder.get("variants", ()) for use in variant.get("default", ())]
        return [*{use.get("$ref", use.get("property")): use for use in [*cases, *own]}.values()]

    for plan in plans:
        stack, count = [use for rule in plan["rules"] for use in inside(rule)], 0
        while stack:
            use = stack.pop()
            count += 1
            stack += use.get("properties", ())
            kind = known["properties", named(use.get("$ref", use.get("property")))].get("type", "")
            if kind.startswith("#"):
                stack += inside(known["custom-types", named(kind)])
        yield len(plan["rules"]), count


def test_real_rudderstack_plans() -> None:
    needs_shared()
    folders = sorted(
        {
            path.parent
            for path in rudder_files()
            if "kind: tp" in path.read_text().replace('"', "") or "tracking-plan" in path.read_text()
        }
    )
    assert len(folders) >= 4
    for folder in folders:
        texts = {path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.yaml"))}
        imported = reader("rudderstack").read(texts)
        plans = judge(imported)
        expected = list(in_yaml(texts))
        assert (
            [(len(plan.events), planned(plan)) for plan in plans]
            == expected
            == [plan.counts[:2] for plan in imported.plans]
        )


def test_every_real_rudderstack_file_alone_and_all_at_once() -> None:
    needs_shared()
    paths = rudder_files()
    assert paths
    for path in paths:
        imported = reader("rudderstack").read({path.name: path.read_text("utf-8")})
        for plan in imported.plans:
            check(loaded(plan))
    everything = {str(path.relative_to(SHARED)): path.read_text("utf-8") for path in real("rudder-*/**/*.y*ml")}
    imported = reader("rudderstack").read(everything)
    assert len(imported.plans) == 6
    assert any("files of kind" in note for note in notes(imported))
    for plan in imported.plans:
        check(loaded(plan))
