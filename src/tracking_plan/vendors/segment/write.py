"""Writes Segment's tracking plans: rules as its Public API takes them (`PATCH /tracking-plans/{id}/rules`).

A call takes no more than 200 rules, so that a larger plan is several files. Owner, category and status of an event
become labels. The plan's own name and description are not part of its rules. A date of deprecation cannot be sent.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...model.event import Event
from ...model.plan import Plan
from ...shelf import quote
from .. import _json
from .._exported import (
    SCHEMA_WORDS,
    Exported,
    Keeps,
    Told,
    batches,
    extra_of,
    extra_of_plan,
    extra_of_traits,
    in_order,
    kept_name,
    over,
    tell_losses,
    words,
)  # fmt: skip
from .._schema_writer import SchemaWriter

EXTRA = "x-segment"
MOST = 200
"""Rules in one call of the Public API."""

KEEPS = Keeps(
    words("owners"),
    words("description owner category status type additional_properties"),
    SCHEMA_WORDS | words("examples"),
    traits=True,
)
_DRAFT = "http://json-schema.org/draft-07/schema#"
_LABELS = (("owner", "owner"), ("category", "category"), ("status", "status"))
_TYPES = {"user": "IDENTIFY", "group": "GROUP"}


def write(plan: Plan) -> Exported:
    """One file for every 200 rules: `rules.json`, or `rules-1.json` and so on."""
    tell = Told("Segment")
    tell_losses(plan, KEEPS, EXTRA, tell)
    own = extra_of_plan(plan, EXTRA)
    rules = [*_rules(plan, SchemaWriter(EXTRA, tell), own, tell)]
    if rest := [word for word in own if word not in ("rules", "common")]:
        tell("", f"what Segment itself says of the plan ({', '.join(rest)}) is not part of its rules: not kept")
    parts = [*batches(rules, MOST)] or [[]]
    names = ["rules.json"] if len(parts) == 1 else [f"rules-{number}.json" for number in range(1, len(parts) + 1)]
    files = {name: _json.write({"rules": part}) for name, part in zip(names, parts, strict=True)}
    return Exported(files, tell.notes())


def _rules(plan: Plan, schemas: SchemaWriter, own: dict[str, Any], tell: Told) -> Iterator[dict[str, Any]]:
    taken: set[tuple[object, str]] = set()
    for event in in_order(plan):
        yield from _event(event, schemas, taken, tell)
    for whose, traits in plan.traits.items():
        left = extra_of_traits(plan, whose, EXTRA)
        if traits or left:
            inner = {"type": "object", **schemas.inside(traits, left.pop("additionalProperties", None) is not False)}
            own = left.pop("traits", {})
            inner = schemas.with_own(inner, own, f"traits.{whose}")
            yield from _versions(_TYPES[whose], "", _call(inner, "traits", left), left)
    if isinstance(own.get("common"), dict):
        tell("common", "what the common schema asks beside its properties, which every event has: not kept")
    yield from own.get("rules", ())


def _event(event: Event, schemas: SchemaWriter, taken: set[tuple[object, str]], tell: Told) -> Iterator[dict[str, Any]]:
    left = extra_of(event, EXTRA)
    inner = {"type": "object", **schemas.inside(event.properties, event.additional_properties)}
    inner = schemas.with_own(inner, left.pop("properties", {}), event.name)
    schema = _call(inner, "properties", left)
    about: dict[str, Any] = {"description": event.description or ""}
    deprecated = left.pop("deprecatedAt", None) is not None and event.status == "deprecated"
    if labels := _labels(event, left, deprecated):
        about["labels"] = labels
    if deprecated:
        tell(event.name, "its deprecation cannot be sent to Segment: not kept")
    schema = {**schema, **about, **{word: left.pop(word) for word in ("title", "id", "$id") if word in left}}
    yield from _versions(event.kind.upper(), _key(event, left.pop("key", None), taken), schema, left)
    if left:
        tell(event.name, f"{', '.join(map(quote, left))} under {EXTRA} cannot be sent to Segment: not kept")


def _key(event: Event, kept: object, taken: set[tuple[object, str]]) -> str:
    """The rule's key. That of every page or screen call is empty."""
    name = event.name.lower()
    nameless = name == event.kind or (kept == "" and name.split(" (")[0] == event.kind)
    if event.kind != "track" and nameless and (event.kind, "") not in taken:
        taken.add((event.kind, ""))
        return ""
    return kept_name(event.name, kept, event.kind, taken)


def _labels(event: Event, left: dict[str, Any], deprecated: bool) -> dict[str, Any]:
    """Owner, category and status, then the labels that the import kept, none of which is one of those."""
    names = left.pop("label_names", {})
    labels = {
        names.get(word, word): getattr(event, field)
        for word, field in _LABELS
        if event.says(word) and not (word == "status" and deprecated)
    }
    kept = left.pop("labels", {})
    said = {name.lower() for name in labels}
    more = kept if isinstance(kept, dict) else {}
    return {**labels, **{name: held for name, held in more.items() if name.lower() not in said}}


def _call(inner: dict[str, Any], section: str, left: dict[str, Any]) -> dict[str, Any]:
    """The schema of the whole call, in which the properties (or traits) are one part."""
    call = left.pop("call", {})
    parts: dict[str, Any] = {"context": {}, "traits": {"type": "object"}, "properties": {"type": "object"}}
    parts.update(call.get("properties", {}))
    parts[section] = inner
    required = [*(["properties"] if section == "properties" and inner.get("required") else ())]
    required += [name for name in call.get("required", ()) if name not in required]
    made = {"$schema": _DRAFT, "type": "object", **call, "properties": parts}
    return {**made, "required": required} if required else made


def _versions(kind: str, key: str, schema: dict[str, Any], left: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The rule, after those of its earlier versions that the import kept."""
    about: dict[str, Any] = {word: left.pop(word) for word in ("description", "labels") if word in left}
    for older in left.pop("versions", ()):
        yield {"type": kind, "key": key, **older}
    yield {"type": kind, "key": key, "version": left.pop("version", 1), "jsonSchema": over(schema, about)}
