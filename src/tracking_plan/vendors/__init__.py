"""The shelf of vendors: one folder a tool of the analytics stack, with all that we know of it.

A vendor is a package whose ``__init__`` names what it is:

    TITLE: str                              the tool's own name
    LIMITS: Limits                          what it drops, cuts or refuses (`model.limits`; optional)

and which may hold a module ``read.py`` that reads the tool's own plan format. It stands apart, and `reader` finds it
by its name, so that whoever asks for limits does not pay for readers:

    SUFFIXES: tuple[str, ...]               which files of a folder are the tool's
    read(texts: Mapping[str, str]) -> Imported      file name -> text, to plans and notes (`vendors._imported`)
"""

from __future__ import annotations

from importlib import import_module
from os.path import dirname, exists, join
from types import ModuleType

from ..shelf import Shelf, did_you_mean, listed, quote
from ..trouble import Trouble

shelf = Shelf(__name__, dirname(__file__), "vendor")


def readable() -> tuple[str, ...]:
    """The vendors whose plan formats can be read."""
    return tuple(name for name in shelf.names if exists(join(shelf.folder, name.replace("-", "_"), "read.py")))


def reader(name: str) -> ModuleType:
    """The module ``read`` of a vendor.

    Raises:
        Trouble: no vendor of that name, or none whose plans can be read; the message names those that can.
    """
    known = readable()
    if name not in known:
        raise Trouble(f"no plans of {quote(name)} can be read{did_you_mean(name, known)}; those of {listed(known)} can")
    return import_module(f"{__name__}.{name.replace('-', '_')}.read")
