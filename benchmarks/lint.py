"""How fast `plan lint` judges a log, beside DuckDB that only counts it, and beside validators of JSON Schema.

`python benchmarks/lint.py [EVENTS]` (default 1,000,000: about 780 MB); `LARGE=1` measures the memory of ten million too.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from _log import write
from _measure import PLAN, PYTHON, WORK, Figure, Peer, Promise, attempt, judge, measure, show
from tracking_plan import load
from tracking_plan.document import read
from tracking_plan.model.schema import event_schema

DRAFT = "https://json-schema.org/draft/2020-12/schema"
US, ONE = "plan lint, all cores", "plan lint, one core"
FLOOR = "msgspec decodes each line, one core"
DECODE = """\
import gc, sys
gc.disable()
from datetime import date, datetime, timezone
from pathlib import Path
from tracking_plan import load
from tracking_plan.document import read
from tracking_plan.lint import envelopes, reading
from tracking_plan.lint.header import decoded
from tracking_plan.lint.judge import Judge
from tracking_plan.lint.rulebook import Rulebook
plan = load.load([read(Path(sys.argv[1]).read_text(), "plan.yaml")], date.today())
judge = Judge(plan, envelopes.take("segment", plan), Rulebook(plan, datetime.now(timezone.utc)))
with reading.open_log(sys.argv[2]) as log:
    for block in log.blocks():
        decoded(judge.fast.header.decode, block.lines)
"""
DUCK, AJV = "DuckDB counts by name", "ajv on Node"
COUNT = "import duckdb, sys; duckdb.execute('select event, count(*) from read_json(?) group by 1', [sys.argv[1]]).fetchall()"

# One compiled validator per event, JSON.parse, one process; as a team would write it for speed.
AJV_SCRIPT = """\
const { readFileSync, openSync, readSync } = require("node:fs");
const Ajv = require("ajv/dist/2020");
const ajv = new Ajv({ allErrors: process.argv[4] === "all", strict: false });
require("ajv-formats")(ajv);
const validators = new Map();
for (const [name, schema] of Object.entries(JSON.parse(readFileSync(process.argv[2], "utf8")))) {
  validators.set(name, ajv.compile(schema));
}
let valid = 0, invalid = 0, errors = 0;
const judge = (line) => {
  if (!line) return;
  const event = JSON.parse(line);
  const validate = validators.get(event.event);
  if (validate !== undefined && validate(event.properties)) { valid++; return; }
  invalid++;
  errors += validate === undefined ? 1 : validate.errors.length;
};
const file = openSync(process.argv[3]), chunk = Buffer.allocUnsafe(4 << 20);
let rest = Buffer.alloc(0);
for (let size; (size = readSync(file, chunk)) > 0; ) {
  let data = rest.length ? Buffer.concat([rest, chunk.subarray(0, size)]) : chunk.subarray(0, size);
  const end = data.lastIndexOf(10);
  if (end >= 0) for (const line of data.toString("utf8", 0, end).split("\\n")) judge(line);
  rest = Buffer.from(data.subarray(end + 1));
}
judge(rest.toString());
console.log(valid, invalid, errors);
"""


def ours(name: str, plan: Path, log: Path, *more: str) -> Peer:
    """The full job: findings, summary, duplicates, rejects."""
    rejects, summary = WORK / "lint" / "rejects.ndjson", WORK / "lint" / "summary.json"
    return Peer(
        name,
        (PLAN, "lint", str(log), "--plan", str(plan), "--envelope", "segment", "--fail-on", "never", "--rejects",
         str(rejects), "--summary", str(summary), *more),
    )  # fmt: skip


def duckdb(log: Path) -> Peer:
    home = WORK / "duckdb"
    python = home / "bin" / "python"
    why = "" if python.exists() else attempt((PYTHON, "-m", "venv", str(home)))
    if not why and not (home / "ready").exists():
        why = attempt((str(python), "-m", "pip", "install", "--quiet", "duckdb>=1.5"))
        if not why:
            (home / "ready").touch()
    return Peer(DUCK, () if why else (str(python), "-c", COUNT, str(log)), why)


def npm(name: str, *packages: str) -> tuple[Path, str]:
    """The folder into which npm has installed packages, and why it could not."""
    home = WORK / name
    if (home / "ready").exists():
        return home, ""
    home.mkdir(parents=True, exist_ok=True)
    why = attempt(("npm", "install", "--prefix", str(home), "--no-audit", "--no-fund", "--no-package-lock", *packages))
    if not why:
        (home / "ready").touch()
    return home, why


def ajv(plan: Path, log: Path, mode: str = "first") -> Peer:
    home, why = npm("ajv", "ajv@8", "ajv-formats@3")
    if why:
        return Peer(AJV, (), why)
    script, schemas = home / "judge.cjs", plan.with_suffix(".schemas.json")
    script.write_text(AJV_SCRIPT)
    if not schemas.exists():
        found = load.load([read(plan.read_text(), plan.name)], date.today())
        made = {name: event_schema(event) for name, event in found.events.items()}
        schemas.write_text(json.dumps(made))
    return Peer(AJV, ("node", str(script), str(schemas), str(log), mode))


class OneType(NamedTuple):
    """A log of one type of event, none bad, and what validators of JSON Schema need to judge its lines."""

    plan: Path
    log: Path
    schema: Path
    """Of a line."""
    lines: Path
    """The log, under a name that tells Sourcemeta's that it is JSON Lines."""


