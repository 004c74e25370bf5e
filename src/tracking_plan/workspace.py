"""The outside world: finds and reads the files of plans on disk, and writes files whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from collections.abc import Iterator, Mapping
from typing import IO, NamedTuple

from .trouble import Trouble

STDIN = "-"
_SKIPPED = frozenset(("node_modules", "__pycache__"))
_ROOTS = ("plan.yaml", "plan.yml")
_STREAMS = ("/dev/stdout", "/dev/stderr", "/dev/fd/")


class File(NamedTuple):
    """A file as it was read: its name for messages, and its bytes (one more than the limit where it is longer)."""

    name: str
    content: bytes


def find(start: str = ".") -> str:
    """The nearest ``plans/`` folder or ``plan.yaml``, from ``start`` upward to the repository's root.

    Raises:
        Trouble: there is none.
    """
    folder = os.path.abspath(start)
    while True:
        for name in ("plans", *_ROOTS):
            found = os.path.join(folder, name)
            if os.path.isdir(found) if name == "plans" else os.path.isfile(found):
                return _shown(found)
        parent = os.path.dirname(folder)
        if parent == folder or os.path.exists(os.path.join(folder, ".git")):
            raise Trouble("no plans/ folder and no plan.yaml here or above: name a plan, or make one with `plan init`")
        folder = parent


def _shown(path: str) -> str:
    try:
        return os.path.relpath(path)
    except ValueError:  # another drive
        return path


def files(target: str, limit: int) -> list[File]:
    """The files of a target: every YAML file below a folder, a single file, or ``-`` for standard input.

    Raises:
        Trouble: it is not there, may not be read, or goes in a circle.
    """
    if target == STDIN:
        if sys.stdin is None:
            raise Trouble("standard input is closed")
        try:
            return [File("stdin", sys.stdin.buffer.read(limit + 1))]
        except OSError as error:
            raise _trouble(error, "standard input") from error
    try:
        if os.path.isdir(target):
            return [File(said(name), read(name, limit)) for name in _yaml_below(target)]
        return [File(said(os.path.normpath(target)), read(target, limit))]
    except OSError as error:
        raise _trouble(error, target) from error


def stamps(*targets: str) -> dict[str, tuple[int, ...]]:
    """Of each of these files, or every YAML file below a folder, what is another once it was written, or replaced."""
    made: dict[str, tuple[int, ...]] = {}
    for target in targets:
        with contextlib.suppress(OSError):
            for path in _yaml_below(target) if os.path.isdir(target) else (target,):
                with contextlib.suppress(OSError):
                    found = os.stat(path)
                    made[path] = (found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino)
    return made


def holds_plan(target: str) -> bool:
    """Whether a file is there, or a folder with a YAML file in it: git leaves folders behind that are empty."""
    try:
        return os.path.isfile(target) or (os.path.isdir(target) and any(True for _ in _yaml_below(target)))
    except OSError:
        return True  # who reads it will say what is wrong


def said(path: str) -> str:
    """A path as it is named in findings: the same in every locale, even in one that knows ASCII only."""
    return os.fsencode(path).decode("utf-8", "surrogateescape")


def beside(folder: str, limit: int) -> Iterator[File]:
    """The YAML files right in a folder, as far as they may be read: to find the plan that a file belongs to."""
    names = []
    with contextlib.suppress(OSError):
        names = sorted(name for name in os.listdir(folder) if name.endswith((".yaml", ".yml")))
    for name in names:
        path = os.path.normpath(os.path.join(folder, name))
        if os.path.isfile(path):
            with contextlib.suppress(OSError):
                yield File(said(path), read(path, limit))


def above(path: str) -> Iterator[str]:
    """The folders above a file, from its own up to the repository's root."""
    folder = os.path.dirname(os.path.abspath(path))
    while True:
        yield _shown(folder)
        parent = os.path.dirname(folder)
        if parent == folder or os.path.exists(os.path.join(folder, ".git")):
            return
        folder = parent


def is_root_name(path: str) -> bool:
    """Whether a file is called ``plan.yaml``: it then stands for its whole folder."""
    return os.path.basename(path) in _ROOTS


def visible(path: str) -> bool:
    """Whether no step of a path below a plan's folder is set aside: hidden, or another tool's."""
    return not any(step.startswith(".") or step in _SKIPPED for step in path.split("/"))


def belongs(path: str) -> bool:
    """Whether a file at this path below a plan's folder is one of the plan's files."""
    return path.endswith((".yaml", ".yml")) and visible(path)


def read(path: str, limit: int) -> bytes:
    """At most ``limit`` + 1 bytes of a file; pipes and devices too, so that nothing endless is read to its end."""
    with open(path, "rb") as stream:
        return stream.read(limit + 1)


def _yaml_below(folder: str) -> Iterator[str]:
    def refuse(error: OSError) -> None:
        raise error

    for here, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _SKIPPED)
        for name in sorted(names):
            path = os.path.normpath(os.path.join(here, name))
            wanted = name.endswith((".yaml", ".yml")) and not name.startswith(".")
            if wanted and stat.S_ISREG(os.stat(path).st_mode):
                yield path


def below(folder: str, ending: str, limit: int) -> Iterator[tuple[str, bytes]]:
    """The files below a folder whose names end so: path below it with `/`, and content. Links are not followed.

    Raises:
        Trouble: it cannot be read, or a file is larger than the limit.
    """
    if not os.path.isdir(folder):
        raise Trouble(f"{folder}: {'is a file, not a folder' if os.path.exists(folder) else 'there is no such folder'}")
    try:
        for here, folders, names in os.walk(folder):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                path = os.path.join(here, name)
                if name.endswith(ending) and not os.path.islink(path) and stat.S_ISREG(os.stat(path).st_mode):
                    content = read(path, limit)
                    if len(content) > limit:
                        raise Trouble(f"{path}: is larger than the {limit:,} bytes that are read of one file")
                    yield os.path.relpath(path, folder).replace(os.sep, "/"), content
    except OSError as error:
        raise _trouble(error, folder) from error


