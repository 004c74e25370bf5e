"""One property name has two descriptions.

Why: whoever filters by the property gets both meanings at once and sees neither.

Bad:

    events:
      Project Created:
        properties:
          source: {type: string, description: Where the visitor came from}
      File Uploaded:
        properties:
          source: {type: string, description: The app that the file comes from}   # <- here

Good:

    events:
      Project Created:
        properties:
          source: {type: string, description: Where the visitor came from}
      File Uploaded:
        properties:
          source: {type: string, description: "where the visitor came from."}
          file_origin: {type: string, description: The app that the file comes from}
    properties:
      step: {type: string, description: The step of the tour}
    traits:
      user:
        name: {type: string, description: Full name of the person}
      group:
        name: {type: string, description: Name of the account}

Note: dictionary, groups and events are held against the place that comes first in this order, and each other
description is said once. The traits of users and those of groups are apart. An event that narrows the dictionary's
property may describe it more closely.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..finding import Finding, Severity
from ..model.plan import Plan
from ..model.property import Property
from ..shelf import quote
from ._names import introduced_roots

severity = Severity.WARNING


def check_plan(plan: Plan) -> Iterator[Finding]:
    for name, places in introduced_roots(plan).items():
        if len({place.description for place in places}) > 1:
            for kind in (None, "user", "group"):
                yield from _look(name, [place for place in places if _kind(place) == kind])


def _kind(found: Property) -> str | int | None:
    return found.path[1] if found.path[0] == "traits" else None


def _look(name: str, places: Sequence[Property]) -> Iterator[Finding]:
    first, known, read = None, set[str](), set[str | None]()
    for place in places if len(places) > 1 else ():
        if place.description in read:
            continue
        read.add(place.description)
        meaning = _bare(place.description or "")
        if not meaning or meaning in known:
            continue
        known.add(meaning)
        if first is None:
            first = place
            continue
        message = (
            f"property {quote(name)} means {quote(place.description)} here and {quote(first.description)} elsewhere"
        )
        hint = "describe it once under `properties`, or name the two apart"
        yield Finding(place.at("description"), message, hint, related=((first.at("description"), "the first meaning"),))


def _bare(description: str) -> str:
    """A description without what does not change its meaning."""
    return " ".join(description.casefold().split()).rstrip(".!; ")
