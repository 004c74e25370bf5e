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
LOADS = "bare yaml.load (CSafeLoader)"
"""What a plan is read with. That JSON is parsed twenty times as fast is shown beside it, and no promise."""

_YAML = "import sys,yaml\nfor f in sys.argv[1:]: yaml.load(open(f,'rb'),yaml.CSafeLoader)"
_JSON = "import sys,json\nfor f in sys.argv[1:]: json.load(open(f,'rb'))"


def ours(vendor: str, files: list[Path], name: str) -> Peer:
    """Import into an empty folder, then validate: two commands, in a shell."""
    out = WORK / f"vendors-{name}"
    made = " ".join(
        (
            f"rm -rf {shlex.quote(str(out))};",
            shlex.join([PLAN, "import", vendor, *map(str, files), "--out", str(out), "--quiet"]),
            "&&",
            shlex.join([PLAN, "validate", str(out), "--fail-on", "never", "--quiet"]),
        )
    )
    return Peer("plan import and validate", ("sh", "-c", made))


def bare(files: list[Path]) -> list[Peer]:
    """The same bytes, parsed and let go: as YAML with the C loader, which takes JSON too, and as JSON."""
    names = tuple(map(str, files))
    as_json = files[0].suffix == ".json"
    found = [Peer(LOADS, (PYTHON, "-c", _YAML, *names))]
    return [*found, *([Peer("bare json.load", (PYTHON, "-c", _JSON, *names))] if as_json else [])]


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
        peers = [ours(vendor, files, name), *bare(files)]
        size = sum(file.stat().st_size for file in files)
        figures = measure(peers, 2 if size > 1_000_000 else 5)
        show(f"{title}: {size / 1e6:.2f} MB", peers, figures, peers[1].name)
        for peer in peers[1:]:
            ratio = figures[peers[0].name].fastest / figures[peer.name].fastest
            if peer.name == LOADS:
                promises.append(Promise(f"{title}, against a bare load", ratio, MOST))
        shutil.rmtree(WORK / f"vendors-{name}", ignore_errors=True)
    return judge(promises)


if __name__ == "__main__":
    sys.exit(main())
