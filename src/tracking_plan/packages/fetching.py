"""Fetches what plans build on, keeps it beside them, and writes the lock file. For `plan fetch` alone."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from .. import revisions, workspace
from ..document import Document, Limits
from ..finding import Finding
from ..model.extends import Extends, extends, scheme
from ..shelf import listed, quote
from ..trouble import Trouble
from ._building import root_of
from ._grounds import Commit
from ._refused import Refused
from .kept import held
from .lock import Key, Pin, folder_of, hash_of, key_of, shown
from .reaching import reached

IGNORE = "# What `plan fetch` brings again at any time: plan.lock says what it is.\n*\n"


class Got(NamedTuple):
    """What became of one plan that is asked for. ``was`` is the pin before, ``is_new`` whether it was fetched now."""

    pin: Pin
    was: Pin | None
    is_new: bool
    kind: str = ""


def wanted(documents: Iterable[Sequence[Document]]) -> dict[Key, Extends]:
    """What plans ask for of other repositories, by the plans' documents.

    Raises:
        Trouble: an entry is wrong; nothing is fetched by halves.
    """
    found: dict[Key, Extends] = {}
    for part in documents:
        root = root_of(part)
        for entry in extends(root.data, _refuse) if root else ():
            if entry.git is not None:
                found.setdefault(key_of(entry), entry)
    return found


def _refuse(finding: Finding) -> None:
    raise Trouble(f"{finding.at.file}:{finding.at.line}: {finding.message}; {finding.hint}")


def refuse_protocol(key: Key) -> None:
    """Refuse an address that is not to be gone to.

    Raises:
        Trouble: it is reached by a protocol that is not allowed.
    """
    known = revisions.allowed()
    if scheme(key.git) not in known:
        raise Trouble(f"{key.git}: {scheme(key.git)} is not spoken; write an address with {listed(known, last='or')}")


def fetch(key: Key, was: Pin | None, store: str, limits: Limits, most: int, update: bool = False) -> Got:
    """Have one plan at hand: as it is pinned, or as its revision is now where it is not pinned or to be updated.

    Raises:
        Trouble: it cannot be fetched, or is not what the lock file says.
    """
    refuse_protocol(key)
    there = at_hand(was, store, limits)
    if was is not None and there and not update:
        return Got(was, was, is_new=False)
    commit, kind = (was.commit, "") if was is not None and not update else revisions.commit_of(*key[:2])
    if was is not None and was.commit == commit and there:
        return Got(was, was, is_new=False, kind=kind)
    with revisions.fetched(key.git, commit, most) as found:
        contents = taken(found.tree, key, limits, most)
    pin = Pin(key, commit, hash_of(contents))
    if was is not None and was.commit == commit and was.sha256 != pin.sha256:
        raise Trouble(
            f"{shown(key)}: the files of commit {commit[:10]} are not those that plan.lock says; "
            "whoever changed it should say why (remove its entry, and `plan fetch` writes it anew)"
        )
    keep(store, pin, contents)
    return Got(pin, was, is_new=True, kind=kind)


def at_hand(pin: Pin | None, store: str, limits: Limits) -> bool:
    """Whether what is pinned is kept, and as it was when it was fetched."""
    there = held(store, pin, limits) if pin is not None else None
    return pin is not None and there is not None and hash_of(there) == pin.sha256


def taken(tree: revisions.Tree, key: Key, limits: Limits, most: int) -> dict[str, bytes]:
    """The files of the plan that is asked for, and of those in its repository that it builds on.

    Raises:
        Trouble: there is none, or they are too large.
    """
    contents: dict[str, bytes] = {}
    ground = Commit(tree)
    try:
        for _, files in reached(ground, ground.step("", key.path or "."), limits):
            for file in files:
                if len(file.content) > limits.bytes:
                    what = f"{file.name} is larger than the {limits.bytes:,} bytes that are read of one"
                    raise Trouble(f"{shown(key)}: {what}")
                contents[file.name] = file.content
            if sum(map(len, contents.values())) > most:
                raise Trouble(f"{shown(key)}: its plan is larger than {most:,} bytes; --max-size raises it")
    except Refused as refused:
        raise Trouble(f"{shown(key)}: {refused.message}") from refused
    return contents


def keep(store: str, pin: Pin, contents: Mapping[str, bytes]) -> None:
    """Put files where they are looked for: all of them or none.

    Raises:
        Trouble: they cannot be written, or a symbolic link stands in the way.
    """
    top = os.path.join(store, *folder_of(pin).split("/"))
    above = os.path.dirname(top)
    for path in (store, above, top):
        if os.path.islink(path):
            raise Trouble(f"{path}: is a symbolic link, which is not written through")
    if os.path.exists(store) and not os.path.isdir(store):
        raise Trouble(f"{store}: is in the way: `plan fetch` keeps a folder there")
    for name in contents:
        steps = name.split("/")
        if any(step in ("", ".", "..") or "\\" in step or step.lower() == ".git" for step in steps):
            raise Trouble(f"{shown(pin.key)}: {quote(name)} is no name for a file")
    fresh = f"{top}.{os.getpid()}.new"
    workspace.write_file(os.path.join(store, ".gitignore"), IGNORE)
    try:
        shutil.rmtree(fresh, ignore_errors=True)
        for name, content in contents.items():
            steps = os.fsdecode(name.encode("utf-8", "surrogateescape")).split("/")
            workspace.write_file(os.path.join(fresh, *steps), content)
        os.makedirs(fresh, exist_ok=True)
        shutil.rmtree(top, ignore_errors=True)
        os.rename(fresh, top)
    except OSError as error:
        raise Trouble(f"{top}: cannot be written: {(error.strerror or str(error)).lower()}") from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