def _trouble(error: OSError, target: str) -> Trouble:
    name = os.path.normpath(os.fsdecode(error.filename)) if isinstance(error.filename, (str, bytes)) else target
    if isinstance(error, FileNotFoundError):
        return Trouble(f"{name}: there is no such file or folder")
    if isinstance(error, PermissionError):
        return Trouble(f"{name}: may not be read (permission denied)")
    return Trouble(f"{name}: {(error.strerror or str(error)).lower()}")


def _refuse_detour(path: str) -> None:
    """`link/../x` is one place for who reads it and another for the system: it is not written to."""
    plain = os.path.normpath(path)
    if ".." in path.split(os.sep) and os.path.realpath(path) != os.path.realpath(plain):
        raise Trouble(
            f"{path}: goes through a symbolic link and back up, to {os.path.realpath(path)}; name that, or {plain}"
        )


def write_file(path: str, text: str | bytes) -> bool:
    """Write a file whole or not at all; True where it changed. A symbolic link in its place is refused.

    Raises:
        Trouble: it cannot be written; the message names it.
    """
    content = text if isinstance(text, bytes) else text.encode("utf-8", "surrogateescape")
    _refuse_detour(path)
    try:
        stream_of_ours = os.path.normpath(path).startswith(_STREAMS)
        if os.path.islink(path) and not stream_of_ours:
            raise Trouble(f"{path}: is a symbolic link, which is not written through")
        if stream_of_ours or (os.path.exists(path) and not os.path.isfile(path)):  # or a pipe, or /dev/null
            with open(path, "wb") as stream:
                stream.write(content)
            return True
        if os.path.isfile(path) and os.path.getsize(path) == len(content) and read(path, len(content)) == content:
            return False
        _replace(path, content)
    except OSError as error:
        raise Trouble(f"{path}: cannot be written: {(error.strerror or str(error)).lower()}") from error
    return True


def _replace(path: str, content: bytes) -> None:
    folder = os.path.dirname(path) or "."
    os.makedirs(folder, exist_ok=True)
    import tempfile  # noqa: PLC0415 - takes a while to load, and most runs write nothing

    handle, temporary = tempfile.mkstemp(prefix=".plan-", suffix=".tmp", dir=folder)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        os.chmod(temporary, mode_of(path))
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


class Output:
    """A file that is being written, piece by piece. While it is, its path may be changed."""

    def __init__(self, path: str, stream: IO[bytes]) -> None:
        self.path, self.stream = path, stream

    def write(self, content: bytes) -> int:
        with _unwritten(self.path):
            return self.stream.write(content)

    def flush(self) -> None:
        with _unwritten(self.path):
            self.stream.flush()


@contextlib.contextmanager
def writing(path: str) -> Iterator[Output]:
    """What is written in the block stands in the file when the block ends; nothing of it does where the block fails.

    Raises:
        Trouble: it cannot be written; the message names it.
    """
    import tempfile  # noqa: PLC0415 - takes a while to load, and most runs write nothing

    _refuse_detour(path)
    if os.path.islink(path) and not os.path.normpath(path).startswith(_STREAMS):
        raise Trouble(f"{path}: is a symbolic link, which is not written through")
    temporary = None
    with _unwritten(path):
        if os.path.exists(path) and not os.path.isfile(path):  # a pipe, a stream of ours, or /dev/null
            stream: IO[bytes] = open(path, "wb")  # noqa: SIM115 - closed below, whatever becomes of the block
        else:
            folder = os.path.dirname(path) or "."
            os.makedirs(folder, exist_ok=True)
            handle, temporary = tempfile.mkstemp(prefix=".plan-", suffix=".tmp", dir=folder)
            stream = os.fdopen(handle, "wb")
    output = Output(path, stream)
    try:
        yield output
        with _unwritten(output.path):
            stream.close()
            if temporary is not None:
                os.chmod(temporary, mode_of(output.path))
                os.replace(temporary, output.path)
    except BaseException:
        with contextlib.suppress(OSError):
            stream.close()
        if temporary is not None:
            os.unlink(temporary)
        raise


@contextlib.contextmanager
def _unwritten(path: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Trouble(f"{path}: cannot be written: {(error.strerror or str(error)).lower()}") from error


def mode_of(path: str) -> int:
    """The permissions of a file that is written there: those that it has, or those that a new one gets."""
    if os.path.exists(path):
        return stat.S_IMODE(os.stat(path).st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def write_files(folder: str, texts: Mapping[str, str | bytes]) -> list[str]:
    """Write files below a folder, each whole; the paths of those that changed.

    Raises:
        Trouble: a name would leave the folder, or a file cannot be written.
    """
    changed = []
    _refuse_detour(folder)
    for name, text in texts.items():
        parts = name.split("/")
        if name.startswith("/") or ".." in parts or "" in parts:
            raise Trouble(f"{name}: is not a name for a file in {folder}")
        path = os.path.normpath(os.path.join(folder, *parts))
        for depth in range(1, len(parts)):
            if os.path.islink(os.path.join(folder, *parts[:depth])):
                raise Trouble(
                    f"{os.path.join(folder, *parts[:depth])}: is a symbolic link, which is not written through"
                )
        if write_file(path, text):
            changed.append(path)
    return changed


def existing(folder: str, names: Mapping[str, str]) -> list[str]:
    """Which of these files are there already."""
    return [name for name in names if os.path.lexists(os.path.join(folder, *name.split("/")))]
