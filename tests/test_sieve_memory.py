"""The sieve reads and writes nothing but what is its own, whatever a log or a plan holds: seen by AddressSanitizer and UBSan."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from front_door import TOP

SOURCES = sorted((TOP / "src" / "tracking_plan" / "lint" / "sieve").glob("*.c"))
FLAGS = ("-g", "-O1", "-std=c11", "-fPIC", "-shared", "-fsanitize=address,undefined", "-fno-sanitize-recover=all")


def missing(what: str) -> None:
    """Skip, saying why; in CI it is a failure."""
    (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{what} is missing, by which the sieve's memory is seen")


def runtime(name: str) -> str:
    """Where a library of gcc's own is."""
    told = subprocess.run(
        ["gcc", f"-print-file-name={name}"], capture_output=True, text=True, check=True
    ).stdout.strip()
    if not os.path.isabs(told):
        missing(name)
    return told


@pytest.mark.skipif(sys.platform != "linux", reason="the sanitizers are loaded first as Linux does it")
def test_memory(tmp_path: Path) -> None:
    if shutil.which("gcc") is None:
        missing("gcc")
    loaded = f"{runtime('libasan.so')}:{runtime('libubsan.so')}"
    library = tmp_path / "_sieve.so"
    subprocess.run(["gcc", *FLAGS, *map(str, SOURCES), "-o", str(library)], check=True)
    words = [sys.executable, str(TOP / "tests" / "sieve_memory.py"), str(library), "1", "8"]
    around = {**os.environ, "LD_PRELOAD": loaded, "ASAN_OPTIONS": "detect_leaks=0", "PYTHONMALLOC": "malloc"}
    ended = subprocess.run(words, env=around, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr[-3000:]
    seen = json.loads(ended.stdout)
    assert seen["lines"] > 40_000 and seen["refused"] > 300, seen
