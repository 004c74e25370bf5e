"""What the rules about the words of event names share: object and action, the name mended, and what names have in common."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import NamedTuple

from ..model import verbs
from ..model.event import Event
from ..model.plan import Plan
from ..model.spelling import AMERICAN
from ..model.words import Words, split
from ._case import in_case, written
from ._characters import faults
from ._names import event_faults


def _words(text: str, *more: str) -> frozenset[str]:
    return frozenset((*text.split(), *more))


# Words that are a verb and a thing alike. "Friend Request" and "Union Type" end in a thing and "Message Center" begins
# with one, though request, type and message are actions elsewhere.
_THINGS = _words(
    """
    access block book bookmark call change charge check consent contact copy display download drop export favorite
    filter forward highlight import invite like link list load lock log match merge message order pause payment pin play
    post preview process purchase query rate record refund release reply report request return review scan schedule
    screen search show star stream sync tag track transfer trigger type update upgrade upload view visit vote watch
    """,
    *verbs.COMPOUNDS,
)
# Of these, the ones that end a name as its action all the same ("Page View"), and the ones that begin it ("View Report").
_LAST = _words("download export import pause play purchase refund update upgrade upload view visit", *verbs.COMPOUNDS)
_FIRST = _words("check copy display drop like list load lock play preview process show track view visit watch")
# Nothing is done to these: before them, a verb is a part of their name.
_NEVER_DONE = _words("attempt btn button error event failure field flow icon mode screen sheet state status success")
_MOST_WORDS = 20
_BETWEEN_DIGITS = re.compile(r"(?<=\d) (?=\d)")


class Phrase(NamedTuple):
    """The words of a name, and where among them the action stands; nowhere (0, 0) where that is not sure."""

    words: Words
    start: int = 0
    end: int = 0

    @property
    def sure(self) -> bool:
        return self.end > 0

    @property
    def first(self) -> bool:
        """Whether the name begins with its action."""
        return self.sure and self.start == 0

    @property
    def object(self) -> Words:
        return self.words[: self.start]

    @property
    def action(self) -> Words:
        return self.words[self.start : self.end]

    @property
    def lemma(self) -> str:
        """The action's verb without its form."""
        return verbs.lemma(self.words[self.start])


def phrase(words: Words) -> Phrase:
    """Which of the words are the action, where that is sure."""
    if len(words) > 1 and _is_past_only(words[-1]):
        return Phrase(words, len(words) - 1, len(words))
    if len(words) > _MOST_WORDS:
        return Phrase(words)
    last, lead = verbs.action(words), verbs.leading_action(words)
    if last is not None and last[0] and not _acts_last(words, last[0]):
        last = None
    if lead is not None and not _acts_first(words[0], words[-1]):
        lead = None
    if last is None or lead is None or last[0] == 0 or _is_past_only(words[last[0]]):
        return Phrase(words, *(last or lead or (0, 0)))
    begins, ends = words[0].lower() in _THINGS, words[last[0]].lower() in _THINGS
    return Phrase(words) if begins == ends else Phrase(words, *(last if begins else lead))


def _is_past_only(word: str) -> bool:
    form = verbs.form(word)
    return form is not None and form.past and not form.present


def _acts_last(words: Words, place: int) -> bool:
    """Whether the verb found at the end of a name is its action, and not a thing that has the same name."""
    verb = words[place].lower()
    if verbs.is_past(verb):
        return True
    if any(map(verbs.is_past, words[:place])):
        return False
    if verb in _THINGS or verbs.lemma(verb) in _THINGS:
        return verb in _LAST and not any(map(_is_deed, words[:place]))
    return True


def _is_deed(word: str) -> bool:
    """Whether a word is an action and hardly ever a thing: add, open, submit."""
    word = word.lower()
    return word in verbs.ACTIONS and word not in _THINGS


def _acts_first(word: str, last: str) -> bool:
    """Whether a name that begins with this verb begins with its action: "Nested Arrays" and "Save Button" do not."""
    verb = word.lower()
    if last.lower() in _NEVER_DONE:
        return False
    if verb in _THINGS:
        return verb in _FIRST
    return verbs.lemma(verb) in verbs.ACTIONS and not (verb.endswith("s") and not verb.endswith("ss"))


def phrases(plan: Plan) -> Mapping[str, Phrase]:
    """The phrase of each event's name; of a name whose case is wrong, that of its words all the same."""
    found: dict[str, Phrase] = plan.facts("phrases", lambda plan: {name: phrase(split(name)) for name in plan.events})
    return found


