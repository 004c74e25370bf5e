"""Reads Glean's `metrics.yaml` files: each metric of type event becomes an event called `category.name`.

Extra keys become properties, none of them required, as in Glean. The first of the notification emails is the owner.
All else that Glean says (reviews, bugs, sensitivity, metrics that are no events) is kept under `x-glean`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ...document import Map
from ...model.schema import plain
from ...shelf import listed, quote
from ...trouble import Trouble
from .._imported import NOT_CHECKED, Draft, Imported, Note, Words, imported
from .._yaml import mappings

SUFFIXES = (".yaml", ".yml")
EXTRA = "x-glean"

TYPES = {"string": "string", "boolean": "boolean", "quantity": "integer"}
"""The type of an extra key -> the type of a property."""
_SCHEMA = "mozilla.org/schemas/glean/metrics/"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def recognizes(value: object) -> bool:
    """Whether it is a `metrics.yaml`."""
    return isinstance(value, Mapping) and _SCHEMA in str(value.get("$schema"))


def read(texts: Mapping[str, str]) -> Imported:
    """One plan of all the metrics in these files (name -> text).

    Raises:
        Trouble: no file holds an event, or one that should cannot be read.
    """
    notes: list[Note] = []
    reading = _Reading(notes)
    for file, data in mappings(texts, notes, lambda text: _SCHEMA in text, "metrics of Glean"):
        if recognizes(data):
            reading.file(data)
        else:
            notes.append(Note(file, "", "holds no metrics of Glean (its $schema says so): not read"))
    if not reading.draft.events:
        told = "; ".join(str(note) for note in notes[:3]) or f"no metric of {listed(texts, 3)} is of type event"
        raise Trouble(f"no events of Glean here: expected a metrics.yaml with metrics of type event ({told})")
    return imported([reading.finish()], notes)


class _Reading:
    def __init__(self, notes: list[Note]) -> None:
        self.notes = notes
        self.draft = Draft("Glean metrics")
        self.head: Words = {}
        self.others: dict[str, Words] = {}

    def tell(self, words: Map, where: str, what: str) -> None:
        at = words.at()
        self.notes.append(Note(at.file, where, what, at.line))

    def file(self, data: Map) -> None:
        others = 0
        for category, held in data.items():
            if category.startswith("$") or category == "no_lint":
                if category != "$schema" and self.head.get(category, held) != held:
                    self.tell(data, category, "is said in another file too, which is kept: this one is not")
                self.head.setdefault(category, plain(held))
            elif isinstance(held, Map):
                for name, metric in held.items():
                    if isinstance(metric, Map) and metric.get("type") == "event":
                        self.event(category, name, metric)
                    else:
                        others += 1
                        self.others.setdefault(category, {})[name] = plain(metric)
            else:
                self.tell(data, category, f"holds {quote(held)}, not metrics: not kept")
        if others:
            are = "a metric is no event and is" if others == 1 else f"{others:,} metrics are no events and are"
            self.tell(data, "", f"{are} kept under {EXTRA} in plan.yaml")

    def event(self, category: str, name: str, metric: Map) -> None:
        full = f"{category}.{name}"
        if full in self.draft.events:
            self.tell(metric, full, "is defined twice: the first is kept")
            return
        made: Words = {}
        left: Words = {word: plain(held) for word, held in metric.items() if word not in ("type", "extra_keys")}
        if isinstance(metric.get("description"), str) and metric["description"].strip():
            made["description"] = left.pop("description")
        for word in ("bugs", "data_reviews"):  # which Glean asks of every metric
            if left.get(word) == []:
                del left[word]
        made["category"] = category
        emails = left.get("notification_emails")
        if isinstance(emails, list) and emails and isinstance(emails[0], str) and not emails[0].startswith("x-"):
            made["owner"] = self.draft.owner(emails[0])
            left["notification_emails"] = emails[1:]
            if not emails[1:]:
                del left["notification_emails"]
        expires = left.get("expires")
        if expires == "never" or (isinstance(expires, str) and _DAY.fullmatch(expires)):
            made["expires"] = left.pop("expires")
        elif expires is not None:
            self.tell(
                metric, full, f"expires with {quote(expires)}, which is no date, kept under {EXTRA}: {NOT_CHECKED}"
            )
        found = self.extras(metric, full)
        if found:
            made["properties"] = found
        if left:
            made[EXTRA] = left
        self.draft.events[full] = made

    def extras(self, metric: Map, full: str) -> dict[str, Words]:
        found: dict[str, Words] = {}
        said = metric.get("extra_keys")
        for name, words in said.items() if isinstance(said, Map) else ():
            if not isinstance(words, Map) or name.startswith("x-"):
                self.tell(metric, f"{full}.{name}", "is no extra key that a plan can name: not kept")
                continue
            left: Words = {word: plain(held) for word, held in words.items()}
            made: Words = {}
            if left.get("type") in TYPES:
                made["type"] = TYPES[left.pop("type")]
            elif "type" in left:
                self.tell(
                    words, f"{full}.{name}", f"its type {quote(left['type'])} is none of Glean's, kept under {EXTRA}"
                )
            if isinstance(left.get("description"), str):
                made["description"] = left.pop("description")
            made["required"] = False
            found[name] = {**made, EXTRA: left} if left else made
        return found

    def finish(self) -> Any:
        left = {**self.head, **({"metrics": self.others} if self.others else {})}
        self.draft.head[EXTRA] = left
        return self.draft.finish()
