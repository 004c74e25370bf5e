"""A program of its own: a sieve built with sanitizers reads lines that end where their memory ends. See test_sieve_memory.py."""

from __future__ import annotations

import ctypes
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from front_door import SHARED
from linting import NOW, plan_of
from sieve_logs import OWN, case
from tracking_plan.lint import envelopes
from tracking_plan.lint.header import Unfit
from tracking_plan.lint.rulebook import Rulebook
from tracking_plan.lint.sieve import hashes, native, sifting
from tracking_plan.lint.sieve.program import Program
from tracking_plan.lint.sieve.sifting import BLANK, KNOWN, LEFT, SURE, UNPLANNED, WRONG, Sieve, Sifting
from tracking_plan.lint.sources import Sources

_libc = ctypes.CDLL(None)
_libc.malloc.restype, _libc.malloc.argtypes = ctypes.c_void_p, (ctypes.c_size_t,)
_libc.free.argtypes = (ctypes.c_void_p,)


class Tight:
    """A sifting whose blocks end where their memory ends, but for the one byte that the sieve asks for.

    It learns every mistake that it meets.
    """

    def __init__(self, sieve: Sieve) -> None:
        self.sifting = Sifting(sieve, rejects=True)
        self.refused = 0
        """How many lines it has refused alone."""

    def verdicts(self, data: bytes) -> bytes:
        at = _libc.malloc(len(data) + 1)
        ctypes.memmove(at, data + b"\0", len(data) + 1)
        out, place, made = self.sifting._out, 0, []
        try:
            while place < len(data):
                self.sifting.native.plan_sieve_sift(self.sifting._state, at, len(data), place, 1, ctypes.byref(out))
                if out.stranger_at >= 0:
                    word = data[out.stranger_at : out.stranger_at + out.stranger_size]
                    self.sifting._know(word, self.sifting.sieve.sources.of(word.decode()))
                rows: dict[int, list[int]] = {}
                for row in range(out.doubt_count):
                    line, _, name_at, name_size, value_at, size = self.sifting._doubts[6 * row : 6 * row + 6]
                    assert 0 <= name_at <= name_at + name_size <= len(data)
                    assert 0 <= value_at <= value_at + size <= len(data)
                    rows.setdefault(line, []).append(6 * row)
                for line, some in rows.items():
                    self.sifting.learn(self.sifting._arrays[4][line], some[0], len(some), b"x" * (line % 300))
                rest = self.sifting.refuse()
                made.append(bytes(self.sifting._verdicts[: out.lines]))
                assert rest.rows.count(b"\n") == made[-1].count(KNOWN)
                assert len(rest.left) == sum(map(made[-1].count, (LEFT, WRONG, UNPLANNED)))
                place = out.next
        finally:
            _libc.free(at)
        said = b"".join(made)
        assert sum(one.number for one in self.sifting.again()) == said.count(KNOWN)
        self.refused += said.count(KNOWN)
        return said


def made(text: str, envelope: str) -> Sieve:
    plan = plan_of(text)
    found = envelopes.take(envelope, plan)
    book = Rulebook(plan, NOW)
    found_library = native.library()
    assert found_library is not None
    sift = found_library.plan_sieve_sift
    sift.argtypes = (ctypes.c_void_p, ctypes.c_void_p, *sift.argtypes[2:])
    return Sieve(
        found_library,
        Program(plan, found, book),
        Sources(plan, found.platforms, None),
        {"Thing Seen": frozenset({None, "web"})},
    )


def fit() -> list[str]:
    """The envelopes for which there is a sieve."""
    plan = plan_of(json.dumps({"plan": 1, "envelopes": OWN, "events": {"A Done": {}}}))
    names = []
    for name in envelopes.known(plan):
        try:
            Program(plan, envelopes.take(name, plan), Rulebook(plan, NOW))
        except Unfit:
            continue
        names.append(name)
    return names


def _event(properties: dict[str, Any], **words: Any) -> str:
    return json.dumps({"plan": 1, "events": {"Thing Done": {"properties": properties, "status": "live", **words}}})


def _line(properties: str, name: str = "Thing Done", more: str = "") -> bytes:
    text = f'{{"type":"track","event":"{name}","messageId":"1","timestamp":"2026-11-23T00:00:00Z"{more},"properties":{properties}}}'
    return text.encode()


