"""How long `plan` takes before it does anything: `plan --help` beside an import of the library that parses its arguments."""

from __future__ import annotations

import sys

from _measure import PLAN, PYTHON, Peer, Promise, judge, measure, show

US, TYPER, NOTHING = "plan --help", 'python -c "import typer"', "python -c pass"


def main() -> int:
    peers = [
        Peer(US, (PLAN, "--help")),
        Peer(TYPER, (PYTHON, "-c", "import typer")),
        Peer(NOTHING, (PYTHON, "-c", "pass")),
    ]
    figures = measure(peers, 25)
    show("Start-up, whole processes", peers, figures, TYPER)
    return judge([Promise("plan --help against an import of typer", figures[US].fastest / figures[TYPER].fastest, 1.5)])


if __name__ == "__main__":
    sys.exit(main())
