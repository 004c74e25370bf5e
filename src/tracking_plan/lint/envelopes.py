"""An object of a log becomes a Record, by its Envelope. Which envelope that is, `detection` tells from the data.

    envelope = envelopes.take("segment", plan)      # shipped, or the plan's own
    for one in unwrap(value) if unwrap else [value]:
        if envelopes.is_of(one, envelope): record = envelopes.record(one, envelope)

`reader(envelope)` is the same, compiled once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import msgspec

from .. import vendors
from ..model.envelope import PARTS, Envelope, system_of
from ..model.plan import Plan
from ..model.record import CALLS, Record
from ..shelf import did_you_mean, listed, quote
from ..trouble import Trouble
from .parts import Get, decoded, first, form_of, from_pairs, getter, heads, no_time, shown, without_nulls
from .payload import unpacked
from .times import moment


def shipped() -> dict[str, Envelope]:
    """The envelopes of the tools we know, by name."""
    return {envelope.name: envelope for envelope in vendors.envelopes()}


def known(plan: Plan | None = None) -> dict[str, Envelope]:
    """Those of the plan, then the shipped ones."""
    own = {name: node.envelope for name, node in plan.envelopes.items() if node.event} if plan is not None else {}
    return {**own, **{name: envelope for name, envelope in shipped().items() if name not in own}}


def take(name: str, plan: Plan | None = None) -> Envelope:
    """The envelope of that name, the plan's own first.

    Raises:
        Trouble: there is none; the message names those that are.
    """
    found = known(plan)
    if name not in found:
        near = did_you_mean(name, found)
        raise Trouble(f"no envelope is named {quote(name)}{near or f'; there are {listed(found, 30)}'}")
    return suited(found[name], plan)


def suited(envelope: Envelope, plan: Plan | None) -> Envelope:
    """The envelope, keeping what its tool adds by itself where the plan plans it."""
    if plan is None or not envelope.system:
        return envelope
    names = {*plan.properties, *(name for event in plan.events.values() for name in event.properties)}
    names.update(name for traits in plan.traits.values() for name in traits)
    return msgspec.structs.replace(envelope, planned=frozenset(name for name in names if system_of(envelope, name)))


class Reader:
    """One envelope, ready to read."""

    def __init__(self, envelope: Envelope) -> None:
        self.envelope = envelope
        texts = envelope.encoded
        self._get: dict[str, Get | None] = {
            part: first([getter(path, texts) for path in getattr(envelope, part)]) for part in PARTS
        }
        self._event = self._get["event"]
        self._call = self._get["call"]
        self._times = [(part, get) for part in ("time", "sent", "received") if (get := self._get[part]) is not None]
        self._units = {part: envelope.units.get(part, envelope.unit) for part in ("time", "sent", "received")}
        self._traits = [getter(path, texts) for path in envelope.traits]
        self._properties = [getter(path, texts) for path in envelope.properties]
        self._form = form_of(envelope.form)
        self._heads = heads(envelope)
        self._starts = tuple(word[:-1] for word in envelope.system if word.endswith("*"))
        self._system = frozenset(word for word in envelope.system if not word.endswith("*")) - envelope.planned

    def is_of(self, value: Mapping[str, Any]) -> bool:
        """Whether it names an event, or is a call that needs none."""
        event = self._event(value) if self._event is not None else None
        if isinstance(event, str) and event:
            return True
        return event is None and self.call_of(value, None) != "track"

    def call_of(self, value: Mapping[str, Any], event: str | None) -> str:
        """track, page, screen, identify, group or alias."""
        envelope = self.envelope
        if event is not None and event in envelope.named:
            return envelope.named[event]
        word = self._call(value) if self._call is not None else None
        if not isinstance(word, str):
            return "track"
        call = envelope.calls.get(word, word)
        return call if call in CALLS else "track"

    def record(self, value: Mapping[str, Any]) -> Record:
        """The record that it is. What of its envelope cannot be read is among its faults."""
        faults: list[str] = []
        event = self._event(value) if self._event is not None else None
        event = event if isinstance(event, str) else None
        call = self.call_of(value, event)
        if call in ("identify", "group", "alias"):
            properties = self._object(value, self._traits, faults) if self._traits else {}
            event = None
        else:
            properties = self._body(value, faults)
            event = self._name(event) if event is not None else None
        if self.envelope.system:
            starts, system, planned = self._starts, self._system, self.envelope.planned
            properties = {
                name: held
                for name, held in properties.items()
                if name not in system and (not name.startswith(starts) or name in planned)
            }
        times = {part: self._time(part, get, value, faults) for part, get in self._times}
        return Record(
            call=call,
            event=event,
            properties=properties,
            id=self._text("id", value, faults),
            user=self._text("user", value, faults),
            source=self._text("source", value, faults),
            faults=tuple(faults),
            **times,
        )

    def _name(self, event: str) -> str:
        if self._form is not None and (found := self._form.fullmatch(event)):
            event = found[1]
        return event.removeprefix(self.envelope.prefix)

    def _text(self, part: str, value: Mapping[str, Any], faults: list[str]) -> str | None:
        get = self._get[part]
        found = get(value) if get is not None else None
        if found is None or isinstance(found, str):
            return found or None
        if isinstance(found, bool) or not isinstance(found, (int, float)):
            if part != "source":
                faults.append(f"its {_PART_NAMES[part]} is {shown(found)}, and not a text")
            return None
        return str(found)

    def _time(self, part: str, get: Get, value: Mapping[str, Any], faults: list[str]) -> datetime | None:
        found = get(value)
        if found is None or found == "":
            return None
        unit = self._units[part]
        at = moment(found, unit)
        if at is None:
            faults.append(no_time(_PART_NAMES[part], found, unit))
        return at

    def _body(self, value: Mapping[str, Any], faults: list[str]) -> Mapping[str, Any]:
        envelope = self.envelope
        if not self._properties or (envelope.rest and all(get(value) is None for get in self._properties)):
            return {name: held for name, held in value.items() if name not in self._heads}
        properties = self._object(value, self._properties, faults)
        for name in envelope.beside:
            if value.get(name):
                properties = {**properties, name: without_nulls(value[name])}
        return properties

    def _object(self, value: Mapping[str, Any], getters: list[Get], faults: list[str]) -> Mapping[str, Any]:
        for get in getters:
            found = get(value)
            if found is None:
                continue
            if isinstance(found, str) and self.envelope.encoded:
                found = decoded(found) if found.strip() else {}
            if self.envelope.key_values and isinstance(found, list):
                return from_pairs(found, faults)
            if isinstance(found, dict):
                return found
            hint = ", and no JSON object" if self.envelope.encoded else ", and not an object"
            faults.append(f"its properties are {shown(found)}{hint}")
            return {}
        return {}


_PART_NAMES = {
    "id": "message id", "user": "user", "source": "source", "time": "time", "sent": "time of sending",
    "received": "time of receipt",
}  # fmt: skip
_readers: dict[int, tuple[Envelope, Reader]] = {}


def reader(envelope: Envelope) -> Reader:
    """What reads by an envelope, compiled once."""
    held = _readers.get(id(envelope))
    if held is None or held[0] is not envelope:
        held = _readers[id(envelope)] = (envelope, Reader(envelope))
    return held[1]


def is_of(value: Mapping[str, Any], envelope: Envelope) -> bool:
    """Whether an object is a record in that envelope."""
    return reader(envelope).is_of(value)


def record(value: Mapping[str, Any], envelope: Envelope) -> Record:
    """The record that an object is."""
    return reader(envelope).record(value)


def unwrap(envelope: Envelope) -> Callable[[Mapping[str, Any]], list[Any]] | None:
    """What takes the records out of an object that holds several; None where each object is one record."""
    path = envelope.batch
    return (lambda value: opened(value, path)) if path else None


def opened(value: Mapping[str, Any], path: str) -> list[Any]:
    """The elements of the list at a path, each completed with what stands around the list; or else the object itself.

    Where a collector has stored what it received, the list is in a text, or is one object: see `payload`.
    """
    held = getter(path, False)(value)
    if isinstance(held, str):
        held = unpacked(held)
    if isinstance(held, dict):
        held = [held]
    if not isinstance(held, list):
        return [value]
    around = {name: other for name, other in value.items() if name != path.partition(".")[0]}
    return [{**around, **one} if isinstance(one, dict) else one for one in held]
