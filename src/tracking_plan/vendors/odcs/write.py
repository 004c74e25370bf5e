"""Writes a data contract by the Open Data Contract Standard, version 3.1: an event is an object of the schema.

Required columns are those that are always there and never null. What the standard has no word for (owner, status,
category and trigger of an event; several types, null beside required) stands under `customProperties` as `plan.<word>`.
So do limits that it has no option for. Traits, and properties that no event uses, are told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ...document import write as write_yaml
from ...model.event import Event
from ...model.plan import Plan
from ...model.property import Property
from ...model.schema import may_be_null, must_be_there, plain
from .._exported import SCHEMA_WORDS, Exported, Keeps, Told, extra_of, extra_of_plan, over, tell_losses, words
from .._naming import Names
from .._schema_writer import give_bounds_back
from .._spelled import snake
from .read import EXTRA, FORMATS

KEEPS = Keeps(
    words("name version description owners"),
    words("description category owner status trigger type additional_properties"),
    SCHEMA_WORDS | words("examples pii"),
)
_THEIRS = {ours: theirs for theirs, ours in FORMATS.items()}
_TEXT = frozenset(("minLength", "maxLength", "pattern", "format"))
_NUMBER = frozenset(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"))
_OPTIONS = {
    "string": _TEXT, "number": _NUMBER, "integer": _NUMBER, "array": frozenset(("minItems", "maxItems", "uniqueItems")),
}  # fmt: skip
_EXACT = ("exclusiveMinimum", "exclusiveMaximum", "minimum", "maximum", "multipleOf")
_FACETS = (
    ("minLength", "min_length"), ("maxLength", "max_length"), ("pattern", "pattern"), ("format", "format"),
    ("minimum", "minimum"), ("maximum", "maximum"), ("minItems", "min_items"), ("maxItems", "max_items"),
)  # fmt: skip


def write(plan: Plan) -> Exported:
    """One file, `contract.odcs.yaml`."""
    tell = Told("ODCS")
    tell_losses(plan, KEEPS, EXTRA, tell)
    own = extra_of_plan(plan, EXTRA)
    tables = None if own else Names(tell)
    made: dict[str, Any] = {
        "apiVersion": own.pop("apiVersion", "v3.1.0"),
        "kind": "DataContract",
        "id": own.pop("id", snake(plan.name or "", otherwise="plan").replace("_", "-")),
        "name": plan.name or "",
        "version": plan.version or own.pop("version", "1.0.0"),
        "status": own.pop("status", "active"),
    }
    if made["name"] in ("", made["id"]):
        del made["name"]
    kept = own.pop("description", None)
    about = {"purpose": plan.description} if plan.description else {}
    if about or kept is not None:
        made["description"] = over(about, kept) if isinstance(kept, dict) else about or kept
    objects = [_object(event, tables, tell) for event in plan.events.values()]
    schema = [*objects, *own.pop("schema", ())]
    return Exported({"contract.odcs.yaml": write_yaml({**over(made, own), "schema": schema})}, tell.notes())


def _object(event: Event, tables: Names | None, tell: Told) -> dict[str, Any]:
    own = extra_of(event, EXTRA)
    made: dict[str, Any] = {"name": event.name, "logicalType": "object"}
    if tables is not None:
        made["physicalName"] = tables.take(event.name, snake(event.name))
        made["physicalType"] = "table"
    made |= {word: own.pop(word) for word in ("physicalName", "physicalType") if word in own}
    if event.description:
        made["description"] = event.description
    said: dict[str, Any] = {"category": event.category, "owner": event.owner, "trigger": event.trigger}
    said["status"] = event.status if event.says("status") else None
    said["type"] = event.kind if event.kind != "track" else None
    said["additional_properties"] = event.additional_properties or None
    _custom(made, own, said)
    more = own.pop("properties", [])
    columns = [_column(name, found, tell) for name, found in event.properties.items()]
    made = over(made, own)
    return {**made, "properties": [*columns, *more]} if columns or more else made


def _custom(made: dict[str, Any], own: dict[str, Any], said: Mapping[str, Any]) -> None:
    ours = [{"property": f"plan.{word}", "value": value} for word, value in said.items() if value is not None]
    if custom := [*ours, *own.pop("customProperties", ())]:
        made["customProperties"] = custom


def _column(name: str, found: Property, tell: Told) -> dict[str, Any]:
    return {"name": name, **_value(found, tell, must_be_there(found))}


def _value(found: Property, tell: Told, required: bool | None) -> dict[str, Any]:
    """A column without its name; or an item of a list, which is neither required nor not."""
    own = extra_of(found, EXTRA)
    made: dict[str, Any] = {}
    types = [*dict.fromkeys(found.types)]
    kind = types[0] if len(types) == 1 else ""
    said: dict[str, Any] = {"types": types if len(types) > 1 else None}
    theirs = _THEIRS.get(found.format or "") if kind == "string" else None
    if kind:
        made["logicalType"] = theirs or kind
    if required:
        made["required"] = not may_be_null(found)
    said["nullable"] = True if found.nullable else None
    said["required"] = True if may_be_null(found) and required else None
    said["null_in_enum"] = True if found.enum is not None and None in found.enum else None
    if found.description:
        made["description"] = found.description
    _options(found, made, own, kind, theirs, said, tell)
    _enum(found, made, own)
    if found.pii:
        made["classification"] = found.pii
    if found.examples:
        made["examples"] = [plain(value) for value in found.examples]
    if found.items is not None:
        (made if kind in ("array", "") else said)["items"] = _value(found.items, tell, None)
    more = own.pop("properties", [])
    if found.properties or more:
        inside = [_column(name, inner, tell) for name, inner in (found.properties or {}).items()]
        (made if kind in ("object", "") else said)["properties"] = [*inside, *more]
        said["additional_properties"] = True if found.properties and found.additional_properties else None
    _custom(made, own, said)
    return over(made, own)


def _options(
    found: Property,
    made: dict[str, Any],
    own: dict[str, Any],
    kind: str,
    theirs: str | None,
    said: dict[str, Any],
    tell: Told,
) -> None:
    """What limits the values: the options of the type that it has in the standard."""
    options = {word: value for word, field in _FACETS if (value := getattr(found, field)) is not None}
    if found.unique_items:
        options["uniqueItems"] = True
    if theirs:
        del options["format"]
    exact: dict[str, Any] = {word: own.pop(word) for word in _EXACT if word in own}
    give_bounds_back(options, exact)
    options = over(options, exact)
    takes = _OPTIONS.get(kind, frozenset()) if not theirs else frozenset[str]()
    for word in [word for word in options if word not in takes]:
        said[word] = options.pop(word)
    kept = own.pop("logicalTypeOptions", {})
    if kind in ("string", "") and theirs is None and isinstance(kept, dict):
        kept.pop("format", None)  # was that of a number or of a date
    if options or kept:
        made["logicalTypeOptions"] = over(options, kept if isinstance(kept, dict) else {})


def _enum(found: Property, made: dict[str, Any], own: dict[str, Any]) -> None:
    rest = own.pop("enum_check", {})
    checks: Iterable[Any] = own.pop("quality", ())
    if found.enum is not None:
        values = [value for value in map(plain, found.enum) if value is not None]
        checks = [{"metric": "invalidValues", "arguments": {"validValues": values}, "mustBe": 0, **rest}, *checks]
    if checks := [*checks]:
        made["quality"] = checks
