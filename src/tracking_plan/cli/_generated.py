"""Looks for the files that were generated of a plan, and for what they name."""

from __future__ import annotations

import contextlib
import json
import os
import re
from collections.abc import Iterator, Sequence

from .. import folders, workspace
from ..trouble import Trouble

_GENERATED = 1 << 24
"""Of a generated file no more bytes are searched."""


def naming(out: str, plan: str, names: Sequence[str], word: str = "") -> list[tuple[str, int]]:
    """The files below the folder ``out`` that name one of these as a literal (and hold ``word``), each with the line.

    ``out`` stands where `plan generate` writes it; a plan leads to no folder outside.
    """
    root = folders.root_of(plan)
    try:
        folder = folders.inside(root, out, "")
    except Trouble:
        return []
    if not os.path.realpath(folder).startswith(root.rstrip(os.sep) + os.sep):  # through a link
        return []
    literal = _literal(names)
    whole = re.compile(rb"(?<![\w-])%b(?![\w-])" % re.escape(word.encode("utf-8", "surrogateescape")))
    found = []
    for path in _below(folder):
        content = b""
        with contextlib.suppress(OSError):
            content = workspace.read(path, _GENERATED)
        first = literal.search(content)
        if first and (not word or whole.search(content)):
            found.append((workspace.said(os.path.relpath(path)), content.count(b"\n", 0, first.start()) + 1))
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
    for here, below, names in os.walk(folder):
        below[:] = sorted(name for name in below if workspace.visible(name))
        for name in sorted(names):
            path = os.path.normpath(os.path.join(here, name))
            if workspace.visible(name) and os.path.isfile(path) and not os.path.islink(path):
                yield path
