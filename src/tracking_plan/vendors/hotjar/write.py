"""Writes what Hotjar must not record: `masking.json`, the list with reasons, and `masking.js`, which suppresses it.

Hotjar suppresses elements that carry `data-hj-suppress`: `masking.js` puts it on all that stand for a personal property.
It has one kind of suppression, so that what is sensitive is no more hidden than what is personal. Of its events nothing can be
written: Hotjar has no list of them, and an event there is its name alone.
"""

from __future__ import annotations

from typing import Any

from ...model.plan import Plan
from .._exported import Exported, Keeps, Told, words
from .._masking import PERSONAL, listing, masked, script, tell_all

KEEPS = Keeps(property=words("pii description"))
_LEAD = """\
Suppresses in Hotjar what the plan says is personal:
  import { mask } from "./masking.js";
  mask(); // before Hotjar's tracking code
In your own markup: <td {...marks("email")}>, which is data-hj-suppress."""
_MARK = """
const put = (element, mark) => element.setAttribute(mark, "");

/** The attributes of an element that shows a property, by its path: none where it is not personal. */
export const marks = (property) => (PROPERTIES.includes(property) ? { "data-hj-suppress": "" } : {});
"""


def write(plan: Plan) -> Exported:
    """The list, and the module."""
    tell = Told("Hotjar")
    found = masked(plan, tell)
    tell_all(found, tell)
    if any(one.pii == "sensitive" for one in found):
        tell("", "Hotjar suppresses in one way: what is sensitive is no more hidden than what is personal")
    if plan.events:
        tell("", "an event is its name in Hotjar: it takes no properties, and holds no list of events")
    rules = [["data-hj-suppress", selector] for selector in dict.fromkeys(s for one in found for s in one.selectors)]
    data: dict[str, list[Any]] = {"RULES": rules, "PROPERTIES": [one.name for one in found]}
    files = {
        "masking.json": listing("Hotjar", plan, found, dict.fromkeys(PERSONAL, "data-hj-suppress")),
        "masking.js": script(_LEAD, data, "marking.js") + _MARK,
    }
    return Exported(files, tell.notes())
