"""The sieve's automata: what one finds the linear engine finds, where it must be sure, and the other way round elsewhere."""

from __future__ import annotations

import inspect
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from front_door import SHARED
from test_pattern import EXPLOSIVE, PIECES, SAFE
from test_target_texts import naughty
from tracking_plan.lint.sieve.automaton import MOST_POSITIONS, Automaton, automaton
from tracking_plan.model.regex import Refusal, read
from tracking_plan.model.regex_tree import Assertion, Branch, Chars, Node, ranges_of
from tracking_plan.model.validator import BadSchema, Validator
from tracking_plan.rules import shelf

DATA = SHARED / "data"
SUSPICIOUS = "|".join(
    f"(?:{module.SUSPICIOUS})" for _, module in shelf.boards["records"].all() if hasattr(module, "SUSPICIOUS")
)

ASCII = "ab09AZz_-. ^]\\/\n\t\r\x00\x01\x1c\x7f[&~@:"
OTHERS = "éΩ日😀\x85\xa0\u2028\ufeff\u0660\u212a"


def found(by: Automaton, text: bytes) -> bool:
    """What the C half does, step by step."""
    state, accepting = 0, by.empty
    for index, byte in enumerate(text):
        if accepting and not by.at_end:
            return True
        candidates = by.first if index == 0 or not by.at_start else 0
        for position, following in enumerate(by.follow):
            candidates |= following if state >> position & 1 else 0
        state = candidates & by.symbols[by.classes[byte]]
        accepting = bool(state & by.last)
    return accepting


@lru_cache(maxsize=1_000)
def engine(pattern: str) -> Validator | None:
    try:
        return Validator({"type": "string", "pattern": pattern})
    except BadSchema:
        return None


def check(pattern: str, text: str, seen: Counter[Any]) -> None:
    """That both automata of a pattern, where there are any, keep their promises for a text."""
    sure, unsure, judge = automaton(pattern, True), automaton(pattern, False), engine(pattern)
    if sure is None and unsure is None:
        seen["unsupported"] += 1
        return
    if judge is None:
        assert set("[-") & set(pattern), pattern  # the engine may refuse odd sets; no plan then has the pattern
        return
    is_found, data, plain = judge.is_valid(text), text.encode(), text.isascii()
    seen["found" if is_found else "not found", "ASCII" if plain else "other"] += 1
    if sure is not None:
        assert is_found or not found(sure, data), ("surely found", pattern, text)
        if plain and "\r" not in text:
            assert is_found == found(sure, data), ("found less", pattern, text)
    if unsure is not None:
        assert not is_found or found(unsure, data), ("missed", pattern, text)
        if plain and "\r" not in text:
            assert is_found == found(unsure, data), ("found more", pattern, text)
        elif not is_found:
            seen["found more"] += found(unsure, data)


# --- texts that a pattern is found in, and those beside them ---------------------------------------------------------


def sample(node: Node, chance: random.Random) -> str:
    """A text that a part of a pattern matches, unless a place in it forbids."""
    if isinstance(node, Assertion):
        return ""
    if isinstance(node, Chars):
        low, high = chance.choice([one for one in ranges_of(node) if one[0] < 0xD800][:8] or [(33, 33)])
        return chr(chance.randint(low, min(high, low + 90)))
    if isinstance(node, Branch):
        if not node.choice:
            return "".join(sample(item, chance) for item in node.items)
        return sample(chance.choice(node.items), chance)
    most = node.least + 2 if node.most is None else min(node.most, node.least + 2)
    return "".join(sample(node.body, chance) for _ in range(min(chance.choice([node.least, node.least, most]), 600)))


def texts(pattern: str, chance: random.Random, alphabet: str) -> Iterator[str]:
    """Some that it matches, the same with a few letters before, behind, between and instead, and some others."""

    def some() -> str:
        return "".join(chance.choices(alphabet, k=chance.randint(0, 3)))

    yield from ("", "\n", some(), some())
    try:
        tree = read(pattern).tree
    except Refusal:
        return
    for _ in range(3):
        text = sample(tree, chance)
        at = chance.randint(0, len(text))
        yield from (text, some() + text, text + some(), some() + text + some())
        yield text[:at] + some() + text[at:]
        yield text[:at] + some() + text[at + 1 :]


