"""English verbs in event names: which words are the action, its tense, its base form and its past form."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from os.path import dirname, join
from typing import NamedTuple

Span = tuple[int, int]  # words[start:end]

PARTICLES = frozenset(
    "up in out off on down over back away through along around apart aside forward together again".split()
)
PREPOSITIONS = frozenset(
    "to from for with without by via in on at of as into onto after before during within under per through".split()
)
# Bases that name an action in an event even where English has a noun of the same spelling ("Page View"). Only these
# count as an action while they stand in the present: "Welcome Screen" and "View Cart" end in things, not in actions.
ACTIONS = frozenset(
    """
    abandon abort accept access acknowledge activate add adjust agree allow apply approve archive assign attach attempt
    authenticate authorize autosave backfill ban begin block book bookmark broadcast browse build buy call cancel
    capture change charge check choose churn claim clear click clone close collapse collect commit compare complete
    configure confirm connect consent contact continue convert copy crash create customize deactivate decline decrease
    delete deliver demote deny deploy deselect detect disable discard disconnect dislike dismiss dispatch display
    dispute donate downgrade download downvote drag drop duplicate earn edit enable encounter end engage enroll enter
    estimate exceed exit expand expire explore export fail favorite fetch filter find finish flag follow fork forward
    fulfill generate get grant hide highlight hover identify ignore import impersonate increase initialize initiate
    insert install instantiate invite join launch leave like link listen load lock log lose mark match merge
    message minimize modify move mute navigate notify obtain offboard onboard open optimize opt paste pause pay pin
    play post preview press print process promote provision publish purchase push query quit rate reach reactivate read
    receive reconnect record redeem redirect redo refer refresh refund register reject reload remind remove rename
    renew reopen reorder replace reply report request resend reset resize resolve restart restore resume retry retweet
    return revert review revoke rotate run save scan schedule scroll search see select sell send set share ship show
    shut sign skip sort spend star start stop stream submit subscribe suspend swipe switch sync tag take tap terminate
    toggle touch track transfer translate trigger try type unarchive unassign unblock undo unfollow uninstall unlink
    unlock unmute unpin unpublish unsubscribe update upgrade upload upsert upvote use validate verify view visit vote
    watch win withdraw zoom
    """.split()
)
GERUND_NOUNS = frozenset(
    """
    billing booking building closing ending following heading landing listing loading matching meeting messaging
    onboarding opening posting pricing processing ranking rating reading recording reporting
    saving sharing shipping spending streaming timing tracking training typing
    """.split()
)
# A noun written in one word, as the verb and its particle.
COMPOUNDS = {
    noun: (noun.removesuffix(particle), particle)
    for particle, nouns in {
        "up": "signup setup backup cleanup lookup followup",
        "in": "signin login checkin optin",
        "out": "signout logout checkout optout payout timeout",
        "off": "signoff logoff dropoff",
        "back": "rollback chargeback",
        "through": "clickthrough",
    }.items()
    for noun in nouns.split()
}
_PREFIXES = (
    "un",
    "re",
    "de",
    "dis",
    "mis",
    "pre",
    "over",
    "under",
    "out",
    "auto",
    "co",
    "up",
    "down",
    "cross",
    "multi",
)
# British bases beside the American ones, so that both are one verb; `lemma` deals with -ise and -yse.
_SPELLINGS = {"enrol": "enroll", "fulfil": "fulfill", "instal": "install", "distil": "distill", "instil": "instill"}
_VOWELS = frozenset("aeiou")
_ONE_SYLLABLE = re.compile(r"(?:[^aeiouy]|(?<=q)u|^y)*[aeiouy][^aeiouwxy]")


class Form(NamedTuple):
    """What a word is as a verb; `known` is false for an -ed word that no dictionary here has."""

    base: str
    past: bool
    present: bool
    known: bool


class _Table(NamedTuple):
    bases: frozenset[str]
    past_of: dict[str, str]  # irregular base -> its usual past
    base_of: dict[str, str]  # irregular past or participle -> its base
    not_past: frozenset[str]  # words that end in -ed and are no verb's past


@cache
def _table() -> _Table:
    """Read the table; its form is described at its head and made by scripts/make_verb_table.py."""
    # Not importlib.resources: its import alone costs more than everything here.
    with open(join(dirname(__file__), "verb_table.txt"), encoding="ascii") as table:
        text = table.read()
    _, regular, irregular, not_past = text.split("\n\n")
    past_of: dict[str, str] = {}
    base_of: dict[str, str] = {}
    for line in irregular.splitlines():
        base, usual, *others = line.split()
        past_of[base] = usual
        base_of[usual] = base
        for other in others:
            base_of[other] = base
    return _Table(frozenset(regular.split()) | past_of.keys(), past_of, base_of, frozenset(not_past.split()))


def regular_past(base: str) -> str:
    """The past that spelling rules alone give: "save" -> "saved", "try" -> "tried", "tap" -> "tapped"."""
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ied"
    return base + (base[-1] if _ONE_SYLLABLE.fullmatch(base) else "") + "ed"


@lru_cache(65536)
def form(word: str) -> Form | None:
    """What `word`, in any letter case, is as a verb, or None; an -ed word known as nothing else counts as a past."""
    word = word.lower()
    table = _table()
    if word in table.base_of:
        base = table.base_of[word]
        return Form(_SPELLINGS.get(base, base), True, word in table.bases, True)
    if word in table.bases:
        return Form(_SPELLINGS.get(word, word), False, True, True)
    if not word.isascii() or not word.isalpha() or len(word) > 30 or word in table.not_past:
        return None
    if word.endswith("ed"):
        for base in _stems(word[:-2]):
            if base in table.bases and regular_past(base) == word:
                return Form(base, True, False, True)
    for base in _stems(word[:-3]) if word.endswith("ing") else _singulars(word):
        if base in table.bases:
            return Form(base, False, True, True)
    return _prefixed(word) or _unknown_past(word)


def _stems(stem: str) -> tuple[str, ...]:
    """The bases that could have lost their ending before -ed or -ing."""
    last = stem[-1:]
    doubled = stem[:-1] if stem[-2:-1] == last else ""
    return stem + "e", stem, doubled, stem[:-1] + "y" if last == "i" else ""


def _singulars(word: str) -> tuple[str, ...]:
    """The bases whose third person `word` may be."""
    if not word.endswith("s") or word.endswith("ss"):
        return ()
    return (word[:-1], word[:-2] if word.endswith("es") else "", word[:-3] + "y" if word.endswith("ies") else "")


def _prefixed(word: str) -> Form | None:
    """A past made with a prefix ("unsent", "reran") that the table has only without it."""
    for prefix in _PREFIXES:
        rest = word.removeprefix(prefix)
        if rest != word and len(rest) > 2:
            found = form(rest)
            if found and found.past and found.known:
                return Form(prefix + found.base, True, False, True)
    return None


def _unknown_past(word: str) -> Form | None:
    if len(word) < 5 or not word.endswith("ed") or word.endswith("eed"):
        return None
    return Form(_root(word), True, False, False)


def _root(word: str) -> str:
    """What a regular verb's base and its past have in common: "geocode" and "geocoded" give "geocod"."""
    stem = word.removesuffix("ed") if word.endswith("ed") else word.removesuffix("e")
    if stem[-2:-1] == stem[-1:]:
        stem = stem[:-1]
    return stem[:-1] + "i" if stem.endswith("y") else stem


