"""Other findings are let pass than before: an `allow` came, went, or says something else.

Why: what is let pass is no longer seen. It should be a decision.

Code: The functions stay as they are.
Data: What is read stays as it is.
Wire: Records are judged as before.

Before:

    events:
      Sign Up:   # <- here
        description: A person has an account

After:

    events:
      Sign Up:
        description: A person has an account
        allow:   # <- here
          - {rule: event-name-tense, reason: On dashboards since 2022}
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import SAFE, Difference, Said, Verdicts, plainly
from ...shelf import listed
from ._said import called

verdicts = Verdicts(code=SAFE, data=SAFE, wire=SAFE)
looks_at = ("event.allow", "property.allow", "plan.allow")
mirror = ("allowance-changed",)


def check_change(found: Difference) -> Iterator[Said]:
    rules = listed(dict.fromkeys(str(one.get("rule")) for one in plainly(found.after) or ()))
    what = "the plan" if found.kind == "plan" else called(found)
    yield Said(f"{what} lets pass {rules} now" if rules else f"{what} no longer lets anything pass")
