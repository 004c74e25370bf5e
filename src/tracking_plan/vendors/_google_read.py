"""Reads plans for Google Analytics 4 and Firebase, which have no format of their own: lists of events and parameters.

Known are the list of events that an export of ours makes (also Google's recommended events kept so), plans by the "GA4
tracking plan" schema, and the custom dimensions of the Admin API. `names.json` gives renamed events and parameters their
names back. Parameters for people are traits. What else is said is kept under the tool's own key.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..shelf import quote
from ..trouble import Trouble
from . import _csv, _json
from ._google_called import SNAKE
from ._imported import OWN_KEYS, Draft, Imported, ImportedPlan, Note, Words, imported

TYPES = {
    "string": "string", "text": "string", "number": "number", "integer": "integer", "int": "integer", "float": "number",
    "boolean": "boolean", "bool": "boolean", "array": "array", "object": "object", "currency": "number",
    "array<item>": "array",
}  # fmt: skip
_NAMES = ("event", "event_name")


def is_event(item: object) -> bool:
    """Whether it is an event with its parameters."""
    return (
        isinstance(item, Mapping)
        and any(isinstance(item.get(n), str) for n in _NAMES)
        and isinstance(item.get("parameters"), list)
    )


def is_dimension(item: object) -> bool:
    return isinstance(item, Mapping) and "parameterName" in item and "scope" in item


def is_names(value: object) -> bool:
    return (
        isinstance(value, Mapping)
        and bool(value)
        and {*value} <= {"events", "parameters", "user_properties"}
        and all(isinstance(held, Mapping) for held in value.values())
    )


def recognizes(value: object) -> bool:
    """Whether it is a list of events with parameters, or a plan that holds one, or custom dimensions."""
    items = _listed(value)
    return any(is_event(item) or is_dimension(item) for item in items)


def is_required(said: object) -> bool:
    """Whether a parameter is always sent: `Yes`, true or `required`, and nothing that depends."""
    return said is True or _json.text(said).lower() in ("yes", "true", "required")


def _listed(value: object) -> list[Any]:
    if isinstance(value, Mapping):
        value = next(
            (value[word] for word in ("events", "customDimensions") if isinstance(value.get(word), list)), [value]
        )
    return value if isinstance(value, list) else []


def read(texts: Mapping[str, str], tool: str, title: str) -> Imported:
    """One plan of all events and dimensions in these files (name -> text).

    Raises:
        Trouble: no file holds any, or one that should cannot be read.
    """
    notes: list[Note] = []
    reading = _Reading(tool, title, notes)
    values: list[tuple[str, Any]] = []
    for file, text in texts.items():
        before = len(values), len(notes)
        values += ((file, value) for value in _json.values(file, text, notes, lambda text: '"parameters"' in text))
        if (len(values), len(notes)) == before:
            notes.append(Note(file, "", f"holds no events with parameters for {title}: not read"))
    for _, value in values:
        if is_names(value):
            reading.names = {kind: dict(held) for kind, held in value.items()}
    for file, value in values:
        reading.now = file
        if is_names(value):
            continue
        if not recognizes(value):
            notes.append(Note(file, "", f"holds no events with parameters for {title}: not read"))
            continue
        reading.value(value)
    if not reading.count:
        told = "; ".join(str(note) for note in notes[:3])
        raise Trouble(f'no plan for {title} here: expected JSON with events that have "parameters" ({told})')
    return imported([reading.plan()], notes)


def _is_of_item(parameter: Any) -> bool:
    """Whether it is a parameter of the items of an event, and not of the event."""
    return isinstance(parameter, Mapping) and _json.text(parameter.get("scope")).lower() == "item"


class _Reading:
    def __init__(self, tool: str, title: str, notes: list[Note]) -> None:
        self.notes, self.now, self.extra = notes, "", f"x-{tool}"
        self.draft = Draft(f"{title} events")
        self.names: dict[str, dict[str, str]] = {}
        self.left: Words = {}
        self.count = 0
        self.dimensions: list[tuple[str, Mapping[str, Any]]] = []

    def tell(self, where: str, what: str) -> None:
        self.notes.append(Note(self.now, where, what))

    def named(self, kind: str, theirs: str) -> str:
        found = self.names.get(kind, {}).get(theirs)
        ours = found if isinstance(found, str) else theirs
        if not SNAKE.fullmatch(theirs):
            self.names.setdefault(kind, {})[theirs] = ours  # an export makes names snake case, but gives this one back
        return ours

    def value(self, value: Any) -> None:
        if isinstance(value, Mapping) and "events" in value:
            about = {word: held for word, held in value.items() if word != "events"}
            document = about.get("document")
            if isinstance(document, Mapping) and isinstance(document.get("title"), str):
                self.draft.title = document["title"]
            self.left.update(about)
            if about:
                self.tell("", f"what the plan says beside its events is kept under {self.extra}")
        for item in _listed(value):
            if is_event(item):
                self.event(item)
            elif is_dimension(item):
                self.dimensions.append((self.now, item))
                self.count += 1
            else:
                self.tell("", f"{quote(item)} is no event with parameters: not kept")

    def event(self, item: Mapping[str, Any]) -> None:
        self.count += 1
        word = next(word for word in _NAMES if isinstance(item.get(word), str))
        theirs = item[word]
        name = self.named("events", theirs)
        if name.startswith("x-") or not name:
            self.tell(name, f"{OWN_KEYS if name else 'has no name'}: not kept")
            return
        if name in self.draft.events:
            self.left.setdefault("again", []).append(item)
            self.tell(name, f"is defined twice: the first is read, the other kept under {self.extra}")
            return
        left: Words = {
            w: held for w, held in item.items() if w not in (word, "parameters") and held not in (None, "", [])
        }
        made: Words = {}
        for said in ("description", "definition"):
            if isinstance(left.get(said), str) and "description" not in made:
                made["description"] = left.pop(said)
                left |= {"said": [*left.get("said", ()), said]} if said == "definition" else {}
        for said, ours in (("trigger", "trigger"), ("group", "category")):
            if isinstance(left.get(said), str):
                made[ours] = left.pop(said)
        left |= {"named": word} if word != "event" else {}
        parameters = sorted(item["parameters"], key=_is_of_item)
        for parameter in parameters:
            holder = made.setdefault("properties", {})
            if _is_of_item(parameter) and isinstance(holder.get("items"), dict):
                holder = holder["items"].setdefault("items", {"type": "object"}).setdefault("properties", {})
            self.parameter(parameter, name, holder, left)
        if not made.get("properties"):
            made.pop("properties", None)
        if left.get("additional_parameters") is True:
            made["additional_properties"] = left.pop("additional_parameters")
        self.draft.events[name] = {**made, self.extra: left} if left else made

    def parameter(self, item: Any, event: str, holder: Words, left: Words) -> None:
        theirs = _json.text(item.get("name")) if isinstance(item, Mapping) else ""
        name = self.named("parameters", theirs)
        where = f"{event}.{name}"
        if not theirs or name.startswith("x-") or name in holder:
            left.setdefault("parameters", []).append(item)
            why = OWN_KEYS if name.startswith("x-") else "another parameter has its name" if name else "it has no name"
            self.tell(where, f"is kept under {self.extra}, as {why}")
            return
        words, rest = self.words({w: held for w, held in item.items() if w != "name"}, where)
        holder[name] = {**words, self.extra: rest} if rest else words

    def words(self, left: Words, where: str) -> tuple[Words, Words]:
        """What a parameter says in the plan's words, and what is left."""
        made: Words = {}
        kind = _json.text(left.get("type")).lower()
        if kind in TYPES:
            made["type"] = TYPES[kind]
            left.pop("type") if left["type"] == made["type"] else None
        elif left.get("type"):
            self.tell(
                where,
                f"its type {quote(left['type'])} has no word here, kept under {self.extra}: any value is accepted",
            )
        for said in ("description", "definition"):
            if isinstance(left.get(said), str) and left[said].strip() and "description" not in made:
                made["description"] = left.pop(said)
                left |= {"said": [*left.get("said", ()), said]} if said == "definition" else {}
        asked = next((word for word in ("required", "requirement") if word in left), "")
        value = left.pop(asked, None)
        if not is_required(value):
            made["required"] = False
        if asked and (asked, value) not in (("required", "Yes"), ("required", "No")):
            left["asked"] = [asked, value]
        values = left.get("allowed_values")
        if isinstance(values, list) and values:
            made["enum"] = left.pop("allowed_values")
        if "example" in left and left["example"] is not None:
            example = left["example"]
            number = (
                _csv.number(example) if isinstance(example, str) and made.get("type") in ("integer", "number") else None
            )
            if not isinstance(example, (list, dict)) and (number is not None or made.get("type") in (None, "string")):
                made["examples"] = [left.pop("example") if number is None else example]
                if number is not None:
                    made["examples"] = [number]
                    left.pop("example")
        return made, {w: held for w, held in left.items() if held not in (None, "", [])}

    def plan(self) -> ImportedPlan:
        used = {name for words in self.draft.events.values() for name in words.get("properties", {})}
        rest = []
        for file, item in self.dimensions:
            self.now = file
            theirs, scope = _json.text(item["parameterName"]), _json.text(item["scope"])
            name = self.named("user_properties" if scope == "USER" else "parameters", theirs)
            about: Words = {"description": item["description"]} if item.get("description") else {}
            if scope == "USER" and not name.startswith("x-"):
                kind = _json.text(item.get("type"))
                typed = {"type": kind} if kind in TYPES.values() else {}
                self.draft.traits.setdefault("user", {})[name] = {**typed, **about, "required": False}
            elif name not in used and not name.startswith("x-"):
                self.draft.catalog[name] = about
            shown = _json.text(item.get("displayName"))
            usual = {"parameterName", "scope", "description", "displayName", "type"}
            if (shown and shown != name) or not {*item} <= usual:
                rest.append(item)
        if rest:
            self.left["dimensions"] = rest
        if self.names:
            self.left["names"] = self.names
        if self.left:
            self.draft.head[self.extra] = self.left
        return self.draft.finish()
