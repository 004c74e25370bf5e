"""Brings one commit of another repository: the only place in the house that goes to the network, for `plan fetch` alone.

The repository is fetched into a new one in a temporary folder, so that no configuration, hook or attribute of any
repository counts; of the person's own settings (`~/.gitconfig`) those of credentials, proxies and ssh do. Only the
protocols that are allowed are spoken, redirects are not followed, submodules are not looked at, nothing is checked out,
and time and size are bounded.
"""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, NamedTuple

from ..shelf import listed, quote
from ..trouble import Trouble
from ._beside import Tree
from ._git import _SETTINGS, Git, kill
from ._repository import Repository

PROTOCOLS = "PLAN_FETCH_PROTOCOLS"
"""The environment's variable that says which protocols may be spoken, with colons between them."""
_USUAL = ("https", "ssh")
_KNOWN = (*_USUAL, "http", "git", "file")
_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?\Z")


def allowed() -> tuple[str, ...]:
    """The protocols that may be spoken: https and ssh, unless the environment says otherwise.

    Raises:
        Trouble: the environment names one that is not known.
    """
    words = [word for word in os.environ.get(PROTOCOLS, "").split(":") if word]
    for word in words:
        if word not in _KNOWN:
            raise Trouble(f"{PROTOCOLS} takes {listed(_KNOWN, last='or')} with colons between, not {quote(word)}")
    return tuple(words) or _USUAL


class _RemoteGit(Git):
    """Runs git for a fetch: it may speak the allowed protocols, and nothing else is let in."""

    options = (
        "--no-pager",
        *("-c", "core.fsmonitor=false"),
        *("-c", f"core.hooksPath={os.devnull}"),
        *("-c", "protocol.allow=never"),
        *("-c", "submodule.recurse=false"),
        *("-c", "fetch.recurseSubmodules=false"),
        *("-c", "http.followRedirects=false"),
        *("-c", "http.sslVerify=true"),
        *("-c", "transfer.bundleURI=false"),
        *("-c", "fetch.uriProtocols="),
        *("-c", "gc.auto=0"),
        *("-c", "maintenance.auto=false"),
        *("-c", "init.templateDir="),
        *("-c", "init.defaultBranch=none"),
    )
    kept = re.compile(
        r"GIT_(?:CONFIG_(?:COUNT|GLOBAL|SYSTEM|NOSYSTEM|KEY_\d+|VALUE_\d+)|EXEC_PATH|SSH|SSH_COMMAND|SSH_VARIANT|ASKPASS"
        r"|SSL_CAINFO|SSL_CAPATH|SSL_CERT|SSL_KEY)\Z"
    )
    """What a person or a CI sets so that a fetch can work."""

    def __init__(self, folder: str, url: str) -> None:
        super().__init__(folder, "this is a fault in plan itself")
        self.url = url
        self.settings = {**_SETTINGS, "GIT_ALLOW_PROTOCOL": ":".join(allowed())}

    def trouble(self, said: str, command: str) -> Trouble:
        """What git says when it refuses, in words of what was asked for."""
        if re.search(r"returned error: 30\d|redirect", said):
            return Trouble(f"{self.url}: leads on to another address, which is not followed; write that one")
        if re.search(r"not our ref|unadvertised object|couldn't find remote ref|no matching remote head", said):
            return Trouble(f"{self.url}: the repository does not give that commit; is it there still?")
        if "transport '" in said and "not allowed" in said:
            return Trouble(f"{self.url}: is reached by a protocol that is not allowed ({PROTOCOLS})")
        if re.search(r"could not read (Username|Password)|terminal prompts disabled|Authentication failed", said):
            return Trouble(f"{self.url}: asks who you are; set up a credential helper, or ssh, as for `git clone`")
        told = super().trouble(said, command)
        return Trouble(f"{self.url}: cannot be fetched: {str(told).partition(': ')[2] or told}")


class Fetched(NamedTuple):
    """A commit that was fetched, and its files."""

    commit: str
    tree: Tree


@contextmanager
def _room(url: str) -> Iterator[_RemoteGit]:
    """A new repository in a temporary folder."""
    import tempfile  # noqa: PLC0415 - whoever only reads git needs none

    with tempfile.TemporaryDirectory(prefix="plan-fetch-", ignore_cleanup_errors=True) as folder:
        git = _RemoteGit(folder, url)
        git.run("init", "--quiet", "--template=")
        yield git


def commit_of(url: str, rev: str) -> tuple[str, str]:
    """The commit that a revision of a repository means now, and what it is there: "tag", "branch" or "commit".

    Raises:
        Trouble: the repository cannot be asked, or has no such revision.
    """
    if _COMMIT.match(rev):
        return rev, "commit"
    names = [f"refs/tags/{rev}^{{}}", f"refs/tags/{rev}", f"refs/heads/{rev}"]
    with _room(url) as git:
        lines = git.lines("ls-remote", "--quiet", "--", url, *names)
    found = {name: commit for commit, tab, name in (line.partition("\t") for line in lines) if tab}
    for name, kind in zip(names, ("tag", "tag", "branch"), strict=True):
        commit = found.get(name, "")
        if _COMMIT.match(commit):
            return commit, kind
    hint = "; of a commit write all 40 digits" if re.fullmatch("[0-9a-f]{4,39}", rev) else ""
    raise Trouble(f"{url}: has no tag and no branch {quote(rev)}{hint}")


@contextmanager
def fetched(url: str, commit: str, most: int) -> Iterator[Fetched]:
    """One commit of a repository, as long as the block lasts. ``most`` bytes may come.

    Raises:
        Trouble: it does not come, takes too long, or is too large.
    """
    with _room(url) as git:
        meter = _Meter(git.folder, most)
        words = ("--depth=1", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head", "--quiet")
        try:
            git.run("fetch", *words, "--", url, commit, beside=meter.watch)
        except Trouble as told:
            raise (_large(url, most) if meter.over else told) from None
        finally:
            meter.cease()
        if _size(git.folder) > most:  # it all came between two looks
            raise _large(url, most)
        repository = Repository(git.folder, "this is a fault in plan itself")
        found = repository.git.look_up([f"{commit}^{{commit}}"])[0]
        if found is None or found[0] != commit:
            raise Trouble(f"{url}: the repository gave something else than the commit {commit}")
        yield Fetched(commit, Tree(repository, commit, ""))


def _large(url: str, most: int) -> Trouble:
    return Trouble(f"{url}: is larger than the {most:,} bytes that are fetched of one; --max-size raises it")


class _Meter:
    """Ends a process once the folder that it writes to has grown too large."""

    def __init__(self, folder: str, most: int) -> None:
        self.folder, self.most, self.over = folder, most, False
        self.done = threading.Event()

    def watch(self, process: Any) -> None:
        threading.Thread(target=self._look, args=(process,), daemon=True).start()

    def cease(self) -> None:
        self.done.set()

    def _look(self, process: Any) -> None:
        while not self.done.wait(0.05):
            if _size(self.folder) > self.most:
                self.over = True
                kill(process)
                return


def _size(folder: str) -> int:
    total = 0
    for here, _, names in os.walk(folder):
        for name in names:
            with suppress(OSError):  # it is gone again
                total += os.lstat(os.path.join(here, name)).st_size
    return total
