"""How long `plan docs` works for 1,000 events, beside glean_parser and MkDocs; a rebuild after an edit; and a key of search."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from _measure import PLAN, PYTHON, WORK, Peer, Promise, attempt, judge, measure, show
from _plans import plan_files, write_glean, write_plan

PACKAGES = ("glean_parser==22.0.1", "mkdocs==1.6.1")
OURS, PEER = "plan docs, the whole command", "glean_parser translate -f markdown, then mkdocs build"
ROUNDS, EDITS, EVENTS = 5, 8, 1000
_WORK = """\
import gc, json, sys, time
gc.disable()  # as the command does
from pathlib import Path
from tracking_plan.cli import _site
from tracking_plan.dictionary import Dictionary
from tracking_plan.site import Site
started = time.perf_counter()
plan, findings = _site.read(sys.argv[1])
loaded = time.perf_counter()
files = dict(Site(Dictionary(plan, findings)).files())
made = time.perf_counter()
_site.write(sys.argv[2], files)
print(json.dumps([loaded - started, made - loaded, time.perf_counter() - made, len(files)]))
"""
_SEARCH = """\
const fs = require("fs"), vm = require("vm");
const window = {};
const context = vm.createContext({ window });
for (const name of ["search.js", "data.js"]) vm.runInContext(fs.readFileSync(process.argv[1] + "/assets/" + name, "utf8"), context);
let started = process.hrtime.bigint();
const index = new window.PlanIndex(window.PLAN);
const built = Number(process.hrtime.bigint() - started) / 1e6;
const typed = ["project created", "projct craeted", "subscription", "the user has", "is_new", "zzyzx nothing like it", "a", "invoice sned"];
const keys = [];
for (let turn = 0; turn < 3; turn++) {
  for (const text of typed) {
    for (let end = 1; end <= text.length; end++) {
      started = process.hrtime.bigint();
      index.find(text.slice(0, end), 12);
      if (turn) keys.push(Number(process.hrtime.bigint() - started) / 1e6);
    }
  }
}
keys.sort((one, other) => one - other);
console.log(JSON.stringify([built, keys[keys.length >> 1], keys[keys.length - 1]]));
"""


def worked(plan: Path, out: Path) -> tuple[list[float], int]:
    """The least seconds of several runs, for loading, making and writing into a new folder; and how many files."""
    runs = []
    for _ in range(ROUNDS):
        shutil.rmtree(out, ignore_errors=True)
        done = subprocess.run([PYTHON, "-c", _WORK, str(plan), str(out)], capture_output=True, text=True, check=True)
        runs.append(json.loads(done.stdout))
    return [min(run[place] for run in runs) for place in range(3)], runs[0][3]


def peer(folder: Path, plan: Path) -> Peer:
    """glean_parser on as many events, and MkDocs on a page for each event and property: those of our own Markdown."""
    home = WORK / "docs-peers"
    if not (home / "bin" / "python").exists() and (why := attempt((PYTHON, "-m", "venv", str(home)))):
        return Peer(PEER, (), why)
    if not (home / "bin" / "mkdocs").exists() and (
        why := attempt((str(home / "bin" / "pip"), "install", "--quiet", *PACKAGES))
    ):
        return Peer(PEER, (), why)
    metrics = write_glean(folder / "metrics.yaml", EVENTS)
    pages = folder / "pages"
    subprocess.run(
        [PLAN, "docs", str(plan), "--format", "markdown", "--out", str(pages), "--no-history", "--quiet"], check=True
    )
    (folder / "mkdocs.yml").write_text("site_name: events\ndocs_dir: pages\nplugins: []\n", encoding="utf-8")
    programs = home / "bin"
    script = (
        f'"{programs}/glean_parser" translate -f markdown -o "{folder}/glean" --allow-reserved "{metrics}"'
        f' && "{programs}/mkdocs" build -q -f "{folder}/mkdocs.yml" -d "{folder}/built"'
    )
    return Peer(PEER, ("/bin/sh", "-c", script))


@contextmanager
def served(plan: Path) -> Iterator[str]:
    """The address of `plan docs --serve`."""
    process = subprocess.Popen(
        [PLAN, "docs", str(plan), "--serve", "--port", "0", "--no-history"], stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    try:
        yield re.findall(r"http://\S+/", process.stderr.readline())[0]
    finally:
        process.terminate()
        process.wait()


def fetched(address: str) -> str:
    with urlopen(address, timeout=60) as answer:
        text: str = answer.read().decode()
    return text


def rebuilt(plan: Path, file: Path) -> float:
    """The least seconds from an edit of a file to the page that shows it, of several edits."""
    text = file.read_text(encoding="utf-8")
    name = re.findall(r"^  ([A-Z][^:\n]*):$", text, re.M)[0]
    page = f"events/{name.lower().replace(' ', '-')}.html"
    taken = []
    with served(plan) as url:
        fetched(url + page)
        for number in range(EDITS):
            time.sleep(0.7)
            version = json.loads(fetched(url + "-/version"))["version"]
            fresh = file.with_suffix(".new")
            fresh.write_text(
                text.replace(f"  {name}:\n    description: ", f"  {name}:\n    description: Edit {number}. ")
            )
            started = time.perf_counter()
            fresh.replace(file)
            fetched(f"{url}-/version?known={version}")
            assert f"Edit {number}." in fetched(url + page)
            taken.append(time.perf_counter() - started)
    file.write_text(text, encoding="utf-8")
    return min(taken)


def searched(folder: Path) -> list[float]:
    """Milliseconds to build the index of 5,000 events, of a usual key and of the slowest; none without Node."""
    if shutil.which("node") is None:
        print("  node is missing: search is not measured")
        return []
    plan = write_plan(folder / "large.yaml", 5000)
    script = (
        "import sys; from pathlib import Path; from tracking_plan.cli import _site; from tracking_plan.site import Site;"
        "from tracking_plan.dictionary import Dictionary; made = Site(Dictionary(*_site.read(sys.argv[1]))).routes;"
        "out = Path(sys.argv[2]) / 'assets'; out.mkdir(parents=True, exist_ok=True);"
        "[(out / name).write_text(made['assets/' + name](), encoding='utf-8') for name in ('search.js', 'data.js')]"
    )
    subprocess.run([PYTHON, "-c", script, str(plan), str(folder)], check=True)
    done = subprocess.run(["node", "-e", _SEARCH, str(folder)], capture_output=True, text=True, check=True)
    found: list[float] = json.loads(done.stdout)
    return found


def main() -> int:
    folder = WORK / "docs"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "one").mkdir(exist_ok=True)
    plan = write_plan(folder / "one" / "plan.yaml", EVENTS)  # a plan.yaml stands for all of its folder
    (loading, making, writing), number = worked(plan, folder / "site")
    print(f"\n1,000 events: loading and judging {loading:.2f} s, then {number:,} files in {making:.2f} s,")
    print(f"written in {writing:.2f} s")
    promises = [Promise("the whole site beyond loading", making + writing, 3, "s")]
    ours = (PLAN, "docs", str(plan), "--out", str(folder / "site"), "--no-history", "--quiet")
    peers = [Peer(OURS, ours), peer(folder, plan)]
    figures = measure(peers, 2)
    show("1,000 events as pages to browse, the whole command", peers, figures, OURS)
    if PEER in figures:
        promises.append(Promise("against glean_parser and MkDocs", figures[OURS].fastest / figures[PEER].fastest, 0.2))
    parts = folder / "parts"
    for name, text in plan_files(EVENTS, 100).items():
        (parts / name).parent.mkdir(parents=True, exist_ok=True)
        (parts / name).write_text(text, encoding="utf-8")
    for said, where, file in (
        ("in 100 files", parts / "plans", parts / "plans" / "events" / "050.yaml"),
        ("in one file", plan, plan),
    ):
        took = rebuilt(where, file)
        print(f"\nFrom an edit to the page that shows it, 1,000 events {said}: {1000 * took:.0f} ms")
        promises.append(Promise(f"a rebuild, {said}", 1000 * took, 300, "ms"))
    if found := searched(folder):
        print(
            f"\nSearch over 5,000 events: index {found[0]:.0f} ms, a key {found[1]:.1f} ms, the slowest {found[2]:.1f} ms"
        )
        promises.append(Promise("the slowest key of search", found[2], 50, "ms"))
    return judge(promises)


if __name__ == "__main__":
    sys.exit(main())
