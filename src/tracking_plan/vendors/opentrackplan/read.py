"""Reads OpenTrackPlan: `opentp.yaml` with its catalog of fields, a file for each event, and dictionaries.

An event is read in its current version, with the fields of the catalog, of every target and of the versions that it
derives from written out, as are dictionaries. Its other versions, its taxonomy, and what a field says beyond its values
are kept under `x-opentrackplan`. Where targets have payloads of their own, the first is read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ...model.schema import plain
from ...shelf import listed, quote
from ...trouble import Trouble
from .. import _json
from .._imported import OWN_KEYS, Draft, Imported, ImportedPlan, Note, Words, imported
from .._jsonschema import SchemaReader
from .._yaml import mappings
from . import _fields

SUFFIXES = (".yaml", ".yml")
EXTRA = "x-opentrackplan"
STATUSES = {"active": "live", "draft": "proposed", "deprecated": "deprecated"}
DESCRIBED_BY = ("description", "action", "title")
"""The fields of a taxonomy that say what an event is, the first of which is its description."""
_VERSION = re.compile(r"\d+\.\d+\.\d+")
_ENDING = re.compile(r"\.ya?ml\Z")


def recognizes(value: object) -> bool:
    """Whether it is a file of an OpenTrackPlan."""
    return isinstance(value, Mapping) and "opentp" in value and any(word in value for word in ("event", "spec", "dict"))


def read(texts: Mapping[str, str]) -> Imported:
    """One plan of all these files (name -> text).

    Raises:
        Trouble: no file holds an event, or one that should cannot be read.
    """
    notes: list[Note] = []
    reading = _Reading(notes)
    events = []
    for file, data in mappings(texts, notes, lambda text: text.startswith("opentp:"), "part of an OpenTrackPlan"):
        value = plain(data)
        if not recognizes(value):
            notes.append(Note(file, "", "holds no part of an OpenTrackPlan: not read"))
        elif "event" in value:
            events.append((file, value["event"]))
        elif "dict" in value:
            reading.dictionary(file, value["dict"])
        else:
            reading.root(file, value)
    if not events:
        told = "; ".join(str(note) for note in notes[:3])
        raise Trouble(f"no event of an OpenTrackPlan here: expected YAML with `opentp:` and `event:` ({told})")
    for file, event in events:
        reading.event(file, event)
    return imported([reading.finish()], notes)


class _Reading:
    def __init__(self, notes: list[Note]) -> None:
        self.notes, self.now = notes, ""
        self.draft = Draft("OpenTrackPlan")
        self.schemas = SchemaReader("opentrackplan", self.tell)
        self.left: Words = {}
        self.catalog: Mapping[str, Any] = {}
        self.common: _fields.Fields = {}
        self.values: dict[str, list[Any]] = {}
        self.versions = 0

    def tell(self, where: str, what: str) -> None:
        self.notes.append(Note(self.now, where, what))

    def dictionary(self, file: str, words: Any) -> None:
        """Its values, under every name by which a field may refer to it."""
        values = words.get("values") if isinstance(words, Mapping) else None
        if isinstance(values, list):
            steps = _ENDING.sub("", file.replace("\\", "/")).split("/")
            for start in range(len(steps)):
                self.values.setdefault("/".join(steps[start:]), values)
            self.left.setdefault("dictionaries", {})["/".join(steps[-2:])] = words

    def root(self, file: str, value: Mapping[str, Any]) -> None:
        self.now = file
        about = {**_map(value.get("info"))}
        self.draft.title = _json.text(about.pop("title", "")) or self.draft.title
        if isinstance(about.get("description"), str) and about["description"].strip():
            self.draft.head["description"] = about.pop("description")
        if isinstance(about.get("version"), str) and _VERSION.fullmatch(about["version"]):
            self.draft.head["version"] = about.pop("version")
        spec = {**_map(value.get("spec"))}
        events = {**_map(spec.get("events"))}
        payload = {**_map(events.get("payload"))}
        self.catalog = _map(payload.pop("schema", None))
        targets = _map(spec.pop("targets", None))
        everywhere = _map(targets.get("all"))
        self.common = _fields.over({}, _map(everywhere.get("schema", targets.get("schema"))))
        own = {name: held for name, held in targets.items() if name != "all" and isinstance(held, Mapping)}
        if own:
            self.tell(
                "", f"fields that only {listed(map(quote, own))} send are kept under {EXTRA}: they are not planned here"
            )
            self.left["targets"] = own
        if payload:
            events["payload"] = payload
        if events:
            spec["events"] = events
        self.left["opentp"] = value["opentp"]
        self.left.update((word, held) for word, held in (("info", about), ("spec", spec)) if held)
        if self.catalog or self.common:
            self.tell(
                "", "the catalog of fields, and those of every target, are written out in the events that have them"
            )

    def event(self, file: str, event: Any) -> None:
        self.now = file
        words = {**_map(event)}
        name = _json.text(words.pop("key", ""))
        if not name or name.startswith("x-") or name in self.draft.events:
            self.left.setdefault("more", []).append(event)
            why = OWN_KEYS if name.startswith("x-") else "it has no key of its own"
            self.tell(name, f"is kept under {EXTRA} in plan.yaml: {why}")
            return
        made: Words = {}
        left: Words = {}
        taxonomy = {**_map(words.pop("taxonomy", None))}
        said = next(
            (word for word in DESCRIBED_BY if isinstance(taxonomy.get(word), str) and taxonomy[word].strip()), None
        )
        if said:
            made["description"] = taxonomy.pop(said)
            left |= {"described_by": said} if said != DESCRIBED_BY[0] else {}
        self.lifecycle({**_map(words.pop("lifecycle", None))}, made, left)
        aliases = words.get("aliases")
        if isinstance(aliases, list) and all(isinstance(one, Mapping) and [*one] == ["key"] for one in aliases):
            made["was"] = [one["key"] for one in words.pop("aliases")]
        fields = self.fields(_map(words.pop("payload", None)), name, left)
        properties = {}
        for of, field in fields.items():
            if of.startswith("x-"):
                self.tell(f"{name}.{of}", f"{OWN_KEYS}: not kept")
                continue
            schema, always = _fields.as_schema(field, self.values, f"{name}.{of}", self.tell)
            properties[of] = self.schemas.read(schema, f"{name}.{of}", required=always)
        if properties:
            made["properties"] = properties
        left |= {word: held for word, held in (("taxonomy", taxonomy), *words.items()) if held}
        self.draft.events[name] = {**made, EXTRA: left} if left else made

    def lifecycle(self, lifecycle: Words, made: Words, left: Words) -> None:
        if lifecycle.get("status") in STATUSES:
            made["status"] = STATUSES[lifecycle.pop("status")]
        if isinstance(lifecycle.get("replacedBy"), str):
            made["replaced_by"] = lifecycle.pop("replacedBy")
        if lifecycle:
            left["lifecycle"] = lifecycle

    def fields(self, payload: Mapping[str, Any], name: str, left: Words) -> _fields.Fields:
        """The fields of the event in its current version, over those of the catalog and of every target."""
        if "schema" not in payload and "current" not in payload and payload:
            first = next(iter(payload))
            if others := {key: held for key, held in payload.items() if key != first}:
                left["other_targets"] = others
                self.tell(
                    name,
                    f"has payloads for {listed(map(quote, payload))}: that for {quote(first)} is read, the others stand under {EXTRA}",
                )
            left["target"] = first
            payload = _map(payload[first])
        own, rest = _fields.current(payload, name, self.tell)
        if "versions" in rest:
            self.versions += 1
        left |= rest
        base = {of: _fields.merged(_map(self.catalog.get(of)), self.common.get(of, {})) for of in (*self.common, *own)}
        return _fields.over(base, own)

    def finish(self) -> ImportedPlan:
        if self.versions:
            self.now = ""
            count = f"{self.versions:,} event{' has' if self.versions == 1 else 's have'}"
            self.notes.append(
                Note("opentp.yaml", "", f"{count} versions: the current is read, all stand under {EXTRA}")
            )
        if self.left:
            self.draft.head[EXTRA] = self.left
        return self.draft.finish()


def _map(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
