"""Writes Snowplow's schemas: an Iglu registry of self-describing schemas, `schemas/<vendor>/<name>/jsonschema/<version>`.

What came from a data structure of snowplow-cli goes back to `data-structures/<vendor>/<name>.yaml`; so does every event
where the plan says `x-snowplow: {form: data-structures}`. `form: snowplow-cli` adds data products with an event specification
for each event, and source applications; what an event asks for beside its data structure is its specification's. An event without a version is 1-0-0; `--from REV` gives each schema the version that what changed since then asks for (SchemaVer). A plan that says no vendor (`x-snowplow: {vendor: com.acme}`) gets one from its name, which is told,
as is a name that Snowplow does not take.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ...document import write as write_yaml
from ...model.change import Verdict
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
from .._naming import Names
from .._schema_writer import SchemaWriter
from .._spelled import slug
from ._called import EXTRA, NAME, called
from ._refinement import refinement
from ._resources import ALL, STRUCTURES, Specified, around, tracking
from ._versions import FIRST, VERSION, Versions, verdicts
from .read import DRAFT

KEEPS = Keeps(words("name"), words("description additional_properties"), SCHEMA_WORDS)
_PRODUCT = words("description owners sources")
_VENDOR = re.compile(r"[a-zA-Z0-9_-][a-zA-Z0-9_.-]{0,200}")


def write(plan: Plan) -> Exported:
    """A file a schema and version."""
    return _write(plan, None)


def write_since(plan: Plan, before: Plan) -> Exported:
    """The same, in the versions that what changed since an earlier plan asks for (SchemaVer)."""
    earlier = _Registry(Told(""), None)
    vendor = _vendor(before, Told(""))
    for event in in_order(before):
        earlier.event(event, vendor)
    return _write(plan, (earlier.latest, verdicts(before, plan)))


Earlier = tuple[Mapping[tuple[str, str], Mapping[str, Any]], Mapping[str, Verdict]]


def _vendor(plan: Plan, tell: Told) -> str:
    said = extra_of_plan(plan, EXTRA).get("vendor")
    vendor = _json.text(said)
    if _VENDOR.fullmatch(vendor):
        return vendor
    what = "says no vendor" if said is None else f"says {quote(str(said), 60)} for the vendor, which can be none"
    vendor = f"com.{slug(plan.name or '', 'example')}"
    tell("", f"the plan {what}: {quote(vendor)} is written (say `x-snowplow: {{vendor: com.acme}}`)")
    return vendor


def _write(plan: Plan, earlier: Earlier | None) -> Exported:
    tell = Told("Snowplow")
    own = extra_of_plan(plan, EXTRA)
    form = own.get("form")
    if form is not None and form not in (ALL, STRUCTURES):
        tell(
            "",
            f"the plan says {quote(str(form), 60)} for the form, which is neither {ALL} nor {STRUCTURES}: an Iglu registry is written",
        )
    keeps = KEEPS
    if form == ALL:
        keeps = KEEPS._replace(plan=KEEPS.plan | _PRODUCT, event=KEEPS.event | {"trigger", "sources", "owner"})
    tell_losses(plan, keeps, EXTRA, tell)
    vendor = _vendor(plan, tell)
    registry = _Registry(tell, Versions(*earlier, tell) if earlier is not None else None, around(form))
    for event in in_order(plan):
        registry.event(event, vendor)
    for kept in own.get("schemas", ()):
        registry.add(kept if "data" in kept else {"data": kept})
    for number, resource in enumerate(own.get("resources", ()), 1):
        name = slug(_json.text(resource.get("resourceName")), str(number))
        registry.files[f"{slug(_json.text(resource.get('resourceType')), 'resource')}s/{name}.yaml"] = write_yaml(
            resource
        )
    if form == ALL:
        specified = _specified(registry, own, tell)
        for path, resource in tracking(plan, vendor, own.get("products"), specified, tell).items():
            registry.files[path] = write_yaml(resource)
    else:
        for event in registry.elsewhere:
            tell(event.name, f"is an event specification, which `{EXTRA}: {{form: {ALL}}}` writes: not kept")
    return Exported(registry.files, tell.notes())


def _specified(registry: _Registry, own: Mapping[str, Any], tell: Told) -> Iterator[Specified]:
    """Each event with its data structure, and what it asks for beside it."""
    products, kept = own.get("products"), own.get("schemas", ())
    bases = {}
    for schema in (one.get("data", one) for one in kept):
        if isinstance(itself := schema.get("self"), Mapping):
            bases["iglu:{}/{}/{}/{}".format(*(itself.get(word) for word in _URI))] = schema
    made = {id(event): schema["self"] for event, schema in registry.made}
    for event in registry.events:
        own = extra_of(event, EXTRA)
        said = own.get("specification", {})
        if products and "version" in own and not said:
            continue  # it came with them, and is in none of them
        if id(event) in made:
            itself = {**made[id(event)], **({"version": said["version"]} if "version" in said else {})}
            yield Specified(event, "iglu:{}/{}/{}/{}".format(*(itself[word] for word in _URI)), {})
        else:
            uri = _json.text(said.get("source"))
            yield Specified(event, uri, refinement(event, bases.get(uri), said.get("schema", {}), tell) if uri else {})


_URI = ("vendor", "name", "format", "version")


class _Registry:
    """The files while they are made, and the names that are taken."""

    def __init__(self, tell: Told, versions: Versions | None, around: Mapping[str, Any] = {}) -> None:
        self.tell, self.versions, self.around = tell, versions, around
        self.events: list[Event] = []
        self.elsewhere: list[Event] = []
        """Those whose data structure is kept as it is, or stands elsewhere."""
        self.made: list[tuple[Event, dict[str, Any]]] = []
        self.latest: dict[tuple[str, str], dict[str, Any]] = {}
        """The schema of each event, by vendor and name."""
        self.files: dict[str, str] = {}
        self.schemas = SchemaWriter(EXTRA, tell)
        self.kept: set[tuple[object, str]] = set()
        self.names = Names(tell, "names in snake case")

    def event(self, event: Event, usual: str) -> None:
        own = extra_of(event, EXTRA)
        self.events.append(event)
        said = own.get("specification")
        if isinstance(said, Mapping) and "version" not in own:
            self.elsewhere.append(event)
            return
        vendor = own.get("vendor", usual)
        for older in own.pop("versions", ()):
            self.add(older)
        itself = {
            "vendor": vendor,
            "name": self.name(event, vendor, kept_name(event.name, own.get("name"), vendor, self.kept)),
            **own.get("self", {"format": "jsonschema"}),
            "version": own.get("version", FIRST),
        }
        schema: dict[str, Any] = {"$schema": DRAFT}
        if event.description:
            schema["description"] = event.description
        if event.kind != "track":
            self.tell(event.name, f"is a {event.kind} call: here it is an event like any other")
        inside = self.schemas.inside(event.properties, event.additional_properties)
        schema = {**schema, "self": itself, "type": "object", **inside}
        data = self.schemas.with_own(schema, own.get("schema", {}), event.name)
        if self.versions is not None:
            said = own.get("version")
            version = self.versions.of(event.name, data, said if isinstance(said, str) else None)
            data = {**data, "self": {**itself, "version": version}}
        self.latest[vendor, itself["name"]] = data
        self.made.append((event, data))
        self.add({**own.get("around", self.around), "data": data})

    def name(self, event: Event, vendor: str, said: str) -> str:
        wanted = called(event, said)
        if said != event.name and wanted == said:  # what an import told apart, and is called so there
            self.names.holders.setdefault((vendor, said), event.name)
            return said
        return self.names.take(event.name, wanted, vendor)

    def add(self, kept: Mapping[str, Any]) -> None:
        """One schema: as JSON in the registry, or as the data structure that it came in."""
        schema = kept["data"]
        itself = schema.get("self", {})
        vendor, name, version = (_json.text(itself.get(word)) for word in ("vendor", "name", "version"))
        form = _json.text(itself.get("format")) or "jsonschema"
        if not (_VENDOR.fullmatch(vendor) and NAME.fullmatch(name) and NAME.fullmatch(form)):
            self.tell(name, "has a vendor, name or format that Snowplow does not take: not kept")
        elif not VERSION.fullmatch(version):
            self.tell(name, f"has the version {quote(version)}, which is no SchemaVer such as 1-0-0: not kept")
        elif "resourceType" in kept:
            path = f"data-structures/{vendor}/{name}.yaml"
            path = f"data-structures/{vendor}/{name}_{version}.yaml" if path in self.files else path
            self.files[path] = write_yaml(dict(kept))
        else:
            self.files[f"schemas/{vendor}/{name}/{form}/{version}"] = _json.write(schema)
