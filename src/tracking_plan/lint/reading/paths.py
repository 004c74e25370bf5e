"""The files that a user means: paths, patterns, folders, ZIP archives, `-` for standard input, and addresses in object stores."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence
from glob import glob, has_magic
from importlib import import_module
from typing import Any, BinaryIO, cast

from ...shelf import quote
from ...trouble import Trouble
from . import zipped

STDIN = "-"
_ADDRESS = re.compile(r"([a-z][a-z0-9+]+)://")
_STORES = ("s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "http", "https", "memory")
_PACKED = (".gz", ".gzip", ".zst", ".zstd", ".bz2", ".xz")
_LOGS = (".ndjson", ".jsonl", ".jsonlines", ".json", ".csv", ".tsv", ".parquet", ".pq", ".log", ".txt", "")


def found(paths: Sequence[str]) -> list[str]:
    """Each file once, in the order that the user gave, and of a folder or pattern in the order of their names.

    Of a folder those are taken whose names end as logs do, or have no ending, at any depth; what begins with a dot or
    an underscore is not.

    Raises:
        Trouble: there is no such file, or no log in the folder.
    """
    made: dict[str, str] = {}
    for path in paths:
        for one in _each(path):
            is_file = not is_address(one) and one != STDIN and os.path.lexists(one)
            made.setdefault(os.path.realpath(one) if is_file else one, one)
    return [*made.values()]


def is_address(path: str) -> bool:
    return _ADDRESS.match(path) is not None and not os.path.exists(path)


def opened(path: str) -> BinaryIO:
    """The file, to be read as bytes.

    Raises:
        Trouble: it cannot be opened.
    """
    if path == STDIN:
        return sys.stdin.buffer
    try:
        if is_address(path):
            store, inside = _store(path)
            file: BinaryIO = store.open(inside, "rb")
            return file
        if not os.path.lexists(path) and (member := zipped.opened(path)) is not None:
            return cast(BinaryIO, member)
        return open(path, "rb", buffering=0)
    except OSError as error:
        raise Trouble(f"{path}: {_why(error)}") from error


def _each(path: str) -> Iterator[str]:
    if path == STDIN:
        yield path
    elif is_address(path):
        yield from _stored(path)
    elif os.path.isdir(path):
        files = [*_below(path)]
        if not files:
            raise Trouble(f"no logs in the folder {path}: they end in {', '.join(_LOGS[:5])} …")
        yield from files
    elif os.path.lexists(path):
        yield from _unzipped(path)
    elif zipped.is_inside(path):
        yield path
    elif has_magic(path):
        files = sorted(one for one in glob(path, recursive=True) if not os.path.isdir(one))
        if not files:
            raise Trouble(f"no file matches {quote(path)}")
        for one in files:
            yield from _unzipped(one)
    else:
        raise Trouble(f"{path}: no such file")


def _below(folder: str) -> Iterator[str]:
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "_")))
        for name in sorted(files):
            path = os.path.join(here, name)
            if _is_log(name):
                yield path
            elif name.lower().endswith(".zip") and not name.startswith((".", "_")):
                yield from _inside(path)


def _unzipped(path: str) -> Iterator[str]:
    """The file; or, where it is an archive in which there are logs, these."""
    inside = _inside(path)
    yield from inside or [path]


def _inside(path: str) -> list[str]:
    return [f"{path}/{name}" for name in zipped.members(path) if _is_log(name.rpartition("/")[2])]


def _is_log(name: str) -> bool:
    if name.startswith((".", "_")):
        return False
    stem = name.lower()
    for packed in _PACKED:
        stem = stem.removesuffix(packed)
    return os.path.splitext(stem)[1] in _LOGS


def _stored(path: str) -> Iterator[str]:
    """The objects of a store that a path means: itself, those that match it, or those below it."""
    store, inside = _store(path)
    scheme = path.partition("://")[0]
    try:
        if has_magic(inside):
            names = [name for name in store.glob(inside) if not name.endswith("/")]
        elif not scheme.startswith("http") and store.isdir(inside):
            names = [name for name in store.find(inside) if _is_log(name.rpartition("/")[2])]
        else:
            yield path
            return
    except OSError as error:
        raise Trouble(f"{path}: {_why(error)}") from error
    if not names:
        raise Trouble(f"{path}: no object there is a log")
    yield from (name if "://" in name else f"{scheme}://{name}" for name in sorted(names))


def _store(path: str) -> tuple[Any, str]:
    scheme = path.partition("://")[0]
    if scheme not in _STORES:
        raise Trouble(f"{path}: logs are read from files and from {', '.join(f'{name}://' for name in _STORES[:7:2])}")
    try:
        core = import_module("fsspec.core")
        store, inside = core.url_to_fs(path)
    except ImportError as error:
        wanted = f" ({error.name})" if error.name else ""
        raise Trouble(
            f"reading {scheme}:// takes a package that is not installed{wanted}: pip install"
            " 'tracking-plan[object-stores]'"
        ) from None
    return store, inside


def _why(error: OSError) -> str:
    return (error.strerror or str(error).strip().split("\n")[0] or type(error).__name__).lower()
