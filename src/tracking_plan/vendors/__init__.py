"""The shelf of vendors: one folder a tool of the analytics stack, with all that we know of it.

A vendor is a package whose ``__init__`` names what it can do, each a module of its own beside it:

    TITLE: str                              the tool's own name
    LIMITS: Limits                          what it drops, cuts or refuses (`model.limits`)
    read(texts) -> Imported                 its plan format, in (optional)
"""

from __future__ import annotations

from os.path import dirname

from ..shelf import Shelf

shelf = Shelf(__name__, dirname(__file__), "vendor")
