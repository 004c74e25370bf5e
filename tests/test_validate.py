"""The command `plan validate`: what it judges, where its report goes, what it sets aside, and when it ends with 1."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from front_door import COMMAND, FORMATS, HEAD, TOP, Ended, environment, inside, one_line, run, write

GOOD = "  Signed Up:\n    description: d\n    owner: growth\n    trigger: t\n    sources: [api]\n    examples: [{}]\n"
SOURCE = "sources: {api: {platform: server}}\n"
PLAN = f"{HEAD}{SOURCE}events:\n{GOOD}"
ONE_ERROR = PLAN + GOOD.replace("Signed Up", "signOut").replace("d\n", "d2\n", 1)
ONE_WARNING = PLAN.replace("    trigger: t\n", "")
BOTH = ONE_ERROR.replace("    trigger: t\n", "", 1)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The root of a repository, which is the working directory."""
    write(tmp_path, {".git/HEAD": ""})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def said(ended: Ended) -> list[str]:
    """`file:line rule` of each finding of a report in JSON."""
    return [f"{found['file']}:{found['line']} {found['rule']}" for found in ended.findings]


# -- what is judged


class Tree(NamedTuple):
    """Files, where the command stands, and the first finding's file (None: nothing is found to judge)."""

    files: Mapping[str, str]
    cwd: str
    file: str | None


TREES = {
    "plans/ here": Tree({"plans/plan.yaml": ONE_ERROR}, ".", "plans/plan.yaml"),
    "plan.yaml here": Tree({"plan.yaml": ONE_ERROR}, ".", "plan.yaml"),
    "plan.yml here": Tree({"plan.yml": ONE_ERROR}, ".", "plan.yml"),
    "plans/ before plan.yaml": Tree({"plans/a.yaml": ONE_ERROR, "plan.yaml": PLAN}, ".", "plans/a.yaml"),
    "plans/ upward": Tree({"plans/plan.yaml": ONE_ERROR, "a/b/c.txt": ""}, "a/b", "../../plans/plan.yaml"),
    "plan.yaml upward": Tree({"plan.yaml": ONE_ERROR, "a/b/c.txt": ""}, "a/b", "../../plan.yaml"),
    "the nearest": Tree({"plans/plan.yaml": PLAN, "a/plan.yaml": ONE_ERROR, "a/b/c.txt": ""}, "a/b", "../plan.yaml"),
    "from inside plans/": Tree(
        {"plans/plan.yaml": ONE_ERROR, "plans/events/a.yaml": ""}, "plans/events", "../plan.yaml"
    ),
    "not beyond the repository": Tree({"plan.yaml": ONE_ERROR, "a/.git/HEAD": "", "a/b/c.txt": ""}, "a/b", None),
    "a file called plans": Tree({"plans": "", "plan.yaml": ONE_ERROR}, ".", "plan.yaml"),
    "a folder called plan.yaml": Tree({"plan.yaml/a.yaml": ONE_ERROR}, ".", None),
}


