"""An event is new.

Why: nobody depended on it, so nobody breaks; those who want it learn of it.

Code: Clients get one more function.
Data: A table, or rows under a name that nobody asked for before.
Wire: What was unplanned is planned now.

Before:

    events:
      Signup Completed: {description: A person has an account}

After:

    events:
      Signup Completed: {description: A person has an account}
      Project Created: {description: A project exists}   # <- here
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import SAFE, Difference, Said, Verdicts
from ._names import reserved
from ._said import called

verdicts = Verdicts(code=SAFE, data=SAFE, wire=SAFE)
looks_at = ("event",)
mirror = ("event-removed",)
level = "minor"


def check_change(found: Difference) -> Iterator[Said]:
    if found.added and reserved(found) is None:
        yield Said(f"{called(found)} is new")
