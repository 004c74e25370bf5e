"""A generated plan and a log of its events as Segment keeps them: so many event types, lines, and a share that is bad."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from _plans import events as names

Make = Callable[[Random], Any]

_WORDS = "alpha bravo carbon delta ember falcon garnet harbor indigo jasper kelvin lumen marble nectar".split()
_CITIES = ("Berlin", "München", "São Paulo", "New York", "東京", "Kraków", "Oslo", "Lyon")


class Kind(NamedTuple):
    """One property of the dictionary: its definition, how a value is made, and one that the plan refuses."""

    schema: dict[str, Any]
    make: Make
    wrong: Any


_ENUM = ["marketing", "development", "design", "sales", "support", "other"]
KINDS: dict[str, Kind] = {
    "project_id": Kind(
        {"type": "string", "pattern": "^proj_[a-z0-9]+$"}, lambda r: f"proj_{r.getrandbits(40):010x}", "17"
    ),
    "project_type": Kind({"type": "string", "enum": _ENUM}, lambda r: r.choice(_ENUM), "Marketing"),
    "team_size": Kind({"type": "integer", "minimum": 1, "maximum": 500}, lambda r: r.randint(1, 500), "5"),
    "template_used": Kind({"type": "boolean"}, lambda r: r.random() < 0.5, "yes"),
    "title": Kind({"type": "string", "maxLength": 80}, lambda r: " ".join(r.choices(_WORDS, k=3)), "x" * 81),
    "city": Kind({"type": "string", "required": False}, lambda r: r.choice(_CITIES), None),
    "price": Kind({"type": "number", "minimum": 0}, lambda r: round(r.random() * 500, 2), -1),
    "created_at": Kind(
        {"type": "string", "format": "date-time"},
        lambda r: f"2026-0{r.randint(1, 9)}-1{r.randint(0, 9)}T1{r.randint(0, 9)}:2{r.randint(0, 9)}:30Z",
        "2026-01-31",
    ),
    "session_id": Kind({"type": "string"}, lambda r: f"s_{r.getrandbits(60):015x}", 17),
    "tags": Kind(
        {"type": "array", "items": {"type": "string"}, "maxItems": 5, "required": False},
        lambda r: r.choices(_WORDS, k=2),
        "blue",
    ),
    "position": Kind({"type": "integer"}, lambda r: r.randint(0, 99), 1.5),
    "variant": Kind({"type": "string", "enum": ["control", "treatment"]}, lambda r: "control", "none"),
}
_SOURCES = (("web", "analytics.js"), ("ios", "analytics-ios"), ("api", "analytics-python"))
_AGENT = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Chrome/126.0"


def properties(place: int) -> list[str]:
    """The names of what the event of that number carries: 5 to 12."""
    order = list(KINDS)
    count = 5 + place % 8
    return [order[(place * 5 + step) % len(order)] for step in range(count)]


def write_plan(path: Path, types: int) -> None:
    """The plan, as one YAML file (JSON is YAML)."""
    made = {
        "plan": 1,
        "sources": {name: {"platform": {"api": "server"}.get(name, name)} for name, _ in _SOURCES},
        "properties": {name: {"description": f"What {name} means", **kind.schema} for name, kind in KINDS.items()},
        "events": {
            event.name: {
                "description": event.means,
                "status": "live",
                "properties": dict.fromkeys(properties(place)),
            }
            for place, event in enumerate(names(types))
        },
    }
    path.write_text(json.dumps(made, indent=1))


def lines(count: int, types: int, bad: float, seed: int = 1, duplicates: float = 0.0005) -> Iterator[bytes]:
    """The log, line by line, in the order of time; ``bad`` is the share that the plan refuses."""
    rng = Random(seed)
    known = [(event.name, properties(place)) for place, event in enumerate(names(types))]
    at = datetime(2026, 11, 1, tzinfo=UTC)
    before = b""
    for number in range(count):
        if before and rng.random() < duplicates:
            yield before
            continue
        at += timedelta(milliseconds=rng.randint(0, 200))
        name, carried = known[int(rng.random() ** 2 * types)]
        values = {prop: KINDS[prop].make(rng) for prop in carried if prop not in ("city", "tags") or rng.random() < 0.7}
        if rng.random() < bad:
            name, values = _spoil(name, values, rng)
        before = _line(number, name, values, at, rng)
        yield before


def _spoil(name: str, values: dict[str, Any], rng: Random) -> tuple[str, dict[str, Any]]:
    way = rng.random()
    if way < 0.1:
        return name.title().replace(" ", ""), values
    if way < 0.2:
        return name, {**values, "colour": "red"}
    victim = rng.choice([prop for prop in values if KINDS[prop].schema.get("required", True)])
    if way < 0.5:
        return name, {prop: value for prop, value in values.items() if prop != victim}
    return name, {**values, victim: KINDS[victim].wrong}


def _line(number: int, name: str, values: dict[str, Any], at: datetime, rng: Random) -> bytes:
    _, library = _SOURCES[number % 3]
    sent, received = at + timedelta(milliseconds=40), at + timedelta(milliseconds=rng.randint(60, 900))
    record = {
        "anonymousId": f"{rng.getrandbits(128):032x}",
        "context": {
            "app": {"name": "Acme", "version": "2.3.1"},
            "ip": f"203.0.113.{number % 250}",
            "library": {"name": library, "version": "4.16.1"},
            "locale": "en-US",
            "page": {"path": "/projects", "title": "Projects"},
            "userAgent": _AGENT,
        },
        "event": name,
        "integrations": {},
        "messageId": f"ajs-next-{rng.getrandbits(128):032x}",
        "originalTimestamp": _time(at),
        "properties": values,
        "receivedAt": _time(received),
        "sentAt": _time(sent),
        "timestamp": _time(at),
        "type": "track",
        "userId": f"user_{number % 50_000}",
    }
    return json.dumps(record, separators=(",", ":"), ensure_ascii=False).encode() + b"\n"


def _time(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def write(folder: Path, count: int, types: int = 100, bad: float = 0.01) -> tuple[Path, Path]:
    """The plan and the log in ``folder``, made where they are not there yet."""
    folder.mkdir(parents=True, exist_ok=True)
    plan = folder / f"plan-{types}.yaml"
    log = folder / f"log-{count}-{types}-{bad:g}.ndjson"
    if not plan.exists():
        write_plan(plan, types)
    if not log.exists():
        half = log.with_suffix(".half")
        with half.open("wb") as stream:
            stream.writelines(lines(count, types, bad))
        half.rename(log)
    return plan, log
