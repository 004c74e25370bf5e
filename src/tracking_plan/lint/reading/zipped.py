"""Logs in a ZIP archive, as Amplitude exports them: each is a file of its own, `export.zip/123/2026-01-31_0.json.gz`."""

from __future__ import annotations

import os
import stat
import zipfile
import zlib
from itertools import pairwise
from typing import IO

from ...shelf import quote
from ...trouble import Trouble
from .packing import Broken
from .row import FREE, Limits

ERRORS = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, OSError)
"""What zipfile raises of an archive that is broken, encrypted, or packed in a way that it does not know."""
_MAGIC = b"PK\x03\x04"


def members(path: str) -> list[str]:
    """The names of the files in an archive, in their order; none where the file is no archive, or a document in one.

    Raises:
        Trouble: two of them have the same name.
    """
    if not _is_archive(path):
        return []
    try:
        with zipfile.ZipFile(path) as archive:
            names = sorted(info.filename for info in archive.infolist() if not info.is_dir())
    except ERRORS:
        return []  # it has no directory, or a broken one: the hint says that it is an archive
    if "[Content_Types].xml" in names:
        return []
    twice = next((name for name, other in pairwise(names) if name == other), None)
    if twice is not None:
        raise Trouble(f"{path}: two files in the archive are named {quote(twice)}: unpack it first")
    return [name for name in names if not name.startswith("__MACOSX/")]


def _is_archive(path: str) -> bool:
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):  # a pipe can be read only once
            return False
        with open(path, "rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC
    except OSError:
        return False


class Member:
    """A file in an archive, opened: as much of an open file as a log asks for."""

    def __init__(self, path: str, name: str) -> None:
        self._archive = zipfile.ZipFile(path)
        try:
            self._about = self._archive.getinfo(name)
            if self._about.flag_bits & 1:
                raise RuntimeError("it is encrypted: unpack it first")
            self._file: IO[bytes] = self._archive.open(self._about)
        except BaseException:
            self._archive.close()
            raise
        self.size = self._about.file_size
        """Bytes that come when all of it is read: no more do."""

    def read(self, size: int = -1) -> bytes:
        try:
            return self._file.read(size)
        except ERRORS as error:
            raise Broken(
                f"the ZIP archive is broken here: {quote(str(error) or type(error).__name__, 80)[1:-1]}"
            ) from error

    def refuse_bomb(self, limits: Limits) -> None:
        """Refuse what would become far more than it is.

        Raises:
            Broken: with the option that allows it.
        """
        if self.size > FREE and self.size > self._about.compress_size * limits.ratio:
            raise Broken(
                f"it would decompress from {self._about.compress_size:,} to {self.size:,} bytes, more than"
                f" {limits.ratio} times as many, and is not read; raise the limit with --limit ratio=NUMBER"
            )

    def close(self) -> None:
        self._file.close()
        self._archive.close()


def is_inside(path: str) -> bool:
    """Whether a path leads to a file in an archive."""
    member = opened(path)
    if member is not None:
        member.close()
    return member is not None


def opened(path: str) -> Member | None:
    """The file in an archive that a path such as `export.zip/a/b.json` names; None where no archive is on the way.

    Raises:
        Trouble: there is an archive, and it cannot be read.
    """
    archive = os.path.dirname(path)
    while archive and not os.path.lexists(archive) and archive != os.path.dirname(archive):
        archive = os.path.dirname(archive)
    if not os.path.isfile(archive) or not _is_archive(archive):
        return None
    try:
        return Member(archive, path[len(archive) + 1 :])
    except KeyError:
        return None
    except ERRORS as error:
        raise Trouble(f"{path}: cannot be read: {quote(str(error) or type(error).__name__, 80)[1:-1]}") from error
