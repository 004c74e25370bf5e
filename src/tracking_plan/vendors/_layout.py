"""How an imported plan is laid out in files: what says how, by names that are safe on every disk."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..document import write
from ._imported import ImportedPlan
from ._spelled import slug

_ONE_FILE = 40
"""Events without categories stand in one file up to this many; then in one a first letter."""
_OWN_FILE = {"properties": "properties.yaml", "property_groups": "properties.yaml", "traits": "traits.yaml"}


def files(plans: Iterable[ImportedPlan]) -> dict[str, str]:
    """Relative name -> text. A single plan stands at the top, several each in a folder of its own."""
    plans = tuple(plans)
    if len(plans) == 1:
        return _files(plans[0])
    made: dict[str, str] = {}
    folders: set[str] = set()
    for plan in plans:
        stem = folder = slug(plan.title, "plan")
        number = 2
        while folder in folders:
            folder, number = f"{stem}-{number}", number + 1
        folders.add(folder)
        made.update((f"{folder}/{name}", text) for name, text in _files(plan).items())
    return made


def _files(plan: ImportedPlan) -> dict[str, str]:
    made: dict[str, dict[str, Any]] = {"plan.yaml": {}}
    for section, words in plan.sections.items():
        if section != "events":
            made.setdefault(_OWN_FILE.get(section, "plan.yaml"), {})[section] = words
    events = plan.sections.get("events", {})
    by_category = any("category" in words for words in events.values())
    for name, words in events.items():
        if by_category:
            stem = slug(str(words.get("category", "")), "other")
        else:
            stem = slug(name[:1], "other") if len(events) > _ONE_FILE else "events"
        file = made.setdefault("events.yaml" if stem == "events" and not by_category else f"events/{stem}.yaml", {})
        file.setdefault("events", {})[name] = words
    return {name: write(data) for name, data in sorted(made.items())}
