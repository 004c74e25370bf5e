"""Bad input and bad machines under `plan lint`: odd lines, files that change, full disks, killed workers, wrong words."""

from __future__ import annotations

import bz2
import gzip
import json
import os
import resource
import signal
import subprocess
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from front_door import COMMAND, Ended, environment, measured, one_line, run, write

PLAN = """
plan: 1
owners: {growth: {email: growth@example.com}}
events:
  Project Created:
    description: A project exists
    owner: growth
    properties:
      project_id: {type: string, description: Which}
      team_size: {type: integer, minimum: 1, maximum: 500, required: false, description: How many}
      budget: {type: number, required: false, description: How much}
"""


def line(number: int, size: object = 5, end: bytes = b"\n") -> bytes:
    record = {
        "type": "track",
        "event": "Project Created",
        "messageId": f"m-{number}",
        "timestamp": "2026-11-01T10:00:00Z",
        "properties": {"project_id": f"proj_{number}", "team_size": size},
    }
    return json.dumps(record, ensure_ascii=False).encode() + end


def with_raw(number: int, raw: bytes) -> bytes:
    """A line in which the bytes stand for the team's size."""
    return line(number, "RAW").replace(b'"RAW"', raw)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path, {"here/plan.yaml": PLAN, "room/keep": ""}) / "here"


def lint(folder: Path, *words: str, **more: Any) -> Ended:
    """Run the command with a folder for temporary files in which it must leave nothing."""
    env = {"TMPDIR": str(folder.parent / "room")} | more.pop("env", {})
    ended = run("lint", *words, cwd=folder, env=env, **more)
    assert "Traceback" not in ended.err and "fault in plan" not in ended.err, ended.err
    assert os.listdir(folder.parent / "room") == ["keep"]
    return ended


def summed(folder: Path, log: bytes, name: str = "log.ndjson") -> tuple[int, tuple[int, ...], list[dict[str, Any]]]:
    """Exit code; valid, invalid, unplanned and unreadable lines; and the rejects."""
    (folder / name).write_bytes(log)
    ended = lint(folder, name, "--summary", "s.json", "--rejects", "r.ndjson", "-q", "--envelope", "segment")
    told = json.loads((folder / "s.json").read_bytes())
    counts = tuple(told[part] for part in ("valid", "invalid", "unplanned", "unreadable"))
    assert sum(counts) == told["lines"]
    rejects = [json.loads(row) for row in (folder / "r.ndjson").read_bytes().splitlines()]
    assert len({row["line"] for row in rejects}) == len(rejects)
    assert len(rejects) == sum(counts[1:]) or b'"batch"' in log
    return ended.code, counts, rejects


# -- lines


