"""The plan that an installed Python package brings: its files are listed and read. No code of it is imported or run."""

from __future__ import annotations

import json
import os
from csv import Error
from importlib import metadata

from .. import workspace
from ..shelf import quote
from ..trouble import Trouble
from ._grounds import Listing
from ._refused import Refused

_MOST = 10_000
"""YAML files of one package."""


def installed(name: str, limit: int) -> Listing:
    """The YAML files of an installed package, by their paths in it.

    Raises:
        Trouble: it is not installed here.
        Refused: its files are not listed, or are too many.
    """
    try:
        found = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        raise Trouble(
            f"the plan builds on the package {quote(name)}, which is not installed here; run `pip install {name}`"
        ) from None
    if _is_editable(found):
        raise Refused(
            f"the package {quote(name)} is installed in place, so it lists no files", "name its folder by its path"
        )
    top = os.path.realpath(str(found.locate_file("")))
    try:
        listed = found.files or ()
    except (OSError, ValueError, Error) as error:
        raise Refused(f"the package {quote(name)} does not list its files as packages do: {error}") from error
    names = [
        file.as_posix()
        for file in listed
        if workspace.belongs(file.as_posix()) and ".." not in file.parts and not file.is_absolute()
    ]
    if len(names) > _MOST:
        raise Refused(f"the package {quote(name)} holds more than {_MOST:,} YAML files", "name another")
    contents = {}
    for path in sorted(names):
        real = os.path.join(top, *path.split("/"))
        if os.path.realpath(real) == real and os.path.isfile(real):  # no link, and nothing beyond the package's place
            try:
                contents[path] = workspace.read(real, limit)
            except OSError as error:
                raise Trouble(f"{real}: cannot be read: {(error.strerror or str(error)).lower()}") from error
    shown = workspace.said(os.path.relpath(top) if top.startswith(os.getcwd() + os.sep) else top)
    return Listing(f"the package {quote(name)}", contents, shown.replace(os.sep, "/") + "/")


def _is_editable(found: metadata.Distribution) -> bool:
    try:
        told = json.loads(found.read_text("direct_url.json") or "{}")
    except ValueError:
        return False
    about = told.get("dir_info") if isinstance(told, dict) else None
    return isinstance(about, dict) and about.get("editable") is True