@pytest.mark.parametrize("name", TREES)
def test_without_a_target_the_nearest_plan_is_judged(name: str, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files, cwd, file = TREES[name]
    write(here, files)
    monkeypatch.chdir(here / cwd)
    ended = inside("validate", "--format", "json")
    if file is None:
        assert ended.code == 2 and "name a plan, or make one with `plan init`" in one_line(ended)
    else:
        assert (ended.code, ended.findings[0]["file"]) == (1, file)


WHOLE = {
    "plans/plan.yaml": f"{HEAD}{SOURCE}",
    "plans/properties.yaml": "properties:\n  email: {type: string, format: email, description: Where to write, pii: personal}\n",
    "plans/events/a.yaml": f"events:\n{GOOD}    properties: {{email: }}\n".replace("[{}]", "[{email: a@example.com}]"),
    "plans/events/b.yaml": "events:\n" + GOOD.replace("Signed Up", "signOut").replace("growth", "grwoth"),
    "plans/events/c.yaml": "# nothing yet\n",
    "plans/notes/broken.yaml.txt": "a: [",
}
B = ["plans/events/b.yaml:2 event-name-case", "plans/events/b.yaml:4 unknown-owner"]


@pytest.mark.parametrize(
    ("targets", "expected"),
    [
        (["plans"], B),
        (["plans/plan.yaml"], B),
        (["plans/events/a.yaml"], []),
        (["plans/events/b.yaml"], B),
        (["plans/events/c.yaml"], []),
        (["plans/properties.yaml"], []),
        (["./plans/../plans/events/b.yaml"], B),
        (["plans/events/b.yaml", "plans/events/b.yaml"], B),
        (["plans/events/a.yaml", "plans/events/b.yaml", "plans/plan.yaml", "plans", "."], B),
    ],
    ids=str,
)
def test_a_file_is_judged_as_a_part_of_its_plan(targets: list[str], expected: list[str], here: Path) -> None:
    write(here, WHOLE)
    ended = inside("validate", *targets, "-f", "json")
    assert (ended.code, said(ended)) == (1 if expected else 0, expected)
    assert "judged 1 event" in ended.err or "1 event" in ended.err or "2 events" in ended.err


def test_a_file_may_be_named_from_anywhere(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(here, WHOLE)
    for cwd, target in (
        (".", here / "plans/events/b.yaml"),
        ("plans/events", Path("b.yaml")),
        ("plans", Path("events/b.yaml")),
    ):
        monkeypatch.chdir(here / cwd)
        ended = inside("validate", target, "-f", "json")
        assert [found["rule"] for found in ended.findings] == ["event-name-case", "unknown-owner"]
        assert {Path(found["file"]).resolve() for found in ended.findings} == {here / "plans/events/b.yaml"}


def test_plan_yaml_stands_for_its_folder_and_nothing_beside_it(here: Path) -> None:
    write(here, {"plan.yaml": PLAN, "sub/a.yaml": "evnets: {}\n", "other/plan.yaml": ONE_ERROR})
    assert said(inside("validate", "plan.yaml", "-f", "json")) == ["sub/a.yaml:1 unknown-key"]
    assert said(inside("validate", "other/plan.yaml", "-f", "json")) == ["other/plan.yaml:11 event-name-case"]


def test_several_plans_below_a_folder_are_judged_one_by_one(here: Path) -> None:
    write(
        here,
        {
            "one/plan.yaml": PLAN,
            "two/plan.yaml": PLAN,
            "two/more.yaml": "events:\n" + GOOD.replace("Signed Up", "Signed Out"),
        },
    )
    ended = inside("validate", ".", "-f", "json")
    assert (ended.code, ended.findings) == (0, [])
    assert ended.err.startswith("Clean: 2 plans, 3 events")
    write(here, {"two/plan.yaml": PLAN.replace("growth: {email: growth@example.com}", "")})
    assert said(inside("validate", ".", "-f", "json")) == [
        "two/more.yaml:4 unknown-owner",
        "two/plan.yaml:7 unknown-owner",
    ]


def test_plans_side_by_side_in_one_folder(here: Path) -> None:
    """Each is a plan by itself, and a third file belongs to neither."""
    write(here, {"a.yaml": PLAN, "b.yaml": ONE_ERROR, "c.yaml": "events: {}\n", "d.yaml": "# nothing yet\n"})
    assert said(inside("validate", "a.yaml", "-f", "json")) == []
    assert said(inside("validate", "b.yaml", "-f", "json")) == ["b.yaml:11 event-name-case"]
    assert said(inside("validate", "c.yaml", "-f", "json")) == ["c.yaml:1 not-a-plan"]
    assert said(inside("validate", "d.yaml", "-f", "json")) == ["d.yaml:1 not-a-plan"]
    assert said(inside("validate", ".", "-f", "json")) == ["b.yaml:11 event-name-case", "c.yaml:1 not-a-plan"]


def test_what_stands_above_need_not_be_readable(here: Path) -> None:
    """A neighbor that may not be read keeps no file from being judged."""
    write(here, {"secret.yaml": "plan: 1\n", "a/plan.yaml": f"{HEAD}{SOURCE}", "a/b.yaml": f"events:\n{GOOD}"})
    Path("secret.yaml").chmod(0)
    assert run("validate", "a/b.yaml", cwd=here).code == 0


def test_standard_input(here: Path) -> None:
    ended = run("validate", "-", "-f", "json", stdin=ONE_ERROR.encode(), cwd=here)
    assert (ended.code, said(ended)) == (1, ["stdin:11 event-name-case"])


# -- where the report goes


def test_findings_go_to_standard_output_and_the_summary_to_standard_error(here: Path) -> None:
    write(here, {"plan.yaml": BOTH})
    ended = run("validate", cwd=here)
    assert ended.out.splitlines() == [
        'plan.yaml:5:3: warning[event-without-trigger] event "Signed Up" has no trigger (say when exactly it is sent)',
        'plan.yaml:10:3: error[event-name-case] "signOut" is not Title Case (did you mean "Signed Out"?)',
    ]
    assert re.fullmatch(
        r"Found 1 error and 1 warning in 1 file; judged 2 events with 0 property names \(in \d+\.\d\d s\)\.\n"
        r"--fix --unsafe-fixes knows how to mend 1 of these\.\n",
        ended.err,
    )
    assert run("validate", "--quiet", cwd=here) == Ended(1, ended.out, "")


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        (PLAN, "Clean: 1 event with 0 property names"),
        (ONE_WARNING, "Found 1 warning in 1 file; judged 1 event with 0 property names"),
        (
            ONE_ERROR.replace(
                "examples: [{}]", "properties: {a: {type: string, description: b}}\n    examples: [{a: b}]"
            ),
            "Found 1 error in 1 file; judged 2 events with 1 property name",
        ),
    ],
)
def test_the_summary_counts(text: str, summary: str) -> None:
    assert inside("validate", "-", stdin=text.encode()).err.startswith(f"{summary} (in ")


