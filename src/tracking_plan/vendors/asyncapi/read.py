"""Reads AsyncAPI documents, versions 2 and 3, as YAML or JSON: each message becomes an event, its payload the properties.

A message is called by its `name`, or else by its key. References within the document are written out; nothing is
fetched. Channels, operations, servers, and what a message says beside its payload are kept under `x-asyncapi`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ...model.schema import plain
from ...shelf import listed, quote
from ...trouble import Trouble
from .. import _json
from .._imported import NOT_CHECKED, OWN_KEYS, Draft, Imported, ImportedPlan, Note, Words, imported
from .._jsonschema import SchemaReader
from .._references import References
from .._yaml import mappings

SUFFIXES = (".yaml", ".yml", ".json")
EXTRA = "x-asyncapi"
_VERSION = re.compile(r"[23]\.\d+\.\d+")
_OURS = re.compile(r"\d+\.\d+\.\d+")
_SCHEMAS = ("application/vnd.aai.asyncapi", "application/schema")
_CLOSED = "additionalProperties"


def recognizes(value: object) -> bool:
    """Whether it is an AsyncAPI document."""
    return isinstance(value, Mapping) and "asyncapi" in value and ("channels" in value or "components" in value)


def read(texts: Mapping[str, str]) -> Imported:
    """The plan in each of these documents (name -> text).

    Raises:
        Trouble: no file holds a document with messages, or one that should cannot be read.
    """
    notes: list[Note] = []
    plans: list[ImportedPlan] = []
    values = _values(texts, notes)
    for file, value in values.items():
        if not recognizes(value):
            notes.append(Note(file, "", "holds no AsyncAPI document: not read"))
        elif not _VERSION.fullmatch(_json.text(value["asyncapi"])):
            notes.append(Note(file, "", f"is of version {quote(value['asyncapi'])}, where 2 and 3 are read: not read"))
        else:
            plans.append(_Reading(file, values, notes).plan(value))
    if not plans:
        told = "; ".join(str(note) for note in notes[:3])
        raise Trouble(f"no AsyncAPI document here: expected YAML or JSON with `asyncapi: 3.0.0` ({told})")
    return imported(plans, notes)


def _values(texts: Mapping[str, str], notes: list[Note]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for file, text in texts.items():
        if text.lstrip()[:1] in ("{", "["):
            held = [*_json.values(file, text, notes, lambda text: '"asyncapi"' in text)]
            if held:
                found[file] = held[0]
        else:
            for name, data in mappings({file: text}, notes, lambda text: "asyncapi:" in text, "AsyncAPI document"):
                found[name] = plain(data)
    return found


class _Reading:
    def __init__(self, file: str, values: Mapping[str, Any], notes: list[Note]) -> None:
        self.file, self.notes = file, notes
        self.draft = Draft("AsyncAPI messages")
        self.schemas = SchemaReader("asyncapi", self.tell)
        self.references = References(values, self.tell)

    def tell(self, where: str, what: str) -> None:
        self.notes.append(Note(self.file, where, what))

    def plan(self, value: Mapping[str, Any]) -> ImportedPlan:
        info = value.get("info")
        about = dict(info) if isinstance(info, Mapping) else {}
        self.draft.title = _json.text(about.pop("title", "")) or self.draft.title
        if isinstance(about.get("description"), str) and about["description"].strip():
            self.draft.head["description"] = about.pop("description")
        if isinstance(about.get("version"), str) and _OURS.fullmatch(about["version"]):
            self.draft.head["version"] = about.pop("version")
        for key, message in self.messages(value):
            self.event(key, message)
        left = {word: held for word, held in value.items() if word not in ("info", "components")}
        if about:
            left["info"] = about
        components = value.get("components")
        rest = (
            {w: held for w, held in components.items() if w not in ("messages", "schemas")}
            if isinstance(components, Mapping)
            else {}
        )
        if rest:
            left["components"] = rest
        if asked := [word for word in left if word not in ("asyncapi", "defaultContentType", "info")]:
            self.tell("", f"{listed(map(quote, asked))} is kept under {EXTRA}")
        if self.references.followed:
            self.tell("", "what messages refer to (`$ref`) is written out where they do")
        self.draft.head[EXTRA] = left
        return self.draft.finish()

    def messages(self, value: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """Every message once: those of the components, then those that stand in channels themselves."""
        components = value.get("components")
        held = components.get("messages") if isinstance(components, Mapping) else None
        for key, message in held.items() if isinstance(held, Mapping) else ():
            if isinstance(message, Mapping):
                yield key, message
        channels = value.get("channels")
        for name, channel in channels.items() if isinstance(channels, Mapping) else ():
            if not isinstance(channel, Mapping):
                continue
            inside = channel.get("messages")
            for key, message in inside.items() if isinstance(inside, Mapping) else ():
                if isinstance(message, Mapping) and "$ref" not in message:
                    yield key, message
            for verb in ("publish", "subscribe"):
                operation = channel.get(verb)
                message = operation.get("message") if isinstance(operation, Mapping) else None
                several = message.get("oneOf", [message]) if isinstance(message, Mapping) else []
                for one in several:
                    if isinstance(one, Mapping) and "$ref" not in one:
                        yield _json.text(one.get("messageId")) or str(name), one

    def event(self, key: str, message: Mapping[str, Any]) -> None:
        said = _json.text(message.get("name")) or key
        name = self.draft.free_name(said, key)
        if name.startswith("x-"):
            self.draft.head.setdefault(EXTRA, {}).setdefault("messages", {})[key] = message
            self.tell(name, f"{OWN_KEYS}: not kept")
            return
        left: Words = {"key": key} if key != said else {}
        if name != said:
            left["name"] = said
            self.tell(name, f"is called {quote(said)} as another message is: two cannot have one name here")
        words = self.references.resolved(message, self.file, name)
        made: Words = {}
        if isinstance(words.get("description"), str) and words["description"].strip():
            made["description"] = words.pop("description")
        if words.get("title") == said:
            del words["title"]
        words.pop("name", None)
        payload = words.pop("payload", None)
        form = _json.text(words.get("schemaFormat"))
        plainly = not form or form.startswith(_SCHEMAS)
        if isinstance(payload, Mapping) and "schemaFormat" not in payload and plainly:
            self.contents(dict(payload), name, made, left)
        elif payload is not None:
            left["payload"] = payload
            made["additional_properties"] = True
            self.tell(name, f"its payload is no JSON Schema, kept under {EXTRA}: any properties are accepted here")
        else:
            made["additional_properties"] = True
            left["without"] = "payload"
        if asked := [word for word in words if word not in ("title", "summary", "tags", "contentType", "examples")]:
            self.tell(name, f"{listed(map(quote, asked))} of it is kept under {EXTRA}: {NOT_CHECKED}")
        if words:
            left["message"] = words
        self.draft.events[name] = {**made, EXTRA: left} if left else made

    def contents(self, words: Words, name: str, made: Words, left: Words) -> None:
        if found := self.schemas.properties(words, name):
            made["properties"] = found
        said = words.get(_CLOSED, True)
        if said in (True, False, {}):
            words.pop(_CLOSED, None)
        if said is not False:
            made["additional_properties"] = True
        if words.get("type") == "object":
            del words["type"]
        words.pop("$schema", None)
        if words:
            left["schema"] = words
            if lost := [word for word in words if word not in ("title", "description", "$id", "examples")]:
                self.tell(name, f"{listed(map(quote, lost))} of its payload is kept under {EXTRA}: {NOT_CHECKED}")
