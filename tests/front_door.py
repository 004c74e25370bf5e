"""Ways to run `plan` as its users do: as a process, or inside this one where a process would cost too much."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

from tracking_plan.cli import main
from tracking_plan.trouble import Trouble

TOP = Path(__file__).parent.parent
SCRIPT = Path(sysconfig.get_path("scripts")) / "plan"
COMMAND = [str(SCRIPT)] if SCRIPT.exists() else [sys.executable, "-P", "-m", "tracking_plan"]

_given = Path(os.environ.get("PLAN_SHARED", TOP.parent / "shared"))
SHARED = _given.parent if (_given / "plans").is_dir() and not (_given / "data").is_dir() else _given
"""The folder of real and hostile data; PLAN_SHARED names it (or its `data`) where it does not stand beside the project."""

FORMATS = ("text", "json", "github", "gitlab", "sarif", "junit", "rdjson", "markdown")
UNSEEN = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
"""What nobody sees, and what a terminal obeys: none of it may reach one."""

HEAD = "plan: 1\nowners: {growth: {email: growth@example.com}}\n"


class Ended(NamedTuple):
    """How a run ended."""

    code: int
    out: str
    err: str

    @property
    def findings(self) -> list[dict[str, Any]]:
        """What `--format json` says."""
        found: list[dict[str, Any]] = json.loads(self.out)["findings"]
        return found

    @property
    def places(self) -> list[str]:
        """`event-name-case 12:5` for each finding of severity error."""
        errors = (found for found in self.findings if found["severity"] == "error")
        return [f"{found['rule']} {found['line']}:{found['column']}" for found in errors]


def environment(given: Mapping[str, str | None] = {}) -> dict[str, str]:
    """This process's environment without what steers a report, with what is given (None takes a name out)."""
    steering = ("GITHUB_ACTIONS", "NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "SOURCE_DATE_EPOCH", "PLAN_DEBUG", "CI")
    merged = {name: value for name, value in os.environ.items() if name not in steering} | dict(given)
    return {name: value for name, value in merged.items() if value is not None}


def run(
    *words: str | bytes | Path,
    stdin: bytes = b"",
    cwd: Path | None = None,
    env: Mapping[str, str | None] = {},
    before: Sequence[str] = (),
    seconds: float = 60,
    **more: Any,
) -> Ended:
    """Run the command as a process. ``before`` is put in front of it: a wrapper such as strace."""
    done = subprocess.run(
        [*before, *COMMAND, *words],
        input=stdin,
        cwd=cwd,
        env=environment(env),
        capture_output=True,
        check=False,
        timeout=seconds,
        **more,
    )
    return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())


class Measured(NamedTuple):
    """A run with what it took."""

    ended: Ended
    seconds: float
    megabytes: float
    """The most memory that it held."""


_APART = """
import json, os, subprocess, sys, time
started = time.monotonic()
child = subprocess.Popen(sys.argv[2:], stdin=subprocess.DEVNULL)
_, status, usage = os.wait4(child.pid, 0)
with open(sys.argv[1], "w") as told:
    json.dump([os.waitstatus_to_exitcode(status), time.monotonic() - started, usage.ru_maxrss / 1024], told)
os._exit(0)
"""
"""Starts a command from a process that is small: a child's peak memory begins with that of whoever started it."""


def measured(*words: str | Path, env: Mapping[str, str | None] = {}, seconds: float = 60) -> Measured:
    """Run the command as a process of which the time and the memory are taken."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        told = Path(folder, "told")
        starter = [sys.executable, "-I", "-S", "-c", _APART, told]
        child = subprocess.Popen(
            [*starter, *COMMAND, *words], stdout=out, stderr=err, env=environment(env), start_new_session=True
        )
        try:
            child.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
        code, took, peak = json.loads(told.read_text()) if told.exists() else (-signal.SIGKILL, seconds, 0)
        texts = []
        for stream in (out, err):
            stream.seek(0)
            texts.append(stream.read().decode())
    return Measured(Ended(code, *texts), took, peak)


def inside(*words: str | Path, stdin: bytes = b"", env: Mapping[str, str | None] = {}) -> Ended:
    """Run the command in this very process: everything but the process itself, and ten times as fast.

    A fault in `plan` is raised, so that the test fails with its traceback.
    """
    streams = {
        "stdin": io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"),
        "stdout": io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True),
        "stderr": io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True),
    }
    trouble = ""
    with (
        mock.patch.multiple(sys, argv=["plan", *map(str, words)], **streams),
        mock.patch.dict(os.environ, environment(env), clear=True),
    ):
        try:
            code = main._main()
        except Trouble as told:
            code, trouble = 2, f"plan: {told}\n"
        out, err = (streams[name].buffer.getvalue().decode() for name in ("stdout", "stderr"))  # type: ignore[attr-defined]
    return Ended(code, out, err + trouble)


def obey_permissions() -> None:
    """In the child, before it runs the command: root gives up its right to read and write whatever it likes."""
    if os.geteuid() == 0:
        import ctypes

        drop_from_bounding_set, capabilities = 24, (1, 2, 3)  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_FOWNER
        for capability in capabilities:
            if ctypes.CDLL(None).prctl(drop_from_bounding_set, capability, 0, 0, 0):
                raise OSError("root's rights cannot be given up here")


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files below a folder, and give the folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def one_line(ended: Ended) -> str:
    """The one line that trouble is told in."""
    assert ended.out == ""
    assert ended.err.startswith("plan: ") and ended.err.endswith("\n") and ended.err.count("\n") == 1, ended.err
    assert "Traceback" not in ended.err and "a fault in plan itself" not in ended.err
    return ended.err.removeprefix("plan: ").rstrip("\n")
