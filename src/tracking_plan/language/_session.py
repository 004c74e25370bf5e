"""A Session: the buffers of an editor, the plans that their files belong to, and what is found in them."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from datetime import date

from .. import workspace
from ..finding import Finding
from ..model.plan import Plan
from ..trouble import Trouble
from ._home import Home, Judged
from ._text import Text

_ROOT = re.compile(r"""(?m)^\ufeff?["']?plan["']?[ \t]*:[ \t]*["']?[0-9]""")
"""How a file says that it is a plan. Other tools' files have a key of that name too, but no number under it."""


class Session:
    """What one editor has open."""

    def __init__(self, today: Callable[[], date]) -> None:
        self.today = today
        self.buffers: dict[str, Text] = {}
        self.homes: dict[str, Home] = {}
        self.of: dict[str, str] = {}
        """Path of an open file -> the folder of its plan."""
        self.told: dict[str, list[Finding]] = {}
        """What the editor was told of each file."""

    # What happens

    def open(self, path: str, text: str) -> None:
        self.buffers[path] = Text(text)
        self._settle_home(path)

    def change(self, path: str, text: Text) -> None:
        """A buffer holds another text."""
        before = self.buffers.get(path)
        self.buffers[path] = text
        if path not in self.of or before is None or bool(_ROOT.search(before.text)) != bool(_ROOT.search(text.text)):
            self._settle_home(path)
        else:
            self._put(path)
        self._below(path)

    def close(self, path: str) -> None:
        """A file is no longer open: what is on the disk counts. A plan of which nothing is open is let go of."""
        self.buffers.pop(path, None)
        folder = self.of.pop(path, None)
        if folder is None:
            return
        if folder not in self.of.values():
            del self.homes[folder]
        for home in self.homes.values():
            home.touch(path)

    def touch(self, paths: Iterable[str]) -> None:
        """Files have changed on the disk, came or went."""
        for path in paths:
            if path in self.buffers:
                continue
            for home in self.homes.values():
                home.touch(path)
                home.below(path)
            if path.endswith((".yaml", ".yml")):
                for other in [other for other in self.buffers if other not in self.of]:
                    self._settle_home(other)

    def _below(self, path: str) -> None:
        for home in self.homes.values():
            home.below(path)

    def _settle_home(self, path: str) -> None:
        folder = self._folder(path)
        before = self.of.get(path)
        if folder != before:
            self.of.pop(path, None)
            if before is not None and before not in self.of.values():
                self.homes.pop(before, None)
        if folder is None:
            return
        self.of[path] = folder
        self._put(path)
        if folder not in self.homes:
            self.homes[folder] = Home(folder, self.buffers)

    def _put(self, path: str) -> None:
        """Let each home look at a buffer: one stands in a folder of another, and holds the file for as long as it is broken."""
        for home in self.homes.values():
            home.put(path, self.buffers[path])

    def _folder(self, path: str) -> str | None:
        """The folder of the plan that a file belongs to: the nearest in or above which a file says that it is one.

        Where none does any more, it is the plan that it was, so that this can be said.
        """
        folder = os.path.dirname(path)
        while True:
            if any(True for _ in self._roots(folder)):
                return folder
            parent = os.path.dirname(folder)
            if parent == folder or os.path.exists(os.path.join(folder, ".git")):
                return self.of.get(path)
            folder = parent

    def _roots(self, folder: str) -> Iterator[str]:
        """The files right in a folder that say that they are a plan."""
        for path, text in self.buffers.items():
            if os.path.dirname(path) == folder and path.endswith((".yaml", ".yml")) and _ROOT.search(text.text):
                yield path
        for file in workspace.beside(folder, _LOOK):
            if file.name not in self.buffers and _ROOT.search(file.content.decode("utf-8", "replace")):
                yield file.name

    # What is known

    def home(self, path: str) -> Home | None:
        folder = self.of.get(path)
        return self.homes.get(folder) if folder is not None else None

    def text(self, path: str) -> Text | None:
        """What a file holds: an open one as the editor has it."""
        if path in self.buffers:
            return self.buffers[path]
        return next((text for home in self.homes.values() if (text := home.text(path)) is not None), None)

    def judged(self, path: str) -> Judged | None:
        """The plan that an open file belongs to, as it was judged last."""
        home = self.home(path)
        return home.judged(path) if home is not None else None

    def plans(self) -> Iterator[Plan]:
        """The plans of which files are open, as they are known."""
        for home in self.homes.values():
            yield from (part.good for part in home.parts.values())

    def path(self, name: str) -> str:
        """The path of a file that is named so in a finding."""
        return os.path.abspath(name)

    def refresh(self) -> Mapping[str, list[Finding]]:
        """Judge what has changed; the findings of each file of which others were told before."""
        said: dict[str, dict[Hashable, Finding]] = {}
        for home in self.homes.values():
            for path, findings in home.findings(self.today()).items():
                told = said.setdefault(path, {})
                for one in findings:  # a file in which two plans would stand, were it not broken, is told of once
                    told.setdefault((one.at, one.rule, one.message), one)
        now = {path: [*told.values()] for path, told in said.items()}
        changed = {path: found for path, found in now.items() if found != self.told.get(path, [])}
        changed |= {path: [] for path, found in self.told.items() if found and path not in now}
        self.told = now
        return changed

    def troubles(self) -> Iterator[Trouble]:
        """What cannot be read of the plans, each told once."""
        for home in self.homes.values():
            if home.trouble is not None:
                yield home.trouble
                home.trouble = None


_LOOK = 1 << 20
"""So many bytes of a file are looked through for the line that says that it is a plan."""
