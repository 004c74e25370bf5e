"""Folders of generated files: all of a run's files are written or none, and of old ones only our own are removed.

New files are first written whole beside their places. Then, with signals held back, they are renamed into place, which
takes a moment and is undone where it fails. A manifest in each folder names what we wrote there.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from .shelf import listed
from .targets._client import MARK
from .trouble import Trouble
from .workspace import mode_of

MANIFEST = ".plan-generated.json"
_LARGEST = 1 << 26


class Folder(NamedTuple):
    """A folder, what is to stand in it (path with `/` -> text), and where it is named, for messages."""

    path: str
    files: Mapping[str, str]
    named: str


class Change(NamedTuple):
    """A file that is not as it would be generated: what stands there (None: nothing) and what should (None: nothing)."""

    path: str
    before: str | None
    after: str | None


def root_of(plan_folder: str) -> str:
    """The folder that outputs stand in and must not leave: the repository around the plan, else the current folder."""
    folder = os.path.realpath(plan_folder)
    while True:
        if os.path.exists(os.path.join(folder, ".git")):
            return folder
        parent = os.path.dirname(folder)
        if parent == folder:
            return os.path.realpath(".")
        folder = parent


def inside(root: str, out: str, named: str) -> str:
    """The path of a folder that a plan names, which must stay in the repository.

    Raises:
        Trouble: it leaves it.
    """
    path = os.path.normpath(os.path.join(root, *out.split("/")))
    if os.path.isabs(out) or "\\" in out or (path != root and not path.startswith(root + os.sep)) or path == root:
        raise Trouble(f"{named}: {out} is not a folder below {root}")
    return os.path.relpath(path)


def changes(folders: Sequence[Folder], root: str) -> list[Change]:
    """What differs between the disk and what would be generated, in the order of the folders and their names.

    Raises:
        Trouble: a folder may not be written to, or a file of somebody else stands in the way.
    """
    return [change for folder in folders for change in _changes(folder, root)]


def _changes(folder: Folder, root: str) -> Iterator[Change]:
    _refuse(folder, root)
    ours = _manifest(folder.path)
    wanted = {**folder.files, MANIFEST: _manifest_text(folder.files)}
    for name, text in wanted.items():
        path = _path(folder.path, name)
        before = _read(path)
        if (
            before is not None
            and before != text
            and name not in ours
            and name != MANIFEST
            and MARK not in before[:2000]
        ):
            raise Trouble(f"{path}: is there already and was not written by `plan`; move it away first")
        if before != text:
            yield Change(path, before, text)
    for name in sorted(ours - wanted.keys()):
        path = _path(folder.path, name)
        before = _read(path)
        if before is not None and MARK in before[:2000]:
            yield Change(path, before, None)


def _refuse(folder: Folder, root: str) -> None:
    """Refuse a folder that is none, or that a symbolic link leads out of the repository to."""
    path = folder.path
    if os.path.lexists(path) and not os.path.isdir(path):
        raise Trouble(f"{path}: is a file, and {folder.named} names a folder")
    if os.path.islink(path):
        raise Trouble(f"{path}: is a symbolic link, which is not written through")
    there, plainly = os.path.realpath(path), os.path.abspath(path)
    for place in (root, os.path.realpath(".")):
        inside = plainly == place or plainly.startswith(place + os.sep)
        if inside and there != place and not there.startswith(place + os.sep):
            raise Trouble(f"{path}: a symbolic link leads it to {there}, outside of {place}")
    if plainly != there and _goes_back(path):
        raise Trouble(f"{path}: goes through a symbolic link and back up, to {there}; name that")
    for name in folder.files:
        parts = name.split("/")
        if name.startswith("/") or "\\" in name or {"", ".", ".."} & {*parts} or name == MANIFEST:
            raise Trouble(f"{name}: is not a name for a file in {path}")
        for depth in range(1, len(parts) + 1):
            step = os.path.join(path, *parts[:depth])
            if os.path.islink(step):
                raise Trouble(f"{step}: is a symbolic link, which is not written through")


def _goes_back(path: str) -> bool:
    return ".." in path.split(os.sep) and os.path.realpath(path) != os.path.realpath(os.path.normpath(path))


def _path(folder: str, name: str) -> str:
    return os.path.normpath(os.path.join(folder, *name.split("/")))


def _read(path: str) -> str | None:
    """A file's text; None where there is none. What is no text is read all the same, so that it is told from ours."""
    try:
        with open(path, "rb") as stream:
            return stream.read(_LARGEST).decode("utf-8", "surrogateescape")
    except FileNotFoundError:
        return None
    except NotADirectoryError:
        raise Trouble(f"{_in_the_way(path)}: is a file, and a folder is to stand there") from None
    except IsADirectoryError:
        raise Trouble(f"{path}: is a folder, and a file is to stand there") from None
    except OSError as error:
        raise Trouble(f"{path}: cannot be read: {(error.strerror or str(error)).lower()}") from error


