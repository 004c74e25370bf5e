"""Reads mParticle's data plans: a plan with its versions, one version, or the bare document of a version.

Events are the data points of custom events, screen views and commerce actions; traits are the user attributes. What a
data point asks of the batch beside its custom attributes, and what it matches besides a name, is kept under
`x-mparticle`, as are user identities and impressions of products, which a plan has no place for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ...shelf import quote
from ...trouble import Trouble
from .. import _json
from .._imported import NOT_CHECKED, NOT_CLOSED, OWN_KEYS, Draft, Imported, ImportedPlan, Note, Words, imported
from .._jsonschema import SchemaReader

SUFFIXES = (".json",)
EXTRA = "x-mparticle"

NAMED_BY = {
    "custom_event": "event_name",
    "screen_view": "screen_name",
    "product_action": "action",
    "promotion_action": "action",
}
"""What a data point matches -> the criterion that is the event's name."""
_CALLS = {"screen_view": "screen"}
_CLOSED = "additionalProperties"


def recognizes(value: object) -> bool:
    """Whether it is a data plan, or one version of it."""
    return any(True for _ in _versions(value))


def read(texts: Mapping[str, str]) -> Imported:
    """The latest version of every data plan in these files (name -> text).

    Raises:
        Trouble: no file holds a data plan, or one that should cannot be read.
    """
    notes: list[Note] = []
    plans: list[ImportedPlan] = []
    for file, text in texts.items():
        before = len(plans), len(notes)
        for value in _json.values(file, text, notes, lambda text: '"data_points"' in text):
            for whole in value if isinstance(value, list) else [value]:
                found = [*_versions(whole)]
                if found:
                    plans.append(_Reading(file, notes).plan(found))
        if (len(plans), len(notes)) == before:
            notes.append(Note(file, "", "holds no data plan of mParticle: not read"))
    if not plans:
        told = "; ".join(str(note) for note in notes[:3])
        raise Trouble(f'no data plan of mParticle here: expected JSON with "version_document" ({told})')
    return imported(plans, notes)


def _versions(value: object) -> Iterator[Mapping[str, Any]]:
    """The versions of one data plan, each with what is said of the plan around them."""
    if not isinstance(value, Mapping):
        return
    versions = value.get("data_plan_versions")
    if isinstance(versions, list):
        around = {word: held for word, held in value.items() if word != "data_plan_versions"}
        for version in versions:
            if isinstance(version, Mapping) and _points(version) is not None:
                yield {**around, **version}
    elif _points(value) is not None:
        yield value
    elif isinstance(value.get("data_points"), list):
        yield {"version_document": value}


def _points(version: Mapping[str, Any]) -> list[Any] | None:
    document = version.get("version_document")
    found = document.get("data_points") if isinstance(document, Mapping) else None
    return found if isinstance(found, list) else None


