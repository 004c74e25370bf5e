"""A detail of an event changed that nothing is built on: its category, phase, examples, replacement or former names.

Why: it is told so that a review sees all that changed.

Code: The function stays as it is.
Data: What is read stays as it is.
Wire: Records of it are judged as before.

Before:

    events:
      Project Created:
        category: activation   # <- here
        phase: 1   # <- here
        examples: [{}]   # <- here

After:

    events:
      Project Created:   # <- here
        category: growth   # <- here
        phase: 2   # <- here

Before (a former name is remembered):

    events:
      Project Created: {description: A project exists}   # <- here

After (a former name is remembered):

    events:
      Project Created:
        description: A project exists
        was:
          - Project Made   # <- here
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import SAFE, Difference, Said, Verdicts
from ...shelf import quote
from ._said import called, turned

verdicts = Verdicts(code=SAFE, data=SAFE, wire=SAFE)
looks_at = ("event.category", "event.phase", "event.examples", "event.replaced_by", "event.was[]")
mirror = ("event-detail-changed",)


def check_change(found: Difference) -> Iterator[Said]:
    match found.key:
        case "was[]" if found.added:
            yield Said(f"{called(found)} says that it was called {quote(found.after)}")
        case "was[]":
            yield Said(f"{called(found)} no longer says that it was called {quote(found.before)}")
        case "examples":
            yield Said(f"{called(found)} has other examples")
        case _:
            yield Said(turned(found, f"a {found.key.replace('replaced_by', 'replacement')}"))
