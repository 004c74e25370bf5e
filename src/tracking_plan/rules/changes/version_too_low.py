"""The plan's version does not say as much as its changes ask for. Only `plan diff --check-version` judges it.

Why: who depends on a plan reads in its version whether to look closer. What breaks somebody in any perspective asks for a
major version, what is risky or new for a minor one, all else for a patch; below 1.0.0, for a minor one and a patch.

Before:

    version: 2.4.0
    events:
      Signup Completed: {description: A person has an account}
      Project Created: {description: A project exists}

After:

    version: 2.5.0   # <- here
    events:
      Signup Completed: {description: A person has an account}

Before (nobody counted):

    version: 2.4.0
    events: {}

After (nobody counted):

    version: 2.4.0   # <- here
    events:
      Project Created: {description: A project exists}
"""

from __future__ import annotations

from collections.abc import Iterator

from ...document import Map
from ...finding import Finding, Severity
from ...model.change import Comparison
from ...model.plan import Plan
from ...model.version import shortfall

severity = Severity.ERROR
said_by = "diff"


def find(plan: Plan, found: Comparison) -> Iterator[Finding]:
    """What is wrong with the version of the new plan."""
    wrong = shortfall(*found.versions, found.bump)
    if wrong:
        maps = [document.data for document in plan.documents if isinstance(document.data, Map)]
        holder = next((data for data in maps if "version" in data), plan.raw)
        need = "" if found.bump == "none" else f", and the changes ask for a {found.bump} version"
        hint = f"write `version: {found.asked or '1.0.0'}`, or let `plan diff --bump` do it"
        yield Finding(holder.at("version"), wrong + need, hint)
