"""In which order the keys of a plan usually stand: for `plan fmt`, and for whatever adds a key to a file."""

from __future__ import annotations

from ..document import Path

PLAN = (
    "plan", "name", "version", "description", "extends", "taxonomy", "sources", "owners", "objectives", "questions",
    "properties", "property_groups", "events", "traits", "envelopes", "rules", "allow", "changes",
)  # fmt: skip
EVENT = (
    "was", "description", "trigger", "type", "category", "owner", "status", "phase", "critical", "expires", "replaced_by",
    "sources", "include", "answers", "additional_properties", "properties", "examples", "allow",
)  # fmt: skip
PROPERTY = (
    "type", "format", "minimum", "maximum", "minLength", "maxLength", "pattern", "minItems", "maxItems", "uniqueItems",
    "nullable", "required", "description", "pii", "deprecated", "replaced_by", "sources", "enum", "items",
    "additional_properties", "properties", "examples", "allow",
)  # fmt: skip
"""What is short before what is long."""
GROUP = ("description", "include", "properties")
OWNER = ("name", "email", "github", "slack")
SOURCE = ("platform", "language", "sdk", "destinations", "out", "description")
OBJECTIVE = ("description", "owner")
QUESTION = ("question", "decides", "objective", "for", "every", "needs")
TAXONOMY = ("events", "properties", "objects", "actions")
NAMES = ("format", "case", "tense", "max_length")
ALLOW = ("rule", "reason", "until")
EXTENDS = ("package", "git", "rev", "path")
CHANGE = ("fingerprint", "change", "reason", "by", "until")

_BY_NAME = {
    "events": EVENT,
    "property_groups": GROUP,
    "owners": OWNER,
    "sources": SOURCE,
    "objectives": OBJECTIVE,
    "questions": QUESTION,
}


def order_at(path: Path) -> tuple[str, ...]:
    """The order of the keys of the mapping at a path; empty where its keys are names, or a payload, and stay as they are."""
    if len(path) < 2:
        return TAXONOMY if path == ("taxonomy",) else () if path else PLAN
    if path[-2:-1] == ("allow",) and isinstance(path[-1], int):
        return ALLOW
    section = path[0]
    if section == "taxonomy":
        return NAMES if len(path) == 2 else ()
    if section == "extends":
        return EXTENDS
    if section == "changes":
        return CHANGE if len(path) == 2 else ()
    if len(path) == 2 and section in _BY_NAME:
        return _BY_NAME[section]
    return PROPERTY if _is_property(path) else ()


def _is_property(path: Path) -> bool:
    """Whether a path leads to a property: in the dictionary, an event, a group or traits, or nested in another."""
    start = {"properties": 2, "events": 4, "property_groups": 4, "traits": 3}.get(str(path[0]), 0)
    if path[0] == "property_groups" and len(path) > 2 and path[2] != "properties":
        start = 3
    if not start or len(path) < start or (start == 4 and path[2] != "properties"):
        return False
    place = start
    while place < len(path):
        if path[place] == "items":
            place += 1
        elif path[place] == "properties" and place + 1 < len(path):
            place += 2
        else:
            return False
    return True
