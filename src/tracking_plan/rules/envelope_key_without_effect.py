"""A key of an envelope has no effect without another.

Why: whoever wrote it expects it to do something: a unit is that of times, words for calls are read where the kind of call
stands, and how the properties are written says nothing where there is no place for them.

Bad:

    envelopes:
      ours:
        event: event_name
        unit: ms   # <- here
        platforms: {browser: web}   # <- here
        encoded: true   # <- here

Good:

    envelopes:
      ours:
        event: event_name
        time: at
        unit: ms
        source: sent_by
        platforms: {browser: web}
        properties: payload
        encoded: true
"""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, Severity
from ..model.own_envelope import OwnEnvelope
from ..model.plan import Plan
from ..shelf import listed, quote

severity = Severity.WARNING

_NEEDS = {
    "unit": ("time", "sent", "received"),
    "calls": ("call",),
    "traits": ("call",),
    "platforms": ("source",),
    "key_values": ("properties",),
    "encoded": ("properties",),
}


def check_envelope(envelope: OwnEnvelope, plan: Plan) -> Iterator[Finding]:
    for key, needs in _NEEDS.items():
        if not envelope.raw.get(key) or any(envelope.raw.get(need) for need in needs):
            continue
        if key == "encoded" and "." in "".join(envelope.event):
            continue  # the event's name may stand in such a text as well
        message = f"{quote(key)} has no effect without {listed([quote(need) for need in needs], last='or')}"
        yield Finding(envelope.at(key), message, f"say where it stands, or take {quote(key)} out")