ODD = {
    "a byte order mark": (0, (2, 0, 0, 0), b"\xef\xbb\xbf" + line(1) + line(2)),
    "a mark within": (1, (1, 0, 0, 1), line(1) + b"\xef\xbb\xbf" + line(2)),
    "no line feed at the end": (0, (2, 0, 0, 0), line(1) + line(2, end=b"")),
    "line ends of three kinds": (0, (3, 0, 0, 0), line(1, end=b"\r\n") + line(2) + line(3, end=b"\r\r\n")),
    "a lone carriage return ends no line": (1, (0, 0, 0, 1), line(1, end=b"\r") + line(2)),
    "no UTF-8 in a value": (1, (1, 0, 0, 1), line(1) + line(2).replace(b"proj_2", b"proj_\xff")),
    "no UTF-8 in what is skipped": (1, (1, 0, 0, 1), line(1) + line(2).replace(b'{"type"', b'{"x": "\xc3", "type"')),
    "an overlong slash": (1, (1, 0, 0, 1), line(1) + line(2).replace(b"proj_2", b"\xc0\xaf")),
    "two records on a line": (1, (1, 0, 0, 1), line(1) + line(2, end=b" ") + line(3)),
    "a comma after each": (1, (0, 0, 0, 2), line(1, end=b",\n") + line(2, end=b",\n")),
    "the last of two keys counts": (1, (1, 1, 0, 0), with_raw(1, b'0, "team_size": 5') + with_raw(2, b'5, "team_size": 0')),
    "integers beyond 64 bits": (1, (1, 2, 0, 0), line(1) + line(2, 2**64) + line(3, -(2**63) - 1)),
    "5.0 and 5e0 are integers, 5.5 is none": (1, (2, 1, 0, 0), with_raw(1, b"5.0") + with_raw(2, b"5e0") + line(3, 5.5)),
    "no numbers of JSON": (1, (2, 0, 0, 4), line(1) + with_raw(2, b"NaN") + with_raw(3, b"-Infinity") + with_raw(4, b"Infinity") + with_raw(5, b"05") + line(6)),
    "empty and blank lines are no lines": (0, (2, 0, 0, 0), b"\n \n" + line(1) + b"\t\r\n\n" + line(2) + b"\n"),
    "nothing at all": (1, (0, 0, 0, 0), b""),
    "nothing but blank lines": (0, (0, 0, 0, 0), b"\n\n \n"),
    "no JSON": (1, (1, 0, 0, 2), b"gone\n" + line(1) + b'{"event": \n'),
    "a number beyond every double": (1, (1, 1, 0, 0), line(1) + with_raw(2, b"1e999")),
    "a NUL in a value, written out": (1, (1, 0, 0, 1), line(1) + line(2).replace(b"proj_2", b"a\0b")),
    "a NUL in a value, escaped": (0, (2, 0, 0, 0), line(1) + line(2).replace(b"proj_2", b"a\\u0000b")),
    "NULs after the last record": (1, (40, 0, 0, 1), b"".join(map(line, range(40))) + b"\0" * 30),
    "more NULs than a short log has text": (1, (1, 0, 0, 1), line(1) + b"\0" * 4000),
    "more NULs than text, and no line end": (1, (1, 0, 0, 1), line(1) + b"\0" * 100_000 + line(2)),
    "NULs before the first record": (1, (1, 0, 0, 1), b"\0" * 500 + line(1) + line(2)),
    "NULs between records": (1, (2, 0, 0, 2), line(1) + b"\0" * 3000 + b"\n" + line(2) + b"\0\n"),
    "one record, and a NUL in it": (1, (0, 0, 0, 1), line(2).replace(b"proj_2", b"a\0b")),
    "nothing but NULs": (1, (0, 0, 0, 1), b"\0" * 3000),
    "a program": (1, (0, 0, 0, 1), b"\x7fELF\x02\x01\x01" + bytes(9) + bytes(range(256)) * 8 + line(1)),
    "half a character": (1, (1, 1, 0, 0), line(1) + line(2).replace(b"proj_2", b"\\udc00")),
    "deep, and closed": (1, (1, 0, 0, 1), line(1) + with_raw(2, b"[" * 100_000 + b"]" * 100_000)),
    "deep in what is skipped": (1, (1, 0, 0, 1), line(1) + line(2).replace(b'{"type"', b'{"x": ' + b"[" * 99_999 + b', "type"')),
    "an empty batch": (1, (1, 0, 0, 1), b'{"batch": []}\n' + line(1)),
    "a batch of what are no events": (1, (0, 0, 0, 4), b'{"batch": [1, null, {}, {"properties": {"event": "x"}}]}'),
    "a batch, some of it events": (1, (1, 1, 0, 1), b'{"batch": [' + line(1, 5, b",") + line(2, 0, b", [[]]]}")),
    "a batch that is no list": (1, (0, 0, 0, 2), b'{"batch": "x"}\n{"batch": null}'),
    "a comment": (1, (1, 0, 0, 1), b"# exported by hand\n" + line(1)),
}  # fmt: skip


@pytest.mark.parametrize("name", ODD)
def test_odd_lines_are_counted_and_kept(name: str, folder: Path) -> None:
    code, counts, log = ODD[name]
    assert summed(folder, log)[:2] == (code, counts)


def test_a_log_of_bytes_is_kept_byte_for_byte(folder: Path) -> None:
    bad = [line(1, 0).rstrip(b"\n") + b" \t", b"{\xff}", "{'é': \u2028}".encode(), b'{"a": "\\ud800"}\r']
    _, counts, rejects = summed(folder, line(0) + b"\n\n" + b"\n".join(bad) + b"\n")
    assert counts == (1, 1, 0, 3)
    assert [row["line"] for row in rejects] == [4, 5, 6, 7] and {row["file"] for row in rejects} == {"log.ndjson"}
    assert [row.get("original", "").encode() for row in rejects] == [bad[0], b"", bad[2], bad[3]]
    assert rejects[1]["original_base64"] == "e/99"
    assert all(row["reasons"][0]["rule"] and row["reasons"][0]["message"] for row in rejects)


