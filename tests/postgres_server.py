"""A PostgreSQL server of Debian's package for one test run: in a folder of its own, on a socket there, not as root."""

from __future__ import annotations

import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg


def binaries() -> Path | None:
    """The folder of `postgres` and `initdb`, which Debian leaves out of the PATH."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return folders[-1].parent if folders else None


def _user() -> int:
    """Whose processes it is: the server refuses to be root's."""
    return os.geteuid() or pwd.getpwnam("nobody").pw_uid


def _end_with_us() -> None:
    """In the child: the server ends when the process that started it does, however that ends."""
    set_death_signal = 1
    ctypes.CDLL(None).prctl(set_death_signal, signal.SIGQUIT, 0, 0, 0)


@contextmanager
def server(tools: Path) -> Iterator[str]:
    """Start a server; gives what connects to it."""
    user = _user()
    with tempfile.TemporaryDirectory(prefix="pg") as folder:
        os.chown(folder, user, -1)
        data = Path(folder, "data")
        about = {"user": user, "cwd": folder, "stdin": subprocess.DEVNULL}
        subprocess.run(
            [tools / "initdb", "-D", data, "-U", "plan", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"],
            check=True,
            capture_output=True,
            **about,  # type: ignore[call-overload]
        )
        quick = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=")
        settings = [word for setting in quick for word in ("-c", setting)]
        with Path(folder, "log").open("wb") as log:
            process = subprocess.Popen(
                [tools / "postgres", "-D", data, "-k", folder, *settings],
                stdout=log,
                stderr=log,
                preexec_fn=_end_with_us,
                **about,  # type: ignore[call-overload]
            )
        try:
            where = f"host={folder} user=plan dbname=postgres"
            _wait(where, process, Path(folder, "log"))
            yield where
        finally:
            process.send_signal(signal.SIGQUIT)
            process.wait(30)


def _wait(where: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(600):
        assert process.poll() is None, log.read_text()
        try:
            psycopg.connect(where).close()
            return
        except psycopg.OperationalError:
            time.sleep(0.1)
    raise AssertionError(log.read_text())