@pytest.mark.parametrize("format", FORMATS)
def test_output_holds_what_standard_output_would(format: str, here: Path) -> None:
    write(here, {"plan.yaml": BOTH})
    shown, kept = inside("validate", "-f", format), inside("validate", "-f", format, "-o", "new/folder/report")
    assert (kept.code, kept.out) == (1, "") and kept.err.startswith("Found 1 error and 1 warning")
    assert Path("new/folder/report").read_bytes().decode() == shown.out != ""


def test_a_report_keeps_the_permissions_of_the_file_it_replaces(here: Path) -> None:
    write(here, {"plan.yaml": BOTH, "out": "x"})
    Path("out").chmod(0o640)
    inside("validate", "-o", "out")
    inside("validate", "-o", "fresh")
    mask = os.umask(0o022)
    os.umask(mask)
    assert (Path("out").stat().st_mode & 0o777, Path("fresh").stat().st_mode & 0o777) == (0o640, 0o666 & ~mask)


@pytest.mark.parametrize(
    ("env", "words", "begins"),
    [
        ({}, [], "plan.yaml:11:3: error["),
        ({"GITHUB_ACTIONS": "true"}, [], "::error file=plan.yaml,line=11,col=3,"),
        ({"GITHUB_ACTIONS": "true"}, ["-f", "auto"], "::error file=plan.yaml,line=11,col=3,"),
        ({"GITHUB_ACTIONS": "false"}, [], "plan.yaml:11:3: error["),
        ({"GITHUB_ACTIONS": "true"}, ["-f", "text"], "plan.yaml:11:3: error["),
        ({}, ["--format", "github"], "::error file=plan.yaml,line=11,col=3,"),
    ],
    ids=str,
)
def test_format_auto(env: dict[str, str], words: list[str], begins: str, here: Path) -> None:
    write(here, {"plan.yaml": ONE_ERROR})
    assert inside("validate", *words, env=env).out.startswith(begins)


def test_an_unknown_format_is_told_of_before_anything_is_read() -> None:
    assert one_line(inside("validate", "nope", "-f", "sarfi")) == 'no format is named "sarfi" (did you mean "sarif"?)'


# -- color and frames


