"""Draws README's pictures: SVGs of what `plan` really printed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

TOP = Path(__file__).parent.parent
WIDTH = 104
THEME = TerminalTheme(
    (22, 25, 34),
    (214, 219, 230),
    [
        (60, 66, 82),
        (240, 113, 120),
        (149, 210, 125),
        (240, 198, 116),
        (122, 170, 255),
        (199, 146, 234),
        (110, 205, 213),
        (214, 219, 230),
    ],
    [
        (110, 118, 138),
        (255, 135, 141),
        (170, 226, 149),
        (250, 214, 142),
        (150, 190, 255),
        (214, 172, 245),
        (140, 222, 229),
        (255, 255, 255),
    ],
)
SHOTS = {
    "validate": [
        ["plan", "validate", "docs/pictures/acme.yaml", "--color", "always"],
        ["plan", "validate", "plans/saas", "--color", "always"],
    ],
    "explain": [["plan", "explain", "property-widened"]],
}


def shot(title: str, commands: list[list[str]]) -> str:
    console = Console(
        record=True, width=WIDTH, file=StringIO(), force_terminal=True, color_system="truecolor", highlight=False
    )
    for number, command in enumerate(commands):
        shown = " ".join(word for word in command if word not in ("--color", "always"))
        console.print(Text.assemble("\n" if number else "", ("$ ", "bold green"), (shown, "bold")))
        environment = {**os.environ, "COLUMNS": str(WIDTH), "FORCE_COLOR": "1", "SOURCE_DATE_EPOCH": "1795478400"}
        program = str(Path(sys.executable).parent / command[0])
        done = subprocess.run(
            [program, *command[1:]],
            cwd=TOP,
            env=environment,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        if done.returncode > 1:
            raise SystemExit(f"{shown}: ended with {done.returncode}: {done.stdout}")
        text = re.sub(r" \(in [0-9.]+ s\)", "", done.stdout)  # the only thing in it that differs between two runs
        console.print(Text.from_ansi(text.rstrip("\n")))
    svg = console.export_svg(title=title, theme=THEME, unique_id=title.replace(" ", "-"))
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)  # nothing is fetched
    svg = svg.replace("Fira Code", "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono'")
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


def main() -> None:
    for name, commands in SHOTS.items():
        path = TOP / "docs" / "pictures" / f"{name}.svg"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(shot(f"plan {name}", commands), encoding="utf-8")
        print(path.relative_to(TOP))


if __name__ == "__main__":
    main()
