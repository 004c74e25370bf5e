"""How fast `plan infer` reads logs, of one file and of many, and `plan emit` writes them, beside a bare decode of the same.

`python benchmarks/infer.py [EVENTS]` (default 100,000 Segment events of 100 types: about 78 MB).
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from _log import write
from _measure import PLAN, PYTHON, WORK, Peer, Promise, judge, measure, show

FILES = 8
DECODE = """\
import gc, sys, msgspec
gc.disable()
decode = msgspec.json.Decoder().decode
for line in open(sys.argv[1], "rb"):
    decode(line)
"""
BARE, ONE, MANY = "msgspec decodes each line", "plan infer, one file", f"plan infer, {FILES} files"
EMIT, ALONE = "plan emit, all cores", "plan emit, one core"


def parted(log: Path) -> list[Path]:
    """The log in so many files."""
    folder = log.with_suffix(".parts")
    made = [folder / f"{number}.ndjson" for number in range(FILES)]
    if not folder.exists():
        half = log.with_suffix(".half")
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir()
        lines = log.read_bytes().splitlines(keepends=True)
        size = -(-len(lines) // FILES)
        for number, path in enumerate(made):
            (half / path.name).write_bytes(b"".join(lines[number * size : (number + 1) * size]))
        half.rename(folder)
    return made


def infer(name: str, logs: list[Path]) -> Peer:
    """A run that begins without a plan each time, as nothing is overwritten."""
    out = WORK / "infer" / "made"
    words = (PLAN, "infer", *map(str, logs), "--out", str(out), "--quiet")
    return Peer(name, ("sh", "-c", 'rm -rf "$1"; shift; exec "$@"', "sh", str(out), *words))


def emit(name: str, plan: Path, count: int, *more: str) -> Peer:
    out = WORK / "infer" / "emitted.ndjson"
    return Peer(name, (PLAN, "emit", str(plan), "--events", str(count), "--output", str(out), "--quiet", *more))


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    plan, log = write(WORK / "infer", count, 100, 0.0)
    peers = [
        Peer(BARE, (PYTHON, "-c", DECODE, str(log))),
        infer(ONE, [log]),
        infer(MANY, parted(log)),
        emit(EMIT, plan, count),
        emit(ALONE, plan, count, "--jobs", "1"),
    ]
    figures = measure(peers, 3)
    show(f"{count:,} events", peers, figures, BARE)
    ratio = {name: figure.fastest / figures[BARE].fastest for name, figure in figures.items()}
    return judge(
        [
            Promise("plan infer of one file against a bare decode", ratio[ONE], 12.0),
            Promise("many files against one", ratio[MANY] / ratio[ONE], 1.25),
            Promise("plan emit against a bare decode", ratio[EMIT], 15.0),
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
