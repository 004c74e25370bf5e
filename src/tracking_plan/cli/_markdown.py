"""What `plan docs --format markdown` does: the folder of Markdown, written or held against what stands there."""

from __future__ import annotations

import os
import time

from .. import folders
from ..dictionary import Dictionary
from ..markdown import pages
from ._output import counted, say

_FEW = 10


def build(dictionary: Dictionary, out: str, check: bool, quiet: bool) -> int:
    """Write the folder; with ``check`` write nothing, and 1 where it is out of date.

    Raises:
        Trouble: the folder may not be written to, or a file of somebody else stands in the way.
    """
    started = time.perf_counter()
    files = dict(pages(dictionary))
    place = folders.Folder(os.path.normpath(out), files, "--out")
    changes = folders.changes([place], os.path.realpath("."))
    if check:
        for change in changes[:_FEW]:
            say(f"{change.path}: is out of date; `plan docs --format markdown --out {out}` writes it anew")
        if len(changes) > _FEW:
            say(f"... and {counted(len(changes) - _FEW, 'more file')}")
        return int(bool(changes))
    folders.write(changes)
    if not quiet:
        what = f"{counted(len(changes), 'file')} changed" if changes else "nothing changed"
        took = f"in {time.perf_counter() - started:.1f} s"
        say(f"The dictionary of {counted(len(dictionary.plan.events), 'event')} stands in {out} ({what}, {took}).")
    return 0
