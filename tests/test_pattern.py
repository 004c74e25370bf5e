"""Patterns: what is refused and where, what is ambiguous, and that both agree with engines and with a matcher of our own."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tracking_plan.model import ambiguity
from tracking_plan.model.pattern import matches, problem
from tracking_plan.model.regex import Refusal, read
from tracking_plan.model.regex_tree import Chars, ranges_of
from tracking_plan.model.validator import BadSchema, Validator
from tracking_plan.shelf import quote

SEMVER = (
    r"^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-((?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)"
    r"(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?(?:\+([0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*))?$"
)

SAFE = [
    *("", "abc", "^proj_[a-z0-9]+$", r"^\d{4}-\d{2}-\d{2}$", r"^([a-z]+\.)+[a-z]+$", r"^(\d{1,3}\.){3}\d{1,3}$"),
    *(
        r"^[^@\s]+@[^@\s]+\.[^@\s]+$",
        "^(?:foo|bar)$",
        "^#[0-9a-fA-F]{6}$",
        SEMVER,
        r"^[\p{L} ]+$",
        r"^\p{Script=Greek}+$",
    ),
    "^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$",
    r"^(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})$",
    *("^[a-z]{2}(?:-[A-Z]{2})?$", "^iglu:[a-zA-Z0-9-_.]+/[0-9]+-[0-9]+-[0-9]+$", "Evil Morty|Lawyer Morty"),
    r"^((25[0-5]|(2[0-4]|1\d|[1-9]|)\d)\.?\b){4}$",
    "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$",
    r"^(?:\d[ -]*?){13,16}$",
    *("^[a-z]{2,8}(-[a-z0-9]{1,8}){0,20}$", r"^[A-Z]{2}\d{2}(?: ?[0-9]{4}){3,7}(?: ?[0-9]{1,2})?$"),
    *("x{3,500}", "^(?:x{3,500}y)+$", "^(?:[0-9a-f]{32})+$", r"^(\d{3,4}-?){2,4}$", "(a?){3}", r"\d+\d+$"),
    *(
        r"^(?:\b\w+\b\s*)+$",
        r"(?:\w+\b-?)*x",
        r"^(.|\s)*$",
        r"([\s\S]*)*",
        "(a|b)*c",
        "(?:a$|b)+x",
        "(?:^a|b)+x",
        "(?:)*",
        "()+$",
    ),
    *("^(a{2}|a{3}b)*$", "^(?:ab|ac)*$", r"^(?:\w+\W+)*$", r"^(?:\p{Lu}+\p{Ll}+)*$", r"(\p{sc=Grek}|\p{sc=Latn})*x"),
    r"^(?<year>\d{4})-(?<month>\d\d)$",
    *(r"[\]\[]", r"^[-+]?\d+$", r"\$\{x}", r"a\-b\/c\"", "é+", "\N{GRINNING FACE}", r"\u{1F600}\x41\u0041\cA\t"),
]

EXPLOSIVE = [
    *("(a+)+$", "(a|a)*$", "(a|aa)+$", r"^(\w+\s?)*$", "(.*)*x", "([a-z]+)*@", "(a+)+", "^(a*)*$", "(x+x+)+y"),
    *("(a|b|ab)*c", r"^(.|\s)*\S$", r"(\d+|\w+)+!", r"^(([a-z])+.)+[A-Z]([a-z])+$", "((a|b)*c?)*d", "([^,]+,?)*$"),
    *("(a{1,30}){1,30}$", "(a?){30}a{30}", r"(\w{1,64}\s?)*$", "(?:[a-z]{500,1000} ?)+$", "(a(b?)?)*$", "(a+?)+?$"),
    *(r"(\p{L}+ ?)+$", r"(\p{Script=Greek}+ ?)+$", r"^(\p{L}|é)+$", "(.|a)+x", "(?:a{5,40})*$", r"((?:\b|a)a?)*$"),
    *("(?:x(?:a?){2})*$", "(?:a(?:b?|c?))*$", r"(?:\w+\B-?)*x", "((a+))+$", "(?<n>a+)*$"),
    r"^([a-zA-Z0-9])(([\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+[.]{1}(([a-z]{2,3})|([a-z]{2,3}[.]{1}[a-z]{2,3}))$",
    r"^(https?:\/\/)?([\da-z\.-]+)\.([a-z\.]{2,6})([\/\w \.-]*)*\/?$",
]

# Too large to analyze, and no open repeat is all of the body: we say nothing.
TOO_LARGE = [
    "(?:" + "(?:ab)+" * 200 + ")*",
    "(?:" + "|".join(f"word{n}" for n in range(500)) + ")*",
    "(?:(?:a{99}){99}b)*",
]

REFUSED = [
    ("(unclosed", 0, "syntax", "unclosed group at character 1"),
    ("a(b|c", 1, "syntax", "unclosed group at character 2"),
    ("a)", 1, "syntax", 'unopened ")" at character 2'),
    ("[ab", 0, "syntax", "unclosed set at character 1"),
    ("[", 0, "syntax", "unclosed set"),
    ("[a-", 0, "syntax", "unclosed set"),
    ("[]a]", 0, "syntax", 'empty set "[]"'),
    ("x[^]", 1, "syntax", "write [\\s\\S]"),
    ("[z-a]", 1, "syntax", 'backward range "z-a"'),
    (r"[\w-.]", 1, "syntax", "write \\-"),
    (r"[a-\d]", 1, "syntax", "write \\-"),
    ("[[:alpha:]]", 1, "syntax", "write out its characters"),
    ("*a", 0, "syntax", 'nothing to repeat for "*" at character 1'),
    ("a|+b", 2, "syntax", "nothing to repeat"),
    ("{2}", 0, "syntax", "nothing to repeat"),
    ("a**", 2, "syntax", "a repeat of a repeat at character 3"),
    ("a++", 2, "syntax", "a repeat of a repeat"),
    ("a{2}{3}", 4, "syntax", "a repeat of a repeat"),
    ("^*", 1, "syntax", "a place cannot repeat"),
    (r"\b+", 2, "syntax", "a place cannot repeat"),
    ("a{2,1}", 1, "syntax", "swap the two"),
    ("a{,3}", 1, "syntax", "without a count"),
    ("a{", 1, "syntax", "write \\{"),
    ("abc\\", 3, "syntax", "lone backslash at character 4"),
    (r"\A", 0, "syntax", "write ^"),
    (r"a\Z", 1, "syntax", "write $"),
    (r"\z", 0, "syntax", "write $"),
    (r"\0", 0, "syntax", "write \\x00"),
    (r"[\b]", 1, "syntax", "write \\x08"),
    (r"\Q", 0, "syntax", 'unknown escape "\\Q"'),
    (r"\pL", 0, "syntax", 'unknown escape "\\p"'),
    (r"\é", 0, "syntax", "leave the backslash out"),
    ("\\\x00", 0, "syntax", 'unknown escape "\\\\x00"'),
    (r"\<a", 0, "syntax", "write < without the backslash"),
    (r"\ud83d\ude00", 0, "syntax", "write its full code"),
    (r"\u{110000}", 0, "syntax", "impossible character"),
    ("a\ud800", 1, "syntax", "half a character"),
    (r"x\p{Foo}", 1, "syntax", 'unknown Unicode property "Foo" at character 2'),
    (r"\p{L}\P{Script=Klingon}", 5, "syntax", "Script=Klingon"),
    ("(?i)a", 0, "syntax", "[Aa]"),
    ("(?i:a)", 0, "syntax", "[Aa]"),
    ("(?P<n>a)", 0, "syntax", "write (?<name>"),
    ("(?>a)", 0, "syntax", "write ( or (?:"),
    ("(?<n>a)(?<n>b)", 7, "syntax", "give it another name"),
    ("(" * 101 + ")" * 101, 100, "syntax", "nested more than 100 deep at character 101"),
    ("(" * 100_000, 100, "syntax", "nested"),
    ("a{1000000}", None, "syntax", "too many characters"),
    ("(((a{999999}){999999}){999999})", None, "syntax", "too many characters"),
    ("(?=a)b", 0, "linear", 'unsupported look-ahead "(?=" at character 1'),
    ("x(?!a)", 1, "linear", "look-ahead"),
    ("(?<=a)b", 0, "linear", 'unsupported look-behind "(?<=" at character 1'),
    ("x(?<!a)b", 1, "linear", "look-behind"),
    (r"(a)\1", 3, "linear", 'unsupported back-reference "\\1" at character 4'),
    (r"(?<n>a)\k<n>", 7, "linear", "back-reference"),
]


@pytest.mark.parametrize("pattern", SAFE + TOO_LARGE)
def test_silent_on_safe_patterns(pattern: str) -> None:
    assert problem(pattern) is None
    Validator({"pattern": pattern})


@pytest.mark.parametrize("pattern", EXPLOSIVE)
def test_names_the_repeat_that_explodes(pattern: str) -> None:
    found = problem(pattern)
    assert found
    assert found.kind == "linear"
    assert found.offset is not None
    assert f"at character {found.offset + 1} can freeze an app on a" in found.message
    assert found.message.isprintable()
    Validator({"pattern": pattern})


@pytest.mark.parametrize(("pattern", "offset", "kind", "words"), REFUSED)
def test_says_what_is_refused_and_where(pattern: str, offset: int | None, kind: str, words: str) -> None:
    found = problem(pattern)
    assert found
    assert (found.offset, found.kind) == (offset, kind)
    assert words in found.message
    assert found.message.isprintable()


@pytest.mark.parametrize(
    "pattern", ["(a+)+$", r"^(\w+\s?)*$", "([a-z]+)*@", r"^([\/\w \.-]*)*\/?$", "(?:a{5,40})*$", "(a|b|ab)*c"]
)
def test_the_text_it_names_is_slow_in_python(pattern: str) -> None:
    loop = ambiguity.find(read(pattern).tree)
    assert loop

    def seconds(times: int) -> float:
        began = time.perf_counter()
        assert not re.fullmatch(pattern[loop.start : loop.end], loop.lead + loop.pump * times + loop.stop)
        return time.perf_counter() - began

    times = 1
    while seconds(times) < 0.02:
        times += 1
        assert times < 60, "does not grow"


@pytest.mark.parametrize("pattern", ["(a+)+$", "(a|aa)+$", r"^(\w+\s?)*$", "(a?){30}a{30}"])
def test_matches_in_linear_time(pattern: str) -> None:
    began = time.perf_counter()
    assert not matches(pattern, "a" * 25 + "!" if pattern[-1] == "$" else "a" * 29)
    assert not matches(r"^(?:\w+\s?)*$", "a" * 100_000 + "!")
    assert time.perf_counter() - began < 2


def test_matches_searches_and_takes_any_text() -> None:
    assert matches("b", "abc")
    assert not matches("^b", "abc")
    assert matches(r"^\d+$", "12")
    assert not matches(r"^\d+$", "٣")
    assert not matches("^a$", "a\n")
    assert matches("^.$", "\ud800")
    with pytest.raises(ValueError, match="regex"):
        matches("(", "a")


def test_ordinary_patterns_are_read_without_loading_the_engine() -> None:
    code = f"""
