"""A small plan of each vendor that says what the plan format has no word for, wherever the format has words for what is near."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

_STRANGE: dict[str, Any] = {
    "above": {"type": "number", "exclusiveMinimum": 2.5, "maximum": 9, "title": "Above"},
    "below": {"type": "number", "maximum": 9.5, "exclusiveMaximum": True},
    "either": {"anyOf": [{"type": "string"}, {"type": "integer"}], "description": "One of two"},
    "both": {"type": "string", "allOf": [{"type": "string", "minLength": 1}]},
    "named": {"$ref": "#/definitions/named", "description": "Elsewhere"},
    "any": {"type": "any", "description": "Whatever"},
    "empty": {"type": "object", "additionalProperties": False},
    "texts": {"type": "object", "additionalProperties": {"type": "string"}, "properties": {"a": {"type": "string"}}},
    "steps": {"type": "integer", "multipleOf": 5},
    "odd": False,
}
_INSIDE: dict[str, Any] = {
    "type": "object",
    "properties": {**_STRANGE, "x-theirs": {"type": "string"}},
    "required": ["above", "either"],
    "additionalProperties": {"type": "string"},
    "patternProperties": {"^a": {"type": "string"}},
}


def _segment() -> Any:
    def rule(key: str, kind: str = "TRACK", **more: Any) -> Any:
        about = {word: more.pop(word) for word in ("labels", "description", "title") if word in more}
        schema = {"type": "object", **about, "properties": {"properties": _INSIDE, "context": {"required": ["ip"]}}}
        return {"type": kind, "key": key, "version": 2, "jsonSchema": schema, **more}

    labels = {"Team": "growth", "owner": "", "Status": "Somehow", "category": "shop", "tier": "1"}
    return {
        "rules": [
            rule("Cart Seen", labels=labels, title="Seen"),
            rule("Cart Left", labels={"status": "live"}),
            rule("Home"),
            rule("Home", "PAGE"),
            rule("", "PAGE"),
        ]
    }


def _snowplow() -> Any:
    itself = {"name": "seen", "format": "jsonschema", "version": "1-0-2"}
    return [{"self": {"vendor": vendor, **itself}, **_INSIDE} for vendor in ("com.a", "com.b")]


def _mparticle() -> Any:
    def point(kind: str, criteria: Any) -> Any:
        inside = {"custom_attributes": _INSIDE, "source": {"type": "string"}}
        definition = {"properties": {"data": {"properties": inside, "required": ["custom_attributes", "source"]}}}
        validator = {"type": "json_schema", "definition": definition}
        return {"description": "", "match": {"type": kind, "criteria": criteria}, "validator": validator, "by": 1}

    points = [
        point("custom_event", {"event_name": "seen", "custom_event_type": "navigation"}),
        point("screen_view", {"screen_name": "seen"}),
        point("product_action", {"action": "purchase"}),
    ]
    return {"data_plan_id": "p", "data_plan_name": "P", "version": 3, "version_document": {"data_points": points}}


def _avo() -> Any:
    rules = {"type": "object", "required": ["properties", "nameMapping"], "properties": {"properties": _INSIDE}}
    events = [
        {"id": "1", "name": "Seen", "description": "", "tags": ["a"], "categories": ["c", "d"], "rules": rules},
        {"id": "2", "name": "Left", "categories": ["unknown"], "sources": [{"id": "s"}], "rules": rules},
    ]
    return {"name": "A", "events": events, "categories": [{"id": "c", "name": "Shop"}, {"id": "d", "name": "Cart"}]}


def _mixpanel() -> Any:
    own = {"contacts": ["a@b.co", "x@y.co"], "tags": ["t"], "hidden": True}
    schema = {**_INSIDE, "metadata": {"com.mixpanel": own}, "title": "Seen"}
    return {"entries": [{"entityType": "event", "name": "Seen", "schemaJson": schema}]}


_GLEAN = """\
$schema: moz://mozilla.org/schemas/glean/metrics/2-0-0
shop.cart:
  seen:
    type: event
    description: ""
    expires: in a while
    bugs: [https://example.com/1]
    notification_emails: [a@b.co, x@y.co]
    extra_keys:
      odd: {type: jsonish, description: Who knows}
      even: {type: quantity, description: ""}
"""
_GITLAB = {
    "one.yml": "description:\naction: click\ncategory: shop\nproduct_group: growth\nstatus: somehow\nmilestone: '1'\n"
    "label_description: Which\nadditional_properties: {size: {description: How many, type: odd}}\n",
    "two.yml": "description: Two\naction: click\ninternal_events: true\nproduct_group: core\n",
}
_RUDDERSTACK = {
    "p.yaml": """\
version: rudder/v1
kind: properties
metadata: {name: p}
spec:
  properties:
    - {id: above, name: above, type: number, config: {exclusive_minimum: 2.5, maximum: 9}}
    - {id: steps, name: steps, type: integer, config: {multiple_of: 5}}
    - {id: empty, name: empty, type: object}
    - {id: odd, name: odd, type: strange}
""",
    "e.yaml": """\
version: rudder/v1
kind: events
metadata: {name: p}
spec:
  events:
    - {id: seen, name: Seen, event_type: track, description: It is seen}
    - {id: other, name: Other, event_type: alias}
""",
    "t.yaml": """\
version: rudder/v1
kind: tracking-plan
metadata: {name: p}
spec:
  id: p
  display_name: Plan
  rules:
    - type: event_rule
      id: seen_rule
      event: "#event:seen"
      note: theirs
      properties:
        - {property: "#property:above", required: true}
        - {property: "#property:steps"}
        - {property: "#property:empty", additional_properties: false}
        - {property: "#property:odd"}
    - {type: event_rule, id: other_rule, event: "#event:other"}
""",
}

_ODCS = """\
apiVersion: v3.1.0
kind: DataContract
id: shop
version: 1.0.0-beta
status: draft
description: {purpose: All of it, usage: For us}
team: {name: growth}
schema:
  - name: Cart Seen
    physicalName: cart_seen_v2
    customProperties: [{property: theirs, value: 1}, {property: plan.category, value: shop}]
    quality: [{metric: rowCount, mustBeGreaterThan: 1}]
    properties:
      - {name: above, logicalType: number, required: true, logicalTypeOptions: {exclusiveMinimum: 2.5, format: f32}}
      - {name: day, logicalType: date, physicalType: date, logicalTypeOptions: {minimum: "2020-01-01"}}
      - {name: steps, logicalType: integer, logicalTypeOptions: {multipleOf: 5}, classification: public, unique: true}
      - {name: x-theirs, logicalType: string}
      - name: kind
        logicalType: string
        quality:
          - {metric: nullValues, mustBe: 0}
          - {metric: invalidValues, arguments: {validValues: [a, b]}, mustBe: 0, severity: error}
      - name: who
        logicalType: object
        logicalTypeOptions: {maxProperties: 3}
        properties: [{name: age, logicalType: integer, encryptedName: e}]
      - {name: list, logicalType: array, items: {logicalType: string, physicalType: varchar}}
"""
_JSON_SCHEMA = {
    "seen.json": json.dumps({"$schema": "http://json-schema.org/draft-07/schema#", "title": "Seen", **_INSIDE}),
    "left.schema.json": json.dumps({"type": "object", "deprecated": True, **_INSIDE, "additionalProperties": False}),
    "message.json": json.dumps(
        {"properties": {"event": {"const": "Order Placed"}, "properties": _INSIDE, "id": {}}, "required": ["id"]}
    ),
}
_ASYNCAPI = json.dumps(
    {
        "asyncapi": "3.0.0",
        "info": {"title": "Shop", "version": "7", "contact": {"name": "us"}},
        "servers": {"one": {"host": "example.com", "protocol": "kafka"}},
        "channels": {"c": {"address": "c", "messages": {"seen": {"$ref": "#/components/messages/seen"}}}},
        "components": {
            "messages": {
                "seen": {"name": "Cart Seen", "payload": _INSIDE, "summary": "Seen", "headers": {"type": "object"}},
                "left": {"name": "Cart Seen", "payload": {"type": "object", "additionalProperties": False}},
                "none": {"title": "Nothing"},
                "avro": {"payload": {"schemaFormat": "application/vnd.apache.avro;version=1.9.0", "schema": {}}},
            },
            "parameters": {"p": {}},
        },
    }
)

_AMPLITUDE = """\
Action,Object Type,Object Name,Event Display Name,Object Owner,Object Description,Event Category,Tags,Event Schema Status,\
Event Source,Event 30 Day Volume,Property Type,Property Group Names,Event Property Name,Property Description,\
Property Value Type,Property Required,Property Visibility,Property Is Array,Number Is Integer,Number Property Value Min,\
Enum Values,Const Value,Property Regex
IGNORE,Event,Cart Seen,Seen!,growth,It is seen,shop,"a, b",LIVE,Web,12,,,,,,,,,,,,,
,,,,,,,,,,,Event Property,,kind,Which,enum,TRUE,VISIBLE,,,,"a, b",,
,,,,,,,,,,,Event Property,,fixed,,const,FALSE,,,,,,on,
,,,,,,,,,,,Event Property,,sizes,,number,FALSE,,TRUE,TRUE,1,,,
,,,,,,,,,,,Event Property,,code,,string,FALSE,HIDDEN,,,,,,^a
,,,,,,,,,,,Event Property,,odd,,strange,FALSE,,,,,,,
"""
_ITERATIVELY = """\
Is Template,Event,Event Description,Event Source,Template Name,Property Name,Property Description,Property Type,Property Required
FALSE,Cart Seen,It is seen,"web, ios",,,,,
FALSE,Cart Seen,,,,kind,Which,enum,TRUE
FALSE,Cart Seen,,,,odd,,strange,FALSE
"""

_SEGMENT_CSV = """\
Version,Event Type,Event Name,Property Name,Source,Description,Labels,Property Status,Property Data Type,\
Allowed Property Values,Enum Values
2,track,Cart Seen,,web,It is seen,"owner:growth, tier:1, status:somehow",,,,
,track,Cart Seen,kind,,Which,,required,string,,"a, b"
,track,Cart Seen,who,,,,optional,object,,
,track,Cart Seen,who.age,,How old,,required,"integer, null",,
,track,Cart Seen,list,,,,optional,array,,
,track,Cart Seen,list.$,,,,required,object,,
,track,Cart Seen,list.$.sku,,,,required,string,^a,
,track,Cart Seen,at,,,,optional,Date time,,
,track,Cart Seen,odd,,,,optional,strange,,
,page,,,,,,,,,
,page,,path,,,,required,string,,
,identify,,email,,Where,,optional,string,,
"""
_POSTHOG = {
    "events.json": json.dumps(
        {
            "results": [
                {"id": "1", "name": "cart seen", "tags": ["shop", "b"], "verified": True, "owner": 7, "hidden": False},
                {"name": "cart left", "last_seen_at": "2026-01-01T00:00:00Z", "hidden": False},
            ]
        }
    ),
    "groups.json": json.dumps(
        {
            "results": [
                {
                    "name": "cart seen",
                    "properties": [
                        {"id": "a", "name": "kind", "property_type": "String", "is_required": True},
                        {"name": "at", "property_type": "DateTime", "is_required": False},
                        {"name": "long", "property_type": "Duration", "description": "How long"},
                        {"name": "odd", "property_type": "Strange"},
                    ],
                }
            ]
        }
    ),
    "properties.json": json.dumps(
        [
            {"name": "kind", "property_type": "String", "description": "Which", "type": "event"},
            {"name": "alone", "property_type": "Numeric", "is_numerical": True, "tags": ["t"]},
            {"name": "email", "property_type": "String", "type": "person"},
            {"name": "s", "property_type": "String", "type": "session"},
        ]
    ),
}

_OPENTRACKPLAN = {
    "opentp.yaml": """\
opentp: 2026-09
info: {title: Shop, version: 1.0.0, contact: [us]}
spec:
  paths: {events: {root: /events, template: "{event}.yaml"}}
  targets:
    all: {schema: {app: {type: string, policy: fixed}}}
    ios: {schema: {device: {type: string}}}
  events:
    taxonomy: {action: {type: string}, area: {type: string}}
    payload:
      targets: {all: [web, ios]}
      schema:
        method: {type: string, title: How, dict: data/methods}
        size: {type: integer, exclusiveMinimum: 2, multipleOf: 5}
        free: {type: string, checks: {max-length: 3}, pii: {kind: email, masker: star}}
        codes: {type: array, items: {type: string, dict: data/none}}
""",
    "events/login.yaml": """\
opentp: 2026-09
event:
  key: auth::login
  lifecycle: {status: deprecated, deprecatedAt: '2026-01-01'}
  taxonomy: {action: A person logs in, area: auth}
  aliases: [{key: auth::signin}]
  payload:
    all:
      current: stable
      stable: "2"
      "1": {schema: {app: {value: shop}, method: {required: true}, free: {}}}
      "2": {$ref: "1", meta: {changes: More}, schema: {size: {}, codes: {example: [a]}}}
""",
    "events/seen.yaml": """\
opentp: 2026-09
event: {key: auth::seen, taxonomy: {title: Seen}, payload: {schema: {app: {value: shop}, method: {enum: [a]}}}}
""",
    "dictionaries/data/methods.yaml": "opentp: 2026-09\ndict: {type: string, values: [a, b]}\n",
}
_GA4 = {
    "plan.json": json.dumps(
        {
            "schema_version": "5.0.0",
            "document": {"title": "Shop"},
            "events": [
                {
                    "event_name": "view_cart",
                    "classification": "recommended",
                    "definition": "The cart is seen",
                    "trigger": "It is drawn",
                    "parameters": [
                        {"name": "value", "type": "float", "requirement": "conditional", "definition": "Money"},
                        {"name": "items", "type": "Array<Item>", "requirement": "required", "scope": "event"},
                        {
                            "name": "item_id",
                            "type": "string",
                            "requirement": "required",
                            "scope": "item",
                            "example": "a",
                        },
                        {"name": "kind", "type": "string", "allowed_values": ["a", "b"], "requirement": "optional"},
                        {"name": "odd", "type": "strange", "requirement": "required", "x": 1},
                    ],
                }
            ],
        }
    ),
    "dimensions.json": json.dumps(
        {
            "customDimensions": [
                {"parameterName": "tier", "displayName": "Tier of it", "description": "Which", "scope": "USER"},
                {
                    "parameterName": "alone",
                    "displayName": "alone",
                    "scope": "EVENT",
                    "disallowAdsPersonalization": True,
                },
            ]
        }
    ),
}

LEFTOVERS: Mapping[str, Mapping[str, str]] = {
    "segment": {"plan.json": json.dumps(_segment())},
    "snowplow": {f"{place}.json": json.dumps(schema) for place, schema in enumerate(_snowplow())},
    "mparticle": {"plan.json": json.dumps(_mparticle())},
    "avo": {"plan.json": json.dumps(_avo())},
    "mixpanel": {"schemas.json": json.dumps(_mixpanel())},
    "glean": {"metrics.yaml": _GLEAN},
    "gitlab": _GITLAB,
    "rudderstack": _RUDDERSTACK,
    "odcs": {"contract.yaml": _ODCS},
    "json-schema": _JSON_SCHEMA,
    "amplitude": {"events.csv": _AMPLITUDE},
    "iteratively": {"plan.csv": _ITERATIVELY},
    "segment-csv": {"plan.csv": _SEGMENT_CSV},
    "posthog": _POSTHOG,
    "opentrackplan": _OPENTRACKPLAN,
    "ga4": _GA4,
    "firebase": _GA4,
    "asyncapi": {"asyncapi.json": _ASYNCAPI},
}
