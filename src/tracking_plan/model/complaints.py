"""What is said of keys and values that the plan format does not take, with what was surely meant."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from ..document import Map, Path
from ..finding import Finding
from ..shelf import did_you_mean, quote, slip
from . import mending
from .foreign import INSTEAD

Report = Callable[[Finding], None]
"""Takes what is wrong with the data, as a finding that already names its rule."""

MISSING: Any = object()


def unknown_key(
    raw: Map, name: str, path: Path, known: Mapping[str, Any], report: Report, fits: Callable[[str], bool]
) -> None:
    """Report a key that is not known. ``fits`` says whether a known one takes what stands there."""
    instead = INSTEAD.get(name, "")
    near = "" if instead else _near(name, tuple(known))
    hint = instead or ("" if near else "keys of your own begin with x-")
    meant = _slip(name, tuple(known)) if near else _INSTEAD_KEYS.get(name)
    right = meant is not None and meant in known and meant not in raw and fits(meant)
    fix = mending.key(raw, name, meant) if meant is not None and right else None
    message = f"unknown key {quote(name)} in {_what(path)}{near}"
    report(Finding(raw.key_at(name, path), message, hint, "unknown-key", fix=fix))


_near = lru_cache(maxsize=1024)(did_you_mean)
_slip = lru_cache(maxsize=1024)(slip)
_INSTEAD_KEYS = {"remove_after": "expires"}
"""Words of other formats that mean just what a key of ours does."""


_SINGULAR = {
    "sources": "source",
    "owners": "owner",
    "properties": "property",
    "property_groups": "group",
    "events": "event",
    "objectives": "objective",
    "questions": "question",
    "envelopes": "envelope",
}


def _what(path: Path) -> str:
    """`event "Signed Up"`, `property "email"`, `the plan`: for messages."""
    if not path:
        return "the plan"
    for place in range(len(path) - 2, -1, -1):
        if path[place] in _SINGULAR and isinstance(path[place + 1], str) and place + 2 == len(path):
            return f"{_SINGULAR[str(path[place])]} {quote(path[-1])}"
    return f"an entry of {quote(path[-2])}" if isinstance(path[-1], int) else quote(path[-1])


def wrong(raw: Map, key: str, path: Path, report: Report, expected: str, hint: str = "", better: Any = MISSING) -> Any:
    """Report a value of the wrong kind and leave it out. ``better`` is what was surely meant."""
    value = raw[key]
    shown = (
        quote(raw.source(key))
        if not isinstance(value, (dict, list))
        else "a mapping"
        if isinstance(value, dict)
        else "a list"
    )
    fix = mending.value(raw, (key,), better) if better is not MISSING else None
    report(Finding(raw.at(key, path=path), f"{quote(key)} takes {expected}, not {shown}", hint, "wrong-value", fix=fix))
    return MISSING
