"""The lock file: which commit each repository's revision means, and what its files are, by their hash."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import NamedTuple

from ..document import Document, Limits, Map, read
from ..model.extends import COMMIT, Extends
from ..shelf import quote
from ..trouble import Trouble
from ..workspace import File

HEAD = "# Made by `plan fetch`. Commit it, and do not edit it.\n"
_HASH = re.compile(r"[0-9a-f]{64}\Z")
_KEYS = ("git", "rev", "path", "commit", "sha256")


class Key(NamedTuple):
    """What a plan asks for: a repository, a revision of it, and where in it the plan stands."""

    git: str
    rev: str
    path: str = ""


class Pin(NamedTuple):
    """What it got: the commit, and the hash of the files that were taken."""

    key: Key
    commit: str
    sha256: str


def key_of(entry: Extends) -> Key:
    """What an entry asks for."""
    return Key(entry.git or "", entry.rev or "", entry.place or "")


def pins(file: File | None) -> dict[Key, Pin]:
    """What a lock file says.

    Raises:
        Trouble: it is not one that `plan fetch` has made.
    """
    if file is None:
        return {}
    document = read(file.content, file.name, Limits(bytes=1 << 20))
    if document.problems:
        first = document.problems[0]
        raise _spoiled(document, first.at.line, first.message)
    data = document.data
    if not isinstance(data, Map) or data.get("lock") != 1 or not isinstance(data.get("plans"), list):
        raise _spoiled(document, 1, "it does not say `lock: 1` and `plans:`")
    made: dict[Key, Pin] = {}
    for number, entry in enumerate(data["plans"]):
        line = data.at("plans", number).line
        if not isinstance(entry, Map) or not {*entry} <= {*_KEYS}:
            raise _spoiled(document, line, "an entry holds what is not known here")
        git, rev, path, commit, hashed = (entry.source(name) for name in _KEYS)
        if not git or not rev or not COMMIT.match(commit) or not _HASH.match(hashed):
            raise _spoiled(document, line, "an entry lacks its repository, its whole commit or its hash")
        key = Key(git, rev, path)
        if key in made:
            raise _spoiled(document, line, "it holds one plan twice")
        made[key] = Pin(key, commit, hashed)
    return made


def _spoiled(document: Document, line: int, why: str) -> Trouble:
    return Trouble(
        f"{document.file}:{line}: is not a lock file as `plan fetch` makes it: {why}; "
        "take it from the last commit, or remove it and run `plan fetch`"
    )


def written(held: Iterable[Pin]) -> str:
    """The text of a lock file: the same for the same pins, whatever their order."""
    lines = [HEAD, "lock: 1\nplans:\n"]
    for pin in sorted(held):
        lines.append(f"  - git: {_text(pin.key.git)}\n    rev: {_text(pin.key.rev)}\n")
        lines.append(f"    path: {_text(pin.key.path)}\n" if pin.key.path else "")
        lines.append(f"    commit: {_text(pin.commit)}\n    sha256: {_text(pin.sha256)}\n")
    return "".join(lines)


def _text(value: str) -> str:
    """A text in double quotes: YAML reads it as JSON does."""
    import json  # noqa: PLC0415 - only where a lock file is written

    return json.dumps(value)


def hash_of(contents: Mapping[str, bytes]) -> str:
    """The hash of files: of their paths and contents, whatever their order."""
    whole = sha256()
    for path in sorted(contents):
        name = path.encode("utf-8", "surrogateescape")
        whole.update(b"%d %d\n" % (len(name), len(contents[path])) + name + contents[path])
    return whole.hexdigest()


def folder_of(pin: Pin) -> str:
    """The folder, below `.plan`, in which a plan is kept: `plans-1f0c3a5e/<commit>`."""
    name = re.sub(r"[^A-Za-z0-9]+", "-", re.split("[/:]", pin.key.git.rstrip("/").removesuffix(".git"))[-1]).strip("-")
    told = sha256(f"{pin.key.git}\n{pin.key.path}".encode()).hexdigest()[:8]
    return f"{name[:40] or 'plan'}-{told}/{pin.commit}"


def shown(key: Key) -> str:
    """As it is named to people."""
    return f"{key.git} at {key.rev}" + (f", {key.path}" if key.path else "")


def named(key: Key, name: str) -> bool:
    """Whether somebody means it by a name: its address, or the last step of that or of its path."""
    last = re.split("[/:]", key.git.rstrip("/").removesuffix(".git"))[-1]
    return name in (key.git, last, key.path, key.path.rstrip("/").rpartition("/")[2]) and bool(name)


def refuse_unknown(names: Iterable[str], keys: Iterable[Key]) -> None:
    """Refuse a name that means none of the plans.

    Raises:
        Trouble: one does.
    """
    held = [*keys]
    for name in names:
        if not any(named(key, name) for key in held):
            there = "; there are " + ", ".join(shown(key) for key in held[:6]) if held else "; it names no repository"
            raise Trouble(f"the plan builds on no repository that is called {quote(name)}{there}")