class _Reading:
    """One data plan while it is being read."""

    def __init__(self, file: str, notes: list[Note]) -> None:
        self.file, self.notes = file, notes
        self.schemas = SchemaReader("mparticle", self.tell)
        self.draft = Draft("mParticle data plan")
        self.left: Words = {}

    def tell(self, where: str, what: str) -> None:
        self.notes.append(Note(self.file, where, what))

    def plan(self, versions: list[Mapping[str, Any]]) -> ImportedPlan:
        versions.sort(key=lambda version: _number(version.get("version")))
        latest = versions[-1]
        if len(versions) > 1:
            self.tell(
                "", f"holds {len(versions)} versions: the last, {latest.get('version')}, is read, no other is kept"
            )
        left = {word: value for word, value in latest.items() if word != "version_document" and value not in (None, "")}
        title = left.get("data_plan_name") or left.get("data_plan_id")
        if isinstance(title, str):
            self.draft.title = title
            if title != left.get("data_plan_id"):
                left.pop("data_plan_name", None)
        if isinstance(left.get("data_plan_description"), str):
            self.draft.head["description"] = left.pop("data_plan_description")
        document = latest["version_document"]
        left["version_document"] = {word: value for word, value in document.items() if word != "data_points"}
        self.left = left
        for point in document["data_points"]:
            self.point(point)
        self.draft.head[EXTRA] = {word: value for word, value in self.left.items() if value not in ({}, [])}
        return self.draft.finish()

    def point(self, point: Any) -> None:
        match = point.get("match") if isinstance(point, Mapping) else None
        kind = _json.text(match.get("type")) if isinstance(match, Mapping) else ""
        criteria = match.get("criteria") if isinstance(match, Mapping) else None
        name = criteria.get(NAMED_BY.get(kind, "")) if isinstance(criteria, Mapping) else None
        if kind == "user_attributes" and "user" not in self.draft.traits:
            self.attributes(point)
        elif isinstance(name, str) and not name.startswith("x-") and _schema(point) is not None:
            assert isinstance(criteria, Mapping)
            self.event(point, kind, name, criteria)
        else:
            self.left.setdefault("data_points", []).append(point)
            why = OWN_KEYS if isinstance(name, str) and name.startswith("x-") else "a plan has no place for it"
            self.tell(_json.text(name), f"a data point of type {quote(kind)} is kept under {EXTRA}: {why}")

    def event(self, point: Mapping[str, Any], kind: str, name: str, criteria: Mapping[str, Any]) -> None:
        free = self.draft.free_name(name, kind)
        made: Words = {}
        left: Words = {
            word: value for word, value in point.items() if word not in ("description", "match", "validator")
        }
        if isinstance(point.get("description"), str) and point["description"].strip():
            made["description"] = point["description"]
        if kind in _CALLS:
            made["type"] = _CALLS[kind]
        match: Words = {"type": kind} if kind not in ("custom_event", "screen_view") else {}
        rest = {word: value for word, value in criteria.items() if word != NAMED_BY[kind]}
        if free != name:
            rest[NAMED_BY[kind]] = name
            self.tell(free, f"is called {quote(name)} as another event is: two cannot have one name here")
        left.update({word: value for word, value in (("match", match), ("criteria", rest)) if value})
        self.contents(_schema(point) or {}, free, made, left)
        if left:
            made[EXTRA] = left
        self.draft.events[free] = made

    def contents(self, definition: Mapping[str, Any], name: str, made: Words, left: Words) -> None:
        """The custom attributes as properties; what else is asked of the batch is kept as it is."""
        batch = dict(definition)
        outer = dict(batch.pop("properties", None) or {})
        data = dict(outer.pop("data", None) or {})
        inside = dict(data.pop("properties", None) or {})
        attributes = inside.pop("custom_attributes", None)
        required = data.get("required")
        if isinstance(attributes, Mapping):
            words = dict(attributes)
            found = self.schemas.properties(words, name)
            if found:
                made["properties"] = found
            if words.pop(_CLOSED, True) is not False:
                made["additional_properties"] = True
            rest = {word: value for word, value in words.items() if value != "" and (word, value) != ("type", "object")}
            if rest:
                left["custom_attributes"] = rest
            if isinstance(required, list) and "custom_attributes" not in required:
                left["optional"] = True
        else:
            made["additional_properties"] = True
            left["without"] = "custom_attributes"
        if isinstance(required, list):
            data["required"] = [word for word in required if word != "custom_attributes"]
        usual = {"type": "object", _CLOSED: True, "required": []}
        data = {word: value for word, value in data.items() if usual.get(word, ...) != value}
        if inside:
            data["properties"] = inside
            asked = ", ".join(map(quote, inside))
            self.tell(
                name, f"what is asked of {asked} beside the custom attributes is kept under {EXTRA}: {NOT_CHECKED}"
            )
        if outer:
            batch["properties"] = outer
        left.update({word: value for word, value in (("data", data), ("batch", batch)) if value})

    def attributes(self, point: Mapping[str, Any]) -> None:
        """The data point of user attributes: traits."""
        left: Words = {
            word: value for word, value in point.items() if word not in ("match", "validator") and value != ""
        }
        words = dict(_schema(point) or {})
        traits = self.schemas.properties(words, "traits.user")
        if words.get(_CLOSED) is False:
            self.tell("traits.user", f"other traits are refused, kept under {EXTRA}: {NOT_CLOSED}")
        left.update(words)
        self.draft.traits["user"] = {**traits, EXTRA: left}


def _schema(point: Any) -> Mapping[str, Any] | None:
    """The JSON Schema of a data point; an empty one where it has none."""
    validator = point.get("validator") if isinstance(point, Mapping) else None
    if validator is None:
        return {}
    definition = validator.get("definition") if isinstance(validator, Mapping) else None
    if not isinstance(definition, Mapping) or validator.get("type") != "json_schema":
        return None
    for path in (("properties",), ("properties", "data"), ("properties", "data", "properties")):
        inside: Any = definition
        for step in path:
            inside = inside.get(step, {}) if isinstance(inside, Mapping) else None
        if not isinstance(inside, Mapping):
            return None
    return definition


def _number(value: object) -> float:
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else 0
