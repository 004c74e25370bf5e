"""What `plan docs` does between its arguments and its site: reads the plan, gathers what is known, writes the pages."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Sequence
from typing import NamedTuple

from .. import folders, workspace
from ..check import Choice, check
from ..dictionary import Dictionary, Past, past, read_summary
from ..document import Limits
from ..finding import Finding
from ..lint.summary import Summary
from ..model.plan import Plan
from ..packages import beside
from ..shelf import listed, quote
from ..site import Options, Site
from ..trouble import Trouble
from . import _judge
from ._output import counted, say

_URL = re.compile(r"https?://[^\s\"'<>\\]+")


class Asked(NamedTuple):
    """The words of the command, as they were given."""

    plan: str | None
    out: str
    summary: str | None
    url: str
    history: bool
    quiet: bool

    @property
    def target(self) -> str:
        return self.plan if self.plan is not None else workspace.find()


def build(asked: Asked) -> int:
    """Write the site.

    Raises:
        Trouble: no such plan, a file of it cannot be read, or one of the site cannot be written.
    """
    started = time.perf_counter()
    if asked.url and not _URL.fullmatch(asked.url):
        raise Trouble(f"--url takes an address such as https://plan.acme.test/, not {quote(asked.url)}")
    known = gather(asked)
    plan = known.plan
    files = dict(Site(known, Options(asked.url)).files())
    changed = write(asked.out, files)
    if not asked.quiet:
        events = counted(len(plan.events), "event")
        took = f"in {time.perf_counter() - started:.1f} s"
        what = f"{counted(changed, 'file')} changed" if changed else "nothing changed"
        say(f"The dictionary of {events} stands in {asked.out} ({counted(len(files), 'file')}, {what}, {took}).")
        say(f"Open {os.path.join(asked.out, 'index.html')}")
    return 0


def gather(asked: Asked) -> Dictionary:
    """What is known of the plan: its facts, what is to say of it, its history and what a log saw of it.

    Raises:
        Trouble: no such plan, or a file cannot be read.
    """
    target = asked.target
    plan, findings = read(target)
    return Dictionary(plan, findings, _past(asked, target), _summary(asked.summary))


def serve(asked: Asked, port: int) -> None:
    """Serve the site until a signal ends the run.

    Raises:
        Trouble: as of `build`, and where the port is taken.
    """
    from . import _serving  # noqa: PLC0415 - most runs serve nothing

    if asked.plan == workspace.STDIN:
        raise Trouble("--serve watches a plan on disk: name a folder or a file")
    target = asked.target
    memory = _judge.Memory()
    read(target)  # which says what is wrong with the target itself
    heads = _heads(target) if asked.history else ()
    watched = (target, *beside(target), *heads, *([asked.summary] if asked.summary else ()))
    told: list[tuple[object, Past | None]] = []

    def make() -> Site:
        head = workspace.stamps(*heads)
        if not told or told[0][0] != head:
            told[:] = [(head, _past(asked, target))]
        plan, findings = _again(target, memory)
        known = Dictionary(plan, findings, told[0][1], _summary(asked.summary))
        site = Site(known, Options("/", live=True))
        site.routes  # noqa: B018 - so that the first page need not wait
        return site

    _serving.serve(make, lambda: workspace.stamps(*watched), port, asked.quiet)


def _again(target: str, memory: _judge.Memory) -> tuple[Plan, list[Finding]]:
    """The plan as it is now; what did not change since the last time is taken over."""
    if not os.path.isdir(target):
        return read(target)
    found = _judge.again(target, Limits(), memory)
    return _one(target, found), check(found[0])


def _heads(target: str) -> tuple[str, ...]:
    """The files of git that change with each commit."""
    folder = os.path.join(folders.root_of(target if os.path.isdir(target) else os.path.dirname(target) or "."), ".git")
    return (os.path.join(folder, "HEAD"), os.path.join(folder, "logs", "HEAD"))


def read(target: str) -> tuple[Plan, list[Finding]]:
    """The plan, and what is to say of it. One with mistakes has its pages all the same, and tells them.

    Raises:
        Trouble: there are several plans, or a file cannot be read.
    """
    verdict = _judge.judge([target], Choice(), Limits())
    return _one(target, verdict.plans), verdict.findings


def _one(target: str, plans: Sequence[Plan]) -> Plan:
    if len(plans) != 1:
        names = listed((plan.folder for plan in plans), 4)
        raise Trouble(f"{target}: {len(plans)} plans stand here: {names}; name one")
    _judge.refuse_unreadable(plans[0], target)
    return plans[0]


def _past(asked: Asked, target: str) -> Past | None:
    """What git knows, where there is a repository; why there is nothing is said, and is no trouble."""
    if not asked.history or target == workspace.STDIN:
        return None
    try:
        return past(target, Limits(), _judge.today())
    except Trouble as trouble:
        if not asked.quiet:
            say(f"Without history: {trouble}")
        return None


def _summary(path: str | None) -> Summary | None:
    if path is None:
        return None
    file = workspace.files(path, Limits().bytes)[0]
    return read_summary(file.content, file.name)


def write(out: str, files: dict[str, str]) -> int:
    """Write the site: all its files or none; how many changed. Pages of an earlier run that are no longer made go."""
    place = folders.Folder(os.path.normpath(out), files, "--out")
    changes = folders.changes([place], os.path.realpath("."))
    folders.write(changes)
    return len(changes)
