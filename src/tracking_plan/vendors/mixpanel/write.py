"""Writes Mixpanel's Lexicon: the body of `POST /projects/{id}/schemas`, one entry an event and one for the profile.

It never asks to wipe what is there (`truncate` is false). An event's owner is its first contact. Lexicon gives a
property one type: null is told as lost, and where there are several types, so are all.
"""

from __future__ import annotations

from typing import Any

from ...model.event import Event
from ...model.plan import Plan
from ...model.property import Property
from .. import _json
from .._exported import (
    SCHEMA_WORDS,
    Exported,
    Keeps,
    Told,
    extra_of,
    extra_of_plan,
    extra_of_traits,
    label,
    tell_losses,
    words,
)
from .._schema_writer import Schema, SchemaWriter
from .read import EXTRA, OWN

KEEPS = Keeps(words("owners"), words("description owner additional_properties"), SCHEMA_WORDS, traits=True)
_DRAFT = "http://json-schema.org/draft-07/schema"


def write(plan: Plan) -> Exported:
    """One file, `schemas.json`."""
    tell = Told("Mixpanel")
    tell_losses(plan, KEEPS, EXTRA, tell)
    schemas = _Writer(tell)
    entries = [_event(plan, event, schemas, tell) for event in plan.events.values()]
    if plan.traits.get("user"):
        own = extra_of_traits(plan, "user", EXTRA)
        name = own.pop("name", "$user")
        inside = schemas.inside(plan.traits["user"], own.pop("additionalProperties", None) is not False)
        entries.append(_entry("profile", name, inside, own, schemas, "traits.user"))
    if plan.traits.get("group"):
        tell("traits.group", "the Lexicon has profiles of users only: not kept")
    entries += extra_of_plan(plan, EXTRA).get("entries", [])
    return Exported({"schemas.json": _json.write({"entries": entries, "truncate": False})}, tell.notes())


def _event(plan: Plan, event: Event, schemas: SchemaWriter, tell: Told) -> dict[str, Any]:
    own = extra_of(event, EXTRA)
    if event.owner is not None:
        owner = plan.owners.get(event.owner)
        email = (owner.email if owner is not None else None) or (event.owner if "@" in event.owner else None)
        if email is None:
            tell(event.name, "its owner has no email, which Mixpanel's contacts are: not kept")
        else:
            own["contacts"] = [email, *own.pop("contacts", ())]
    if event.kind != "track":
        tell(event.name, f"is a {event.kind} call: here it is an event like any other")
    made = {"description": event.description} if event.description else {}
    made |= schemas.inside(event.properties, event.additional_properties)
    return _entry("event", event.name, made, own, schemas, event.name)


def _entry(
    kind: str, name: str, schema: Schema, own: dict[str, Any], schemas: SchemaWriter, where: str
) -> dict[str, Any]:
    made = {"$schema": _DRAFT, **schemas.with_own(schema, own.pop("schema", {}), where)}
    made.setdefault("additionalProperties", True)
    if own:
        made["metadata"] = {OWN: own}
    return {"entityType": kind, "name": name, "schemaJson": made}


class _Writer(SchemaWriter):
    """Schemas in which a property has one type."""

    def __init__(self, tell: Told) -> None:
        super().__init__(EXTRA, tell)

    def write(self, found: Property) -> Schema:
        made = super().write(found)
        if not isinstance(made, dict):
            return made
        types = made.get("type")
        if isinstance(types, list):
            rest = [word for word in types if word != "null"]
            if len(rest) == 1:
                made["type"] = rest[0]
                if "enum" in made:
                    made["enum"] = [value for value in made["enum"] if value is not None]
                self.tell(label(found), "may be null too, which the Lexicon does not say: not kept")
            else:
                del made["type"]
                self.tell(label(found), "has several types, where the Lexicon takes one: none is kept")
        return made