# --- patterns --------------------------------------------------------------------------------------------------------

LETTERS = [*"abAZ09_- @:/,", r"\.", r"\\", r"\/", r"\-", r"\$", r"\t", r"\x41", r"\u0062", r"\cA", r"\{", "]", "}"]
LETTERS += ["\x00", "\x7f", "é", "日", r"\u{1F600}", r"\xe9"]
KINDS = [r"\d", r"\D", r"\w", r"\W", r"\s", r"\S"]
MEMBERS = [*KINDS, *"ab09.$ (*|é", "a-f", "A-Z", "0-9", "!-~", r"\]", r"\\", r"\^", r"\[", r"\-", "\x00-\x1f", "Ω-😀"]
COUNTS = ["*", "+", "?", "*?", "+?", "??", "{2}", "{0}", "{0,2}", "{1,3}", "{2,}", "{1,3}?", "{12}"]


def sets() -> st.SearchStrategy[str]:
    members = st.lists(st.sampled_from(MEMBERS), min_size=1, max_size=4).map("".join)
    return st.builds("[{}{}{}]".format, st.sampled_from(["", "^"]), members, st.sampled_from(["", "", "-"]))


def inner_patterns() -> st.SearchStrategy[str]:
    alone = st.one_of(st.sampled_from(LETTERS), st.sampled_from([".", *KINDS]), sets())

    def larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        group = st.builds("{}{})".format, st.sampled_from(["(", "(?:"]), inner)
        return st.one_of(
            st.lists(inner, max_size=3).map("".join),
            st.lists(inner, min_size=2, max_size=3).map("|".join).map("(?:{})".format),
            st.builds("{}{}".format, st.one_of(group, alone), st.sampled_from(COUNTS)),
        )

    return st.recursive(alone, larger, max_leaves=8)


def anchored(body: str, form: str) -> str:
    return form.replace("x", body)


FORMS = ["^(?:x)$", "^(?:x)$", "(?:x)$", "^(?:x)", "x", "^x$|^$", "^(x|x)$", "(^x|^b)$", "x|^a", "(?:x$)+"]


def patterns() -> st.SearchStrategy[str]:
    return st.builds(anchored, inner_patterns(), st.sampled_from(FORMS))


@pytest.mark.parametrize("alphabet", [ASCII, ASCII + OTHERS * 2], ids=["ASCII", "UTF-8"])
def test_agrees_with_the_engine(alphabet: str) -> None:
    seen: Counter[Any] = Counter()

    @given(patterns(), st.integers(0, 1_000_000))
    @settings(max_examples=400, deadline=None)
    def agree(pattern: str, seed: int) -> None:
        for text in texts(pattern, random.Random(seed), alphabet):
            check(pattern, text, seen)

    agree()
    kinds = ["ASCII"] if alphabet is ASCII else ["ASCII", "other"]
    assert min(seen[answer, kind] for answer in ("found", "not found") for kind in kinds) > 300, seen
    assert seen["unsupported"] < 0.3 * seen.total(), seen
    assert seen["found more"] < 0.5 * seen["not found", "other"] + 1, seen


@given(st.lists(st.sampled_from([*PIECES, "~~", "a-", "]a", "^", "$"]), max_size=9).map("".join), st.integers(0, 99))
@settings(max_examples=400, deadline=None)
def test_agrees_with_the_engine_on_any_soup(pattern: str, seed: int) -> None:
    if automaton(pattern, True) or automaton(pattern, False):
        for text in texts(pattern, random.Random(seed), ASCII + OTHERS):
            check(pattern, text, Counter())


@pytest.mark.parametrize("pattern", [*SAFE, *EXPLOSIVE])
def test_agrees_with_the_engine_on_patterns_people_write(pattern: str) -> None:
    both = [automaton(pattern, sure) for sure in (True, False)]
    doubtful = (r"\p", r"\b", r"\B", "500", "1000", "a$|", "^a|", "{1,30}){1,30}")
    assert all(both) or any(sign in pattern for sign in doubtful), pattern
    for text in texts(pattern, random.Random(1), ASCII + OTHERS):
        check(pattern, text, Counter())


