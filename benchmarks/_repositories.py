"""Git repositories of a generated plan, made with `git fast-import` so that hundreds of commits take no time."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from _measure import PLAN, Peer


def stream(first: dict[str, str], changes: Iterator[tuple[str, dict[str, str]]]) -> Iterator[bytes]:
    """What `git fast-import` reads: a commit of the first files, then one for each change."""
    for number, (message, files) in enumerate([("The plan", first), *changes]):
        yield f"commit refs/heads/main\ncommitter Ana <ana@example.com> {1_767_225_600 + 3600 * number} +0000\n".encode()
        yield b"data %d\n%s\n" % (len(message), message.encode())
        for name, text in files.items():
            content = text.encode()
            yield b"M 100644 inline %s\ndata %d\n%s\n" % (name.encode(), len(content), content)


def repository(folder: Path, first: dict[str, str], changes: Iterator[tuple[str, dict[str, str]]]) -> Path:
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    settings = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    git = ("git", "-C", str(folder))
    subprocess.run([*git, "init", "--quiet", "--initial-branch=main"], check=True, env=settings)
    subprocess.run([*git, "fast-import", "--quiet"], input=b"".join(stream(first, changes)), check=True, env=settings)
    subprocess.run([*git, "reset", "--quiet", "--hard"], check=True, env=settings)
    return folder


def edited(first: dict[str, str], commits: int, release_every: int) -> Iterator[tuple[str, dict[str, str]]]:
    """Commits that each say one thing otherwise in one file; now and then a new version of the plan too."""
    names = [name for name in first if name != "plans/plan.yaml"]
    for number in range(1, commits):
        name = names[number % len(names)]
        files = {name: first[name].replace("A person has", f"Somebody, for the {number}th time, has", 1)}
        if number % release_every == 0:
            files["plans/plan.yaml"] = first["plans/plan.yaml"].replace("1.0.0", f"1.{number}.0")
        yield f"Edit {number}", files


def at(folder: Path, name: str, *words: str) -> Peer:
    """`plan` with these words, run in a repository."""
    return Peer(name, ("env", "-C", str(folder), PLAN, *words))