def on_a_terminal(*words: str, env: Mapping[str, str | None], cwd: Path) -> str:
    ours, theirs = pty.openpty()
    child = subprocess.Popen(
        [*COMMAND, *words],
        stdin=theirs,
        stdout=theirs,
        stderr=subprocess.DEVNULL,
        cwd=cwd,
        env=environment({"TERM": "xterm", **env}),
    )
    os.close(theirs)
    text = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:
            break
        if not piece:
            break
        text += piece
    os.close(ours)
    child.wait(timeout=30)
    return text.decode().replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("env", "words", "colored", "framed"),
    [
        ({}, [], True, True),
        ({"NO_COLOR": "1"}, [], False, True),
        ({"TERM": "dumb"}, [], False, True),
        ({}, ["--color", "never"], False, True),
        ({"NO_COLOR": "1"}, ["--color", "always"], True, True),
        ({}, ["--format", "json"], False, False),
    ],
    ids=str,
)
def test_a_terminal(env: dict[str, str], words: list[str], colored: bool, framed: bool, here: Path) -> None:
    write(here, {"plan.yaml": ONE_ERROR})
    text = on_a_terminal("validate", *words, env=env, cwd=here)
    assert ("\x1b[" in text, "\n11 |   signOut:\n" in re.sub(r"\x1b\[[0-9;]*m", "", text)) == (colored, framed)


@pytest.mark.parametrize(
    ("env", "words", "colored"),
    [
        ({}, [], False),
        ({"FORCE_COLOR": "1"}, [], True),
        ({"CLICOLOR_FORCE": "1"}, [], True),
        ({"CLICOLOR_FORCE": "0"}, [], False),
        ({"FORCE_COLOR": ""}, [], False),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, [], False),
        ({"NO_COLOR": ""}, ["--color", "auto"], False),
        ({"FORCE_COLOR": "1"}, ["--color", "never"], False),
        ({}, ["--color", "always"], True),
        ({"NO_COLOR": "1"}, ["--color", "always"], True),
        ({"FORCE_COLOR": "1"}, ["--format", "json"], False),
        ({"FORCE_COLOR": "1"}, ["--output", "/dev/stderr"], False),
    ],
    ids=str,
)
def test_color_in_a_pipe(env: dict[str, str], words: list[str], colored: bool, here: Path) -> None:
    write(here, {"plan.yaml": ONE_ERROR})
    assert ("\x1b[" in run("validate", *words, cwd=here, env=env).out) is colored


# -- what counts, what is asked, how much is shown

LEVELS = {
    "clean": PLAN,
    "info": ONE_WARNING + "rules: {event-without-trigger: info}\n",
    "warning": ONE_WARNING,
    "error": ONE_ERROR,
}


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("fail_on", ["error", "warning", "info", "never"])
def test_fail_on(fail_on: str, level: str) -> None:
    order = ["clean", "info", "warning", "error"]
    expected = fail_on != "never" and order.index(level) >= order.index(fail_on)
    assert inside("validate", "-", "--fail-on", fail_on, stdin=LEVELS[level].encode()).code == expected


@pytest.mark.parametrize(
    ("words", "rules"),
    [
        ([], ["event-without-trigger", "event-name-case"]),
        (["--select", "event-name-case"], ["event-name-case"]),
        (
            ["--select", "event-name-case", "--select", "event-without-trigger"],
            ["event-without-trigger", "event-name-case"],
        ),
        (["--select", "event-name-case,event-without-trigger"], ["event-without-trigger", "event-name-case"]),
        (["--ignore", "event-name-case"], ["event-without-trigger"]),
        (["--ignore", "event-name-case,event-without-trigger"], []),
        (["--select", "event-name-case", "--ignore", "event-name-case"], []),
        (["--select", "unknown-owner"], []),
    ],
    ids=str,
)
def test_select_and_ignore(words: list[str], rules: list[str]) -> None:
    ended = inside("validate", "-", "-f", "json", *words, stdin=BOTH.encode())
    assert [found["rule"] for found in ended.findings] == rules
    assert ended.code == ("event-name-case" in rules)


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_an_unknown_rule(option: str) -> None:
    ended = inside("validate", "-", option, "event-name-cse", stdin=b"")
    assert (ended.code, one_line(ended)) == (2, 'no rule is named "event-name-cse" (did you mean "event-name-case"?)')


