"""The fixes that whoever reads or judges a plan can give: another value, another key, or changes in several places."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from ..document import Amendment, Document, Edits, Map, Path, edits, renaming, replacing
from ..finding import Fix
from ..shelf import quote
from ..trouble import Trouble


def value(raw: Map, keys: Path, better: Any, *, safe: bool = True) -> Fix:
    """Write another value where a scalar stands."""
    return Fix(f"Write {_said(better)}", lambda: replacing(raw, keys, better), safe)


def word(raw: Map, keys: Path, better: str) -> Fix:
    """Write a word of the format where another one stands, without quotes where there are none: `off` is no text."""
    return Fix(f"Write {better}", lambda: replacing(raw, keys, better, bare=True))


def _said(better: Any) -> str:
    if isinstance(better, list):
        return f"[{', '.join(map(str, better))}]"
    if isinstance(better, dict):
        return f"{{{', '.join(f'{key}: {one}' for key, one in better.items())}}}"
    if isinstance(better, bool):
        return "true" if better else "false"
    return quote(better) if isinstance(better, str) else str(better)


def key(raw: Map, name: str, better: str) -> Fix:
    """Call a key otherwise."""
    return Fix(f"Write {quote(better)}", lambda: renaming(raw, name, better))


def quoting(title: str, places: Iterable[tuple[Map, Path, str, bool]]) -> Fix:
    """Put quotes around texts: each in a mapping, under its keys; with True, of the last key itself."""
    held = tuple(places)

    def make() -> Edits:
        made = (renaming(raw, text, text) if is_key else replacing(raw, keys, text) for raw, keys, text, is_key in held)
        return tuple(edit for one in made for edit in one)

    return Fix(title, make)


def changing(title: str, work_out: Callable[[], Iterable[tuple[Document, Amendment]]], *, safe: bool = True) -> Fix:
    """Make changes in the files of a plan, all of them or none."""
    return Fix(title, lambda: _together(work_out), safe)


def _together(work_out: Callable[[], Iterable[tuple[Document, Amendment]]]) -> Edits:
    by_document: dict[int, tuple[Document, list[Amendment]]] = {}
    try:
        for document, change in work_out():
            held = by_document.setdefault(id(document), (document, []))[1]
            if change not in held:
                held.append(change)
    except Trouble:
        return ()
    made = [edits(document, changes) for document, changes in by_document.values()]
    return tuple(edit for one in made for edit in one) if all(made) else ()
