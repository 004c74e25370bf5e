"""An envelope does not say where the event's name stands.

Why: without its name a record is of no event, so no log could be read by the envelope.

Bad:

    envelopes:
      ours:   # <- here
        time: created_at
        properties: payload

Good:

    envelopes:
      ours:
        event: event_name
        time: created_at
        properties: payload
"""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, Severity
from ..model.own_envelope import OwnEnvelope
from ..model.plan import Plan
from ..shelf import quote

severity = Severity.ERROR


def check_envelope(envelope: OwnEnvelope, plan: Plan) -> Iterator[Finding]:
    if not envelope.event and not envelope.raw.get("event"):
        message = f"envelope {quote(envelope.name)} does not say where the event's name stands"
        yield Finding(envelope.at(), message, "write `event:` and the path to it")
