"""Where the time of `plan validate` goes: milliseconds of each step, and of each rule, on the plan of 1,000 events.

To be run by hand: `python benchmarks/_rules.py`. What rules work out together counts for the first that asks.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from datetime import date
from typing import Any

from _measure import WORK
from _plans import write_plan
from tracking_plan.check import check
from tracking_plan.document import read
from tracking_plan.load import load
from tracking_plan.model.plan import KINDS, nodes
from tracking_plan.rules import shelf

ROUNDS = 5


def clock(work: Callable[[], Any]) -> float:
    """Milliseconds of the fastest of some runs."""
    taken = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return min(taken) * 1000


def main() -> None:
    gc.disable()
    WORK.mkdir(exist_ok=True)
    content = write_plan(WORK / "1000.yaml", 1000).read_bytes()
    imported = [(_import(name), name) for name in shelf.names]
    document = read(content, "plan.yaml")
    print(f"{clock(lambda: read(content, 'plan.yaml')):8.2f} ms  read")
    print(f"{clock(lambda: load([document], date.today())):8.2f} ms  load")
    plans = iter([load([document], date.today()) for _ in range(ROUNDS)])
    print(f"{clock(lambda: check(next(plans))):8.2f} ms  check")
    print(f"{sum(taken for taken, _ in imported):8.2f} ms  importing the rules, of which the slowest:")
    for taken, name in sorted(imported, reverse=True)[:8]:
        print(f"{taken:12.2f}  {name}")
    least: dict[str, float] = {}
    for _ in range(ROUNDS):
        plan = load([document], date.today())
        for name, module in shelf.all():
            started = time.perf_counter()
            for kind in KINDS:
                look = getattr(module, f"check_{kind}", None)
                for node in nodes(plan, kind) if look is not None else ():
                    list(look(plan) if kind == "plan" else look(node, plan))
            taken = (time.perf_counter() - started) * 1000
            least[name] = min(taken, least.get(name, taken))
    print("Rules:")
    for name, taken in sorted(least.items(), key=lambda item: -item[1])[:30]:
        print(f"{taken:12.2f}  {name}")


def _import(name: str) -> float:
    started = time.perf_counter()
    shelf.take(name)
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    main()
