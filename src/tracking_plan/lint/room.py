"""Room on disk for what does not fit into memory: a folder of our own, which may be full."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from ..trouble import Trouble


@contextmanager
def writing(path: str, mode: str = "wb") -> Iterator[BinaryIO]:
    """A file of that folder, to be written.

    Raises:
        Trouble: there is no room left, with the remedy.
    """
    try:
        with open(path, mode) as file:
            yield file  # type: ignore[misc]
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        folder = os.path.dirname(os.path.dirname(path))
        raise Trouble(
            f"{folder}: what does not fit into memory cannot be written there: {why}; TMPDIR names another folder"
        ) from error
