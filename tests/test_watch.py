"""`plan validate --watch`: after every change it shows how the plan stands, whatever the change was; and it ends cleanly."""

from __future__ import annotations

import json
import os
import pty
import queue
import re
import shutil
import signal
import subprocess
import threading
from pathlib import Path
from typing import Any

import pytest

from front_door import COMMAND, environment, one_line, run, write

PLAN = """\
plan: 1
owners: {growth: {email: growth@example.com}}
sources: {web: {platform: web}}
"""
EVENT = """\
events:
  Signed Up:
    description: A person has an account
    trigger: The server has stored it
    owner: growth
    sources: [web]
    examples: [{}]
"""
SECONDS = 60
"""No test is timed: so long one waits for what must come."""


class Watching:
    """The command while it watches. Each state it shows ends in a line that says so."""

    def __init__(self, folder: Path, *words: str | Path) -> None:
        self.out = folder.parent / "out.txt"
        self.shown = 0
        self.lines: queue.Queue[str] = queue.Queue()
        with self.out.open("wb") as out:
            self.process = subprocess.Popen(
                [*COMMAND, "validate", "--watch", *words], cwd=folder, stdout=out, stderr=subprocess.PIPE,
                env=environment({"PYTHONUNBUFFERED": None}), text=True,
            )  # fmt: skip
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stderr
        for line in self.process.stderr:
            self.lines.put(line)

    def said(self) -> str:
        """What is said on standard error up to the end of the next state."""
        lines = []
        while not lines or " watching " not in lines[-1]:
            lines.append(self.lines.get(timeout=SECONDS))
        return "".join(lines)

    def state(self) -> str:
        """The next state, as standard output has it."""
        self.said()
        text = self.out.read_bytes().decode()
        self.shown, before = len(text), self.shown
        return text[before:]

    def rules(self) -> list[str]:
        """The rules of the findings of the next state."""
        return [found["rule"] for found in json.loads(self.state())["findings"]]

    def until(self, wanted: list[str]) -> None:
        """Wait for a state with these findings: a change that is made in steps may be seen in between."""
        seen: list[Any] = []
        while not seen or seen[-1] != wanted:
            assert len(seen) < 20, seen
            seen.append(self.rules())

    def end(self, by: signal.Signals = signal.SIGINT) -> int:
        self.process.send_signal(by)
        return self.process.wait(SECONDS)

    def __enter__(self) -> Watching:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(SECONDS)
        self.reader.join(SECONDS)
        assert self.process.stderr
        self.process.stderr.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "here", {"plans/plan.yaml": PLAN, "plans/events.yaml": EVENT})


def replaced(path: Path, text: str) -> None:
    """As editors save: a new file beside it, which takes its place."""
    beside = path.with_name(path.name + "~")
    beside.write_text(text)
    beside.replace(path)


def test_every_change_is_judged(folder: Path) -> None:
    events = folder / "plans" / "events.yaml"
    with Watching(folder, "--format", "json") as watch:
        assert watch.rules() == []
        events.write_text(EVENT.replace("growth", "grwth"))
        watch.until(["unknown-owner"])
        replaced(events, EVENT)
        watch.until([])
        write(folder / "plans" / "more" / "deep", {"x.yaml": "events:\n  A Opened: {ownr: x}\n"})
        assert "unknown-key" in watch.rules()
        shutil.rmtree(folder / "plans" / "more")
        watch.until([])
        events.write_text("events: {Signed Up: [")
        watch.until(["yaml-syntax"])
        replaced(events, EVENT)
        watch.until([])
        events.unlink()
        watch.until([])
        assert watch.end() == 130


def test_a_file_of_the_same_size_and_time_is_read_again(folder: Path) -> None:
    events = folder / "plans" / "events.yaml"
    told = events.stat()
    with Watching(folder, "--format", "json") as watch:
        assert watch.rules() == []
        beside = events.with_name("events.tmp")
        beside.write_text(EVENT.replace("growth", "grwoth"))
        os.utime(beside, ns=(told.st_atime_ns, told.st_mtime_ns))
        beside.replace(events)
        watch.until(["unknown-owner"])


def test_a_plan_that_is_gone_is_waited_for(folder: Path) -> None:
    with Watching(folder, "plans") as watch:
        assert "Clean" in watch.said()
        (folder / "plans").rename(folder / "elsewhere")
        said = watch.said()
        while "no such" not in said and "no YAML file" not in said:
            said = watch.said()
        assert "Traceback" not in said
        (folder / "elsewhere").rename(folder / "plans")
        while "Clean" not in (said := watch.said()):
            pass
        assert "Clean: 1 event" in said
        assert watch.end(signal.SIGTERM) == 143


def test_one_file_is_judged_by_its_whole_plan(folder: Path) -> None:
    """What other files say is seen too, and new ones."""
    with Watching(folder, "plans/events.yaml", "--format", "json") as watch:
        assert watch.rules() == []
        replaced(folder / "plans" / "plan.yaml", PLAN.replace("growth:", "growht:"))
        watch.until(["unknown-owner"])
        write(folder / "plans", {"owners.yaml": "owners: {growth: {}}\n"})
        watch.until([])


