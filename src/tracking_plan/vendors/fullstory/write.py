"""Writes what FullStory must not record (`masking.json`, `masking.js`), and of which types properties are (`schemas.json`).

FullStory masks what has the class `fs-mask`, and leaves out what has `fs-exclude`: `masking.js` puts them on all that stands
for a personal property, and excludes what is sensitive; the selectors of `masking.json` serve as rules in its privacy
settings too. `schemas.json` is what the adapter of generated clients takes: whole numbers and times, which FullStory would
take for real numbers and text. Its API of version 2 wants no endings such as `_int`; lists of objects it does not take.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ...model.plan import Plan
from ...model.property import Property
from ...shelf import quote
from .. import _json
from .._exported import Exported, Keeps, Told, label, words
from .._masking import listing, masked, script, tell_all

KEEPS = Keeps(event=words("name"), property=words("type format pii description"), traits=True)
_RULES = {"pseudonymous": "fs-mask", "personal": "fs-mask", "sensitive": "fs-exclude"}
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_ENDING = re.compile(r"_(str|int|real|date|bool)s?$")
_LEAD = """\
Masks in FullStory what the plan says is personal, and excludes what is sensitive:
  import { mask } from "./masking.js";
  mask(); // before FullStory's snippet
In your own markup: <td className={marks("email").class}>, which is fs-mask or fs-exclude."""
_MARK = """
const put = (element, mark) => element.classList.add(mark);

/** The attributes of an element that shows a property, by its path: none where it is not personal. */
export const marks = (property) => {
  const found = PROPERTIES.find(([name]) => name === property);
  return found ? { class: found[1] } : {};
};
"""


def write(plan: Plan) -> Exported:
    """The list, the module, and the types."""
    tell = Told("FullStory")
    found = masked(plan, tell)
    tell_all(found, tell)
    if found:
        tell("", "what requests and answers hold is kept or masked by FullStory's own settings, not here")
    chosen: dict[str, str] = {}
    for one in found:  # what is sensitive comes first, and is excluded
        for selector in one.selectors:
            chosen.setdefault(selector, _RULES[one.pii])
    data: dict[str, list[Any]] = {
        "RULES": [[mark, selector] for selector, mark in chosen.items()],
        "PROPERTIES": [[one.name, _RULES[one.pii]] for one in found],
    }
    files = {
        "masking.json": listing("FullStory", plan, found, _RULES),
        "masking.js": script(_LEAD, data, "marking.js") + _MARK,
        "schemas.json": _json.write(dict(_schemas(plan, tell))),
    }
    return Exported(files, tell.notes())


def _schemas(plan: Plan, tell: Told) -> Iterator[tuple[str, dict[str, str]]]:
    """Event -> property -> its type there, as far as FullStory would take it for another one."""
    for event in plan.events.values():
        if made := _types(event.properties, tell):
            yield event.name, made
    if made := _types(plan.traits.get("user", {}), tell):
        if "identify" in plan.events:
            tell("identify", "is the name of an event: the types of traits have no place beside it, and are inferred")
        else:
            yield "identify", made


def _types(properties: Mapping[str, Property], tell: Told) -> dict[str, str]:
    made = {}
    for name, found in properties.items():
        where = label(found)
        if not _NAME.fullmatch(name):
            tell(
                where, "FullStory takes names that begin with a letter and hold letters, digits, _ and -: not this one"
            )
        elif ending := _ENDING.search(name):
            tell(
                where,
                f"ends in {quote(ending.group())}, which FullStory's API of version 2 takes no more: call it otherwise",
            )
        inner = found.items if "array" in found.types else None
        if inner is not None and ("object" in inner.types or inner.properties):
            tell(where, "is a list of objects, which FullStory does not take")
        if found.properties:
            tell(where, "of what types its inner properties are FullStory infers: numbers are real, times are text")
        if kind := _type(found):
            made[name] = kind
        elif inner is not None and (kind := _type(inner)):
            made[name] = f"{kind}s"
    return made


def _type(found: Property) -> str:
    if {*found.types} == {"integer"}:
        return "int"
    return "date" if {*found.types} == {"string"} and found.format in ("date", "date-time") else ""
