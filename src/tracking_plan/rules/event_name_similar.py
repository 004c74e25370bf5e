"""An event's name is likely a slip of another one's.

Why: "Porject Created" beside "Project Created" is typed once and tracked for years, and each of the two counts a part.

Bad:

    events:
      Project Created: {}
      Porject Created: {}   # <- here
      Subscription Cancelled: {}
      Subscripton Cancelled: {}   # <- here

Bad (the same words in another order):

    events:
      Project Shared: {}
      Shared Project: {}   # <- here

Good:

    events:
      Form Opened: {}
      Forum Opened: {}
      Card Viewed: {}
      Cart Viewed: {}
      Item Viewed: {}
      Items Viewed: {}
      Object1 Created: {}
      Object2 Created: {}
      Order Refunded: {}
      Refund Ordered: {}

Note: two names are near where one word differs by one letter, or by two that changed places, and the word is not
English while the other is, or is used more often. Names that event-name-duplicate finds are left to it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain, permutations

from ..finding import Finding, Severity
from ..model.dictionary import is_english
from ..model.event import Event
from ..model.plan import Plan
from ..model.words import Words
from ..shelf import quote
from ._phrases import Phrase, keys, phrases

severity = Severity.WARNING
_SHORTEST = 6
"""The table of English words has none shorter, so of shorter ones nothing is known."""
_LONGEST = 30
_MOST = 8
"""Words that are near to more than these, such as those of a generator, are no slips."""


def check_plan(plan: Plan) -> Iterator[Finding]:
    said = set[str]()
    for event, other in (*_slips(plan), *_turned(plan)):
        if event.name not in said and keys(plan)[event.name] != keys(plan)[other.name]:
            said.add(event.name)
            related = ((other.at(), quote(other.name)),)
            yield Finding(
                event.at(),
                f"{quote(event.name)} is much like {quote(other.name)}",
                "if they are one, keep one",
                related=related,
            )


def _turned(plan: Plan) -> Iterator[tuple[Event, Event]]:
    """Events whose name begins with the action with which another's ends, about the same object."""
    known = phrases(plan)
    begins = [name for name, said in known.items() if said.first and said.end < len(said.words)]
    if not begins:
        return
    ends: dict[tuple[str, ...], str] = {}
    for name, said in known.items():
        if said.start and said.end == len(said.words):
            ends.setdefault(_parts(said.object, said), name)
    for name in begins:
        other = ends.get(_parts(known[name].words[known[name].end :], known[name]))
        if other is not None:
            yield plan.events[name], plan.events[other]


def _parts(thing: Words, said: Phrase) -> tuple[str, ...]:
    return (*(word.casefold() for word in thing), "", said.lemma, *(word.casefold() for word in said.action[1:]))


def _slips(plan: Plan) -> Iterator[tuple[Event, Event]]:
    """Events with a word that is likely a slip of the word that another event has in its place."""
    known = phrases(plan)
    uses = Counter[str]()
    for word, count in Counter(chain.from_iterable(said.words for said in known.values())).items():
        uses[word.casefold()] += count
    meant = _meant(uses)
    if not meant:
        return
    folded = {name: tuple(word.casefold() for word in said.words) for name, said in known.items()}
    names: dict[Words, str] = {}
    for name, words in folded.items():
        names.setdefault(words, name)
    for name, words in folded.items():
        for place, word in enumerate(words):
            for right in meant.get(word, ()):
                other = names.get((*words[:place], right, *words[place + 1 :]))
                if other is not None:
                    yield plan.events[name], plan.events[other]


def _meant(uses: Mapping[str, int]) -> Mapping[str, list[str]]:
    """For each word that may be a slip, the words that may be meant."""
    near: dict[str, list[str]] = {}
    for word in uses:
        if _SHORTEST - 1 <= len(word) <= _LONGEST and word.isalpha():
            near.setdefault(word, []).append(word)
            for place in range(len(word)):
                near.setdefault(word[:place] + word[place + 1 :], []).append(word)
    found: dict[str, list[str]] = {}
    for words in near.values():
        if 1 < len(words) <= _MOST:
            for word, other in permutations(dict.fromkeys(words), 2):
                if other not in found.get(word, ()) and _is_slip(word, other) and _is_odd(word, other, uses):
                    found.setdefault(word, []).append(other)
    return found


def _is_odd(word: str, other: str, uses: Mapping[str, int]) -> bool:
    """Whether of two words that are near, the first is the one that is no word."""
    return len(word) >= _SHORTEST and not is_english(word) and (uses[other] > uses[word] or is_english(other))


def _is_slip(word: str, meant: str) -> bool:
    """Whether one letter is missing, added or wrong, or two have changed places; a plural is none."""
    if word + "s" == meant or meant + "s" == word:
        return False
    short, long = sorted((word, meant), key=len)
    start = next(
        (place for place, (one, other) in enumerate(zip(short, long, strict=False)) if one != other), len(short)
    )
    if len(short) < len(long):
        return len(long) - len(short) == 1 and short[start:] == long[start + 1 :]
    same_end = short[start + 1 :] == long[start + 1 :]
    swapped = short[start + 2 :] == long[start + 2 :] and short[start : start + 2] == long[start : start + 2][::-1]
    return same_end or swapped
