"""The compiled library of the sieve, where there is one."""

from __future__ import annotations

import ctypes
from functools import cache
from pathlib import Path

_VERSION = 1


@cache
def library() -> ctypes.CDLL | None:
    try:
        found = ctypes.CDLL(str(Path(__file__).with_name("_sieve.so")))
    except OSError:
        return None
    found.plan_sieve_version.restype = ctypes.c_int64
    return found if found.plan_sieve_version() == _VERSION else None