def vocabulary(plan: Plan) -> frozenset[str]:
    """The words of the taxonomy's objects and actions: they are spelled as they should be."""
    found: frozenset[str] = plan.facts(
        "words of the taxonomy",
        lambda plan: frozenset(
            word for name in (*plan.taxonomy.objects, *plan.taxonomy.actions) for word in name.split()
        ),
    )
    return found


def miscased(plan: Plan) -> Mapping[str, str]:
    """The events whose names are not in the taxonomy's case, and what to write instead (nothing where none is sure)."""
    found: dict[str, str] = plan.facts("names in another case", _miscased)
    return found


def _miscased(plan: Plan) -> dict[str, str]:
    names, known, broken = plan.event_names, vocabulary(plan), event_faults(plan)
    wrong = [
        event
        for event in plan.events.values()
        if event.name not in broken and not in_case(event.name, names.case, names.characters, known)
    ]
    return {event.name: _suggestion(event, plan) for event in wrong}


def _suggestion(event: Event, plan: Plan) -> str:
    """The name in the taxonomy's case, tense and order; nothing where that would not be right either."""
    names = plan.event_names
    made = written(mended(event, plan), names.case)
    right = made and made != event.name and not faults([made], names.characters, "")
    return made if right and in_case(made, names.case, names.characters, vocabulary(plan)) else ""


def mended(event: Event, plan: Plan) -> Words:
    """The words of an event's name with its action in the taxonomy's tense and place."""
    found = phrases(plan)[event.name]
    if event.kind != "track" or not found.sure:
        return found.words
    if follows(plan, "object", "action") and found.first and not plan.taxonomy.actions:
        found = turned(found)
    return in_tense(found, plan.event_names.tense if not plan.taxonomy.actions else "any")


def follows(plan: Plan, *given: str) -> bool:
    """Whether the taxonomy's format is these parts and no others: ``{Object} {Action}``."""
    return parts(plan) == given


def parts(plan: Plan) -> tuple[str, ...]:
    """The parts of the taxonomy's format, in small letters."""
    found: tuple[str, ...] = plan.facts("parts of the format", _parts)
    return found


def _parts(plan: Plan) -> tuple[str, ...]:
    pieces = plan.event_names.format.split("{")[1:]
    return tuple(piece.partition("}")[0].strip().lower() for piece in pieces)


def turned(found: Phrase) -> Phrase:
    """``Create Project`` as ``Project Create``; left alone where words such as "to" tie the rest to its place."""
    rest = found.words[found.end :]
    if not rest or any(word.lower() in verbs.PREPOSITIONS or _is_deed(word) for word in rest):
        return found
    return Phrase((*rest, *found.action), len(rest), len(found.words))


def in_tense(found: Phrase, tense: str) -> Words:
    """The words with the action in a tense."""
    if tense == "any" or not found.sure:
        return found.words
    action = verbs.suggest_past(found.action) if tense == "past" else verbs.suggest_present(found.action)
    return (*found.object, *action, *found.words[found.end :])


def has_tense(found: Phrase, tense: str) -> bool:
    """Whether the action is, or may be, in the tense."""
    verb = found.action[0]
    form = verbs.form(verb)
    if form is None:
        return tense != "past" or verb.lower() not in verbs.COMPOUNDS
    return tense == "any" or (form.past if tense == "past" else form.present)


def keys(plan: Plan) -> Mapping[str, str]:
    """What is left of each event's name without case, joints, Unicode form and the form of the verb."""
    found: dict[str, str] = plan.facts(
        "keys of event names", lambda plan: {n: _key(p) for n, p in phrases(plan).items()}
    )
    return found


def key(name: str) -> str:
    """The same of any name."""
    return _key(phrase(split(name)))


def _key(found: Phrase) -> str:
    words = found.words
    if found.sure:
        words = (*words[: found.start], found.lemma, *words[found.start + 1 :])
    return fold(words)


def fold(words: Words) -> str:
    """Words as one, without case, Unicode form and British spelling. Numbers stay apart: "1 2" is not "12"."""
    words = tuple([AMERICAN.get(word.lower(), word) for word in words])
    joined = "".join(words)
    if not joined.isalpha():
        joined = _BETWEEN_DIGITS.sub(".", " ".join(words)).replace(" ", "")
    if joined.isascii():
        return joined.lower()
    folded = unicodedata.normalize("NFKC", joined).casefold().replace("i\u0307", "i")  # Turkish: the small form of İ
    return unicodedata.normalize("NFC", folded)
