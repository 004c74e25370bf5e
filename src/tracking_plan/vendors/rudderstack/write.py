"""Writes RudderStack's tracking plans: the YAML files of rudder-cli, format `rudder/v1`.

`properties.yaml`, `events.yaml`, `categories.yaml` and `tracking-plan.yaml`. Traits are the rules of identify and group
calls. Custom types are written out where they are used; what the older format kept is written in today's.
"""

from __future__ import annotations

import re
from typing import Any

from ...document import write as write_yaml
from ...model.event import Event
from ...model.plan import Plan
from .._exported import (
    SCHEMA_WORDS,
    Exported,
    Keeps,
    Told,
    extra_of,
    extra_of_plan,
    extra_of_traits,
    over,
    tell_losses,
    words,
)
from .._spelled import slug
from ._catalog import EXTRA
from ._entries import Entries, Ids, Words

KEEPS = Keeps(
    words("name description"),
    words("description category type additional_properties"),
    SCHEMA_WORDS,
    traits=True,
    dictionary=True,
)
_NAMELESS = ("page", "screen", "identify", "group")
_KINDS = {"user": "identify", "group": "group"}
_OLDER = re.compile(r"#/(properties|events|custom-types|categories)/[^/]+/(.+)", re.DOTALL)
_SINGULAR = {"properties": "property", "events": "event", "custom-types": "custom-type", "categories": "category"}


def write(plan: Plan) -> Exported:
    """The files of one project."""
    tell = Told("RudderStack")
    tell_losses(plan, KEEPS, EXTRA, tell)
    own = extra_of_plan(plan, EXTRA)
    making = _Making(tell)
    for event in plan.events.values():
        making.event(event)
    for whose in plan.traits:
        making.traits(plan, whose)
    making.rest(plan, own.pop("events", []))
    stem = slug(plan.name or "", "plan")
    spec: Words = {"id": own.pop("id", stem.replace("-", "_")), "display_name": plan.name or stem}
    if plan.description:
        spec["description"] = plan.description
    for kind in ("properties", "custom-types", "rules"):
        if own.pop(kind, None):
            tell("", f"the {kind} of the catalog that stand under {EXTRA} are in no tracking plan: not kept")
    spec.update(own)
    spec["rules"] = making.rules
    parts: dict[str, tuple[str, Words]] = {
        "properties.yaml": ("properties", {"properties": [*making.entries.all()]}),
        "events.yaml": ("events", {"events": making.events}),
        "categories.yaml": ("categories", {"categories": [*making.categories.values()]}),
        "tracking-plan.yaml": ("tracking-plan", spec),
    }
    files = {}
    for name, (kind, words_) in parts.items():
        if kind == "tracking-plan" or words_[kind]:
            files[name] = write_yaml({"version": "rudder/v1", "kind": kind, "metadata": {"name": stem}, "spec": words_})
    return Exported(files, tell.notes())


class _Making:
    """The catalog and the rules while they are made."""

    def __init__(self, tell: Told) -> None:
        self.tell = tell
        self.entries = Entries(tell)
        self.ids, self.rule_ids, self.category_ids = Ids(), Ids(), Ids()
        self.events: list[Words] = []
        self.categories: dict[str, Words] = {}
        self.rules: list[Words] = []

    def event(self, event: Event) -> None:
        own = extra_of(event, EXTRA)
        kept = own.pop("event_type", None)
        kind = kept if isinstance(kept, str) and event.kind == "track" else event.kind
        wanted = own.pop("id", None) or slug(event.name, "event").replace("-", "_")
        ident = self.ids.take(str(wanted), event.name)
        entry: Words = {"id": ident}
        if kind not in _NAMELESS:
            entry["name"] = event.name
        elif event.name.lower() != kind:
            self.tell(event.name, f"RudderStack has no names for {kind} calls: its name is not kept")
        entry["event_type"] = kind
        if event.description:
            entry["description"] = event.description
        if event.category is not None:
            entry["category"] = f"#category:{self.category(event.category)}"
        self.events.append(entry)
        rule: Words = {"additional_properties": event.additional_properties}
        self.rule(ident, rule, [*event.properties.values()], own, event.name)

    def category(self, name: str) -> str:
        if name not in self.categories:
            ident = self.category_ids.take(slug(name, "category").replace("-", "_"), name)
            self.categories[name] = {"id": ident, "name": name}
        return str(self.categories[name]["id"])

    def traits(self, plan: Plan, whose: str) -> None:
        own = extra_of_traits(plan, whose, EXTRA)
        kind = _KINDS[whose]
        ident = self.ids.take(str(own.pop("id", kind)), f"traits of {whose}")
        entry: Words = {"id": ident, "event_type": kind}
        if description := own.pop("description", None):
            entry["description"] = description
        self.events.append(entry)
        rule: Words = {"identity_section": own.pop("identity_section", "traits")}
        rule["additional_properties"] = own.pop("additional_properties", True) is not False
        self.rule(ident, rule, [*plan.traits[whose].values()], own, f"traits.{whose}")

    def rest(self, plan: Plan, events: list[Words]) -> None:
        """What no rule uses: properties of the dictionary, and events that an import kept aside."""
        used = {id(found.base or found) for event in plan.events.values() for found in event.properties.values()}
        for found in plan.properties.values():
            if id(found) not in used:
                self.entries.entry(found)
        for kept in events:
            wanted = str(kept.get("id", "event"))
            self.events.append({**_today(kept), "id": self.ids.take(wanted, kept)})

    def rule(self, ident: str, rule: Words, properties: list[Any], own: Words, where: str) -> None:
        variants = _today(own.pop("variants", None))
        cases = {*_named(variants)} if variants else set()
        uses = [self.entries.use(found) for found in properties]
        if left_to_cases := [use for use in uses if use["property"] in cases and not use["required"]]:
            uses = [use for use in uses if use not in left_to_cases]
            self.tell(where, "properties that the cases of its variants name stand in those cases only")
        wanted = str(own.pop("rule", None) or f"{ident}_rule")
        made: Words = {
            "type": "event_rule",
            "id": self.rule_ids.take(wanted, where),
            "event": f"#event:{ident}",
            **rule,
        }
        made = over(made, own)
        if uses:
            made["properties"] = uses
        if variants:
            made["variants"] = variants
        self.rules.append(made)


def _today(value: Any) -> Any:
    """References of the older format in the form of today's."""
    if isinstance(value, list):
        return [_today(item) for item in value]
    if isinstance(value, dict):
        return {"property" if word == "$ref" else word: _today(held) for word, held in value.items()}
    found = _OLDER.fullmatch(value) if isinstance(value, str) else None
    return f"#{_SINGULAR[found[1]]}:{found[2]}" if found else value


def _named(value: Any) -> list[str]:
    """The properties that variants name, in whatever place."""
    if isinstance(value, list):
        return [name for item in value for name in _named(item)]
    if not isinstance(value, dict):
        return []
    own = [value["property"]] if isinstance(value.get("property"), str) else []
    return [*own, *(name for held in value.values() for name in _named(held))]
