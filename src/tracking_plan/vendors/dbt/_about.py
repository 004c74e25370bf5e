"""What is said of an event and of a column in dbt's `config`: who owns it, where it stands in its life, how personal it is."""

from __future__ import annotations

from datetime import date
from typing import Any

from ...model.event import UNSENT, Event
from ...model.plan import Plan
from ...model.property import Property
from ...model.schema import plain
from .._exported import extra_of
from .._warehouse import Column, Table
from ._inert import inert, inert_all

EXTRA = "x-dbt"
_SENT = ("live", "deprecated")


def is_sent(event: Event, plan: Plan) -> bool:
    """Whether its table is filled today, so that a test of it means something. Where no status is said, all are."""
    return event.status in _SENT or not plan.says_status


def is_there(event: Event, plan: Plan) -> bool:
    """Whether its table may be in the warehouse: somebody has written the code that sends it."""
    return event.status not in UNSENT or not plan.says_status


def is_deprecated(table: Table) -> bool:
    return bool(table.events) and all(event.status == "deprecated" for event in table.events)


def of_table(table: Table, plan: Plan) -> dict[str, Any]:
    """`config` of a table and of its model."""
    if table.event is None:
        names = [event.name for event in table.events] if table.use in ("pages", "screens") else []
        return {"meta": inert_all({"events": names})} if names else {}
    event = table.event
    made: dict[str, Any] = {"event": event.name}
    for word in ("owner", "category", "phase", "trigger", "replaced_by"):
        if (said := getattr(event, word)) is not None:
            made[word] = said
    owner = plan.owners.get(event.owner or "")
    if owner is not None and owner.email:
        made["owner_email"] = owner.email
    if event.says("status"):
        made["status"] = event.status
    if event.expires is not None:
        made["expires"] = event.expires.isoformat() if isinstance(event.expires, date) else event.expires
    for word in ("sources", "answers", "was"):
        if said := getattr(event, word):
            made[word] = [*said]
    if event.critical:
        made["critical"] = True
    own = {word: held for word, held in extra_of(event, EXTRA).items() if word in ("meta", "tags")}
    meta = {**made, **(own.get("meta") or {})}
    tags = {"tags": inert_all(own["tags"])} if "tags" in own else {}
    return {**tags, "meta": inert_all(meta)}


def of_column(column: Column) -> dict[str, Any]:
    """`config` of a column: what it is called in the plan, how personal it is, whether it is deprecated."""
    made: dict[str, Any] = {}
    if column.path and column.role in ("property", "trait") and [column.name] != [*column.path]:
        made["property"] = column.dotted
    if column.pii is not None:
        made["pii"] = column.pii
    if column.deprecated:
        made["deprecated"] = column.deprecation or True
    if column.sources:
        made["sources"] = [*column.sources]
    if column.meanings:
        made["meanings"] = {str(plain(value)): text for value, text in column.meanings}
    found: Property | None = column.properties[0] if len(column.properties) == 1 else None
    if found is not None:
        own = extra_of(found, EXTRA)
        made |= own.get("meta") or {}
    return {"meta": inert_all(made)} if made else {}


def said(name: str, description: str, config: dict[str, Any]) -> dict[str, Any]:
    """The head of an entry in a properties file."""
    made: dict[str, Any] = {"name": name}
    if description:
        made["description"] = inert(description)
    return {**made, "config": config} if config else made