import sys
from tracking_plan.model.pattern import problem
assert not any(map(problem, {SAFE[:10]!r}))
assert "jsonschema_rs" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True)


# --- against engines -------------------------------------------------------------------------------------------------

PIECES = [
    *'ab01 ,-_^$.|?*+()[]{}\\/<>=!&~:#"é',
    *("(?:", "(?<n>", r"\d", r"\W", r"\s", r"\b", "[a-z]", "[^", "{2}", "{1,3}", "{2,}", "{0}", r"\p{L}", r"\P{Nd}"),
    *(
        r"\x41",
        r"\u{1F600}",
        r"\cA",
        r"\-",
        r"\.",
        "(?i)",
        "(?=",
        r"\1",
        r"\A",
        r"\0",
        "[[:alpha:]]",
        "&&",
        "--",
        ")",
        "]",
    ),
]


def soup() -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(PIECES), max_size=10).map("".join)


@given(soup())
@settings(max_examples=400, deadline=None)
def test_what_is_read_compiles_on_the_engine(pattern: str) -> None:
    try:
        regex = read(pattern)
    except Refusal as refusal:
        assert 0 <= refusal.offset < len(pattern)
        return
    if regex.doubts:
        assert problem(pattern) is None or problem(pattern).kind  # type: ignore[union-attr]
    else:
        Validator({"pattern": pattern})


