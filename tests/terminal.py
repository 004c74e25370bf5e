"""A terminal of the tests' own: what a person sees there, and types."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from front_door import COMMAND, environment


class Said(str):
    """What stood on the terminal; ``code`` is how the command ended."""

    code: int


def says(
    *words: str | Path,
    columns: int = 100,
    typed: Sequence[str] = (),
    env: Mapping[str, str | None] = {},
    seconds: float = 60,
) -> Said:
    """Run the command on a terminal. Each of the lines is typed when the command waits for one (it has said `: ` last)."""
    child, terminal = pty.fork()
    if not child:
        fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        given = {"TERM": "xterm-256color", "COLUMNS": None, "LINES": None, "INPUTRC": os.devnull, **env}
        os.execvpe(COMMAND[0], [*COMMAND, *map(str, words)], environment(given))
    said, lines, end = b"", [*typed], time.monotonic() + seconds
    while time.monotonic() < end:
        if not select.select([terminal], [], [], 1)[0]:
            continue
        try:
            piece = os.read(terminal, 65536)
        except OSError:
            break
        if not piece:
            break
        said += piece
        if lines and said.endswith(b": "):
            os.write(terminal, lines.pop(0).encode())
    os.close(terminal)
    told = Said(said.decode())
    told.code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return told
