"""Git repositories that tests make: small, with fixed names and dates, and out of reach of the machine's own settings."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from front_door import write

PLAN = """\
plan: 1
name: acme
version: 1.0.0
owners: {growth: {name: Growth, email: growth@acme.test}}
sources: {web: {platform: web, language: typescript, sdk: segment}}
"""
EVENT = """\
  {name}:
    description: A person did it
    trigger: The server has stored it
    owner: growth
    status: live
    sources: [web]
    properties:
      plan_type: {{type: string, description: Plan of the account, enum: [free, paid]}}
"""


def event(*names: str) -> str:
    """A file of events."""
    return "events:\n" + "".join(EVENT.format(name=name) for name in names)


def clean_environment(given: Mapping[str, str] = {}) -> dict[str, str]:
    """This process's environment without git's own variables and the machine's configuration."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return kept | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"} | dict(given)


class Repository:
    """A repository at ``folder``. Commits are a day apart, from 2026-01-01 on."""

    def __init__(self, folder: Path, *words: str) -> None:
        self.folder = folder
        self.days = 0
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main", *words)

    def git(self, *words: str, cwd: Path | None = None, env: Mapping[str, str] = {}) -> str:
        """Run git, and give what it prints. The repositories that it clones are as trusted as this one."""
        when = f"2026-01-{1 + self.days % 28:02}T12:00:00+00:00"
        settings = {
            **{f"GIT_{who}_{what}": said for who in ("AUTHOR", "COMMITTER") for what, said in _PERSON.items()},
            "GIT_AUTHOR_DATE": when,
            "GIT_COMMITTER_DATE": when,
            **env,
        }
        options = ("-c", "protocol.file.allow=always", "-c", "core.autocrlf=false", "-c", "commit.gpgsign=false")
        done = subprocess.run(
            ["git", *options, *words],
            cwd=cwd or self.folder,
            env=clean_environment(settings),
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, (words, done.stderr.decode(errors="replace"))
        return done.stdout.decode("utf-8", "surrogateescape").strip()

    def commit(
        self,
        files: Mapping[str, str | bytes | None] = {},
        *,
        tag: str = "",
        message: str = "A change",
        env: Mapping[str, str] = {},
    ) -> str:
        """Write files (None takes one away), commit all that is there, and give the commit's id."""
        write(self.folder, {name: content for name, content in files.items() if content is not None})
        for name in (name for name, content in files.items() if content is None):
            (self.folder / name).unlink()
        self.days += 1
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", f"--message={message}", env=env)
        if tag:
            self.git("tag", tag)
        return self.git("rev-parse", "HEAD")


_PERSON = {"NAME": "Ana", "EMAIL": "ana@acme.test"}


def counting_git(folder: Path) -> tuple[dict[str, str], Path]:
    """An environment in which each run of git leaves a line in a file, and that file."""
    log = folder / "runs"
    real = next(
        path
        for path in (os.path.join(place, "git") for place in os.environ["PATH"].split(os.pathsep))
        if os.access(path, os.X_OK)
    )
    script = folder / "bin" / "git"
    write(folder, {"bin/git": f'#!/bin/sh\nprintf "%s\\n" "$*" >> "{log}"\nexec "{real}" "$@"\n'})
    script.chmod(0o755)
    log.write_text("")
    return {"PATH": f"{script.parent}{os.pathsep}{os.environ['PATH']}"}, log


def enter(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Path:
    """Stand in a folder as somebody who has set nothing for git."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.chdir(folder)
    return folder
