"""Writes a call as a line of a log, in the envelope of a tool or of the team's own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec

from ..model.envelope import Envelope
from ..vendors._device import Device
from .recipe import Source

Path = tuple[str, ...]
Key = tuple[str | None, str, int]
"""Source, device and session: all that what stands around a call depends on."""

_SCALE = {"s": 0.001, "ms": 1, "us": 1_000, "ns": 1_000_000}
_KEPT = 10_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Call(msgspec.Struct):
    """A call that is about to be sent. Times are milliseconds since 1970."""

    call: str
    event: str | None
    properties: dict[str, Any]
    source: Source | None
    device: Device
    id: str
    time: int
    sent: int
    received: int


def _nothing(device: Device) -> dict[str, Any]:
    return {}


class Manner(NamedTuple):
    """What a tool's log holds besides the parts of the envelope, and how it is written."""

    around: Callable[[Device], dict[str, Any]] = _nothing
    """What its SDKs send around an event."""
    timed: Callable[[int], dict[str, Any]] | None = None
    """What follows from the time of an event, in milliseconds since 1970."""
    moment: Callable[[int], Any] | None = None
    """How it writes a time, where that is not 2025-01-01T00:00:00.000Z or a number."""
    encode: Callable[[dict[str, Any]], bytes] | None = None
    """How it writes a line, where that is not the object itself as JSON."""
    is_json: bool = True


class Writer:
    """Writes calls in one envelope. ``sources`` are those of the plan: a word may stand for one of them or for several."""

    def __init__(self, envelope: Envelope, manner: Manner, sources: Sequence[Source]) -> None:
        self.envelope, self.manner = envelope, manner
        self.shared = Counter(source.platform for source in sources)
        self.words = {call: word for word, call in reversed([*envelope.calls.items()])}
        self.paths = {part: _first(getattr(envelope, part)) for part in _PARTS}
        self.named = _named(envelope)
        self.surroundings: dict[Key, dict[str, Any]] = {}
        self.encode = msgspec.json.Encoder().encode
        self.line = manner.encode or self.encode
        self.at: Callable[[int], Any] = manner.moment or iso
        if envelope.unit is not None and manner.moment is None:
            scale = _SCALE[envelope.unit]
            self.at = lambda moment: int(moment * scale)

    def write(self, call: Call) -> bytes:
        """The line, without its end."""
        device = call.device
        key = (call.source.name if call.source else None, device.anonymous, device.session)
        around = self.surroundings.get(key) or self._surroundings(key, call)
        line, paths = around.copy(), self.paths
        body = paths["traits"] if call.call in ("identify", "group") and paths["traits"] else paths["properties"]
        self._body(line, body, call.properties)
        if call.event is not None:
            path = self.named if call.call in ("page", "screen") and self.named else paths["event"]
            _put(line, path, self.envelope.prefix + call.event)
        if paths["call"]:
            _put(line, paths["call"], self.words.get(call.call, call.call))
        if paths["id"]:
            _put(line, paths["id"], call.id)
        if paths["time"]:
            _put(line, paths["time"], self.at(call.time))
        if paths["sent"]:
            _put(line, paths["sent"], self.at(call.sent))
        if paths["received"]:
            _put(line, paths["received"], self.at(call.received))
        if self.manner.timed is not None:
            line.update(self.manner.timed(call.time))
        return self.line({name: held for name, held in line.items() if held is not None})

    def _body(self, line: dict[str, Any], path: Path | None, properties: dict[str, Any]) -> None:
        if path is None:
            line.update(properties)
        elif self.envelope.key_values:
            pairs = [{"key": name, "value": _value(held)} for name, held in properties.items()]
            _put(line, path, pairs + (_at(line, (".".join(path),)) or []))
        elif self.envelope.encoded:
            _put(line, path, self.encode(properties).decode())
        else:
            there = line.get(path[0]) if len(path) == 1 else None
            _put(line, path, {**properties, **there} if there else properties)

    def _surroundings(self, key: Key, call: Call) -> dict[str, Any]:
        """What does not change from call to call of a device, encoded already as far as no other part stands in it."""
        around = self.manner.around(call.device)
        if self.envelope.user and call.device.user is not None and _at(around, self.envelope.user) is None:
            _put(around, _steps(self.envelope.user[0]), call.device.user)
        if self.envelope.source and call.source is not None:
            self._place_source(around, call.source)
        heads = {path[0]: None for path in self.paths.values() if path}
        made: dict[str, Any] = {name: None for name in heads if name not in around}
        for name, held in around.items():
            made[name] = held if name in heads or self.manner.encode else msgspec.Raw(self.encode(held))
        if len(self.surroundings) >= _KEPT:
            self.surroundings.clear()
        self.surroundings[key] = made
        return made

    def tells(self, source: Source) -> bool:
        """Whether a line says that it comes from this source."""
        if not self.envelope.platforms:
            return bool(self.envelope.source)
        return self.shared[source.platform] == 1 and source.platform in self.envelope.platforms.values()

    def _place_source(self, around: dict[str, Any], source: Source) -> None:
        """Say which source it is: by the word for its platform where the envelope has such, else by its name."""
        platforms = self.envelope.platforms
        if not platforms:
            _put(around, _steps(self.envelope.source[0]), source.name)
        elif self.tells(source) and platforms.get(_at(around, self.envelope.source)) != source.platform:
            word = next(word for word, platform in platforms.items() if platform == source.platform)
            _put(around, _steps(self.envelope.source[0]), word)


_PARTS = ("call", "event", "id", "time", "sent", "received", "properties", "traits")


def _steps(path: str) -> Path:
    return tuple(path.split("."))


def _first(paths: Sequence[str]) -> Path | None:
    return _steps(paths[0]) if paths else None


def _named(envelope: Envelope) -> Path | None:
    """Where pages and screens have their name, if that is not where events have theirs."""
    return ("name",) if "name" in envelope.event[1:] else None


def _put(line: dict[str, Any], path: Path | None, value: Any) -> None:
    """Set what stands at a path. What is on the way is copied, as other lines share it."""
    if path is None:
        return
    for step in path[:-1]:
        inner = line.get(step)
        line[step] = inner = dict(inner) if isinstance(inner, dict) else {}
        line = inner
    line[path[-1]] = value


def _at(tree: Mapping[str, Any], paths: Sequence[str]) -> Any:
    """The first thing that stands at one of these paths."""
    for path in paths:
        found: Any = tree
        for step in _steps(path):
            found = found.get(step) if isinstance(found, Mapping) else None
        if found is not None:
            return found
    return None


def _value(held: Any) -> dict[str, Any]:
    """A value as GA4's export has it: whole numbers are texts there, and nothing is set for null."""
    if held is None:
        return {}
    if isinstance(held, (bool, int)):
        return {"int_value": str(int(held))}
    if isinstance(held, float):
        return {"double_value": held}
    return {"string_value": held if isinstance(held, str) else msgspec.json.encode(held).decode()}


def iso(moment: int) -> str:
    """A moment as 2025-01-01T00:00:00.000Z."""
    seconds, rest = divmod(moment, 1000)
    return f"{_second(seconds)}.{rest:03d}Z"


@lru_cache(maxsize=4096)
def _second(seconds: int) -> str:
    return (_EPOCH + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%S")
