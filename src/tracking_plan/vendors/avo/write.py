"""Writes Avo's export in JSON Schema: one event an entry, with the rules of the whole call.

An id that the plan does not know (it stands under `x-avo` after an import) is the name itself.
"""

from __future__ import annotations

from typing import Any

from ...model.event import Event
from ...model.plan import Plan
from .. import _json
from .._exported import SCHEMA_WORDS, Exported, Keeps, Told, extra_of, extra_of_plan, tell_losses, words
from .._schema_writer import SchemaWriter
from .read import EXTRA, USUAL

KEEPS = Keeps(words("name"), words("description category additional_properties"), SCHEMA_WORDS)
_DRAFT = "http://json-schema.org/draft-06/schema#"


def write(plan: Plan) -> Exported:
    """One file, `avo.json`."""
    tell = Told("Avo")
    tell_losses(plan, KEEPS, EXTRA, tell)
    own = extra_of_plan(plan, EXTRA)
    kept = own.pop("events", [])
    categories = [*own.pop("categories", ())]
    ids = {one["name"]: one.get("id") for one in categories if isinstance(one, dict) and "name" in one}
    events = []
    for event in plan.events.values():
        if event.category is not None and event.category not in ids:
            ids[event.category] = event.category
            categories.append({"id": event.category, "name": event.category})
        events.append(_event(event, ids, SchemaWriter(EXTRA, tell), tell))
    made: dict[str, Any] = {"name": plan.name or "", "events": [*events, *kept]}
    if categories:
        made["categories"] = categories
    return Exported({"avo.json": _json.write({**made, **own})}, tell.notes())


def _event(event: Event, ids: dict[str, Any], schemas: SchemaWriter, tell: Told) -> dict[str, Any]:
    own = extra_of(event, EXTRA)
    if event.kind != "track":
        tell(event.name, f"is a {event.kind} call: here it is an event like any other")
    categories = [*own.pop("categories", ())]
    if event.category is not None:
        first = ids[event.category]
        categories = [first, *(ident for ident in categories if ident != first)]
    call = own.pop("call", {})
    inner = {"type": "object", **schemas.inside(event.properties, event.additional_properties)}
    inner = schemas.with_own(inner, own.pop("schema", {}), event.name)
    rules = {"$schema": _DRAFT, "type": "object", "required": [*USUAL], **call}
    rules["properties"] = {"properties": inner, **call.get("properties", {})}
    head = {"id": own.pop("id", event.name), "name": event.name, "description": event.description or ""}
    return {**head, "tags": own.pop("tags", []), "categories": categories, **own, "rules": rules}
