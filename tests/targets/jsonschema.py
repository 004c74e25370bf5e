"""JSON Schemas: each is a schema of its draft, and says of every case what the plan's own judge says."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import jsonschema_rs
from jsonschema import Draft7Validator, Draft202012Validator, FormatChecker

from tracking_plan.targets._client import Client

from . import Case

TOOLS = ()
DRAFTS: dict[str, tuple[Any, Any]] = {
    "draft-2020-12": (Draft202012Validator, jsonschema_rs.Draft202012Validator),
    "draft-07": (Draft7Validator, jsonschema_rs.Draft7Validator),
}
_WORD = "[A-Za-z0-9_]"
_BOUNDARY = f"(?:(?<={_WORD})(?!{_WORD})|(?<!{_WORD})(?={_WORD}))"


def all_compile(folder: Path) -> str:
    """What is wrong with the schemas of all clients below a folder, by the schema of their draft."""
    for draft, (meta, judge) in DRAFTS.items():
        for path in folder.glob(f"*/{draft}/*.json"):
            schema = json.loads(path.read_text(encoding="utf-8"))
            judge(schema, validate_formats=True)
            if path.name == "plan.json":  # which holds all others
                meta.check_schema(schema, format_checker=FormatChecker(()))
    return ""


def verdicts(folder: Path, client: Client, cases: Sequence[Case]) -> dict[str, list[bool]]:
    """Whether each case passes, by the file of its own event and by that of the whole plan, in each draft."""
    found = {}
    for draft, (meta, judge) in DRAFTS.items():
        schemas = {}
        for path in (folder / draft).glob("*.json"):
            schema = _read(path)
            meta.check_schema(schema, format_checker=FormatChecker(()))  # `regex` is not ECMA's there
            title = schema.get("title") if path.name != "plan.json" else ""
            schemas[title or path.stem] = judge(schema, validate_formats=True)
        own, all_of_it = [], []
        bundle = judge(_read(folder / draft / "plan.json"), validate_formats=True)
        for case in cases:
            is_event = case.call.call not in ("identify", "group")
            own.append(schemas[case.call.name if is_event else f"{case.call.name}_traits"].is_valid(case.data))
            message = {"call": case.call.call, "event": case.call.name, "properties": case.data}
            traits = {"call": case.call.call, "traits": case.data}
            all_of_it.append(bundle.is_valid(message if is_event else traits))
        found |= {draft: own, f"{draft}, all of it": all_of_it}
    return found


def _read(path: Path) -> Any:
    """A schema in which `\\b` is spelled out as ECMA-262 has it, by which patterns are read: jsonschema-rs takes it by Unicode."""
    return json.loads(path.read_text(encoding="utf-8").replace("\\\\b", _BOUNDARY))
