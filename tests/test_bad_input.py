"""Whatever stands in a plan's place ends in a clear finding or one line of trouble: never a traceback, never a hang."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from front_door import HEAD, inside, measured, obey_permissions, one_line, run, write
from tracking_plan.check import Choice
from tracking_plan.cli import _judge
from tracking_plan.document import Limits
from tracking_plan.model.plan import Plan


def event(more: str = "", name: str = "Signed Up", properties: str = "") -> str:
    """A plan of one good event, whose name stands on line 4 and whose properties begin on line 8."""
    text = f"{HEAD}events:\n  {name}:\n    description: A person has an account\n    owner: growth\n{more}"
    return text + (f"    properties:\n{properties}" if properties else "")


LAUGHS = "".join(f"x-a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 2)}]\n" for n in range(1, 21))
CHAIN = "".join(f"x-a{n}: &a{n} {'{k: ' * 50}*a{n - 1}{'}' * 50}\n" for n in range(1, 9))


def chained(section: str, link: str, last: str, length: int) -> str:
    """A section of which each entry leads to the next."""
    made = "".join(f"  n{place}: " + link.replace("NEXT", f"n{place + 1}") + "\n" for place in range(length))
    return f"plan: 1\n{section}:\n{made}  n{length}: {last}\n"


INSIDE = "{type: object, description: d, properties: {NEXT: }}"
TEXT = "{type: string, description: d}"
WIDE = ", ".join(f"p{place}: {TEXT}" for place in range(2000))


class Case(NamedTuple):
    """What a file holds, and what is said of it: the exit code, each error's rule and place, and words of the first."""

    holds: str | bytes
    errors: list[str]
    says: str = ""
    words: tuple[str, ...] = ()

    @property
    def code(self) -> int:
        return 1 if self.errors else 0


