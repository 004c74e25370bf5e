"""Runs git, through GitPython: bounded in time, and so that nothing that a repository's configuration names is run.

Only commands that read objects and names are run (rev-parse, merge-base, rev-list, show-ref, symbolic-ref, ls-tree,
cat-file). None of them runs a hook, a filter, a textconv, an external diff or a pager; what could still make git run
something (a monitor of the file system, a lazy fetch in a partial clone) is switched off.

Of GitPython only the object that starts commands is used. Its `Repo` reads configuration and environment, its `Git`
takes `$` and `~` in the name of a folder for a variable, and runs in the current folder where that one may not be
entered; so the folder is said by ``git -C``. On import it runs `git version` without a bound on time; here it finds none.
"""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from ..shelf import quote
from ..trouble import Trouble

TIMEOUT = "PLAN_GIT_TIMEOUT"
"""The environment's variable that says how many seconds one run of git may take."""
_SECONDS = 60.0

_OPTIONS = (
    "--no-pager",
    *("-c", "core.fsmonitor=false"),
    *("-c", f"core.hooksPath={os.devnull}"),
    *("-c", "protocol.allow=never"),
    *("-c", "log.showSignature=false"),
    *("-c", "submodule.recurse=false"),
)
_SETTINGS = {
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",  # a list of names, which the repository's own protocol.NAME.allow cannot widen
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}
_KEPT = re.compile(
    r"GIT_(?:CONFIG_(?:COUNT|GLOBAL|SYSTEM|NOSYSTEM|KEY_\d+|VALUE_\d+)|EXEC_PATH|CEILING_DIRECTORIES"
    r"|DISCOVERY_ACROSS_FILESYSTEM)\Z"
)
"""What a person or a CI sets; everything else that begins with GIT_ is a hook's, and speaks of another repository."""
_QUARANTINE = ("GIT_QUARANTINE_PATH", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES")
"""Where the objects of a push are while the hooks that may refuse it run."""


class Done(NamedTuple):
    """How a run of git ended."""

    code: int
    out: bytes
    err: str


class Git:
    """Runs git in a folder."""

    options: Sequence[str] = _OPTIONS
    settings: Mapping[str, str] = _SETTINGS
    kept = _KEPT

    def __init__(self, folder: str, otherwise: str) -> None:
        """``otherwise`` is what to say to somebody who is in no repository."""
        self.folder, self.otherwise = folder, otherwise

    def run(
        self, *words: str, input: bytes = b"", fails: Sequence[int] = (), beside: Callable[[Any], None] | None = None
    ) -> Done:
        """Run one command to its end. ``fails`` are the exit codes, besides 0, that are an answer.

        ``beside`` is called with the process once it runs.

        Raises:
            Trouble: git is missing, takes too long, or refuses.
        """
        process = self._start(words)
        seconds = timeout()
        if beside is not None:
            beside(process)
        try:
            out, err = process.communicate(input, timeout=seconds)
        except subprocess.TimeoutExpired:
            raise _slow(words[0], seconds) from None
        finally:
            _end(process)
        done = Done(process.returncode, out, err.decode("utf-8", "replace"))
        if done.code not in (0, *fails):
            raise self.trouble(done.err, words[0])
        return done

    def lines(self, *words: str, fails: Sequence[int] = ()) -> list[str]:
        """The lines that a command prints, as text."""
        return text(self.run(*words, fails=fails).out).split("\n")[:-1]

    def look_up(self, names: Sequence[str]) -> list[tuple[str, str] | None]:
        """For each name (of a commit, `commit:path` …) the id and the kind of what it names, or None."""
        asked = "".join(f"{name}\n" for name in names).encode("utf-8", "surrogateescape")
        done = self.run("cat-file", "--batch-check=%(objectname) %(objecttype)", input=asked)
        return [_named(line) for line in done.out.split(b"\n")[:-1]]

    def objects(self, ids: Iterable[str], limit: int) -> Iterator[tuple[str, bytes]]:
        """The content of each object, at most ``limit`` + 1 bytes of it; one process reads them all."""
        waiting = iter(ids)
        batch = [*islice(waiting, _BATCH)]
        if not batch:
            return
        process = self._start(("cat-file", "--batch"))
        watch = _Watch(process, timeout())
        try:
            while batch:
                watch.begin()
                self._ask(process, batch)
                for ident in batch:
                    yield ident, self._content(process, watch, ident, limit)
                watch.cease()
                batch = [*islice(waiting, _BATCH)]
        finally:
            watch.cease()
            _end(process)

    def _ask(self, process: Any, batch: Sequence[str]) -> None:
        with contextlib.suppress(BrokenPipeError):  # then it has ended, and says why
            process.stdin.write("".join(f"{ident}\n" for ident in batch).encode("ascii"))
            process.stdin.flush()

    def _content(self, process: Any, watch: _Watch, ident: str, limit: int) -> bytes:
        head = process.stdout.readline().split()
        if len(head) != 3:
            if watch.over:
                raise _slow("cat-file", watch.seconds)
            if head[1:] == [b"missing"]:
                raise Trouble(f"the repository lacks the object {ident}; `git fsck` says what else it lacks")
            raise self.trouble(process.stderr.read().decode("utf-8", "replace"), "cat-file")
        size = int(head[2])
        content: bytes = process.stdout.read(min(size, limit + 1))
        left = size + 1 - len(content)  # with the line end after it
        while left > 0 and (skipped := process.stdout.read(min(left, _PIECE))):
            left -= len(skipped)
        if left > 0:
            raise _slow("cat-file", watch.seconds) if watch.over else Trouble("git ended while a file was being read")
        return content

    def _start(self, words: Sequence[str]) -> Any:
        command = [_program(), *self.options, "-C", self.folder, *words]
        starter, failed = _gitpython()
        with _clean_environment(self.kept):
            try:
                return starter.execute(
                    command,
                    istream=subprocess.PIPE,
                    as_process=True,
                    shell=False,
                    env=self.settings,
                    start_new_session=True,  # so that what it starts can be ended with it
                )
            except (OSError, failed) as error:
                raise Trouble(f"{command[0]}: is on PATH as git, but cannot be run") from error

    def trouble(self, said: str, command: str) -> Trouble:
        """What git says when it refuses, with what to do about it."""
        if "dubious ownership" in said:
            found = re.search(r"repository at '(.*)'", said)
            folder = found[1] if found else self.folder
            return Trouble(
                f"{folder}: this repository belongs to somebody else, so git does not read it; if you trust them, "
                f"run `git config --global --add safe.directory {quote(folder, 400)}`"
            )
        if "safe.bareRepository" in said:
            return Trouble(f"{self.folder}: is a bare repository, which your git does not read (safe.bareRepository)")
        if "promisor remote" in said or "lazy fetching" in said:
            return Trouble(
                "this clone is partial and lacks files of that revision, and nothing is fetched here; "
                "bring them with `git fetch --refetch --no-filter`, or clone without --filter"
            )
        if "not a git repository" in said:
            return Trouble(f"{_shown(self.folder)}: is not in a git repository; {self.otherwise}")
        lines = [line for line in said.splitlines() if line.startswith(("fatal: ", "error: "))] or said.splitlines()
        words = lines[0].partition(": ")[2] if lines and ": " in lines[0] else "".join(lines[:1])
        return Trouble(f"git {command}: {words or 'it ended without a word'}")


_BATCH = 200
"""Ids asked for at once: few enough for the smallest pipe, so that neither side waits for the other."""
_PIECE = 1 << 20


def text(raw: bytes) -> str:
    """What git prints, in which paths need not be UTF-8."""
    return raw.decode("utf-8", "surrogateescape")


def argument(path: str) -> str:
    """A path of the repository as an argument of a command: the same bytes, whatever the locale is."""
    return os.fsdecode(path.encode("utf-8", "surrogateescape"))


def _named(line: bytes) -> tuple[str, str] | None:
    """`<id> <kind>`; or None for `<name> missing`, where the name may hold spaces."""
    words = line.split(b" ")
    known = len(words) == 2 and words[1] in (b"commit", b"tree", b"blob", b"tag")
    return (words[0].decode("ascii", "replace"), words[1].decode()) if known else None


class _Watch:
    """Ends a process that takes longer than it may."""

    def __init__(self, process: Any, seconds: float) -> None:
        self.process, self.seconds, self.over = process, seconds, False
        self.timer: threading.Timer | None = None

    def begin(self) -> None:
        self.timer = threading.Timer(self.seconds, self._bite)
        self.timer.daemon = True
        self.timer.start()

    def cease(self) -> None:
        if self.timer is not None:
            self.timer.cancel()

    def _bite(self) -> None:
        self.over = True
        kill(self.process)


def kill(process: Any) -> None:
    """End a process and what it has started."""
    with contextlib.suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def _end(process: Any) -> None:
    """No process is left behind, and no pipe open."""
    if process.poll() is None:
        with contextlib.suppress(OSError):
            process.stdin.close()
        kill(process)
    for stream in (process.stdin, process.stdout, process.stderr):
        with contextlib.suppress(OSError):
            stream.close()
    process.proc.wait()


def timeout() -> float:
    """How many seconds one run of git may take."""
    given = os.environ.get(TIMEOUT, "")
    if not given:
        return _SECONDS
    if not re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,6})?", given) or float(given) <= 0:
        raise Trouble(f"{TIMEOUT} takes a number of seconds above 0, not {quote(given)}")
    return float(given)


