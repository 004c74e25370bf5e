"""How long `plan generate` works for 1,000 events beyond loading the plan, beside glean_parser; and what a client's checks cost."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

from _measure import HERE, PLAN, PYTHON, WORK, Peer, Promise, attempt, judge, measure, show
from _plans import write_glean, write_plan

GLEAN = "glean_parser==22.0.1"
ROUNDS = 5
ALL, LOAD, PEER = "all targets", "loading the plan", "glean_parser translate -f kotlin"
ONE = "plan generate {target}, the whole command"
_WORK = """\
import gc, json, sys, time
gc.disable()  # as the command does
from tracking_plan.cli._judge import plans
from tracking_plan.document import Limits
from tracking_plan.generate import Job, generate
from tracking_plan.targets import shelf
started = time.perf_counter()
[(plan, _)] = plans(sys.argv[1], Limits())
taken = {"loading the plan": time.perf_counter() - started}
started = time.perf_counter()
outputs, findings = generate(plan, [Job(name, "", name) for name in shelf.names])
taken["all targets"] = time.perf_counter() - started
assert not findings and all(output.files for output in outputs), findings
print(json.dumps(taken | {"targets": len(outputs)}))
"""
_EVENT = """\
import { configure, projectCreated } from "./index.js";
const data = {
  project_id: "proj_123", project_type: "marketing", team_size: 5, template_used: true, privacy: "private",
};
let sent = 0;
const tracker = { send() { sent++; } };
const rounds = 200_000, best = {};
for (let turn = 0; turn < 9; turn++) {
  for (const mode of ["throw", "off"]) {
    configure({ tracker, mode });
    const started = process.hrtime.bigint();
    for (let i = 0; i < rounds; i++) projectCreated(data);
    const taken = Number(process.hrtime.bigint() - started) / rounds / 1000;
    best[mode] = Math.min(best[mode] ?? Infinity, taken);
  }
}
console.log(JSON.stringify(best));
"""
PLAN_OF_THE_EVENT = """\
plan: 1
name: domain
owners: {team: {name: Team}}
sources: {web: {platform: web}}
events:
  Project Created:
    description: A new project exists
    trigger: It is stored
    owner: team
    sources: [web]
    properties:
      project_id: {type: string, description: Key, pattern: "^proj_[a-z0-9]+$"}
      project_type: {type: string, description: Kind, enum: [marketing, development, design]}
      team_size: {type: integer, description: Members, minimum: 1, maximum: 10000}
      template_used: {type: boolean, description: Whether from a template}
      privacy: {type: string, description: Who sees it, enum: [private, public], required: false}
"""


def worked(plan: Path) -> tuple[float, float, int]:
    """The least seconds of several runs, for loading and for all targets; and how many those are."""
    runs = []
    for _ in range(ROUNDS):
        done = subprocess.run([PYTHON, "-c", _WORK, str(plan)], capture_output=True, text=True, check=True)
        runs.append(json.loads(done.stdout))
    return min(run[LOAD] for run in runs), min(run[ALL] for run in runs), runs[0]["targets"]


def peer(folder: Path) -> Peer:
    home = WORK / "peers"
    if not (home / "bin" / "python").exists() and (why := attempt((PYTHON, "-m", "venv", str(home)))):
        return Peer(PEER, (), why)
    program = home / "bin" / "glean_parser"
    if not program.exists() and (why := attempt((str(home / "bin" / "pip"), "install", "--quiet", GLEAN))):
        return Peer(PEER, (), why)
    metrics = write_glean(folder / "metrics.yaml", 1000)
    words = ("translate", "-f", "kotlin", "-o", str(folder / "glean"), "--allow-reserved", str(metrics))
    return Peer(PEER, (str(program), *words))


def check_cost() -> dict[str, float]:
    """Microseconds of a call of the domain document's event in a client for JavaScript, by mode; none without Node."""
    if shutil.which("node") is None:
        print("  node is missing: what checks cost in a client is not measured")
        return {}
    folder = WORK / "client"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "plan.yaml").write_text(PLAN_OF_THE_EVENT, encoding="utf-8")
    command = [PLAN, "generate", "javascript", "--plan", str(folder / "plan.yaml"), "--out", str(folder), "--quiet"]
    subprocess.run(command, check=True)
    (folder / "package.json").write_text('{"type": "module"}')
    (folder / "time.js").write_text(_EVENT)
    found: dict[str, float] = json.loads(
        subprocess.run(["node", "time.js"], cwd=folder, capture_output=True, text=True, check=True).stdout
    )
    return found


def main() -> int:
    folder = WORK / "generate"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "plan").mkdir(exist_ok=True)
    plan = write_plan(folder / "plan" / "plan.yaml", 1000)
    loading, targets, number = worked(plan)
    print(f"\n1,000 events: loading {loading:.2f} s, then {number} targets in {targets:.2f} s")
    peers = [peer(folder)]
    for target in ("kotlin", "typescript"):
        if (HERE.parent / "src" / "tracking_plan" / "targets" / target).is_dir():
            words = ("generate", target, "--plan", str(plan), "--out", str(folder / target), "--quiet")
            peers.insert(0, Peer(ONE.format(target=target), (PLAN, *words)))
    figures = measure(peers, 3)
    show("One target of 1,000 events, the whole command", peers, figures, peers[0].name)
    promises = [Promise(f"all {number} targets beyond loading", targets, 1.5, "s")]
    if PEER in figures:
        promises.append(
            Promise("one target, against glean_parser", figures[peers[0].name].fastest / figures[PEER].fastest, 1)
        )
    cost = check_cost()
    if cost:
        print(
            f"\nOne event of 5 properties in JavaScript: {cost['throw']:.2f} µs checked, {cost['off']:.2f} µs with checks off"
        )
        promises.append(Promise("a checked event in JavaScript", cost["throw"], 2, "µs"))
    return judge(promises)


if __name__ == "__main__":
    sys.exit(main())
