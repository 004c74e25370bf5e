"""How fast `plan import` and `plan validate` take the largest real plans, and one repeated to 10 MB, beside a bare parse of them."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import sys
from pathlib import Path

from _measure import PLAN, PYTHON, WORK, Peer, Promise, judge, measure, show

SHARED = Path(os.environ.get("PLAN_SHARED", Path(__file__).parent.parent.parent / "shared"))
PLANS = (SHARED / "data" if (SHARED / "data").is_dir() else SHARED) / "plans"
LARGEST = {
    "glean": ("mozilla-fenix-glean-2023/app/metrics.yaml",),
    "odcs": ("odcs-data-contracts/docs/examples/all/postgresql-adventureworks-contract.odcs.yaml",),
    "ga4": ("ga4-tracking-plan-skill/skill/references/library-ga4-recommended-events.json",),
    "segment": ("segment-typewriter/src/__tests__/__data__/plan.json",),
    "mparticle": ("mparticle-data-plans-sofa/data-plans/sofa_king_plan.json",),
}
MOST = 10.0
BYTES = 10_000_000
PARSES = {".json": "bare json.load", ".yaml": "bare yaml.load (CSafeLoader)"}
"""What others parse such a file with: json.load is forty times as fast as PyYAML's C loader on the same text."""

_YAML = "import sys,yaml\nfor f in sys.argv[1:]: yaml.load(open(f,'rb'),yaml.CSafeLoader)"
_JSON = "import sys,json\nfor f in sys.argv[1:]: json.load(open(f,'rb'))"


def ours(vendor: str, files: list[Path], name: str) -> list[Peer]:
    """Import into an empty folder, and validate what was imported: two commands, as people call them."""
    out = shlex.quote(str(WORK / f"vendors-{name}"))
    read = shlex.join([PLAN, "import", vendor, *map(str, files), "--out"])
    judge = f"{shlex.join([PLAN, 'validate'])} {out} >{os.devnull} 2>&1; true"
    return [
        Peer("plan import", ("sh", "-c", f"rm -rf {out}; {read} {out} >{os.devnull} 2>&1")),
        Peer("plan validate", ("sh", "-c", judge)),
    ]


def bare(files: list[Path]) -> list[Peer]:
    """The same bytes, parsed and let go: JSON as JSON, and all as YAML with the C loader, which takes JSON too."""
    names = tuple(map(str, files))
    found = [Peer(PARSES[".yaml"], (PYTHON, "-c", _YAML, *names))]
    return [Peer(PARSES[".json"], (PYTHON, "-c", _JSON, *names)), *found] if files[0].suffix == ".json" else found


def repeated_glean(source: Path) -> Path:
    """The metrics over and over, each time in categories of other names, until they are 10 MB."""
    path = WORK / "vendors-10-mb.yaml"
    head, text = re.split(r"(?m)^(?=\w[\w.]*:\s*$)", source.read_text("utf-8"), maxsplit=1)
    parts, size, number = [head], len(head), 0
    while size < BYTES:
        parts.append(re.sub(r"(?m)^(\w[\w.]*):\s*$", rf"\1.copy_{number}:", text))
        size, number = size + len(parts[-1]), number + 1
    path.write_text("".join(parts), "utf-8")
    return path


def repeated_segment(source: Path) -> Path:
    """The rules over and over, each time of events of other names, until they are 10 MB."""
    path = WORK / "vendors-10-mb.json"
    plan = json.loads(source.read_text("utf-8"))
    rules = plan["rules"]
    size = len(json.dumps(rules, indent=2))
    copies = -(-BYTES // size)
    plan["rules"] = [{**rule, "key": f"{rule['key']} {number}"} for number in range(copies) for rule in rules]
    path.write_text(json.dumps(plan, indent=2), "utf-8")
    return path


def main() -> int:
    if not PLANS.is_dir():
        print(f"no real plans at {PLANS}; PLAN_SHARED names their folder")
        return 0
    WORK.mkdir(exist_ok=True)
    wanted = {name: (name, [PLANS / file for file in files]) for name, files in LARGEST.items()}
    wanted["glean, repeated to 10 MB"] = ("glean", [repeated_glean(PLANS / LARGEST["glean"][0])])
    wanted["segment, repeated to 10 MB"] = ("segment", [repeated_segment(PLANS / LARGEST["segment"][0])])
    promises = []
    for title, (vendor, files) in wanted.items():
        name = re.sub(r"\W+", "-", title)
        peers = [*ours(vendor, files, name), *bare(files)]
        size = sum(file.stat().st_size for file in files)
        figures = measure(peers, 3 if size > 1_000_000 else 5)
        show(f"{title}: {size / 1e6:.2f} MB", peers, figures, peers[2].name)
        parsed = figures[peers[2].name].fastest
        for peer in peers[:2]:
            promises.append(
                Promise(f"{title}: {peer.name}, against a {peers[2].name}", figures[peer.name].fastest / parsed, MOST)
            )
        shutil.rmtree(WORK / f"vendors-{name}", ignore_errors=True)
    return judge(promises)


if __name__ == "__main__":
    sys.exit(main())
