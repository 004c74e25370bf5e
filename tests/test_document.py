"""What a Document promises: YAML 1.2's core schema, the place of every piece, merge keys, bounds; and that writing it is the inverse."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from front_door import SHARED
from tracking_plan.document import Document, Limits, Map, Path, Span, read, scalar, write, writing

BOUNDED = settings(max_examples=150, deadline=2000, derandomize=True, suppress_health_check=list(HealthCheck))


def good(text: str | bytes) -> Document:
    document = read(text, "a.yaml")
    assert not document.problems, document.problems
    return document


def plain(data: Any) -> Any:
    """Data without its places."""
    if isinstance(data, dict):
        return {key: plain(value) for key, value in data.items()}
    return [plain(value) for value in data] if isinstance(data, list) else data


def place(span: Span) -> tuple[int, int, int, int]:
    return span.line, span.column, span.end_line, span.end_column


# -- scalars

SCALARS: dict[str, Any] = {
    "null": None, "Null": None, "NULL": None, "~": None, "": None, "nULL": "nULL", "none": "none",
    "true": True, "True": True, "TRUE": True, "false": False, "FALSE": False, "tRUE": "tRUE",
    "yes": "yes", "no": "no", "on": "on", "off": "off", "y": "y", "N": "N",
    "0": 0, "-1": -1, "+12": 12, "007": 7, "0056500000019": 56500000019, "0o14": 12, "0x1F": 31, "0b11": "0b11",
    "1_000": "1_000", "12:30": "12:30", "190:20:30": "190:20:30", "--": "--", "+": "+", ".": ".", "0o8": "0o8", "0xg": "0xg", "-0x1F": "-0x1F",
    "1.10": 1.1, ".5": 0.5, "5.": 5.0, "1e3": 1000.0, "-1.5E-3": -0.0015, "1.2.3": "1.2.3", "1e": "1e",
    ".inf": ".inf", "-.INF": "-.INF", ".nan": ".nan", "1e999": "1e999", "inf": "inf", "nan": "nan", "Infinity": "Infinity",
    "2026-01-01": "2026-01-01", "2024-13-45": "2024-13-45", "2001-12-14t21:59:43.10-05:00": "2001-12-14t21:59:43.10-05:00",
    "١": "١", "９": "９", "1\u00a0000": "1\u00a0000", "=": "=", "<<": "<<",
}  # fmt: skip


@pytest.mark.parametrize("text", SCALARS)
def test_a_plain_scalar_is_read_by_the_core_schema(text: str) -> None:
    expected = SCALARS[text]
    for found in (scalar(text), good(f"a: {text}\n").data["a"], good(f"- {text}\n").data[0]):
        assert (found, type(found)) == (expected, type(expected))
    document = good(f"a: [{text}]\n")
    assert document.data["a"] == ([] if text == "" else [expected])
    assert good(f"a: {text}\n").data.source("a") == text


@pytest.mark.parametrize("text", [text for text in SCALARS if text])
def test_a_quoted_scalar_is_a_text(text: str) -> None:
    for quoted in (f'"{text}"', f"'{text}'", f"!!str {text}"):
        assert good(f"a: {quoted}\n").data == {"a": text}
        assert good(f"a: {quoted}\n").data.source("a") == text


def test_a_number_beyond_every_reader_is_a_finding() -> None:
    for text in ("9" * 301, "-" + "9" * 300, "0x" + "f" * 299):
        document = read(f"a: 1\nb: {text}\n", "a.yaml")
        assert [(p.rule, p.at.line, p.at.column) for p in document.problems] == [("wrong-value", 2, 4)]
    assert good(f"a: {'9' * 300}\n").data == {"a": int("9" * 300)}


# -- places

PLACED = """\
plan: 1
events:
  "Signed Up": {owner: growth, tags: [a, "b c", 🎉x]}
  Wörd 🎉🎉: &base
    owner:
    text: |
      two
      lines
    list:
    - one
    - {deep: [[x]]}
  Copied:
    <<: *base
    owner: me
  Same: *base
