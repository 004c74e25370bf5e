"""What `plan fetch` does: finds what plans ask for, has it fetched, writes their lock files, and says what changed."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from .. import __version__, workspace
from ..diff import diff
from ..document import Document, Limits, read
from ..packages import LOCK, Commit, Disk, Listing, Refused, plan_at, root_of
from ..packages.fetching import Got, at_hand, fetch, wanted
from ..packages.kept import held
from ..packages.lock import Key, Pin, folder_of, hash_of, named, pins, refuse_unknown, shown, written
from ..reports import About
from ..reports._line import clean
from ..reports.changes import shelf
from ..reports.changes._words import counted as weighed
from ..revisions import resolve
from ..sections import parted
from ..shelf import listed
from ..trouble import Trouble
from ._judge import today
from ._output import counted, say, write

_SHOWN = 40
"""Lines of a summary of changes."""


class Asked(NamedTuple):
    """What was asked for, by the command's options."""

    names: tuple[str, ...]
    update: bool
    most: int
    quiet: bool


class Folder(NamedTuple):
    """A folder with plans in it: what they ask for, and what their lock file says."""

    path: str
    wanted: Mapping[Key, object]
    pins: Mapping[Key, Pin]

    @property
    def lock(self) -> str:
        return os.path.join(self.path, LOCK)


def run(asked: Asked, target: str | None, at: str | None, *, check: bool) -> int:
    """Fetch, or say whether the lock file is in step; 0, or with ``check`` 1 where it is not.

    Raises:
        Trouble: something cannot be fetched, or is not what the lock file says.
    """
    if check and (asked.update or at is not None):
        raise Trouble("--check writes nothing and asks nobody; leave --update and --at out")
    if at is not None:
        return _at(asked, target, at)
    folders = _folders(target or workspace.find())
    refuse_unknown(asked.names, [key for folder in folders for key in folder.wanted])
    if check:
        return _check(folders)
    if not any(folder.wanted or folder.pins for folder in folders) and not asked.quiet:
        say("No plan here builds on another repository; there is nothing to fetch.")
    for folder in folders:
        _fetch(folder, asked)
    return 0


def _folders(target: str) -> list[Folder]:
    if target == workspace.STDIN:
        raise Trouble("standard input is no plan that can be fetched for; name its folder with --plan")
    if workspace.is_root_name(target) and not os.path.isdir(target):
        target = os.path.dirname(target) or "."
    limits = Limits()
    documents = [read(file.content, file.name, limits) for file in workspace.files(target, limits.bytes)]
    by_folder: dict[str, list[Sequence[Document]]] = {}
    for _, part in parted(documents):
        root = root_of(part)
        if root is not None and "plan" in root.data:
            by_folder.setdefault(os.path.dirname(root.file), []).append(part)
    if not by_folder:
        raise Trouble(f"{target}: no plan stands there; a plan says `plan: 1`")
    return [Folder(path, wanted(parts), pins(Disk().lock(path, 1 << 20))) for path, parts in by_folder.items()]


def _check(folders: Sequence[Folder]) -> int:
    amiss = []
    for folder in folders:
        amiss += [f"{folder.lock}: lacks {shown(key)}" for key in folder.wanted if key not in folder.pins]
        amiss += [
            f"{folder.lock}: holds {shown(key)}, for which no plan asks"
            for key in folder.pins
            if key not in folder.wanted
        ]
        for key, pin in folder.pins.items():
            there = held(Disk().kept(folder.path), pin, Limits())
            if key in folder.wanted and there is not None and hash_of(there) != pin.sha256:
                amiss.append(f"{folder.lock}: what is kept of {shown(key)} was changed since it was fetched")
    for line in amiss:
        write(clean(f"{line}; run `plan fetch`") + "\n")
    return int(bool(amiss))


