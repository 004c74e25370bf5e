"""What the machine does to `plan lint`, `plan infer` and `plan emit`: pipes, rights, descriptors, locales, clocks, any bytes."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import Need
from front_door import COMMAND, SHARED, Ended, environment, inside, obey_permissions, one_line, run, write

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
"""
BOMB = SHARED / "hostile" / "logs" / "l33_bomb.ndjson.gz"


def line(number: int, size: object = 5, name: str = "Project Created") -> str:
    properties = {"project_id": f"proj_{number}", "team_size": size}
    return json.dumps({"type": "track", "event": name, "messageId": f"m-{number}", "properties": properties}) + "\n"


def log(number: int, size: object = 5) -> str:
    return "".join(line(place, size) for place in range(number))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A plan, a good log and a bad one, in the working directory."""
    write(tmp_path, {"plan.yaml": PLAN, "good.ndjson": log(20), "bad.ndjson": log(20, 0)})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def clean(ended: Ended) -> Ended:
    """Nothing of Python's own shows."""
    for text in (ended.out, ended.err):
        assert not re.search(r"Traceback|Exception ignored|a fault in plan itself|BrokenPipe|\.py\"", text), text
    return ended


# -- F04, F15: standard streams


@pytest.mark.parametrize(
    "words",
    [["lint", "bad.ndjson"], ["lint", "bad.ndjson", "--summary", "-", "-q"], ["emit", "--events", "30000", "-j", "2"], ["emit", "-n", "99"]],
)  # fmt: skip
def test_a_pipe_that_nobody_reads(words: list[str], folder: Path) -> None:
    write(folder, {"bad.ndjson": log(5000, 0)})
    child = subprocess.Popen([*COMMAND, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment())
    assert child.stdout is not None and child.stderr is not None
    child.stdout.close()
    err = child.stderr.read().decode()
    child.stderr.close()
    clean(Ended(0, "", err))
    assert child.wait(timeout=30) in (0, 1, 141)


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams(closed: str, folder: Path) -> None:
    for target, code in (("good.ndjson", 0), ("bad.ndjson", 1), ("gone.ndjson", 2)):
        words = f'exec "$@" lint {target} --jobs 2 {closed}'
        done = subprocess.run(
            ["sh", "-c", words, "sh", *COMMAND], capture_output=True, text=True, timeout=60, env=environment()
        )
        assert done.returncode == code, (target, done)
        clean(Ended(code, done.stdout, done.stderr))
    done = subprocess.run(
        ["sh", "-c", 'exec "$@" lint - <&-', "sh", *COMMAND],
        capture_output=True,
        text=True,
        timeout=60,
        env=environment(),
    )
    assert done.returncode in (1, 2)
    clean(Ended(done.returncode, done.stdout, done.stderr))


# -- F13, F14, F16: what is read


def test_a_folder_a_pipe_and_a_socket(folder: Path) -> None:
    write(folder, {"logs/a.ndjson": log(3), "logs/b/c.json": line(1, 0), "logs/readme.md": "no log"})
    assert [clean(run("lint", "logs", "-q", cwd=folder)).code, run("lint", "logs/a.ndjson", cwd=folder).code] == [1, 0]
    os.mkfifo("pipe")
    feeder = threading.Thread(target=lambda: Path("pipe").write_text(log(3000, 0)))
    feeder.start()
    ended = clean(run("lint", "pipe", "--jobs", "2", "--max-findings", "9", "-f", "json", cwd=folder, seconds=30))
    feeder.join()
    assert ended.code == 1 and {one["file"] for one in ended.findings if one["severity"] == "error"} == {"pipe"}
    with contextlib.closing(socket.socket(socket.AF_UNIX)) as listening:
        listening.bind("socket")
        assert "socket: " in one_line(run("lint", "socket", cwd=folder, seconds=20))
    ended = run("lint", "plan.yaml", "--format", "json", "-q", cwd=folder)
    assert ended.code == 1 and [one["rule"] for one in ended.findings if one["severity"] == "error"] == [
        "not-an-event-log"
    ]


def test_a_pipe_that_nobody_feeds_can_be_left(folder: Path) -> None:
    os.mkfifo("pipe")
    child = subprocess.Popen(
        [*COMMAND, "lint", "pipe"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    )
    end = time.monotonic() + 30
    while not any("pipe" in _opening(child.pid) for _ in (0,)) and time.monotonic() < end and child.poll() is None:
        time.sleep(0.05)
    time.sleep(0.3)
    child.send_signal(signal.SIGINT)
    out, err = child.communicate(timeout=30)
    assert child.returncode == 130 and out == b"" and b"Traceback" not in err


def _opening(pid: int) -> str:
    """What a process waits for, where that can be seen: a FIFO that is opened waits in the kernel."""
    try:
        return "pipe" if "fifo" in Path(f"/proc/{pid}/wchan").read_text() or _slept(pid) else ""
    except OSError:
        return "pipe"


def _slept(pid: int) -> bool:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "S"


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no /dev/zero here")
def test_an_endless_file_ends(folder: Path) -> None:
    ended = clean(run("lint", "/dev/zero", "-f", "json", "-q", cwd=folder, seconds=30))
    assert ended.code == 1 and [one["rule"] for one in ended.findings if one["severity"] == "error"] == [
        "not-an-event-log"
    ]


@pytest.mark.parametrize("command", ["lint", "infer"])
def test_a_log_that_may_not_be_read_is_named(command: str, folder: Path) -> None:
    Path("bad.ndjson").chmod(0)
    more = ("--out", "made") if command == "infer" else ()
    ended = run(command, "good.ndjson", "bad.ndjson", *more, cwd=folder, preexec_fn=obey_permissions)
    assert ended.code == 2 and ended.err.splitlines()[-1] == "plan: bad.ndjson: permission denied"
    assert not Path("made").exists()


def test_a_plan_that_may_not_be_read_is_named(folder: Path) -> None:
    Path("plan.yaml").chmod(0)
    ended = run("lint", "good.ndjson", cwd=folder, preexec_fn=obey_permissions)
    assert ended.code == 2 and "plan.yaml" in one_line(ended) and "permission denied" in ended.err


def test_few_descriptors(folder: Path) -> None:
    write(folder, {f"logs/{place}.ndjson": log(3, place % 2) for place in range(100)})
    before = ["sh", "-c", 'ulimit -n 32; exec "$@"', "sh"]
    ended = clean(run("lint", "logs", "--jobs", "2", "--rejects", "r.ndjson", cwd=folder, before=before))
    assert ended.code == 1 and "150 valid (50.00%), 150 invalid" in ended.err


@pytest.mark.skipif(not BOMB.exists(), reason="the hostile logs (shared/hostile) are not here")
def test_few_descriptors_and_little_memory_under_a_bomb(folder: Path) -> None:
    before = ["sh", "-c", 'ulimit -n 32; ulimit -v 600000; exec "$@"', "sh"]
    ended = clean(run("lint", BOMB, "-q", cwd=folder, before=before))
    assert ended.code == 2 and "raise the limit with --limit ratio=NUMBER" in ended.err.splitlines()[-1]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_too_little_memory_is_told_in_a_line(jobs: str, folder: Path) -> None:
    long = line(1).replace("proj_1", "x" * 40_000_000)
    write(folder, {"big.ndjson": long + long})
    ended = run(
        "lint", "big.ndjson", "--jobs", jobs, "-q", cwd=folder, before=["sh", "-c", 'ulimit -v 130000; exec "$@"', "sh"]
    )
    assert (ended.code, "not enough memory" in one_line(ended)) == (2, True)


def test_the_plan_is_all_of_its_files_however_it_is_named(folder: Path) -> None:
    """As for the other commands: a plan.yaml stands for the files beside it and below, and so does any of these."""
    head, _, events = PLAN.partition("events:")
    write(folder, {"plan.yaml": head, "events/core.yaml": f"events:{events}"})
    for plan in (None, "plan.yaml", ".", "events/core.yaml"):
        words = () if plan is None else ("--plan", plan)
        assert inside("lint", "good.ndjson", *words).code == 0, plan
        assert inside("emit", "-n", "5", "-q", *words).out.count("Project Created") == 5
        assert inside("emit", *words[1:], "-n", "5", "-q").out.count("Project Created") == 5
    assert "two plans are named" in one_line(inside("emit", ".", "--plan", "plan.yaml"))


# -- F17: the same everywhere

ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii", "PYTHONCOERCECLOCALE": "0"}


def test_an_ascii_locale_changes_nothing(folder: Path) -> None:
    write(folder, {"lögs/ü😀.ndjson": line(1, 0, "Projekt Größe 😀") + line(2), "ünread.csv": "evént;ä\n1;2\n"})
    words = ("lint", "lögs", "ünread.csv", "--format", "text", "--max-findings", "9", "-q")
    usual, other = (run(*words, "--rejects", f"{n}.ndjson", cwd=folder, env=env) for n, env in enumerate(({}, ASCII)))
    assert usual == other and usual.code == 1 and "Projekt Größe 😀" in usual.out and "lögs/ü😀.ndjson:1" in usual.out
    assert Path("0.ndjson").read_bytes() == Path("1.ndjson").read_bytes() != b""
    made = [
        run("infer", "lögs", "--out", f"made{n}", "--name", "x", cwd=folder, env=env)
        for n, env in enumerate(({}, ASCII))
    ]
    assert [ended.code for ended in made] == [0, 0]
    assert _texts(Path("made0")) == _texts(Path("made1"))
    emitted = [run("emit", "-n", "50", "-q", cwd=folder, env=env) for env in ({}, ASCII)]
    assert emitted[0] == emitted[1] and emitted[0].out.count("\n") == 50


def _texts(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.yaml")}


# -- F28: nothing fetched


@pytest.mark.parametrize(
    "words", [["lint", "http.ndjson"], ["infer", "http.ndjson", "--out", "made"], ["emit"]], ids=" ".join
)
def test_no_network_and_no_program(words: list[str], folder: Path, need: Need) -> None:
    """By the system's own account, whatever a log and a plan name."""
    if sys.platform != "linux":
        pytest.skip("strace is of Linux")
    before = [need("strace"), "-f", "-qq", "-e", "trace=network,execve", "-o", str(folder / "trace")]
    if subprocess.run([*before[:-2], "-o", "/dev/null", "true"], capture_output=True, check=False).returncode:
        pytest.skip("this machine lets nothing be traced")
    record = {"$schema": "http://127.0.0.1:9/x", "$ref": "http://127.0.0.1:9/y.json", **json.loads(line(1))}
    write(folder, {"http.ndjson": json.dumps(record) + "\n" + line(2, 0)})
    write(
        folder,
        {
            "plan.yaml": PLAN.replace(
                "description: Which", "description: 'http://127.0.0.1:9/', $ref: 'http://127.0.0.1:9/'"
            )
        }
        if words[0] == "emit"
        else {},
    )
    ended = run(*words, cwd=folder, before=before)
    assert ended.code in (0, 1, 2)
    trace = Path("trace").read_text(errors="replace")
    assert not re.search(r"\b(socket|connect|sendto|bind)\(", trace)
    assert len(re.findall(r"\bexecve\(.* = 0", trace)) == 1


# -- F29: the clock


def at(time: str) -> str:
    return json.dumps({**json.loads(line(1)), "timestamp": time}) + "\n"


@pytest.mark.parametrize(
    ("epoch", "future"), [("0", True), ("1735689600", True), ("1798761600", False), ("99999999999", False)]
)
def test_source_date_epoch_is_now(epoch: str, future: bool, folder: Path) -> None:
    write(folder, {"log.ndjson": at("2026-06-30T12:00:00Z")})
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        ended = inside("lint", "log.ndjson", "-f", "json", "-q", env={"SOURCE_DATE_EPOCH": epoch, "TZ": zone})
        assert ("time-in-future" in {one["rule"] for one in ended.findings}) is future


@pytest.mark.parametrize("day", ["1970-01-01", "2038-01-20", "2999-01-01"])
@pytest.mark.parametrize(
    "words", [["lint", "good.ndjson"], ["infer", "good.ndjson", "--out", "made"], ["emit", "-n", "10"]], ids=" ".join
)
def test_odd_clocks(words: list[str], day: str, folder: Path, need: Need) -> None:
    ended = clean(run(*words, cwd=folder, before=[need("faketime"), f"{day} 00:00:00"]))
    assert ended.code == 0, ended


# -- F33: exit codes


def test_exit_codes(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    broken = str(write(tmp_path_factory.mktemp("other"), {"plan.yaml": "plan: 1\na: ["}) / "plan.yaml")
    write(folder, {"cut.ndjson.gz": b"\x1f\x8b\x08\0\0\0\0\0\0\3abc", "empty.ndjson": ""})
    usage: list[tuple[list[str], int]] = [
        (["lint", "good.ndjson"], 0),
        (["lint", "bad.ndjson"], 1),
        (["lint", "bad.ndjson", "--fail-on", "never"], 0),
        (["lint", "bad.ndjson", "--fail-under", "0"], 0),
        (["lint", "good.ndjson", "bad.ndjson", "--fail-under", "50"], 0),
        (["lint", "good.ndjson", "bad.ndjson", "--fail-under", "50.1"], 1),
        (["lint", "empty.ndjson"], 1),
        (["lint", "cut.ndjson.gz"], 2),
        (["lint", "gone.ndjson"], 2),
        (["lint"], 2),
        (["lint", "good.ndjson", "--nope"], 2),
        (["lint", "good.ndjson", "--plan", broken], 2),
        (["lint", "good.ndjson", "--engine", "nope"], 2),
        (["lint", "good.ndjson", "--rejects", "gone/../good.ndjson/x"], 2),
        (["infer", "good.ndjson", "--out", "made"], 0),
        (["infer", "empty.ndjson", "--out", "none"], 2),
        (["emit"], 0),
        (["emit", "--events", "0"], 2),
        (["emit", "--envelope", "nope"], 2),
    ]
    assert [(words, inside(*words).code) for words, _ in usage] == usage


def test_a_fault_of_our_own_is_three(folder: Path) -> None:
    code = (
        "import sys; from tracking_plan.cli import main; from tracking_plan.lint.engines import local\n"
        "def fail(*_): raise KeyError('a\\x1b[2J\\nb')\n"
        "local.judge = fail; sys.argv = ['plan', 'lint', 'good.ndjson', '--rejects', 'r.ndjson']; main.run()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=environment())
    assert done.returncode == 3
    assert done.stderr.splitlines()[-1].startswith("plan: a fault in plan itself: KeyError: ")
    assert "\x1b" not in done.stderr and not Path("r.ndjson").exists()


# -- F34: whatever bytes come

BOUNDED = settings(max_examples=150, deadline=5000, derandomize=True, suppress_health_check=list(HealthCheck))
PIECES = st.sampled_from(
    [
        *'{ } [ ] , : " \' \\ 0 -1 1e999 NaN null true "event" "Project Created" "properties" "batch" [] {} "type" "track"'.split(" "),
        line(1), line(2, 0), line(3, "x"), "\n", "\r\n", "\0", "\ufeff", "\u2028", "\ud800".encode("utf-8", "surrogatepass"), b"\xff", b"PK\3\4",
        "event,team_size\n", "Project Created,5\n", '"', ";", "\t" * 130, "PAR1", b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", "Obj\1", "# a\n", "a: b\n",
    ]
)  # fmt: skip
BYTES = st.one_of(
    st.binary(max_size=200),
    st.lists(PIECES, max_size=30).map(
        lambda pieces: b"".join(one if isinstance(one, bytes) else one.encode() for one in pieces)
    ),
)


def summed(content: bytes, *words: str) -> None:
    """Whatever comes: it ends, nothing of Python's own shows, and the numbers add up."""
    ended = clean(
        inside(
            "lint",
            "-",
            "--plan",
            PLAN_FILE,
            "--summary",
            "-",
            "-q",
            "-f",
            "rdjson",
            "-o",
            "/dev/null",
            *words,
            stdin=content,
        )
    )
    assert ended.code in (0, 1, 2), ended
    told: dict[str, Any] = json.loads(ended.out)
    assert told["lines"] == sum(told[part] for part in ("valid", "invalid", "unplanned", "unreadable")), content
    assert ended.code != 0 or told["valid"] == told["lines"]
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", ended.err)


PLAN_FILE = ""


@pytest.fixture(scope="module", autouse=True)
def _plan_file(tmp_path_factory: pytest.TempPathFactory) -> None:
    global PLAN_FILE
    path = tmp_path_factory.mktemp("plan") / "plan.yaml"
    path.write_text(PLAN)
    PLAN_FILE = str(path)


@BOUNDED
@given(BYTES)
def test_any_bytes(content: bytes) -> None:
    summed(content)


@BOUNDED
@given(st.lists(PIECES, max_size=6), st.integers(0, 400))
def test_a_log_broken_anywhere(pieces: list[str | bytes], place: int) -> None:
    good = log(4).encode()
    broken = b"".join(one if isinstance(one, bytes) else one.encode() for one in pieces)
    summed(good[:place] + broken + good[place:], "--envelope", "segment")


@BOUNDED
@given(st.lists(st.lists(st.text(max_size=5), max_size=4), max_size=5), st.sampled_from([",", ";", "\t"]))
def test_any_table(rows: list[list[str]], comma: str) -> None:
    text = "\n".join(comma.join(row) for row in [["event", "team_size"], *rows])
    summed(text.encode("utf-8", "replace"), "--envelope", "plain")


JSONS = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats(allow_nan=False) | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "event",
                    "properties",
                    "team_size",
                    "project_id",
                    "type",
                    "batch",
                    "messageId",
                    "timestamp",
                    "context",
                    "x",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@BOUNDED
@given(
    st.lists(JSONS, max_size=4),
    st.sampled_from(["auto", "segment", "plain", "ga4", "mixpanel", "snowplow", "mparticle"]),
)
def test_any_objects_by_any_envelope(values: list[Any], envelope: str) -> None:
    summed("".join(json.dumps(value) + "\n" for value in values).encode(), "--envelope", envelope)


@BOUNDED
@given(BYTES)
def test_infer_of_any_bytes(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as made:
        ended = clean(inside("infer", "-", "--out", Path(made, "plan"), stdin=content))
    assert ended.code in (0, 2)