@pytest.mark.skipif(not shutil.which("node"), reason="asks Node's RegExp, and node is not installed")
@given(st.lists(soup(), min_size=300, max_size=300))
@settings(max_examples=1, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_javascript_and_the_engine_both_take_is_read(patterns: list[str]) -> None:
    patterns += SAFE + EXPLOSIVE
    script = (
        "const taken = (p, f) => { try { new RegExp(p, f); return true } catch { return false } };"
        "console.log(JSON.stringify(JSON.parse(process.argv[1]).map(p => [taken(p, 'u'), taken(p, '')])))"
    )
    answer = subprocess.run(["node", "-e", script, json.dumps(patterns)], capture_output=True, text=True, check=True)
    for pattern, (unicode, plain) in zip(patterns, json.loads(answer.stdout), strict=True):
        try:
            read(pattern)
        except Refusal:
            if unicode:
                with pytest.raises(BadSchema):
                    Validator({"pattern": pattern})
        else:
            assert unicode or plain, pattern


@given(
    st.lists(
        st.sampled_from([*"ab-z^ é0", r"\d", r"\W", r"\s", r"\S", "a-f", r"\p{Lu}", r"\P{L}", r"\x41", r"\n"]),
        max_size=4,
    )
)
@settings(max_examples=60, deadline=None)
def test_sets_hold_the_characters_that_the_engine_finds(members: list[str]) -> None:
    pattern = f"^[{''.join(members)}]$"
    assume(problem(pattern) is None)
    node: Any = read(pattern).tree
    chars = next(item for item in node.items if isinstance(item, Chars))
    for letter in "aZf0_- ^éΩ\n\t٣\u3042\ufeff\N{GRINNING FACE}":
        inside = any(low <= ord(letter) <= high for low, high in ranges_of(chars))
        assert matches(pattern, letter) == inside, (pattern, letter)


# --- against a matcher of our own, which counts its steps ------------------------------------------------------------

Tree = tuple[Any, ...]


def trees() -> st.SearchStrategy[Tree]:
    letters = st.sampled_from([("set", "a"), ("set", "b"), ("set", "ab"), ("set", "a")])
    counts = st.sampled_from([(0, None), (1, None), (0, 1), (0, None), (1, 2), (2, 2), (0, 3), (2, None)])

    def larger(inner: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
        return st.one_of(
            st.tuples(st.just("then"), inner, inner),
            st.tuples(st.just("or"), inner, inner),
            st.tuples(st.just("repeat"), inner, counts),
        )

    return st.recursive(letters, larger, max_leaves=5)


def written(tree: Tree) -> str:
    match tree:
        case ("set", letters):
            return letters if len(letters) == 1 else f"[{letters}]"
        case ("then", one, other):
            return written(one) + written(other)
        case ("or", one, other):
            return f"(?:{written(one)}|{written(other)})"
        case (_, body, (least, most)):
            return f"(?:{written(body)}){{{least},{'' if most is None else most}}}"
    raise AssertionError(tree)


class Exhausted(Exception):
    """The matcher took more steps than it was given."""


class Backtracker:
    """Matches as a backtracking engine does, every way until one fits, and counts the steps."""

    def __init__(self, text: str, most: int) -> None:
        self.text, self.left = text, most

    def ends(self, tree: Tree, at: int) -> Iterator[int]:
        self.left -= 1
        if self.left < 0:
            raise Exhausted
        match tree:
            case ("set", letters):
                if at < len(self.text) and self.text[at] in letters:
                    yield at + 1
            case ("then", one, other):
                for middle in self.ends(one, at):
                    yield from self.ends(other, middle)
            case ("or", one, other):
                yield from self.ends(one, at)
                yield from self.ends(other, at)
            case (_, body, (least, most)):
                yield from self.rounds(body, least, most, at, 0)

    def rounds(self, body: Tree, least: int, most: int | None, at: int, done: int) -> Iterator[int]:
        if most is None or done < most:
            for end in self.ends(body, at):
                if end == at and done >= least:
                    yield end  # an empty round is let through, and is the last
                else:
                    yield from self.rounds(body, least, most, end, done + 1)
        if done >= least:
            yield at


def steps(tree: Tree, text: str, most: int) -> int:
    matcher = Backtracker(text, most)
    try:
        any(end == len(text) for end in matcher.ends(tree, 0))
    except Exhausted:
        return most
    return most - matcher.left


WORDS = ["a", "b", "ab", "ba", "aa", "aab", "abb", "aba"]


@given(trees().map(lambda tree: ("repeat", tree, (0, None))))
@settings(max_examples=150, deadline=None)
def test_agrees_with_a_matcher_that_counts_its_steps(tree: Tree) -> None:
    pattern = written(tree)
    found = ambiguity.find(read(pattern).tree)
    if found:
        text = [found.lead + found.pump * times + found.stop for times in (6, 12)]
        assert not matches(f"^(?:{pattern})$", text[0])
        assert steps(tree, text[1], 20_000) >= min(20_000, 8 * steps(tree, text[0], 2_500)), (pattern, text)
        return
    for word in WORDS:
        for lead in ("", "a", "b"):
            for stop in ("!", "", "a!", "b!"):
                short = steps(tree, lead + word * 7 + stop, 20_000)
                assert steps(tree, lead + word * 14 + stop, 1_000_000) <= 40 * short + 500, (pattern, word)
        re.fullmatch(pattern, word * 25 + "!")
        re.search(pattern, word * 25 + "!")


@given(trees(), trees())
@settings(max_examples=50, deadline=None)
def test_finds_the_repeat_wherever_it_stands(before: Tree, after: Tree) -> None:
    pattern = f"{written(before)}c(?:a+b?)*d{written(after)}"
    assume(ambiguity.find(read(written(before)).tree) is None)
    found = problem(pattern)
    assert found
    assert found.offset == len(written(before)) + 1


@pytest.mark.parametrize(
    ("pattern", "text", "is_found"),
    [
        (r"\bcat\b", "écaté", True),
        (r"\bcat\b", "cat_", False),
        (r"\bcat\b", "cat\u0663", True),
        (r"\Bcat", "écat", False),
        (r"\Bcat", "xcat", True),
        (r"^é\b", "é ", False),
        (r"\\b", "éb", False),
        (r"\\b", "\\b", True),
        (r"^[\w\-]+\b!$", "ab!", True),
        (r"^\d$", "\u0663", False),
        (r"^\w$", "é", False),
        (r"^\s$", "\ufeff", True),
        (r"^\s$", "\x85", False),
    ],
)
def test_classes_and_boundaries_are_ascii_as_in_ecma_262(pattern: str, text: str, is_found: bool) -> None:
    assert problem(pattern) is None
    assert matches(pattern, text) is is_found
    inside = Validator({"type": "object", "properties": {"pattern": {"items": {"pattern": pattern}}}})
    assert inside.is_valid({"pattern": [text]}) is is_found
    for error in inside.errors({"pattern": [text]}):
        assert error.message.endswith(f"does not match the pattern {quote(pattern)}")


def test_what_looks_like_a_pattern_in_data_stays() -> None:
    validator = Validator({"enum": [{"pattern": r"\bx"}], "x": [{"const": {"pattern": r"\b"}}]})
    assert validator.is_valid({"pattern": r"\bx"}) and not validator.is_valid({"pattern": r"(?-u:\b)x"})
