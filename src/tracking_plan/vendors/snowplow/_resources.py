"""The resources of snowplow-cli: a data structure around each schema, and the data product (tracking plan) of all events."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import Any
from uuid import UUID

from ...model.event import Event
from ...model.plan import Plan

STRUCTURES, ALL = "data-structures", "snowplow-cli"
"""What `x-snowplow: {form: …}` may ask for: data structures in place of a registry; and a data product too."""

Resource = dict[str, Any]


def around(form: object) -> Resource:
    """What stands around the schema of an event in a data structure; nothing where a registry is wanted."""
    if form not in (STRUCTURES, ALL):
        return {}
    meta = {"hidden": False, "schemaType": "event", "customData": {}}
    return {"apiVersion": "v1", "resourceType": "data-structure", "meta": meta}


def data_product(plan: Plan, vendor: str, schemas: Iterable[tuple[Event, Resource]]) -> Resource:
    """The data product: an event specification for each event, with what triggers it."""
    name = plan.name or vendor
    data: Resource = {"name": name, "sourceApplications": []}
    if plan.description:
        data["description"] = plan.description
    owners = [owner.email for owner in plan.owners.values() if owner.email]
    if len(owners) == 1:
        data["owner"] = owners[0]
    data["eventSpecifications"] = [_specification(event, schema) for event, schema in schemas]
    return {"apiVersion": "v1", "resourceType": "data-product", "resourceName": _uuid(vendor, name), "data": data}


def _specification(event: Event, schema: Resource) -> Resource:
    itself = schema["self"]
    made: Resource = {"resourceName": _uuid(itself["vendor"], itself["name"], "specification"), "name": event.name}
    if event.description:
        made["description"] = event.description
    if event.trigger:
        made["triggers"] = [{"description": event.trigger}]
    uri = "iglu:{vendor}/{name}/{format}/{version}".format_map(itself)
    return {**made, "event": {"source": uri}}


def _uuid(*of: str) -> str:
    """The name of a resource: a UUID of version 4, as snowplow-cli asks for, and the same in every run."""
    return str(UUID(bytes=sha256("\0".join(of).encode()).digest()[:16], version=4))
