"""Writes Snowplow's schemas: an Iglu registry of self-describing schemas, `schemas/<vendor>/<name>/jsonschema/<version>`.

What came from a data structure of snowplow-cli goes back to `data-structures/<vendor>/<name>.yaml`. An event without
a version is 1-0-0. A plan that says no vendor (`x-snowplow: {vendor: com.acme}`) gets one from its name, which is told,
as is a name that Snowplow does not take.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ...document import write as write_yaml
from ...model.event import Event
from ...model.plan import Plan
from ...shelf import quote
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
from .._layout import slug
from .._schema_writer import SchemaWriter
from .read import DRAFT, EXTRA

KEEPS = Keeps(words("name"), words("description additional_properties"), SCHEMA_WORDS)
_NAME = re.compile(r"[a-zA-Z0-9_-]{1,200}")
_VENDOR = re.compile(r"[a-zA-Z0-9_-][a-zA-Z0-9_.-]{0,200}")
_VERSION = re.compile(r"[1-9][0-9]{0,8}-[0-9]{1,8}-[0-9]{1,8}")


def write(plan: Plan) -> Exported:
    """A file a schema and version."""
    tell = Told("Snowplow")
    tell_losses(plan, KEEPS, EXTRA, tell)
    own = extra_of_plan(plan, EXTRA)
    vendor = _json.text(own.get("vendor"))
    if not _VENDOR.fullmatch(vendor):
        vendor = f"com.{slug(plan.name or '', 'example')}"
        tell("", f"the plan says no vendor: {quote(vendor)} is written (say `x-snowplow: {{vendor: com.acme}}`)")
    registry = _Registry(tell)
    for event in in_order(plan):
        registry.event(event, vendor)
    for kept in own.get("schemas", ()):
        registry.add(kept if "data" in kept else {"data": kept})
    for number, resource in enumerate(own.get("resources", ()), 1):
        name = slug(_json.text(resource.get("resourceName")), str(number))
        registry.files[f"{slug(_json.text(resource.get('resourceType')), 'resource')}s/{name}.yaml"] = write_yaml(
            resource
        )
    return Exported(registry.files, tell.notes())


class _Registry:
    """The files while they are made, and the names that are taken."""

    def __init__(self, tell: Told) -> None:
        self.tell = tell
        self.files: dict[str, str] = {}
        self.schemas = SchemaWriter(EXTRA, tell)
        self.kept: set[tuple[object, str]] = set()
        self.taken: set[tuple[str, str]] = set()

    def event(self, event: Event, usual: str) -> None:
        own = extra_of(event, EXTRA)
        vendor = own.get("vendor", usual)
        for older in own.pop("versions", ()):
            self.add(older)
        itself = {
            "vendor": vendor,
            "name": self.name(event, vendor, kept_name(event.name, own.get("name"), vendor, self.kept)),
            **own.get("self", {"format": "jsonschema"}),
            "version": own.get("version", "1-0-0"),
        }
        schema: dict[str, Any] = {"$schema": DRAFT}
        if event.description:
            schema["description"] = event.description
        if event.kind != "track":
            self.tell(event.name, f"is a {event.kind} call: here it is an event like any other")
        inside = self.schemas.inside(event.properties, event.additional_properties)
        schema = {**schema, "self": itself, "type": "object", **inside}
        data = self.schemas.with_own(schema, own.get("schema", {}), event.name)
        self.add({**own.get("around", {}), "data": data})

    def name(self, event: Event, vendor: str, said: str) -> str:
        name = said
        if not _NAME.fullmatch(said):
            stem = name = slug(said, "event").replace("-", "_")
            number = 2
            while (vendor, name) in self.taken:
                name, number = f"{stem}_{number}", number + 1
            self.tell(event.name, f"is called {quote(name)} in Snowplow, which takes letters, digits, - and _")
        self.taken.add((vendor, name))
        return name

    def add(self, kept: Mapping[str, Any]) -> None:
        """One schema: as JSON in the registry, or as the data structure that it came in."""
        schema = kept["data"]
        itself = schema.get("self", {})
        vendor, name, version = (_json.text(itself.get(word)) for word in ("vendor", "name", "version"))
        form = _json.text(itself.get("format")) or "jsonschema"
        if not (_VENDOR.fullmatch(vendor) and _NAME.fullmatch(name) and _NAME.fullmatch(form)):
            self.tell(name, "has a vendor, name or format that Snowplow does not take: not kept")
        elif not _VERSION.fullmatch(version):
            self.tell(name, f"has the version {quote(version)}, which is no SchemaVer such as 1-0-0: not kept")
        elif "resourceType" in kept:
            path = f"data-structures/{vendor}/{name}.yaml"
            path = f"data-structures/{vendor}/{name}_{version}.yaml" if path in self.files else path
            self.files[path] = write_yaml(dict(kept))
        else:
            self.files[f"schemas/{vendor}/{name}/{form}/{version}"] = _json.write(schema)
