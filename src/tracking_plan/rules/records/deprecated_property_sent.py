"""A property that the plan calls deprecated is still sent.

Why: as long as it comes, people go on using it, and what replaces it is filled in part.

Plan:

    events:
      Project Created:
        properties:
          kind:   # <- here
            {type: string, required: false, deprecated: true, replaced_by: project_type}
          project_type: {type: string, required: false}

Bad:

    {"event": "Project Created", "properties": {"kind": "design"}}
    {"event": "Project Created", "properties": {"project_type": "design"}}

Good:

    {"event": "Project Created", "properties": {"project_type": "design"}}

Note: said once for each event, with how many valid records had it.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...finding import Finding, Severity
from ...model.plan import Plan
from ...model.tally import Tally
from ...shelf import quote
from .._tally import carried, keys, present, times

severity = Severity.WARNING


def check_tally(tally: Tally, plan: Plan) -> Iterator[Finding]:
    for name, seen in tally.events.items():
        event = plan.events[name]
        for names, found in carried(event):
            count = sum(present(names, sent) for sent in seen.sources.values()) if found.deprecated else 0
            if count:
                what = f"{quote('.'.join(names))} of {quote(name)}"
                hint = f"send {quote(found.replaced_by)} instead" if found.replaced_by else "stop sending it"
                yield Finding(event.at(*keys(names)), f"{what} is deprecated, and was sent {times(count)}", hint)
