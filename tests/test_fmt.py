"""`plan fmt`: one form, in which a plan says the same, with every comment where it belongs; and twice is once."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from front_door import SHARED, TOP, inside, one_line, run, write
from plan_pairs import plan_data
from test_amending import DATA, NAMES, Writer
from tracking_plan.document import formatted, plain, read
from tracking_plan.document import write as dumped
from tracking_plan.document.entries import comments
from tracking_plan.model.order import order_at

MESSY = """\
# yaml-language-server: $schema=x
# About this plan.

events:


    Signed Up:   # the first
        # who answers
        owner: growth    # for now
        description: 'It is done'
        x-own: 1
        properties: {step:  , 'plan': {enum:   [a,b], type: string}}
        trigger: "a: b"


        examples:
        - {b: 1, a: 2}
        # the second
        -   step: 'yes'
            plan: a # chosen
        # no more examples
        # no more of it

    # about the next
    Signed In:
        description: >-
             It
               is done

             again
        trigger: It is
           done   # really
        properties:
            # first
            email:
            code: {type: string, description: "A long text that does not fit into one line with all the rest", pattern: "^[a-z]{2}(-[A-Z]{2})?$"} # long
    # the end of events
plan: 1 # the format
name: "acme"
owners: {growth: {slack: "#growth", email: 'a@b.co'}}

# the end
"""
TIDY = """\
# yaml-language-server: $schema=x
# About this plan.

plan: 1 # the format
name: acme
owners: {growth: {email: "a@b.co", slack: "#growth"}}
events:
  Signed Up: # the first
    description: It is done
    trigger: "a: b"
    # who answers
    owner: growth # for now
    properties: {step: null, plan: {type: string, enum: [a, b]}}

    examples:
      - {b: 1, a: 2}
      # the second
      - step: "yes"
        plan: a # chosen
      # no more examples
      # no more of it
    x-own: 1

  # about the next
  Signed In:
    description: >-
      It
        is done

      again
    trigger: It is
      done # really
    properties:
      # first
      email:
      code: # long
        type: string
        pattern: "^[a-z]{2}(-[A-Z]{2})?$"
        description: A long text that does not fit into one line with all the rest
  # the end of events

