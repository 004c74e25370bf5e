"""Forked processes that do tasks: small ones go over pipes, and a process that dies is told and never passed over."""

from __future__ import annotations

import gc
import os
import pickle
import selectors
import signal
import struct
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from time import monotonic as clock
from types import TracebackType
from typing import Any, BinaryIO

from ...trouble import Trouble
from ..leaving import HAND_OVER, begun, hand_over, obey, ready
from ..whole import Tell

Do = Callable[[str, Any, Tell], Any]
"""Does a task: its name, its argument, and who hears how far it is."""
_LENGTH = struct.Struct("<Q")
_SOON = 0.02
"""Seconds after which it is looked again whether there is something to do."""
_NOW_AND_THEN = 0.05
"""Seconds after which it is told how far a process is."""
_END = object()


def can_fork() -> bool:
    return hasattr(os, "fork") and HAND_OVER is not None


class _Worker:
    """One process, seen from its parent."""

    def __init__(self, pid: int, tasks: BinaryIO, results: BinaryIO) -> None:
        self.pid, self.tasks, self.results = pid, tasks, results
        self.place: int | None = None
        """The place of the task that it does."""


class Workers:
    """So many processes, forked at the beginning: they know all that their parent knew then."""

    def __init__(self, number: int, do: Do, tell: Tell) -> None:
        self.number, self.do, self.tell = number, do, tell
        self._workers: list[_Worker] = []
        self._selector = selectors.DefaultSelector()
        self._given = 0
        """How many tasks were given."""
        self._done: dict[int, Any] = {}
        """Results by their place that were not given yet."""

    def __enter__(self) -> Workers:
        gc.freeze()  # pages that nobody writes to stay shared
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        for _ in range(self.number):
            with begun():
                worker = self._fork()
            self._workers.append(worker)
            self._selector.register(worker.results, selectors.EVENT_READ, worker)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers:
            with suppress(OSError):
                worker.tasks.close()
            if kind is not None:
                with suppress(ProcessLookupError):
                    os.kill(worker.pid, signal.SIGKILL)
        for worker in self._workers:
            with suppress(ChildProcessError):
                os.waitpid(worker.pid, 0)
            worker.results.close()
        self._selector.close()

    def each(self, name: str, given: Iterable[Any]) -> Iterator[Any]:
        """Do a task with each of some arguments, which are taken as processes become free; the results in their order.

        An argument that is None says that the next one is not there yet.

        Raises:
            Trouble: a process died, or had trouble.
        """
        waiting, self._given, self._done = iter(given), 0, {}
        place, more = 0, True
        while True:
            more = more and self._give(name, waiting)
            if place in self._done:
                yield self._done.pop(place)
                place += 1
            elif any(worker.place is not None for worker in self._workers):
                waits = more and any(worker.place is None for worker in self._workers)
                for _ in self._heard(_SOON if waits else None):
                    pass
            elif not more:
                return

    def _give(self, name: str, waiting: Iterator[Any]) -> bool:
        """Give what is there to do to the processes that are free; whether there may be more."""
        for worker in self._workers:
            if worker.place is not None:
                continue
            one = next(waiting, _END)
            if one is None or one is _END:
                return one is None
            worker.place, self._given = self._given, self._given + 1
            with suppress(BrokenPipeError):  # it died; that is seen when its answer is awaited
                _send(worker.tasks, (name, one))
        return True

    def handed_over(self) -> Iterator[Any]:
        """End what is being done: the results that were not given yet, those of what was begun as far as it came."""
        busy = [worker for worker in self._workers if worker.place is not None]
        for worker in busy:
            hand_over(worker.pid)
        while any(worker.place is not None for worker in busy):
            for _ in self._heard():
                pass
        for place in sorted(self._done):
            yield self._done.pop(place)

    def _heard(self, seconds: float | None = None) -> Iterator[_Worker]:
        """Wait for what the processes say, so long at most; those that have done their task."""
        with ready():
            said = self._selector.select(seconds)
        for key, _ in said:
            worker: _Worker = key.data
            answer = self._answer(worker)
            if answer[0] == "told":
                self.tell(*answer[1:])
                continue
            if answer[0] == "trouble":
                raise Trouble(answer[1])
            assert worker.place is not None
            self._done[worker.place] = answer[1]
            worker.place = None
            yield worker

    def _answer(self, worker: _Worker) -> Any:
        answer = _receive(worker.results)
        if answer is None:
            _, status = os.waitpid(worker.pid, 0)
            code = os.waitstatus_to_exitcode(status)
            how = f"by signal {-code} ({signal.Signals(-code).name})" if code < 0 else f"with {code}"
            why = "; perhaps there was not enough memory: give it more, or fewer --jobs" if code == -9 else ""
            raise Trouble(f"a process that judged a part of the log ended {how}, so nothing is counted{why}")
        return answer

    def _fork(self) -> _Worker:
        task_end, tasks = os.pipe()
        results, result_end = os.pipe()
        pid = os.fork()
        if pid:
            os.close(task_end)
            os.close(result_end)
            return _Worker(pid, os.fdopen(tasks, "wb", 0), os.fdopen(results, "rb", 0))
        code = 3
        try:
            os.close(tasks)
            os.close(results)
            for other in self._workers:
                other.tasks.close()
                other.results.close()
            self._work(os.fdopen(task_end, "rb", 0), os.fdopen(result_end, "wb", 0))
            code = 0
        finally:
            if code:  # a fault of ours, which must be seen
                with suppress(OSError):
                    traceback.print_exc()
            os._exit(code)

    def _work(self, tasks: BinaryIO, results: BinaryIO) -> None:
        """What a forked process does, until its parent says no more."""
        obey()  # Ctrl-C goes to all; the parent says what then

        telling = _Telling(results)
        try:
            while (task := _receive(tasks)) is not None:
                try:
                    name, given = task
                    answer: tuple[Any, ...] = ("done", self.do(name, given, telling.tell))
                except Trouble as trouble:
                    answer = ("trouble", str(trouble))
                except MemoryError:
                    answer = ("trouble", "there is not enough memory for this; give it more, or fewer --jobs")
                except OSError as error:
                    named = f"{error.filename}: " if error.filename else ""
                    answer = ("trouble", f"{named}{(error.strerror or str(error)).lower()}")
                telling.flush()
                _send(results, answer)
        except BrokenPipeError:  # the parent is gone
            pass


