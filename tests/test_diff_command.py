"""`plan diff` as it is used: sides, verdicts, exit codes, formats, acknowledgements, versions."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from front_door import TOP, Ended, inside, one_line, run, write

OLD = """\
plan: 1
version: 2.4.0
owners: {growth: {email: growth@example.com}}
sources: {web: {platform: web, language: typescript, out: web/src/analytics}}
questions: {invest: {question: Do templates help, for: growth, needs: [Project Created.kind]}}
properties:
  kind: {type: string, description: What it is for, enum: [a, b]}
events:
  Project Created:
    description: A project exists
    owner: growth
    sources: [web]
    properties:
      kind:
      size: {type: integer, description: Members}
  Project Shared: {description: It is shared, owner: growth}
"""


def changed(folder: Path, *replacements: tuple[str, str], old: str = OLD) -> tuple[Path, Path]:
    """A plan in `old/`, and the same with replacements in `new/`."""
    new = old
    for before, after in replacements:
        assert before in new
        new = new.replace(before, after, 1)
    write(folder, {"old/plan.yaml": old, "new/plan.yaml": new})
    return folder / "old", folder / "new"


REQUIRED = ("      kind:\n", "      kind:\n      color: {type: string, description: Its color}\n")
VALUE = ("enum: [a, b]", "enum: [a, b, c]")
OPTIONAL = ("{type: integer,", "{type: integer, required: false,")
REMOVED = ("  Project Shared: {description: It is shared, owner: growth}\n", "")


def reported(ended: Ended) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ended.out)
    return found


@pytest.mark.parametrize(
    ("replacement", "verdicts"),
    [
        (REQUIRED, ("breaking", "safe", "breaking")),
        (VALUE, ("safe", "risky", "safe")),
        (OPTIONAL, ("safe", "risky", "safe")),
        (REMOVED, ("breaking", "breaking", "breaking")),
    ],
)
def test_verdicts_that_are_promised(tmp_path: Path, replacement: tuple[str, str], verdicts: tuple[str, ...]) -> None:
    ended = inside("diff", *changed(tmp_path, replacement), "--format", "json")
    (change,) = reported(ended)["changes"]
    assert change["verdicts"] == dict(zip(("code", "data", "wire"), verdicts, strict=True))
    assert ended.code == int("breaking" in verdicts)


def test_what_is_the_same_says_nothing(tmp_path: Path) -> None:
    old, _ = changed(tmp_path)
    write(
        tmp_path / "new",
        {
            "plan.yaml": OLD.split("properties:\n  kind")[0].replace("\n", "\r\n"),
            "more.yaml": "events:\n" + OLD.split("events:\n")[1],
            "dictionary.yaml": "properties:\n  kind: {enum: [b, a], description: What it is for, type: string}\n",
        },
    )
    ended = inside("diff", old, tmp_path / "new")
    assert (ended.code, ended.out) == (0, ""), ended
    assert ended.err.startswith("No change from ")


def test_json_is_as_its_schema_says(tmp_path: Path) -> None:
    old, new = changed(tmp_path, REQUIRED, VALUE, REMOVED)
    schema = json.loads((TOP / "schemas" / "changes.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    for words in ((), ("--check-version",), ("--perspective", "data")):
        found = reported(inside("diff", old, new, "--format", "json", *words))
        jsonschema.validate(found, schema)
        assert found["bump"] == "major" and found["askedVersion"] == "3.0.0"
    inside("diff", old, new, "--acknowledge", "--reason", "wanted", "--by", "ana", "--until", "2999-01-31")
    found = reported(inside("diff", old, new, "--format", "json"))
    jsonschema.validate(found, schema)
    assert found["summary"] == {"breaking": 0, "risky": 1, "safe": 0, "acknowledged": 2}


def test_a_change_stands_on_both_sides(tmp_path: Path) -> None:
    old, new = changed(tmp_path, REMOVED, ("    owner: growth\n    sources", "    sources"))
    changes = {change["rule"]: change for change in reported(inside("diff", old, new, "-f", "json"))["changes"]}
    gone = changes["event-removed"]
    assert (gone["path"], gone["new"]) == (["events", "Project Shared"], None)
    assert (gone["old"]["file"], gone["old"]["line"]) == (str(old / "plan.yaml"), 16)
    lost = changes["event-owner-changed"]
    assert (lost["before"], lost["after"], lost["event"]) == ("growth", None, "Project Created")
    assert (lost["old"]["line"], lost["new"]["line"]) == (11, 9)  # where it was, and the event that no longer has it


def test_a_breaking_change_shows_who_uses_it_and_whom_to_tell(tmp_path: Path) -> None:
    old, new = changed(tmp_path, ("enum: [a, b]", "enum: [a]"))
    ended = inside("diff", old, new)
    assert "used by: event Project Created; question invest; client web (web/src/analytics)" in ended.out
    assert "tell: growth (growth@example.com)" in ended.out
    assert 'valid before and not after: {"kind":"b","size":0}' in ended.out


def test_a_change_of_the_dictionary_is_told_once(tmp_path: Path) -> None:
    more = "".join(f"  Event {n}: {{description: One, properties: {{kind: }}}}\n" for n in range(9))
    old, new = changed(tmp_path, VALUE, old=OLD + more)
    (change,) = reported(inside("diff", old, new, "-f", "json"))["changes"]
    assert change["path"] == ["properties", "kind", "enum", "c"]
    assert change["events"] == ["Project Created", *(f"Event {n}" for n in range(9))]


@pytest.mark.parametrize(
    ("replacement", "words", "code"),
    [
        (REQUIRED, (), 1),
        (REQUIRED, ("--perspective", "data"), 0),
        (REQUIRED, ("--perspective", "data", "--perspective", "wire"), 1),
        (REQUIRED, ("--fail-on", "never"), 0),
        (VALUE, (), 0),
        (VALUE, ("--fail-on", "risky"), 1),
        (VALUE, ("--fail-on", "risky", "--perspective", "wire"), 0),
        (VALUE, ("--check-version",), 1),
        (VALUE, ("--check-version", "--fail-on", "never"), 0),
    ],
)
def test_exit_codes(tmp_path: Path, replacement: tuple[str, str], words: tuple[str, ...], code: int) -> None:
    assert inside("diff", *changed(tmp_path, replacement), *words).code == code


def test_a_rule_is_left_out_only_where_both_plans_say_so(tmp_path: Path) -> None:
    off = ("events:\n", "rules: {event-removed: off}\nevents:\n")
    old, new = changed(tmp_path, REMOVED, off)
    assert [one["rule"] for one in reported(inside("diff", old, new, "-f", "json"))["changes"]] == [
        "rule-relaxed",
        "event-removed",
    ]
    old, new = changed(tmp_path, REMOVED, old=OLD.replace(*off))
    assert inside("diff", old, new).code == 0


KEPT = "# a comment\n'plan': 1  # one\nversion: \"2.4.0\"   # ours\n" + OLD.split("2.4.0\n")[1] + "# the end"


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_bump_writes_the_version_and_nothing_else(tmp_path: Path, ends: str, mark: bytes) -> None:
    old, new = changed(tmp_path)
    wanted = KEPT.replace(*REMOVED).replace("\n", ends)
    (new / "plan.yaml").write_bytes(mark + wanted.encode())
    ended = inside("diff", old, new, "--bump", "--fail-on", "never")
    assert "version 3.0.0, from 2.4.0" in ended.err
    assert (new / "plan.yaml").read_bytes() == mark + wanted.replace("2.4.0", "3.0.0").encode()
    assert "says enough" in inside("diff", old, new, "--bump", "--fail-on", "never").err


@pytest.mark.parametrize(
    ("was", "replacement", "now"),
    [
        ("2.4.0", REMOVED, "3.0.0"),
        ("2.4.0", VALUE, "2.5.0"),
        ("2.4.9", ("A project exists", "It exists"), "2.4.10"),
        ("0.4.2", REMOVED, "0.5.0"),
        ("0.4.2", VALUE, "0.4.3"),
        ("3.0.0-rc.1", REMOVED, "3.0.0"),
        ("2.4.0-rc.1", REMOVED, "3.0.0"),
    ],
)
def test_versions_that_are_asked_for(tmp_path: Path, was: str, replacement: tuple[str, str], now: str) -> None:
    old, new = changed(tmp_path, replacement, old=OLD.replace("2.4.0", was))
    assert reported(inside("diff", old, new, "-f", "json"))["askedVersion"] == now
    before = inside("diff", old, new, "--check-version", "--fail-on", "never")
    assert f"error[version-too-low] the version is {was} still" in before.out and f"version: {now}" in before.out
    inside("diff", old, new, "--bump")
    assert "version-too-low" not in inside("diff", old, new, "--check-version").out
    assert f"version: {now}\n" in (new / "plan.yaml").read_text()


@pytest.mark.parametrize(
    ("version", "said"),
    [
        ("2.3.0", "version 2.3.0 comes before 2.4.0"),
        ("2.9.0", "version 2.9.0 says too little"),
        ("3", '"3" is no version such as 2.4.0'),
        ("2.4.0+build", "the version is 2.4.0+build still"),
        ("3.0.0-rc.1", ""),
        ("4.0.0", ""),
    ],
)
def test_check_version(tmp_path: Path, version: str, said: str) -> None:
    old, new = changed(tmp_path, REMOVED, ("2.4.0", version))
    ended = inside("diff", old, new, "--check-version")
    assert (said in ended.out) if said else ("version-too-low" not in ended.out)


def test_a_plan_without_a_version(tmp_path: Path) -> None:
    old, new = changed(tmp_path, REMOVED, old=OLD.replace("version: 2.4.0\n", ""))
    assert "the plan has no version" in inside("diff", old, new, "--check-version").out
    assert "no version to count on from" in one_line(inside("diff", old, new, "--bump"))


LISTS = {
    "none": "",
    "nothing written": "changes:   # nothing yet\n",
    "empty": "changes: []   # none\n",
    "flow": "changes: [{fingerprint: 0123456789abcdef, reason: Old}]   # some\n",
    "block": "changes:\n- fingerprint: 0123456789abcdef\n  reason: >\n    A long\n    reason\n# after\n",
    "indented": "changes:\n    - fingerprint: 0123456789abcdef   # one\n      reason: Old   # why\n\n",
}


@pytest.mark.parametrize("last", [True, False])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("kind", LISTS)
def test_acknowledge_adds_to_the_plan_and_leaves_the_rest(tmp_path: Path, kind: str, ends: str, last: bool) -> None:
    old, new = changed(tmp_path)
    text = OLD.replace(*REQUIRED)
    text = text + LISTS[kind] if last else text.replace("events:\n", f"{LISTS[kind]}events:\n")
    (new / "plan.yaml").write_bytes(text.replace("\n", ends).encode())
    words = ("--acknowledge", "--reason", "It's wanted: # yes", "--by", "ana@acme.test", "--until", "2999-01-31")
    ended = inside("diff", old, new, *words)
    assert ended.code == 0, ended
    assert "1 change acknowledged" in ended.err
    left = (new / "plan.yaml").read_bytes().decode()
    assert left.count("\n") == left.count(ends)
    lines = [line.strip() for line in left.splitlines()]
    for line in text.replace("changes: []   #", "changes:   #").splitlines():
        assert line.strip() in lines or kind == "flow", line
    (change,) = (one for one in reported(inside("diff", old, new, "-f", "json"))["changes"] if one["acknowledged"])
    assert change["acknowledged"] == {"reason": "It's wanted: # yes", "by": "ana@acme.test", "until": "2999-01-31"}
    assert "nothing to acknowledge" in inside("diff", old, new, *words).err


def test_acknowledgements_end_and_are_told_where_nothing_is_left_of_them(tmp_path: Path) -> None:
    old, new = changed(tmp_path, REQUIRED)
    inside("diff", old, new, "--acknowledge", "--reason", "wanted", "--until", "2026-01-31")
    ended = inside("diff", old, new, env={"SOURCE_DATE_EPOCH": "1767225600"})  # 2026-01-01
    assert ended.code == 0
    ended = inside("diff", old, new, env={"SOURCE_DATE_EPOCH": "1771000000"})  # 2026-02-13
    assert ended.code == 1
    assert "warning[acknowledgement-expired] this acknowledgement ended on 2026-01-31" in ended.out
    ended = inside("diff", new, new, env={"SOURCE_DATE_EPOCH": "1767225600"})
    assert "warning[acknowledgement-unused] no change has the fingerprint" in ended.out
    assert ended.code == 0
    assert inside("diff", new, new, "--fail-on", "risky", env={"SOURCE_DATE_EPOCH": "1767225600"}).code == 1


def test_one_change_is_acknowledged_by_its_fingerprint(tmp_path: Path) -> None:
    old, new = changed(tmp_path, REQUIRED, REMOVED, VALUE)
    changes = reported(inside("diff", old, new, "-f", "json"))["changes"]
    name = next(change["fingerprint"] for change in changes if change["rule"] == "property-enum-value-added")
    inside("diff", old, new, "--acknowledge", "--fingerprint", name, "--reason", "ours")
    found = reported(inside("diff", old, new, "-f", "json"))["changes"]
    assert [change["fingerprint"] for change in found if change["acknowledged"]] == [name]
    told = one_line(inside("diff", old, new, "--acknowledge", "--fingerprint", "0" * 16))
    assert "no change has the fingerprint" in told


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nowhere",), "is not in a git repository"),
        (("--format", "jsn"), 'did you mean "json"?'),
        (("old", "new", "--acknowledge", "--until", "soon"), "--until takes a date such as 2027-01-31"),
        (("old", "new", "--acknowledge", "--until", "2027-02-30"), "--until takes a date such as 2027-01-31"),
        (("old", "absent"), "is not in a git repository"),
        (("old", "broken"), "the plan of broken cannot be read: broken/plan.yaml:3:"),
        (("conflict", "new"), "the plan of conflict cannot be read: conflict/plan.yaml:2:"),
        (("old", "several"), "2 plans stand here"),
        (("old", "empty"), "holds no YAML file"),
    ],
)
def test_trouble_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: Any, said: str) -> None:
    changed(tmp_path, REQUIRED)
    conflict = "<<<<<<< HEAD\nversion: 1.0.0\n=======\nversion: 1.1.0\n>>>>>>> other\n"
    write(
        tmp_path,
        {
            "broken/plan.yaml": "plan: 1\nevents: {\n",
            "conflict/plan.yaml": f"plan: 1\n{conflict}",
            "several/a/plan.yaml": "plan: 1\n",
            "several/b/plan.yaml": "plan: 1\n",
            "empty/readme.txt": "",
        },
    )
    monkeypatch.chdir(tmp_path)
    ended = inside("diff", *words)
    assert ended.code == 2
    assert said in one_line(ended), ended.err


def test_two_claims_on_one_name_are_a_finding_and_no_rename(tmp_path: Path) -> None:
    two = "".join(f"  Shared {n}: {{description: One, was: [Project Shared]}}\n" for n in (1, 2))
    old, new = changed(tmp_path, (REMOVED[0], two))
    ended = inside("diff", old, new)
    assert ended.out.count("error[event-name-reused]") == 2
    assert "event-renamed" not in ended.out and "event-removed" in ended.out


def test_a_chain_of_renames_is_followed(tmp_path: Path) -> None:
    renamed = "  Project Sent: {description: It is shared, owner: growth, was: [Project Passed, Project Shared]}\n"
    old, new = changed(tmp_path, (REMOVED[0], renamed))
    (change, *_) = reported(inside("diff", old, new, "-f", "json"))["changes"]
    assert (change["rule"], change["before"], change["after"]) == ("event-renamed", "Project Shared", "Project Sent")


def test_two_events_that_swap_their_names_end(tmp_path: Path) -> None:
    swapped = OLD.replace("Project Created:\n", "X:\n    was: [Project Shared]\n").replace(
        "Project Shared: {", "Project Created: {was: [Project Created], "
    )
    write(tmp_path, {"old/plan.yaml": OLD, "new/plan.yaml": swapped.replace("X:", "Project Shared:")})
    ended = inside("diff", tmp_path / "old", tmp_path / "new")
    assert ended.code == 1 and "error[event-name-reused]" in ended.out


HOSTILE = "Evil\\x1b[31m ::error::x `code` <b>@acme</b> | [a](http://b) ##[group]\\u202e"


@pytest.mark.parametrize("format", ["text", "json", "markdown", "github", "sarif", "junit", "gitlab", "rdjson"])
def test_text_of_a_plan_stays_text(tmp_path: Path, format: str) -> None:
    old, new = changed(tmp_path, (REMOVED[0], f'  "{HOSTILE}": {{description: "{HOSTILE}"}}\n'))
    ended = inside("diff", old, new, "--format", format)
    assert ended.code == 1
    assert "\x1b" not in ended.out and "\u202e" not in ended.out
    assert "\n::error::x" not in ended.out and "##[group]" not in ended.out
    if format == "markdown":
        assert "<b>" not in ended.out.replace("`", "\0") or "@acme" in ended.out
        for row in (line for line in ended.out.splitlines() if line.startswith("| ")):
            assert row.replace("\\|", "").count("|") == 5, row


def test_markdown_fits_into_a_comment(tmp_path: Path) -> None:
    events = "".join(
        f"  Event {n}: {{description: {'words ' * 40}, properties: {{kind: , extra_{n}: {{type: integer, description: One}}}}}}\n"
        for n in range(900)
    )
    old, new = changed(tmp_path, old=OLD + events)
    text = (new / "plan.yaml").read_text()
    (new / "plan.yaml").write_text(
        text.replace("{type: integer, description: One}", "{type: string, description: One}")
    )
    ended = inside("diff", old, new, "--format", "markdown")
    assert "(plan a property with another name, and deprecate this one)" in ended.out
    assert 40_000 < len(ended.out) < 65_536
    assert "900 breaking" in ended.out.splitlines()[0]
    assert "more changes; `plan diff` shows them all" in ended.out
    assert ended.out.count("<details>") == ended.out.count("</details>")


def test_github_points_at_the_changed_lines(tmp_path: Path) -> None:
    old, new = changed(tmp_path, REQUIRED)
    ended = inside("diff", old, new, env={"GITHUB_ACTIONS": "true"})
    assert "line=15," in ended.out.splitlines()[0] and "title=property-added-required" in ended.out


def test_color(tmp_path: Path) -> None:
    old, new = changed(tmp_path, REQUIRED)
    colored = inside("diff", old, new, "--color", "always").out
    assert "\x1b[1;31mbreaking" in colored
    assert "\x1b" not in inside("diff", old, new).out


def test_in_a_repository(tmp_path: Path) -> None:
    """Both sides from git: names with their revision, and what both hold is read once."""

    def git(*words: str) -> None:
        who = ("-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false")
        subprocess.run(["git", "-C", str(tmp_path), *who, *words], check=True, capture_output=True)

    write(
        tmp_path,
        {"plans/plan.yaml": OLD.split("events:\n")[0], "plans/events.yaml": "events:\n" + OLD.split("events:\n")[1]},
    )
    git("init", "-q", "-b", "main")
    git("add", "-A")
    git("commit", "-qm", "one")
    write(tmp_path, {"plans/events.yaml": "events:\n" + OLD.split("events:\n")[1].replace(*REMOVED)})
    ended = run("diff", "-f", "json", cwd=tmp_path)
    (change,) = reported(ended)["changes"]
    assert change["old"]["file"].endswith(":plans/events.yaml") and change["new"] is None
    git("commit", "-qam", "two")
    for words in (("HEAD~1",), ("HEAD~1", "HEAD"), ("HEAD~1", "--plan", "plans")):
        ended = run("diff", *words, "-f", "json", cwd=tmp_path)
        assert ended.code == 1
        assert reported(ended)["changes"][0]["old"]["file"] == "HEAD~1:plans/events.yaml"
    told = run("diff", "HEAD~1", "HEAD", "--acknowledge", cwd=tmp_path)
    assert told.code == 2 and "is a commit, which cannot be written to" in one_line(told)
    for words in (("--", "--output=x"), ("gone",), ("HEAD", "--plan", "../elsewhere")):
        assert one_line(run("diff", *words, cwd=tmp_path))


def test_a_file_that_moved_or_was_sorted_otherwise_is_no_change(tmp_path: Path) -> None:
    old, new = changed(tmp_path)
    head, events = OLD.split("events:\n")
    first, second = events.split("  Project Shared")
    write(new, {"plan.yaml": head, "a/x.yaml": f"events:\n  Project Shared{second}", "b.yaml": f"events:\n{first}"})
    assert inside("diff", old, new).out == ""


def test_what_cannot_be_decided_of_one_is_still_found_of_another(tmp_path: Path) -> None:
    impossible = "{a: {type: string, pattern: '^x$', maxLength: 0}}"
    text = OLD + f"  First Gone: {{description: One, properties: {impossible}}}\n  Second Gone: {{description: One}}\n"
    pattern = "  {0}: {{description: One, properties: {{a: {{type: string, pattern: '^a+$'{1}}}}}}}\n"
    text += pattern.format("Third Kept", "") + pattern.format("Fourth Kept", ", examples: [aaa]")
    gone = text[text.index("  First Gone") : text.index("  Third Kept")]
    old, new = changed(tmp_path, (gone, ""), ("^a+$", "^a{1,2}$"), ("^a+$", "^a{1,2}$"), old=text)
    found = {change["path"][1]: change for change in reported(inside("diff", old, new, "-f", "json"))["changes"]}
    assert found["Second Gone"]["witness"] == {"event": "Second Gone", "properties": {}}
    assert found["Fourth Kept"]["verdicts"]["wire"] == "breaking"


def test_what_is_left_out_of_a_side_is_said(tmp_path: Path) -> None:
    old, new = changed(tmp_path, ("{type: integer,", '{type: integer, maximum: "5", mininum: 1,'))
    ended = inside("diff", old, new)
    assert ended.out == ""
    assert f"{new}: what is wrong there is left out: {new / 'plan.yaml'}:15: " in ended.err
    assert "and 1 more like it" in ended.err


def test_a_path_that_misleads_does_not_reach_the_terminal(tmp_path: Path) -> None:
    old, new = changed(tmp_path, ("{type: integer,", '{type: integer, maximum: "5",'))
    evil = tmp_path / "e\x1b[31mvil"
    new.rename(evil)
    ended = inside("diff", old, evil, "--fail-on", "never")
    assert "\x1b" not in ended.out + ended.err and "e\\x1b[31mvil" in ended.err