# the end
"""


def form(text: str) -> str:
    made = formatted(read(text, "x"), order_at)
    assert made is not None
    return made


def test_a_messy_file() -> None:
    assert form(MESSY) == TIDY
    assert form(TIDY) == TIDY
    assert form(MESSY.replace("\n", "\r\n")) == TIDY.replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a: '1'\nb: \"2026-01-01\"\nc: 'no'\nd: '~'\ne: 'x'\nf: \"\"\n", "a: \"1\"\nb: \"2026-01-01\"\nc: \"no\"\nd: \"~\"\ne: x\nf: \"\"\n"),
        ("a: 'say \"x\"'\nb: 'a\\b'\nc: \"\\u202e\"\nd: 'it''s'\n", "a: 'say \"x\"'\nb: 'a\\b'\nc: \"\\u202e\"\nd: it's\n"),
        ("a: {b: 'x, y', c: 'z'}\nd: 'x, y'\n", "a: {b: \"x, y\", c: z}\nd: x, y\n"),
        ("a: &x {b: 1}\nc: *x\nd:\n    <<: *x\n    e: 2\n", "a: &x {b: 1}\nc: *x\nd:\n  <<: *x\n  e: 2\n"),
        ("a:\n- b\n-   c: 1\n    d: 2\n- [1,  2]\n-\n", "a:\n  - b\n  - c: 1\n    d: 2\n  - [1, 2]\n  -\n"),
        ("a: [1, # one\n  2]\n", "a: [1, # one\n  2]\n"),
        ("'a b': 1\n\"c: d\": 2\n", "a b: 1\n\"c: d\": 2\n"),
        ("a: |\n     one\n      two\n\n\nb: 1", "a: |\n  one\n   two\n\nb: 1\n"),
        ("---\na: 1\n", "---\na: 1\n"),
    ],
)  # fmt: skip
def test_small_things(text: str, wanted: str) -> None:
    assert form(text) == wanted
    assert form(wanted) == wanted
    assert yaml.safe_load(text) == yaml.safe_load(wanted)


@pytest.mark.parametrize("text", ["{a: 1}\n", "? a\n: 1\n", "a: |+\n  x\n\n", "a: |2\n   x\n", "- a\n", "&x\na: 1\n"])
def test_what_has_no_canonical_form_is_left(text: str) -> None:
    assert formatted(read(text, "x"), order_at) is None


def test_keys_are_not_moved_before_what_they_repeat() -> None:
    text = "plan: 1\nevents:\n  A Done:\n    trigger: &x So it is\n    description: *x\n    owner:   a\n"
    assert form(text) == text.replace("   a", " a")


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_any_document_says_the_same_and_twice_is_once(data: Any) -> None:
    held = data.draw(st.dictionaries(NAMES, DATA, min_size=1, max_size=4))
    writer = Writer(data.draw)
    text = "\n".join(writer.lines(held, 0, ())) + "\n"
    document = read(text, "x")
    if document.problems or not isinstance(document.data, dict):
        return
    made = formatted(document, order_at)
    assert made is not None, text
    again = read(made, "x")
    assert plain(again.data) == plain(document.data) and sorted(comments(again)) == sorted(comments(document))
    assert form(made) == made
    for comment, path in writer.comments.items():
        if "beside" in comment:
            line = next(line for line in made.split("\n") if comment in line)
            assert str(path[-1]) in line.replace("\\", "") or not isinstance(path[-1], str), (comment, line)


@given(plan_data())
@settings(max_examples=60, deadline=None)
def test_any_plan_says_the_same(data: Any) -> None:
    text = dumped(data)
    made = form(text)
    assert plain(read(made, "x").data) == data and form(made) == made


@pytest.mark.parametrize("path", sorted((TOP / "plans").rglob("*.yaml")), ids=lambda path: path.name)
def test_our_own_plans(path: Path) -> None:
    document = read(path.read_bytes(), "x")
    if document.problems:
        return
    made = form(document.text)
    assert plain(read(made, "x").data) == plain(document.data) and form(made) == made
    assert sorted(comments(read(made, "x"))) == sorted(comments(document))


def test_real_yaml_files_of_others() -> None:
    files = sorted((SHARED / "data" / "plans").rglob("*.y*ml")) if (SHARED / "data" / "plans").is_dir() else []
    if not files:
        pytest.skip("the real plans are not here; PLAN_SHARED names their folder")
    done = 0
    for path in files[:: max(1, len(files) // 400)]:
        document = read(path.read_bytes(), "x")
        if document.problems or not isinstance(document.data, dict) or not document.data:
            continue
        made = formatted(document, order_at)
        if made is None:
            continue
        done += 1
        again = read(made, "x")
        assert plain(again.data) == plain(document.data), path
        assert form(made) == made, path
    assert done > 200


# The command


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    return write(
        tmp_path / "plans", {"plan.yaml": MESSY, "other.yaml": "x:   1\n", "tidy.yaml": "owners: {a: {email: b}}\n"}
    )


def test_the_command(plans: Path) -> None:
    ended = inside("fmt", plans, "--check")
    assert (ended.code, ended.out) == (1, f"{plans}{os.sep}plan.yaml: is not formatted\n")
    assert ended.err == "1 file would be formatted, 1 file already.\n" and (plans / "plan.yaml").read_text() == MESSY
    shown = inside("fmt", plans, "--diff")
    assert shown.code == 1 and "+name: acme\n" in shown.out and (plans / "plan.yaml").read_text() == MESSY
    ended = inside("fmt", plans)
    assert (ended.code, ended.out, ended.err) == (0, "", "1 file formatted, 1 file already.\n")
    assert (plans / "plan.yaml").read_text() == TIDY and (plans / "other.yaml").read_text() == "x:   1\n"
    assert inside("fmt", plans, "--check").code == 0 and inside("fmt", plans).err == "2 files formatted already.\n"


def test_one_file_and_standard_input(plans: Path) -> None:
    ended = run("fmt", "-", stdin=MESSY.encode())
    assert (ended.code, ended.out) == (0, TIDY)
    ended = run("fmt", "-", stdin=b"a: [1\n")
    assert ended.code == 1 and ended.out == "a: [1\n" and "stdin:" in ended.err
    assert run("fmt", "-", "--check", stdin=MESSY.encode()).code == 1
    assert inside("fmt", plans / "plan.yaml").code == 0 and (plans / "plan.yaml").read_text() == TIDY


def test_files_that_cannot_be_read_or_written(plans: Path) -> None:
    (plans / "bad.yaml").write_text("owners:\n  a: 'x\n")
    ended = inside("fmt", plans)
    assert ended.code == 1 and "bad.yaml:2:6: " in ended.err and (plans / "plan.yaml").read_text() == TIDY
    assert "there is no such file or folder" in one_line(inside("fmt", plans / "gone.yaml"))
    real = plans / "plan.yaml"
    real.write_text(MESSY)
    shutil.move(real, plans.parent / "real.yaml")
    real.symlink_to(plans.parent / "real.yaml")
    (plans / "bad.yaml").unlink()
    assert "is a symbolic link, which is not written through" in one_line(inside("fmt", plans))
    assert (plans.parent / "real.yaml").read_text() == MESSY


def test_byte_order_marks_line_ends_and_rights_are_kept(plans: Path) -> None:
    path = plans / "plan.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + MESSY.replace("\n", "\r\n").encode())
    path.chmod(0o640)
    assert inside("fmt", plans).code == 0
    assert (
        path.read_bytes() == b"\xef\xbb\xbf" + TIDY.replace("\n", "\r\n").encode()
        and path.stat().st_mode & 0o777 == 0o640
    )


def test_our_own_plan_is_formatted() -> None:
    assert inside("fmt", TOP / "plans" / "saas", "--check").code == 0
