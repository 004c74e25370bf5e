"""Every hostile log ends as its manifest says: accepted or refused at the named place, each line counted once and kept if bad."""

from __future__ import annotations

import base64
import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema_rs
import pytest

from front_door import FORMATS, SHARED, TOP, UNSEEN, Ended, inside, measured

FOLDER = SHARED / "hostile"
BASE = FOLDER / "plans" / "p00_base.yaml"
REDOS = [*(FOLDER / "plans").glob("p66*")]
CANARY = Path("/tmp/plan-canary")
LARGE = "L73"
BROKEN = ("L31", "L33", "L67", "L69")
"""Those of which the container is broken, or a bomb: trouble, after what could be judged."""


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
                if row["kind"] == "log":
                    yield Row(row["id"], FOLDER / row["file"], row["expected"] == "accept", row["where"])


ROWS = {row.id: row for row in manifest()}
pytestmark = pytest.mark.skipif(not ROWS, reason=f"no hostile logs at {FOLDER} (PLAN_SHARED names the folder)")
SMALL = [row for row in ROWS.values() if row.id != LARGE]


class Linted(NamedTuple):
    """How a log was judged."""

    ended: Ended
    summary: dict[str, Any]
    rejects: list[dict[str, Any]]

    @property
    def errors(self) -> list[dict[str, Any]]:
        return [found for found in self.ended.findings if found["severity"] == "error"]

    @property
    def counts(self) -> tuple[int, int]:
        """Lines, and those that are not valid."""
        return self.summary["lines"], self.summary["lines"] - self.summary["valid"]


def schema(name: str) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(json.loads((TOP / "schemas" / name).read_text("utf-8")))


def lint(path: Path, folder: Path, *words: str, plan: Path = BASE) -> Linted:
    """Lint a log with everything asked for, and see that its numbers add up."""
    told, kept = folder / "summary.json", folder / "rejects.ndjson"
    asked = ("--plan", plan, "--format", "json", "--summary", told, "--rejects", kept, "--jobs", "1", "--quiet")
    ended = inside("lint", path, *asked, *words)
    summary = json.loads(told.read_bytes())
    schema("lint-summary.schema.json").validate(summary)
    parts = ("valid", "invalid", "unplanned", "unreadable")
    assert summary["lines"] == sum(summary[part] for part in parts)
    rejects = [json.loads(row) for row in kept.read_bytes().splitlines()]
    assert len(rejects) == summary["lines"] - summary["valid"], "every line that is not valid is kept"
    assert all(row["reasons"] for row in rejects)
    return Linted(ended, summary, rejects)


@pytest.fixture(autouse=True, scope="module")
def no_canary() -> Iterator[None]:
    """What data of a log would leave behind if anything ran it."""
    before = sorted(CANARY.glob("*"))
    yield
    assert sorted(CANARY.glob("*")) == before


@pytest.mark.parametrize("row", SMALL, ids=lambda row: row.id)
def test_verdict(row: Row, tmp_path: Path) -> None:
    done = lint(row.path, tmp_path, plan=redos(tmp_path) if row.id == "L55" else BASE)
    found = [(one["line"], one["column"]) for one in done.errors if one["file"] == str(row.path)]
    if row.accept:
        assert (done.ended.code, found) == (0, [])
    elif row.id in BROKEN:
        assert done.ended.code == 2 and f"plan: {row.path}: " in done.ended.err
        assert not done.summary["complete"]
    else:
        assert done.ended.code == 1 and done.summary["complete"]
        line, _, column = row.where.partition(":")
        assert any(line in ("*", str(at[0])) and column in ("", "*", str(at[1])) for at in found), found


EXPLOSIVE = """
plan: 1
events:
  Project Created:
    properties:
      code: {type: string, pattern: "^(a+)+$"}
      mail: {type: string, pattern: "^([a-zA-Z0-9])(([.-]|_+)?([a-zA-Z0-9]+))*@[a-z0-9]+$"}
"""


def redos(folder: Path) -> Path:
    """The plan P66, or one of the same kind where it is not among the hostile plans."""
    if REDOS:
        return REDOS[0]
    path = folder / "explosive.yaml"
    path.write_text(EXPLOSIVE)
    return path


@pytest.mark.skipif("L55" not in ROWS, reason="L55 is not among the hostile logs")
def test_patterns_that_would_explode_take_no_time(tmp_path: Path) -> None:
    ended, seconds, _ = measured("lint", ROWS["L55"].path, "--plan", redos(tmp_path), "--quiet", "--format", "json")
    refused = [one for one in ended.findings if one["rule"] == "value-not-matching-pattern"]
    assert ended.code == 1 and {one["line"] for one in refused} == {*range(1, 7)} and seconds < 30


COUNTS = {
    "L00": (10, 0), "L01": (10, 0), "L03": (10, 10), "L05": (11, 1), "L07": (2, 0), "L09": (4, 4), "L11": (3, 1),
    "L13": (3, 2), "L15": (3, 1), "L17": (3, 0), "L19": (15, 15), "L21": (3, 3), "L23": (6, 6), "L25": (2, 0),
    "L27": (5, 5), "L29": (10, 0), "L31": (10, 0), "L33": (1, 1), "L35": (10, 0), "L37": (10, 0), "L39": (10, 0),
    "L41": (1, 1), "L43": (0, 0), "L45": (2, 1), "L47": (1000, 1), "L49": (2, 1), "L51": (1, 1), "L53": (4, 1),
    "L57": (2, 2), "L59": (20_000, 20_000), "L61": (3, 0), "L63": (5, 4), "L65": (9, 7), "L67": (0, 0), "L69": (0, 0),
    "L71": (1, 1),
}  # fmt: skip
"""Lines, and how many of them are not valid."""


