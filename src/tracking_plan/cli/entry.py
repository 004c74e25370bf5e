"""Where the command begins: Ctrl-C ends it quietly from the first moment on, before the rest of it is loaded."""

from __future__ import annotations

import os
import signal


def run() -> None:
    """The console script."""
    signal.signal(signal.SIGINT, lambda *_: os._exit(130))
    from . import main  # noqa: PLC0415 - takes a tenth of a second, in which a key may be pressed

    main.run()
