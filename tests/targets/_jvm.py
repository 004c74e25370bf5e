"""Programs of the Java machine, and what the drivers of its languages share."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-XX:ReservedCodeCacheSize=240m")
"""Start soon rather than run fast; with one tier the room for code is 48 MB, which a compiler fills and then warns of."""


def program(*words: str, cwd: Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run a program that may fail."""
    return subprocess.run(
        words, cwd=cwd, input=stdin, capture_output=True, text=True, check=False, encoding="utf-8", errors="replace"
    )


def output(*words: str, cwd: Path, stdin: str = "") -> str:
    """What a program prints; it must not fail."""
    done = program(*words, cwd=cwd, stdin=stdin)
    assert done.returncode == 0, (done.stdout + done.stderr)[-6000:]
    return done.stdout


def complaints(told: str, names: Mapping[str, str]) -> dict[str, str]:
    """What a compiler said, by the label of the file; under "" what it said of others."""
    found = dict.fromkeys(["", *names.values()], "")
    label: str | None = None
    for line in told.splitlines():
        if ": error:" in line or ": warning:" in line or line.startswith(("error:", "warning:")):
            label = names.get(line.partition(":")[0].rpartition("/")[2], "")
        if label is not None:
            found[label] += line + "\n"
    return found


def batches(rows: Sequence[str], size: int = 100) -> list[Sequence[str]]:
    """Rows in groups: a class of the Java machine holds only so much."""
    return [rows[start : start + size] for start in range(0, len(rows), size)]


JSON = """\
  static String json(Object value) {
    if (value == null || value instanceof Boolean || value instanceof Number) {
      return String.valueOf(value);
    }
    StringBuilder made = new StringBuilder();
    if (value instanceof java.util.Map) {
      java.util.Map<?, ?> map = (java.util.Map<?, ?>) value;
      for (java.util.Map.Entry<?, ?> pair : map.entrySet()) {
        made.append(made.length() == 0 ? "" : ",").append(json(pair.getKey())).append(":").append(json(pair.getValue()));
      }
      return "{" + made + "}";
    }
    if (value instanceof java.util.List) {
      for (Object item : (java.util.List<?>) value) {
        made.append(made.length() == 0 ? "" : ",").append(json(item));
      }
      return "[" + made + "]";
    }
    for (char letter : ((String) value).toCharArray()) {
      made.append(letter < 32 || letter > 126 || letter == '"' || letter == 92 ? String.format("%cu%04x", 92, (int) letter) : letter);
    }
    return '"' + made.toString() + '"';
  }
"""
"""A method in Java that writes what a message holds, and fails on what JSON cannot hold."""
