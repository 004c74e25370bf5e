"""Reads data contracts of the Open Data Contract Standard, version 3: each object of the schema becomes an event.

A column that is not `required` may be missing. Dates, times and timestamps become texts with a format; the valid values
of a check become an enum. Servers, roles, prices, agreements, physical names and types, and every other check are kept
under `x-odcs`. What an export of ours said under `customProperties` becomes the plan's own word again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ...model.event import STATUSES
from ...model.property import PII, TYPES
from ...model.schema import plain
from ...shelf import listed, quote
from ...trouble import Trouble
from .. import _json
from .._imported import NOT_CHECKED, OWN_KEYS, Draft, Imported, ImportedPlan, Note, Words, imported
from .._jsonschema import SchemaReader
from .._yaml import mappings

SUFFIXES = (".yaml", ".yml")
EXTRA = "x-odcs"

FORMATS = {"date": "date", "timestamp": "date-time", "time": "time"}
"""Their types that are texts of a format here."""
EVENT_WORDS = ("category", "owner", "status", "trigger", "type", "additional_properties")
"""What an event says under `customProperties`, which the standard has no word for."""
_LIMITS = (
    "minLength", "maxLength", "pattern", "format", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum",
    "multipleOf", "minItems", "maxItems", "uniqueItems",
)  # fmt: skip
PROPERTY_WORDS = (
    "types",
    "nullable",
    "null_in_enum",
    "required",
    "additional_properties",
    "items",
    "properties",
    *_LIMITS,
)
_ASIDE = frozenset(("required", "minProperties", "maxProperties", "timezone", "defaultTimezone"))
"""Options that are no words of a JSON Schema; nor is the format of a number."""
_VERSION = re.compile(r"\d+\.\d+\.\d+")


def recognizes(value: object) -> bool:
    """Whether it is a data contract."""
    return isinstance(value, Mapping) and value.get("kind") == "DataContract"


def read(texts: Mapping[str, str]) -> Imported:
    """The plan in each of these contracts (name -> text).

    Raises:
        Trouble: no file holds a contract, or one that should cannot be read.
    """
    notes: list[Note] = []
    plans: list[ImportedPlan] = []
    for file, data in mappings(texts, notes, lambda text: "DataContract" in text, "data contract"):
        if not recognizes(data):
            notes.append(Note(file, "", "holds no data contract (`kind: DataContract`): not read"))
        elif "dataset" in data:
            notes.append(Note(file, "", "is a contract of version 2 (`dataset`), where version 3 is read: not read"))
        else:
            plans.append(_Reading(file, notes).plan(plain(data)))
    if not plans:
        told = "; ".join(str(note) for note in notes[:3])
        raise Trouble(f"no data contract here: expected YAML with `kind: DataContract` ({told})")
    return imported(plans, notes)


class _Reading:
    def __init__(self, file: str, notes: list[Note]) -> None:
        self.file, self.notes = file, notes
        self.draft = Draft("Data contract")
        self.schemas = SchemaReader("odcs", self.tell)

    def tell(self, where: str, what: str) -> None:
        self.notes.append(Note(self.file, where, what))

    def plan(self, value: Mapping[str, Any]) -> ImportedPlan:
        left = {word: held for word, held in value.items() if held is not None and word not in ("kind", "schema")}
        self.draft.title = _json.text(left.pop("name", None) or left.get("id")) or self.draft.title
        version = left.get("version")
        if isinstance(version, str) and _VERSION.fullmatch(version):
            self.draft.head["version"] = left.pop("version")
        about = left.get("description")
        if isinstance(about, dict) and isinstance(about.get("purpose"), str) and about["purpose"].strip():
            self.draft.head["description"] = about["purpose"]
            left["description"] = {word: held for word, held in about.items() if word != "purpose"}
        if left.get("description") == {}:
            del left["description"]
        objects = value.get("schema")
        for found in objects if isinstance(objects, list) else ():
            self.event(found, left)
        if kept := [word for word in left if word not in ("id", "apiVersion", "status", "version")]:
            self.tell("", f"{listed(map(quote, kept))} of the contract is kept under {EXTRA}")
        if left:
            self.draft.head[EXTRA] = left
        return self.draft.finish()

    def event(self, found: Any, left_of_plan: Words) -> None:
        name = _json.text(found.get("name")) if isinstance(found, Mapping) else ""
        if not name or name.startswith("x-") or name in self.draft.events:
            left_of_plan.setdefault("schema", []).append(found)
            why = OWN_KEYS if name.startswith("x-") else "it has no name of its own"
            self.tell(name, f"is kept under {EXTRA} in plan.yaml: {why}")
            return
        left = {word: held for word, held in found.items() if word not in ("name", "properties") and held is not None}
        made: Words = {}
        if isinstance(left.get("description"), str) and left["description"].strip():
            made["description"] = left.pop("description")
        said = taken(left, EVENT_WORDS)
        if isinstance(said.get("owner"), str) and not said["owner"].startswith("x-"):
            self.draft.owner(said["owner"])
        if said.get("status") not in (None, *STATUSES):
            del said["status"]
        made |= said
        if left.get("logicalType") == "object":
            del left["logicalType"]
        columns = found.get("properties")
        properties = self.properties(columns if isinstance(columns, list) else [], name, left)
        if properties:
            made["properties"] = properties
        if asked := [word for word in ("quality", "relationships") if left.get(word)]:
            self.tell(name, f"{listed(map(quote, asked))} of it is kept under {EXTRA}: {NOT_CHECKED}")
        self.draft.events[name] = {**made, EXTRA: left} if left else made

    def properties(self, columns: list[Any], where: str, left: Words) -> dict[str, Words]:
        made: dict[str, Words] = {}
        for column in columns:
            name = _json.text(column.get("name")) if isinstance(column, Mapping) else ""
            if not name or name.startswith("x-") or name in made:
                left.setdefault("properties", []).append(column)
                why = OWN_KEYS if name.startswith("x-") else "it has no name of its own"
                self.tell(f"{where}.{name}", f"is kept under {EXTRA}, as {why}")
                continue
            made[name] = self.property(
                {word: held for word, held in column.items() if word != "name"}, f"{where}.{name}"
            )
        return made

    def property(self, left: Words, where: str, required: bool = False) -> Words:
        """One column: its words as those of a JSON Schema, which the common reader takes apart, and what is left."""
        left = {word: held for word, held in left.items() if held is not None}
        said = taken(left, PROPERTY_WORDS)
        schema: dict[str, Any] = {}
        kind = left.get("logicalType")
        if said.get("types"):
            schema["type"] = said["types"]
        elif kind in TYPES:
            schema["type"] = left.pop("logicalType")
        elif kind in FORMATS:
            schema |= {"type": "string", "format": FORMATS[left.pop("logicalType")]}
        for word in ("description", "examples"):
            if left.get(word):
                schema[word] = left.pop(word)
        if kind not in FORMATS:
            schema |= options(left, kind)
        schema |= {word: said[word] for word in _LIMITS if word in said}
        if (values := self.valid(left)) is not None:
            schema["enum"] = [*values, None] if said.get("null_in_enum") is True else values
        required = said.get("required", left.pop("required", False)) is True or required
        made = self.schemas.read(schema, where, required=required)
        if said.get("nullable") is True:
            made["nullable"] = True
        self.nested(left, made, where, said)
        if left.get("classification") in PII:
            made["pii"] = left.pop("classification")
        left = {**left, **made.pop(EXTRA, {})}
        if left.get("quality"):
            self.tell(where, f'"quality" of it is kept under {EXTRA}: {NOT_CHECKED}')
        return {**made, EXTRA: left} if left else made

    def nested(self, left: Words, made: Words, where: str, said: Words) -> None:
        inner = left.pop("properties", said.get("properties"))
        if isinstance(inner, list) and inner:
            made["properties"] = self.properties(inner, where, left)
            if said.get("additional_properties") is True:
                made["additional_properties"] = True
        items = left.pop("items", said.get("items"))
        found = self.property(dict(items), f"{where}.items", required=True) if isinstance(items, Mapping) else None
        if found:
            made["items"] = found

    def valid(self, left: Words) -> list[Any] | None:
        """The valid values, if a check says that no other may stand there."""
        said = left.get("quality")
        checks: list[Any] = said if isinstance(said, list) else []
        for place, check in enumerate(checks):
            if isinstance(check, dict) and is_enum(check):
                left["quality"] = [*checks[:place], *checks[place + 1 :]]
                rest = {word: held for word, held in check.items() if word not in ("metric", "arguments", "mustBe")}
                if rest:
                    left["enum_check"] = rest
                if not left["quality"]:
                    del left["quality"]
                return [*check["arguments"]["validValues"]]
        return None


def is_enum(check: Mapping[str, Any]) -> bool:
    arguments = check.get("arguments")
    return (
        check.get("metric") == "invalidValues"
        and check.get("mustBe") == 0
        and isinstance(arguments, Mapping)
        and [*arguments] == ["validValues"]
        and isinstance(arguments["validValues"], list)
    )


def taken(left: Words, words: tuple[str, ...]) -> Words:
    """What an export of ours said under `customProperties`, which is taken off it."""
    custom = left.get("customProperties")
    if not isinstance(custom, list):
        return {}
    found: Words = {}
    rest = []
    for one in custom:
        ours = isinstance(one, Mapping) and {*one} == {"property", "value"} and str(one["property"])[:5] == "plan."
        word = str(one["property"])[5:] if ours else ""
        if word in words:
            found[word] = one["value"]
        else:
            rest.append(one)
    left["customProperties"] = rest
    if not rest:
        del left["customProperties"]
    return found


def options(left: Words, kind: Any) -> Words:
    """The options of a type, whose words are those of JSON Schema; what is only the standard's stays."""
    options = left.get("logicalTypeOptions")
    if not isinstance(options, dict):
        return {}
    aside = _ASIDE if kind in ("string", None) else {*_ASIDE, "format"}
    left["logicalTypeOptions"] = {word: held for word, held in options.items() if word in aside}
    if not left["logicalTypeOptions"]:
        del left["logicalTypeOptions"]
    return {word: held for word, held in options.items() if word not in aside}