def _slow(command: str, seconds: float) -> Trouble:
    return Trouble(f"git {command} took longer than {seconds:g} s; {TIMEOUT}=SECONDS in the environment allows it more")


def _program() -> str:
    """Git, found on PATH; never in a folder that PATH names relative to where we are."""
    name = "git.exe" if os.name == "nt" else "git"
    for folder in os.environ.get("PATH", os.defpath).split(os.pathsep):
        path = os.path.join(folder, name)
        if os.path.isabs(folder) and os.path.isfile(path) and os.access(path, os.X_OK):
            return path
    raise Trouble("git is not found on PATH; install it, or compare two folders or files")


def _gitpython() -> tuple[Any, type[Exception]]:
    """GitPython's starter of commands, and what it raises where it cannot start one."""
    if "git" not in sys.modules:
        settings = {"GIT_PYTHON_REFRESH": "quiet", "GIT_PYTHON_GIT_EXECUTABLE": os.devnull}
        before = {name: os.environ.get(name) for name in settings}
        os.environ.update(settings)
        try:
            import git  # noqa: F401, PLC0415 - a tenth of a second, and most commands need no git
        finally:
            _restore(before)
    from git.cmd import Git as Starter  # noqa: PLC0415
    from git.exc import GitError  # noqa: PLC0415

    return Starter(), GitError


@contextlib.contextmanager
def _clean_environment(kept: re.Pattern[str]) -> Iterator[None]:
    """What a hook's git has set is taken away while a process starts: GitPython can only add to the environment."""
    quarantined = _QUARANTINE if "GIT_QUARANTINE_PATH" in os.environ else ()
    before = {
        name: os.environ[name]
        for name in [*os.environ]
        if name.startswith("GIT_") and not kept.match(name) and name not in quarantined
    }
    for name in before:
        del os.environ[name]
    try:
        yield
    finally:
        _restore(before)


def _restore(before: Mapping[str, str | None]) -> None:
    for name, value in before.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value


def _shown(path: str) -> str:
    """A folder as it is named to a person: from where they are."""
    try:
        return os.path.relpath(path)
    except (ValueError, OSError):
        return path
