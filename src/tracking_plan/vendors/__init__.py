"""The shelf of vendors: one folder a tool of the analytics stack, with all that we know of it.

A vendor is a package whose ``__init__`` names what it is:

    TITLE: str                              the tool's own name
    LIMITS: Limits                          what it drops, cuts or refuses (`model.limits`; optional)

and which may hold more modules, which stand apart so that whoever asks for limits does not pay for them. What each
tool can do is read from which of them there are (`ABILITIES`).

``read.py`` reads the tool's own plan format:

    SUFFIXES: tuple[str, ...]               which files of a folder are the tool's
    read(texts: Mapping[str, str]) -> Imported      file name -> text, to plans and notes (`vendors._imported`)
    recognizes(value: object) -> bool       whether a value read from JSON or YAML (or another text) is surely its plan

``write.py`` writes it:

    KEEPS: Keeps                            the words of the plan format that the tool has a place for
    write_since(plan: Plan, before: Plan) -> Exported       the same, with versions that count from an earlier plan (optional)
    write(plan: Plan) -> Exported           files and notes (`vendors._exported`)
    write_as(plan: Plan, name: str | None) -> Exported      where the ending of a name says in which form (optional)
    OPTIONS: tuple[Option, ...]             options of `plan export` that only this format has (optional, `_exported.Option`);
                                            `write` and `write_since` get what is given of them by keyword

``amend.py`` takes what people edited in the tool back into the plan that was written for it:

    SUFFIXES: tuple[str, ...]               which files of a folder are the tool's
    amend(files: Mapping[str, bytes], plan: Plan, then: Plan | None, take, limit) -> changes, and what is left to a person

``envelope.py`` says where the parts of a record stand in the tool's logs:

    ENVELOPES: tuple[Envelope, ...]         `model.envelope`; a plan's own are the same thing

``warehouse.py`` says what a data warehouse is like:

    WAREHOUSE: Warehouse                    dialect, types, rules for names (`vendors._warehouse`)
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from os.path import dirname, exists, join
from types import ModuleType

from ..model.envelope import Envelope
from ..shelf import Shelf, did_you_mean, listed, quote
from ..trouble import Trouble

shelf = Shelf(__name__, dirname(__file__), "vendor")

ABILITIES = {
    "plan in": "read",
    "plan out": "write",
    "edits in": "amend",
    "log": "envelope",
    "limits": "limits",
    "warehouse": "warehouse",
}
"""What a vendor may be able to do -> the module in its folder that does it."""


def able(module: str) -> tuple[str, ...]:
    """The vendors that have this module in their folder."""
    return tuple(name for name in shelf.names if exists(_module(name, module)))


def _module(name: str, module: str) -> str:
    return join(shelf.folder, name.replace("-", "_"), f"{module}.py")


def readable() -> tuple[str, ...]:
    """The vendors whose plan formats can be read."""
    return able("read")


def writable() -> tuple[str, ...]:
    """The vendors whose plan formats can be written."""
    return able("write")


def reader(name: str) -> ModuleType:
    """The module ``read`` of a vendor.

    Raises:
        Trouble: no vendor of that name, or none whose plans can be read; the message names those that can.
    """
    return _take(name, "read", "read")


def writer(name: str) -> ModuleType:
    """The module ``write`` of a vendor.

    Raises:
        Trouble: no vendor of that name, or none whose plans can be written; the message names those that can.
    """
    return _take(name, "write", "written")


def amender(name: str) -> ModuleType | None:
    """The module ``amend`` of a vendor; None where it has none."""
    return import_module(f"{__name__}.{name.replace('-', '_')}.amend") if name in able("amend") else None


def _take(name: str, module: str, done: str) -> ModuleType:
    known = able(module)
    if name not in known:
        if module == "write" and name in able("warehouse"):
            raise Trouble(
                f"{quote(name)} is a warehouse: its tables are written by `plan export ddl --warehouse {name}`"
            )
        near = did_you_mean(name, known)
        raise Trouble(f"no plans of {quote(name)} can be {done}{near}; those of {listed(known, 40)} can")
    return import_module(f"{__name__}.{name.replace('-', '_')}.{module}")


@cache
def envelopes() -> tuple[Envelope, ...]:
    """The envelopes of every vendor's logs, and the plain one, which is of none."""
    return (*_envelopes(), import_module(f"{__name__}._plain").PLAIN)


def _envelopes() -> Iterator[Envelope]:
    for name in able("envelope"):
        yield from import_module(f"{__name__}.{name.replace('-', '_')}.envelope").ENVELOPES