@pytest.mark.parametrize(
    ("limit", "lines"),
    [
        ("findings=2", ["5 event-without-trigger", "10 event-name-case"]),
        ("findings=1", ["10 event-name-case"]),
        ("findings=0", []),
    ],
)
def test_of_too_many_findings_the_worst_are_shown(limit: str, lines: list[str]) -> None:
    """And all of them count: how many there are, and for the exit code."""
    ended = inside("validate", "-", "-f", "json", "--limit", limit, stdin=BOTH.encode())
    assert [f"{found['line']} {found['rule']}" for found in ended.findings] == lines
    assert ended.code == 1 and json.loads(ended.out)["summary"]["hidden"] == 2 - len(lines)
    assert ended.err.startswith("Found 1 error and 1 warning in 1 file")
    text = inside("validate", "-", "--limit", limit, stdin=BOTH.encode()).out
    assert text.endswith("(--limit findings=NUMBER shows more)\n") is (len(lines) < 2)


@pytest.mark.parametrize(
    ("limit", "says"),
    [
        ("depht=9", 'no limit is named "depht" (did you mean "depth"?); there are bytes, depth, aliases, findings'),
        ("bytes", "--limit bytes takes a whole number, as in --limit bytes=33554432"),
        ("bytes=-1", "--limit bytes takes a whole number, as in --limit bytes=33554432"),
        ("bytes=٣", "--limit bytes takes a whole number, as in --limit bytes=33554432"),
        ("depth=0", "--limit depth takes a whole number from 1 to 200"),
        ("depth=201", "--limit depth takes a whole number from 1 to 200"),
    ],
)
def test_a_limit_that_is_none(limit: str, says: str) -> None:
    ended = inside("validate", "-", "--limit", limit)
    assert (ended.code, one_line(ended)) == (2, says)


# -- severity and suppression


@pytest.mark.parametrize("level", ["off", "info", "warning", "error", "OFF", "nope", "true", "[off]"])
def test_severity_is_settled_by_the_plan(level: str) -> None:
    ended = inside(
        "validate", "-", "-f", "json", stdin=f"{ONE_WARNING}rules: {{event-without-trigger: {level}}}\n".encode()
    )
    found = {f["rule"]: f["severity"] for f in ended.findings}
    if level in ("info", "warning", "error"):
        assert found == {"event-without-trigger": level}
    elif level == "off":
        assert found == {}
    else:
        assert found == {"wrong-value": "error", "event-without-trigger": "warning"}


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("event-name-csae: off", 'no rule is named "event-name-csae" (did you mean "event-name-case"?)'),
        ("yaml-syntax: off", "yaml-syntax cannot be set: it says that the plan cannot be read"),
    ],
)
def test_a_setting_that_cannot_be(line: str, message: str) -> None:
    ended = inside("validate", "-", "-f", "json", stdin=f"{PLAN}rules:\n  {line}\n".encode())
    assert [(f["rule"], f["line"], f["column"], f["message"]) for f in ended.findings] == [
        ("unknown-rule", 12, 3, message)
    ]


class Allowed(NamedTuple):
    """A plan with one finding, whose place takes an `allow`; and what the plan's own list calls that place."""

    text: str
    rule: str
    at: str


