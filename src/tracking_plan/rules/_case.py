"""What the rules about letter case share: whether a name is in a case, and how words are written in one."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from ..model import verbs
from ..model.words import ACRONYMS, BRANDS, SMALL, split

LABELS = {
    "title": "Title Case",
    "sentence": "Sentence case",
    "lower": "lower case",
    "snake": "snake_case",
    "camel": "camelCase",
    "pascal": "PascalCase",
    "kebab": "kebab-case",
    "constant": "CONSTANT_CASE",
}
_PLAIN = {
    "title": re.compile(r"[A-Z0-9][a-z0-9]*(?: [A-Z0-9][a-z0-9]*)*\Z"),
    "lower": re.compile(r"[a-z0-9]+(?: [a-z0-9]+)*\Z"),
    "snake": re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)*\Z"),
    "camel": re.compile(r"[a-z0-9][A-Za-z0-9]*\Z"),
    "kebab": re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z"),
    "constant": re.compile(r"[A-Z0-9]+(?:_[A-Z0-9]+)*\Z"),
}
_SPELLINGS = frozenset((*ACRONYMS.values(), *BRANDS.values()))
_SMALLEST = frozenset(("a", "an", "the", "and", "or", "of", "to", "for", "from", "with", "by", "at"))
_SURNAMES = ("Mc", "Mac", "De", "La", "Le", "Van")


def in_case(name: str, case: str, extra: str = "", known: Collection[str] = ()) -> bool:
    """Whether a name is in the taxonomy's case. Of what only its author can know (a brand, an acronym) the name is right.

    ``extra`` are the further characters that the taxonomy takes, ``known`` the words whose spelling it gives.
    """
    plain = _PLAIN.get(case)
    if plain is not None and plain.match(name):
        return True
    if case == "any":
        return True
    for letter in extra:
        name = name.replace(letter, " " if case in _SPACED else _JOINT.get(case, ""))
    look = _SPACED.get(case)
    return look(name.split(), known) if look else _joined(name, case)


_JOINT = {"snake": "_", "constant": "_", "kebab": "-"}


def _joined(name: str, case: str) -> bool:
    joint = _JOINT.get(case)
    if any(mark in name for mark in " _-" if mark != joint):
        return False
    if case in ("snake", "kebab"):
        return name == name.lower()
    if case == "constant":
        return name == name.upper()
    begins = name[:1].islower() or name[:1].isdigit()
    if case == "camel":
        return begins or name[:1].upper() == name[:1].lower()
    return (not name[:1].islower() or split(name)[0] in _SPELLINGS) and not _shouts([name])


def _title(tokens: Sequence[str], known: Collection[str]) -> bool:
    if _shouts(tokens) or _hyphened(tokens):
        return False
    alone = len(tokens) == 1
    for place, token in enumerate(tokens):
        inner = 0 < place < len(tokens) - 1
        if token in known or token in _SPELLINGS or (inner and token in SMALL):
            continue
        if "_" in token or not _capital(token) or _humped(token, alone):
            return False
    return True


def _sentence(tokens: Sequence[str], known: Collection[str]) -> bool:
    if _shouts(tokens) or _hyphened(tokens) or any("_" in token for token in tokens):
        return False
    if tokens and (
        not (_capital(tokens[0]) or tokens[0] in known or tokens[0] in _SPELLINGS)
        or _humped(tokens[0], len(tokens) == 1)
    ):
        return False
    capitals = [
        token
        for token in tokens[1:]
        if token[:1].isupper() and token[1:].islower() and token not in known and token not in _SPELLINGS
    ]
    if len(capitals) > 1 and len(capitals) == sum(token not in SMALL for token in tokens[1:]):
        return False
    return not any(verbs.is_past(token) or token.lower() in verbs.ACTIONS for token in capitals)


def _lower(tokens: Sequence[str], known: Collection[str]) -> bool:
    return not _hyphened(tokens) and all(
        (token == token.lower() or token in known) and "_" not in token for token in tokens
    )


_SPACED: dict[str, Callable[[Sequence[str], Collection[str]], bool]] = {
    "title": _title,
    "sentence": _sentence,
    "lower": _lower,
}


def _capital(token: str) -> bool:
    """Whether a word begins as one in Title Case; `iPhone` and `eBay` do, and so do scripts that know no case."""
    first = token[:1]
    return (
        first.isupper()
        or first.upper() == first.lower()
        or first.istitle()
        or (token[1:2].isupper() and not token[2:].isupper())
    )


def _shouts(tokens: Sequence[str]) -> bool:
    """Whether words are written in capitals that are words and no acronyms: ``USER SIGNED UP``, ``Project CREATED``."""
    loud = [
        token for token in tokens if token.isupper() and len(token) > 3 and token not in _SPELLINGS and _is_word(token)
    ]
    return bool(loud) and (
        all(token.isupper() for token in tokens) or any(token.endswith("ED") and verbs.is_past(token) for token in loud)
    )


def _is_word(token: str) -> bool:
    form = verbs.form(token)
    return (form is not None and form.known) or token.lower() in verbs.COMPOUNDS


def _hyphened(tokens: Sequence[str]) -> bool:
    """Whether hyphens stand for the spaces: ``Signup-Completed``, but not ``Opt-In`` or ``Two-Factor Login``."""
    parts = tokens[0].split("-") if len(tokens) == 1 and "-" in tokens[0] else []
    return len(parts) > 3 or (bool(parts) and verbs.is_past(parts[-1]) and parts[-1].lower() not in verbs.PARTICLES)


def _humped(token: str, alone: bool) -> bool:
    """Whether a word is surely several written as one: ``SignUp``, ``ProjectCreated``. ``TurboTax`` may be a brand."""
    if token[1:].islower() or not any(letter.isupper() for letter in token[1:]) or "-" in token:
        return False
    words = split(token)
    if len(words) < 2 or words[0] in _SURNAMES or not all(len(word) > 1 for word in words):
        return False
    if alone or verbs.is_past(words[-1]):
        return True
    return words[-1].lower() in verbs.PARTICLES and verbs.is_verb_form(words[-2])


def written(words: Sequence[str], case: str) -> str:
    """Words as a name in a case: ``("signed", "up")`` in title is ``Signed Up``."""
    words = [word for word in words if any(map(str.isalnum, word))]
    match case:
        case "title":
            return " ".join(
                word.lower() if word.lower() in _SMALLEST and 0 < place < len(words) - 1 else _spelled(word)
                for place, word in enumerate(words)
            )
        case "sentence":
            return " ".join(
                _spelled(word) if place == 0 or word.lower() in ACRONYMS or word.lower() in BRANDS else word.lower()
                for place, word in enumerate(words)
            )
        case "lower":
            return " ".join(words).lower()
        case "snake":
            return "_".join(words).lower()
        case "kebab":
            return "-".join(words).lower()
        case "constant":
            return "_".join(words).upper()
        case "camel":
            return "".join(word.capitalize() if place else word.lower() for place, word in enumerate(words))
        case "pascal":
            return "".join(word.capitalize() for word in words)
    return " ".join(words)


def _spelled(word: str) -> str:
    lower = word.lower()
    if lower in _SMALLEST:
        return word.capitalize()
    known = ACRONYMS.get(lower) or BRANDS.get(lower)
    return known or word[:1].upper() + (word[1:].lower() if word.isupper() or len(split(word)) > 1 else word[1:])
