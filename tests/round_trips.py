"""Compares a tool's file with what comes back from `plan import` and `plan export`, whatever the order things stand in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from front_door import inside

_NOTHING: tuple[Any, ...] = ("", None, [], {})
"""What says nothing where it stands: an empty description, no labels, nothing required."""


def normal(value: Any) -> Any:
    """The value in a form in which two that mean the same are equal.

    Lists are sets, what says nothing is left out, a number has one spelling, `const` is an enum of one, `type: null` an
    enum of null, an object takes other properties unless it says `additionalProperties: false`, and a schema names
    neither its draft nor its own path or key.
    """
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, list):
        return sorted((normal(item) for item in value), key=_order)
    if not isinstance(value, dict):
        return value
    made = {name: normal(held) for name, held in value.items()}
    made = {
        name: held for name, held in made.items() if not any(held == no and type(held) is type(no) for no in _NOTHING)
    }
    for name, held in made.items():
        if isinstance(held, dict) and held.get("key") == name:
            del held["key"]
    if made.get("additionalProperties") is True:
        del made["additionalProperties"]
    if isinstance(made.get("$schema"), str) and "json-schema.org" in made["$schema"]:
        del made["$schema"]
    if isinstance(made.get("id"), str) and made["id"].startswith("/properties"):
        del made["id"]
    if "const" in made and "enum" not in made:
        made["enum"] = [made.pop("const")]
    if isinstance(made.get("type"), list) and len(made["type"]) == 1:
        made["type"] = made["type"][0]
    if made.get("type") == "null":
        made["enum"] = [None]
        del made["type"]
    return made


def _order(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


def differences(one: Any, other: Any, path: str = "") -> Iterator[str]:
    """Where two values in normal form differ: `data_points[purchase].description: "x" became "y"`."""
    if isinstance(one, dict) and isinstance(other, dict):
        for name in sorted({*one, *other}, key=str):
            if name not in other:
                yield f"{path}.{name}: {_short(one[name])} is lost"
            elif name not in one:
                yield f"{path}.{name}: {_short(other[name])} is new"
            else:
                yield from differences(one[name], other[name], f"{path}.{name}")
    elif isinstance(one, list) and isinstance(other, list):
        mine, theirs = {_order(item): item for item in one}, {_order(item): item for item in other}
        lost = [item for key, item in mine.items() if key not in theirs]
        new = [item for key, item in theirs.items() if key not in mine]
        if len(lost) == len(new) and all(isinstance(item, dict) for item in (*lost, *new)):
            for here, there in zip(lost, new, strict=True):
                yield from differences(here, there, f"{path}[{_name(here)}]")
        else:
            yield from (f"{path}: {_short(item)} is lost" for item in lost)
            yield from (f"{path}: {_short(item)} is new" for item in new)
        if not lost and not new and len(one) != len(other):
            yield f"{path}: {len(one)} became {len(other)}"
    elif one != other or isinstance(one, bool) != isinstance(other, bool):
        yield f"{path}: {_short(one)} became {_short(other)}"


def _short(value: Any) -> str:
    text = json.dumps(value)
    return text if len(text) < 80 else text[:79] + "…"


def _name(item: dict[str, Any]) -> str:
    return str(item.get("key") or item.get("name") or item.get("id") or item.get("match") or "")


class Trip(NamedTuple):
    """There and back again: the plan's folder, what the import told, what the export wrote and told."""

    folder: Path
    told: list[str]
    files: dict[str, str]
    lost: list[str]


def there_and_back(vendor: str, given: list[Path] | list[str], folder: Path) -> Trip:
    """`plan import`, `plan validate` and `plan export` of a vendor's files, all of which must do their work."""
    plan, out = folder / "plan", folder / "out"
    imported = inside("import", vendor, *given, "--out", plan)
    assert imported.code == 0, imported.err
    judged = inside("validate", plan, "--format", "json")
    assert judged.code in (0, 1), judged.err
    lost = []
    for each in sorted({path.parent for path in plan.rglob("plan.yaml")}):
        exported = inside("export", vendor, each, "--out", f"{out / each.relative_to(plan)}/")
        assert exported.code == 0, exported.err
        lost += exported.err.splitlines()[:-1]
    files = {
        path.relative_to(out).as_posix(): path.read_text("utf-8") for path in sorted(out.rglob("*")) if path.is_file()
    }
    return Trip(plan, imported.out.splitlines(), files, lost)
