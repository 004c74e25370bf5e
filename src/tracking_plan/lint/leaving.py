"""Signals that end a run wait while something must stay whole: a batch that is judged, a run that is added.

In an engine that runs under ``deferred``, such a signal is heard only where the code is ``ready``: while it waits for
bytes to judge, or for another process.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, NoReturn

HAND_OVER = getattr(signal, "SIGUSR1", None)
"""What a process is told by that is to judge no further, and to hand over what it has."""

Handler = Callable[[int, Any], Any]


class _State:
    waits = False
    heard: tuple[Handler, int] | None = None


_state = _State()


class _Later:
    """Hears a signal at once, or when the code is ready."""

    def __init__(self, handler: Handler) -> None:
        self.handler = handler

    def __call__(self, number: int, frame: object) -> None:
        if _state.waits:
            _state.heard = self.handler, number
        else:
            self.handler(number, frame)


@contextmanager
def deferred() -> Iterator[None]:
    """Signals that end a run are heard only where the code is ready."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before: dict[signal.Signals, Handler] = {}
    for number in (signal.SIGINT, signal.SIGTERM):
        handler = signal.getsignal(number)
        if callable(handler):
            before[number] = handler
            signal.signal(number, _Later(handler))
    _state.waits = True
    try:
        yield
    finally:
        _state.waits, _state.heard = False, None
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def begun() -> Iterator[None]:
    """A process that is begun here and told to hand over hears it when it can, in ``obey``."""
    if HAND_OVER is None:
        yield
        return
    signal.pthread_sigmask(signal.SIG_BLOCK, {HAND_OVER})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {HAND_OVER})


@contextmanager
def ready() -> Iterator[None]:
    """Here a run may be left: by the exception that the signal's handler raises."""
    waited, _state.waits = _state.waits, False
    try:
        if _state.heard is not None:
            (handler, number), _state.heard = _state.heard, None
            handler(number, None)
        yield
    finally:
        _state.waits = waited


def obey() -> None:
    """In a process that judges for another one: only the other hears Ctrl-C, and says when to hand over."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _state.waits, _state.heard = True, None
    if HAND_OVER is not None:
        signal.signal(HAND_OVER, _Later(_leave))
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {HAND_OVER})


def hand_over(pid: int) -> None:
    """Tell a process to judge no further, and to say what it has."""
    if HAND_OVER is not None:
        with suppress(ProcessLookupError):
            os.kill(pid, HAND_OVER)


def _leave(number: int, frame: object) -> NoReturn:
    raise SystemExit(128 + number)
