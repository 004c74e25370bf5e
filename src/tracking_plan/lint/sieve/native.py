"""Finds and loads the library that hatch_build.py makes of the C beside this file.

A wheel holds the library and no C. In a checkout both are there, and a library that is older than its C is not used:
nobody is judged by what the source no longer says. ``PLAN_SIEVE=off`` does without it.
"""

from __future__ import annotations

import ctypes
import os
import sys
from functools import cache
from pathlib import Path

VERSION = 1
"""What this side and the C agreed on; `plan_sieve_version` of the library must say the same."""

NAME = {"darwin": "_sieve.dylib", "win32": "_sieve.dll"}.get(sys.platform, "_sieve.so")


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
    return loaded if version() == VERSION else None


def _older(path: Path) -> bool:
    """Whether the library is older than a C file that stands beside it."""
    made = path.stat().st_mtime_ns
    return any(source.stat().st_mtime_ns > made for source in path.parent.glob("*.[ch]"))
