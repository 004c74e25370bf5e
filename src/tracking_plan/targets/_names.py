"""Names of the plan as identifiers of a language: a total map, and scopes in which two names never fall together unseen."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Container, Iterable
from functools import lru_cache
from typing import Literal, NamedTuple

from ..document import Span
from ..finding import Finding
from ..model.words import split
from ..shelf import quote
from ._code import Code

Case = Literal["camel", "pascal", "snake", "upper"]
Letters = Literal["unicode", "letters", "ascii"]
CLASH = "generated-name-clash"
"""The rule under which a clash is reported; it has a page alone, as only a target knows of it."""

_NO_WORDS: frozenset[str] = frozenset()


class Style(NamedTuple):
    """How a language writes one kind of name."""

    case: Case
    reserved: frozenset[str] = _NO_WORDS
    """Words that may not be a name there; they get ``suffix``."""
    letters: Letters = "unicode"
    """Which letters may stand: any that Unicode lets stand in identifiers; letters and digits but no marks; or ASCII."""
    digit: str = "_"
    """Set before a name that begins with a digit, or with a mark that stands over no letter."""
    suffix: str = "_"
    """Set after a name that is reserved or taken by the run-time."""


@lru_cache(maxsize=65_536)
def identifier(name: str, style: Style) -> Code:
    """The identifier for a name in any script; never empty, never reserved. Different names may give the same."""
    made = _standing(_cased(words(name, style.letters), style.case), style.letters)
    if not made[0].isidentifier():  # a digit, or a mark
        made = style.digit + made
    return Code(made + style.suffix if made in style.reserved else made)


@lru_cache(maxsize=65_536)
def words(name: str, letters: Letters = "unicode") -> tuple[str, ...]:
    """The words of a name, in lower case and of letters that may stand; never none of them.

    What is no letter is spelled by its Unicode name where it tells names apart (an emoji, "+"), and where nothing else
    is there ("--" is "hyphen minus hyphen minus").
    """
    made: list[str] = []
    for word in split(name):
        if word.isascii() and word.isalnum():
            made.append(word.lower())
        else:
            made += _spelled(word, letters)
    if not made:
        for letter in name:
            made += _said(letter)
    return tuple(made) or ("empty",)


def spoken(name: str) -> str:
    """A name that other names stand beside; one without a letter is spelled, as it would be lost among them."""
    if any(map(str.isalnum, name)):
        return name
    return " ".join(word for letter in name for word in _said(letter)) or "empty"


def _spelled(word: str, letters: Letters) -> list[str]:
    made, run = [], ""
    if letters == "ascii":
        word = unicodedata.normalize("NFKD", word)
    for letter in word:
        if _stands(letter, letters):
            run += letter
            continue
        if unicodedata.category(letter)[0] == "M":
            continue
        made += [_standing(run.lower(), letters), *_said(letter, letters)]
        run = ""
    return [one for one in (*made, _standing(run.lower(), letters)) if one]


def _standing(made: str, letters: Letters) -> str:
    """What was put into another letter case, without the marks that this may bring: a small "İ" has a dot apart."""
    if made.isascii() or letters == "unicode":
        return made
    return "".join(letter for letter in made if letter == "_" or _stands(letter, letters))


def _stands(letter: str, letters: Letters) -> bool:
    if letter.isascii():
        return letter.isalnum()
    if letters == "ascii":
        return False
    if letters == "letters":
        return unicodedata.category(letter) in ("Lu", "Ll", "Lt", "Lm", "Lo", "Nd")
    return ("a" + letter).isidentifier() and unicodedata.normalize("NFKC", letter) == letter


def _said(letter: str, letters: Letters = "unicode") -> list[str]:
    """A character by its Unicode name; a letter of a script that may not stand by its number."""
    if letters == "ascii" and letter.isalpha():
        return [f"u{ord(letter):04x}"]
    said = unicodedata.name(letter, f"u{ord(letter):04x}")
    return "".join(one if one.isascii() and one.isalnum() else " " for one in said).lower().split()


def _cased(parts: tuple[str, ...], case: Case) -> str:
    if case in ("snake", "upper"):
        joined = "_".join(parts)
        return joined.upper() if case == "upper" else joined
    made = parts[0] if case == "camel" else _capital(parts[0])
    for part in parts[1:]:
        # "1.10" and "110" stay two names.
        made += ("_" if made[-1].isdigit() and part[0].isdigit() else "") + _capital(part)
    return made


def _capital(word: str) -> str:
    """The first letter large; only where that is one letter ("ß" has none)."""
    large = word[0].upper()
    return (large if len(large) == 1 else word[0]) + word[1:]


def settled(name: str, style: Style, taken: Container[str] = (), own: str | None = None) -> Code:
    """The identifier that a name has where others are taken by the run-time; ``own`` is the one that the plan gives."""
    made = identifier(own if own is not None else name, style)
    return Code(made + style.suffix) if made in taken else made


class Scope:
    """Names that stand side by side in the generated code: of functions, of types, of one function's parameters.

    Two names of the plan that give the same identifier are a finding at the second, which names the first; nothing is
    renamed by its order, so that a new event never changes the name of an old one.
    """

    def __init__(
        self, what: str, style: Style, report: Callable[[Finding], None], taken: Iterable[str] = (), where: str = ""
    ) -> None:
        self.what, self.style, self.report, self.where = what, style, report, where
        self.taken = frozenset(taken)
        self.given: dict[str, tuple[object, str]] = {}

    def name(self, name: str, at: Callable[[], Span], own: str | None = None, key: object = None) -> Code:
        """The identifier for a name of the plan.

        ``own`` is the one that the plan itself gives (``x-identifier``). ``key`` tells apart what is spelled alike, such
        as an event and a type; what has one key is one thing, and may be named again.
        """
        key = name if key is None else key
        made = settled(name, self.style, self.taken, own)
        holder, before = self.given.setdefault(made, (key, name))
        if holder != key:
            message = f"the {self.what} {quote(before)} and {quote(name)} would both be named {made}{self.where}"
            hint = "rename one, or give one a name in code of its own with x-identifier"
            self.report(Finding(at(), message, hint, CLASH))
        return made
