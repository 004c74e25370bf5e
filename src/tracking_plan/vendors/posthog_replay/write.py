"""Writes what PostHog's replay must not record: `masking.json`, the list with reasons, and `masking.js`, the options for `posthog.init`.

`masking.js` masks what people type (`maskAllInputs`), masks the text of elements that stand for a personal property
(`maskTextSelector`), leaves those out that stand for a sensitive one (`blockSelector`), and redacts fields of such names in
requests, answers and addresses (`maskCapturedNetworkRequestFn`). A body that is neither JSON nor a form and names one is left out.
The events themselves are the business of `plan export posthog`.
"""

from __future__ import annotations

from typing import Any

from ...model.plan import Plan
from .._exported import Exported, Keeps, Told, words
from .._masking import listing, masked, script, tell_all

KEEPS = Keeps(property=words("pii description"))
_RULES = {"pseudonymous": "maskTextSelector", "personal": "maskTextSelector", "sensitive": "blockSelector"}
_LEAD = """\
Masks in PostHog's session replay what the plan says is personal, and blocks what is sensitive:
  import { options } from "./masking.js";
  posthog.init(key, { session_recording: options });
In your own markup: <td className={marks("email").class}>, which is ph-mask or ph-no-capture."""
_OPTIONS = """
const joined = (selectors) => (selectors.length === 0 ? null : selectors.join(", "));

/** The option `session_recording` of `posthog.init`: spread it into your own. */
export const options = {
  maskAllInputs: true,
  maskTextSelector: joined(MASKED),
  blockSelector: joined(BLOCKED),
  maskCapturedNetworkRequestFn: (found) => ({
    ...found,
    name: redactUrl(found.name),
    requestBody: redactBody(found.requestBody),
    responseBody: redactBody(found.responseBody),
  }),
};

/** The attributes of an element that shows a property, by its path: none where it is not personal. */
export const marks = (property) => {
  const found = PROPERTIES.find(([name]) => name === property);
  return found ? { class: found[1] } : {};
};
"""


def write(plan: Plan) -> Exported:
    """The list, and the module."""
    tell = Told("PostHog's session replay")
    found = masked(plan, tell)
    tell_all(found, tell)
    blocked = dict.fromkeys(selector for one in found if one.pii == "sensitive" for selector in one.selectors)
    chosen = dict.fromkeys(selector for one in found for selector in one.selectors if selector not in blocked)
    data: dict[str, list[Any]] = {
        "MASKED": [*chosen],
        "BLOCKED": [*blocked],
        "PROPERTIES": [[one.name, "ph-no-capture" if one.pii == "sensitive" else "ph-mask"] for one in found],
        "FIELDS": [[*one.path] for one in found],
    }
    files = {
        "masking.json": listing("PostHog", plan, found, _RULES),
        "masking.js": script(_LEAD, data, "redacting.js") + _OPTIONS,
    }
    return Exported(files, tell.notes())
