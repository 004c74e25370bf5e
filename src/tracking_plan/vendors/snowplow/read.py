"""Reads Snowplow's schemas, of an Iglu registry or in data structures of snowplow-cli, and the latter's data products.

Each schema becomes an event called by its name, and what an event specification says of it (what triggers it, which
applications send it) is said there. Where several specifications are of one data structure, or one asks for more than it
does, each is an event of its own, `button_click (Signup clicked)`, and the data structure is kept as it is. Source
applications become sources. What a plan has no place for stands under `x-snowplow`: vendor and versions, schemas of no
object, entities.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from ...model.schema import plain
from ...shelf import listed, quote
from ...trouble import Trouble
from .. import _json
from .._imported import NOT_CHECKED, OWN_KEYS, Draft, Imported, ImportedPlan, Note, Words, imported
from .._jsonschema import SchemaReader
from .._yaml import mappings
from ._called import EXTRA, snake
from ._products import Resources, Specification, narrowed
from ._resources import ALL, STRUCTURES

SUFFIXES = (".json", ".yaml", ".yml", *map(str, range(10)))
"""A file of an Iglu registry is called by its version, such as `1-0-0`."""

DRAFT = "http://iglucentral.com/schemas/com.snowplowanalytics.self-desc/schema/jsonschema/1-0-0#"
_VERSION = re.compile(r"([1-9]\d{0,8})-(\d{1,8})-(\d{1,8})")
_RESOURCES = ("data-product", "source-application", "data-structure")
_OBJECT = {"type": "object"}


class Schema(NamedTuple):
    """One self-describing schema, and what snowplow-cli says around it."""

    file: str
    words: Mapping[str, Any]
    around: Mapping[str, Any]

    @property
    def itself(self) -> Mapping[str, Any]:
        itself: Mapping[str, Any] = self.words["self"]
        return itself

    @property
    def key(self) -> tuple[str, str]:
        return _json.text(self.itself.get("vendor")), _json.text(self.itself.get("name"))

    @property
    def whole(self) -> Mapping[str, Any]:
        """The schema as it came."""
        return {**self.around, "data": self.words} if self.around else self.words

    @property
    def version(self) -> tuple[int, ...]:
        found = _VERSION.fullmatch(_json.text(self.itself.get("version")))
        return tuple(map(int, found.groups())) if found else (0,)


def recognizes(value: object) -> bool:
    """Whether it is a self-describing schema, or a resource of snowplow-cli."""
    if not isinstance(value, Mapping):
        return False
    return _describes_itself(value) or value.get("resourceType") in _RESOURCES


def _describes_itself(value: Mapping[str, Any]) -> bool:
    itself = value.get("self")
    return isinstance(itself, Mapping) and all(word in itself for word in ("vendor", "name", "version"))


def read(texts: Mapping[str, str]) -> Imported:
    """One plan of all schemas in these files (name -> text), each in its latest version.

    Raises:
        Trouble: no file holds a schema, or one that should cannot be read.
    """
    notes: list[Note] = []
    reading = _Reading(notes)
    for file, value in _values(texts, notes):
        if not recognizes(value):
            notes.append(Note(file, "", "holds no schema that describes itself: not read"))
        elif _describes_itself(value):
            reading.schemas.append(Schema(file, value, {}))
        elif isinstance(value.get("data"), Mapping) and _describes_itself(value["data"]):
            around = {word: held for word, held in value.items() if word != "data"}
            reading.schemas.append(Schema(file, value["data"], around))
        else:
            reading.resource(file, value)
    if not reading.schemas and not reading.resources.products:
        told = "; ".join(str(note) for note in notes[:3])
        raise Trouble(f'no schema of Snowplow here: expected a JSON Schema with "self" ({told})')
    return imported([reading.plan()], notes)


def _values(texts: Mapping[str, str], notes: list[Note]) -> Iterator[tuple[str, Any]]:
    for file, text in texts.items():
        if file.endswith((".yaml", ".yml")):
            for _, data in mappings({file: text}, notes, lambda text: "resourceType:" in text, "schema"):
                yield file, plain(data)
        else:
            found = [*_json.values(file, text, notes, lambda text: '"self"' in text or '"resourceType"' in text)]
            yield from ((file, value) for value in found)
            if not found and not any(note.file == file for note in notes):
                notes.append(Note(file, "", "holds no schema that describes itself: not read"))


class _Reading:
    def __init__(self, notes: list[Note]) -> None:
        self.notes = notes
        self.file = ""
        self.draft = Draft("Snowplow schemas")
        self.left: Words = {}
        self.schemas: list[Schema] = []
        self.reader = SchemaReader("snowplow", self.tell)
        self.resources = Resources(self.draft, lambda file, where, what: notes.append(Note(file, where, what)))

    def tell(self, where: str, what: str) -> None:
        self.notes.append(Note(self.file, where, what))

    def resource(self, file: str, value: Mapping[str, Any]) -> None:
        if self.resources.add(file, value):
            return
        self.file = file
        kind = _json.text(value["resourceType"])
        self.left.setdefault("resources", []).append(value)
        self.tell(
            "", f"a resource of type {quote(kind)} is kept under {EXTRA} in plan.yaml: a plan has no place for it"
        )

    def plan(self) -> ImportedPlan:
        grouped: dict[tuple[str, str], list[Schema]] = {}
        for schema in self.schemas:
            grouped.setdefault(schema.key, []).append(schema)
        self.resources.read_applications()
        wanted: dict[tuple[str, str], list[Specification]] = {}
        alone: list[Specification] = []
        for one in self.resources.specifications():
            (wanted.setdefault(one.source.key, []) if one.source is not None else alone).append(one)
        self.head(grouped, wanted)
        for key, found in grouped.items():
            self.schema(*key, sorted(found, key=lambda schema: schema.version), wanted.pop(key, []))
        for specifications in wanted.values():
            self.specified([], specifications)
        for one in alone:
            name = self.draft.free_name(one.name or "event", "specification")
            made: Words = {"additional_properties": True}
            left: Words = {"specification": one.said(self.draft, made, elsewhere=True)}
            self.draft.events[name] = {**made, EXTRA: left}
        bare = next((schema for schema in self.schemas if not schema.around), None)
        if bare is not None and not self.resources.products:
            self.file = bare.file
            self.tell("", "nothing says which schemas are events and which entities: all are read as events")
        if self.left:
            self.draft.head[EXTRA] = self.left
        return self.draft.finish()

    def head(self, schemas: Iterable[tuple[str, str]], wanted: Iterable[tuple[str, str]]) -> None:
        """What is said of the plan as a whole."""
        vendors = [*dict.fromkeys(vendor for vendor, _ in schemas)] or [*dict.fromkeys(vendor for vendor, _ in wanted)]
        if len(vendors) == 1:
            self.draft.title = f"{vendors[0]} schemas"
            self.left["vendor"] = vendors[0]
        products = self.resources.kept()
        if len(products) == 1:
            data = products[0]["data"]
            if isinstance(data.get("name"), str) and data["name"].strip():
                self.draft.title = data.pop("name")
            if isinstance(data.get("description"), str) and data["description"].strip():
                self.draft.head["description"] = data.pop("description")
        if products:
            self.left["form"], self.left["products"] = ALL, products
        elif self.schemas and all(schema.around for schema in self.schemas):
            self.left["form"] = STRUCTURES

    def schema(self, vendor: str, name: str, found: list[Schema], specifications: list[Specification]) -> None:
        latest = found[-1]
        self.file = latest.file
        meta = latest.around.get("meta")
        entity = isinstance(meta, Mapping) and meta.get("schemaType") == "entity"
        if latest.words.get("type") != "object" or entity or name.startswith("x-"):
            self.left.setdefault("schemas", []).extend(schema.whole for schema in found)
            why = "it is an entity" if entity else OWN_KEYS if name.startswith("x-") else "it is no object"
            self.tell(name, f"is kept under {EXTRA} in plan.yaml: {why}, which no event is")
            self.specified(found, specifications)
            return
        if len(specifications) > 1 or any(one.refinement for one in specifications):
            self.left.setdefault("schemas", []).extend(schema.whole for schema in found)
            names = listed(quote(one.name) for one in specifications[:3])
            self.tell(
                name, f"is kept under {EXTRA} in plan.yaml, and each event specification of it is an event: {names}"
            )
            self.specified(found, specifications)
            return
        free = self.draft.free_name(name, vendor)
        left: Words = {}
        if free != name or snake(name) != name:
            left["name"] = name
        if free != name:
            self.tell(free, f"is called {quote(name)} as that of another vendor is: two cannot have one name here")
        if self.left.get("vendor") != vendor:
            left["vendor"] = vendor
        left["version"] = _json.text(latest.itself.get("version"))
        older = [{**schema.around, "data": schema.words} for schema in found[:-1]]
        if older:
            left["versions"] = older
            versions = listed(_json.text(schema.itself.get("version")) for schema in found)
            self.tell(free, f"has the versions {versions}: the last is read, the others stand under {EXTRA}")
        if latest.around or self.resources.products:
            left["around"] = latest.around
        made = self.event(free, latest.words, left)
        itself = {word: held for word, held in latest.itself.items() if word not in ("vendor", "name", "version")}
        if itself != {"format": "jsonschema"}:
            left["self"] = itself
        for one in specifications:
            left["specification"] = one.said(self.draft, made, elsewhere=False)
            if one.source is not None and one.source.version != left["version"]:
                left["specification"]["version"] = one.source.version
        self.draft.events[free] = {**made, EXTRA: left}

    def specified(self, found: list[Schema], specifications: list[Specification]) -> None:
        """An event for each specification of a data structure that is kept as it is, or is not among the files."""
        for one in specifications:
            assert one.source is not None
            self.file = one.file
            name = one.source.name
            if len(specifications) > 1 or name in self.draft.events:
                name = f"{name} ({one.name})"
            name = self.draft.free_name(f"event {name}" if name.startswith("x-") else name, "specification")
            said = [schema.words for schema in found if schema.itself.get("version") == one.source.version]
            schema = dict(narrowed((said or [found[-1].words])[0] if found else {}, one.refinement))
            schema.pop("description", None)
            made = self.event(name, schema, {})
            left = one.said(self.draft, made, elsewhere=True)
            self.draft.events[name] = {**made, EXTRA: {"specification": left}}
            if not found:
                self.tell(
                    name,
                    f"is of {one.source.uri}, which is not among the files: what it says of properties is not known here",
                )

    def event(self, name: str, schema: Mapping[str, Any], left: Words) -> Words:
        words = {word: held for word, held in schema.items() if word not in ("self", "type")}
        if words.get("$schema") == DRAFT:
            del words["$schema"]
        made: Words = {}
        if isinstance(words.get("description"), str) and words["description"].strip():
            made["description"] = words.pop("description")
        properties = self.reader.properties(words, name)
        if properties:
            made["properties"] = properties
        said = words.get("additionalProperties", True)
        if said in (True, False, {}):
            words.pop("additionalProperties", None)
        if said is not False:
            made["additional_properties"] = True
        if words:
            left["schema"] = words
            lost = [word for word in words if word not in ("description", "title", "$schema")]
            if lost:
                self.tell(name, f"{listed(map(quote, lost))} is kept under {EXTRA}: {NOT_CHECKED}")
        return made
