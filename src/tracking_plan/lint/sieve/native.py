"""Finds and loads the library that hatch_build.py makes of the C beside this file.

A wheel holds the library and no C. In a checkout both are there, and a library that is older than its C is not used:
nobody is judged by what the source no longer says. ``PLAN_SIEVE=off`` does without it.
"""

from __future__ import annotations

import ctypes
import os
import sys
from array import array
from functools import cache
from pathlib import Path
from typing import Any

VERSION = 2
"""What this side and the C agreed on; `plan_sieve_version` of the library must say the same."""

NAME = {"darwin": "_sieve.dylib", "win32": "_sieve.dll"}.get(sys.platform, "_sieve.so")

Numbers = ctypes.POINTER(ctypes.c_int64)
_WHOLE, _DATA, _STATE, _POOL = ctypes.c_int64, ctypes.c_char_p, ctypes.c_void_p, ctypes.POINTER(ctypes.c_uint8)
_FUNCTIONS: dict[str, tuple[Any, tuple[Any, ...]]] = {
    "index": (None, (Numbers, _POOL, _WHOLE)),
    "new": (_STATE, (Numbers, _POOL, Numbers)),
    "free": (None, (_STATE,)),
    "know": (None, (_STATE, _DATA, _WHOLE, _WHOLE, _DATA)),
    "sift": (None, (_STATE, ctypes.c_void_p, _WHOLE, _WHOLE, _WHOLE, ctypes.c_void_p)),
    "learn": (_WHOLE, (_STATE, _WHOLE, ctypes.c_void_p, _WHOLE, _DATA, _WHOLE)),
    "refuse": (_WHOLE, (_STATE, _WHOLE, ctypes.c_void_p)),
    "again": (None, (_STATE, Numbers)),
    "take": (_WHOLE, (_STATE, _WHOLE, Numbers)),
    "order": (_WHOLE, (Numbers, _WHOLE, Numbers)),
    "partition": (None, (Numbers, _WHOLE, Numbers, Numbers)),
    "twice": (_WHOLE, (Numbers, _WHOLE, Numbers)),
    "places": (_WHOLE, (Numbers, _WHOLE, Numbers, _WHOLE, Numbers)),
    "starts": (None, (Numbers, _WHOLE, Numbers, _WHOLE, Numbers)),
    "content": (_WHOLE, (_DATA, _WHOLE, _DATA)),
    "moved": (_WHOLE, (_DATA, _WHOLE, _WHOLE, _POOL)),
    "hash": (_WHOLE, (_WHOLE, _WHOLE, _DATA, _WHOLE)),
}
"""Of each function of the library, without `plan_sieve_`: what it gives, and what it takes."""


@cache
def library() -> ctypes.CDLL | None:
    """The library, loaded once a process; None where it is missing, stale, of another version or for another machine."""
    if os.environ.get("PLAN_SIEVE") == "off":
        return None
    return opened(Path(__file__).with_name(NAME))


def opened(path: Path) -> ctypes.CDLL | None:
    """The library at ``path``, if it is one that can be used."""
    try:
        if _older(path):
            return None
        loaded = ctypes.CDLL(str(path))
        version = loaded.plan_sieve_version
    except (OSError, AttributeError):
        return None
    version.argtypes, version.restype = (), ctypes.c_int64
    return _typed(loaded) if version() == VERSION else None


def at(some: array[int]) -> ctypes._Pointer[ctypes.c_int64]:
    """Where the numbers of an array of 64 bits each stand, for as long as it is kept and has its size."""
    return ctypes.cast(some.buffer_info()[0], Numbers)


def _typed(library: ctypes.CDLL) -> ctypes.CDLL:
    """The library, knowing what its functions take and give."""
    for name, (result, takes) in _FUNCTIONS.items():
        function = getattr(library, f"plan_sieve_{name}")
        function.restype, function.argtypes = result, takes
    return library


def _older(path: Path) -> bool:
    """Whether the library is older than a C file that stands beside it."""
    made = path.stat().st_mtime_ns
    return any(source.stat().st_mtime_ns > made for source in path.parent.glob("*.[ch]"))
