"""How fast `plan validate --fix` mends what is wrong with 1,000 events, and how soon `--watch` shows an edit of one of them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

from _measure import PLAN, WORK, Peer, Promise, judge, measure, show
from _plans import plan_files

US, BARE = "plan validate --diff", "plan validate"
MARK = "cleanFiles"
"""It stands at the end of each report."""


def plan(folder: Path, *, wrong: bool) -> Path:
    """1,000 events in 20 files; with slips, eight things are wrong with each of them."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, text in plan_files(1000, 20).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(slipped(text) if wrong else text, encoding="utf-8")
    return folder


def slipped(text: str) -> str:
    """The owner, each `description`, an enum and the case of a name that nothing sends yet."""
    text = re.sub(r"owner: team\b", "owner: taem", text)
    text = re.sub(r"(?m)^  ([A-Z]\w+) ([A-Z]\w+) ([A-Z]\w+):$", lambda m: f"  {m[1]} {m[2].lower()} {m[3]}:", text)
    text = text.replace("status: live", "status: proposed").replace("description:", "descripton:")
    return text.replace("enum: [low, mid, high]", "enum: [low, mid, high, low]")


class Watch:
    """`plan validate --watch`, and when what it shows arrived."""

    def __init__(self, folder: Path) -> None:
        words = [PLAN, "validate", "--watch", "--quiet", "--format", "json", str(folder)]
        self.process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, encoding="utf-8")
        self.shown: list[float] = []
        threading.Thread(target=self.read, daemon=True).start()

    def read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            if MARK in line:
                self.shown.append(time.monotonic())

    def after(self, number: int) -> float:
        """When one more state than ``number`` was shown."""
        while len(self.shown) <= number:
            time.sleep(0.001)
        return self.shown[number]


def latency(folder: Path, edits: int) -> list[float]:
    """Seconds from each of some edits to the report of what it brought."""
    path = sorted(folder.rglob("*.yaml"))[5]
    text = path.read_text(encoding="utf-8")
    watch, taken = Watch(folder), []
    try:
        watch.after(0)
        for number in range(edits):
            time.sleep(0.3)
            beside = path.with_suffix(".tmp")
            beside.write_text(text if number % 2 else text.replace("owner: team", "owner: taem", 1), encoding="utf-8")
            known, started = len(watch.shown), time.monotonic()
            os.replace(beside, path)
            taken.append(watch.after(known) - started)
    finally:
        watch.process.terminate()
        watch.process.wait()
    return taken


def main() -> int:
    WORK.mkdir(exist_ok=True)
    wrong, clean = plan(WORK / "slips", wrong=True), plan(WORK / "watched", wrong=False)
    said = subprocess.run([PLAN, "validate", "--diff", str(wrong)], capture_output=True, text=True, check=False).stderr
    peers = [
        Peer(BARE, (PLAN, "validate", "--fail-on", "never", str(wrong))),
        Peer(US, ("sh", "-c", '"$0" "$@"; [ $? -eq 1 ]', PLAN, "validate", "--diff", str(wrong))),
    ]
    figures = measure(peers, 3)
    show(f"1,000 events. {said.strip()} Whole processes", peers, figures, BARE)
    alone = [Peer(BARE, (PLAN, "validate", str(clean)))]
    cold, seen = measure(alone, 5)[BARE].fastest, sorted(latency(clean, 12))
    print(f"\nFrom an edit of one of 20 files to the new report: {1000 * seen[0]:.0f} ms at best, ", end="")
    print(f"{1000 * seen[len(seen) // 2]:.0f} ms half of the time; plan validate alone takes {1000 * cold:.0f} ms")
    return judge(
        [
            Promise("mending all of it against judging it", figures[US].fastest / figures[BARE].fastest, 8.0),
            Promise("an edit under --watch against plan validate", seen[0] / cold, 1.0),
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