# --- anchors, and what is found in the empty text --------------------------------------------------------------------


@pytest.mark.parametrize(
    "pattern",
    [
        *(
            "",
            "^",
            "$",
            "^$",
            "a*",
            "^a*",
            "a*$",
            "^a*$",
            "a",
            "^a",
            "a$",
            "^a$",
            "^$|^a$",
            "^a|^b",
            "a$|b$",
            "(^a|^)b",
        ),
        *(
            "^(a|b)$",
            "(^a$)",
            "^(?:)$",
            "^(|a)$",
            "^a?b?$",
            "(?:)$",
            "(^|^a)$",
            "^(a$|b$)",
            "^a{0}$",
            "(?:^a){0}",
            "^(?:a?)+$",
            "^(?:a?){2,}b?$",
        ),
    ],
)
def test_anchors(pattern: str) -> None:
    assert automaton(pattern, True)
    assert automaton(pattern, False)
    for text in ["", "a", "b", "ab", "ba", "aa", "bab", "a\n", "\na", "é", "aé", "éa", "c"]:
        check(pattern, text, Counter())


def test_what_is_found_in_every_text_says_so_at_once() -> None:
    for pattern in ("", "^", "$", "a*", "^a*", "a*$", "(?:a|b?)$"):
        for sure in (True, False):
            found = automaton(pattern, sure)
            assert found
            assert (found.empty, found.at_end, found.follow) == (True, False, ())


def test_a_character_of_several_bytes_is_one() -> None:
    one = automaton("^.b$", False)
    assert one
    assert found(one, "éb".encode())
    assert found(one, "😀b".encode())
    assert not found(one, b"aab")
    assert not found(one, b"b")


def test_where_engines_differ_the_sure_one_finds_less_and_the_other_more() -> None:
    for pattern, text in ((".", b"\r"), (r"[^\W]", "é".encode()), (r"[^\S]", b"\xc2\x85")):
        less, more = automaton(f"^{pattern}$", True), automaton(f"^{pattern}$", False)
        assert less and more
        assert (found(less, text), found(more, text)) == (False, True)


def test_a_loop_needs_no_position_for_the_other_bytes_of_a_character() -> None:
    for pattern, count in (("^[^a]+$", 1), ("[^a]b", 2), ("^[^a]b", 3), ("^[ab]c", 2)):
        by = automaton(pattern, False)
        assert by
        assert len(by.follow) == count


# --- what has no automaton -------------------------------------------------------------------------------------------

NONE = [
    *("(?=a)", "(?!a)", "(?<=a)b", "(?<!a)b", r"(a)\1", r"(?<n>a)\k<n>", r"a\b", r"\Ba", "(?i)a", "(?i:a)", "(?s:.)"),
    *("^a|b", "a|b$", "a^", "$a", "(?:a$)+", "^^a", "a$$", "x(^a)", "(?:^a)*", "a(?:b$|c)", "(|^)a"),
    *("[[a]", "[a&&b]", "[a--b]", "[a~~b]", "[[:alpha:]]", "[^a[b]]", "[+--]", "[]a]", "[^]", "[^]a]"),
    *("a++", "a*+", "(?>a)", r"\p{L}", r"[\p{L}a]", r"\P{Nd}", r"[^\P{Lu}]", r"a\Z", r"\Aa", r"\z", r"\G"),
    *(
        "a{,3}",
        "a{",
        "a{x}",
        r"\0",
        r"\07",
        r"\101",
        r"[\b]",
        r"[\1]",
        r"\x4",
        r"\u12",
        r"\ud83d\ude00",
        r"\a",
        r"\_a\e",
    ),
    *("(?P<n>a)", "(?P=n)", "(?#a)", "(?(1)a|b)", "*", "a**", "(", ")", "[", "a\\", r"[a-\d]", "[z-a]", "a\ud800"),
    *("a{449}", "(((a{100}){100}){100})", "(?:a{99}|b){5}", "a{999999999}", "a{99999999999}", "(" * 5000 + ")" * 5000),
    *("(?:" * 90 + "a" + "){9}" * 90, "a" * 449, "(?:)" * 5_000),
]