def is_past(word: str) -> bool:
    """Whether `word` can be a past or a past participle: "Sent", "Set", "Upserted", but not "Speed"."""
    found = form(word)
    return found is not None and found.past


def is_present(word: str) -> bool:
    """Whether `word` can be a base, a third person or an -ing form: "view", "views", "viewing", "set"."""
    found = form(word)
    return found is not None and found.present


def is_verb_form(word: str) -> bool:
    return form(word) is not None


def lemma(word: str) -> str:
    """The base, American and lower-case, of a verb form; the word itself in lower case where it is none.

    Of an unknown -ed word the part that its base shares with it, so a key to compare by and not a word to show.
    """
    found = form(word)
    base = found.base if found else word.lower()
    if base.endswith(("ise", "yse")) and base[:-2] + "ze" in _table().bases:
        return base[:-2] + "ze"
    return base


def root(word: str) -> str:
    """A key that all forms of one action share even where no dictionary has it: a lemma, or the word's stem."""
    return lemma(word) if form(word) else _root(word.lower())


def past(word: str) -> str:
    """The usual American past of a verb form, in the letter case of `word`; a past is given back as it is."""
    found = form(word)
    if found and found.past:
        return word
    base = found.base if found else word.lower()
    return _in_case_of(word, _past_of(base))


