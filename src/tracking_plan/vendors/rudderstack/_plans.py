"""Makes plans of RudderStack's tracking plans, and of its catalog alone where there are none."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from ...document import Map
from ...model.schema import plain
from ...shelf import quote
from .._imported import NOT_CLOSED, OWN_KEYS, Draft, ImportedPlan, Words
from .._jsonschema import SchemaReader
from ._catalog import EXTRA, Catalog, Entry, maps, text

TOOL = "rudderstack"

_RULE = frozenset(
    (
        "type",
        "id",
        "event",
        "properties",
        "variants",
        "additional_properties",
        "allow_unplanned",
        "identity_section",
        "includes",
    )
)
_TRAITS = {"identify": "user", "group": "group"}
_INCLUDES = "#/tp/"


def plans(specs: list[Map], catalog: Catalog) -> Iterator[ImportedPlan]:
    """A plan of each spec; of the whole catalog where there is no spec."""
    by_id = {text(spec, "id"): spec for spec in specs}
    drafts = [_Plan(spec, by_id, catalog) for spec in specs]
    for reading in drafts:
        reading.rules()
    if not specs:
        drafts = [_Plan(None, {}, catalog)]
        drafts[0].whole_catalog()
    if len(drafts) == 1:
        drafts[0].rest_of_catalog()
    else:
        for kind in ("properties", "events", "custom-types"):
            for entry in catalog.unused(kind):
                catalog.tell(
                    entry.words, entry.name, f"is among the {kind} of the catalog but in no tracking plan: not kept"
                )
    for reading in drafts:
        yield reading.draft.finish()


class _Plan:
    """One plan while it is being made."""

    def __init__(self, spec: Map | None, by_id: dict[str, Map], catalog: Catalog) -> None:
        self.spec, self.by_id, self.catalog, self.tell = spec, by_id, catalog, catalog.tell
        title = (text(spec, "display_name") or text(spec, "id")) if spec is not None else ""
        self.draft = Draft(title or "RudderStack data catalog")
        self.planned: set[str] = set()
        if spec is not None:
            if description := text(spec, "description"):
                self.draft.head["description"] = description
            left = {
                word: plain(value)
                for word, value in spec.items()
                if word not in ("display_name", "description", "rules")
            }
            if left:
                self.draft.head[EXTRA] = left

    def rules(self) -> None:
        assert self.spec is not None
        for rule in maps(self.spec, "rules"):
            for found in self.included(rule):
                self.rule(found)

    def included(self, rule: Map) -> Iterator[Map]:
        """The rule itself, or those of another tracking plan that it includes: `#/tp/<id>/event_rule/<rule or *>`."""
        includes = rule.get("includes")
        if not isinstance(includes, Map):
            yield rule
            return
        reference = text(includes, "$ref")
        parts = reference.removeprefix(_INCLUDES).split("/")
        other = self.by_id.get(parts[0]) if reference.startswith(_INCLUDES) and len(parts) == 3 else None
        found = [
            theirs
            for theirs in (maps(other, "rules") if other is not None else ())
            if parts[2] in ("*", text(theirs, "id")) and not isinstance(theirs.get("includes"), Map)
        ]
        if not found:
            self.tell(rule, text(rule, "id"), f"includes {quote(reference)}, which no file here holds: not kept")
        yield from found

    def rule(self, rule: Map) -> None:
        said = rule.get("event")
        reference = text(said, "$ref") if isinstance(said, Map) else text(rule, "event")
        if not reference:
            self.tell(rule, text(rule, "id"), "names no event: not kept")
            return
        ident, entry = self.catalog.refer("events", reference)
        if entry is None:
            self.tell(
                rule,
                ident,
                f"refers to the event {quote(reference)}, which no file here defines: its id stands for its name",
            )
        kind = text(entry.words, "event_type") if entry is not None else "track"
        if ident in self.planned:
            self.tell(rule, ident, "is planned by two rules: the first is kept")
            return
        self.planned.add(ident)
        if kind in _TRAITS:
            self.traits(rule, entry, _TRAITS[kind])
        else:
            self.event(rule, ident, entry, kind)

    def schema(self, rule: Map, where: str) -> dict[str, Any]:
        """The JSON Schema of what a rule plans. It is closed unless it says otherwise."""
        found, required = self.catalog.object(maps(rule, "properties"), where)
        schema: dict[str, Any] = {"properties": found, "required": required}
        self.catalog.variants(schema, rule, where)
        return schema

    def reader(self, rule: Map) -> SchemaReader:
        return SchemaReader(TOOL, partial(self.tell, rule))

    def event(self, rule: Map, ident: str, entry: Entry | None, kind: str) -> None:
        made, left = self.about(ident, entry, kind)
        name = self.name(rule, ident, entry, kind)
        if name.startswith("x-"):
            self.draft.head.setdefault(EXTRA, {}).setdefault("rules", []).append(plain(rule))
            self.tell(rule, name, f"{OWN_KEYS}, kept under {EXTRA}: it is not planned here")
            return
        schema = self.schema(rule, name)
        found = self.reader(rule).properties(schema, name)
        if found:
            made["properties"] = found
        said = rule.get("event")
        beside = said if isinstance(said, Map) else rule
        if True in (beside.get("allow_unplanned"), rule.get("allow_unplanned"), rule.get("additional_properties")):
            made["additional_properties"] = True
        section = text(beside, "identity_section")
        if section not in ("", "properties"):
            left["identity_section"] = section
            self.tell(
                rule, name, f"its properties are those of {section}, kept under {EXTRA}: here they are the event's own"
            )
        left["rule"] = text(rule, "id")
        left.update(schema.get(EXTRA, {}))
        left.update((word, plain(value)) for word, value in rule.items() if word not in _RULE)
        self.draft.events[name] = {**made, EXTRA: left}

    def about(self, ident: str, entry: Entry | None, kind: str) -> tuple[Words, Words]:
        """What the catalog says of an event, and what the plan format has no word for."""
        made: Words = {}
        left: Words = {"id": ident}
        if entry is not None:
            if description := text(entry.words, "description"):
                made["description"] = description
            if category := text(entry.words, "category"):
                named, found = self.catalog.refer("categories", category)
                made["category"] = found.name if found is not None else named
        if kind in ("page", "screen"):
            made["type"] = kind
        elif kind != "track":
            left["event_type"] = kind
        return made, left

    def name(self, rule: Map, ident: str, entry: Entry | None, kind: str) -> str:
        """An event's name on the wire; page and screen calls have none in the catalog."""
        name = text(entry.words, "name") if entry is not None else ident
        if name:
            free = self.draft.free_name(name, kind)
            if free != name:
                self.tell(rule, free, f"is called {quote(name)} as another event is: two cannot have one name here")
            return free
        events = self.draft.events
        word = kind.title() if all(event[:1].isupper() for event in events) else kind
        free = self.draft.free_name(word, ident)
        self.tell(rule, free, f"is the rule for every {quote(kind)} call, which has no name of its own")
        return free

    def traits(self, rule: Map, entry: Entry | None, whose: str) -> None:
        where = f"traits.{whose}"
        traits = self.draft.traits.setdefault(whose, {})
        left: Words = dict(traits.pop(EXTRA, {}))
        schema = self.schema(rule, where)
        for name, words in self.reader(rule).properties(schema, where).items():
            if name in traits:
                self.tell(rule, f"{where}.{name}", "is planned by two rules: the first is kept")
            else:
                traits[name] = words
        said = rule.get("event")
        beside = said if isinstance(said, Map) else rule
        closed = True not in (beside.get("allow_unplanned"), rule.get("additional_properties"))
        about = {
            "rule": text(rule, "id"),
            "id": text(entry.words, "id") if entry else "",
            "description": text(entry.words, "description") if entry else "",
        }
        about |= {"identity_section": text(beside, "identity_section")}
        left.update((word, value) for word, value in about.items() if value)
        left.update(schema.get(EXTRA, {}))
        if closed:
            left["additional_properties"] = False
            self.tell(rule, where, f"other traits are refused, kept under {EXTRA}: {NOT_CLOSED}")
        traits[EXTRA] = left

    # The catalog

    def whole_catalog(self) -> None:
        """Every event of the catalog. Nothing says which properties they carry, so any are accepted."""
        first: Entry | None = None
        for ident, entry in self.catalog.entries["events"].items():
            self.catalog.refer("events", f"#event:{ident}")
            kind = text(entry.words, "event_type") or "track"
            if kind in _TRAITS:
                self.aside("events", entry, "only a tracking plan says which traits there are")
                continue
            made, left = self.about(ident, entry, kind)
            made["additional_properties"] = True
            name = self.name(entry.words, ident, entry, kind)
            if name.startswith("x-"):
                self.aside("events", entry, OWN_KEYS)
                continue
            self.draft.events[name] = {**made, EXTRA: left}
            first = first or entry
        if first is not None:
            self.tell(first.words, "", "no tracking plan here says which properties events carry: any are accepted")

    def rest_of_catalog(self) -> None:
        """What nothing uses: a property goes to the dictionary beside those in use, the rest has no place in a plan."""
        by_name: dict[str, list[Entry]] = {}
        for entry in self.catalog.entries["properties"].values():
            by_name.setdefault(entry.name, []).append(entry)
        alone = {name for holder in self.draft.holders() for name in holder}
        unused = {id(entry.words) for entry in self.catalog.unused("properties")}
        for name, entries in by_name.items():
            if len(entries) > 1 or name.startswith("x-"):
                for entry in entries:
                    if id(entry.words) in unused:
                        why = OWN_KEYS if len(entries) == 1 else "another one has its name"
                        self.aside("properties", entry, why)
                continue
            used = id(entries[0].words) not in unused
            if used and name not in alone:
                continue  # used only inside other properties, which say it in full
            self.catalog.quiet = used
            schema = self.catalog.property(entries[0], name, ())
            self.draft.catalog[name] = self.reader(entries[0].words).read(schema, name)
            self.catalog.quiet = False
        for kind in ("events", "custom-types"):
            for entry in list(self.catalog.unused(kind)):
                self.aside(kind, entry, "it is in no tracking plan")

    def aside(self, kind: str, entry: Entry, why: str) -> None:
        """Keep a thing of the catalog as it is, with the tool's own keys of the plan."""
        self.draft.head.setdefault(EXTRA, {}).setdefault(kind, []).append(plain(entry.words))
        self.tell(entry.words, entry.name, f"is kept under {EXTRA} in plan.yaml, among the {kind}: {why}")
