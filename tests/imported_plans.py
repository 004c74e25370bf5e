"""Small plans in the formats of Segment and RudderStack, and what the tests of `plan import` read them with."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from tracking_plan.document import read as read_document
from tracking_plan.load import load
from tracking_plan.model.plan import Plan
from tracking_plan.vendors import _layout, reader
from tracking_plan.vendors._imported import Imported, ImportedPlan

GOLDEN = Path(__file__).parent / "golden" / "import"
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

V1 = {
    "catalog": """
version: rudder/v1
kind: properties
metadata: {name: app}
spec:
  properties:
    - {id: email_address, name: Email Address, description: Where to write, type: "#custom-type:email"}
    - {id: status, name: Status, description: A code, types: [integer, "null"], config: {minimum: 0, multiple_of: 2}}
    - id: tags
      name: Tags
      description: All of them
      type: array
      item_type: string
      config: {min_items: 1, unique_items: true}
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
    - {id: method, name: method, type: "string, null", description: How, propConfig: {enum: [GET, PUT], maxLength: 9}}
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
spec:
  events:
    - {id: called, name: api_called, event_type: track, description: A call}
    - {id: sent, name: mail_sent, event_type: track}
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
      properties:
        - {$ref: "#/properties/api/method", required: true}
        - {$ref: "#/properties/api/user"}
        - {$ref: "#/properties/api/ids"}
    - {type: event_rule, id: sent_rule, event: {$ref: "#/events/api/sent", allow_unplanned: true}}
""",
}