def test_a_line_of_several_records_is_kept_once_with_the_reasons_of_all(folder: Path) -> None:
    """A batch is not written once for each of its faults: that would be as much as the square of it."""
    batch = b'{"batch": [' + b"".join(line(n, 0, b",") for n in range(2000)) + b"7]}"
    _, counts, rejects = summed(folder, line(1) + batch)
    assert counts == (1, 2000, 0, 1) and [row["line"] for row in rejects] == [2]
    assert rejects[0]["original"].encode() == batch
    assert [one["rule"] for one in rejects[0]["reasons"]] == ["value-out-of-range"] * 2000 + ["not-an-event-record"]


@pytest.mark.parametrize("name", ["log.ndjson", "log.csv", "log.txt"])
def test_of_a_line_that_is_too_long_the_beginning_is_kept_and_said_to_be_it(name: str, folder: Path) -> None:
    """It is not read, so that it needs no memory; with a higher limit it is, and is kept whole."""
    long = b'{"event": "Project Created", "x": "' + b"y" * 3_000_000 + b'"}'
    first = {"log.ndjson": line(1, 0), "log.csv": b"event,x\nProject Created,1\n", "log.txt": b"- no log\n"}[name]
    (folder / name).write_bytes(first + long + b"\n" + first)
    for limit, kept, said in (("line=1000000", 1 << 20, len(long)), ("line=4000000", len(long), None)):
        lint(folder, name, "--limit", limit, "--rejects", "r.ndjson", "-q", "--plan", "plan.yaml")
        row = next(
            row for row in map(json.loads, (folder / "r.ndjson").read_bytes().splitlines()) if "yyy" in row["original"]
        )
        assert row["original"].encode() == long[:kept] and row.get("length") == said, limit


def test_a_line_of_200_megabytes(folder: Path) -> None:
    with (folder / "log.ndjson").open("wb") as file:
        file.write(line(1) + b'{"event": "')
        for _ in range(200):
            file.write(b"x" * 1_000_000)
        file.write(b'"}\n' + line(3, 0))
    words = ("lint", folder / "log.ndjson", "--plan", folder / "plan.yaml", "-q", "--format", "json")
    ended, _, megabytes = measured(*words)
    found = [(one["rule"], one["line"]) for one in ended.findings if one["severity"] == "error"]
    assert (ended.code, found) == (1, [("line-too-long", 2), ("value-out-of-range", 3)])
    assert megabytes < 500, megabytes


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress])
def test_what_is_cut_off_is_judged_so_far(pack: Any, folder: Path) -> None:
    rows = b"".join(line(n, n * 7919 % 601) for n in range(1, 30_000))
    (folder / "log.gz").write_bytes(pack(rows)[:-3000])
    ended = lint(folder, "log.gz", "--summary", "s.json", "-q")
    told = json.loads((folder / "s.json").read_bytes())
    assert ended.code == 2 and "cut off in the middle" in ended.err
    assert not told["complete"] and 0 < told["valid"] < 30_000 and told["troubles"]


def test_a_column_that_another_hides_is_told(folder: Path) -> None:
    """By each command, and once."""
    (folder / "log.csv").write_text("event,team_size,project_id,team_size\nProject Created,0,proj_1,5\n")
    said = 'log.csv: more than one column is named "team_size": the last of them counts'
    ended = lint(folder, "log.csv", "--envelope", "plain", "--jobs", "2")
    assert ended.code == 0 and ended.err.count(said) == 1
    assert run("infer", "log.csv", "--out", "made", cwd=folder).err.count(said.partition(": ")[2]) == 1


# -- files and disks


@pytest.mark.parametrize("change", ["grows", "shrinks", "vanishes"])
def test_a_file_that_changes_while_it_is_read(change: str, folder: Path) -> None:
    path = folder / "log.ndjson"
    content = b"".join(line(n) for n in range(20_000))
    path.write_bytes(content)
    done = threading.Event()

    def disturb() -> None:
        while not done.wait(0.005):
            if change == "vanishes":
                path.unlink(missing_ok=True)
            elif change == "grows":
                with path.open("ab") as file:
                    file.write(line(1))
            else:
                os.truncate(path, 1_000_000 if path.stat().st_size > 1_000_000 else 500_000)

    disturber = threading.Thread(target=disturb)
    for delay in (0.15, 0.3, 0.5):
        path.write_bytes(content)
        done.clear()
        disturber = threading.Thread(target=lambda delay=delay: (time.sleep(delay), disturb()))  # type: ignore[misc]
        disturber.start()
        try:
            ended = lint(folder, "log.ndjson", "--summary", "s.json", "-q")
        finally:
            done.set()
            disturber.join()
        assert ended.code in ((0, 1) if change == "grows" else (0, 1, 2)), ended.err
        if ended.code == 2:
            assert "log.ndjson" in ended.err


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_no_room_for_what_does_not_fit_into_memory(jobs: str, folder: Path) -> None:
    (folder / "log.ndjson").write_bytes(b"".join(line(n, 0) for n in range(20_000)))

    def little() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (65_536, 65_536))

    ended = lint(folder, "log.ndjson", "--jobs", jobs, "--rejects", "r.ndjson", "-q", preexec_fn=little)
    said = one_line(ended)
    assert ended.code == 2 and "cannot be written" in said and "file too large" in said
    assert said.startswith("r.ndjson: ") or said.endswith("; TMPDIR names another folder")
    assert sorted(os.listdir(folder)) == ["log.ndjson", "plan.yaml"]


