"""How fast `plan fmt` formats 1,000 events, beside a round trip of the same file through ruamel.yaml, which keeps comments too."""

from __future__ import annotations

import sys
from pathlib import Path

from _measure import PLAN, PYTHON, WORK, Peer, Promise, attempt, judge, measure, show
from _plans import write_plan

US, THEM = "plan fmt --check", "ruamel.yaml round trip"
RUAMEL = "ruamel.yaml==0.18.16"
TRIP = """
import sys
from ruamel.yaml import YAML
yaml = YAML()
yaml.width = 120
with open(sys.argv[1]) as stream:
    data = yaml.load(stream)
with open(sys.argv[2], "w") as stream:
    yaml.dump(data, stream)
"""


def ruamel(plan: Path) -> Peer:
    """In an environment of its own."""
    home = WORK / "ruamel"
    python = home / "bin" / "python"
    why = ""
    if not python.exists():
        why = attempt((PYTHON, "-m", "venv", str(home)))
    if not why and not any(home.glob("lib/*/site-packages/ruamel")):
        why = attempt((str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", RUAMEL))
    command = (str(python), "-c", TRIP, str(plan), str(WORK / "trip.yaml"))
    return Peer(THEM, () if why else command, why)


def main() -> int:
    WORK.mkdir(exist_ok=True)
    plan = write_plan(WORK / "fmt.yaml", 1000)
    attempt((PLAN, "fmt", str(plan), "--quiet"))  # so that both read and write what is tidy: the work is the same
    peers = [Peer(US, (PLAN, "fmt", "--check", str(plan))), ruamel(plan)]
    figures = measure(peers, 5)
    show(f"1,000 events ({plan.stat().st_size / 1e6:.2f} MB of YAML), whole processes", peers, figures, US)
    if THEM not in figures:
        print(f"\n  {peers[1].missing}: the promise was not measured")
        return 0
    ratio = figures[US].fastest / figures[THEM].fastest
    return judge([Promise("1,000 events against a round trip of ruamel.yaml", ratio, 3.0)])


if __name__ == "__main__":
    sys.exit(main())
