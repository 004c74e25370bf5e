"""Writes plain JSON Schemas: a file an event, called by its name in snake case, with the name itself as `title`.

The draft is 2020-12 unless the schemas came in another. Owners, sources and the like are told as lost, as are traits; a
deprecated event says `deprecated`, and no other status is kept.
"""

from __future__ import annotations

import re
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
    in_order,
    kept_name,
    tell_losses,
    words,
)
from .._naming import Names
from .._schema_writer import SchemaWriter
from .._spelled import file_stem
from .read import EXTRA

KEEPS = Keeps(words("name"), words("description additional_properties"), SCHEMA_WORDS | words("examples"))
_FILE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,200}\.json")
_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def write(plan: Plan) -> Exported:
    """A file an event: `signup_completed.json`."""
    tell = Told("JSON Schema")
    tell_losses(plan, KEEPS, EXTRA, tell)
    draft = extra_of_plan(plan, EXTRA).get("draft", _DRAFT)
    schemas = SchemaWriter(EXTRA, tell)
    names = Names(tell)
    taken: set[tuple[object, str]] = set()
    files = {}
    for event in in_order(plan):
        own = extra_of(event, EXTRA)
        file = own.pop("file", "")
        stem = file.removesuffix(".json") if _FILE.fullmatch(str(file)) else file_stem(event.name)
        name = kept_name(event.name, own.pop("name", None), stem, taken)
        files[f"{names.take(event.name, stem)}.json"] = _json.write(_schema(event, name, own, draft, schemas, tell))
    return Exported(files, tell.notes())


def _schema(
    event: Event, name: str, own: dict[str, Any], draft: str, schemas: SchemaWriter, tell: Told
) -> dict[str, Any]:
    if event.kind != "track":
        tell(event.name, f"is a {event.kind} call: here it is an event like any other")
    made: dict[str, Any] = {"type": "object", **schemas.inside(event.properties, event.additional_properties)}
    made = schemas.with_own(made, own.get("schema", {}), event.name)
    about: dict[str, Any] = {"description": event.description} if event.description else {}
    if event.status == "deprecated":
        about["deprecated"] = True
    message = own.get("message")
    said = own.pop("draft", draft)
    dialect = {"$schema": said} if said else {}
    if not isinstance(message, dict):
        title = {"title": made.pop("title", name)} if made.get("title") == name else {"title": name}
        return {**dialect, **title, **about, **made}
    parts = {**message.get("properties", {}), "event": {"const": name}, "properties": made}
    return {**dialect, **message, **about, "properties": parts}