@pytest.mark.parametrize("option", ["--rejects", "--summary", "--output"])
def test_a_full_disk_under_a_file_that_was_asked_for(option: str, folder: Path) -> None:
    (folder / "log.ndjson").write_bytes(b"".join(line(n, 0) for n in range(1000)))
    ended = lint(folder, "log.ndjson", option, "/dev/full", "-q")
    assert ended.code == 2
    assert "/dev/full: cannot be written: no space left on device" in ended.err


def test_a_full_standard_output(folder: Path) -> None:
    (folder / "log.ndjson").write_bytes(line(1, 0))
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [*COMMAND, "lint", "log.ndjson", "-q"], cwd=folder, stdout=full, stderr=subprocess.PIPE, env=environment()
        )
    assert done.returncode == 2 and b"no space left" in done.stderr


# -- processes


def children(pid: int) -> list[int]:
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="no /proc here")
def test_a_killed_worker_is_told_and_nothing_is_counted(folder: Path) -> None:
    (folder / "log.ndjson").write_bytes(b"".join(line(n, 0) for n in range(60_000)))
    words = [*COMMAND, "lint", "log.ndjson", "--jobs", "2", "--rejects", "r.ndjson", "--summary", "s.json"]
    env = environment({"TMPDIR": str(folder.parent / "room")})
    child = subprocess.Popen(words, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env)
    end = time.monotonic() + 30
    while not (workers := children(child.pid)) and time.monotonic() < end:
        time.sleep(0.005)
    os.kill(workers[0], signal.SIGKILL)
    out, err = child.communicate(timeout=60)
    assert child.returncode == 2 and out == b""
    assert b"ended by signal 9 (SIGKILL), so nothing is counted" in err and b"Judged" not in err
    assert sorted(os.listdir(folder)) == ["log.ndjson", "plan.yaml"]
    assert os.listdir(folder.parent / "room") == ["keep"]


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_signal_leaves_what_was_judged_told_and_no_half_file(jobs: str, number: int, code: int, folder: Path) -> None:
    """Lines that were judged are told whole and in order, those of each process; what is written says that it is a part."""
    lines = [line(n, n % 3, b"") for n in range(400_000)]
    (folder / "log.ndjson").write_bytes(b"\n".join(lines))
    words = [*COMMAND, "lint", "log.ndjson", "--jobs", jobs, "--rejects", "r.ndjson", "--summary", "s.json"]
    room = folder.parent / "room"
    env = environment({"TMPDIR": str(room)})
    with subprocess.Popen(words, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=env) as child:
        assert child.stderr is not None
        end = time.monotonic() + 60
        while len([*room.glob("*/rejects-*")]) < int(jobs) and time.monotonic() < end:
            time.sleep(0.01)  # until each process has judged so much that it does not fit into memory
        child.send_signal(number)
        said = child.stderr.read().decode()
        child.wait(30)
    assert child.returncode == code and "Traceback" not in said
    assert "interrupted: only what was judged before is counted" in said and "\nJudged " in said
    told = json.loads((folder / "s.json").read_bytes())
    assert not told["complete"] and told["lines"] == told["valid"] + told["invalid"] and 0 < told["lines"] < len(lines)
    rejects = [json.loads(row) for row in (folder / "r.ndjson.partial").read_bytes().splitlines()]
    assert len(rejects) == told["invalid"] > 1_000
    numbers = [row["line"] for row in rejects]
    assert numbers == sorted(set(numbers))
    assert all(row["original"].encode() == lines[row["line"] - 1] for row in rejects)
    if jobs == "2":
        assert numbers[-1] > numbers[0] + len(rejects) * 2, "the second process began far below the first"
    assert sorted(os.listdir(folder)) == ["log.ndjson", "plan.yaml", "r.ndjson.partial", "s.json"]
    assert os.listdir(room) == ["keep"]