class _Telling:
    """Tells the parent how far a process is, now and then: it is woken by each word, and has no core of its own."""

    def __init__(self, results: BinaryIO) -> None:
        self.results = results
        self.size = self.lines = 0
        self.last = clock()

    def tell(self, size: int, lines: int) -> None:
        self.size += size
        self.lines += lines
        if clock() - self.last >= _NOW_AND_THEN:
            self.flush()

    def flush(self) -> None:
        if self.size or self.lines:
            _send(self.results, ("told", self.size, self.lines))
        self.size, self.lines, self.last = 0, 0, clock()


def _send(file: BinaryIO, value: Any) -> None:
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    view = memoryview(_LENGTH.pack(len(data)) + data)
    while view:
        view = view[file.write(view) :]


def _receive(file: BinaryIO) -> Any:
    """The next value; None where there are no more."""
    head = _exactly(file, _LENGTH.size)
    if head is None:
        return None
    (length,) = _LENGTH.unpack(head)
    data = _exactly(file, length)
    return pickle.loads(data) if data is not None else None


def _exactly(file: BinaryIO, size: int) -> bytearray | None:
    """So many bytes and no more: what a buffer held back, no selector would see."""
    data = bytearray(size)
    view = memoryview(data)
    while view:
        number = file.readinto(view)  # type: ignore[attr-defined]
        if not number:
            return None
        view = view[number:]
    return data