FULL = "description: d, owner: growth, trigger: t, sources: [api], examples: [{%s}]"
ALLOWED = {
    "an event": Allowed(f"events:\n  signUp: {{{FULL % ''} ALLOW}}\n", "event-name-case", "signUp"),
    "an event's property": Allowed(
        f"events:\n  Signed Up: {{{FULL % 'aB: x'}, properties: {{aB: {{type: string, description: d ALLOW}}}}}}\n",
        "property-name-case",
        "Signed Up.aB",
    ),
    "a nested property": Allowed(
        f"events:\n  Signed Up: {{{FULL % 'a: {bC: x}'}, properties: {{a: {{type: object, description: d, "
        "properties: {bC: {type: string, description: d ALLOW}}}}}\n",
        "property-name-case",
        "Signed Up.a.bC",
    ),
    "a property of an item": Allowed(
        f"events:\n  Signed Up: {{{FULL % 'a: [{bC: x}]'}, properties: {{a: {{type: array, description: d, "
        "items: {type: object, properties: {bC: {type: string, description: d ALLOW}}}}}}\n",
        "property-name-case",
        "Signed Up.a.bC",
    ),
    "the dictionary": Allowed(
        f"properties:\n  aB: {{type: string, description: d ALLOW}}\nevents:\n  Signed Up: {{{FULL % 'aB: x'}, properties: {{aB: }}}}\n",
        "property-name-case",
        "aB",
    ),
    "a group": Allowed(
        f"property_groups:\n  g: {{aB: {{type: string, description: d ALLOW}}}}\nevents:\n  Signed Up: {{{FULL % 'aB: x'}, include: [g]}}\n",
        "property-name-case",
        "property_groups/g",
    ),
    "a trait": Allowed(
        f"traits: {{user: {{aB: {{type: string, description: d ALLOW}}}}}}\nevents:\n  Signed Up: {{{FULL % ''}}}\n",
        "property-name-case",
        "",
    ),
    "an owner": Allowed(
        f"owners: {{growth: {{email: a@example.com}}, idle: {{email: b@example.com}}}}\nevents:\n  Signed Up: {{{FULL % ''}}}\n",
        "unused-owner",
        "owners/idle",
    ),
}  # fmt: skip


def findings(text: str, **env: str) -> list[str]:
    head = "plan: 1\n" if text.startswith("owners") else HEAD
    ended = inside("validate", "-", "-f", "json", stdin=f"{head}{SOURCE}{text}".encode(), env=env)
    return [found["rule"] for found in ended.findings]


@pytest.mark.parametrize("place", ALLOWED)
def test_a_finding_is_let_pass_where_it_stands(place: str) -> None:
    text, rule, at = ALLOWED[place]
    plain = text.replace(" ALLOW", "")
    assert findings(plain) == [rule]
    if " ALLOW" in text:
        assert findings(text.replace(" ALLOW", f", allow: [{{rule: {rule}, reason: r}}]")) == []
        assert findings(text.replace(" ALLOW", ", allow: [{rule: event-name-length, reason: r}]")) in (
            [rule, "allow-unused"],
            ["allow-unused", rule],
        )
    if at:
        assert findings(f"{plain}allow: [{{rule: {rule}, reason: r, at: {at}}}]\n") == []
    assert findings(f"{plain}allow: [{{rule: {rule}, reason: r}}]\n") == []
    elsewhere = findings(f"{plain}allow: [{{rule: {rule}, reason: r, at: Nowhere}}]\n")
    assert sorted(elsewhere) == sorted([rule, "allow-unused"])


@pytest.mark.parametrize(
    ("allow", "rules"),
    [
        ("{rule: event-name-case, reason: r}", []),
        ("{rule: event-name-case, reason: r, until: 2026-06-30}", []),
        ("{rule: event-name-case, reason: r, until: 2026-06-29}", ["event-name-case", "allow-expired"]),
        ("{rule: event-name-case, reason: r, until: soon}", ["wrong-value"]),
        ("{rule: event-name-case, reason: r, until: 2026-02-30}", ["wrong-value"]),
        ("{rule: event-name-case}", ["allow-without-reason"]),
        ("{rule: event-name-case, reason: ' '}", ["allow-without-reason"]),
        ("{rule: event-name-csae, reason: r}", ["event-name-case", "unknown-rule"]),
        ("{reason: r}", ["event-name-case", "unknown-rule"]),
        ("{rule: event-name-length, reason: r}", ["event-name-case", "allow-unused"]),
        ("{rule: event-name-case, reason: r}, {rule: event-name-case, reason: again}", []),
        ("event-name-case", ["event-name-case", "wrong-value"]),
    ],
    ids=str,
)
def test_an_allowance(allow: str, rules: list[str]) -> None:
    """Day by day, with its reason, and only for what is there."""
    text = ALLOWED["an event"].text.replace(" ALLOW", f", allow: [{allow}]")
    assert sorted(findings(text, SOURCE_DATE_EPOCH="1782777600")) == sorted(rules)