@pytest.mark.parametrize("id", [id for id in COUNTS if id in ROWS])
def test_every_line_is_counted_once(id: str, tmp_path: Path) -> None:
    assert lint(ROWS[id].path, tmp_path).counts == COUNTS[id]


BAD_LINES = {
    "L05": [11], "L09": [1, 2, 3, 4], "L11": [2], "L13": [1, 2], "L15": [2], "L21": [1, 2, 3], "L23": [1, 2, 3, 4, 5, 6],
    "L45": [5], "L47": [2], "L49": [2], "L53": [5], "L63": [2, 3, 4, 5], "L65": [1, 2, 3, 4, 5, 6, 8],
}  # fmt: skip


@pytest.mark.parametrize("id", [id for id in BAD_LINES if id in ROWS])
def test_rejects_hold_the_very_lines(id: str, tmp_path: Path) -> None:
    done = lint(ROWS[id].path, tmp_path)
    physical = ROWS[id].path.read_bytes().split(b"\n")
    assert [row["line"] for row in done.rejects] == BAD_LINES[id]
    for row in done.rejects:
        assert row["file"] == str(ROWS[id].path)
        assert row["original"].encode() == physical[row["line"] - 1]


def test_rejects_of_a_file_in_another_encoding_are_its_bytes(tmp_path: Path) -> None:
    rows = lint(ROWS["L03"].path, tmp_path).rejects
    assert [row["line"] for row in rows] == [*range(1, 11)]
    originals = [
        base64.b64decode(row["original_base64"]) if "original_base64" in row else row["original"].encode()
        for row in rows
    ]
    assert "\n".encode("utf-16-le").join(originals) == ROWS["L03"].path.read_bytes().removesuffix(b"\n\0")


SAYS = {
    "L03": [r"^not-an-event-log 1:1 the file is UTF-16"],
    "L05": [r"^not-json 11:61 .*inside the text that begins in column 53"],
    "L11": [r"^not-json 2:246 .*5,000 digits"],
    "L15": [r"^not-json 2:1 .*nested 100,00\d deep"],
    "L19": [r"^not-an-event-log 1:1 the JSON is spread over several lines"],
    "L21": [r"^not-an-event-log 1:2 this is Python's way"],
    "L41": [r"^not-an-event-log 1:1 this is binary data"],
    "L43": [r"^not-an-event-log 1:1 the file is empty"],
    "L45": [r"^wrong-type 5:1 "],
    "L47": [r"^not-an-event-record 2:1 .*never closed; it takes in the 999 lines below"],
    "L49": [r"^not-an-event-record 2:1 .*NUL"],
    "L51": [r"^not-an-event-log 1:1 .*a column without a name"],
    "L53": [r"^unplanned-event 5:1 event \"=1\+1\""],
}
"""What is said of logs that have one fault: one finding, by `rule line:column message`."""


@pytest.mark.parametrize("id", [id for id in SAYS if id in ROWS])
def test_one_fault_is_said_once(id: str, tmp_path: Path) -> None:
    said = [
        f"{one['rule']} {one['line']}:{one['column']} {one['message']}" for one in lint(ROWS[id].path, tmp_path).errors
    ]
    assert len(said) == len(SAYS[id]), said
    for pattern, text in zip(SAYS[id], said, strict=True):
        assert re.search(pattern, text), text


def test_names_that_are_near_are_named(tmp_path: Path) -> None:
    messages = [one["message"] for one in lint(ROWS["L27"].path, tmp_path).errors]
    assert [bool(re.search(r"did you mean \"\w|it is \"Project Created\"", text)) for text in messages] == [
        True
    ] * 4 + [False]


def test_no_record_is_another_thing_than_no_json(tmp_path: Path) -> None:
    assert {one["rule"] for one in lint(ROWS["L23"].path, tmp_path).errors} == {"not-an-event-record"}
    assert {one["rule"] for one in lint(ROWS["L09"].path, tmp_path).errors} == {"not-json"}


def test_what_is_not_shown_is_counted(tmp_path: Path) -> None:
    done = lint(ROWS["L59"].path, tmp_path, "--max-findings", "7")
    assert done.summary["findings"]["error"] == 20_000 and len(done.ended.findings) == 7
    text = inside("lint", ROWS["L59"].path, "--plan", BASE, "--max-findings", "7", "--format", "text")
    assert "19,995 more findings are not shown" in text.out and len(text.out.splitlines()) == 8
    assert len(text.err.splitlines()) < 40, "the table is for one screen"


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("id", [id for id in ("L05", "L09", "L13", "L21", "L27", "L31", "L53", "L57") if id in ROWS])
def test_every_format(id: str, format: str) -> None:
    ended = inside("lint", ROWS[id].path, "--plan", BASE, "--format", format, "--max-findings", "20")
    for text in (ended.out, ended.err):
        assert not UNSEEN.search(text), UNSEEN.search(text)
    assert not re.search(r"^(::(?!error |warning |notice |group::|endgroup::)|##vso)", ended.out, re.MULTILINE)
    assert "\n::error::fake" not in ended.out
    if format in ("json", "sarif", "gitlab", "rdjson"):
        json.loads(ended.out)


@pytest.mark.parametrize("id", [id for id in ("L17", "L33", "L41", "L59") if id in ROWS])
def test_memory(id: str, tmp_path: Path) -> None:
    ended, seconds, megabytes = measured("lint", ROWS[id].path, "--plan", BASE, "--quiet", "--format", "json")
    assert ended.code == {"L17": 0, "L33": 2}.get(id, 1)
    assert megabytes < 300 and seconds < 30, (megabytes, seconds)
