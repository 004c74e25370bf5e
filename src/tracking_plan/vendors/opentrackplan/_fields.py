"""The fields of an OpenTrackPlan event as they hold: of the catalog, of every target, and of the versions that it derives from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ...shelf import quote

Fields = dict[str, dict[str, Any]]
Tell = Callable[[str, str], None]

_CHOICES = ("value", "enum", "dict")
_ALWAYS = ("restricted", "fixed")
"""Policies under which a field is always sent."""
_MOST = 50
"""Versions in a row that may derive from one another."""


def merged(first: Mapping[str, Any], then: Mapping[str, Any]) -> dict[str, Any]:
    """One definition over an earlier one, word by word; a value, an enum and a dictionary take each other's place."""
    made = {**first, **then}
    if any(word in then for word in _CHOICES):
        made = {word: held for word, held in made.items() if word not in _CHOICES or word in then}
    if first.get("required") is True:
        made["required"] = True
    for word in ("checks", "pii"):
        if isinstance(first.get(word), Mapping) and isinstance(then.get(word), Mapping):
            made[word] = {**first[word], **then[word]}
    return made


def over(first: Mapping[str, Any], then: Mapping[str, Any]) -> Fields:
    """All fields of two layers."""
    names = [*first, *(name for name in then if name not in first)]
    return {name: merged(_map(first.get(name)), _map(then.get(name))) for name in names}


def _map(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def current(payload: Mapping[str, Any], where: str, tell: Tell) -> tuple[Fields, dict[str, Any]]:
    """The fields of the version that is sent now, and what else is said of it and of others."""
    if "current" not in payload:
        return {name: dict(_map(held)) for name, held in _map(payload.get("schema")).items()}, {
            word: held for word, held in payload.items() if word != "schema"
        }
    key = payload["current"]
    for _ in range(_MOST):
        if not isinstance(payload.get(key), str):
            break
        key = payload[key]
    if not isinstance(payload.get(key), Mapping):
        tell(where, f"its current version {quote(payload['current'])} is not there: it has no fields here")
        return {}, dict(payload)
    rest = {word: held for word, held in payload[key].items() if word not in ("schema", "$ref")}
    versions = {**payload, key: rest}
    layers: list[Mapping[str, Any]] = []
    seen: set[str] = set()
    while isinstance(payload.get(key), Mapping) and key not in seen:
        seen.add(key)
        layers.insert(0, _map(payload[key].get("schema")))
        reference = payload[key].get("$ref")
        while isinstance(reference, str) and isinstance(payload.get(reference), str) and reference not in seen:
            seen.add(reference)
            reference = payload[reference]
        if not isinstance(reference, str):
            break
        key = reference
        if key in seen or key not in payload:
            tell(where, f'"$ref" to the version {quote(key)} leads nowhere or back to itself: it is not followed')
    made: Fields = {}
    for layer in layers:
        made = over(made, layer)
    return made, {"versions": versions}


def as_schema(
    field: Mapping[str, Any], dictionaries: Mapping[str, list[Any]], where: str, tell: Tell
) -> tuple[dict[str, Any], bool]:
    """A field as a JSON Schema, and whether it is always sent."""
    made = {
        word: held for word, held in field.items() if word not in ("required", "policy", "value", "dict", "example")
    }
    always = field.get("required") is True or "value" in field or field.get("policy") in _ALWAYS
    if "value" in field and not isinstance(field["value"], (list, dict)):
        made["enum"] = [field["value"]]
    if "example" in field:
        made["examples"] = [field["example"]]
    _dictionary(field, made, dictionaries, where, tell)
    items = field.get("items")
    if isinstance(items, Mapping):
        inner = {word: held for word, held in items.items() if word != "dict"}
        _dictionary(items, inner, dictionaries, where, tell)
        made["items"] = inner
    return made, always


def _dictionary(
    field: Mapping[str, Any], made: dict[str, Any], dictionaries: Mapping[str, list[Any]], where: str, tell: Tell
) -> None:
    name = field.get("dict")
    if isinstance(name, str):
        if name in dictionaries:
            made["enum"] = dictionaries[name]
        else:
            tell(where, f"its dictionary {quote(name)} is in no file here: any value is accepted")
            made["dict"] = name
