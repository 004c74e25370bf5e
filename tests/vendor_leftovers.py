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

LEFTOVERS: Mapping[str, Mapping[str, str]] = {
    "segment": {"plan.json": json.dumps(_segment())},
    "snowplow": {f"{place}.json": json.dumps(schema) for place, schema in enumerate(_snowplow())},
    "mparticle": {"plan.json": json.dumps(_mparticle())},
    "avo": {"plan.json": json.dumps(_avo())},
    "mixpanel": {"schemas.json": json.dumps(_mixpanel())},
    "glean": {"metrics.yaml": _GLEAN},
    "gitlab": _GITLAB,
    "rudderstack": _RUDDERSTACK,
}
