"""Every hostile plan ends as its manifest says: accepted or refused at the named place, within its invariant, in every format."""

from __future__ import annotations

import csv
import json
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

import jsonschema_rs
import pytest

from front_door import COMMAND, FORMATS, SHARED, TOP, UNSEEN, environment, inside, measured, run, write
from tracking_plan.check import Choice
from tracking_plan.cli import _judge, _output
from tracking_plan.document import Limits
from tracking_plan.finding import Finding, Severity
from tracking_plan.model.event import Event

FOLDER = SHARED / "hostile"
CANARY = Path("/tmp/plan-canary")
LARGE = "P33"


class Row(NamedTuple):
    """A row of the manifest."""

    id: str
    path: Path
    accept: bool
    where: str


def manifest() -> Iterator[Row]:
    if (FOLDER / "manifest.tsv").exists():
        with (FOLDER / "manifest.tsv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                if row["kind"] == "plan":
                    yield Row(row["id"], FOLDER / row["file"], row["expected"] == "accept", row["where"])


ROWS = {row.id: row for row in manifest()}
pytestmark = pytest.mark.skipif(not ROWS, reason=f"no hostile plans at {FOLDER} (PLAN_SHARED names the folder)")
SMALL = [row for row in ROWS.values() if row.id != LARGE]


@cache
def judged(id: str) -> _judge.Verdict:
    return _judge.judge([str(ROWS[id].path)], Choice(), Limits())


def errors(id: str) -> list[Finding]:
    return [finding for finding in judged(id).findings if finding.severity is Severity.ERROR]


def event(id: str) -> Event:
    return judged(id).plans[0].events["Project Created"]


@pytest.fixture(autouse=True, scope="module")
def no_canary() -> Iterator[None]:
    """What text of a plan would leave behind if anything ran it."""
    before = sorted(CANARY.glob("*"))
    yield
    assert sorted(CANARY.glob("*")) == before


@pytest.mark.parametrize("row", SMALL, ids=lambda row: row.id)
def test_verdict(row: Row) -> None:
    ended = inside("validate", row.path, "--format", "json")
    found = [(f["line"], f["column"]) for f in ended.findings if f["severity"] == "error"]
    assert {f["file"] for f in ended.findings} <= {str(row.path)}
    if row.accept:
        assert (ended.code, found) == (0, [])
        return
    assert ended.code == 1 and found
    line, _, column = row.where.partition(":")
    assert any(line in ("*", str(at[0])) and column in ("", "*", str(at[1])) for at in found), found


SAYS = {
    "P01": [r"^6:20 the tag !!python/object/apply:os\.system "],
    "P03": [r"^\d+:\d+ \*a\d: aliases stand for more than "],
    "P05": [r"^7:17 \*e: an alias stands inside "],
    "P07": [r"^2:\d+ nested more than \d+ levels"],
    "P09": [r"^11:7 .*line 12", r"^12:7 .*line 11"],
    "P19": [r"^1:1 the file is UTF-16, not UTF-8"],
    "P23": [r"^7:1 a tab "],
    "P27": [r"^1:1 the file is empty"],
    "P29": [r"^1:1 a plan is a mapping of sections, not a list"],
    "P35": [r"^7:18 this quote is not closed"],
    "P37": [r"^11:11 unknown key \"\$ref\"", r"^12:11 unknown key \"\$ref\""],
    "P39": [r"^1:10 the plan .* cannot be read"],
    "P43": [rf"^{line}:3 .* in another spelling" for line in (6, 12, 18, 24)],
    "P45": [r"^12:3 .*equal after Unicode normalization"],
    "P47": [r"^6:3 .*U\+200B", r"^7:18 .*U\+202E"],
    "P63": [r"^7:21 this escape is no character"],
    "P65": [r"^9:13 .*did you mean \"live\"\?"],
    "P67": [r"^11:37 .*unclosed group at character 1"],
    "P69": [rf"^{line}:" for line in (11, 12, 13, 14, 15)],
    "P71": [r"^11:35 a number of 5,000 digits"],
    "P75": [r"^11:\d+ nested more than \d+ levels"],
}
"""What must be said, each by one error: `line:column message`."""


@pytest.mark.parametrize("id", SAYS)
def test_what_is_said(id: str) -> None:
    said = [f"{found.at.line}:{found.at.column} {found.message}" for found in errors(id)]
    for pattern in SAYS[id]:
        assert any(re.search(pattern, text) for text in said), said
    if id == "P69":
        assert len(said) == 5, "one error a property"


def test_secrets_are_warned_of() -> None:
    found = [f for f in judged("P77").findings if f.rule == "text-with-secret"]
    assert [(f.at.line, f.severity) for f in found] == [(7, Severity.WARNING)]
    assert "AWS access key" in found[0].message and "GitHub token" in found[0].message
    assert "AKIA" not in found[0].message and "ghp_" not in found[0].message, "a report must not spread it"


INJECTION = [
    "x'); require(\"fs\").writeFileSync(\"/tmp/plan-canary/P53\",\"\"); ('", "${process.exit(7)}", "\\(exit(7))",
    "$(touch /tmp/plan-canary/P53sh)", "`", '"', "'", "\\", "", "1st", "a b", "a-b", "A_B",
]  # fmt: skip
KEPT: dict[str, Any] = {
    "P11": lambda: (event("P11").properties["slot"].enum, ("12:30", "1:00", "190:20:30")),
    "P13": lambda: (event("P13").properties["day"].enum, ("2024-01-01", "2001-12-14t21:59:43.10-05:00")),
    "P17": lambda: ([*event("P17").properties], ["on", "off", "no", "y", "n"]),
    "P25": lambda: (event("P25").description, "before\u2028after\u2029end\u0085x"),
    "P31": lambda: (sorted(event("P31").properties), ["extra", "project_id"]),
    "P53": lambda: (event("P53").properties["t"].enum, tuple(INJECTION)),
    "P55": lambda: ("{{7*7}}" in str(event("P55").description), True),
}
"""What a plan says and what is read of it, kept as it was written."""


@pytest.mark.parametrize("id", KEPT)
def test_values_are_kept_as_written(id: str) -> None:
    read, written = KEPT[id]()
    assert read == written


def test_line_ends_change_nothing(tmp_path: Path) -> None:
    text = ROWS["P21"].path.read_bytes()
    assert b"\r\n" in text
    folders = [
        write(tmp_path / name, {"plan.yaml": content})
        for name, content in (("crlf", text), ("lf", text.replace(b"\r\n", b"\n")))
    ]
    outs = [run("validate", "plan.yaml", "--format", "json", cwd=folder).out for folder in folders]
    assert outs[0] == outs[1] and json.loads(outs[0])["findings"]


def test_a_name_that_is_not_ascii_in_an_ascii_locale() -> None:
    env = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    ended = run("validate", ROWS["P79"].path.name, "--format", "sarif", cwd=FOLDER / "plans", env=env)
    places = [result["locations"][0]["physicalLocation"] for result in json.loads(ended.out)["runs"][0]["results"]]
    assert ended.code == 0
    assert {place["artifactLocation"]["uri"] for place in places} == {
        "p79%20name%20with%20space%20%C3%A9%20%F0%9F%98%80.yaml"
    }


def test_what_explodes_is_small_and_quick() -> None:
    for id in ("P03", "P07"):
        ended, seconds, megabytes = measured("validate", ROWS[id].path)
        assert (ended.code, seconds < 2, megabytes < 300) == (1, True, True), (id, seconds, megabytes)


def test_twenty_thousand_events() -> None:
    """Within 30 s and 1.5 GB, and in the same order whatever the hash seed."""
    words = [*COMMAND, "validate", str(ROWS[LARGE].path), "--format", "json"]
    children = []
    for seed in ("1", "2"):
        env = environment({"PYTHONHASHSEED": seed})
        children.append(subprocess.Popen(words, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE))
    ended, seconds, megabytes = measured("validate", ROWS[LARGE].path, "--quiet", "--format", "github")
    outs = [child.communicate(timeout=60)[0] for child in children]
    assert [child.returncode for child in children] == [0, 0] and ended.code == 0
    assert outs[0] == outs[1] and len(json.loads(outs[0])["findings"]) == 10_000
    assert seconds < 30 and megabytes < 1536, (seconds, megabytes)


# -- every format


def render(id: str, format: str, color: str, capture: pytest.CaptureFixture[str]) -> str:
    verdict = judged(id)
    _output.emit(_output.renderer(format), verdict.findings, verdict, None, color)
    return capture.readouterr().out


@cache
def sarif_schema() -> jsonschema_rs.Draft4Validator:
    schema = json.loads((TOP / "tests/schemas/sarif-2.1.0-rtm.5.json").read_text("utf-8"))
    for definition in ("run", "toolComponent"):  # their pattern has a stray ], which a strict engine refuses
        del schema["definitions"][definition]["properties"]["language"]["pattern"]
    return jsonschema_rs.Draft4Validator(schema)


@cache
def findings_schema() -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(json.loads((TOP / "schemas/findings.schema.json").read_text("utf-8")))


def read_back(format: str, text: str) -> int:
    """Read a report as its reader would, and count what it finds."""
    match format:
        case "json":
            findings_schema().validate(json.loads(text))
            return len(json.loads(text)["findings"])
        case "sarif":
            sarif_schema().validate(json.loads(text))
            return len(json.loads(text)["runs"][0]["results"])
        case "gitlab":
            return len(json.loads(text))
        case "rdjson":
            return len(json.loads(text)["diagnostics"])
        case "junit":
            suites = ElementTree.fromstring(text)
            return len([*suites.iter("failure"), *suites.iter("skipped")])
        case "github":
            commands, _, log = text.partition("::group::")
            return len(re.findall(r": (?:error|warning|info)\[", log)) or len(
                re.findall(r"^::(?:error|warning|notice) ", commands, re.M)
            )
        case "text":
            lines = text.splitlines()
            assert all(re.match(r".+:\d+:\d+: (error|warning|info)\[[a-z-]+\] ", line) for line in lines)
            return len(lines)
        case _:
            return len(re.findall(r"^- ", text, re.M))


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("row", SMALL, ids=lambda row: row.id)
def test_every_format(row: Row, format: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = render(row.id, format, "never", capsys)
    assert not UNSEEN.search(text), UNSEEN.search(text)
    assert "Traceback" not in text
    assert read_back(format, text) == len(judged(row.id).findings)


@pytest.mark.parametrize("row", SMALL, ids=lambda row: row.id)
def test_a_terminal_shows_it_without_obeying_it(row: Row, capsys: pytest.CaptureFixture[str]) -> None:
    text = render(row.id, "text", "always", capsys)
    assert not UNSEEN.search(re.sub(r"\x1b\[[0-9;]*m", "", text))
    assert not re.search(r"\x1b\[2J|\x1b\]|\x1b\[31mred", text)
