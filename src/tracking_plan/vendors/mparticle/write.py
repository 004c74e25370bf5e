"""Writes an mParticle data plan: a version with a data point an event, and one for the user attributes.

An event's call decides what it matches: a track call a custom event, a screen or page call a screen view. Traits of
groups, and whatever else a data point has no word for, are told.
"""

from __future__ import annotations

from typing import Any

from ...model.event import Event
from ...model.plan import Plan
from .. import _json
from .._exported import (
    SCHEMA_WORDS,
    Exported,
    Keeps,
    Told,
    extra_of,
    extra_of_plan,
    extra_of_traits,
    in_order,
    kept_name,
    tell_losses,
    words,
)  # fmt: skip
from .._schema_writer import SchemaWriter
from .._spelled import slug
from .read import EXTRA, NAMED_BY

KEEPS = Keeps(words("name description"), words("description type additional_properties"), SCHEMA_WORDS, traits=True)
_CLOSED = "additionalProperties"


def write(plan: Plan) -> Exported:
    """One file: the version's JSON, as `version_document` of the data planning API takes it."""
    tell = Told("mParticle")
    tell_losses(plan, KEEPS, EXTRA, tell)
    schemas = SchemaWriter(EXTRA, tell)
    head = extra_of_plan(plan, EXTRA)
    taken: set[tuple[object, str]] = set()
    points = [_point(event, schemas, taken, tell) for event in in_order(plan)]
    points += _attributes(plan, schemas, tell) + head.pop("data_points", [])
    made: dict[str, Any] = {"version": 1, "data_plan_id": slug(plan.name or "", "plan").replace("-", "_")}
    if plan.name and plan.name != head.get("data_plan_id", made["data_plan_id"]):
        made["data_plan_name"] = plan.name
        head.pop("data_plan_name", None)
    if plan.description:
        made["data_plan_description"] = plan.description
    document = {**head.pop("version_document", {}), "data_points": points}
    return Exported({"data-plan.json": _json.write({**made, **head, "version_document": document})}, tell.notes())


def _point(event: Event, schemas: SchemaWriter, taken: set[tuple[object, str]], tell: Told) -> dict[str, Any]:
    own = extra_of(event, EXTRA)
    match, kept = own.pop("match", {}), own.pop("criteria", {})
    kind = _match(event, _json.text(match.get("type")))
    if event.kind == "page":
        tell(event.name, "is a page call: mParticle has screen views for both")
    named = NAMED_BY[kind]
    criteria = {named: kept_name(event.name, kept.pop(named, None), kind, taken)}
    if kind == "custom_event":
        criteria["custom_event_type"] = "other"
    else:
        kept.pop("custom_event_type", None)
    point: dict[str, Any] = {
        "description": event.description or "",
        "match": {"type": kind, "criteria": {**criteria, **kept}},
    }
    validator = {"type": "json_schema", "definition": _definition(event, own, schemas)}
    return {**point, "validator": validator, **own}


def _match(event: Event, kept: str) -> str:
    """What the data point matches: an action of commerce stays one while the plan calls the event a track call."""
    if event.kind != "track":
        return "screen_view"
    return kept if kept in NAMED_BY and kept != "screen_view" else "custom_event"


def _definition(event: Event, own: dict[str, Any], schemas: SchemaWriter) -> dict[str, Any]:
    """The schema of the batch that an event comes in: its properties are the custom attributes of its data."""
    data: dict[str, Any] = {"type": "object", _CLOSED: True, "required": []}
    kept = own.pop("data", {})
    inside = dict(kept.pop("properties", {}))
    if own.pop("without", None) is None or event.properties or not event.additional_properties:
        attributes = {"type": "object", **schemas.inside(event.properties, event.additional_properties)}
        inside["custom_attributes"] = schemas.with_own(attributes, own.pop("custom_attributes", {}), event.name)
        if not own.pop("optional", False) and "required" in attributes:
            data["required"] = ["custom_attributes"]
    required = [*dict.fromkeys((*kept.get("required", ()), *data["required"]))]
    data = {**data, **kept, "properties": inside, "required": required}
    batch = own.pop("batch", {})
    return {**batch, "properties": {"data": data, **batch.get("properties", {})}}


def _attributes(plan: Plan, schemas: SchemaWriter, tell: Told) -> list[dict[str, Any]]:
    for whose, found in plan.traits.items():
        if whose != "user" and found:
            tell(f"traits.{whose}", "mParticle has attributes of users only: not kept")
    if not plan.traits.get("user"):
        return []
    own = extra_of_traits(plan, "user", EXTRA)
    description = own.pop("description", "")
    inside = schemas.inside(plan.traits["user"], own.pop(_CLOSED, None) is not False)
    definition = schemas.with_own(inside, own, "traits.user")
    return [
        {
            "description": description,
            "match": {"type": "user_attributes", "criteria": {}},
            "validator": {"type": "json_schema", "definition": definition},
        }
    ]