def test_a_line_says_where_the_other_places_are(here: Path) -> None:
    more = "events:\n  Sign Up: {description: d, owner: growth}\n  signUp: {description: d, owner: growth}\n"
    write(here, {"plan.yaml": HEAD + "events:\n  Signed Up: {description: d, owner: growth}\n", "more.yaml": more})
    lines = inside("validate", ".", "--select", "event-name-duplicate").out.splitlines()
    assert [line.partition(" [see ")[2] for line in lines] == [
        "line 3 and plan.yaml:4]",
        "line 2 and plan.yaml:4]",
        "more.yaml:2 and more.yaml:3]",
    ]


# -- baselines


def test_a_baseline_sets_aside_what_was_found(here: Path) -> None:
    write(here, {"plan.yaml": BOTH})
    made = inside("validate", "--write-baseline", "b.json")
    assert (made.code, made.out) == (0, "")
    assert made.err == "2 findings set aside in b.json; from now on give --baseline b.json\n"
    ended = inside("validate", "--baseline", "b.json", "--fail-on", "info")
    assert (ended.code, ended.out) == (0, "")
    assert ended.err.startswith("Clean: 2 events with 0 property names, 2 set aside by the baseline (in ")


def test_a_baseline_holds_when_lines_move_and_shows_what_is_new(here: Path) -> None:
    write(here, {"plan.yaml": BOTH})
    inside("validate", "--write-baseline", "b.json")
    more = GOOD.replace("Signed Up", "goneAway")
    write(here, {"plan.yaml": "# moved\n\n" + BOTH + more})
    ended = inside("validate", "--baseline", "b.json", "-f", "json")
    assert (ended.code, said(ended)) == (1, ["plan.yaml:18 event-name-case"])
    assert "2 set aside" in ended.err


def test_a_baseline_holds_where_a_message_names_a_line(here: Path) -> None:
    """Those of duplicate-key and defined-twice do."""
    twice = "events:\n  Signed Up: {description: d, owner: growth}\n"
    files = {"plan.yaml": HEAD + twice + "  Signed Up: {}\n", "more.yaml": twice}
    write(here, files)
    inside("validate", ".", "--write-baseline", "b.json")
    write(here, {name: f"# moved\n{text}" for name, text in files.items()})
    ended = inside("validate", ".", "--baseline", "b.json", "-f", "json", "--fail-on", "info")
    assert (ended.code, said(ended)) == (0, [])


@pytest.mark.parametrize(
    ("words", "setting", "severity"),
    [
        ([], "", "warning"),
        ([], "rules: {baseline-stale: error}\n", "error"),
        ([], "rules: {baseline-stale: off}\n", None),
        (["--ignore", "baseline-stale"], "", None),
        (["--select", "event-without-trigger"], "", None),
        (["--select", "event-name-case"], "", None),
        (["--select", "event-name-case,baseline-stale"], "", "warning"),
        (["events.yaml"], "", None),
        (["."], "", "warning"),
    ],
    ids=str,
)
def test_an_entry_that_nothing_matches_is_stale(
    words: list[str], setting: str, severity: str | None, here: Path
) -> None:
    """Unless its rule was not asked, or not all of the plan was."""
    write(here, {"plan.yaml": BOTH, "events.yaml": "x-more: 1\n"})
    inside("validate", "--write-baseline", "b.json")
    write(here, {"plan.yaml": BOTH.replace("signOut", "Signed Out") + setting})
    ended = inside("validate", *words, "--baseline", "b.json", "-f", "json")
    stale = [found for found in ended.findings if found["rule"] == "baseline-stale"]
    assert [found["severity"] for found in stale] == ([severity] if severity else [])
    assert len(ended.findings) == len(stale) and ended.code == (severity == "error")
    if stale:
        line = Path("b.json").read_text().splitlines()[stale[0]["line"] - 1]
        assert stale[0]["file"] == "b.json" and '"fingerprint"' in line
        assert stale[0]["message"].startswith('event-name-case no longer finds this: "signOut" is not Title Case')


def test_of_two_findings_alike_a_baseline_sets_aside_as_many_as_it_holds(here: Path) -> None:
    plan = {name: f"{HEAD}{SOURCE}events:\n" + GOOD.replace("Signed Up", "signOut") for name in ("a.yaml", "b.yaml")}
    write(here, plan)
    inside("validate", "a.yaml", "--write-baseline", "base.json")
    assert said(inside("validate", "a.yaml", "--baseline", "base.json", "-f", "json")) == []
    assert said(inside("validate", ".", "--baseline", "base.json", "-f", "json")) == ["b.yaml:5 event-name-case"]


