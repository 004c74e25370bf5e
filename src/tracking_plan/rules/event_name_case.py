"""An event's name is not in the taxonomy's case.

Why: `signUp`, `sign_up` and `Sign Up` are three events to every tool. With one case for all names, nobody has to
remember which of them was meant.

Bad:

    events:
      signUp: {}   # <- here
      project_created: {}   # <- here
      Project created: {}   # <- here
      PROJECT SHARED: {}   # <- here
      ProjectArchived: {}   # <- here
      Project-Deleted: {}   # <- here
      SignUp Completed: {}   # <- here

Fixed (with --unsafe-fixes):

    events:
      Signed Up: {was: [signUp]}
      project_created: {}   # <- here
      Project created: {}   # <- here
      Project Shared: {was: [PROJECT SHARED]}
      Project Archived: {was: [ProjectArchived]}
      Project Deleted: {was: [Project-Deleted]}
      Sign Up Completed: {was: [SignUp Completed]}

Bad (nothing sends it yet):

    events:
      project_created:   # <- here
        status: proposed
    questions:
      how_many:
        needs: [project_created]

Fixed:

    events:
      Project Created:
        status: proposed
    questions:
      how_many:
        needs: [Project Created]

Bad (another case in the taxonomy):

    taxonomy:
      events: {case: snake}
    events:
      Project Created: {}   # <- here
      project-shared: {}   # <- here

Fixed (with --unsafe-fixes):

    taxonomy:
      events: {case: snake}
    events:
      project_created: {was: [Project Created]}
      project_shared: {was: [project-shared]}

Bad (Sentence case):

    taxonomy:
      events: {case: sentence}
    events:
      Project Created: {}   # <- here

Fixed (with --unsafe-fixes):

    taxonomy:
      events: {case: sentence}
    events:
      Project created: {was: [Project Created]}

Good:

    events:
      Project Created: {}
      Product Added to Cart: {}
      iOS App Opened: {}
      API Key Created: {}
      Two-Factor Login Enabled: {}
      GitHub Repository Connected: {}

Good (another case in the taxonomy):

    taxonomy:
      events: {case: sentence}
    events:
      Project created: {}
      Report exported to Slack: {}

Note: acronyms and brands keep their capitals, short words such as "to" may be small, and words of the taxonomy's
objects and actions are right as they stand there. The suggestion is in the taxonomy's tense and order as well, so
event-name-tense is silent about a name that this rule finds.

Settings: `taxonomy.events.case`, title unless it says otherwise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..finding import Finding, Severity
from ..model.plan import Plan
from ..shelf import quote
from ._case import LABELS
from ._phrases import miscased
from ._renames import renaming_event

severity = Severity.ERROR


def check_plan(plan: Plan) -> Iterator[Finding]:
    label, wrong = LABELS.get(plan.event_names.case, ""), miscased(plan)
    meant = Counter(wrong.values())
    for name, better in wrong.items():
        hint = f"did you mean {quote(better)}?" if better else ""
        event = plan.events[name]
        fix = renaming_event(event, better, plan) if meant[better] == 1 else None
        yield Finding(event.at(), f"{quote(name)} is not {label}", hint, fix=fix)
