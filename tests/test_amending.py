"""Changes in a document's text: what is meant is said then, all comments and all else stay, or the change is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracking_plan.document import Drop, Extend, Put, Rename, amended, plain, read, same

SCALARS = st.sampled_from(
    ("a", "two words", "007", "yes", "null", "x: y", "# no", "", " edge ", "it's", 'say "x"', "1-2", "\U0001f600", 1, 2.5, True, None)
)  # fmt: skip
TEXTS = st.one_of(
    SCALARS, st.text(max_size=9), st.sampled_from(("one\ntwo", "one\n\ntwo\n", "- a\n- b", "x" * 150, "a " * 80))
)
NAMES = st.sampled_from(("a", "b", "c d", "e:f", "1", "-", "g#h", "é", "yes"))


def inline(value: Any) -> str:
    """As one writes it within brackets."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{inline(key)}: {inline(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return f"[{', '.join(map(inline, value))}]"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"' if value != "a" else "a"
    return {None: "null", True: "true"}.get(value, str(value))


class Writer:
    """Writes data in blocks, with a comment on every line, each naming the path of what stands there."""

    def __init__(self, draw: Any) -> None:
        self.draw = draw
        self.comments: dict[str, tuple[Any, ...]] = {}

    def comment(self, path: tuple[Any, ...], word: str) -> str:
        made = f"# {word}{len(self.comments)}."
        self.comments[made] = path
        return made

    def lines(self, data: Any, indent: int, path: tuple[Any, ...]) -> Iterator[str]:
        pad = " " * indent
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            here = (*path, key)
            start = f"{pad}{inline(key)}:" if isinstance(data, dict) else f"{pad}-"
            if self.draw(st.integers(0, 5)) == 0:
                yield f"{pad}{self.comment(path, 'above')}"
            beside = f" {self.comment(here, 'beside')}" if self.draw(st.booleans()) else ""
            if isinstance(value, (dict, list)) and value and isinstance(data, dict) and self.draw(st.booleans()):
                yield f"{start}{beside}"
                yield from self.lines(value, indent + 2, here)
            elif value is None and isinstance(data, dict):
                yield f"{start}{beside}"
            else:
                yield f"{start} {inline(value)}{beside}"
            if self.draw(st.integers(0, 4)) == 0:
                yield ""


DATA = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(SCALARS, max_size=3), st.dictionaries(NAMES, inner, max_size=4)),
    max_leaves=12,
)