def large() -> Iterator[tuple[str, str, list[bytes], set[int]]]:
    """A plan that is at a limit, lines for it, and what may be said of them."""
    yield "no events", json.dumps({"plan": 1}), [_line("{}"), b"", b"x"], {LEFT, UNPLANNED, BLANK}
    many = {f"Event {number} Done": {"status": "live"} for number in range(2000)}
    yield "2,000 events", json.dumps({"plan": 1, "events": many}), [_line("{}", name) for name in many], {SURE}
    wide = {f"p{number}": {"type": "integer", "required": number % 3 == 0} for number in range(500)}
    full = "{" + ",".join(f'"p{number}":{number}' for number in range(500)) + "}"
    yield "500 properties", _event(wide), [_line(full)], {SURE}
    yield "too few of 500", _event(wide), [_line("{}"), _line('{"p0":1}'), _line('{"p3":"x"}')], {LEFT}
    wide = {f"p{number}": {"type": "integer", "required": False} for number in range(600)}
    yield "600 properties", _event(wide), [_line(full), _line("{}")], {LEFT}
    nested = {
        f"o{n}": {"type": "object", "required": False, "properties": {f"p{m}": {"type": "integer"} for m in range(400)}}
        for n in range(5)
    }
    inner = "{" + ",".join(f'"p{m}":{m}' for m in range(400)) + "}"
    deep = "{" + ",".join(f'"o{n}":{inner}' for n in range(5)) + "}"
    yield "too many to count", _event(nested), [_line(deep), _line("{}"), _line('{"o1":' + inner + "}")], {SURE, WRONG}
    long = {"t": {"type": "string", "pattern": "^[a-z]{440}$"}}
    lines = [_line(json.dumps({"t": "a" * size})) for size in (0, 1, 439, 440, 441, 10_000)]
    yield "a pattern of 440 letters", _event(long), lines, {SURE, WRONG}
    chance = random.Random(1)
    states = {"t": {"type": "string", "pattern": "a[ab]{12}b"}}
    lines = [_line(json.dumps({"t": "".join(chance.choices("ab", k=60_000))})) for _ in range(3)]
    yield "an automaton of 4,096 states", _event(states), lines, {SURE, WRONG}
    states = {"t": {"type": "string", "pattern": "^[ab]*a[ab]{14}$"}}
    lines = [_line(json.dumps({"t": "".join(chance.choices("ab", k=60_000))})) for _ in range(3)]
    yield "an automaton of 32,768 states", _event(states), lines, {SURE, WRONG}
    anything = {"t": {"type": "string", "required": False}}
    texts = [
        "\\u0061" * 20_000,
        "\\u00e9" * 10_922,
        "\\ud83d\\ude00" * 30_000,
        "é" * 70_000,
        "\\n" * 32_768,
        "a" * 65_535 + "\\n",
        "\\n" + "a" * 200_000,
    ]
    yield (
        "texts longer than the scratch",
        _event(anything),
        [_line(f'{{"t":"{text}"}}') for text in texts],
        {SURE, LEFT, WRONG},
    )
    unknown = "{" + ",".join(f'"u{n}":{n}' for n in range(40)) + "}"
    yield "too many doubts", _event(anything), [_line(unknown)] * 300 + [_line('{"u":1}')] * 9000, {LEFT, WRONG}
    sources = [_line("{}", more=f',"context":{{"library":{{"name":"source {n}"}}}}') for n in range(500)]
    sources.append(_line("{}", more=f',"context":{{"library":{{"name":"{"x" * 1001}"}}}}'))
    yield "many sources", _event(anything), sources * 3, {LEFT, SURE}
    blocks = [b"", b" ", b"\r", b"\t \r"] * 5000
    yield "blank lines", _event(anything), blocks, {BLANK}
    deeper = [_line('{"t":' + "[" * deep + "]" * deep + "}") for deep in (50, 63, 64, 65, 1000, 100_000)]
    deeper += [
        _line("{}", "No Done", ',"x":' + '{"a":' * deep + "1" + "}" * deep) for deep in (50, 63, 64, 65, 1000, 100_000)
    ]
    yield "depth", _event(anything), deeper, {LEFT, WRONG, UNPLANNED}


def spoiled(chance: random.Random, lines: list[bytes]) -> bytes:
    """One line with some bytes changed, or part of two."""
    raw = bytearray(chance.choice(lines))
    for _ in range(chance.choice([1, 1, 1, 2, 5])):
        at = chance.randrange(len(raw) + 1)
        way = chance.randrange(6)
        if way == 0:
            del raw[at:]
        elif way == 1:
            del raw[at : at + chance.randint(1, 8)]
        elif way == 2:
            raw[at:at] = bytes([chance.choice(b'"\\{}[],:0-.eu \t\r\x00\x1f\x7f\x80\xc3\xe2\xf0\xff')])
        elif way == 3 and at < len(raw):
            raw[at] = chance.randrange(256)
        elif way == 4:
            raw[at:at] = raw[at : at + 20]
        else:
            other = chance.choice(lines)
            raw[at:] = other[chance.randrange(len(other) + 1) :]
    return bytes(raw)


def main(library: str, seed: int, rounds: int) -> None:
    found = native.opened(Path(library))
    assert found is not None
    for module in (native, sifting, hashes):
        module.library = lambda: found  # type: ignore[attr-defined]
    assert sifting._key() is not None
    chance = random.Random(seed)
    number = refused = 0
    for what, text, lines, allowed in large():
        tight = Tight(made(text, "segment"))
        for data in (b"\n".join(lines), b"\n".join(lines) + b"\n"):
            said = tight.verdicts(data)
            assert {*said} - {KNOWN} <= allowed, (what, {*said}, said[:20])
            assert len(said) == data.count(b"\n") + (not data.endswith(b"\n") and data != b""), what
            number += len(said)
        [*tight.sifting.counted()]
        refused += tight.refused
    plan = (SHARED / "hostile" / "plans" / "p00_base.yaml").read_text() if SHARED.is_dir() else _event({})
    names = fit()
    base = {name: Tight(made(plan, name)) for name in names if name not in OWN}
    for folder in (SHARED / "hostile" / "logs", SHARED / "data" / "logs"):
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if path.is_file() and path.stat().st_size < 20_000_000:
                data = path.read_bytes()
                for tight in base.values():
                    number += len(tight.verdicts(data))
    for round in range(rounds):
        envelope = names[(seed + round) % len(names)]
        base_plan = plan_of(json.dumps({"plan": 1, "envelopes": OWN}))
        drawn = case(seed + round, envelope, envelopes.take(envelope, base_plan), 60)
        tight = Tight(made(drawn.plan, envelope))
        lines = [line for line in drawn.log.split(b"\n") if line]
        number += len(tight.verdicts(drawn.log))
        for _ in range(1000):
            number += len(tight.verdicts(spoiled(chance, lines) + chance.choice([b"", b"", b"\n", b"\n\n"])))
        for line in lines[:6]:
            for end in range(1, min(len(line), 800)):
                number += len(tight.verdicts(line[:end]))
        [*tight.sifting.counted()]
        refused += tight.refused
    sys.stdout.write(json.dumps({"lines": number, "refused": refused}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
