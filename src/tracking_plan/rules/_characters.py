"""What the rules about characters share: the first thing that is wrong with the characters of a name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from ..shelf import listed, quote

# Spaces, underscores and hyphens join words; whether they are the right joints is a matter of case, not of characters.
_PLAIN = re.compile(r"[A-Za-z0-9]+(?:[ _-][A-Za-z0-9]+)*\Z")
_JOINTS = " _-"
_JOINT_NAMES = {" ": "a space", "_": "an underscore", "-": "a hyphen"}
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[1-9]|lpt[1-9])\Z", re.IGNORECASE)
_ALIKE_SCRIPTS = frozenset(("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC"))
# Cyrillic and Greek letters that look like a Latin one, from the Unicode Consortium's confusables (UTS #39).
_LIKE_LATIN = frozenset("аеорсухіјѕһԁԛԝѵгАВЕКМНОРСТУХІЈЅԌԚԜҮΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρυιαγ")
_LINE_BREAKS = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
_CALLED = {'"': "a double quote", "'": "an apostrophe", "`": "a backtick", "\\": "a backslash"}
_TEMPLATE = frozenset("{}%$")


class Fault(NamedTuple):
    """What is wrong, to be said after the name: ``holds "<"``; and how to mend it."""

    message: str
    hint: str


def faults(names: Iterable[str], extra: str, allowed: str, *, devices: bool = False) -> dict[str, Fault]:
    """The names whose characters are wrong. ``extra`` are further characters that the taxonomy takes.

    ``allowed`` says what may be written instead; with ``devices``, names that Windows keeps for devices are wrong too.
    """
    more = frozenset(extra)
    plain = _PLAIN.match
    found = {}
    for name in names:
        if devices and len(name) < 5 and _DEVICE.match(name):
            found[name] = Fault("is a device on Windows, where no file can have this name", "say what happened")
        elif not plain(name):
            fault = _fault(name, more, allowed)
            if fault is not None:
                found[name] = fault
    return found


def _fault(name: str, extra: Collection[str], allowed: str) -> Fault | None:
    if not name or name.isspace():
        return Fault("is empty" if not name else "holds nothing but space", "give it a name")
    bad = list(
        dict.fromkeys(
            letter for before, letter in zip(" " + name, name, strict=False) if not _belongs(before, letter, extra)
        )
    )
    if bad:
        return Fault(f"holds {_list(bad)}", _how(bad[0], allowed))
    return _joints(name, extra) or _look_alike(name)


def _belongs(before: str, letter: str, extra: Collection[str]) -> bool:
    """Whether a letter may stand in a name; accents and vowel signs only upon a letter (``before``)."""
    if letter.isalnum() or letter in extra or letter in _JOINTS:
        return True
    return (
        unicodedata.category(letter) in ("Mn", "Mc")
        and (before.isalpha() or unicodedata.category(before) in ("Mn", "Mc"))
        and not _selects(letter)
    )


def _selects(letter: str) -> bool:
    """Variation selectors and the joiner U+034F are marks by category, but cannot be seen."""
    return letter == "\u034f" or "\ufe00" <= letter <= "\ufe0f" or "\U000e0100" <= letter <= "\U000e01ef"


def _told(letter: str) -> str:
    if letter in _LINE_BREAKS:
        return f"a line break (U+{ord(letter):04X})"
    if letter == "\t":
        return "a tab"
    if letter.isprintable() and not unicodedata.category(letter).startswith("M"):
        return _CALLED.get(letter) or quote(letter)
    called = unicodedata.name(letter, "").lower() or (
        "a control character" if unicodedata.category(letter) == "Cc" else "no character"
    )
    return f"{called} (U+{ord(letter):04X})"


def _list(bad: list[str]) -> str:
    """Up to four characters; of more, three and how many more there are."""
    if len(bad) <= 4:
        return listed(map(_told, bad))
    return f"{', '.join(map(_told, bad[:3]))} and {len(bad) - 3} more"


def _how(letter: str, allowed: str) -> str:
    if letter in _LINE_BREAKS:
        return "write it on one line"
    if letter.isspace():
        return "type a plain space"
    if not letter.isprintable():
        return "remove what cannot be seen"
    return "put what changes into a property" if letter in _TEMPLATE else allowed


def _joints(name: str, extra: Collection[str]) -> Fault | None:
    """Spaces, underscores and hyphens at an end, or two in a row."""
    for end, word in ((0, "begins"), (-1, "ends")):
        if name[end] in _JOINTS and (name[end] == " " or name[end] not in extra):
            bare = name.strip(_JOINTS)
            hint = f"write {quote(bare)}" if 0 < len(bare) < 60 else "remove it" if bare else "give it a name"
            return Fault(f"{word} with {_JOINT_NAMES[name[end]]}", hint)
    for one, other in pairwise(name):
        if one in _JOINTS and other in _JOINTS and (one == other == " " or not (one in extra or other in extra)):
            what = f"{_JOINT_NAMES[one]} twice" if one == other else f"{_JOINT_NAMES[one]} and {_JOINT_NAMES[other]}"
            return Fault(f"holds {what} in a row", "keep one of them")
    return None


def _look_alike(name: str) -> Fault | None:
    """Names that a reader takes for another: other forms of a letter, letters of another script."""
    if name.isascii():
        return None
    if not unicodedata.is_normalized("NFC", name):
        return Fault(
            "is not in Unicode's composed form (NFC), so it looks like another name", "type it again on one keyboard"
        )
    for letter in name:
        plain = unicodedata.normalize("NFKC", letter)
        if plain != letter and unicodedata.category(letter)[0] in "LN":
            return Fault(
                f"holds {quote(letter)} (U+{ord(letter):04X}), which reads as {quote(plain)}", f"write {quote(plain)}"
            )
    for word in _words(name):
        scripts = dict.fromkeys(script for letter in word if (script := _script(letter)) in _ALIKE_SCRIPTS)
        if "LATIN" in scripts and len(scripts) > 1:
            alien = next(letter for letter in word if _script(letter) != "LATIN" and letter.isalpha())
            return Fault(f"mixes scripts in one word: {quote(alien)} is {_name(alien)}", "write the word in one script")
        if (
            "LATIN" not in scripts
            and scripts
            and _LIKE_LATIN.issuperset(word)
            and any("a" <= c.lower() <= "z" for c in name)
        ):
            return Fault(
                f"holds {quote(word)} in letters that only look Latin: {quote(word[0])} is {_name(word[0])}",
                "write it in one script",
            )
    return None


def _words(name: str) -> Iterator[str]:
    for run in re.split(r"[\W_]+", name):
        if run and not run.isascii():
            yield run


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


def _name(letter: str) -> str:
    return unicodedata.name(letter, "").lower()