"""
PLACES: dict[Path, tuple[int, int, int, int]] = {
    ("plan",): (1, 7, 1, 8),
    ("events",): (2, 1, 2, 7),
    ("events", "Signed Up"): (3, 3, 3, 14),
    ("events", "Signed Up", "owner"): (3, 24, 3, 30),
    ("events", "Signed Up", "tags"): (3, 32, 3, 36),
    ("events", "Signed Up", "tags", 0): (3, 39, 3, 40),
    ("events", "Signed Up", "tags", 1): (3, 42, 3, 47),
    ("events", "Signed Up", "tags", 2): (3, 49, 3, 51),
    ("events", "Wörd 🎉🎉"): (4, 3, 4, 10),
    ("events", "Wörd 🎉🎉", "owner"): (5, 5, 5, 10),
    ("events", "Wörd 🎉🎉", "text"): (6, 11, 9, 1),
    ("events", "Wörd 🎉🎉", "list"): (9, 5, 9, 9),
    ("events", "Wörd 🎉🎉", "list", 0): (10, 7, 10, 10),
    ("events", "Wörd 🎉🎉", "list", 1): (11, 7, 11, 20),
    ("events", "Wörd 🎉🎉", "list", 1, "deep", 0, 0): (11, 16, 11, 17),
    ("events", "Copied"): (12, 3, 12, 9),
    ("events", "Copied", "owner"): (14, 12, 14, 14),
    ("events", "Copied", "text"): (6, 11, 9, 1),
    ("events", "Copied", "list", 0): (10, 7, 10, 10),
    ("events", "Same"): (15, 3, 15, 7),
    ("events", "Same", "list", 0): (10, 7, 10, 10),
    # what is missing stands where the nearest thing around it was written
    ("nothing",): (1, 1, 1, 1),
    ("events", "Nothing", "at", "all"): (2, 1, 2, 7),
    ("events", "Signed Up", "description"): (3, 3, 3, 14),
    ("events", "Signed Up", "tags", 9): (3, 32, 3, 36),
    ("events", "Copied", "description"): (12, 3, 12, 9),
    ("plan", "deeper"): (1, 7, 1, 8),
}


@pytest.mark.parametrize("path", PLACES, ids=str)
def test_every_piece_knows_its_place(path: Path) -> None:
    document = good(PLACED)
    span = document.data.at(*path)
    assert (span.file, span.path) == ("a.yaml", path)
    if path == ("nothing",):
        assert span.line == 1
    else:
        assert place(span) == PLACES[path]


def test_a_mapping_knows_its_place_wherever_it_is_handed_to() -> None:
    events = good(PLACED).data["events"]
    found = events["Signed Up"]
    assert place(found.at()) == (3, 3, 3, 14)
    assert place(found.at("owner", path=("events", "Signed Up"))) == (3, 24, 3, 30)
    assert found.at("owner", path=("events", "Signed Up")).path == ("events", "Signed Up", "owner")
    assert place(found.key_at("owner")) == (3, 17, 3, 22)
    assert place(found.key_at("nothing")) == (3, 3, 3, 14)
    assert place(events.under("Signed Up").at()) == (3, 3, 3, 14)


def test_what_an_alias_repeats_is_told_at_the_alias_where_it_can_be() -> None:
    document = good("a: &x {k: v}\nb: *x\nc: {d: *x}\n")
    assert place(document.data.at("b")) == (2, 1, 2, 2)
    assert place(document.data.at("c", "d")) == (3, 5, 3, 6)
    assert place(document.data.at("b", "k")) == (1, 11, 1, 12)
    assert document.data["b"] == document.data["c"]["d"] == {"k": "v"}
    scalars = good("a: &x 1.10\nb: *x\n").data
    assert place(scalars.at("b")) == (2, 1, 2, 2) and scalars.source("b") == "1.10"


# -- merge keys

MERGES = {
    "x: &x {a: 1, b: 1}\ny: {<<: *x, b: 2}\n": {"a": 1, "b": 2},
    "x: &x {a: 1, b: 1}\ny: {b: 2, <<: *x}\n": {"a": 1, "b": 2},
    "x: &x {a: 1}\nz: &z {a: 2, b: 2}\ny: {<<: [*x, *z]}\n": {"a": 1, "b": 2},
    "x: &x {a: 1}\nz: &z {a: 2, b: 2}\ny: {<<: [*z, *x]}\n": {"a": 2, "b": 2},
    "x: &x {a: 1}\nz: &z {<<: *x, b: 2}\ny: {<<: *z, c: 3}\n": {"a": 1, "b": 2, "c": 3},
    "y: {<<: {a: 1}, b: 2}\n": {"a": 1, "b": 2},
    "x: &x {a: {p: 1}}\ny: {<<: *x, a: {q: 2}}\n": {"a": {"q": 2}},
    "x: &x {}\ny: {<<: *x}\n": {},
    "x: &x {a: 1}\nz: &z {b: 2}\ny: {<<: *x, <<: *z}\n": {"a": 1, "b": 2},
    'y: {"<<": {a: 1}}\n': {"<<": {"a": 1}},
}


@pytest.mark.parametrize("text", MERGES, ids=str)
def test_merge_keys(text: str) -> None:
    document = good(text)
    made = document.data["y"]
    assert made == MERGES[text]
    for key, value in made.items():
        if not isinstance(value, dict):
            assert made.source(key) == str(value), "the text belongs to the value"
            at = made.at(key)
            assert text.split("\n")[at.line - 1][at.column - 1 : at.end_column - 1] == str(value)


# -- keys that stand twice


@pytest.mark.parametrize(
    ("text", "places", "data"),
    [
        ("a: 1\nb: 2\na: 3\n", [(1, 1), (3, 1)], {"a": 3, "b": 2}),
        ("a: 1\n'a': 2\n", [(1, 1), (2, 1)], {"a": 2}),
        ("{a: 1, a: 2, a: 3}", [(1, 2), (1, 8), (1, 14)], {"a": 3}),
        ("x: {a: 1, a: 2}\ny: [{b: 1, b: 1}]\n", [(1, 5), (1, 11), (2, 6), (2, 12)], {"x": {"a": 2}, "y": [{"b": 1}]}),
        ("1: a\n1.0: b\n'1': c\n", [(1, 1), (3, 1)], {"1": "c", "1.0": "b"}),
        ('x: "\u2028"\n? {q: 1}\n: 0\na: 1\na: 2\n', [(2, 3), (4, 1), (5, 1)], {"x": "\u2028", "a": 2}),
    ],
)
def test_a_key_that_stands_twice_is_told_at_every_place(text: str, places: list[tuple[int, int]], data: object) -> None:
    document = read(text, "a.yaml")
    assert [(p.at.line, p.at.column) for p in document.problems] == places
    assert document.data == data


# -- lines and columns as an editor counts them


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["no mark", "a mark"])
def test_line_ends_and_byte_order_marks_move_nothing(end: str, mark: bytes) -> None:
    document = good(mark + PLACED.replace("\n", end).encode())
    assert document.data == good(PLACED).data
    for path, expected in PLACES.items():
        assert path == ("nothing",) or place(document.data.at(*path)) == expected


SEPARATORS = "a: x\u2028y\n'b\u2029': \"p\u0085q\"\nc: |\n  one\u2028two\n  \u0085three\nd: [\u2029, e]\n"


def test_unicodes_own_line_separators_end_no_line() -> None:
    document = good(SEPARATORS)
    assert document.data == {
        "a": "x\u2028y",
        "b\u2029": "p\u0085q",
        "c": "one\u2028two\n\u0085three\n",
        "d": ["\u2029", "e"],
    }
    assert [place(document.data.at(key))[:2] for key in document.data] == [(1, 4), (2, 7), (3, 4), (6, 1)]
    assert document.data.source("a") == "x\u2028y" and document.data.source("d", 0) == "\u2029"


def test_unicodes_own_line_separators_beside_every_private_character() -> None:
    every = "".join(map(chr, range(0xE000, 0xF900)))
    assert read(f'a: "{every}"\nb: "\u2028"\n', "a.yaml").data["a"] == every


def test_columns_count_characters() -> None:
    document = good("é: [👨‍👩‍👧, مرحبا, x]\n")
    assert [place(document.data.at("é", index))[1] for index in range(3)] == [5, 12, 19]


# -- bounds


@pytest.mark.parametrize(
    ("text", "limits", "at"),
    [
        ("[[[1]]]", Limits(depth=4), None),
        ("[[[1]]]", Limits(depth=3), (1, 3)),
        ("a: &a [[1]]\nb: [*a]\n", Limits(depth=5), None),
        ("a: &a [[1]]\nb: [[*a]]\n", Limits(depth=4), (2, 6)),
        ("a: &a [1, 2]\nb: [*a, *a]\n", Limits(aliases=6), None),
        ("a: &a [1, 2]\nb: *a\nc: *a\n", Limits(aliases=5), (3, 4)),
        ("a: 1", Limits(bytes=4), None),
        ("a: 1\n", Limits(bytes=4), (1, 1)),
        ("é: 1", Limits(bytes=4), (1, 1)),
    ],
)
def test_limits(text: str, limits: Limits, at: tuple[int, int] | None) -> None:
    document = read(text.encode(), "a.yaml", limits)
    assert [(p.rule, p.at.line, p.at.column) for p in document.problems] == ([("limit-exceeded", *at)] if at else [])
    assert (document.data is None) is (at is not None)


def test_a_refused_tag_does_not_count_what_follows_as_repeated() -> None:
    document = read(f"a: &a !x [1]\nb: *a\nc: [{'1, ' * 100}]\n", "a.yaml", Limits(aliases=50))
    assert {problem.rule for problem in document.problems} == {"yaml-syntax"}


# -- mistakes, and what is said of them

MISTAKES = {
    "a: *bold* text\n": (1, 9, "an alias"),
    "a: - b\n": (1, 4, "a list cannot begin on this line"),
    "events:\n  Signed Up\n    description: x\n": (3, 16, "begins on line 2 runs on"),
    "a: 1\n  b: 2\n": (2, 4, "begins on line 1 runs on"),
    "a: b: c\n": (1, 5, '": " is not expected here'),
    "a: [1, 2\nb: 3\n": (2, 2, '"," or "]" is missing in this list, which begins on line 1'),
    "{a: 1}}\n": (1, 7, "the plan ended before this"),
    "a: |x\n y\n": (1, 5, "only a comment"),
    'a: "\\xZZ"\n': (1, 7, "digits are missing"),
    "a: %x\n": (1, 4, "no text can begin"),
    "a:\n  b: 1\n\tc: 2\n": (3, 1, "a tab"),
    "a: 'x' y\n": (1, 8, "has ended already"),
    "a:\n  - b\n c: 1\n": (3, 2, "neither a key nor the end"),
    "- a\nb: 1\n": (2, 1, "neither an item"),
}


@pytest.mark.parametrize("text", MISTAKES, ids=repr)
def test_a_mistake_is_told_in_plain_words(text: str) -> None:
    line, column, says = MISTAKES[text]
    problems = read(text, "a.yaml").problems
    assert [(p.rule, p.at.line, p.at.column) for p in problems] == [("yaml-syntax", line, column)]
    assert says in problems[0].message and problems[0].hint


# -- writing

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(
    [*SCALARS, "a\nb", "a \nb", "\n", " a", "a ", "- a", "# a", "a: b", "|", "%"]
)
DATA = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=20,
)


@BOUNDED
@given(DATA)
def test_what_is_emitted_is_what_a_dumper_writes(data: object) -> None:
    """The emitter is told of the data piece by piece; PyYAML's own way there, through a tree of nodes, is the reference."""
    for dumper in (writing._Dumper, writing._SlowDumper):
        told = yaml.dump(data, Dumper=dumper, sort_keys=False, allow_unicode=True, width=110)
        if "\\U" not in told:
            break
    assert write(data) == told


