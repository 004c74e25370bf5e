"""Golden files: what a command says, kept in `tests/golden/` and compared byte for byte."""

from __future__ import annotations

import os
from pathlib import Path

GOLDEN = Path(__file__).parent / "golden"


def held(name: str, text: str) -> None:
    """The text must be what the golden file of that name holds; UPDATE_GOLDEN=1 writes it anew."""
    path = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    assert path.exists(), f"{name} is missing: UPDATE_GOLDEN=1 writes it"
    assert text == path.read_bytes().decode(), (
        "UPDATE_GOLDEN=1 writes the golden files anew: read them before you commit"
    )
