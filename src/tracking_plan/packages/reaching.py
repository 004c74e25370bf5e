"""Which plans of the same ground a plan builds on, by path: those that a fetch takes along, and whose history counts."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence

from .. import workspace
from ..document import Document, Limits, read
from ..model.extends import extends
from ..trouble import Trouble
from ..workspace import File, is_root_name
from ._building import MOST, root_of
from ._grounds import Disk, Ground
from ._refused import Refused

_SAYS = re.compile(rb"""(?m)^["']?extends["']?[ ]*:""")


def reached(ground: Ground, place: str, limits: Limits) -> Iterator[tuple[str, Sequence[File]]]:
    """The plan at a place, and those that it builds on by path: the place and the files of each, once.

    Raises:
        Refused: none stands at the first place. What else is not there is passed over: who builds on it is told.
    """
    waiting, seen = [place], set[str]()
    while waiting and len(seen) < MOST:
        here = waiting.pop(0)
        if here in seen:
            continue
        seen.add(here)
        folder = (posixpath.dirname(here) or ".") if is_root_name(here) else here
        try:
            files = ground.files(folder, limits.bytes)
        except Refused:
            if here == place:
                raise
            continue
        yield folder, files
        waiting += _next(files, ground, limits)


def _next(files: Sequence[File], ground: Ground, limits: Limits) -> Iterator[str]:
    for file in files:
        if not _SAYS.search(file.content) or len(file.content) > limits.bytes:
            continue
        root: Document | None = root_of([read(file.content, file.name, limits)])
        if root is None or "plan" not in root.data:
            continue
        for entry in extends(root.data, lambda finding: None):
            if entry.git is None and entry.package is None:
                try:
                    yield ground.step(posixpath.dirname(file.name.removeprefix(ground.says_name)), entry.place or ".")
                except Refused:
                    continue


def beside(plan: str | None) -> tuple[str, ...]:
    """On disk, the plans of the same repository that the named plan, or the nearest one, builds on: their paths."""
    try:
        target = plan if plan is not None else workspace.find()
        return tuple(place for place, _ in reached(Disk(), target, Limits()))[1:]
    except (Trouble, Refused):  # it stands on no disk; what is wrong with it is told by who reads it
        return ()