def _past_of(base: str) -> str:
    table = _table()
    if base in table.past_of:
        return table.past_of[base]
    if base not in table.bases:
        for prefix in _PREFIXES:
            rest = base.removeprefix(prefix)
            if rest != base and len(rest) > 2 and rest in table.bases:
                return prefix + _past_of(rest)
    return regular_past(base)


def _in_case_of(model: str, word: str) -> str:
    if model.isupper() and len(model) > 1:
        return word.upper()
    return word[:1].upper() + word[1:] if model[:1].isupper() else word


def action(words: tuple[str, ...]) -> Span | None:
    """Where the action stands in the words of an event name, its verb first and any particles after it.

    It is the verb that ends the name or its part before a preposition: ("User", "Signed", "Up") -> (1, 3),
    ("Project", "Created", "From", "Template") -> (1, 2), ("Added", "To", "Cart") -> (0, 1). None where no word is
    surely an action, or where the action comes first ("Create Project"), which is `leading_action`'s to find.
    """
    span = _past_before(words, len(words))
    for cut in range(1, len(words) - 1):
        if span:
            return span
        if words[cut].lower() in PREPOSITIONS:
            span = _past_before(words, cut)
    if span or not words or is_past(words[0]):
        return span
    start = _verb_before(words, len(words))
    after_preposition = start > 0 and words[start - 1].lower() in PREPOSITIONS
    return (start, len(words)) if _is_present_action(words[start]) and not after_preposition else None


def leading_action(words: tuple[str, ...]) -> Span | None:
    """Where the action stands in a name that begins with it: ("Sign", "Up", "For", "Trial") -> (0, 2)."""
    if not words or not (is_past(words[0]) or _is_present_action(words[0])):
        return None
    end = 1
    while end < len(words) and words[end].lower() in PARTICLES:
        end += 1
    return 0, end


def _verb_before(words: tuple[str, ...], end: int) -> int:
    """The place of the last word before `end` that is no particle, or 0."""
    start = end - 1
    while start > 0 and words[start].lower() in PARTICLES:
        start -= 1
    return start


def _past_before(words: tuple[str, ...], end: int) -> Span | None:
    if not end:
        return None
    start = _verb_before(words, end)
    if is_past(words[start]):
        return start, end
    # An adverb may close the name: "Order Placed Successfully".
    if start and words[start].lower().endswith("ly") and not form(words[start]):
        return _past_before(words, start)
    return None


def _is_present_action(word: str) -> bool:
    word = word.lower()
    found = form(word)
    if word in COMPOUNDS:
        return True
    return found is not None and found.present and lemma(word) in ACTIONS and word not in GERUND_NOUNS


def suggest_past(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words with their action in the past, other words kept: ("sign", "up") -> ("signed", "up")."""
    span = action(words) or leading_action(words)
    if span is None:
        return words
    verb = words[span[0]]
    changed: tuple[str, ...] = (past(verb),)
    if verb.lower() in COMPOUNDS:
        base, particle = COMPOUNDS[verb.lower()]
        changed = (_in_case_of(verb, _past_of(base)), _in_case_of(verb, particle))
    return words[: span[0]] + changed + words[span[0] + 1 :]


def suggest_present(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words with their action in the base form: ("Project", "Created") -> ("Project", "Create")."""
    span = action(words) or leading_action(words)
    found = form(words[span[0]]) if span else None
    if span is None or found is None or found.present or not found.known:
        return words
    return (*words[: span[0]], _in_case_of(words[span[0]], found.base), *words[span[0] + 1 :])
