"""`plan lint` by its command: every line accounted for, streams, signals, formats; and duplicates over parts."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from front_door import COMMAND, FORMATS, environment
from linting import findings, linted, plan_of

PLAN = """
plan: 1
owners: {growth: {email: growth@example.com}}
sources: {web: {platform: web}, ios: {platform: ios}}
events:
  Project Created:
    description: A project exists
    owner: growth
    properties:
      project_id: {type: string, pattern: "^proj_[a-z0-9]+$", description: Which}
      team_size: {type: integer, minimum: 1, maximum: 500, required: false, description: How many}
"""


def line(number: int, id: str | None = None, **properties: Any) -> bytes:
    record = {
        "type": "track",
        "event": "Project Created",
        "messageId": id or f"m-{number}",
        "timestamp": f"2026-11-01T10:{number // 60 % 60:02}:{number % 60:02}Z",
        "properties": {"project_id": f"proj_{number}", **properties},
    }
    return json.dumps(record).encode() + b"\n"


def run(folder: Path, *words: str, given: bytes | None = None, **settings: Any) -> subprocess.CompletedProcess[bytes]:
    (folder / "plan.yaml").write_text(PLAN)
    return subprocess.run(
        [*COMMAND, "lint", *words],
        cwd=folder,
        input=given,
        capture_output=True,
        env=environment(),
        timeout=120,
        **settings,
    )


def summary(folder: Path, *words: str, given: bytes | None = None) -> tuple[int, dict[str, Any]]:
    done = run(folder, *words, "--summary", "summary.json", given=given)
    assert b"Traceback" not in done.stderr, done.stderr
    found: dict[str, Any] = json.loads((folder / "summary.json").read_text())
    assert found["lines"] == found["valid"] + found["invalid"] + found["unplanned"] + found["unreadable"]
    return done.returncode, found


def test_every_kind_of_bad_line_is_counted_and_kept(tmp_path: Path) -> None:
    bad = {
        2: b"not json",
        3: line(3)[:-1] + line(4)[:-1],
        5: b'\xff{"event": "x"}',
        6: b'{"type":"track","event":"Project Created","messageId":"m-6","context":{"x":"\xff"},"properties":{"project_id":"proj_6"}}',
        7: b'{"type":"track","event":"Project Created","properties":{"project_id":"proj_7","team_size":NaN}}',
        8: b'{"type":"track","event":"Project Created","properties":{"project_id":"\\ud800"}}',
        9: b'{"type":"track","event":"Project Created","properties":{"project_id":"proj_9","team_size":1e400}}',
        10: b'{"type":"track","event":"Project Created","properties":{"project_id":"a\x00b"}}',
        11: b'{"type":"track","event":"Project Created","properties":{"project_id":"proj_1","team_size":123456789012345678901234567890}}',
        12: b"[" * 100_000,
    }
    good = {
        13: b'{"type":"track","event":"Project Created","properties":{"project_id":17,"project_id":"proj_13"}}',
        14: b'{"type":"track","event":"Project Created","properties":{"project_id":"proj_14","team_size":5.0}}\r',
    }
    log = (
        b"\xef\xbb\xbf"
        + line(1)
        + b"".join((bad.get(number) or good.get(number) or b"  ") + b"\n" for number in range(2, 15))
    )
    (tmp_path / "log.ndjson").write_bytes(log)
    code, found = summary(tmp_path, "log.ndjson", "--rejects", "rejects.ndjson")
    assert (code, found["lines"], found["valid"]) == (1, 13, 3)
    rejects = [json.loads(row) for row in (tmp_path / "rejects.ndjson").read_bytes().splitlines()]
    assert [one["line"] for one in rejects] == [*bad]
    assert all(one["reasons"] for one in rejects)
    assert rejects[0]["original"] == "not json"


def test_rejects_of_parts_are_on_their_lines(tmp_path: Path) -> None:
    lines = [
        line(n, team_size=0 if n % 1000 == 7 else 5, note="x" * 0) if n % 1000 != 9 else b"\n" for n in range(9000)
    ]
    lines = [one.replace(b', "note": ""', b"") for one in lines]
    (tmp_path / "log.ndjson").write_bytes(b"".join(lines))
    _, one = summary(tmp_path, "log.ndjson", "--rejects", "one.ndjson", "--jobs", "1")
    _, two = summary(tmp_path, "log.ndjson", "--rejects", "two.ndjson", "--jobs", "3")
    assert one == two
    assert (tmp_path / "one.ndjson").read_bytes() == (tmp_path / "two.ndjson").read_bytes()
    found = [json.loads(row)["line"] for row in (tmp_path / "two.ndjson").read_bytes().splitlines()]
    assert found == [n + 1 for n in range(9000) if n % 1000 == 7]


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("jobs", [1, 3])
def test_duplicates_are_found_across_parts_and_files(packed: bool, jobs: int) -> None:
    first = [line(n) for n in range(8000)]
    first[7000] = first[3]
    first[7001] = line(7001, id="m-4", team_size=9)
    first[7002] = (
        b'{"properties": {"project_id": "proj_5"}, "messageId": "m-5", "event": "Project Created", "type": "track"}\n'
    )
    second = line(1) + line(2, id="other")
    content = b"".join(first)
    logs = {"a.ndjson.gz" if packed else "a.ndjson": gzip.compress(content) if packed else content, "b.ndjson": second}
    whole = linted(plan_of(PLAN.removeprefix("\nplan: 1")), logs, "segment", jobs)
    assert (whole.tally.duplicates, whole.tally.conflicts) == (3, 1)
    found = [
        (one.rule, one.at.file.rpartition("/")[2], one.at.line) for one in findings(whole) if "duplicate" in one.rule
    ]
    name = next(iter(logs))
    assert found == [
        ("duplicate-record", name, 7001),
        ("duplicate-id", name, 7002),
        ("duplicate-record", name, 7003),
        ("duplicate-record", "b.ndjson", 1),
    ]


@pytest.mark.parametrize("format", FORMATS)
def test_findings_go_out_in_every_format(format: str, tmp_path: Path) -> None:
    log = line(1, team_size=0) + line(2)
    done = run(tmp_path, "-", "--format", format, given=log)
    assert done.returncode == 1
    assert b"value-out-of-range" in done.stdout and b"stdin" in done.stdout


def test_max_findings_counts_what_is_not_shown(tmp_path: Path) -> None:
    done = run(tmp_path, "-", "--max-findings", "3", given=b"".join(line(n, team_size=0) for n in range(50)))
    shown = done.stdout.decode().splitlines()
    assert len(shown) == 4
    assert "47 more findings are not shown (--max-findings shows more)" in shown[3]


@pytest.mark.parametrize(("share", "code"), [("98", 0), ("99", 1)])
def test_fail_under_judges_by_the_share(share: str, code: int, tmp_path: Path) -> None:
    log = b"".join(line(n, team_size=0 if n < 2 else 5) for n in range(100))
    assert run(tmp_path, "-", "--fail-under", share, given=log).returncode == code


def test_a_gzip_that_is_cut_off_is_judged_as_far_as_it_goes(tmp_path: Path) -> None:
    (tmp_path / "log.ndjson.gz").write_bytes(gzip.compress(b"".join(line(n) for n in range(3000)))[:-2000])
    code, found = summary(tmp_path, "log.ndjson.gz")
    assert code == 2 and not found["complete"] and found["valid"] > 100


def test_ctrl_c_tells_what_was_judged_and_leaves_no_file_that_passes_for_a_whole_one(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(PLAN)
    words = [*COMMAND, "lint", "-", "--rejects", "rejects.ndjson", "--envelope", "segment"]
    with subprocess.Popen(
        words, cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    ) as child:
        assert child.stdin is not None and child.stderr is not None
        child.stdin.write(b"".join(line(n) for n in range(60_000)))
        child.stdin.flush()
        time.sleep(3)
        child.send_signal(signal.SIGINT)
        said = child.stderr.read()
        child.wait(20)
    assert child.returncode == 130
    assert b"Traceback" not in said and b"interrupted" in said
    assert all(name == "plan.yaml" or name.endswith(".partial") for name in os.listdir(tmp_path))


def test_a_closed_pipe_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(PLAN)
    (tmp_path / "log.ndjson").write_bytes(b"".join(line(n, team_size=0) for n in range(5000)))
    words = f"{' '.join(COMMAND)} lint log.ndjson --max-findings 5000 -q | head -1"
    done = subprocess.run(["bash", "-c", words], cwd=tmp_path, capture_output=True, env=environment(), timeout=60)
    assert not done.stderr and done.stdout.count(b"\n") == 1


def test_a_full_disk_is_trouble(tmp_path: Path) -> None:
    if not os.path.exists("/dev/full"):
        pytest.skip("no /dev/full here")
    done = run(tmp_path, "-", "--rejects", "/dev/full", given=b"".join(line(n, team_size=0) for n in range(500)))
    assert done.returncode == 2
    assert b"no space left" in done.stderr.lower()


def test_the_first_problem_of_an_event_is_the_one_that_came_first(tmp_path: Path) -> None:
    """And not the commonest, which stands below."""
    (tmp_path / "plan.yaml").write_text(PLAN)
    (tmp_path / "log.ndjson").write_bytes(
        line(1) + line(2, team_size="x") + line(3, team_size=0) + line(4, team_size=0)
    )
    told = run(tmp_path, "log.ndjson").stderr.decode()
    row = next(row for row in told.splitlines() if row.startswith("Project Created "))
    assert row.endswith("wrong-type team_size"), told
