"""Where the command begins: what must hold from the first moment on, before the rest of it is loaded."""

from __future__ import annotations

import gc
import os
import signal


def run() -> None:
    """The console script. Loading the rest takes a tenth of a second, in which a key may be pressed."""
    signal.signal(signal.SIGINT, lambda *_: os._exit(130))
    gc.disable()  # a run is short, and what it builds is kept: collecting would only walk it again and again
    from . import main  # noqa: PLC0415 - see above

    main.run()