def test_the_plan_that_one_builds_on_is_watched(tmp_path: Path) -> None:
    files = {
        "company/plan.yaml": PLAN,
        "product/plan.yaml": "plan: 1\nextends: ../company\nsources: {web: {platform: web}}\n",
        "product/events.yaml": EVENT,
    }
    folder = write(tmp_path / "here", files)
    with Watching(folder, "product", "--format", "json") as watch:
        assert watch.rules() == []
        replaced(folder / "company" / "plan.yaml", PLAN.replace("growth:", "growht:"))
        watch.until(["unknown-owner"])


def test_the_plan_that_one_builds_on_is_waited_for(tmp_path: Path) -> None:
    product = "plan: 1\nextends: ../company\nsources: {web: {platform: web}}\n"
    folder = write(tmp_path / "here", {"product/plan.yaml": product, "product/events.yaml": EVENT})
    with Watching(folder, "product", "--format", "json") as watch:
        assert watch.rules() == ["extends-unreadable"]
        write(folder, {"company/plan.yaml": PLAN})
        watch.until([])


def test_a_baseline_is_watched(folder: Path) -> None:
    (folder / "plans" / "events.yaml").write_text(EVENT.replace("growth", "grwth"))
    run("validate", "plans", "--write-baseline", "all.json", cwd=folder)
    with Watching(folder, "--baseline", "all.json", "--format", "json") as watch:
        assert watch.rules() == []
        replaced(folder / "all.json", '{"baseline": 1, "findings": []}\n')
        watch.until(["unknown-owner"])


def test_a_pipe_gets_plain_text(folder: Path) -> None:
    with Watching(folder) as watch:
        assert watch.state() == ""
        replaced(folder / "plans" / "events.yaml", EVENT.replace("growth", "grwth"))
        state = watch.state()
        assert "unknown-owner" in state
        assert "\x1b" not in state


def test_it_says_what_changed_and_when(folder: Path) -> None:
    with Watching(folder) as watch:
        first = watch.said()
        assert re.search(r"(?m)^\d\d:\d\d:\d\d watching plans \(Ctrl-C ends it\)$", first)
        replaced(folder / "plans" / "events.yaml", EVENT.replace("growth", "grwth"))
        assert re.match(r"\d\d:\d\d:\d\d plans/events.yaml changed\nFound 1 error in 1 file", watch.said())


def test_a_report_in_a_file_is_written_anew(folder: Path) -> None:
    with Watching(folder, "--format", "sarif", "--output", "plan.sarif") as watch:
        watch.said()
        assert not json.loads((folder / "plan.sarif").read_text())["runs"][0]["results"]
        replaced(folder / "plans" / "events.yaml", EVENT.replace("growth", "grwth"))
        watch.said()
        assert json.loads((folder / "plan.sarif").read_text())["runs"][0]["results"]


def test_a_terminal_is_cleared(folder: Path) -> None:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, "validate", "--watch"], cwd=folder, stdout=theirs, stderr=theirs, env=environment({"TERM": "xterm"})
    )
    os.close(theirs)
    said = b""
    while b"Ctrl-C" not in said:
        said += os.read(ours, 4096)
    assert said.startswith(b"\x1b[H\x1b[2J\x1b[3J")
    replaced(folder / "plans" / "events.yaml", EVENT.replace("growth", "grwth"))
    again = b""
    while b"Ctrl-C" not in again:
        again += os.read(ours, 4096)
    assert again.lstrip().startswith(b"\x1b[H\x1b[2J\x1b[3J")
    assert b"unknown-owner" in again
    process.send_signal(signal.SIGINT)
    assert process.wait(SECONDS) == 130
    os.close(ours)


@pytest.mark.parametrize("option", ["--fix", "--diff", "--write-baseline=x.json"])
def test_it_writes_nothing(folder: Path, option: str) -> None:
    assert "--watch" in one_line(run("validate", "--watch", option, cwd=folder))


def test_what_is_not_there_at_first_is_trouble(folder: Path) -> None:
    assert "there is no such" in one_line(run("validate", "--watch", "nowhere", cwd=folder))
    assert "on disk" in one_line(run("validate", "--watch", "-", cwd=folder))


def test_a_reader_that_is_gone_ends_it(folder: Path) -> None:
    """As in `plan validate --watch | head -1`."""
    process = subprocess.Popen(
        [*COMMAND, "validate", "--watch", "--format", "json"], cwd=folder, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, env=environment(),
    )  # fmt: skip
    assert process.stdout
    process.stdout.readline()
    process.stdout.close()
    replaced(folder / "plans" / "events.yaml", EVENT.replace("growth", "grwth"))
    assert process.wait(SECONDS) == 128 + 13
