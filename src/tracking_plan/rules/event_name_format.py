"""An event's name is not built as the taxonomy's format says.

Why: names that begin with the object stand together in every list: "Project Archived", "Project Created", "Project
Shared". One that begins with its action, or that names none, is not found where people look.

Bad:

    events:
      Create Project: {}   # <- here
      Added To Cart: {}   # <- here
      Signup: {}   # <- here
      Opened: {}   # <- here
      Command Error: {}   # <- here

Bad (another format in the taxonomy):

    taxonomy:
      events: {format: "{Action} {Object}", tense: any}
    events:
      Project Created: {}   # <- here

Good:

    events:
      Project Created: {}
      Product Added To Cart: {}
      Signed Up: {}
      Home:
        type: page

Good (any order):

    taxonomy:
      events: {format: any}
    events:
      Create Project: {}

Note: an action with its particle, such as "Signed Up" and "Logged In", may stand alone: the user is its object. A name
is said to name no action only where its last word is surely an English word and no verb. Page and screen events are
named for what is shown, and are not judged; nor are names of which event-name-vocabulary speaks.

Settings: `taxonomy.events.format`, "{Object} {Action}" unless it says otherwise; "any" for no order. Of a format with
other parts than Object and Action, only the number of words is judged.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, Severity
from ..model import verbs
from ..model.dictionary import is_english, is_noun
from ..model.event import Event
from ..model.plan import Plan
from ..model.words import Words
from ..shelf import quote
from ._case import written
from ._names import event_faults
from ._phrases import Phrase, follows, in_tense, mended, miscased, parts, phrase, phrases, turned

severity = Severity.WARNING
_ONE = "is one word, where an object and an action are due"


def check_plan(plan: Plan) -> Iterator[Finding]:
    if not parts(plan) or plan.taxonomy.actions:
        return
    found, broken, wrong = phrases(plan), event_faults(plan), miscased(plan)
    for event in plan.events.values():
        if event.kind == "track" and event.name not in broken:
            said = phrase(mended(event, plan)) if event.name in wrong else found[event.name]
            yield from _look(event, said, plan)


def _look(event: Event, said: Phrase, plan: Plan) -> Iterator[Finding]:
    names, count = plan.event_names, len(parts(plan))
    if follows(plan, "object", "action"):
        message, better = _object_first(said, names.tense)
    elif follows(plan, "action", "object"):
        message, better = _action_first(said)
    else:
        few = len(said.words) < count
        message, better = (f"has fewer words than {names.format} takes" if few else ""), None
    if message:
        name = written(in_tense(better, names.tense), names.case) if better is not None else ""
        hint = f"did you mean {quote(name)}?" if name and name != event.name else f"name it {names.format}"
        yield Finding(event.at(), f"{quote(event.name)} {message}", hint)


def _object_first(said: Phrase, tense: str) -> tuple[str, Phrase | None]:
    if len(said.words) == 1:
        return _ONE, said if said.words[0].lower() in verbs.COMPOUNDS else None
    if not said.sure:
        return _no_action(said.words, tense), None
    if said.first and said.end < len(said.words):
        better = turned(said)
        return "begins with its action", better if better is not said else None
    return "", None


def _no_action(words: Words, tense: str) -> str:
    """Silent where a word may be the action: a past in the midst, a verb that no table has, another language."""
    if any(map(verbs.is_past, words)):
        return ""
    if tense == "past":
        return "names no action in the past tense" if is_english(words[-1]) else ""
    return "names no action" if is_noun(words[-1]) and not any(map(verbs.is_verb_form, words)) else ""


def _action_first(said: Phrase) -> tuple[str, Phrase | None]:
    if len(said.words) == 1:
        return _ONE, None
    if said.sure and not said.first and said.end == len(said.words):
        return "ends with its action", Phrase((*said.action, *said.object), 0, len(said.action))
    return "", None
