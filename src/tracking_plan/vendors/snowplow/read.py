"""Reads Snowplow's schemas: those of an Iglu registry, and the data structures of snowplow-cli that hold one.

Each schema becomes an event called by its name. Its vendor, version and older versions are kept under `x-snowplow`, and
so is whatever a plan has no place for: schemas of no object, entities, data products and source applications.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ...model.schema import plain
from ...shelf import listed, quote
from ...trouble import Trouble
from .. import _json
from .._imported import NOT_CHECKED, OWN_KEYS, Draft, Imported, ImportedPlan, Note, Words, imported
from .._jsonschema import SchemaReader
from .._yaml import mappings
from ._called import EXTRA, snake
from ._resources import STRUCTURES

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
    if not reading.schemas:
        told = "; ".join(str(note) for note in notes[:3])
        raise Trouble(f'no schema of Snowplow here: expected a JSON Schema with "self" ({told})')
    return imported([reading.plan()], notes)


def _values(texts: Mapping[str, str], notes: list[Note]) -> Iterator[tuple[str, Any]]:
    for file, text in texts.items():
        if file.endswith((".yaml", ".yml")):
            for _, data in mappings({file: text}, notes, lambda text: "resourceType:" in text, "schema"):
                yield file, plain(data)
        else:
            found = [*_json.values(file, text, notes, lambda text: '"self"' in text)]
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

    def tell(self, where: str, what: str) -> None:
        self.notes.append(Note(self.file, where, what))

    def resource(self, file: str, value: Mapping[str, Any]) -> None:
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
        vendors = [*dict.fromkeys(vendor for vendor, _ in grouped)]
        if len(vendors) == 1:
            self.draft.title = f"{vendors[0]} schemas"
            self.left["vendor"] = vendors[0]
        for (vendor, name), found in grouped.items():
            self.schema(vendor, name, sorted(found, key=lambda schema: schema.version))
        alone = next((schema for schema in self.schemas if not schema.around), None)
        if alone is not None:
            self.file = alone.file
            self.tell("", "nothing says which schemas are events and which entities: all are read as events")
        if all(schema.around for schema in self.schemas):
            self.left["form"] = STRUCTURES
        if self.left:
            self.draft.head[EXTRA] = self.left
        return self.draft.finish()

    def schema(self, vendor: str, name: str, found: list[Schema]) -> None:
        latest = found[-1]
        self.file = latest.file
        meta = latest.around.get("meta")
        entity = isinstance(meta, Mapping) and meta.get("schemaType") == "entity"
        if latest.words.get("type") != "object" or entity or name.startswith("x-"):
            kept = [{**schema.around, "data": schema.words} if schema.around else schema.words for schema in found]
            self.left.setdefault("schemas", []).extend(kept)
            why = "it is an entity" if entity else OWN_KEYS if name.startswith("x-") else "it is no object"
            self.tell(name, f"is kept under {EXTRA} in plan.yaml: {why}, which no event is")
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
        if latest.around:
            left["around"] = latest.around
        self.draft.events[free] = self.event(free, latest, left)

    def event(self, name: str, latest: Schema, left: Words) -> Words:
        words = {word: held for word, held in latest.words.items() if word not in ("self", "type")}
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
        itself = {word: held for word, held in latest.itself.items() if word not in ("vendor", "name", "version")}
        if itself != {"format": "jsonschema"}:
            left["self"] = itself
        if words:
            left["schema"] = words
            lost = [word for word in words if word not in ("description", "title", "$schema")]
            if lost:
                self.tell(name, f"{listed(map(quote, lost))} is kept under {EXTRA}: {NOT_CHECKED}")
        return {**made, EXTRA: left}
