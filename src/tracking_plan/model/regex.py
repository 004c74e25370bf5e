"""Reads a pattern into a tree, or says where and why it cannot: the part of ECMA-262 that every regex engine shares.

The reader is our own because Python's `re._parser` is private, changes between versions (3.11 learned possessive
repeats), and reads another language: it takes `(?P<`, `\\A` and `(?i)`, and refuses `\\p{L}`, `\\u{1F600}` and `\\cA`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from ..shelf import quote
from .regex_tree import BOUNDARY, END, INSIDE, LINE_END, SETS, START, Assertion, Branch, Chars, Node, Part, Repeat

_DEEPEST = 100
_MANY_PARTS = 20

# How many characters the engine is certain to have room for; fewer where some are large sets.
_CERTAIN_WEIGHT = 1000
_HEAVY_WEIGHT = 20

Kind = Literal["syntax", "linear"]


# One room, because the methods of a reader call each other all the way down.


class Refusal(Exception):
    """The pattern cannot be read: a message, and the offset (from 0) that it is about."""

    def __init__(self, message: str, offset: int, kind: Kind = "syntax") -> None:
        super().__init__(message)
        self.message, self.offset, self.kind = message, offset, kind


def _refusal(what: str, offset: int, advice: str, kind: Kind = "syntax") -> Refusal:
    return Refusal(f"{what} at character {offset + 1}: {advice}", offset, kind)


class Doubt(Struct, frozen=True):
    """A piece of a pattern that the engine may refuse, and what to say then."""

    piece: str
    message: str
    offset: int | None


class Regex(Struct, frozen=True):
    """A pattern that was read."""

    tree: Node
    loops: bool
    """Whether it has a repeat that could be ambiguous at all."""
    doubts: tuple[Doubt, ...]
    """What only the engine itself can say of the pattern; empty where it is certain to take it."""


_PUNCTUATION = frozenset(" !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_CONTROLS = {"t": 9, "n": 10, "v": 11, "f": 12, "r": 13}
_ANY = Chars(LINE_END, negated=True)
_NOTHING = Branch((), False, 0, False, True)
_SPECIAL = frozenset("\\^$.|?*+()[]{}")
_QUANTIFIER = re.compile(r"([*+?]|\{(\d{1,9})(?:(,)(\d{0,9}))?\})\??")
HALF_CHARACTER = re.compile("[\ud800-\udfff]")
_CODE = re.compile(r"x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|u\{([0-9A-Fa-f]{1,8})\}")
_PROPERTY = re.compile(r"([pP])\{([A-Za-z0-9_]+(?:=[A-Za-z0-9_]+)?)\}")
_GROUP_NAME = re.compile(r"\(\?<([A-Za-z_][A-Za-z0-9_]*)>")
_INLINE_FLAGS = re.compile(r"\(\?[a-zA-Z-]{1,9}[:)]?")
_POSIX_SET = re.compile(r"\[:\^?[a-z]{1,9}:\]")
_LOOK_AROUNDS = {"(?=": "look-ahead", "(?!": "look-ahead", "(?<=": "look-behind", "(?<!": "look-behind"}
_SIMPLE_COUNTS = {"*": (0, None), "+": (1, None), "?": (0, 1)}
_CATEGORIES = frozenset(
    "L Lu Ll Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po S Sm Sc Sk So Z Zs Zl Zp".split()
)
_ANCHORS = {"A": "^", "z": "$", "Z": "$"}


@lru_cache(maxsize=512)
def _literal(letter: str) -> Chars:
    return Chars(((ord(letter), ord(letter)),))


@lru_cache(maxsize=4_096)
def read(pattern: str) -> Regex:
    """The tree of a pattern.

    Raises:
        Refusal: it is no pattern, or one that only some engines would take.
    """
    if found := HALF_CHARACTER.search(pattern):
        raise _refusal("half a character (a lone surrogate)", found.start(), "write the character whole")
    reader = _Reader(pattern)
    tree = reader.choice(0)
    if reader.at < len(pattern):
        raise _refusal('unopened ")"', reader.at, "write \\) for the character itself")
    if tree.weight > (_HEAVY_WEIGHT if reader.heavy else _CERTAIN_WEIGHT):
        reader.doubts.append(Doubt(pattern, "the counts multiply to too many characters: lower them", None))
    return Regex(tree, reader.loops, tuple(reader.doubts))


class _Reader:
    """Reads by recursive descent; ``at`` is the offset of what comes next, ``heavy`` says that some set is large."""

    def __init__(self, text: str) -> None:
        self.text, self.at, self.loops, self.heavy = text, 0, False, False
        self.names: set[str] = set()
        self.doubts: list[Doubt] = []

    def choice(self, depth: int) -> Node:
        options = [self.sequence(depth)]
        while self.text.startswith("|", self.at):
            self.at += 1
            options.append(self.sequence(depth))
        if len(options) == 1:
            return options[0]
        weight = sum(option.weight for option in options)
        return Branch(tuple(options), True, weight, True, any(option.empty for option in options))

    def sequence(self, depth: int) -> Node:
        items: list[Node] = []
        text, length = self.text, len(self.text)
        while self.at < length and (letter := text[self.at]) not in "|)":
            start = self.at
            if letter not in _SPECIAL:
                self.at += 1
                item: Node = _literal(letter)
            else:
                item = self.special(letter, depth)
            if self.at < length and text[self.at] in "*+?{":
                item = self.repeat(item, start)
            items.append(item)
        if len(items) == 1:
            return items[0]
        if not items:
            return _NOTHING
        weight, varies, empty = 0, False, True
        for item in items:
            weight, varies, empty = weight + item.weight, varies or item.varies, empty and item.empty
        return Branch(tuple(items), False, weight, varies, empty)

    def special(self, letter: str, depth: int) -> Node:
        """What a character with a meaning of its own begins."""
        start = self.at
        if letter == "(":
            return self.group(depth)
        if letter == "[":
            return self.characters()
        if letter == "\\":
            return self.escape()
        if letter in "*+?{":
            raise _refusal(f'nothing to repeat for "{letter}"', start, f"write \\{letter} for the character itself")
        self.at += 1
        if letter == ".":
            return _ANY
        return Assertion(START) if letter == "^" else Assertion(END) if letter == "$" else _literal(letter)

    def group(self, depth: int) -> Node:
        start, text = self.at, self.text
        if depth >= _DEEPEST:
            raise _refusal(f"groups nested more than {_DEEPEST} deep", start, "use fewer")
        for opening, name in _LOOK_AROUNDS.items():
            if text.startswith(opening, start):
                raise _refusal(
                    f'unsupported {name} "{opening}"',
                    start,
                    "it makes matching slow, so do without",
                    "linear",
                )
        if text.startswith("(?:", start):
            self.at += 3
        elif text.startswith("(?", start):
            found = _GROUP_NAME.match(text, start)
            if not found:
                opening, advice = _strange_group(text, start)
                raise _refusal(f"non-standard group {quote(opening)}", start, advice)
            if found[1] in self.names:
                raise _refusal(f"a second group named {quote(found[1])}", start, "give it another name")
            self.names.add(found[1])
            self.at = found.end()
        else:
            self.at += 1
        body = self.choice(depth + 1)
        if self.at >= len(text):
            raise _refusal("unclosed group", start, "add the missing ), or write \\( for the character itself")
        self.at += 1
        return body

    def repeat(self, body: Node, start: int) -> Node:
        """The item before with the quantifier that stands here."""
        found = _QUANTIFIER.match(self.text, self.at)
        if not found:
            raise _refusal('"{" without a count such as {2} or {2,5}', self.at, "write \\{ for the character itself")
        if isinstance(body, Assertion):
            raise _refusal(f'misplaced "{found[1]}"', self.at, "leave it out, as a place cannot repeat")
        if found[1] in _SIMPLE_COUNTS:
            least, most = _SIMPLE_COUNTS[found[1]]
        else:
            least = int(found[2])
            most = least if not found[3] else int(found[4]) if found[4] else None
        if most is not None and most < least:
            raise _refusal(f'wrong count "{found[1]}"', self.at, "the least is above the most, swap the two")
        self.at = found.end()
        if self.at < len(self.text) and self.text[self.at] in "*+?{":
            raise _refusal("a repeat of a repeat", self.at, "leave one of the two out")
        weight = body.weight * (max(least, 1) if most is None else most)
        repeat = Repeat(
            body, least, most, start, self.at, weight, body.varies or least != most, body.empty or not least
        )
        self.loops = self.loops or (body.varies and repeat.endless)
        return repeat

    def escape(self) -> Node:
        letter = self.text[self.at + 1 : self.at + 2]
        if letter in ("b", "B"):
            self.at += 2
            return Assertion(BOUNDARY if letter == "b" else INSIDE)
        if (letter.isdecimal() and letter != "0") or letter == "k":
            sign = self.text[self.at : self.at + 2]
            advice = "it makes matching slow, write out what the group may be"
            raise _refusal(f'unsupported back-reference "{sign}"', self.at, advice, "linear")
        if letter in ("<", ">"):
            raise _refusal(f'non-standard escape "\\{letter}"', self.at, f"write {letter} without the backslash")
        return Chars(self.escaped(in_set=False))

    def escaped(self, in_set: bool) -> tuple[Part, ...]:
        """The characters that an escape stands for."""
        start, text = self.at, self.text
        letter = text[start + 1 : start + 2]
        if not letter:
            raise _refusal("lone backslash", start, "write \\\\ for the character itself")
        self.at += 2
        if letter in SETS:
            return SETS[letter]
        if letter in _CONTROLS:
            return ((_CONTROLS[letter], _CONTROLS[letter]),)
        if letter == "c" and text[start + 2 : start + 3].isascii() and text[start + 2 : start + 3].isalpha():
            self.at += 1
            return ((ord(text[start + 2]) % 32, ord(text[start + 2]) % 32),)
        if letter in "xu" and (found := _CODE.match(text, start + 1)):
            code = int(found[1] or found[2] or found[3], 16)
            if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
                raise _refusal(f'impossible character "\\{found[0]}"', start, "write its full code, as in \\u{1F600}")
            self.at = found.end()
            return ((code, code),)
        if letter in "pP" and (found := _PROPERTY.match(text, start + 1)):
            self.at = found.end()
            self.heavy = True
            if found[2] not in _CATEGORIES:
                message = f'unknown Unicode property "{found[2]}" at character {start + 1}: use one such as \\p{{L}}'
                self.doubts.append(Doubt("\\" + found[0], message, start))
            return ((found[2], found[1] == "P"),)
        if letter in _PUNCTUATION and not (in_set and letter in "<>"):
            return ((ord(letter), ord(letter)),)
        raise _refusal(f"unknown escape {quote(chr(92) + letter)}", start, _instead_of(letter, in_set))

    def characters(self) -> Chars:
        """A set in square brackets."""
        start, text = self.at, self.text
        negated = text.startswith("[^", start)
        self.at += 2 if negated else 1
        if text.startswith("]", self.at):
            advice = "write [\\s\\S] for any character" if negated else "write \\] for the character itself"
            raise _refusal(f'empty set "{text[start : self.at + 1]}"', start, advice)
        parts: list[Part] = []
        while self.at < len(text) and text[self.at] != "]":
            parts += self.member()
        if self.at >= len(text):
            raise _refusal("unclosed set", start, "add the missing ], or write \\[ for the character itself")
        self.at += 1
        self.heavy = self.heavy or len(parts) > _MANY_PARTS
        if "[" in text[start + 1 : self.at] or "--" in text[start : self.at]:
            message = f'unusual set at character {start + 1}: write \\[ for "[" and \\- for "-"'
            self.doubts.append(Doubt(text[start : self.at], message, start))
        return Chars(tuple(parts), negated)

    def member(self) -> tuple[Part, ...]:
        """One character, escape or range of a set."""
        start, text = self.at, self.text
        low = self.one()
        if not text.startswith("-", self.at) or text.startswith("-]", self.at):
            return low
        self.at += 1
        if self.at >= len(text):
            return low
        high = self.one()
        first, last = _code(low), _code(high)
        if first is None or last is None:
            what = f"range {quote(text[start : self.at])} from or to a set"
            raise _refusal(what, start, 'write \\- for the character "-"')
        if first > last:
            raise _refusal(f"backward range {quote(text[start : self.at])}", start, "swap its ends")
        return ((first, last),)

    def one(self) -> tuple[Part, ...]:
        start, text = self.at, self.text
        if text[start] == "\\":
            return self.escaped(in_set=True)
        if text.startswith("[:", start) and (found := _POSIX_SET.match(text, start)):
            raise _refusal(f'non-standard set "{found[0]}"', start, "write out its characters, as in a-z")
        self.at += 1
        return ((ord(text[start]), ord(text[start])),)


def _code(parts: tuple[Part, ...]) -> int | None:
    """The one character that these parts are, if they are one character."""
    (low, high), *rest = parts
    return low if not rest and low == high and isinstance(low, int) else None


def _strange_group(text: str, start: int) -> tuple[str, str]:
    """How a group that begins with an unknown `(?` is written, and what to write instead."""
    if text.startswith("(?P<", start):
        return "(?P<", "write (?<name>…)"
    if found := _INLINE_FLAGS.match(text, start):
        return found[0], "say it in the pattern, as in [Aa] for both cases"
    return text[start : start + 3], "write ( or (?:"


def _instead_of(letter: str, in_set: bool) -> str:
    if letter in _ANCHORS and not in_set:
        return f"write {_ANCHORS[letter]}"
    if letter in "0b":
        return "write \\x00" if letter == "0" else "write \\x08"
    return "leave the backslash out"
