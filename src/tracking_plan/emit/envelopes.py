"""The envelopes in which events can be emitted: those of tools, and a plain one."""

from __future__ import annotations

from collections import Counter
from importlib import import_module
from os.path import exists, join

from .. import vendors
from ..model.envelope import Envelope
from ..model.plan import Plan
from ..shelf import did_you_mean, listed, quote
from ..trouble import Trouble
from .writer import Manner

PLAIN = Envelope(
    name="plain",
    event=("event",),
    properties=("properties",),
    id=("id",),
    time=("timestamp",),
    user=("user_id",),
    source=("source",),
)
_USUAL = "segment"


def tools() -> tuple[str, ...]:
    """The tools in whose envelopes events can be emitted."""
    folder = vendors.shelf.folder
    return tuple(name for name in vendors.shelf.names if exists(join(folder, name.replace("-", "_"), "emitted.py")))


def named(name: str | None, plan: Plan) -> tuple[Envelope, Manner]:
    """An envelope, and what else stands in it. Without a name, that of the SDK that most of the plan's sources have.

    Raises:
        Trouble: there is none of that name; the message says which there are.
    """
    known = tools()
    if name is None:
        sdks = Counter(source.sdk for source in plan.sources.values() if source.sdk in known)
        name = next((sdk for sdk, _ in sdks.most_common(1) if sdk is not None), _USUAL)
    if name == PLAIN.name:
        return PLAIN, Manner()
    if name not in known:
        names = (*known, PLAIN.name)
        raise Trouble(
            f"no events can be emitted in the envelope {quote(name)}{did_you_mean(name, names)}; there are {listed(names)}"
        )
    tool = import_module(f"{vendors.__name__}.{name.replace('-', '_')}.emitted")
    parts = {part: getattr(tool, part) for part in Manner._fields if hasattr(tool, part)}
    return tool.ENVELOPE, Manner(**parts)
