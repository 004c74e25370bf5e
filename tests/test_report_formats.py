"""What each format of a report promises its reader, judged by the format's own schema or rules where it has some."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
import xmlschema
from markdown_it import MarkdownIt

from report_cases import CASES, CORE, DICTIONARY, Case, commands, render
from tracking_plan.document import Edit, Span
from tracking_plan.finding import Finding, Fix
from tracking_plan.reports import About

HERE = Path(__file__).parent


# -- json


def schema() -> dict[str, Any]:
    made: dict[str, Any] = json.loads((HERE.parent / "schemas" / "findings.schema.json").read_text("utf-8"))
    return made


@pytest.mark.parametrize("case", CASES)
def test_json_is_what_its_schema_says(case: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.Draft202012Validator(schema()).validate(json.loads(render("json", case)))


def test_json_schema_names_every_field_and_no_other() -> None:
    data, told = json.loads(render("json", "everyday")), schema()
    definitions = told["$defs"]
    finding, place = definitions["finding"]["properties"], definitions["place"]["properties"]
    fields = {key for item in data["findings"] for key in item}
    assert set(data) == set(told["properties"])
    assert set(data["summary"]) == set(told["properties"]["summary"]["properties"])
    assert fields == set(finding) | set(place)
    assert {*data["findings"][3]["related"][0]} == {"message", *place}
    assert {*data["findings"][0]["fix"]} == {"title", "safe", "edits"}
    assert {*data["findings"][0]["fix"]["edits"][0]} == {"text", *place}


def test_json_keeps_every_text_as_it_is() -> None:
    findings = CASES["hostile"].findings
    read = json.loads(render("json", "hostile"))["findings"]
    for finding, item in zip(findings, read, strict=True):
        if finding.at.file.isprintable() and not re.search("[\ud800-\udfff]", finding.message):
            assert (item["message"], item["hint"], item["file"]) == (finding.message, finding.hint, finding.at.file)


# -- github


def test_github_obeys_nothing_that_a_plan_says() -> None:
    found = commands(render("github", "hostile"))
    assert [name for name, _, _ in found] == ["error"] * 9 + ["notice", "group", "endgroup"]
    assert found[0][1]["file"] == CASES["hostile"].findings[0].at.file
    assert found[0][2].endswith("(100%0A::error::x)")
    assert found[5][1]["title"] == "a:b,c%0A::d"


def test_github_has_columns_on_one_line_only() -> None:
    found = [fields for name, fields, _ in commands(render("github", "everyday")) if name != "group" and fields]
    assert {"col", "endColumn"} <= set(found[0])
    assert found[5] == {"file": "plans/saas/properties.yaml", "line": "2", "endLine": "4", "title": "unused-property"}


def test_github_says_how_many_more() -> None:
    text = render("github", "many")
    found = commands(text)
    by_kind = {kind: [words for name, _, words in found if name == kind] for kind in ("error", "warning", "notice")}
    assert {kind: len(words) for kind, words in by_kind.items()} == {"error": 10, "warning": 10, "notice": 10}
    assert by_kind["error"][-1] == "... and 3 more errors; see the log"
    assert by_kind["warning"][-1] == '"event22" is not Title Case (did you mean "Event 22"?)'
    assert by_kind["notice"][-1] == "... and 2 more notices; see the log"  # the note on what is hidden is one of them
    log = text[text.index("::group::") :]
    assert log.count("event-name-case") == 32
    assert "1,204 more findings" in log


# -- gitlab


@pytest.mark.parametrize("case", CASES)
def test_gitlab(case: str) -> None:
    issues = json.loads(render("gitlab", case))
    findings, about = CASES[case]
    assert len(issues) == len(findings) + (about.hidden > 0)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    for finding, issue in zip(findings, issues, strict=False):
        assert issue["severity"] in ("info", "minor", "major")
        assert issue["description"].startswith(f"{finding.rule}: " if finding.rule else "a file's")
        assert issue["location"]["lines"]["begin"] == finding.at.line
        assert not issue["location"]["path"].startswith("./")


# -- sarif


@pytest.mark.parametrize("case", CASES)
def test_sarif_is_what_its_schema_says(case: str) -> None:
    told = json.loads((HERE / "schemas" / "sarif-2.1.0-rtm.5.json").read_text("utf-8"))
    log = json.loads(render("sarif", case, pages=CASES["everyday"].about.pages))
    jsonschema.Draft4Validator(told).validate(log)
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert "ruleId" not in result or rules[result["ruleIndex"]]["id"] == result["ruleId"]
        for location in result["locations"] + result.get("relatedLocations", []):
            assert re.fullmatch(
                r"(file:///)?[A-Za-z0-9._~%/-]+", location["physicalLocation"]["artifactLocation"]["uri"]
            )
        links = re.findall(r"(?<!\\)\]\((.*?)\)", result["message"]["text"])
        assert links == [str(place["id"]) for place in result.get("relatedLocations", [])]


def test_sarif_tells_the_rules_pages_and_what_is_hidden() -> None:
    run = json.loads(render("sarif", "everyday", hidden=2))["runs"][0]
    rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    assert rules["event-name-case"]["defaultConfiguration"] == {"level": "error", "enabled": True}
    assert "```yaml\nevents:\n  signUp:   # <- here\n" in rules["event-name-case"]["help"]["markdown"]
    assert rules["event-twice"]["shortDescription"] == {"text": "event twice"}
    assert "2 more findings" in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]


# -- junit


@pytest.mark.parametrize("case", CASES)
def test_junit_is_what_its_schema_says(case: str) -> None:
    text = render("junit", case)
    xmlschema.XMLSchema(HERE / "schemas" / "junit-10.xsd").validate(
        ElementTree.ElementTree(ElementTree.fromstring(text))
    )
    root = ElementTree.fromstring(text)
    tests = [(test.get("classname"), test.get("name")) for test in root.iter("testcase")]
    assert len(set(tests)) == len(tests) == int(root.get("tests", ""))
    assert len(list(root.iter("failure"))) == int(root.get("failures", ""))
    for suite in root.iter("testsuite"):
        for key, tag in (("tests", "testcase"), ("failures", "failure"), ("skipped", "skipped")):
            assert int(suite.get(key, "")) == len(list(suite.iter(tag)))


def test_junit_lists_clean_files_and_is_never_empty() -> None:
    root = ElementTree.fromstring(render("junit", "nothing"))
    assert [suite.get("name") for suite in root] == sorted(CASES["nothing"].about.clean)
    assert len(list(ElementTree.fromstring(render("junit", Case((), About()))).iter("testcase"))) == 1


# -- rdjson


@pytest.mark.parametrize("case", ["everyday", "hostile"])
def test_rdjson_counts_bytes(case: str) -> None:
    findings, about = CASES[case]
    read = json.loads(render("rdjson", case))["diagnostics"]
    checked = 0
    for finding, item in zip(findings, read, strict=True):
        start, end = item["location"]["range"]["start"], item["location"]["range"]["end"]
        assert (start["line"], "column" in start) == (finding.at.line, "column" in end)
        if "column" in start and start["line"] == end["line"]:
            line = about.texts[finding.at.file].split("\n")[start["line"] - 1]
            piece = line.encode()[start["column"] - 1 : end["column"] - 1].decode()
            assert piece == line[finding.at.column - 1 : finding.at.end_column - 1] != ""
            checked += 1
    assert checked >= 5
    assert [item["suggestions"][0]["text"] for item in read if "suggestions" in item] == [
        finding.fix.edits[0].text for finding in findings if finding.fix
    ]


# -- fixes of several edits


def test_fixes_of_several_edits() -> None:
    """SARIF has them file by file; a suggestion of rdjson is one edit, so it has none."""
    here, there, other = (Span(file, line, 1, line, 3) for file, line in ((CORE, 1), (CORE, 2), (DICTIONARY, 1)))
    fix = Fix("Rename it", lambda: (Edit(here, "a"), Edit(there, "b"), Edit(other, "c")), safe=False)
    case = Case((Finding(here, "m", "", "event-name-case", fix=fix),), CASES["everyday"].about)
    (made,) = json.loads(render("sarif", case))["runs"][0]["results"][0]["fixes"]
    texts = [[one["insertedContent"]["text"] for one in each["replacements"]] for each in made["artifactChanges"]]
    assert texts == [["a", "b"], ["c"]]
    assert made["description"]["text"] == "Rename it (look at it before you take it)"
    assert "suggestions" not in json.loads(render("rdjson", case))["diagnostics"][0]
    told = json.loads(render("json", case))["findings"][0]["fix"]
    assert (told["safe"], [edit["text"] for edit in told["edits"]]) == (False, ["a", "b", "c"])
    whole = Case((Finding(here, "m", "", "event-name-case", fix=Fix("x", lambda: ())),), CASES["everyday"].about)
    assert "fix" not in json.loads(render("json", whole))["findings"][0]


# -- markdown


def test_markdown_takes_nothing_from_a_plan_for_markup() -> None:
    tokens = MarkdownIt("commonmark").parse(render("markdown", "hostile"))
    inner = [child for token in tokens for child in token.children or []]
    assert {token.content for token in inner if token.type == "html_inline"} <= {"<br>"}
    assert not [token.type for token in tokens if token.type in ("html_block", "fence", "code_block")]
    assert {token.type for token in inner} <= {"text", "code_inline", "html_inline", "softbreak", "text_special"}
    words = "".join(token.content for token in inner if token.type != "code_inline")
    assert not re.search(r"[@#]\w|://|www\.", words)
    assert len([token for token in tokens if token.type == "list_item_open"]) == len(CASES["hostile"].findings)


def test_markdown_fits_into_a_comment() -> None:
    at = Span(CORE, 1, 1, 1, 1)
    findings = tuple(Finding(at, f"message {n} " + "x" * 100, "", "long") for n in range(10_000))
    text = render("markdown", Case(findings, About()))
    assert len(text) < 65_536
    assert re.search(r"And 9,\d\d\d more findings; see the log\.\n$", text)


# -- text


def test_text_lines_are_exact() -> None:
    first = render("text", "everyday").split("\n")[0]
    assert first == f'{CORE}:8:3: error[event-name-case] "signUp" is not Title Case (did you mean "Signed Up"?)'
    lines = render("text", "hostile").splitlines()
    assert len(lines) == len(CASES["hostile"].findings)


def test_text_color_is_only_color() -> None:
    colored = render("text", "everyday", frames=True, color=True)
    assert re.sub("\x1b\\[[0-9;]*m", "", colored) == render("text", "everyday", frames=True)
    assert re.sub("\x1b\\[[0-9;]*m", "", render("text", "many", color=True)) == render("text", "many")
    assert "\x1b[" not in render("text", "hostile", frames=True)
    assert len(set(re.findall("\x1b\\[[^m]*m", render("text", "hostile", color=True, frames=True)))) < 10


@pytest.mark.parametrize("width", [20, 40, 79, 200])
def test_text_frames_stay_within_the_width(width: int) -> None:
    from rich.cells import cell_len

    for case in ("everyday", "hostile"):
        for line in render("text", case, frames=True, width=width).split("\n"):
            if re.match(r" *\d* \| ", line):
                assert cell_len(line) <= max(width, 25)


@pytest.mark.parametrize(
    ("line", "column", "end", "mark"),
    [
        ("plain: text", 8, 12, "       ^^^^"),
        ("日本語: \tab", 7, 8, "            ^"),
        ("日本語: \tab", 2, 4, "  ^^^^"),
        ("x: 🎉🎉e\u0301 y", 8, 9, "        ^"),
        ("x: 🎉🎉e\u0301 y", 4, 6, "   ^^^^"),
        ("مرحبا: x", 8, 9, "       ^"),
        ("\u202ea", 2, 3, "      ^"),
        ("a\u2028b", 3, 4, "       ^"),
        ("end", 4, 4, "   ^"),
        ("end", 2, 2, " ^"),
        ("", 1, 1, "^"),
        ("beyond", 30, 40, "      ^"),
    ],
)
def test_text_frame_marks_what_it_means(line: str, column: int, end: int, mark: str) -> None:
    found = Finding(Span("f", 1, column, 1, end), "m")
    rows = render("text", Case((found,), About(texts={"f": line}, frames=True))).split("\n")
    assert rows[3] == f"  | {mark}"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_text_frame_knows_every_line_end(end: str) -> None:
    text = render(
        "text", Case((Finding(Span("f", 2, 1, 2, 4), "m"),), About(texts={"f": f"one{end}two{end}"}, frames=True))
    )
    assert text == "f:2:1: error m\n  |\n1 | one\n2 | two\n  | ^^^\n\n"


@pytest.mark.parametrize(
    ("message", "hint", "said"),
    [
        ("m", "", "m"),
        ("m", "h", "m (h)"),
        ("m (n)", "h", "m (n); h"),
        ("m", "h (i)", "m; h (i)"),
    ],
)
def test_text_joins_message_and_hint(message: str, hint: str, said: str) -> None:
    assert render("text", Case((Finding(Span("f", 1, 1, 1, 1), message, hint),), About())) == f"f:1:1: error {said}\n"


def test_text_frame_names_a_related_place_that_is_not_at_hand() -> None:
    found = Finding(Span("f", 1, 1, 1, 4), "m", "h", related=((Span("gone", 7, 2, 7, 3), "first here"),))
    text = render("text", Case((found,), About(texts={"f": "one"}, frames=True, width=20)))
    assert text == "f:1:1: error m\n  |\n1 | one\n  | ^^^ h\n --> gone:7:2 first here\n\n"


def test_text_without_the_line_has_no_frame() -> None:
    found = Finding(Span("f", 9, 1, 9, 1), "m", "h")
    assert render("text", Case((found,), About(texts={"f": "one line"}, frames=True))) == "f:9:1: error m (h)\n"
