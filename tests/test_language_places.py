"""What stands at a place of a text is found from the text alone: in whole ones exactly what YAML says, in broken ones what is meant."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from front_door import TOP
from tracking_plan.document import read
from tracking_plan.language._spot import spot
from tracking_plan.language._text import Text, differing

STYLES = """\
allow:
- {rule: a, at: b}
- rule: c
  at: d
-   rule: e
"quoted key": 'single ''quoted'' value'
'k: 2': "double \\" quoted"
flow: {a: 1, "b c": [x, {d: y}], e:
    f, g: }
list: [one,
  two, {three: four},
]
events:
    A B:
        properties: {x: {type: [string, integer]}, y:   }
        text: |
            key: no key
            - no item
        folded: >-
          a: b

        needs:
        - one.two
        -  three
        last: a:b#c # said
    'C: D':
        include: []
        plain: it runs
          on here
        after: z
"""


def nodes(node: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[Any, tuple[str | int, ...], bool]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield key, (*path, key.value), True
            yield from nodes(value, (*path, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for place, item in enumerate(node.value):
            yield from nodes(item, (*path, place))
    else:
        yield node, path, False


TEXTS = {
    **{str(file.relative_to(TOP)): file for file in sorted((TOP / "plans" / "saas").rglob("*.yaml"))},
    "acme": TOP / "docs" / "pictures" / "acme.yaml",
    "styles": None,
}


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_every_key_and_value(name: str, ends: str) -> None:
    file: Path | None = TEXTS[name]
    text = (file.read_bytes().decode() if file is not None else STYLES).replace("\n", ends)
    shown, seen = Text(text), 0
    for node, path, is_key in nodes(read(text, name).data.node):
        first, last = node.start_mark, node.end_mark
        if first.line != last.line or first.index == last.index:
            continue
        for place in {first.index, (first.index + last.index) // 2, last.index}:
            found = spot(shown, place)
            assert found is not None, (path, place)
            assert (found.path, found.is_key, found.start, found.end) == (path, is_key, first.index, last.index)
            seen += 1
    assert seen > 30


@pytest.mark.parametrize(
    ("text", "path", "is_key", "word"),
    [
        ("events:\n  A:\n    own|", ("events", "A", "own"), True, "own"),
        ("events:\n  A:\n    owner: |", ("events", "A", "owner"), False, ""),
        ("events:\n  A:\n    owner: gr|\n    status: live", ("events", "A", "owner"), False, "gr"),
        ("events:\n  A:\n    status: live\n    |\n  B:", ("events", "A", ""), True, ""),
        ("events:\n  A:\n    properties:\n      |", ("events", "A", "properties", ""), True, ""),
        ("events:\n  A:\n    properties:\n      x:\n      |\n", ("events", "A", "properties", ""), True, ""),
        ("events:\n  A: {owner: x, st|", ("events", "A", "st"), True, "st"),
        ("events:\n  A: {owner: |\n  B: {}", ("events", "A", "owner"), False, ""),
        ("events:\n  A:\n    sources: [web, |\n    status: live", ("events", "A", "sources", 1), False, ""),
        ("events:\n  A:\n    sources: [web, a|]", ("events", "A", "sources", 1), False, "a"),
        ("events:\n  A:\n    sources:\n      - |", ("events", "A", "sources", 0), False, ""),
        ("events:\n  A:\n    sources:\n      - web\n      - a|", ("events", "A", "sources", 1), False, "a"),
        ("events:\n  A:\n    examples:\n      - {a: 1, |}", ("events", "A", "examples", 0, ""), True, ""),
        ('events:\n  A:\n    owner: "gr|', ("events", "A", "owner"), False, "gr"),
        ("events:\n  |", ("events", ""), True, ""),
        ("events:\n  A:\n    x: 1\n|", ("",), True, ""),
        ("|", ("",), True, ""),
        ("even|", ("even",), True, "even"),
        ("allow:\n- rule: a\n  |", ("allow", 0, ""), True, ""),
        ("allow:\n  - rule: a|b", ("allow", 0, "rule"), False, "ab"),
    ],
)
def test_texts_that_are_being_typed(text: str, path: tuple[str | int, ...], is_key: bool, word: str) -> None:
    found = spot(Text(text.replace("|", "", 1)), text.index("|"))
    assert found is not None and (found.path, found.is_key, found.word) == (path, is_key, word)


@pytest.mark.parametrize("text", ["a: b # sa|id", "a: |\n  no: k|ey".replace("|", "\0", 1), "# no|thing"])
def test_comments_and_texts_of_several_lines_are_no_place(text: str) -> None:
    text = text.replace("\0", "|", 1) if "\0" in text else text
    place = text.rindex("|")
    assert spot(Text(text[:place] + text[place + 1 :]), place) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", ""),
        ("a", ""),
        ("", "a"),
        ("a\r\nb", "a\rb"),
        ("aXb", "aYb"),
        ("aaaa", "aa"),
        ("x" * 9000 + "1", "x" * 9000 + "2"),
    ],
)
def test_where_two_texts_differ(old: str, new: str) -> None:
    start, first, last = differing(old, new)
    assert old[:start] == new[:start] and old[first:] == new[last:] and start <= min(first, last)
    assert Text(old).edited(start, first, new[start:last]).starts == Text(new).starts