def one_type(folder: Path, count: int) -> OneType:
    plan, log = write(folder, count, 1, 0)
    made = OneType(plan, log, folder / "one.schema.json", log.with_suffix(".jsonl"))
    found = load.load([read(plan.read_text(), plan.name)], date.today())
    (event,) = found.events.values()
    inside = {"event": {"const": event.name}, "properties": event_schema(event)}
    schema = {"$schema": DRAFT, "type": "object", "required": ["event", "properties"], "properties": inside}
    made.schema.write_text(json.dumps(schema))
    if not made.lines.exists():
        made.lines.hardlink_to(log)
    return made


def sourcemeta(one: OneType) -> Peer:
    home, why = npm("sourcemeta", "@sourcemeta/jsonschema@latest")
    program = home / "node_modules" / ".bin" / "jsonschema"
    words = (str(program), "validate", str(one.schema), str(one.lines))
    return Peer("Sourcemeta's jsonschema", () if why else words, why)


def check_jsonschema(one: OneType) -> Peer:
    """It knows no JSON Lines, and takes them as one array."""
    home, why = WORK / "peers", ""
    check = home / "bin" / "check-jsonschema"
    if not check.exists():
        why = attempt((PYTHON, "-m", "venv", str(home)))
        why = why or attempt((str(home / "bin" / "python"), "-m", "pip", "install", "--quiet", "check-jsonschema"))
    schema, array = one.schema.with_name("many.schema.json"), one.log.with_suffix(".array.json")
    line = {name: held for name, held in json.loads(one.schema.read_text()).items() if name != "$schema"}
    schema.write_text(json.dumps({"$schema": DRAFT, "type": "array", "items": line}))
    if not array.exists():
        array.write_bytes(b"[" + b",\n".join(one.log.read_bytes().splitlines()) + b"]")
    return Peer("check-jsonschema", () if why else (str(check), "--schemafile", str(schema), str(array)), why)


def packed(log: Path) -> Path:
    made = log.with_suffix(".ndjson.gz")
    if not made.exists():
        half = made.with_suffix(".half")
        with log.open("rb") as stream, gzip.open(half, "wb", compresslevel=6) as out:
            shutil.copyfileobj(stream, out, 1 << 20)
        half.rename(made)
    return made


