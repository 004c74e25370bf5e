"""RudderStack's data catalog: events, properties, categories and custom types by id, and what refers to them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from ...document import Map
from ...model.schema import plain
from ...shelf import quote
from ...trouble import Trouble

EXTRA = "x-rudderstack"

_DEEPEST = 16
"""Levels of properties in properties, which custom types can make endless; a plan's files may be 64 levels deep."""
_MOST = 100_000
"""Properties that references may stand for in all: custom types can multiply."""
_REFERENCE = re.compile(r"#(?:/(?P<old>[\w-]+)/(?P<group>[^/]+)/|(?P<new>[\w-]+):)(?P<id>.+)", re.DOTALL)
_KINDS = {
    "property": "properties",
    "event": "events",
    "category": "categories",
    "custom-type": "custom-types",
    "tracking-plan": "tp",
}
_WORDS = {
    "min_length": "minLength", "max_length": "maxLength", "exclusive_minimum": "exclusiveMinimum",
    "exclusive_maximum": "exclusiveMaximum", "multiple_of": "multipleOf", "min_items": "minItems",
    "max_items": "maxItems", "unique_items": "uniqueItems", "additional_properties": "additionalProperties",
}  # fmt: skip
"""Today's words for what the older format calls as JSON Schema does."""

Tell = Callable[[Map, str, str], None]
"""Takes a note: the mapping it is about, where in the plan, and what."""


class Entry(NamedTuple):
    """One thing of the catalog, and the file's ``metadata.name`` by which the older format refers to it."""

    words: Map
    group: str

    @property
    def name(self) -> str:
        return text(self.words, "name") or text(self.words, "id")


def text(words: Map, key: str) -> str:
    """A text as it was written, or nothing."""
    value = words.get(key)
    return (
        value
        if isinstance(value, str)
        else ""
        if value is None or isinstance(value, (dict, list))
        else words.source(key)
    )


def maps(words: Map, key: str) -> Iterator[Map]:
    """The mappings in a list."""
    found = words.get(key)
    yield from (item for item in found if isinstance(item, Map)) if isinstance(found, list) else ()


