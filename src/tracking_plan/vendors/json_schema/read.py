"""Reads plain JSON Schemas, as JSON or YAML: each file that describes an object becomes an event.

The event is called by the schema's `title`, or else by the file. A schema with an `event` that is one fixed text and an
object of `properties` is that of a whole message: the text is the name, and the properties are those inside. References
(`$ref`) to these very files are written out; nothing is fetched. A file that only others refer to, or that is a list of
definitions, is no event. What the plan format has no word for is kept under `x-json-schema`.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from typing import Any

from ...model.schema import plain
from ...shelf import listed, quote
from ...trouble import Trouble
from .. import _json
from .._imported import NOT_CHECKED, OWN_KEYS, Draft, Imported, Note, Words, imported
from .._jsonschema import SchemaReader
from .._references import References
from .._yaml import mappings

SUFFIXES = (".json", ".yaml", ".yml")
EXTRA = "x-json-schema"
CLOSED = "additionalProperties"


def recognizes(value: object) -> bool:
    """Whether it is a schema of an object, and surely no other tool's."""
    return (
        isinstance(value, Mapping)
        and "$schema" in value
        and isinstance(value.get("properties"), Mapping)
        and "self" not in value
    )


def read(texts: Mapping[str, str]) -> Imported:
    """One plan of all the schemas in these files (name -> text).

    Raises:
        Trouble: no file holds the schema of an object, or one that should cannot be read.
    """
    notes: list[Note] = []
    reading = _Reading(_values(texts, notes), notes)
    for file in reading.values:
        reading.file(file)
    if not reading.draft.events:
        told = "; ".join(str(note) for note in notes[:3])
        raise Trouble(f'no JSON Schema of an event here: expected an object with "properties" ({told})')
    return imported([reading.finish()], notes)


def _values(texts: Mapping[str, str], notes: list[Note]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for file, text in texts.items():
        if file.endswith((".yaml", ".yml")):
            found |= {
                name: plain(data)
                for name, data in mappings({file: text}, notes, lambda text: "properties:" in text, "schema")
            }
            continue
        held = [*_json.values(file, text, notes, lambda text: '"properties"' in text)]
        if len(held) == 1:
            found[file] = held[0]
        elif not any(note.file == file for note in notes):
            notes.append(Note(file, "", "holds no JSON Schema: not read"))
    return found


class _Reading:
    def __init__(self, values: dict[str, Any], notes: list[Note]) -> None:
        self.values, self.notes, self.now = values, notes, ""
        self.draft = Draft("JSON Schemas")
        self.schemas = SchemaReader("json-schema", self.tell)
        self.references = References(values, self.tell)
        self.others = self.references.across()
        self.drafts: dict[str, str] = {}
        """The draft of each event's schema; a text of nothing where it says none."""

    def tell(self, where: str, what: str) -> None:
        self.notes.append(Note(self.now, where, what))

    def file(self, file: str) -> None:
        self.now = file
        schema = self.values[file]
        if not isinstance(schema, Mapping) or not _is_object(schema):
            self.tell("", "describes no object, so that it is no event: not read, but for what refers to it")
        elif file in self.others:
            self.tell("", "is what other files refer to, and no event itself: it is written out where they do")
        else:
            self.event(file, schema)

    def event(self, file: str, schema: Mapping[str, Any]) -> None:
        said = schema.get("title")
        stem = posixpath.basename(file.replace("\\", "/")).partition(".")[0]
        title = said if isinstance(said, str) and said.strip() else stem
        words = self.references.resolved(schema, file, title)
        inner, name, left = _message(words)
        wanted = name or title
        free = self.draft.free_name(wanted, stem)
        if free.startswith("x-"):
            self.tell(free, f"{OWN_KEYS}: not kept")
            return
        if free != wanted:
            left["name"] = wanted
            self.tell(free, f"is called {quote(wanted)} as another file's event is: two cannot have one name here")
        left["file"] = posixpath.basename(file.replace("\\", "/"))
        self.drafts[free] = _json.text(words.pop("$schema", ""))
        left.get("message", {}).pop("$schema", None)
        self.draft.events[free] = self.contents(inner, free, left)

    def contents(self, words: Words, name: str, left: Words) -> Words:
        made: Words = {}
        words.pop("$schema", None)
        if "title" in words and words["title"] in (name, left.get("name")):
            del words["title"]
        if isinstance(words.get("description"), str) and words["description"].strip():
            made["description"] = words.pop("description")
        if words.get("deprecated") is True:
            made["status"] = "deprecated"
            del words["deprecated"]
        if found := self.schemas.properties(words, name):
            made["properties"] = found
        said = words.get(CLOSED, True)
        if said in (True, False, {}):
            words.pop(CLOSED, None)
        if said is not False:
            made["additional_properties"] = True
        if words.get("type") == "object":
            del words["type"]
        if words:
            left["schema"] = words
            lost = [word for word in words if word not in ("title", "description", "$id", "id", "$comment")]
            if lost:
                self.tell(name, f"{listed(map(quote, lost))} is kept under {EXTRA}: {NOT_CHECKED}")
        return {**made, EXTRA: left}

    def finish(self) -> Any:
        if self.references.followed:
            self.now = next(iter(self.values))
            count = len(self.references.followed)
            self.tell("", f"{count:,} {'references are' if count > 1 else 'reference is'} written out where they stood")
        if len({*self.drafts.values()}) == 1:
            self.draft.head[EXTRA] = {"draft": next(iter(self.drafts.values()))}
        else:
            for name, draft in self.drafts.items():
                self.draft.events[name][EXTRA]["draft"] = draft
        return self.draft.finish()


def _message(words: Words) -> tuple[Words, str, Words]:
    """The schema of the properties, where it is that of a whole message: with its name, and what is asked beside them."""
    parts: Any = words.get("properties")
    event = parts.get("event") if isinstance(parts, Mapping) else None
    inner = parts.get("properties") if isinstance(parts, Mapping) else None
    if not isinstance(inner, Mapping) or not isinstance(event, Mapping):
        return dict(words), "", {}
    values = [event["const"]] if "const" in event else event.get("enum")
    if not isinstance(values, list) or len(values) != 1 or not isinstance(values[0], str):
        return dict(words), "", {}
    about: Words = {word: words[word] for word in ("description", "title") if word in words}
    beside = {name: held for name, held in parts.items() if name != "properties"}
    return {**about, **inner}, values[0], {"message": {**words, "properties": beside}}


def _is_object(schema: Mapping[str, Any]) -> bool:
    return schema.get("type", "object") == "object" and any(word in schema for word in ("properties", "$ref", "allOf"))
