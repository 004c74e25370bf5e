"""Writes GitLab's event definitions: `events/<action>.yml`, one an event, its properties as `additional_properties`.

A definition says of a property only what it is for: types, constraints and whether it is required are told as lost.
"""

from __future__ import annotations

from typing import Any

from ...document import write as write_yaml
from ...model.event import Event
from ...model.plan import Plan
from .._exported import Exported, Keeps, Told, extra_of, in_order, kept_name, over, tell_losses, words
from .._spelled import slug
from .read import EXTRA, OLDER, TYPES

KEEPS = Keeps(words("name owners"), words("description category owner status"), words("description type required"))

_ORDER = (
    "description", "internal_events", "category", "action", "label_description", "property_description",
    "value_description", "extra_properties", "additional_properties", "identifiers", "product_section",
    "product_stage", "product_group", "product_category", "product_categories", "milestone", "introduced_by_url",
    "status", "distributions", "tiers",
)  # fmt: skip


def write(plan: Plan) -> Exported:
    """A file an event."""
    tell = Told("GitLab")
    tell_losses(plan, KEEPS, EXTRA, tell)
    files: dict[str, str] = {}
    taken: set[tuple[object, str]] = set()
    for event in in_order(plan):
        stem = slug(event.name, "event").replace("-", "_")
        name, number = stem, 2
        while f"events/{name}.yml" in files:
            name, number = f"{stem}_{number}", number + 1
        files[f"events/{name}.yml"] = "---\n" + write_yaml(_definition(event, taken, tell))
    return Exported(files, tell.notes())


def _definition(event: Event, taken: set[tuple[object, str]], tell: Told) -> dict[str, Any]:
    own = extra_of(event, EXTRA)
    made: dict[str, Any] = {"description": event.description} if event.description else {}
    if event.category is not None:
        made["category"] = event.category
    elif "internal_events" not in own:
        made["internal_events"] = True
    made["action"] = kept_name(event.name, own.pop("action", None), event.category, taken)
    made.update(_properties(event, tell))
    if event.owner is not None:
        made["product_group"] = event.owner
    elif "product_group" not in own:
        made["product_group"] = ""
        tell(event.name, "has no owner: its product_group, which GitLab asks for, is left empty")
    if event.says("status"):
        made["status"] = event.status
    made = over(made, {**own, "description": own.get("description", "")})
    return {word: made[word] for word in (*_ORDER, *made) if word in made}


def _properties(event: Event, tell: Told) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, found in event.properties.items():
        own = extra_of(found, EXTRA)
        said, where = own.pop("said", ""), f"{event.name}.{name}"
        if said in OLDER:
            made[said] = found.description or ""
        elif said:
            made.setdefault(said, {})[name] = found.description or ""
        else:
            about = {"description": found.description, **own} if found.description else own
            made.setdefault("additional_properties", {})[name] = about
        if found.types and [*found.types] != [TYPES.get(name)]:
            tell(where, "its type has no word in the format of GitLab: not kept")
        if found.required:
            tell(where, "is required, which the format of GitLab does not say: not kept")
    return made
