"""An event's object or action is not in the taxonomy's vocabulary.

Why: where `objects` and `actions` are listed, a new word is a decision. "Project Made" beside "Project Created" is
either a slip or a second name for the same deed.

Bad:

    taxonomy:
      objects: [Project, Email Link]
      actions: [Created, Clicked]
    events:
      Projekt Created: {}   # <- here
      Project Made: {}   # <- here
      Link Pressed: {}   # <- here

Bad (only the actions are closed):

    taxonomy:
      actions: [Created]
    events:
      Anything Made: {}   # <- here

Good:

    taxonomy:
      objects: [Project, Email Link]
      actions: [Created, Clicked]
    events:
      Project Created: {}
      Email Link Clicked: {}
      Project Created From Template: {}
      Pricing:
        type: page

Note: words are compared without case. After the action a name may go on with "from", "to" and the like.

Settings: `taxonomy.objects` and `taxonomy.actions`; what is not listed is free.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from ..finding import Finding, Severity
from ..model import verbs
from ..model.event import Event
from ..model.plan import Plan
from ..model.words import Words, split
from ..shelf import listed, quote
from ._names import event_faults
from ._phrases import follows, mended, miscased, phrase
from ._references import suggestion

severity = Severity.ERROR


class _Side(NamedTuple):
    """A closed list of words: how they are folded, and how they are written."""

    kind: str
    names: Mapping[Words, str]

    def takes(self, words: Words) -> bool:
        return not self.names or words in self.names


def check_plan(plan: Plan) -> Iterator[Finding]:
    objects, actions = _side("object", plan.taxonomy.objects), _side("action", plan.taxonomy.actions)
    if not objects.names and not actions.names:
        return
    swapped = follows(plan, "action", "object")
    broken, wrong = event_faults(plan), miscased(plan)
    for event in plan.events.values():
        if event.kind == "track" and event.name not in broken:
            words = mended(event, plan) if event.name in wrong else split(event.name)
            folded = tuple(word.casefold() for word in words)
            missing = _missing(folded, words, (actions, objects) if swapped else (objects, actions))
            if missing:
                yield _finding(event, missing, plan)


def _side(kind: str, names: Collection[str]) -> _Side:
    return _Side(kind, {tuple(word.casefold() for word in split(name)): name for name in names})


def _missing(folded: Words, words: Words, sides: tuple[_Side, _Side]) -> list[tuple[_Side, str]]:
    """The parts of a name that are in no list, in the words of the name."""
    left, right = sides
    cuts = [cut for cut in range(1, len(folded)) if left.takes(folded[:cut])]
    ends = [cut for cut in range(1, len(folded)) if _ends(folded, cut, right)]
    if any(cut in ends for cut in cuts):
        return []
    if left.names and right.names and (cuts or ends):
        return [(left, " ".join(words[: min(ends)]))] if ends else [(right, " ".join(words[max(cuts) :]))]
    cut = _cut(words, left)
    return [
        (side, " ".join(part))
        for side, part in ((left, words[:cut]), (right, words[cut:]))
        if part and side.names and not side.takes(_fold(part))
    ]


def _ends(folded: Words, cut: int, side: _Side) -> bool:
    """Whether what follows the cut is in the list, or is with a phrase such as "from template" after it."""
    if side.takes(folded[cut:]):
        return True
    return any(folded[end] in verbs.PREPOSITIONS and side.takes(folded[cut:end]) for end in range(cut + 1, len(folded)))


def _cut(words: Words, left: _Side) -> int:
    """Where object and action most likely meet."""
    said = phrase(words)
    if left.kind == "action":
        return said.end if said.first else 1
    return said.start if said.sure and not said.first else max(len(words) - 1, 1)


def _fold(words: Words) -> Words:
    return tuple(word.casefold() for word in words)


def _finding(event: Event, missing: list[tuple[_Side, str]], plan: Plan) -> Finding:
    parts = [
        f"{side.kind} {quote(part)}{suggestion(side.kind, part, side.names.values(), plan)}" for side, part in missing
    ]
    what = f"{'neither ' if len(parts) > 1 else 'the '}{listed(parts, last='nor')} of {quote(event.name)} is {'' if len(parts) > 1 else 'not '}in the taxonomy"
    kinds = listed([f"`taxonomy.{side.kind}s`" for side, _ in missing])
    return Finding(event.at(), what, f"use a word that is, or add it to {kinds}")
