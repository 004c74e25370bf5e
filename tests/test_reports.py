"""Every report on the shelf: its golden files, and what holds for all of them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from report_cases import CASES, CORE, Case, commands, render
from tracking_plan.document import Span
from tracking_plan.finding import Finding
from tracking_plan.reports import About, shelf

HERE = Path(__file__).parent
GOLDEN = HERE / "golden" / "reports"
TERMINAL: dict[str, tuple[str, dict[str, Any]]] = {
    "everyday.frames": ("everyday", {"frames": True}),
    "everyday.color": ("everyday", {"frames": True, "color": True}),
    "hostile.frames": ("hostile", {"frames": True, "width": 80}),
}
"""What only `text` has: the name of a golden file to a case and what it is told besides."""


def golden(file: str, text: str) -> None:
    path = GOLDEN / file
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    assert path.exists(), f"{path.name} is missing: UPDATE_GOLDEN=1 writes it"
    assert text == path.read_bytes().decode(), "UPDATE_GOLDEN=1 writes the golden files anew"


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("name", shelf.names)
def test_golden(name: str, case: str) -> None:
    golden(f"{case}.{name}", render(name, case))


@pytest.mark.parametrize("file", TERMINAL)
def test_golden_terminal(file: str) -> None:
    case, told = TERMINAL[file]
    golden(f"{file}.text", render("text", case, **told))


def test_no_golden_file_is_left_over() -> None:
    wanted = {f"{case}.{name}" for case in CASES for name in shelf.names} | {f"{file}.text" for file in TERMINAL}
    assert {path.name for path in GOLDEN.iterdir()} == wanted


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("name", shelf.names)
def test_safe_and_stable(name: str, case: str) -> None:
    text = render(name, case, color=name != "text", frames=name != "text")
    assert text == render(name, case)  # nothing random, and a machine format takes no notice of a terminal
    assert text.endswith("\n") or not CASES[case].findings
    text.encode()
    assert not re.search(r"##[\w.-]*\[", text)
    assert name == "github" or commands(text) == []
    assert not re.search("[\0-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]", text)


@pytest.mark.parametrize("name", shelf.names)
def test_fast(name: str) -> None:
    about = About("0.1.0", {CORE: "  signUp:\n" * 10_000}, clean=("clean.yaml",))
    findings = tuple(
        Finding(
            Span(CORE, n, 3, n, 9, ("events", f"e{n}")), f'"e{n}" is not Title Case', f"hint {n}", "event-name-case"
        )
        for n in range(1, 10_001)
    )
    start = time.process_time()
    render(name, Case(findings, about))
    assert time.process_time() - start < 2  # the aim is 0.15 s for text, 0.5 s for the others; a busy machine is slower


@pytest.mark.parametrize("name", shelf.names)
def test_light_imports(name: str) -> None:
    heavy = "{'rich', 'typer', 'xml', 'urllib.request', 'jsonschema_rs', 'email', 'http'}"
    code = (
        f"import sys; from tracking_plan.reports import About, shelf; r = shelf.take({name!r}).render\n"
        "from tracking_plan.finding import Finding; from tracking_plan.document import Span\n"
        f"''.join(r((Finding(Span('a', 1, 1, 1, 1), 'm'),), About())); print({heavy} & set(sys.modules))"
    )
    assert subprocess.check_output([sys.executable, "-c", code], text=True) == "set()\n"
