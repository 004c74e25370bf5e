"""Makes a plan of the rules of one Segment tracking plan, whichever of Segment's formats they came in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from ...model.event import STATUSES
from ...shelf import listed, quote
from .._imported import NOT_CHECKED, NOT_CLOSED, OWN_KEYS, Draft, ImportedPlan, Note, Words
from .._jsonschema import SchemaReader
from ._schema import Schema, take_apart

TOOL = "segment"
EXTRA = f"x-{TOOL}"

_RAW = frozenset(("type", "key", "newKey", "name", "description", "jsonSchema", "rules", "version", "trait"))
_DATES = frozenset(("createdAt", "updatedAt"))
_NEVER = "0001-"
"""How Segment's dates begin where there is none."""


class Rule(NamedTuple):
    """One rule as it was written. ``kind`` is TRACK, IDENTIFY, GROUP, PAGE, SCREEN, COMMON or something unknown."""

    file: str
    kind: str
    key: str
    schema: Any
    raw: Mapping[str, Any]

    @property
    def version(self) -> float:
        said = self.raw.get("version")
        return said if isinstance(said, (int, float)) and not isinstance(said, bool) else 1


def plan(head: Mapping[str, Any], rules: Iterable[Rule], notes: list[Note]) -> ImportedPlan:
    """One plan of all its rules."""
    return _Reading(head, notes).plan(list(rules))


