"""How fast `plan validate` judges 1,000 and 10,000 events, beside a bare load of the same YAML and beside other linters."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator
from pathlib import Path

from _measure import HERE, PLAN, PYTHON, WORK, Peer, Promise, attempt, judge, measure, show
from _plans import write_glean, write_plan, write_proto

BUF = "1.75.0"
OTHERS = ("glean_parser==22.0.1", "check-jsonschema==0.39.0")
SCHEMA = HERE.parent / "schemas" / "plan.schema.json"
US, BARE = "plan validate", "bare yaml.load (CSafeLoader)"
LINT, ALONE = "buf lint (npm)", "buf lint (its program alone)"
LARGE = "plan validate, 10,000 events"


def bare(plan: Path) -> Peer:
    return Peer(BARE, (PYTHON, "-c", "import sys, yaml; yaml.load(open(sys.argv[1]), yaml.CSafeLoader)", str(plan)))


def buf() -> Iterator[Peer]:
    """The command as npm installs it, and the program that its Node.js script starts."""
    home = WORK / "buf"
    system = {"win32": "win32"}.get(sys.platform, sys.platform)
    machine = {"x86_64": "x64", "AMD64": "x64", "aarch64": "aarch64" if system == "linux" else "arm64"}.get(
        platform.machine(), platform.machine()
    )
    program = home / "node_modules" / "@bufbuild" / f"buf-{system}-{machine}" / "bin" / "buf"
    why = ""
    if not program.exists():
        why = attempt(
            (
                "npm",
                "install",
                "--prefix",
                str(home),
                "--no-audit",
                "--no-fund",
                "--ignore-scripts",
                f"@bufbuild/buf@{BUF}",
            )
        )
    missing = "" if program.exists() else why or f"npm brought no program for {system}-{machine}"
    messages = str(write_proto(WORK / "proto", 1000))
    for name, command in ((LINT, home / "node_modules" / ".bin" / "buf"), (ALONE, program)):
        yield Peer(name, () if missing else (str(command), "lint", messages), missing)


def others(plan: Path) -> Iterator[Peer]:
    """Linters in Python, in an environment of their own; nice to have, and no promise."""
    home = WORK / "peers"
    binaries = home / "bin"
    why = ""
    if not (binaries / "python").exists():
        why = attempt((PYTHON, "-m", "venv", str(home)))
    if not why and not all((binaries / name).exists() for name in ("glean_parser", "check-jsonschema")):
        why = attempt(
            (str(binaries / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *OTHERS)
        )
    metrics = write_glean(WORK / "metrics.yaml", 1000)
    for program, name, *arguments in (
        ("glean_parser", "glean_parser glinter", "glinter", str(metrics)),
        ("check-jsonschema", "check-jsonschema (form only)", "--schemafile", str(SCHEMA), str(plan)),
    ):
        missing = "" if (binaries / program).exists() else why or "pip did not install it"
        yield Peer(name, () if missing else (str(binaries / program), *arguments), missing)


def main() -> int:
    WORK.mkdir(exist_ok=True)
    small, large = write_plan(WORK / "1000.yaml", 1000), write_plan(WORK / "10000.yaml", 10000)
    peers = [Peer(US, (PLAN, "validate", str(small))), bare(small), *buf()]
    figures = measure(peers, 15)
    rest = [*others(small)]
    figures |= measure(rest, 3)
    show(
        f"1,000 events with 4 properties each ({small.stat().st_size / 1e6:.2f} MB of YAML), whole processes",
        [*peers, *rest],
        figures,
        BARE,
    )

    sizes = [Peer(US, peers[0].command), Peer(LARGE, (PLAN, "validate", str(large)))]
    grown = measure(sizes, 5)
    show("Ten times as many", sizes, grown, US)
    promises = [
        Promise("1,000 events against a bare load of the same file", figures[US].fastest / figures[BARE].fastest, 2.0),
        Promise("10,000 events against 1,000", grown[LARGE].fastest / grown[US].fastest, 11.0),
        Promise("peak memory for 10,000 events", grown[LARGE].peak / 2**20, 1024.0, "MB"),
    ]
    if LINT in figures:
        promises.insert(
            1,
            Promise(
                "1,000 events against buf lint on 1,000 messages", figures[US].fastest / figures[LINT].fastest, 1.0
            ),
        )
    else:
        print("\n  buf is missing, so one promise was not measured")
    return judge(promises)


if __name__ == "__main__":
    sys.exit(main())