@pytest.mark.parametrize("pattern", NONE, ids=lambda pattern: pattern[:30].encode("unicode_escape").decode())
def test_what_an_automaton_cannot_say_exactly_has_none(pattern: str) -> None:
    assert automaton(pattern, True) is None
    assert automaton(pattern, False) is None


def test_deep_in_a_program_it_gives_up() -> None:
    def deep(frames: int) -> Automaton | None:
        return deep(frames - 1) if frames else automaton("(" * 88 + "deep" + ")" * 88, True)

    assert deep(sys.getrecursionlimit() - len(inspect.stack(0)) - 150) is None
    assert deep(0)


def test_as_many_positions_as_there_may_be() -> None:
    for pattern in ("a{448}", "(?:ab){224}", "^(?:a{0,112}b{2,112}){2}$"):
        full = automaton(pattern, True)
        assert full
        assert len(full.follow) == MOST_POSITIONS
    assert automaton("^.{300}$", True)
    assert automaton("^.{300}$", False) is None  # two positions for each, as a character may have several bytes


@pytest.mark.parametrize("pattern", ["^(?:a?){448}$", "^(?:(?:a{0}){9999}){9999}$", "^(?:" + "|" * 50 + "a){400}$"])
def test_what_counts_high_is_right(pattern: str) -> None:
    for text in ("", "a", "a" * 448, "a" * 449, "b"):
        check(pattern, text, Counter())


# --- real ones -------------------------------------------------------------------------------------------------------


def suspicious_texts() -> Iterator[str]:
    chance = random.Random(2)
    for _ in range(40):
        yield from texts(SUSPICIOUS, chance, "0123456789-. @+:AXYZeyJé日")
        yield "".join(chance.choices("0123456789-. @+:AXYZéa", k=40))
    yield from naughty()


def test_suspicious_texts_are_found() -> None:
    assert SUSPICIOUS
    by, seen = automaton(SUSPICIOUS, False), Counter[Any]()
    assert by is not None, "the sieve would send every text to Python"
    assert len(by.follow) < 200
    for text in suspicious_texts():
        check(SUSPICIOUS, text, seen)
    assert min(seen["found", "ASCII"], seen["not found", "ASCII"], seen["found", "other"]) > 20, seen
    assert seen["found more"] == 0, seen


def real_patterns(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for word, held in value.items():
            if word == "pattern" and isinstance(held, str):
                yield held
            elif word == "patternProperties" and isinstance(held, dict):
                yield from held
            yield from real_patterns(held)
    elif isinstance(value, list):
        for held in value:
            yield from real_patterns(held)


@pytest.mark.skipif(not DATA.is_dir(), reason="the real plans and the suite of JSON Schema (shared/data) are not here")
def test_agrees_with_the_engine_on_real_patterns() -> None:
    written: set[str] = set()
    for folder in (DATA / "plans", DATA / "conformance" / "JSON-Schema-Test-Suite"):
        for path in folder.rglob("*.*"):
            if path.suffix in (".json", ".yaml", ".yml") and b"pattern" in (data := path.read_bytes()):
                try:
                    written.update(real_patterns(json.loads(data) if path.suffix == ".json" else yaml.safe_load(data)))
                except (ValueError, yaml.YAMLError):
                    continue
    assert len(written) > 60
    seen: Counter[Any] = Counter()
    for pattern in written:
        for text in [*texts(pattern, random.Random(3), ASCII + OTHERS), *naughty()[:100]]:
            check(pattern, text, seen)
    refused = sorted(pattern for pattern in written if not automaton(pattern, True))
    assert all(r"\p" in pattern or pattern.endswith("$.") for pattern in refused), refused
    assert min(seen["found", "ASCII"], seen["not found", "ASCII"]) > 500, seen