def _in_the_way(path: str) -> str:
    """What stands where a folder above the path is to be."""
    while path and not os.path.lexists(path):
        path = os.path.dirname(path)
    return path


def _manifest(folder: str) -> frozenset[str]:
    """The names of the files that an earlier run wrote. Names that lead elsewhere are none of ours, whatever it says."""
    path = os.path.join(folder, MANIFEST)
    text = _read(path) if not os.path.islink(path) else None
    try:
        names = json.loads(text or "{}").get("files", [])
    except (ValueError, AttributeError, RecursionError):
        return frozenset()
    if not isinstance(names, list):
        return frozenset()
    return frozenset(name for name in names if isinstance(name, str) and _is_ours(folder, name))


def _is_ours(folder: str, name: str) -> bool:
    parts = name.split("/")
    if {"", ".", ".."} & {*parts} or "\\" in name or "\0" in name or os.path.isabs(name):
        return False
    return not any(os.path.islink(os.path.join(folder, *parts[:depth])) for depth in range(1, len(parts) + 1))


def _manifest_text(files: Mapping[str, str]) -> str:
    names = {"about": f"{MARK}: the files that it wrote here, and may remove again.", "files": sorted(files)}
    return json.dumps(names, indent=2, ensure_ascii=False) + "\n"


def write(made: Sequence[Change]) -> None:
    """Make all the changes, or none.

    Raises:
        Trouble: a file cannot be written; everything is as it was.
    """
    fresh: list[tuple[str, str]] = []
    folders: list[str] = []
    try:
        for change in made:
            if change.after is not None:
                folders += _make_folders(os.path.dirname(change.path) or ".")
                fresh.append((_staged(change), change.path))
        with _held():
            _rename(fresh, [change.path for change in made if change.after is None])
    except OSError as error:
        _clear(fresh, folders)
        named = os.fsdecode(error.filename2 or error.filename or "the output")
        raise Trouble(
            f"{named}: cannot be written: {(error.strerror or str(error)).lower()}; nothing is changed"
        ) from error
    except BaseException:
        _clear(fresh, folders)
        raise
    for folder in {os.path.dirname(change.path) for change in made if change.after is None}:
        with contextlib.suppress(OSError):
            os.rmdir(folder)  # only where nothing is left in it


def _make_folders(folder: str) -> list[str]:
    """Make a folder and those above it; the ones that were not there, outermost first."""
    missing = []
    while not os.path.isdir(folder):
        missing.append(folder)
        folder = os.path.dirname(folder) or "."
    for one in reversed(missing):
        os.mkdir(one)
    return missing[::-1]


def _staged(change: Change) -> str:
    """The new text, whole, in a temporary file beside its place."""
    assert change.after is not None
    folder = os.path.dirname(change.path) or "."
    handle, temporary = tempfile.mkstemp(prefix=".plan-", suffix=".tmp", dir=folder)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(change.after.encode("utf-8", "surrogateescape"))
        os.chmod(temporary, mode_of(change.path))
    except BaseException as error:
        os.unlink(temporary)
        if isinstance(error, OSError):
            error.filename = change.path
        raise
    return temporary


@contextlib.contextmanager
def _held() -> Iterator[None]:
    """Hold back signals that end a run, and let them through afterwards."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _rename(fresh: list[tuple[str, str]], stale: Sequence[str]) -> None:
    """Put the new files in place and take the stale ones away; where one fails, all go back."""
    undo: list[tuple[str | None, str]] = []
    try:
        for temporary, path in fresh:
            undo.append((_aside(path), path))
            os.replace(temporary, path)
        for path in stale:
            undo.append((_aside(path), path))
            os.unlink(path)
    except OSError:
        for kept, path in reversed(undo):
            _bring_back(kept, path)
        raise
    fresh.clear()
    for kept, _ in undo:
        if kept is not None:
            with contextlib.suppress(OSError):
                os.unlink(kept)


def _bring_back(kept: str | None, path: str) -> None:
    with contextlib.suppress(OSError):
        if kept is None:
            os.unlink(path)
        else:
            os.replace(kept, path)
            os.unlink(kept)  # still there where both were names of one file: then nothing was renamed


def _aside(path: str) -> str | None:
    """A second name for what stands at a path now, to bring it back from; None where nothing does."""
    if not os.path.lexists(path):
        return None
    kept = os.path.join(os.path.dirname(path) or ".", f".plan-{os.getpid()}-{os.path.basename(path)[:60]}.old")
    with contextlib.suppress(FileNotFoundError):
        os.unlink(kept)
    try:
        os.link(path, kept)
    except OSError:  # a file system without links: move it, for the moment that this takes
        os.rename(path, kept)
    return kept


def _clear(fresh: Sequence[tuple[str, str]], folders: Sequence[str]) -> None:
    for temporary, _ in fresh:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
    for folder in reversed(folders):
        with contextlib.suppress(OSError):
            os.rmdir(folder)


def told(made: Sequence[Change]) -> str:
    """In a few words what is not as it should be."""
    return listed((change.path for change in made), 5)
