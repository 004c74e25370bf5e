"""`plan lint --engine spark`: the same input gives the same findings, rejects and counts as on one machine."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from front_door import TOP, inside, one_line, run, write
from tracking_plan.lint.engines import shelf

SAAS = TOP / "plans" / "saas"


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    """One session for all tests: it takes longer to start than they take."""
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        if os.environ.get("CI") == "true":
            pytest.fail("java is not on this machine, and in CI nothing goes untested")
        pytest.skip("java is not on this machine")
    session, is_ours = shelf.take("spark")._session({}, 2)
    assert is_ours
    yield session
    session.stop()


def judged(folder: Path, engine: str, log: Path, plan: Path, *words: str | Path) -> dict[str, Any]:
    """All that a run says and writes."""
    out = folder / engine
    out.mkdir(exist_ok=True)
    files = {name: out / name for name in ("findings", "summary", "rejects")}
    options = ("--engine", engine, "--format", "json", "--output", files["findings"], "--max-findings", "5000")
    # The local engine forks, which a process that holds a session of Spark must not.
    lint = inside if engine == "spark" else run
    ended = lint(
        "lint", log, "--plan", plan, *options, "--summary", files["summary"], "--rejects", files["rejects"], *words
    )
    made: dict[str, Any] = {name: path.read_bytes() for name, path in files.items()}
    return {**made, "code": ended.code}


def test_spark_judges_as_one_machine_does(spark: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf.take("spark"), "PART", 24 << 20)  # where the local engine makes two parts
    log = tmp_path / "log.ndjson"
    options = ("--events", "200000", "--bad", "1%", "--duplicates", "1%", "--days", "3")
    kinds = [
        word for kind in ("wrong-type", "duplicate-id", "unplanned-event", "not-json") for word in ("--fault", kind)
    ]
    assert inside("emit", SAAS, *options, *kinds, "-o", log).code == 0
    local, there = (judged(tmp_path, engine, log, SAAS) for engine in ("local", "spark"))
    summary = json.loads(there["summary"])
    assert summary["lines"] == 200_000 and summary["duplicates"] == 2_000
    assert log.stat().st_size > 5 * (24 << 20), "several parts, with duplicates in others"
    assert there == local


PLAN = """
plan: 1
rules: {event-without-owner: off}
sources: {web: {platform: web}}
events: {Thing Done: {status: live, properties: {n: {type: integer, maximum: 5}, note: {type: string, required: false}}}}
"""


def done(number: int, id: str) -> dict[str, Any]:
    return {"type": "track", "event": "Thing Done", "messageId": id, "properties": {"n": number}}


def test_files_of_every_kind_and_duplicates_between_them(spark: Any, tmp_path: Path) -> None:
    records = [done(number % 7, f"m-{number}") for number in range(40)]
    lines = [json.dumps(record) for record in records]
    twice = json.dumps(done(1, "only-twice"))
    csv = "type,event,messageId,properties.n,properties.note\n" + "".join(
        f"track,Thing Done,m-{n},{n},x\n" for n in range(6)
    )
    batch = {"batch": [done(1, "m-1"), done(1, "b-1"), done(2, "b-1"), done(1, "b-1")]}
    plan = write(tmp_path / "plan", {"plan.yaml": PLAN})
    logs = write(
        tmp_path / "logs",
        {
            "a.ndjson": "\n".join(lines[:20]) + "\n\nnot json\n" + "\n".join([*lines[:3], twice]),
            "b.ndjson": "\ufeff" + "\n".join([*lines[10:30], twice]) + "\n",
            "c.json": json.dumps([records[0], done(9, "m-3"), records[25]]),
            "d.ndjson.gz": gzip.compress("\n".join(lines[5:]).encode(), mtime=0),
            "e.ndjson": "\n".join(json.dumps(batch) for _ in range(2)) + "\n",
            "f.csv": csv,
            "g.ndjson.gz": gzip.compress("\n".join(lines).encode() * 50, mtime=0)[:-30],
        },
    )
    local, there = (judged(tmp_path, engine, logs, plan) for engine in ("local", "spark"))
    assert json.loads(local["summary"])["duplicates"] > 80
    assert there == local and b"only-twice" in there["findings"]
    assert local["code"] == 2, "a log that is cut off is trouble"


def test_what_spark_cannot_do_is_told(spark: Any, tmp_path: Path) -> None:
    plan = write(tmp_path / "plan", {"plan.yaml": PLAN})
    ended = inside(
        "lint", "-", "--plan", plan, "--engine", "spark", "-q", stdin=b'{"event":"Thing Done","properties":{"n":1}}\n'
    )
    assert ended.code == 2 and "--engine local" in one_line(ended)
    ended = inside("lint", plan, "--spark-conf", "spark.executor.memory=2g", "--plan", plan)
    assert ended.code == 2 and "--engine spark" in one_line(ended)
    ended = inside("lint", plan, "--engine", "spark", "--spark-conf", "memory=2g", "--plan", plan)
    assert ended.code == 2 and "spark.executor.memory=4g" in one_line(ended)


def test_trouble_of_a_worker_is_told_in_one_line(spark: Any, tmp_path: Path) -> None:
    log = tmp_path / "log.ndjson"
    log.write_text(json.dumps(done(1, "m-1")) + "\n")
    plan = write(tmp_path / "plan", {"plan.yaml": PLAN})
    engine = shelf.take("spark")
    before = engine._portable

    def vanished(job: Any) -> Any:
        log.unlink()
        return before(job)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "_portable", vanished)
        ended = inside("lint", log, "--plan", plan, "--engine", "spark", "-q")
    assert ended.code == 2 and "log.ndjson" in one_line(ended) and "no such file" in one_line(ended)


def test_without_java_or_spark_it_is_told(tmp_path: Path) -> None:
    log = tmp_path / "log.ndjson"
    log.write_text(json.dumps(done(1, "m-1")) + "\n")
    plan = write(tmp_path / "plan", {"plan.yaml": PLAN})
    words = ("lint", log, "--plan", plan, "--engine", "spark", "-q")
    ended = run(*words, env={"PATH": str(tmp_path), "JAVA_HOME": None})
    assert ended.code == 2 and "Java 17" in one_line(ended)
    write(tmp_path / "hidden", {"pyspark.py": "raise ImportError('no')\n"})
    ended = run(*words, env={"PYTHONPATH": f"{tmp_path / 'hidden'}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"})
    assert ended.code == 2 and "tracking-plan[spark]" in one_line(ended)


def test_ctrl_c_ends_what_spark_does() -> None:
    """Where it is heard, nothing is being said to Java; what it is told is to give up, and that is waited for."""
    given_up, ended = Event(), Event()

    class Context:
        def cancelAllJobs(self) -> None:
            given_up.set()

    class Session:
        sparkContext = Context()

    def do() -> None:
        assert given_up.wait(60)
        ended.set()

    def leave(*_: object) -> None:
        raise SystemExit(130)

    before = signal.signal(signal.SIGALRM, leave)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.3)
        with pytest.raises(SystemExit) as left:
            shelf.take("spark")._apart(Session(), do)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert left.value.code == 130 and ended.is_set()