def paths(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield (*path, key)
        yield from paths(value, (*path, key))


def at(data: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        data = data[step]
    return data


@st.composite
def cases(draw: Any) -> tuple[str, dict[str, tuple[Any, ...]], Any]:
    """A text, where its comments belong, and a change of it."""
    data = draw(st.dictionaries(NAMES, DATA, min_size=1, max_size=4))
    writer = Writer(draw)
    text = "\n".join(writer.lines(data, 0, ())) + draw(st.sampled_from(("", "\n", "\n\n# end\n")))
    path = draw(st.sampled_from([path for path in paths(data) if isinstance(path[-1], str)]))
    kind = draw(st.sampled_from(("put", "put", "new", "new", "drop", "rename", "extend")))
    if kind == "put":
        return text, writer.comments, Put(path, draw(TEXTS))
    if kind == "new":
        value = draw(st.one_of(TEXTS, st.lists(TEXTS, max_size=2), st.dictionaries(NAMES, TEXTS, max_size=2)))
        order = draw(st.sampled_from(((), ("a", "new", "b"), ("new", "a"))))
        return text, writer.comments, Put((*path[:-1], "new"), value, order, block=draw(st.booleans()))
    if kind == "rename":
        return text, writer.comments, Rename(path, draw(st.one_of(st.just("new"), st.text(min_size=1, max_size=5))))
    if kind == "extend":
        lists = [one for one in paths(data) if isinstance(at(data, one), list)]
        if lists:
            path = draw(st.sampled_from(lists))
            held = at(data, path)
            gone = draw(st.lists(st.sampled_from(held), max_size=2)) if held else []
            return text, writer.comments, Extend(path, tuple(draw(st.lists(TEXTS, max_size=2))), tuple(gone))
    return text, writer.comments, Drop(path)


@given(cases(), st.sampled_from(("\n", "\r\n")))
@settings(max_examples=150, deadline=None)
def test_a_change_is_made_and_all_else_stays_or_it_is_refused(case: Any, end: str) -> None:
    text, comments, change = case
    document = read(text.replace("\n", end), "x")
    if document.problems or not isinstance(document.data, dict):
        return
    before = plain(document.data)
    made = amended(document, [change])
    if made.refused:
        assert made.text == document.text
        return
    after = read(made.text, "x")
    assert not after.problems
    wanted = expected(before, change)
    assert same(plain(after.data), wanted)
    assert end == "\n" or "\n" not in text or made.text.count("\n") == made.text.count("\r\n")
    for comment, path in comments.items():
        if path[: len(change.path)] != change.path:
            assert comment in made.text, (comment, change)
    old = at(document.data, change.path[:-1]).get(change.path[-1]) if isinstance(change, Put) else []
    if not isinstance(old, (dict, list)):
        lost = {*text.split("\n")} - {*re.split("\r?\n", made.text)}
        assert len(lost) <= 1, lost


def expected(data: Any, change: Any) -> Any:
    holder = at(data, change.path[:-1]) if len(change.path) > 1 else data
    key = change.path[-1]
    if isinstance(change, Put):
        holder[key] = change.value
    elif isinstance(change, Drop):
        del holder[key]
    elif isinstance(change, Extend):
        holder[key] = [item for item in holder[key] or [] if not any(same(item, one) for one in change.removed)]
        holder[key] += change.added
    else:
        for old in [*holder]:
            holder[change.name if old == key else old] = holder.pop(old)
    return data


@given(cases())
@settings(max_examples=150, deadline=None)
def test_plain_changes_are_not_refused(case: Any) -> None:
    """A text for a text, a new key in a block, a key of a block gone: these work, whatever the text looks like."""
    text, _, change = case
    document = read(text, "x")
    if document.problems or isinstance(change, (Rename, Extend)) or not isinstance(document.data, dict):
        return
    try:
        old = at(document.data, change.path)
    except (KeyError, TypeError):
        old = None
    if isinstance(old, (dict, list)) or isinstance(at(document.data, change.path[:-1]), list):
        return
    if isinstance(change, Put) and isinstance(change.value, str) and not change.value.isprintable():
        return
    if isinstance(change, Drop) and re.search(r"\s#[^.]*\"", text):
        return  # a text in quotes that looks like a comment
    assert not amended(document, [change]).refused, change


SMALL = """\
base: &base {a: 1}
one: *base
two:
  <<: *base
  b: 2 # two
three: &three text
four: *three
list: [x, *three]
"""


@pytest.mark.parametrize(
    "change",
    [
        Put(("one", "a"), 2), Put(("base", "a"), 2), Put(("four",), "x"), Put(("three",), "x"), Drop(("two", "a")),
        Rename(("two", "a"), "z"), Drop(("gone",)), Rename(("gone",), "x"), Rename(("two",), "one"), Put(("two", "b", "c"), 1),
        Drop(("three",)), Put(("list", 9), 1), Drop(("list", 0)),
    ],
    ids=str,
)  # fmt: skip
def test_what_aliases_and_merges_share_is_left_alone(change: Any) -> None:
    document = read(SMALL, "x")
    made = amended(document, [change])
    assert made.refused == (change,) and made.text == SMALL


def test_of_many_changes_only_those_that_cannot_be_made_are_refused() -> None:
    bad, good = Put(("one", "a"), 2), (Put(("two", "b"), 3), Put(("two", "a"), 9), Rename(("four",), "five"))
    made = amended(read(SMALL, "x"), [good[0], bad, *good[1:]])
    assert made.refused == (bad,)
    assert made.text == SMALL.replace("b: 2 # two", "b: 3 # two\n  a: 9").replace("four:", "five:")


def test_many_changes_of_one_place() -> None:
    text = "l: [a, b, c] # l\nm: {a: 1, b: 2, c: 3} # m\nn:\n  # x\n  - a # a\n  - b # b\n  - c\no: {}\np: []\nq:\n"
    changes = [
        Extend(("l",), ("d", "e"), ("a", "c")), Drop(("m", "a")), Put(("m", "b"), 4), Put(("m", "d"), 5),
        Extend(("n",), ("d",), ("b",)), Put(("o", "x"), None), Extend(("p",), ({"a": 1, "b": "x\ny"},)), Put(("q", "r", "s"), 1),
    ]  # fmt: skip
    made = amended(read(text, "x"), changes)
    assert not made.refused
    assert read(made.text, "x").data == {
        "l": ["b", "d", "e"], "m": {"b": 4, "c": 3, "d": 5}, "n": ["a", "c", "d"], "o": {"x": None},
        "p": [{"a": 1, "b": "x\ny"}], "q": {"r": {"s": 1}},
    }  # fmt: skip
    assert all(comment in made.text for comment in ("# l", "# m", "# x", "# a")) and "# b" not in made.text
