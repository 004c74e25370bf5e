"""Writes what LogRocket must not record: `masking.json`, the list with reasons, and `masking.js`, the options for `LogRocket.init`.

`masking.js` redacts the elements that stand for a personal property (`dom.redactSelectors`), and fields of such names in
requests, answers and addresses (`network.requestSanitizer`, `network.responseSanitizer`, `browser.urlSanitizer`). A body that is
neither JSON nor a form and names one is not recorded. Of its events nothing can be written: LogRocket holds no list of them.
"""

from __future__ import annotations

from typing import Any

from ...model.plan import Plan
from .._exported import Exported, Keeps, Told, words
from .._masking import PERSONAL, listing, masked, script, tell_all

KEEPS = Keeps(property=words("pii description"))
_LEAD = """\
Redacts in LogRocket what the plan says is personal:
  import { options } from "./masking.js";
  LogRocket.init("app/id", options);
In your own markup: <td {...marks("email")}>, which is data-private."""
_OPTIONS = """
const sanitize = (found) => ({
  ...found,
  body: redactBody(found.body),
  ...(typeof found.url === "string" ? { url: redactUrl(found.url) } : {}),
});

/** The options of `LogRocket.init`: spread them into your own. */
export const options = {
  dom: { redactSelectors: SELECTORS },
  network: { requestSanitizer: sanitize, responseSanitizer: sanitize },
  browser: { urlSanitizer: redactUrl },
};

/** The attributes of an element that shows a property, by its path: none where it is not personal. */
export const marks = (property) => (PROPERTIES.includes(property) ? { "data-private": "redact" } : {});
"""


def write(plan: Plan) -> Exported:
    """The list, and the module."""
    tell = Told("LogRocket")
    found = masked(plan, tell)
    tell_all(found, tell)
    data: dict[str, list[Any]] = {
        "SELECTORS": [*dict.fromkeys(selector for one in found for selector in one.selectors)],
        "PROPERTIES": [one.name for one in found],
        "FIELDS": [[*one.path] for one in found],
    }
    files = {
        "masking.json": listing("LogRocket", plan, found, dict.fromkeys(PERSONAL, "redact")),
        "masking.js": script(_LEAD, data, "redacting.js") + _OPTIONS,
    }
    return Exported(files, tell.notes())