CASES = {
    # not a text, or not this one
    "not YAML": Case("plan: 1\nevents: }\n", ["yaml-syntax 2:9"]),
    "prose": Case("This is no plan.\nIt is a letter.\n", ["not-a-plan 1:1"], "not a single value"),
    "JSON": Case('{"plan": 1, "events": {}}', []),
    "Latin-1": Case(event(name="Café Opened").encode("latin-1"), ["yaml-syntax 4:6"], "byte 0xe9 is not UTF-8"),
    "cut in a character": Case(event().encode() + b"# \xf0\x9f", ["yaml-syntax 7:3"], "byte 0xf0 is not UTF-8"),
    "bad byte after a byte order mark": Case(b"\xef\xbb\xbfplan: \xff", ["yaml-syntax 1:7"]),
    "UTF-16 with a mark": Case(event().encode("utf-16"), ["yaml-syntax 1:1"], "UTF-16"),
    "UTF-16 without": Case(event().encode("utf-16-le"), ["yaml-syntax 1:1"], "UTF-16"),
    "UTF-16, big end first": Case(event().encode("utf-16-be"), ["yaml-syntax 1:1"], "UTF-16"),
    "UTF-32 with a mark": Case(event().encode("utf-32"), ["yaml-syntax 1:1"], "UTF-32"),
    "UTF-32 without": Case(event().encode("utf-32-le"), ["yaml-syntax 1:1"], "UTF-32"),
    "a byte order mark": Case(b"\xef\xbb\xbf" + event(more="    status: lvie\n").encode(), ["wrong-value 7:13"]),
    "a byte order mark inside": Case(event() + "\ufeffname: x\n", ["yaml-syntax 7:2"], "U\\+FEFF"),
    "CRLF": Case(event(more="    status: lvie\n").replace("\n", "\r\n"), ["wrong-value 7:13"]),
    "CR alone": Case(event(more="    status: lvie\n").replace("\n", "\r"), ["wrong-value 7:13"]),
    "a tab": Case("plan: 1\nevents:\n\tSigned Up:\n", ["yaml-syntax 3:1"], "a tab indents this line"),
    "NUL": Case(event(name='"a\0b"'), ["yaml-syntax 4:5"], r"U\+0000"),
    "ESC": Case(event(name='"a\x1bb"'), ["yaml-syntax 4:5"], r"U\+001B"),
    "empty": Case("", ["not-a-plan 1:1"], "the file is empty"),
    "only a mark": Case(b"\xef\xbb\xbf", ["not-a-plan 1:1"], "the file is empty"),
    "only comments": Case("# soon\n", ["not-a-plan 1:1"], "the file is empty"),
    "null": Case("~\n", ["not-a-plan 1:1"], "the file is empty"),
    "a number": Case("42\n", ["not-a-plan 1:1"], "not a single value"),
    "a list": Case("- a\n", ["not-a-plan 1:1"], "not a list"),
    "two documents": Case("plan: 1\n---\nplan: 1\n", ["yaml-syntax 2:1"], "a second document begins here"),
    "a merge conflict": Case("plan: 1\n<<<<<<< HEAD\nname: a\n=======\nname: b\n>>>>>>> b\n", ["yaml-syntax 2:1"], "merge conflict"),
    # quotes and brackets
    "an open quote": Case('plan: 1\nname: "a\nversion: 1\n', ["yaml-syntax 2:7"], "this quote is not closed"),
    "a quote closed by the next": Case('plan: 1\nname: "a\nversion: "b"\n', ["yaml-syntax 2:7"], "this quote is not closed"),
    "a quote closed too early": Case('plan: 1\nname: "a "b" c"\n', ["yaml-syntax 2:11"], "has ended already"),
    "an apostrophe": Case("plan: 1\nname: 'it's'\n", ["yaml-syntax 2:11"], "has ended already"),
    "an open brace": Case("plan: 1\nevents: {a: {b: c}\n", ["yaml-syntax 3:1"], "which begins on line 2"),
    "an open bracket": Case("plan: 1\nallow: [a, b\n", ["yaml-syntax 3:1"], "which begins on line 2"),
    "two colons": Case("plan: 1\nname: a: b\n", ["yaml-syntax 2:8"], '": " is not expected here'),
    "an at sign": Case("plan: 1\nname: @a\n", ["yaml-syntax 2:7"], "no text can begin with this character"),
    "a bad escape": Case('plan: 1\nname: "\\q"\n', ["yaml-syntax 2:8"], "a backslash stands before"),
    "half a character": Case('plan: 1\nname: "\\ud800"\n', ["yaml-syntax 2:10"], "this escape is no character"),
    "wrong indentation": Case("plan: 1\nowners:\n  a: {}\n b: {}\n", ["yaml-syntax 4:2"], "mend the indentation"),
    "a key of 2,000 characters": Case(f"plan: 1\n{'k' * 2000}: 1\n", ["yaml-syntax 2:2001"], "1,024 characters"),
    # aliases, tags, depth, size
    "a bomb of 20 levels": Case(f"plan: 1\nx-a0: &a0 [1, 2]\n{LAUGHS}", ["limit-exceeded 16:14"], r"\*a13: aliases stand for more than 100,000 values"),
    "a text repeated": Case(f"plan: 1\nx-a: &long \"{'a' * 100_000}\"\nx-b: [{'*long, ' * 2000}]\n", ["limit-exceeded 2:6"], "&long: aliases repeat this text"),
    "a few texts repeated": Case(f"plan: 1\nx-a: &long \"{'a' * 300}\"\nx-b: [{'*long, ' * 2000}]\n", []),
    "an alias in itself": Case("plan: 1\nx-a: &a {b: *a}\n", ["limit-exceeded 2:13"], r"\*a: an alias stands inside"),
    "a merge of itself": Case("plan: 1\nx-a: &a\n  <<: *a\n", ["limit-exceeded 3:7"], r"\*a: an alias stands inside"),
    "aliases that nest": Case(f"plan: 1\nx-a0: &a0 1\n{CHAIN}", ["limit-exceeded 4:211"], r"\*a1: aliases nest more than 64 levels"),
    "an alias of nothing": Case("plan: 1\nname: *a\n", ["yaml-syntax 2:7"], "this alias names no anchor"),
    "an anchor twice": Case("plan: 1\nx-a: &a 1\nx-b: &a 2\n", ["yaml-syntax 3:6"], "this anchor is defined twice"),
    "10,000 nested lists": Case("plan: 1\nevents: " + "[" * 10_000 + "\n", ["limit-exceeded 2:71"], "more than 64 levels"),
    "10,000 nested items": Case("plan: 1\nevents:\n" + "- " * 10_000 + "\n", ["limit-exceeded 3:125"], "more than 64 levels"),
    "10,000 nested keys": Case("plan: 1\nevents: " + "{a: " * 10_000 + "\n", ["limit-exceeded 2:257"], "more than 64 levels"),
    "a tag that runs code": Case("plan: 1\nname: !!python/object/apply:os.system [id]\n", ["yaml-syntax 2:7"], "is not allowed in a plan"),
    "a tag of one's own": Case("plan: 1\nname: !secret x\n", ["yaml-syntax 2:7"], "the tag !secret is not allowed"),
    "bytes": Case("plan: 1\nname: !!binary aGk=\n", ["yaml-syntax 2:7"], "the tag !!binary is not allowed"),
    # keys
    "a key twice": Case("plan: 1\nname: a\nversion: 1\nname: b\n", ["duplicate-key 2:1", "duplicate-key 4:1"], "written again on line 4"),
    "a key three times": Case("plan: 1\nname: a\nname: b\nname: c\n", ["duplicate-key 2:1", "duplicate-key 3:1", "duplicate-key 4:1"]),
    "a key twice beside a list as key": Case('plan: 1\nx-a: "\u2028"\n? [a]\n: 1\nname: a\nname: b\n', ["yaml-syntax 3:3", "duplicate-key 5:1", "duplicate-key 6:1"]),
    "an event twice": Case(event() + "  Signed Up: {description: d, owner: growth}\n", ["duplicate-key 4:3", "duplicate-key 7:3"]),
    "a list as key": Case(event(properties="      [a, b]: {type: string}\n"), ["yaml-syntax 8:7"], "a key must be a text"),
    "a mapping as key": Case(event(properties="      {a: b}: {type: string}\n"), ["yaml-syntax 8:7"], "a key must be a text"),
    "no key": Case(event(properties="      : {type: string}\n"), ["yaml-syntax 8:7"]),
    "~ as key": Case(event(properties="      ~: {type: string}\n"), ["yaml-syntax 8:7"], "a key is missing before the colon"),
    "a number as key": Case(event(properties="      404: {type: string, description: A page}\n"), []),
    "null as key": Case(event(properties="      null: {type: string, description: Nothing}\n"), []),
    "<< with a text": Case("plan: 1\nx-a:\n  <<: 5\n", ["yaml-syntax 3:3"], "<< takes a mapping"),
    "<< with a list": Case("plan: 1\nx-a:\n  <<: [1]\n", ["yaml-syntax 3:3"], "<< takes a mapping"),
    # numbers and dates
    "5,000 digits": Case(event(properties=f"      a: {{maximum: {'9' * 5000}}}\n"), ["wrong-value 8:20"], "a number of 5,000 digits"),
    "infinity": Case(event(properties="      a: {maximum: .inf}\n      b: {maximum: 1e999}\n"), ["wrong-value 8:20", "wrong-value 9:20"], "takes a number"),
    "no such day": Case(event(more="    expires: 2026-02-30\n"), ["wrong-value 7:14"], "a date that exists"),
    # names
    "a newline in a name": Case(event(name='"Signed\\nUp"'), ["event-name-characters 4:3"], r"line break \(U\+000A\)"),
    "NUL in a name": Case(event(name='"Signed\\0Up"'), ["event-name-characters 4:3"], r"U\+0000"),
    "an emoji in a name": Case(event(name="Signed Up 🎉"), ["event-name-characters 4:3"], "🎉"),
    "a right-to-left mark in a name": Case(event(name="Signed\u200f Up"), ["event-name-characters 4:3"], r"U\+200F"),
    "a path as name": Case(event(name="../../etc/passwd"), ["event-name-characters 4:3"], r'"\.\./\.\./etc/passwd" holds "\." and "/"'),
    "a template as name": Case(event(name='"{{7*7}}"'), ["event-name-characters 4:3"], re.escape('"{{7*7}}" holds "{"')),
    "markup as name": Case(event(name="<script>"), ["event-name-characters 4:3"], '"<script>" holds "<" and ">"'),
    "no name": Case(event(name='""'), ["event-name-characters 4:3"], "is empty"),
    # what the format does not know
    "a pattern that may freeze": Case(event(properties="      a: {type: string, description: d, pattern: (a+)+$}\n"), ["bad-pattern 8:50"], "can freeze an app"),
    "a pattern that is none": Case(event(properties="      a: {type: string, description: d, pattern: (a}\n"), ["bad-pattern 8:50"], "at character 1"),
    "an unknown section": Case(event() + "evnets: {}\n", ["unknown-key 7:1"], 'did you mean "events"'),
    "a section of a later version": Case(event() + "metrics: {}\n", ["unknown-key 7:1"], "not part of version 1"),
    "plan: 2": Case("plan: 2\n", ["plan-version 1:7"], 'this is version "2"'),
    "plan: 1.0": Case("plan: 1.0\n", ["plan-version 1:7"], 'this is version "1.0"'),
    "plan: nothing": Case("plan:\n", ["plan-version 1:1"], "no version is named"),
    "plan: a list": Case("plan: [1]\n", ["plan-version 1:1"], "no version is named"),
    "sections of the wrong kind": Case(
        "plan: 1\nevents: [a]\nproperties: 5\nowners: x\nallow: {}\ntaxonomy: []\n",
        ["wrong-value 2:1", "wrong-value 3:13", "wrong-value 4:9", "wrong-value 5:1", "wrong-value 6:1"],
    ),
    "properties of the wrong kind": Case(
        event(properties="      a: string\n      b: [x]\n      c: {type: strnig}\n"),
        ["wrong-value 8:10", "wrong-value 9:7", "wrong-value 10:17"],
        "write {type: string}|takes a mapping",
    ),
    # little text that stands for much
    "groups in groups": Case(chained("property_groups", "{include: [NEXT], properties: {}}", "{properties: {}}", 64), []),
    "groups too deep in groups": Case(
        chained("property_groups", "{include: [NEXT], properties: {}}", "{properties: {}}", 100), ["limit-exceeded 67:19"], "more than 64 levels"
    ),
    "properties too deep in properties": Case(chained("properties", INSIDE, TEXT, 100), ["limit-exceeded 67:3"], "more than 64 levels"),
    "a property inside itself": Case(chained("properties", INSIDE, INSIDE.replace("NEXT", "n0"), 2), ["property-cycle 3:3"], 'by way of "n1" and "n2"'),
    "a large group in many events": Case(
        f"{HEAD}property_groups:\n  wide: {{properties: {{{WIDE}}}}}\nevents:\n"
        + "".join(f"  A{place} Opened: {{description: d, owner: growth, include: [wide]}}\n" for place in range(2000)),
        ["limit-exceeded 1006:49"], "come to more than 2,000,000",
    ),
    "texts of the wrong kind": Case(f"{HEAD}events:\n  Signed Up: {{description: [a], owner: {{a: b}}}}\n", ["wrong-value 4:15", "wrong-value 4:33"]),
    # limits that are raised or lowered
    "one byte over the limit": Case("plan: 1\n#", ["limit-exceeded 1:1"], "larger than the 8 bytes", ("--limit", "bytes=8")),
    "at the limit": Case("plan: 1\n", [], "", ("--limit", "bytes=8")),
    "letters of two bytes over the limit": Case("plan: 1\n#éé", ["limit-exceeded 1:1"], "", ("--limit", "bytes=12")),
    "depth lowered": Case("plan: 1\nx-a: {b: {c: 1}}\n", ["limit-exceeded 2:10"], "more than 3 levels", ("--limit", "depth=3")),
    "depth raised": Case(f"plan: 1\nx-a: {'[' * 190}{']' * 190}\n", [], "", ("--limit", "depth=200")),
    "aliases lowered": Case("plan: 1\nx-a: &a [1, 2]\nx-b: *a\nx-c: *a\n", ["limit-exceeded 4:6"], r"\*a:", ("--limit", "aliases=5")),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_file(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = CASES[name]
    monkeypatch.chdir(write(tmp_path, {"a.yaml": case.holds}))
    ended = inside("validate", "a.yaml", "--format", "json", *case.words)
    assert (ended.code, ended.places) == (case.code, case.errors), ended.out
    if case.says:
        first = next(found for found in ended.findings if found["severity"] == "error")
        assert re.search(case.says, f"{first['message']} ({first['hint']})"), first


@pytest.mark.parametrize("name", CASES)
def test_the_same_from_standard_input(name: str) -> None:
    case = CASES[name]
    content = case.holds if isinstance(case.holds, bytes) else case.holds.encode()
    ended = inside("validate", "-", "--format", "json", *case.words, stdin=content)
    assert (ended.code, ended.places) == (case.code, case.errors)
    assert {found["file"] for found in ended.findings} <= {"stdin"}


WRITTEN = [
    "no",
    "on",
    "1.10",
    "2026-01-01",
    "12:30",
    "0056500000019",
    "1_000",
    "0o14",
    "0x1F",
    "true",
    "1e3",
    "+1",
    ".5",
    "y",
    "NO",
]


def test_what_looks_like_something_else_is_kept_as_written(tmp_path: Path) -> None:
    text = event(properties=f"      a: {{type: string, description: no, enum: [{', '.join(WRITTEN)}]}}\n")
    path = write(tmp_path, {"a.yaml": text.replace("plan: 1\n", "plan: 1\nname: on\nversion: 1.10\n")}) / "a.yaml"
    verdict = _judge.judge([str(path)], Choice(), Limits())
    plan: Plan = verdict.plans[0]
    assert plan.events["Signed Up"].properties["a"].enum == tuple(WRITTEN)
    assert plan.events["Signed Up"].properties["a"].description == "no"
    assert (plan.name, plan.version) == ("on", "1.10")
    assert inside("validate", path).code == 0


@pytest.mark.parametrize("word", WRITTEN)
def test_a_key_is_kept_as_written(word: str, tmp_path: Path) -> None:
    path = write(tmp_path, {"a.yaml": event(properties=f"      {word}: {{type: string}}\n")}) / "a.yaml"
    plan = _judge.judge([str(path)], Choice(), Limits()).plans[0]
    assert list(plan.events["Signed Up"].properties) == [word]


def test_two_files_with_one_event(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = "events:\n  Signed Up: {description: d, owner: growth}\n"
    monkeypatch.chdir(write(tmp_path, {"plan.yaml": HEAD, "a.yaml": one, "b/c.yaml": f"# here too\n{one}"}))
    ended = inside("validate", ".", "--format", "json")
    said = [(f["file"], f["line"], f["rule"], f["message"]) for f in ended.findings if f["severity"] == "error"]
    assert ended.code == 1
    assert said == [
        ("a.yaml", 2, "defined-twice", '"Signed Up" is defined twice, also at b/c.yaml:3'),
        ("b/c.yaml", 3, "defined-twice", '"Signed Up" is defined twice, also at a.yaml:2'),
    ]


# -- what is on the disk


def fifty_megabytes(folder: Path) -> None:
    (folder / "plan.yaml").write_bytes(HEAD.encode() + b"#\xc3\xa9 50 MB\n" * 5_200_000)


def broken_link(folder: Path) -> None:
    (folder / "plan.yaml").write_text(HEAD)
    (folder / "a\x1b[2J.yaml").symlink_to("nowhere")


def looping_link(folder: Path) -> None:
    (folder / "plan.yaml").symlink_to("plan.yaml")


def looping_folder(folder: Path) -> None:
    write(folder, {"plan.yaml": HEAD, "sub/a.yaml": "# nothing yet\n"})
    (folder / "sub" / "up").symlink_to("..")


def unread(folder: Path) -> None:
    write(folder, {"plan.yaml": HEAD, "sub/a.yaml": "# nothing yet\n"})
    (folder / "sub").chmod(0)


def unread_file(folder: Path) -> None:
    write(folder, {"plan.yaml": HEAD})
    (folder / "plan.yaml").chmod(0)


class Place(NamedTuple):
    """What is on the disk, which target is named, and what is said."""

    make: Callable[[Path], object]
    target: str
    code: int
    says: str


def holds(files: Mapping[str, str | bytes]) -> Callable[[Path], object]:
    return lambda folder: write(folder, files)


PLACES = {
    "an empty folder": Place(holds({}), ".", 2, ".: holds no YAML file; make a plan with `plan init`"),
    "a folder of other files": Place(holds({"a.json": "{}", ".hidden/plan.yaml": HEAD, "node_modules/a.yaml": HEAD}), ".", 2, ".: holds no YAML file; make a plan with `plan init`"),
    "a missing folder": Place(holds({}), "plans/nope", 2, "plans/nope: there is no such file or folder"),
    "nothing anywhere": Place(holds({".git/HEAD": ""}), "", 2, "no plans/ folder and no plan.yaml here or above: name a plan, or make one with `plan init`"),
    "a file as a folder": Place(holds({"a.yaml": HEAD}), "a.yaml/b.yaml", 2, "a.yaml/b.yaml: not a directory"),
    "a broken link": Place(broken_link, ".", 2, r"a\x1b[2J.yaml: there is no such file or folder"),
    "a link to itself": Place(looping_link, "plan.yaml", 2, "plan.yaml: too many levels of symbolic links"),
    "a link to itself below": Place(looping_link, ".", 2, "plan.yaml: too many levels of symbolic links"),
    "a folder that holds itself": Place(looping_folder, ".", 0, ""),
    "a folder that may not be read": Place(unread, ".", 2, "sub: may not be read (permission denied)"),
    "a file that may not be read": Place(unread_file, ".", 2, "plan.yaml: may not be read (permission denied)"),
}  # fmt: skip


@pytest.mark.parametrize("name", PLACES)
def test_a_place(name: str, tmp_path: Path) -> None:
    place = PLACES[name]
    place.make(tmp_path)
    ended = run("validate", *([place.target] if place.target else []), cwd=tmp_path, preexec_fn=obey_permissions)
    for path in tmp_path.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755)
    assert ended.code == place.code, ended
    if place.code == 2:
        assert one_line(ended) == place.says
    else:
        assert "Traceback" not in ended.err


def test_fifty_megabytes(tmp_path: Path) -> None:
    """Refused by its size, before it is read to its end or decoded; and never judged by the part that was read."""
    fifty_megabytes(tmp_path)
    ended, seconds, megabytes = measured("validate", tmp_path / "plan.yaml", "--format", "json")
    assert (ended.code, ended.places) == (1, ["limit-exceeded 1:1"])
    assert seconds < 5 and megabytes < 300
