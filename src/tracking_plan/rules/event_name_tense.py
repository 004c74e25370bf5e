"""An event's action is not in the taxonomy's tense.

Why: an event says what has happened. "Project Create" may be the wish, the click or the deed; "Project Created" is the
deed. And with two tenses in a plan there are two names for each deed.

Bad:

    events:
      Project Create: {}   # <- here
      Payment Fails: {}   # <- here
      Page View: {}   # <- here
      Guest Sign Up: {}   # <- here
      Log In: {}   # <- here

Bad (another tense in the taxonomy):

    taxonomy:
      events: {tense: present}
    events:
      Project Created: {}   # <- here

Good:

    events:
      Project Created: {}
      Email Sent: {}
      Payment Set Up: {}
      Welcome Screen Shown: {}
      Subscription Began: {}

Good (the taxonomy's actions settle it):

    taxonomy:
      actions: [View]
    events:
      Page View: {}

Note: only words that surely are the action of a track event are judged. Words that have one form for both tenses, such
as Set and Read, are right in each. A name in the wrong case or order is left to event-name-case and event-name-format,
whose suggestion is in the right tense.

Settings: `taxonomy.events.tense`, past unless it says otherwise.

Source: the word forms are those of LemmInflect's lexicon, which is that of the US National Library of Medicine.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, Severity
from ..model.plan import Plan
from ..shelf import quote
from ._case import written
from ._names import event_faults
from ._phrases import follows, has_tense, in_tense, miscased, phrases

severity = Severity.WARNING


def check_plan(plan: Plan) -> Iterator[Finding]:
    names = plan.event_names
    if names.tense == "any" or plan.taxonomy.actions:
        return
    found, left = phrases(plan), {**event_faults(plan), **miscased(plan)}
    turns = follows(plan, "object", "action")
    for event in plan.events.values():
        said = found[event.name]
        alone = 1 < said.end == len(said.words)  # "Log In": event-name-format lets an action with its particle stand
        if event.kind != "track" or not said.sure or (turns and said.first and not alone) or event.name in left:
            continue
        if not has_tense(said, names.tense):
            words = in_tense(said, names.tense)
            hint = f"did you mean {quote(written(words, names.case))}?" if words != said.words else ""
            yield Finding(event.at(), f"the action of {quote(event.name)} is not in the {names.tense} tense", hint)
