"""Looks for the files that were generated of a plan, and for what they name."""

from __future__ import annotations

import contextlib
import json
import os
import re
from collections.abc import Iterator, Sequence

from .. import workspace

_GENERATED = 1 << 24
"""Of a generated file no more bytes are searched."""


def naming(out: str, plan: str, names: Sequence[str], word: str = "") -> list[tuple[str, int]]:
    """The files below the folder ``out`` that name one of these as a literal (and hold ``word``), each with the line.

    ``out`` is looked for from where we are, then from the plan's folder upward; a plan leads to no folder outside.
    """
    if os.path.isabs(out) or ".." in out.replace("\\", "/").split("/"):
        return []
    places = (os.path.join(folder, out) for folder in (".", *workspace.above(os.path.join(plan, "plan.yaml"))))
    folder = next((place for place in places if os.path.isdir(place) and not os.path.islink(place)), None)
    literal = _literal(names)
    whole = re.compile(rb"(?<![\w-])%b(?![\w-])" % re.escape(word.encode("utf-8", "surrogateescape")))
    found = []
    for path in _below(folder) if folder is not None else ():
        content = b""
        with contextlib.suppress(OSError):
            content = workspace.read(path, _GENERATED)
        first = literal.search(content)
        if first and (not word or whole.search(content)):
            found.append((workspace.said(path), content.count(b"\n", 0, first.start()) + 1))
    return found


def _literal(names: Sequence[str]) -> re.Pattern[bytes]:
    """Matches one of these between quotes, with its special characters as they are or escaped as in JSON."""
    forms = {
        form for name in names for form in (name, json.dumps(name)[1:-1], json.dumps(name, ensure_ascii=False)[1:-1])
    }
    every = b"|".join(re.escape(form.encode("utf-8", "surrogateescape")) for form in sorted(forms))
    return re.compile(b"([\"'`])(?:%b)\\1" % every)


def _below(folder: str) -> Iterator[str]:
    """The regular files below a folder, hidden ones and other tools' folders left out."""
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if workspace.visible(name))
        for name in sorted(names):
            path = os.path.normpath(os.path.join(here, name))
            if workspace.visible(name) and os.path.isfile(path) and not os.path.islink(path):
                yield path