class _Reading:
    def __init__(self, head: Mapping[str, Any], notes: list[Note]) -> None:
        left = {word: value for word, value in head.items() if value not in (None, "")}
        title = left.pop("display_name", None) or left.pop("name", None)
        self.draft = Draft(title if isinstance(title, str) else "Segment tracking plan")
        if isinstance(left.get("description"), str):
            self.draft.head["description"] = left.pop("description")
        self.left: Words = left
        self.notes = notes
        self.file = ""
        self.schemas = SchemaReader(TOOL, self.tell)

    def tell(self, where: str, what: str) -> None:
        self.notes.append(Note(self.file, where, what))

    def plan(self, rules: list[Rule]) -> ImportedPlan:
        grouped: dict[tuple[str, str], list[Rule]] = {}
        for rule in rules:
            key = "" if rule.kind in ("IDENTIFY", "GROUP", "COMMON") else rule.key
            grouped.setdefault((rule.kind, key), []).append(rule)
        for (kind, key), found in grouped.items():
            self.file = found[0].file
            match kind:
                case "TRACK":
                    self.event(key, "track", found)
                case "PAGE" | "SCREEN":
                    self.event(key, kind.lower(), found)
                case "IDENTIFY":
                    self.traits("user", found)
                case "GROUP":
                    self.traits("group", found)
                case "COMMON":
                    self.common(found)
                case _:
                    self.left.setdefault("rules", []).extend(dict(rule.raw) for rule in found)
                    self.tell(key, f"rules of type {quote(kind)} are not known here, kept under {EXTRA}")
        self.dates(rules)
        if self.left:
            self.draft.head[EXTRA] = self.left
        return self.draft.finish()

    def dates(self, rules: list[Rule]) -> None:
        dated = [rule for rule in rules if any(rule.raw.get(word) for word in _DATES)]
        if dated:
            self.file = dated[0].file
            rules_were = "a rule was" if len(dated) == 1 else f"{len(dated)} rules were"
            self.tell("", f"the dates on which {rules_were} created and updated are not kept")

    # Rules of one kind and name

    def latest(self, rules: list[Rule], where: str, left: Words) -> Rule:
        """The rule to keep of several versions: the last, which says what is to be sent from now on."""
        distinct: list[Rule] = []
        for rule in rules:
            if not any(rule.version == other.version and rule.schema == other.schema for other in distinct):
                distinct.append(rule)
        distinct.sort(key=lambda rule: rule.version)
        kept = distinct[-1]
        if len(distinct) > 1:
            left["versions"] = [{"version": rule.version, "jsonSchema": rule.schema} for rule in distinct[:-1]]
            self.tell(where, _which(distinct))
        if kept.version != 1:
            left["version"] = kept.version
        return kept

    def event(self, key: str, kind: str, rules: list[Rule]) -> None:
        name = key
        if not key and kind != "track":
            name = kind.title() if all(event[:1].isupper() for event in self.draft.events) else kind
            self.tell(name, f"is the rule for every {kind} call, which has no name of its own")
        name = self.draft.free_name(name, kind)
        if key and name != key:
            self.tell(name, f"is called {quote(key)} as another event is: two cannot have one name here")
        left: Words = {} if name == key or name.lower() == kind else {"key": key}
        if name.startswith("x-"):
            self.left.setdefault("rules", []).extend(dict(rule.raw) for rule in rules)
            self.tell(name, f"{OWN_KEYS}, kept under {EXTRA}: it is not planned here")
            return
        rule = self.latest(rules, name, left)
        schema = self.take_apart(rule, "properties", name)
        made: Words = {}
        self.describe(made, left, schema, rule, name)
        if kind != "track":
            made["type"] = kind
        found, closed = self.contents(schema.inner, name, "properties", left)
        if found:
            made["properties"] = found
        if not closed:
            made["additional_properties"] = True
        self.rest_of_call(schema, name, left)
        if left:
            made[EXTRA] = left
        self.draft.events[name] = made

    def describe(self, made: Words, left: Words, schema: Schema, rule: Rule, name: str) -> None:
        """What is said about the event itself: its description, labels, and whether it is deprecated."""
        about = dict(schema.about)
        for said in (about.pop("description", None), rule.raw.get("description")):
            if isinstance(said, str) and said.strip():
                made.setdefault("description", said)
        labels = about.pop("labels", None)
        if isinstance(labels, Mapping):
            rest = self.labels(made, labels)
            if rest:
                left["labels"] = rest
            if renamed := {word: label for label, word in self.renamed(labels, rest).items() if word in made}:
                left["label_names"] = renamed
        elif labels:
            left["labels"] = labels
        deprecated = rule.raw.get("deprecatedAt")
        if isinstance(deprecated, str) and deprecated and not deprecated.startswith(_NEVER):
            if "status" in made:  # that of a label, which it takes the place of
                left.setdefault("labels", {}).update({k: v for k, v in labels.items() if k.lower() == "status"})
                left.get("label_names", {}).pop("status", None)
            made["status"] = "deprecated"
            left["deprecatedAt"] = deprecated
        left.update(
            (word, value) for word, value in about.items() if value and word not in ("$schema", "type", "eventMetadata")
        )
        left.update(
            (word, value)
            for word, value in rule.raw.items()
            if value is not None and word not in _RAW | _DATES | {"deprecatedAt"}
        )

    def labels(self, made: Words, labels: Mapping[str, Any]) -> Words:
        """Labels that the plan format has a word for become that word; the others are given back."""
        rest: Words = {}
        for label, value in labels.items():
            word = {"team": "owner"}.get(label.lower(), label.lower())
            text = value.strip() if isinstance(value, str) else ""
            if word == "owner" and text and "owner" not in made and not text.startswith("x-"):
                made["owner"] = self.draft.owner(text)
            elif word == "category" and text and "category" not in made:
                made["category"] = text
            elif word == "status" and text.lower() in STATUSES and "status" not in made:
                made["status"] = text.lower()
            else:
                rest[label] = value
        return rest

    def renamed(self, labels: Mapping[str, Any], rest: Words) -> dict[str, str]:
        """The labels that became a word which is not spelled as they are: `Team` -> `owner`."""
        words = {label: {"team": "owner"}.get(label.lower(), label.lower()) for label in labels if label not in rest}
        return {label: word for label, word in words.items() if label != word}

    def traits(self, whose: str, rules: list[Rule]) -> None:
        left: Words = {}
        if not all(rule.raw.get("trait") for rule in rules):
            rules = [self.latest(rules, f"traits.{whose}", left)]
        traits = self.draft.traits.setdefault(whose, {})
        for rule in rules:
            schema = self.take_apart(rule, "traits", f"traits.{whose}")
            found, closed = self.contents(schema.inner, f"traits.{whose}", "traits", left)
            traits.update(found)
            if closed:
                left["additionalProperties"] = False
                self.tell(f"traits.{whose}", f"other traits are refused, kept under {EXTRA}: {NOT_CLOSED}")
            self.rest_of_call(schema, f"traits.{whose}", left)
            left.update(
                (word, value) for word, value in schema.about.items() if value and word in ("description", "labels")
            )
        if left:
            traits[EXTRA] = left
        if not traits:
            del self.draft.traits[whose]

    def common(self, rules: list[Rule]) -> None:
        """The schema that holds for every call: its properties become a group that every event includes."""
        left: Words = {}
        rule = self.latest(rules, "common", left)
        schema = self.take_apart(rule, "properties", "common")
        found, closed = self.contents(schema.inner, "common", "properties", left)
        if closed:
            left["additionalProperties"] = False
            self.tell(
                "common",
                f'"additionalProperties": false is kept under {EXTRA}: a group of properties cannot close events',
            )
        if found:
            self.draft.groups["common"] = {"description": "Properties of every event", "properties": found}
            for name, words in self.draft.events.items():
                self.draft.events[name] = _including("common", words)
            self.tell("common", "the properties of the common schema are a group, which every event includes")
        self.rest_of_call(schema, "common", left)
        if left:
            self.left["common"] = left

    # Schemas

    def take_apart(self, rule: Rule, section: str, where: str) -> Schema:
        if rule.schema is not None and not isinstance(rule.schema, Mapping):
            self.tell(where, f"its schema is {quote(rule.schema)}, not a mapping: any properties are accepted here")
        return take_apart(rule.schema, section)

    def contents(self, inner: dict[str, Any], where: str, section: str, left: Words) -> tuple[dict[str, Words], bool]:
        """The properties (or traits) themselves, and whether others are refused."""
        words = dict(inner)
        found = self.schemas.properties(words, where)
        said = words.get("additionalProperties")
        if said in (True, False, {}, None):
            words.pop("additionalProperties", None)
        kind = words.get("type")
        if kind == "object" or (isinstance(kind, list) and "object" in kind):
            del words["type"]
        words = {
            word: value
            for word, value in words.items()
            if word not in ("$schema", "id", "$id") and value not in ("", None)
        }
        if words:
            left[section] = words
            lost = [word for word in words if word not in ("description", "title", "properties")]
            if lost:
                self.tell(where, f"{listed(map(quote, lost))} of its {section} is kept under {EXTRA}: {NOT_CHECKED}")
        return found, said is False

    def rest_of_call(self, schema: Schema, where: str, left: Words) -> None:
        """What is asked of the call beside its properties: a plan speaks of properties and traits only."""
        if schema.call:
            left["call"] = schema.call
            inner, required = schema.call.get("properties"), schema.call.get("required")
            parts = [word for word in schema.call if word not in ("properties", "required")]
            parts += [*(inner if isinstance(inner, Mapping) else ()), *(required if isinstance(required, list) else ())]
            asked = f"what is asked of {listed(map(quote, dict.fromkeys(map(str, parts))))} beside its properties"
            self.tell(where, f"{asked} is kept under {EXTRA}: {NOT_CHECKED}")


def _including(group: str, words: Words) -> Words:
    """An event with the properties of a group, which is named before its own."""
    own = ("properties", "additional_properties", EXTRA)
    before = {word: value for word, value in words.items() if word not in own}
    return {**before, "include": [group], **{word: words[word] for word in own if word in words}}


def _which(rules: Sequence[Rule]) -> str:
    """What became of several rules for one event, the last of which is kept."""
    first, last = rules[0].version, rules[-1].version
    if first == last:
        return f"is defined {len(rules)} times in different ways: the last is kept, the others stand under {EXTRA}"
    versions = listed(f"{rule.version:g}" for rule in rules)
    by = f"Segment checks a source's schema by {first:g}"
    return f"has the versions {versions}: {last:g} is kept, the others stand under {EXTRA} ({by})"
