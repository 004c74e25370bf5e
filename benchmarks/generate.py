"""How long `plan generate` works for 1,000 events beyond loading the plan, beside glean_parser; and what a client's checks cost."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
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
const byHand = (properties) => tracker.send({ call: "track", event: "Project Created", properties: { ...properties } });
const rounds = 20_000, best = {};
for (let turn = 0; turn < 90; turn++) {
  for (const mode of ["throw", "off", "by hand"]) {
    if (mode !== "by hand") configure({ tracker, mode });
    const call = mode === "by hand" ? byHand : projectCreated;
    const started = process.hrtime.bigint();
    for (let i = 0; i < rounds; i++) call(data);
    const taken = Number(process.hrtime.bigint() - started) / rounds / 1000;
    best[mode] = Math.min(best[mode] ?? Infinity, taken);
  }
}
console.log(JSON.stringify(best));
"""
_EVENT_IN_PYTHON = """\
import json, time
import made
class Tracker:
    def send(self, message, /):
        pass
tracker, rounds, best = Tracker(), 2_000, {}
def by_hand(*, project_id, project_type, team_size, template_used, privacy=None):
    properties = {
        "project_id": project_id, "project_type": project_type, "team_size": team_size, "template_used": template_used,
    }
    if privacy is not None:
        properties["privacy"] = privacy
    tracker.send({"call": "track", "event": "Project Created", "properties": properties})
for turn in range(150):
    for mode in ("throw", "off", "by hand"):
        if mode != "by hand":
            made.configure(tracker, mode=mode)
        call = by_hand if mode == "by hand" else made.project_created
        started = time.perf_counter()
        for _ in range(rounds):
            call(project_id="proj_123", project_type="marketing", team_size=5, template_used=True, privacy="private")
        best[mode] = min(best.get(mode, 9e9), (time.perf_counter() - started) / rounds * 1e6)
print(json.dumps(best))
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


def check_cost(target: str, program: str, code: str) -> dict[str, float]:
    """Microseconds of a call of the domain document's event in a client, by mode, and of one by hand; the least of many."""
    if shutil.which(program) is None:
        print(f"  {program} is missing: what checks cost in a client in {target} is not measured")
        return {}
    folder = WORK / f"client-{target}"
    (folder / "made").mkdir(parents=True, exist_ok=True)
    (folder / "plan.yaml").write_text(PLAN_OF_THE_EVENT, encoding="utf-8")
    out = folder / "made" if target == "python" else folder
    command = [PLAN, "generate", target, "--plan", str(folder / "plan.yaml"), "--out", str(out), "--quiet"]
    subprocess.run(command, check=True)
    (folder / "package.json").write_text('{"type": "module"}')
    name = "time.js" if target == "javascript" else "measure.py"
    (folder / name).write_text(code)
    words = [program, name]
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def checks() -> Iterator[Promise]:
    """What a checked event costs, and one that nobody looks at beside a call that is written by hand."""
    programs = {"javascript": ("node", _EVENT, 2), "python": (PYTHON, _EVENT_IN_PYTHON, 5)}
    for target, (program, code, most) in programs.items():
        cost = check_cost(target, program, code)
        if cost:
            told = ", ".join(f"{mode} {taken:.2f} µs" for mode, taken in cost.items())
            print(f"\nOne event of 5 properties in {target}: {told}")
            yield Promise(f"a checked event in {target}", cost["throw"], most, "µs")
            yield Promise(f"`off` in {target}, more than by hand", cost["off"] - cost["by hand"], 0.5, "µs")


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
    own = ONE.format(target="kotlin")
    if PEER in figures and own in figures:
        promises.append(Promise("kotlin, against glean_parser", figures[own].fastest / figures[PEER].fastest, 1))
    promises += checks()
    return judge(promises)


if __name__ == "__main__":
    sys.exit(main())