class Catalog:
    """Everything that tracking plans refer to."""

    def __init__(self, tell: Tell) -> None:
        self.notes = tell
        self.entries: dict[str, dict[str, Entry]] = {kind: {} for kind in _KINDS.values()}
        self.used: set[tuple[str, str]] = set()
        self.made = 0
        self.quiet = False
        """Whether what is told would be told a second time."""

    def tell(self, words: Map, where: str, what: str) -> None:
        if not self.quiet:
            self.notes(words, where, what)

    def add(self, kind: str, words: Map, group: str) -> None:
        ident, known = text(words, "id"), self.entries[kind]
        if not ident:
            self.tell(
                words, text(words, "name"), f"has no id among the {kind}, so that nothing can refer to it: not kept"
            )
        elif ident in known:
            first = known[ident].words.at()
            if plain(known[ident].words) != plain(words):
                self.tell(
                    words, ident, f"is already defined at {first.file}:{first.line}, which is kept: this one is not"
                )
        else:
            known[ident] = Entry(words, group)

    def refer(self, kind: str, reference: str) -> tuple[str, Entry | None]:
        """The id that a reference names, in either generation's form, and what has it."""
        found = _REFERENCE.fullmatch(reference)
        named = (found["old"] or _KINDS.get(found["new"], "")) if found else ""
        ident = found["id"] if found and named == kind else reference
        entry = self.entries[kind].get(ident)
        if entry is not None:
            self.used.add((kind, ident))
        return ident, entry

    def unused(self, kind: str) -> Iterator[Entry]:
        return (entry for ident, entry in self.entries[kind].items() if (kind, ident) not in self.used)

    # Properties as JSON Schemas

    def object(self, uses: Iterator[Map], where: str, within: tuple[str, ...] = ()) -> tuple[dict[str, Any], list[str]]:
        """The schemas of properties in use, by name, and the names of those required."""
        schemas: dict[str, Any] = {}
        required: list[str] = []
        for use in uses:
            name, schema = self.use(use, where, within)
            if name in schemas:
                self.tell(use, f"{where}.{name}", "is named twice, by two ids of the catalog: the first is kept")
                continue
            schemas[name] = schema
            if use.get("required") is True:
                required.append(name)
        return schemas, required

    def use(self, use: Map, where: str, within: tuple[str, ...]) -> tuple[str, dict[str, Any]]:
        """One property where a rule or a custom type names it: its name and its schema with what is nested in it."""
        reference = text(use, "property") or text(use, "$ref")
        ident, entry = self.refer("properties", reference)
        self.made += 1
        if self.made > _MOST:
            at = use.at()
            raise Trouble(
                f"{at.file}:{at.line}: custom types stand for more than {_MOST:,} properties, which no plan has"
            )
        if entry is None:
            self.tell(
                use,
                f"{where}.{ident}",
                f"refers to {quote(reference)}, which no file here defines: any value is accepted",
            )
            return ident, {EXTRA: {"id": ident}}
        schema = self.property(entry, f"{where}.{entry.name}", within)
        deep = len(within) >= _DEEPEST
        if deep:
            self.tell(
                use,
                f"{where}.{entry.name}",
                f"stands more than {_DEEPEST} levels deep: what is nested in it is not kept",
            )
        nested, required = self.object(
            iter(()) if deep else maps(use, "properties"), f"{where}.{entry.name}", (*within, "")
        )
        said = use.get("additional_properties", use.get("additionalProperties"))
        if nested or said is not None:
            self.nest(schema, nested, required, said)
        return entry.name, schema

    def nest(self, schema: dict[str, Any], nested: dict[str, Any], required: list[str], said: Any) -> None:
        """Put the nested properties into the object, or into the array's items. It is open unless it says otherwise."""
        into = schema
        types = schema.get("type", [])
        if "object" not in types and "array" in types:
            into = schema["items"] = dict(schema.get("items") or {"type": "object"})
        if nested:
            into["properties"] = {**into.get("properties", {}), **nested}
            into["required"] = [*into.get("required", ()), *required]
        into["additionalProperties"] = said is not False

    def property(self, entry: Entry, where: str, within: tuple[str, ...]) -> dict[str, Any]:
        """The schema of a property as the catalog has it, its custom type written out."""
        words = entry.words
        schema: dict[str, Any] = {}
        if description := text(words, "description"):
            schema["description"] = description
        self.typed(schema, words, where, within)
        schema[EXTRA] = {"id": text(words, "id"), **schema.get(EXTRA, {})}
        return schema

    def typed(self, schema: dict[str, Any], words: Map, where: str, within: tuple[str, ...]) -> None:
        """Types, items and constraints, of a property or a custom type."""
        types = _types(words, "type", "types")
        custom = [name for name in types if name.startswith("#")]
        if custom:
            self.custom(schema, words, custom[0], where, within)
        if plainly := [name for name in types if name not in custom]:
            schema["type"] = plainly
        config = words.get("config", words.get("propConfig"))
        items = _types(words, "item_type", "item_types")
        if isinstance(config, Map):
            items = items or _types(config, "item_types", "itemTypes")
            for word, value in config.items():
                if word not in ("item_types", "itemTypes"):
                    schema[_WORDS.get(word, word)] = plain(value)
        if items:
            schema["items"] = self.item(items, words, where, within)

    def item(self, types: list[str], words: Map, where: str, within: tuple[str, ...]) -> dict[str, Any]:
        schema: dict[str, Any] = {}
        custom = [name for name in types if name.startswith("#")]
        if custom:
            self.custom(schema, words, custom[0], f"{where}.items", within)
        else:
            schema["type"] = types
        return schema

    def custom(self, schema: dict[str, Any], words: Map, reference: str, where: str, within: tuple[str, ...]) -> None:
        """Write a custom type out: the plan format has none of its own."""
        ident, entry = self.refer("custom-types", reference)
        if entry is None:
            self.tell(
                words,
                where,
                f"is of the custom type {quote(reference)}, which no file here defines: any value is accepted",
            )
        elif ident in within or len(within) >= _DEEPEST:
            self.tell(
                words,
                where,
                f"is of the custom type {quote(ident)}, which holds itself: any value is accepted from here on",
            )
        else:
            inner = (*within, ident)
            described = schema.get("description")
            if description := text(entry.words, "description"):
                schema["description"] = described or description
            self.typed(schema, entry.words, where, inner)
            nested, required = self.object(maps(entry.words, "properties"), where, inner)
            if nested:
                schema.update(properties=nested, required=required)
                schema.setdefault("additionalProperties", False)
            self.variants(schema, entry.words, where, inner)
        schema.setdefault(EXTRA, {})["custom_type"] = ident

    def variants(self, schema: dict[str, Any], words: Map, where: str, within: tuple[str, ...] = ()) -> None:
        """Conditions: the properties that only some cases have become optional, so that nothing valid is refused."""
        variants = words.get("variants")
        if not isinstance(variants, list) or not variants:
            return
        self.tell(
            words,
            where,
            f'"variants" has no word in the plan format, kept under {EXTRA}: what a case asks for is optional here',
        )
        schema.setdefault(EXTRA, {})["variants"] = plain(variants)
        for use in _in_cases(variants):
            name, found = self.use(use, where, within)
            schema.setdefault("properties", {}).setdefault(name, found)


def _in_cases(variants: list[Any]) -> Iterator[Map]:
    """The properties that the cases of variants name, those of the default among them."""
    for variant in variants:
        if isinstance(variant, Map):
            for case in maps(variant, "cases"):
                yield from maps(case, "properties")
            default = variant.get("default")
            yield from maps(default, "properties") if isinstance(default, Map) else maps(variant, "default")


def _types(words: Mapping[str, Any], one: str, several: str) -> list[str]:
    """Types in any of their spellings: one, a list, or several in one text, parted by commas."""
    said = words.get(several) or words.get(one) or []
    texts = ("null" if item is None else str(item) for item in (said if isinstance(said, list) else [said]))
    return [part.strip() for item in texts for part in item.split(",") if part.strip()]