@BOUNDED
@given(DATA)
def test_what_is_written_is_read_back(data: object) -> None:
    text = write(data)
    document = read(text.encode(), "a.yaml")
    assert not document.problems, document.problems
    assert repr(plain(document.data)) == repr(data), "down to the type and the sign of zero"
    assert write(plain(document.data)) == text


@BOUNDED
@given(DATA)
def test_a_reader_of_yaml_1_1_reads_the_same(data: object) -> None:
    assert repr(yaml.load(write(data), yaml.CSafeLoader)) == repr(data)


@pytest.mark.parametrize(
    "letter",
    [
        "\u0085",
        "\u2028",
        "\u2029",
        "\ufeff",
        "\x00",
        "\x1b",
        "\x7f",
        "\x9b",
        "\t",
        "\r",
        "\r\n",
        "\u00a0",
        "\u200f",
        "🎉",
        "\ufffe",
        "\ue000",
    ],
)
def test_letters_that_break_writers(letter: str) -> None:
    for data in (letter, f"a{letter}b", f"a{letter}\nb", {letter: letter}, [f"{letter} a", f"a {letter}"]):
        assert good(write(data).encode()).data == data


def walk(document: Document, data: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    if isinstance(data, (dict, list)):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from walk(document, value, (*path, key))
    else:
        yield path, data


@BOUNDED
@given(st.dictionaries(TEXT, DATA, max_size=5))
def test_every_place_holds_what_is_read_there(data: dict[str, Any]) -> None:
    text = write(data)
    document = good(text.encode())
    assert isinstance(document.data, Map)
    lines = text.split("\n")
    for path, value in walk(document, document.data, ()):
        at = document.data.at(*path)
        assert 1 <= at.line <= at.end_line <= len(lines) + 1 and at.column >= 1
        if at.line != at.end_line or value in ("", None):  # what is empty is pointed at by its key
            continue
        piece = lines[at.line - 1][at.column - 1 : at.end_column - 1]
        if not piece.startswith(("|", ">")):
            assert repr(good(f"- {piece}\n").data[0]) == repr(value)


# -- the test suite of YAML itself

SUITE = SHARED / "data" / "conformance" / "yaml-test-suite-src" / "src"
SIGNS = (("␣", " "), ("←", "\r"), ("⇔", "\ufeff"), ("↵", ""), ("∎\n", ""))
LENIENT = {"9C9N", "9JBA", "CVW2", "DK95-1", "G5U8", "MUS6", "QB6E", "S98Z", "SU5Z", "X4QW", "Y79Y-3", "YJV2"}
"""Not YAML to the letter, but libyaml reads them, as does every tool built on it."""


def suite() -> Iterator[tuple[str, str, dict[str, str]]]:
    for path in sorted(SUITE.glob("*.yaml")):
        for number, test in enumerate(yaml.load(path.read_text("utf-8"), yaml.CBaseLoader)):
            if "yaml" in test:
                text = re.sub("—*»", "\t", test["yaml"])
                for sign, letter in SIGNS:
                    text = text.replace(sign, letter)
                yield path.stem + (f"-{number}" if number else ""), text, test


@pytest.mark.skipif(not SUITE.is_dir(), reason=f"no YAML test suite at {SUITE} (PLAN_SHARED names the folder)")
def test_the_yaml_test_suite() -> None:
    """Nothing crashes; what is not YAML is told; and where PyYAML reads what the suite expects, so do we."""
    agreed, missed = 0, set()
    for name, text, test in suite():
        document = read(text.encode(), f"{name}.yaml")
        for problem in document.problems:
            assert 1 <= problem.at.line <= text.count("\n") + 2 and problem.at.column >= 1 and problem.message
        if test.get("fail") == "true":
            if not document.problems:
                missed.add(name)
            continue
        try:
            expected = json.loads(test["json"])
            peer = yaml.load(text, yaml.CSafeLoader)
        except (KeyError, ValueError, yaml.YAMLError):
            continue
        if peer == expected and name != "WZ62":  # whose key is empty, which no plan needs
            assert not document.problems and document.data == expected, name
            agreed += 1
    assert missed == LENIENT
    assert agreed >= 190