def _fetch(folder: Folder, asked: Asked) -> None:
    store, limits = Disk().kept(folder.path), Limits()
    made = {}
    for key in folder.wanted:
        was = folder.pins.get(key)
        chosen = not asked.names or any(named(key, name) for name in asked.names)
        if was is not None and not chosen:
            made[key] = was
        elif chosen:
            if not asked.quiet and (asked.update or not at_hand(was, store, limits)):
                say(clean(f"Fetching {shown(key)} …"))
            got = fetch(key, was, store, limits, asked.most, update=asked.update)
            made[key] = got.pin
            _tell(got, _before(folder, key), store, asked)
    text = written(made.values())
    if (made or folder.pins) and workspace.write_file(folder.lock, text) and not asked.quiet:
        say(clean(f"Wrote {folder.lock}: {counted(len(made), 'plan')}. Commit it."))


def _before(folder: Folder, key: Key) -> Pin | None:
    """The pin that a plan had before: of the same place, under whichever revision."""
    same = [pin for known, pin in folder.pins.items() if (known.git, known.path) == (key.git, key.path)]
    return folder.pins.get(key) or (same[0] if len(same) == 1 else None)


def _tell(got: Got, before: Pin | None, store: str, asked: Asked) -> None:
    """One line of what came; where it came in the place of another commit, what changes by it."""
    key, commit = got.pin.key, got.pin.commit[:10]
    if before is None or before.commit == got.pin.commit:
        done = "is there" if not got.is_new else "was fetched"
        if not asked.quiet:
            say(clean(f"{shown(key)}: commit {commit} {done}."))
        return
    write(clean(f"{shown(key)}: goes from commit {before.commit[:10]} to {commit}") + "\n")
    try:
        _changes(before, got.pin, store)
    except (Trouble, Refused) as told:
        say(clean(f"what changes by it cannot be told: {told}"))


def _changes(before: Pin, now: Pin, store: str) -> None:
    limits, plans = Limits(), []
    for pin in (before, now):
        contents = held(store, pin, limits)
        if contents is None:
            raise Trouble(f"commit {pin.commit[:10]} is not kept here")
        ground = Listing(shown(pin.key), contents, f"{folder_of(pin)}/")
        place = pin.key.path.strip("/") or "."
        plans.append(plan_at(ground, place, lambda file: read(file.content, file.name, limits), limits, today()))
    found = diff(plans[0], plans[1])
    if not found.changes:
        write("  nothing changes in the plan\n")
        return
    lines = "".join(shelf.take("text").render(found, About(version=__version__))).splitlines()
    for line in lines[:_SHOWN]:
        write(f"  {line}\n")
    more = f", of which {_SHOWN} of {len(lines):,} lines are shown" if len(lines) > _SHOWN else ""
    noun = "change" if len(found.changes) == 1 else "changes"
    write(f"  {listed(weighed(found))} {noun}{more}\n")


def _at(asked: Asked, target: str | None, at: str) -> int:
    """Fetch what the plan of a revision has in its lock file, which is not written."""
    side, _ = resolve(at, None, target)
    if side.tree is None or asked.update:
        raise Trouble("--at takes a revision of the repository, and moves nothing: leave --update out")
    limits, ground = Limits(), Commit(side.tree)
    documents = [read(file.content, file.name, limits) for file in side.files(limits.bytes)]
    for _, part in parted(documents):
        root = root_of(part)
        if root is None:
            continue
        folder = os.path.dirname(root.file.removeprefix(side.prefix))
        held_there = pins(ground.lock(folder, 1 << 20))
        for key in wanted([part]):
            if key not in held_there:
                raise Trouble(f"{side.prefix}{folder}: its plan.lock does not hold {shown(key)}")
            if not ground.kept(folder):
                raise Trouble("a bare repository has no folder to keep in what is fetched")
            got = fetch(key, held_there[key], ground.kept(folder), limits, asked.most)
            _tell(got, held_there[key], ground.kept(folder), asked)
    return 0
