"""An event as it arrives in the logs of the SDKs that send it: an example of the plan in each one's envelope."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import msgspec

from .. import vendors
from ..emit import envelopes, unfit
from ..emit.people import devices
from ..emit.recipe import Source
from ..emit.writer import Call, Writer
from ..model.event import Event
from ..model.example import event_example
from ..model.plan import Plan
from ..model.property import Property
from ..model.sample import first
from ..model.schema import must_be_there, plain, property_schema
from .facts import Payload

_MOMENT = 1_767_261_600_000
"""When the example happens: 2026-01-01T10:00:00Z, in milliseconds since 1970."""
_SHOWN = 12_000
"""Characters of a payload that are shown."""


class Payloads:
    """Writes the examples of a plan's events."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.sources = tuple(Source(name, source.platform) for name, source in plan.sources.items())
        self.made: dict[str, Any] = {}
        """Schema -> a value that it takes."""

    def of(self, event: Event) -> tuple[Payload, ...]:
        """One payload for each SDK among the event's sources, in their order; in the plan's usual envelope without any."""
        sources = [name for name in dict.fromkeys(event.sources) if name in self.plan.sources]
        by_envelope: dict[str, str] = {}
        for name in sources:
            sdk = self.plan.sources[name].sdk
            if sdk is not None and sdk in self.writers:
                by_envelope.setdefault(sdk, name)
        if not by_envelope:
            by_envelope[self.usual] = next(iter(sources), "")
        made = [self._payload(event, envelope, source) for envelope, source in by_envelope.items()]
        return tuple(payload for payload in made if payload is not None)

    @cached_property
    def writers(self) -> dict[str, Writer]:
        known = {name: envelopes.named(name, self.plan) for name in envelopes.tools()}
        return {name: Writer(envelope, manner, self.sources) for name, (envelope, manner) in known.items()}

    @cached_property
    def usual(self) -> str:
        """The envelope of most of the plan's sources."""
        envelope, _ = envelopes.named(None, self.plan)
        return next(name for name, writer in self.writers.items() if writer.envelope == envelope)

    @cached_property
    def unfit(self) -> dict[str, dict[str, str]]:
        return {name: unfit(self.plan, writer.envelope) for name, writer in self.writers.items()}

    def _payload(self, event: Event, envelope: str, source: str) -> Payload | None:
        if event.name in self.unfit[envelope]:
            return None
        properties = self.example(event)
        if properties is None:
            return None
        kind = (self.plan.sources[source].platform if source else None) or "web"
        device = devices(kind, "dictionary")[0]
        call = Call(
            call=event.kind, event=event.name, properties=properties, device=device,
            source=next((one for one in self.sources if one.name == source), None),
            id="7a0e8c1e-5f0b-4a53-9a55-2f6f4d3c1b20", time=_MOMENT, sent=_MOMENT + 400, received=_MOMENT + 900,
        )  # fmt: skip
        line = self.writers[envelope].write(call).decode()
        title = getattr(vendors.shelf.take(envelope), "TITLE", envelope)
        return Payload(envelope, title, _laid_out(line)[:_SHOWN])

    def example(self, event: Event) -> dict[str, Any] | None:
        """The event's first example; else a value for each property that must be there, or None where none is found."""
        if event.examples:
            made = plain(event_example(event, 0))
            return made if isinstance(made, dict) else None
        made = {}
        for name, found in event.properties.items():
            if must_be_there(found):
                value = self._value(found)
                if value is None and not found.nullable:
                    return None
                made[name] = value
        return made

    def _value(self, found: Property) -> Any:
        if found.examples:
            return plain(found.examples[0])
        schema = property_schema(found)
        key = repr(schema)
        if key not in self.made:
            self.made[key] = first(schema)
        return self.made[key]


def _laid_out(line: str) -> str:
    """JSON as people read it; what is none stays as it is."""
    try:
        return msgspec.json.format(line, indent=2)
    except msgspec.DecodeError:
        return line
