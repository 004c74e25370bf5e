"""The contract of clients as a plain function: what is sent of a call, or why it is refused. Each language must agree."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from tracking_plan.model.pattern import matches
from tracking_plan.model.schema import same
from tracking_plan.targets import _words as say
from tracking_plan.targets._client import Check, Type
from tracking_plan.targets._formats import FORMATS

from . import Case

Reason = dict[str, str]


def outcome(case: Case) -> dict[str, Any]:
    """``{"sent": message}`` or ``{"reasons": […]}``."""
    found: list[Reason] = []
    sent = settle(case.data, case.call.type, "", case.typed, found)
    if found:
        return {"reasons": found}
    message: dict[str, Any] = {"call": case.call.call}
    if case.call.call in ("identify", "group"):
        message["userId" if case.call.call == "identify" else "groupId"] = "id_1"
        message["traits"] = sent
    else:
        message |= {"event": case.call.name, "properties": sent}
    return {"sent": message}


def settle(value: Any, of: Type, path: str, typed: bool, found: list[Reason]) -> Any:
    """The value as it is sent; what is wrong with it is added to ``found``."""
    if value is None and (of.nullable or of.kind == "any"):
        return None
    kind = kind_of(value)
    if of.types and kind not in of.types:
        whole = kind == "number" and float(value).is_integer()
        if not ("integer" in of.types and whole):
            tell(found, path, "type", f"must be {of.expected}, not {say.KINDS[kind]}")
            return value
    for check in of.checks:
        if not keeps(value, kind, check):
            tell(found, path, check.rule, check.message)
            if check.rule == "enum":
                return value
    if kind == "array":
        items = of.items or Type("any")
        return [settle(held, items, f"{path}[{place}]", typed, found) for place, held in enumerate(value)]
    if kind == "object":
        return inside(value, of, path, typed, found)
    return utc(value) if typed and of.kind == "date-time" else value


def inside(value: dict[str, Any], of: Type, path: str, typed: bool, found: list[Reason]) -> dict[str, Any]:
    lead = f"{path}." if path else ""
    sent = {}
    for field in of.fields:
        if field.name in value:
            sent[field.name] = settle(value[field.name], field.type, lead + field.name, typed, found)
        elif field.required:
            tell(found, lead + field.name, "required", say.MISSING)
    for name, held in value.items():
        if name not in sent:
            sent[name] = held
            if not of.open and of.kind == "object" and (of.fields or of.types == ("object",)):
                tell(found, lead + name, "additionalProperties", say.UNPLANNED)
    return sent


def keeps(value: Any, kind: str, check: Check) -> bool:
    """Whether a value keeps a check; one of another kind does."""
    bound = check.value
    match check.rule, kind:
        case "enum", _:
            return any(same(value) == same(option) for option in bound)
        case "minimum", "number":
            return value >= bound
        case "maximum", "number":
            return value <= bound
        case ("minLength", "string") | ("minItems", "array"):
            return len(value) >= bound
        case ("maxLength", "string") | ("maxItems", "array"):
            return len(value) <= bound
        case "pattern", "string":
            return matches(bound, value)
        case "format", "string":
            longest = FORMATS[bound].longest
            return matches(FORMATS[bound].pattern, value) and (longest is None or len(value) <= longest)
        case "uniqueItems", "array":
            return len({same(item) for item in value}) == len(value)
    return True


def kind_of(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    kinds: dict[type, str] = {str: "string", int: "number", float: "number", list: "array", dict: "object"}
    return kinds[type(value)]


def tell(found: list[Reason], path: str, rule: str, message: str) -> None:
    found.append({"path": path, "rule": rule, "message": message})


def utc(text: str) -> str:
    """A time as clients write it."""
    time = datetime.fromisoformat(text).astimezone(UTC)
    digits = f".{time.microsecond:06d}" if time.microsecond else ""
    return time.strftime("%Y-%m-%dT%H:%M:%S") + re.sub(r"000\Z", "", digits) + "Z"
