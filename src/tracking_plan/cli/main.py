"""The command `plan`: how it runs, and how every run ends."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from types import TracebackType
from typing import NoReturn

from ..trouble import Trouble

_COMPLETING = "_PLAN_COMPLETE"
"""Set by a shell that asks typer what could stand next."""


def run() -> None:
    """Run the command. One place says how a run ends: on trouble, a closed pipe, a full disk, a signal, a fault."""
    _open_streams()
    sys.excepthook = _fault
    for name, code in (("SIGINT", 130), ("SIGTERM", 143)):
        signal.signal(getattr(signal, name), _Leave(code))
    trouble = ""
    try:
        code = _main()
    except Trouble as told:
        code, trouble = 2, str(told)
        _trace()
    except MemoryError:
        code, trouble = 2, "there is not enough memory for this; give it more, or split what is read"
    except BrokenPipeError:
        code = 128 + 13
        _silence()
    except OSError as error:
        if error.filename is not None:  # of files workspace speaks; without a name it is one of our streams
            raise
        code = _unwritten(error)
    if trouble:  # said only here, where the memory that a failed run held is free again
        _say(trouble)
    _end(_flush(code))


def _main() -> int:
    words = sys.argv[1:]
    if words[:1] == ["validate"] and not any(word.startswith("-") for word in words) and _COMPLETING not in os.environ:
        from ._validation import validate  # noqa: PLC0415 - each way loads only what it needs

        # The plain call needs nobody to read options, and typer takes longer to load than many a plan to judge.
        return validate(words[1:])
    if words[:1] == ["import"] and _COMPLETING not in os.environ:
        from . import _importing  # noqa: PLC0415

        plain = _importing.plain(words[1:])
        if plain is not None:
            _importing.new_plan(*plain)
            return 0
    from . import app  # noqa: PLC0415

    try:
        app.call(words)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 0 if leaving.code is None else 2
    return 0


class _Leave:
    """A signal ends the run as an exit, so that temporary files go."""

    def __init__(self, code: int) -> None:
        self.code = code

    def __call__(self, number: int, frame: object) -> None:
        raise _Left(self.code)


class _Left(SystemExit):
    """Left on a signal."""


def _open_streams() -> None:
    """Streams that are closed lead nowhere. A pipe or a file gets UTF-8 in every locale; a terminal, what it can show."""
    for name in ("stdin", "stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "r" if name == "stdin" else "w", encoding="utf-8"))  # noqa: SIM115
        elif name != "stdin" and hasattr(stream, "reconfigure"):
            if stream.isatty():
                stream.reconfigure(errors="backslashreplace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _silence() -> None:
    """Nobody reads any more: nothing may be written at exit either."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)


def _trace() -> None:
    if os.environ.get("PLAN_DEBUG"):
        sys.__excepthook__(*sys.exc_info())


def _say(text: str) -> None:
    """One line to standard error. It may name files, and those may be named to mislead: nothing unseen goes out."""
    from ..reports._line import clean  # noqa: PLC0415 - start-up: a run without trouble needs it later, or not at all

    with contextlib.suppress(OSError):
        print(f"plan: {clean(text)}", file=sys.stderr)


def _flush(code: int) -> int:
    """Write out what is still held; a full disk is trouble."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _silence()
        return 128 + 13
    except OSError as error:
        return _unwritten(error)
    return code


def _end(code: int) -> NoReturn:
    """End at once. What is left in memory goes with the process: to take a large plan apart first costs a third of a run."""
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.flush()
    os._exit(code)


def _unwritten(error: OSError) -> int:
    _silence()
    _say(f"the output cannot be written: {(error.strerror or str(error)).lower()}")
    return 2


def _fault(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A fault in `plan` itself: one line, and a traceback only where it was asked for."""
    if os.environ.get("PLAN_DEBUG"):
        sys.__excepthook__(kind, error, trace)
    else:
        text = ascii(str(error).partition("\n")[0])[1:-1]
        with contextlib.suppress(OSError):
            print(
                f"plan: a fault in plan itself: {kind.__name__}: {text} (please report it, with what --debug shows)",
                file=sys.stderr,
            )
    sys.stderr.flush()
    os._exit(3)