def test_what_cannot_be_read_is_not_set_aside(here: Path) -> None:
    write(here, {"plan.yaml": BOTH})
    inside("validate", "--write-baseline", "b.json")
    before = Path("b.json").read_text()
    write(here, {"plan.yaml": BOTH + "}\n"})
    ended = inside("validate", "--write-baseline", "b.json")
    assert ended.code == 2 and re.match(
        r"plan\.yaml:16: .*; mend this first, so that the rest can be judged$", one_line(ended)
    )
    assert Path("b.json").read_text() == before
    ended = inside("validate", "--baseline", "b.json", "-f", "json")
    assert (ended.code, said(ended)) == (1, ["plan.yaml:16 yaml-syntax"])


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "b.json: is not a baseline: Input data was truncated; write one with --write-baseline"),
        ("[]", "b.json: is not a baseline: Expected `object`, got `array`; write one with --write-baseline"),
        ('{"baseline": 1}', "b.json: is not a baseline: Object missing required field `findings`; write one with --write-baseline"),
        ('{"baseline": 2, "findings": []}', "b.json: is a baseline of version 2; version 1 is what is known here"),
        ('{"baseline": 1, "x": ' + "[" * 100_000, "b.json: is not a baseline: maximum recursion depth exceeded while deserializing an object; write one with --write-baseline"),
        (PLAN, "b.json: is not a baseline: JSON is malformed: invalid character (byte 0); write one with --write-baseline"),
    ],
    ids=["empty", "list", "half", "later", "deep", "plan"],
)  # fmt: skip
def test_a_file_that_is_no_baseline(content: str, says: str, here: Path) -> None:
    write(here, {"plan.yaml": PLAN, "b.json": content})
    ended = inside("validate", "--baseline", "b.json")
    assert (ended.code, one_line(ended)) == (2, says)


def test_a_baseline_that_is_not_there(here: Path) -> None:
    write(here, {"plan.yaml": PLAN, "folder/a": ""})
    assert one_line(inside("validate", "--baseline", "nope.json")) == "nope.json: there is no such file or folder"
    assert one_line(inside("validate", "--baseline", "folder")) == "folder: is a folder, not a baseline"


def test_a_baseline_names_files_that_are_not_utf_8(here: Path) -> None:
    write(here, {"plan.yaml": PLAN})
    with open(b"\xff.yaml", "w") as file:
        file.write(f"events:\n{GOOD}")
    assert inside("validate", ".", "--write-baseline", "b.json").code == 0
    assert inside("validate", ".", "--baseline", "b.json").code == 0


# -- start-up

HEAVY = {"pydantic", "yaml", "jinja2", "jsonschema", "jsonschema_rs", "git", "rich", "msgspec"}


def loaded(*words: str) -> set[str]:
    """The modules at the end of a run."""
    code = (
        "import os, sys\n"
        "leave = os._exit\n"
        "def told(code):\n"
        "    os.write(2, '|'.join({name.partition('.')[0] for name in sys.modules}).encode())\n"
        "    leave(code)\n"
        "os._exit = told\n"
        "from tracking_plan.cli.entry import run; run()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *words], cwd=TOP, capture_output=True, text=True, check=False, env=environment()
    )
    assert done.returncode == 0, done.stderr
    return set(done.stderr.rpartition("\n")[2].split("|"))


@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        ["--version"],
        ["validate", "--help"],
        ["explain", "--help"],
        ["diff", "--help"],
        ["import", "--help"],
    ],
    ids=" ".join,
)
def test_help_loads_nothing_heavy(words: list[str]) -> None:
    modules = loaded(*words)
    assert "typer" in modules and not modules & HEAVY


def test_a_clean_plan_in_a_pipe_loads_no_more_than_it_needs() -> None:
    assert not loaded("validate", "plans/saas") & (HEAVY - {"yaml", "msgspec", "jsonschema_rs"})