def test_a_signal_ends_what_waits_for_more_input(folder: Path) -> None:
    words = [*COMMAND, "lint", "-", "--rejects", "r.ndjson", "--envelope", "segment"]
    env = environment({"TMPDIR": str(folder.parent / "room")})
    with subprocess.Popen(
        words, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=env
    ) as child:
        assert child.stdin is not None and child.stderr is not None
        child.stdin.write(b"".join(line(n, n % 2) for n in range(80_000)))
        child.stdin.flush()
        end = time.monotonic() + 60
        while not [*(folder.parent / "room").glob("*/rejects-*")] and time.monotonic() < end:
            time.sleep(0.01)
        time.sleep(1)
        child.send_signal(signal.SIGINT)
        said = child.stderr.read().decode()
        child.wait(30)
    assert child.returncode == 130 and "Traceback" not in said
    judged = next(row for row in said.splitlines() if row.startswith("Judged "))
    assert not judged.startswith("Judged 0"), judged
    assert sorted(os.listdir(folder)) == ["plan.yaml", "r.ndjson.partial"]
    assert os.listdir(folder.parent / "room") == ["keep"]


# -- wrong words and wrong plans


WRONG = {
    "--envelope segmnt": 'no envelope is named "segmnt" (did you mean "segment"?)',
    "--engine sparc": 'no engine is named "sparc" (did you mean "spark"?)',
    "--format jsn": 'no format is named "jsn" (did you mean "json"?)',
    "--limit lin=3": 'no limit is named "lin" (did you mean "line"?)',
    "--limit line=x": "--limit line takes a whole number",
    "--select no-such": 'no rule is named "no-such"',
    "--source web": 'the plan has no source "web"',
    "--plan gone.yaml": "gone.yaml: there is no such file or folder",
    "gone.ndjson": "gone.ndjson: no such file",
    "*.gone": 'no file matches "*.gone"',
}


@pytest.mark.parametrize("words", WRONG)
def test_wrong_words_are_trouble(words: str, folder: Path) -> None:
    (folder / "log.ndjson").write_bytes(line(1))
    ended = lint(folder, "log.ndjson", *words.split(), "-q")
    assert ended.code == 2 and WRONG[words] in one_line(ended)


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("type: string", "type: strin"),
        ("maximum: 500", "maximun: 500"),
        ("minimum: 1", "minimum: one"),
        ("description: Which", 'pattern: "("'),
        ("description: Which", 'pattern: "^(?!x)y"'),
        ("description: Which", 'pattern: "[", allow: [{rule: bad-pattern, reason: Of old}]'),
        (
            "events:",
            "rules: {bad-pattern: off}\nproperties: {a: {type: array, items: {type: string, pattern: a++}}}\nevents:",
        ),
    ],
)
def test_a_plan_that_is_not_understood_judges_nothing(written: str, instead: str, folder: Path) -> None:
    (folder / "plan.yaml").write_text(PLAN.replace(written, instead))
    (folder / "log.ndjson").write_bytes(line(1))
    ended = lint(folder, "log.ndjson", "--summary", "s.json")
    assert ended.code == 2 and "not understood, so nothing is judged: plan.yaml:" in one_line(ended)
    assert not (folder / "s.json").exists()


def test_a_plan_that_cannot_be_read_judges_nothing(folder: Path) -> None:
    (folder / "plan.yaml").write_text("plan: 1\nevents: [\n")
    (folder / "log.ndjson").write_bytes(line(1))
    ended = lint(folder, "log.ndjson")
    assert ended.code == 2 and "plan.yaml:" in one_line(ended)


def test_other_errors_of_a_plan_are_no_matter_here(folder: Path) -> None:
    (folder / "plan.yaml").write_text(PLAN.replace("owner: growth", "owner: nobody"))
    (folder / "log.ndjson").write_bytes(line(1))
    assert lint(folder, "log.ndjson").code == 0


@pytest.mark.parametrize(("share", "code"), [("0", 0), ("66.66", 0), ("66.67", 1), ("100", 1)])
def test_fail_under_is_exact(share: str, code: int, folder: Path) -> None:
    (folder / "log.ndjson").write_bytes(line(1) + line(2) + line(3, 0))
    assert lint(folder, "log.ndjson", "--fail-under", share, "-q").code == code
