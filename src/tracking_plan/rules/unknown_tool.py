"""A source names an SDK or destination that is not known here.

Why: the limits of the tools that receive an event are only held against it where the tool is known. For a tool of your
own write `custom`, for no tool at all `none`.

Bad:

    sources:
      web:
        sdk: segmnt   # <- here
        destinations: [ga4, mixpanal]   # <- here

Fixed:

    sources:
      web:
        sdk: segment
        destinations: [ga4, mixpanel]

Good:

    sources:
      web:
        sdk: segment
        destinations: [ga4, mixpanel]
      kiosk:
        sdk: custom
"""

from __future__ import annotations

from collections.abc import Iterator

from ..document import Path
from ..finding import Finding, Severity
from ..model.plan import Plan
from ..model.source import Source
from ..shelf import listed, quote
from ._references import guess

severity = Severity.WARNING

_NO_TOOL = frozenset(("custom", "none"))


def check_source(source: Source, plan: Plan) -> Iterator[Finding]:
    if source.sdk and not _known(source.sdk, plan):
        yield _unknown("SDK", source.sdk, source, ("sdk",), plan)
    for place, name in enumerate(source.destinations):
        if not _known(name, plan):
            yield _unknown("destination", name, source, ("destinations", place), plan)


def _known(name: str, plan: Plan) -> bool:
    return name in plan.known_tools or name in _NO_TOOL


def _unknown(kind: str, name: str, source: Source, keys: Path, plan: Plan) -> Finding:
    near = guess("tool", name, plan.known_tools, plan)
    message = f"the {kind} {quote(name)} is not known{near}"
    hint = f"one of {listed((*plan.known_tools, 'custom'), 20, 'or')}"
    return Finding(source.at(*keys), message, hint, fix=near.fix(source, *keys))
