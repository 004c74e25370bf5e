"""Starters: the plans that `plan init` begins with, one folder each, copied as they are."""

from __future__ import annotations

import os

from ..shelf import did_you_mean, listed, quote
from ..trouble import Trouble

NAMES = ("startup", "saas", "enterprise", "mobile")


def files(name: str) -> dict[str, str]:
    """The texts of a starter by their names below the folder to fill.

    Raises:
        Trouble: no starter has that name.
    """
    if name not in NAMES:
        raise Trouble(f"no template is named {quote(name)}{did_you_mean(name, NAMES)}; there are {listed(NAMES)}")
    top = os.path.join(os.path.dirname(__file__), name)
    made = {}
    for here, folders, names in os.walk(top):
        folders.sort()
        for file in sorted(names):
            path = os.path.join(here, file)
            with open(path, encoding="utf-8") as stream:
                made[os.path.relpath(path, top).replace(os.sep, "/")] = stream.read()
    return dict(sorted(made.items()))