def memory(peer: Peer) -> tuple[float, int]:
    """Seconds, and the peak of all its processes together (shared pages once), looked at ten times a second."""
    started, peak = time.perf_counter(), 0
    child = subprocess.Popen(peer.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    done = threading.Event()
    threading.Thread(target=lambda: (child.wait(), done.set()), daemon=True).start()
    while not done.wait(0.1):
        peak = max(peak, sum(map(_share, _group(child.pid))))
    if child.returncode:
        raise SystemExit(f"{peer.name}: ended with {child.returncode}")
    return time.perf_counter() - started, peak


def _group(leader: int) -> Iterator[int]:
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            try:
                if os.getpgid(int(entry.name)) == leader:
                    yield int(entry.name)
            except ProcessLookupError:
                continue


def _share(process: int) -> int:
    try:
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0


def rate(figures: dict[str, Figure], name: str) -> float:
    return 1 / figures[name].fastest


def main(count: int, rounds: int) -> int:
    folder = WORK / "lint"
    plan, log = write(folder, count)
    promises: list[Promise] = []
    print(f"{count:,} events of 100 types, {log.stat().st_size / 1e6:.0f} MB, 1 % bad")

    floor = Peer(FLOOR, (PYTHON, "-c", DECODE, str(plan), str(log)))
    peers = [ours(US, plan, log), ours(ONE, plan, log, "--jobs", "1"), floor, duckdb(log), ajv(plan, log)]
    figures = measure(peers, rounds)
    show("A log, and the peers that read it", peers, figures, US)
    if DUCK in figures:
        promises.append(Promise("all cores against DuckDB's count", figures[US].fastest / figures[DUCK].fastest, 1.5))
        promises.append(Promise("… and as we mean it", figures[US].fastest / figures[DUCK].fastest, 1.0))
    if AJV in figures:
        promises.append(
            Promise("ajv's time: all cores take at most a fifth", figures[US].fastest / figures[AJV].fastest, 1 / 5)
        )
        promises.append(
            Promise("ajv's time: one core takes at most a third", figures[ONE].fastest / figures[AJV].fastest, 1 / 3)
        )

    bad_plan, bad = write(folder, count // 5, 100, 1.0)
    peers = [ours(US, bad_plan, bad), ajv(bad_plan, bad, "all")]
    figures = measure(peers, rounds)
    show(f"Every event bad ({count // 5:,} events)", peers, figures, US)
    if AJV in figures:
        promises.append(
            Promise("every event bad, against ajv with allErrors", figures[US].fastest / figures[AJV].fastest, 1.0)
        )

    # check-jsonschema needs a minute for what takes us a second.
    for size, validator in ((count, sourcemeta), (100_000, check_jsonschema)):
        one = one_type(folder, size)
        peer = validator(one)
        peers = [ours(US, one.plan, one.log), peer]
        figures = measure(peers, rounds)
        show(f"{size:,} events of one type, none bad", peers, figures, US)
        if peer.name in figures:
            share = figures[US].fastest / figures[peer.name].fastest
            promises.append(Promise(f"at most a tenth of the time of {peer.name}", share, 0.1))

    gz = packed(log)
    peers = [ours(US, plan, gz), Peer("zcat | wc -l", ("sh", "-c", f"zcat '{gz}' | wc -l"))]
    figures = measure(peers, rounds)
    show("The log in gzip", peers, figures, US)
    promises.append(Promise("gzip against zcat | wc -l", figures[US].fastest / figures["zcat | wc -l"].fastest, 2.0))

    promises += flat(folder, plan, log, count, 2 * rounds)  # differences are small
    if os.environ.get("LARGE"):
        plan, log = write(folder, 10_000_000)
        seconds, peak = memory(ours(US, plan, log))
        print(f"\n10,000,000 events: {seconds:.1f} s, {peak / 2**20:.0f} MB at the peak, all processes together")
        promises.append(Promise("peak memory for 10,000,000 events", peak / 2**20, 1024, "MB"))
    return judge(promises)


def flat(folder: Path, plan: Path, log: Path, count: int, rounds: int) -> Iterator[Promise]:
    """Whether an event costs the same in long logs, and in plans of many types; beyond the start.

    Of many types nearly each bad event has another mistake, which is put into words, sent, counted and written by itself.
    """
    cost, _ = costs(folder, 0, rounds)
    yield Promise("an event of 2,000 types against one of 10", cost[2_000] / cost[10], 1.4)
    cost, figures = costs(folder, 0.01, rounds, ours("all events", plan, log))
    yield Promise("… where 1 % are bad, each in its own way", cost[2_000] / cost[10], 2.5)
    every = (figures["all events"].fastest - figures["200,000 events of 100 types"].fastest) / (count - 200_000) * 1e6
    print(f"  beyond 200,000: {every:.2f} µs an event")
    yield Promise("an event beyond 200,000 against one before", every / cost[100], 1.3)


def costs(folder: Path, bad: float, rounds: int, *more: Peer) -> tuple[dict[int, float], dict[str, Figure]]:
    """What an event costs in µs beyond 20,000 of the same plan, by how many types the plan has; and all the figures."""
    types = (10, 100, 2_000)
    short, long = (
        [ours(f"{size:,} events of {number:,} types", *write(folder, size, number, bad)) for number in types]
        for size in (20_000, 200_000)
    )
    peers = [*short, *long, *more]
    figures = measure(peers, rounds)
    show(f"What an event costs, {bad:.0%} bad", peers, figures, short[1].name)
    cost = {
        number: (figures[after.name].fastest - figures[before.name].fastest) / 180_000 * 1e6
        for number, before, after in zip(types, short, long, strict=True)
    }
    print("  " + "; ".join(f"{number:,} types: {each:.2f} µs an event" for number, each in cost.items()))
    return cost, figures


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000, 3))
