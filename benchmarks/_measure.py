"""Measures whole processes side by side: wall clock and peak memory of each, in turns, so that noise falls on all alike."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
WORK = HERE / ".work"
"""What the benchmarks generate and install; kept between runs, and never committed."""
PYTHON = sys.executable
PLAN = str(Path(sys.executable).with_name("plan"))
"""The console script that stands beside the Python that runs the benchmark."""

# As a user has it: byte code is cached, output is buffered, and nothing of this shell's settings slows one of the peers.
_SETTINGS = (
    "PYTHONDONTWRITEBYTECODE",
    "PYTHONUNBUFFERED",
    "PYTHONPATH",
    "PYTHONOPTIMIZE",
    "PYTHONDEVMODE",
    "GITHUB_ACTIONS",
    "PLAN_DEBUG",
)
_ENVIRONMENT = {name: value for name, value in os.environ.items() if name not in _SETTINGS}


class Peer(NamedTuple):
    """A command to measure, or the reason why it is missing."""

    name: str
    command: tuple[str, ...] = ()
    missing: str = ""


class Figure(NamedTuple):
    """What was measured of one command: seconds and bytes."""

    fastest: float
    median: float
    peak: int


class Promise(NamedTuple):
    """A figure that is to stay at or below another."""

    said: str
    value: float
    most: float
    unit: str = "x"

    @property
    def kept(self) -> bool:
        return self.value <= self.most


def run(command: Sequence[str]) -> tuple[float, int]:
    """Seconds and peak bytes of one run, from before the fork to after the end.

    Raises:
        SystemExit: it ended otherwise than well, so that its time says nothing.
    """
    started = time.perf_counter()
    child = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=_ENVIRONMENT
    )
    assert child.stderr is not None
    said = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - started
    child.stderr.close()
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        raise SystemExit(
            f"{' '.join(command)}: ended with {child.returncode}: {said.decode(errors='replace').strip()[-300:]}"
        )
    return seconds, usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def measure(peers: Sequence[Peer], rounds: int) -> dict[str, Figure]:
    """Each peer ``rounds`` times, in turns, after one run of each that is not counted."""
    present = [peer for peer in peers if peer.command]
    taken: dict[str, list[tuple[float, int]]] = {peer.name: [] for peer in present}
    for number in range(rounds + 1):
        for peer in present:
            result = run(peer.command)
            if number:
                taken[peer.name].append(result)
    return {
        name: Figure(min(s for s, _ in runs), statistics.median(s for s, _ in runs), max(b for _, b in runs))
        for name, runs in taken.items()
    }


def show(title: str, peers: Sequence[Peer], figures: dict[str, Figure], base: str) -> None:
    """A table: each command, and its fastest run as a multiple of the one called ``base``."""
    print(f"\n{title}")
    width = max(len(peer.name) for peer in peers)
    print(f"  {'':{width}}  {'fastest':>9}  {'median':>9}  {'peak':>8}  {'ratio':>6}")
    for peer in peers:
        figure = figures.get(peer.name)
        if figure is None:
            print(f"  {peer.name:{width}}  missing: {peer.missing}")
            continue
        ratio = figure.fastest / figures[base].fastest
        print(
            f"  {peer.name:{width}}  {figure.fastest:7.3f} s  {figure.median:7.3f} s  {figure.peak / 2**20:5.0f} MB  {ratio:6.2f}"
        )


def judge(promises: Sequence[Promise]) -> int:
    """Print each promise and whether it holds; the exit code."""
    print()
    for promise in promises:
        word = "kept  " if promise.kept else "BROKEN"
        print(f"  {word}  {promise.said}: {promise.value:.2f} {promise.unit}, promised at most {promise.most:.2f}")
    return 0 if all(promise.kept for promise in promises) else 1


def attempt(command: Sequence[str]) -> str:
    """Run a command that sets something up; why it failed, or nothing where it did not."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, env=_ENVIRONMENT, timeout=600, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"{command[0]}: {error}"
    lines = (done.stderr or done.stdout).strip().splitlines() or ["no output"]
    return "" if done.returncode == 0 else f"{command[0]} ended with {done.returncode}: {lines[-1][:200]}"
