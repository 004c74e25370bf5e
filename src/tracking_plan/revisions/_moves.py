"""Finds where a plan stood at another commit, when it was moved since: by files that are the same, or by its name."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from hashlib import new as new_hash
from typing import NamedTuple

from .. import workspace
from ._git import argument
from ._repository import LINK, SUBMODULE, Entry, Repository, blobs

_ROOT = re.compile(rb"""(?m)^(?:\xef\xbb\xbf)?["']?plan["']?[ ]*:""")
_NAME = re.compile(rb"""(?m)^["']?name["']?[ ]*:[ ]*(.*?)[ \t\r]*$""")
_BYTES = 1 << 25


class Known(NamedTuple):
    """A plan where it is known to stand."""

    files: Mapping[str, str]
    """The id of each file -> its path below the plan; "" where that file is the whole plan."""
    texts: Callable[[], Sequence[bytes]]
    is_there: Callable[[str], bool]
    """Whether a path of the repository is there too, so that nothing can have been moved away from it."""


def known_on_disk(repository: Repository, target: str, like: str) -> Known:
    """A plan in the working tree; ``like`` is any id of the repository."""
    files = workspace.files(target, _BYTES)
    start = workspace.said(os.path.normpath(target))
    lone = os.path.isfile(target)
    found = {
        ident: "" if lone else os.path.relpath(file.name, start).replace(os.sep, "/")
        for file in files
        for ident in _ids(file.content, like)
    }
    return Known(
        found,
        lambda: [file.content for file in files],
        lambda path: os.path.lexists(os.path.join(repository.top, argument(path))),
    )


def known_at(repository: Repository, commit: str, path: str, entries: Sequence[Entry]) -> Known:
    """A plan at a commit."""
    found = {entry.id: entry.path[len(path) :].strip("/") if path else entry.path for entry in entries}
    everything = {entry.path for entry in repository.listing(commit, "")}
    return Known(found, lambda: _contents(repository, entries), everything.__contains__)


def _ids(content: bytes, like: str) -> set[str]:
    """The ids that git gives a file of this content: as it is, and with the line ends that git may have made of it."""
    made = set()
    for one in {content, content.replace(b"\r\n", b"\n")}:
        hashed = new_hash("sha1" if len(like) == 40 else "sha256", b"blob %d\0" % len(one), usedforsecurity=False)
        hashed.update(one)
        made.add(hashed.hexdigest())
    return made


def _contents(repository: Repository, entries: Sequence[Entry]) -> list[bytes]:
    return [file.content for file in blobs(repository, entries, [entry.path for entry in entries], _BYTES)]


def found_before(repository: Repository, entries: Sequence[Entry], known: Known) -> str | None:
    """Where in ``entries``, all files of another commit, the plan stands; None where it does not."""
    there = [
        entry
        for entry in entries
        if entry.mode not in (LINK, SUBMODULE)
        and workspace.belongs(os.path.basename(entry.path))
        and not known.is_there(entry.path)
    ]
    votes: Counter[str] = Counter()
    for entry in there:
        rest = known.files.get(entry.id)
        if rest == "":
            votes[entry.path] += 1
        elif rest is not None and ("/" + entry.path).endswith("/" + rest):
            votes[entry.path[: -len(rest)].rstrip("/")] += 1
    if votes:
        most = max(votes.values())
        return min(path for path, count in votes.items() if count == most)
    return _by_name(repository, there, known)


def _by_name(repository: Repository, entries: Sequence[Entry], known: Known) -> str | None:
    """The only plan among these files, or the only one that has the same name as the known one."""
    found = {
        entry.path: _NAME.search(content)
        for entry, content in zip(entries, _contents(repository, entries), strict=True)
        if _ROOT.search(content)
    }
    if len(found) > 1:
        name = next((_NAME.search(text) for text in known.texts() if _ROOT.search(text)), None)
        found = {path: other for path, other in found.items() if name and other and name[1] == other[1]}
    if len(found) != 1:
        return None
    (path,) = found
    folder = os.path.dirname(path)
    shared = any(entry.path != path and entry.path.startswith(f"{folder}/" if folder else "") for entry in entries)
    return folder if workspace.is_root_name(path) or ("" not in known.files.values() and shared) else path
