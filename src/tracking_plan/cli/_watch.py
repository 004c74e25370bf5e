"""`plan validate --watch`: judges anew whenever a file of the plan changes, and shows how things stand."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, NoReturn

from .. import workspace
from ..check import Choice
from ..document import Limits
from ..model.plan import Plan
from ..reports._line import clean
from ..shelf import listed
from ..trouble import Trouble
from . import _judge, _output
from ._output import Render, say
from ._verdict import Verdict
from ._watching import Stamps, Watch


class Asked(NamedTuple):
    """What is judged, and where the report goes."""

    targets: Sequence[str]
    choice: Choice
    limits: Limits
    render: Render
    output: str | None
    baseline: str | None
    color: str
    quiet: bool


def run(asked: Asked) -> NoReturn:
    """Judge, and again at every change, until a signal ends the run.

    Raises:
        Trouble: the plan cannot be read at first. Later that is shown, and waited for.
    """
    if workspace.STDIN in asked.targets:
        raise Trouble("--watch watches a plan on disk: name a folder or a file")
    watching = _Watching(asked._replace(targets=asked.targets or [workspace.find()]))
    try:
        watching.show([])
        while True:
            watching.next()
    except BrokenPipeError:
        raise SystemExit(128 + 13) from None  # typer would make 1 of it


_CLEAR = "\x1b[H\x1b[2J\x1b[3J"
"""To the top, and all gone, what was scrolled away too."""


class _Watching:
    """The plans as they were read last, and how they are shown."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.memories = {target: _judge.Memory() for target in asked.targets}
        self.watched = [*asked.targets, *([asked.baseline] if asked.baseline else ())]
        self.clears = asked.output is None and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
        self.watch = Watch(lambda: workspace.stamps(*self.watched))

    def next(self) -> None:
        """Wait for a change, and show what it brought; trouble too, which may pass."""
        _, changed = self.watch.wait()
        try:
            self.show(changed)
        except Trouble as trouble:
            self.begin(changed)
            say(clean(f"plan: {trouble}"))
            self.end()

    def judged(self) -> Verdict:
        """The verdict on what stands there now, when all that it depends on is watched."""
        asked = self.asked
        while True:
            verdict = _judge.judge(asked.targets, asked.choice, asked.limits, self.memories)
            ground = dict.fromkeys(_ground(verdict.plans, self.watch.known))
            fresh = [name for name in ground if name not in self.watched]
            if not fresh:
                break
            self.watched += fresh
            self.watch.also(workspace.stamps(*fresh))  # and judge again: it may have changed since it was read
        if asked.baseline is not None:
            verdict = _judge.with_baseline(verdict, asked.baseline, asked.choice, asked.limits)
        return verdict

    def show(self, changed: Sequence[str]) -> None:
        """Judge, and show what is found in the place of what was shown."""
        asked, verdict = self.asked, self.judged()
        self.begin(changed)
        shown = _judge.foremost(verdict.findings, asked.limits.findings)
        _output.emit(asked.render, shown, verdict, asked.output, asked.color)
        sys.stdout.flush()
        if not asked.quiet:
            _output.summary(verdict)
            if said := _output.mendable(verdict.findings, fixed=False, unsafe=False):
                say(said)
        self.end()

    def begin(self, changed: Sequence[str]) -> None:
        """Clear a terminal, and say when this was and why."""
        if self.clears:
            sys.stdout.write(_CLEAR)
            sys.stdout.flush()
        if changed and not self.asked.quiet:
            say(clean(f"{_time()} {listed(changed, 3)} changed"))

    def end(self) -> None:
        if not self.asked.quiet:
            say(clean(f"{_time()} watching {listed(self.asked.targets, 3)} (Ctrl-C ends it)"))


def _time() -> str:
    return time.strftime("%H:%M:%S")


def _ground(plans: Iterable[Plan], known: Stamps) -> Iterator[str]:
    """The files and folders of plans that are not looked at yet, and of those that they build on."""
    for plan in plans:
        if not all(document.file in known for document in plan.documents):
            if os.path.isdir(plan.folder):
                yield plan.folder
            yield from (document.file for document in plan.documents if os.path.isfile(document.file))
        for one in plan.extends:  # what is not there yet is waited for
            place = os.path.normpath(os.path.join(os.path.dirname(one.written.file), one.place or ""))
            if one.git is None and one.package is None and not os.path.lexists(place):
                yield place
        yield from _ground(plan.bases, known)
