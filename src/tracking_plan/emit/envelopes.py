"""The envelopes in which events can be emitted: those of tools, a plain one, and the plan's own where they can be written."""

from __future__ import annotations

from collections import Counter
from importlib import import_module
from os.path import exists, join

import msgspec

from .. import vendors
from ..model.envelope import PARTS, Envelope
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
    if name in plan.envelopes:
        return _own(plan.envelopes[name].envelope), Manner()
    if name == PLAIN.name:
        return PLAIN, Manner()
    if name not in known:
        names = (*plan.envelopes, *known, PLAIN.name)
        raise Trouble(
            f"no events can be emitted in the envelope {quote(name)}{did_you_mean(name, names)}; there are {listed(names)}"
        )
    tool = import_module(f"{vendors.__name__}.{name.replace('-', '_')}.emitted")
    parts = {part: getattr(tool, part) for part in Manner._fields if hasattr(tool, part)}
    return tool.ENVELOPE, Manner(**parts)


def _own(envelope: Envelope) -> Envelope:
    """An envelope of the plan, as it is written.

    Raises:
        Trouble: it says only how a log is read.
    """
    name = quote(envelope.name)
    if not envelope.event or envelope.event[0].startswith("="):
        raise Trouble(f"no events can be emitted in the envelope {name}: it has no path to the event's name")
    for word in ("form", "batch"):
        if getattr(envelope, word):
            raise Trouble(f"no events can be emitted in the envelope {name}: it has `{word}`, which is only read")
    for part in (*PARTS, "properties", "traits"):
        path = next(iter(getattr(envelope, part)), "")
        if "*" in path:
            raise Trouble(f"no events can be emitted in the envelope {name}: {quote(path)} under `{part}` is only read")
    fixed = {part: () for part in PARTS if next(iter(getattr(envelope, part)), "").startswith("=")}
    return msgspec.structs.replace(envelope, **fixed) if fixed else envelope
