"""Plans and logs as the sieve may meet them: drawn by chance from a number, so that what fails can be drawn again."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from typing import Any, NamedTuple

OWN: dict[str, dict[str, Any]] = {
    "nested": {"event": "meta.name", "id": "meta.id", "time": "at", "source": "meta.from", "properties": "body.data"},
    "around": {"event": "event", "id": "id", "time": "at", "unit": "ms", "source": "from"},
    "apart": {"event": "meta.name", "id": "id", "time": "at"},
    "prefixed": {"event": "event", "prefix": "app:", "id": "id", "properties": "payload"},
    "several": {
        "event": "event", "id": ["id", "ids.first"], "time": ["at", "sent.at"], "sent": "sent.when", "source": ["from", "device.os"],
        "user": ["user.id", "uid"], "properties": "properties", "received": "got", "units": {"received": "s"},
    },
    "called": {
        "event": "name", "call": "kind", "calls": {"hit": "track", "who": "identify"}, "properties": "data", "traits": "data",
        "time": "t", "unit": "us", "id": "n",
    },
    "nanos": {"event": "name", "time": "t", "sent": "s", "unit": "ns", "units": {"sent": "ms"}, "properties": "p"},
}  # fmt: skip
"""Envelopes of a team's own, for which the sieve is compiled."""

EVENTS = ("Thing Done", "Thing Seen", "Open Done", "Wide Done", "Naïve Done", "Page Seen")
_NAMES = (
    "a",
    "b",
    "c d",
    "é",
    "userId",
    "type",
    "id",
    "title",
    "x_y",
    "n1",
    "n2",
    "n3",
    "日本",
    "self",
    "long_name_of_a_property",
)
_PERSONAL = (
    "ana.lopez@example.com", "call +49 170 1234567 now", "4111 1111 1111 1111", "DE89 3704 0044 0532 0130 00",
    "192.168.7.23", "2001:db8::1", "078-05-1120", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U",
)  # fmt: skip
_TEXTS = (
    "", "a", "ab", "abc", "abcd", "proj_1", "proj_", "é", "éa", "😀", "😀😀", "日本語", "a\u2028b", "x\x00y", 'q"u', "b\\s", "a/b", "\t\n\r\b\f",
    "blue shoes", "one two three", "true", "5", "null", "a" * 40, "é" * 17, "x" * 300, "\x7f", "\ufeff", "a\nb",
)  # fmt: skip
_FORMATTED = (
    "2024-01-31", "2024-02-30", "2023-02-29", "2000-02-29", "1900-02-29", "0000-01-01", "2024-13-01", "2024-1-1",
    "2024-01-01T00:00:00Z", "2024-01-01t00:00:00z", "2024-01-01T00:00:00", "2024-01-01 00:00:00Z", "2024-01-01T24:00:00Z",
    "2024-01-01T23:59:60Z", "2024-01-01T00:00:00.123456789Z", "2024-01-01T00:00:00.1234567890123Z", "2024-01-01T00:00:00.Z",
    "2024-01-01T00:00:00+23:59", "2024-01-01T00:00:00-24:00", "2024-01-01T00:00:00+0100", "2024-01-01T00:00:00+01:60",
    "9999-12-31T23:59:59-05:00", "0001-01-01T00:00:00+05:00", "2024-01-01T00:00:00,5Z",
    "123e4567-e89b-12d3-a456-426614174000", "123E4567-E89B-12D3-A456-426614174000", "123e4567e89b12d3a456426614174000",
    "{123e4567-e89b-12d3-a456-426614174000}", "123e4567-e89b-12d3-a456-42661417400g",
    "a@b.de", "a.b+c-d_e@x-y.example.com", ".a@b.de", "a.@b.de", "a..b@c.de", "a@b", "a@-b.de", "a@b-.de", "a@b.1e", "@b.de", "a@",
    "a@xn--bcher-kva.example", "a@aa--b.de", '"a b"@c.de', "é@b.de", "a@é.de", "a@" + "b" * 64 + ".de", "a" * 65 + "@b.de", "a@b.de.",
    "https://example.com", "http://example.com/", "https://example.com/a/b?x=1&y=2,3;4~5", "https://example.com/a b", "ftp://a.de",
    "https://a.de/%41", "https://a.de/%zz", "https://a.de/#x", "https://a.de/#x#y", "https://a.de:80/", "http://a", "http://", "mailto:a@b.de",
    "https://example.com?x=1", "https://a.de/[x]", "https://a.de/\\", "urn:x:y", "//a.de", "/a", "https://user@a.de/", "https://a.de/é",
    "1.2.3.4", "01.2.3.4", "::1", "P1D", "12:00:00Z", "a.example.com",
)  # fmt: skip
_NUMBERS = (
    "0", "1", "-1", "2", "3", "4", "5", "10", "11", "5.0", "-0", "-0.0", "0.0", "1e2", "1E+2", "1e-2", "0.5", "1.5", "4.5", "1.5e0", "100",
    "3.0000000000000001", "2.999999999999999", "0.1", "0.30000000000000004", "0.300000000000000", "12345678.1234567", "10.000000000000000000000001",
    "123456789012345678", "999999999999999999", "1234567890123456789", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
    "-9223372036854775809", "18446744073709551615", "18446744073709551616", "12345678901234567890", "123456789012345678901234567890",
    "9007199254740991", "9007199254740992", "9007199254740993", "1e15", "1e300", "1e308", "1e309", "-1e999", "1e-400", "1.7976931348623157e308", "1" * 400,
    "0." + "0" * 20 + "1", "0.00000000000001",
)  # fmt: skip
_NO_NUMBERS = (
    "01", "-", "1.", ".5", "1e", "1e+", "+1", "0x1", "NaN", "Infinity", "-Infinity", "00", "-01", "1.5.5", "1e5.5", "-e5", "0e", "1E-",
)  # fmt: skip
_PATTERNS = (
    "^a", "b$", "^proj_[0-9]+$", "[a-z]", "^.$", "\\d", "é", "^[a-z0-9_]{1,20}$", "^(red|green|blue)$", "^[A-Z]{2}-[0-9]{4}$", "^$", "^[^ab]*$",
    "a|b|cd", "(ab)+c?", "^\\w+$", "[^\\x00-\\x7f]", "^\\S+ \\S+$", "x{3}", "^(a|b)*abb$", "\\bone\\b",
)  # fmt: skip
_MATCHING = (
    "a",
    "ab",
    "proj_1",
    "proj_12",
    "abc",
    "red",
    "blue",
    "AB-1234",
    "abb",
    "aabb",
    "one two",
    "xxx",
    "b",
    "5",
    "z",
)
_FORMATS = ("date-time", "date", "uuid", "email", "uri", "ipv4", "ipv6")
_TIMES = (
    "2026-11-20T00:00:00Z", "2026-11-20T00:00:00.123Z", "2026-11-20T10:00:00.123456+02:00", "2026-11-20T00:00:01.5+02:00",
    "2026-11-22T00:00:00Z", "2026-11-24T11:59:59.999999Z", "2026-11-24T12:00:00Z", "2026-11-24T12:05:00Z", "2026-11-24T12:00:00.000001Z",
    "2026-11-24T13:00:00Z", "2026-11-25T12:00:00Z", "2026-11-25T12:00:00.000001Z", "2027-01-01T00:00:00Z", "2026-01-01T00:00:00Z",
    "2026-11-20 00:00", "2026-11-20 00:00:00", "2026-11-20T00:00:00", "2026-11-20T00:00:00,5Z", "2026-11-20T00:00:00.1234567Z",
    "2026-11-20t00:00:00z", "2026-11-20T00:00:00+0200", "2026-11-20T00:00:00-00:00", "2026-11-20T24:00:00Z", "2026-02-30T00:00:00Z", "2026-11-20T00:00:60Z",
    "0001-01-01T00:00:00Z", "0001-01-01T00:00:00+05:00", "9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59-05:00", "1969-12-31T23:59:59.999999Z",
    "2026-11-20T00:00:00 Z", "2026-11-20", "soon", "", "2026-11-20T00:00:00+24:00", "2026-11-20T00:00:00Zx",
)  # fmt: skip
_NOW = 1_795_521_600  # 2026-11-24T12:00:00Z
_PER = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}


class Case(NamedTuple):
    """A plan as text, the envelope of the log, and the log."""

    plan: str
    envelope: str
    log: bytes
    settings: dict[str, Any]


def case(number: int, envelope: str, shape: Any, lines: int = 150) -> Case:
    """Draw one. ``shape`` is the envelope itself, as the linter has it."""
    chance = random.Random(number)
    plan = _plan(chance, envelope)  # which YAML must be able to say
    log = _Log(chance, plan, shape).log(lines)
    return Case(json.dumps(plan, ensure_ascii=False), envelope, log, _settings(chance))


def _settings(chance: random.Random) -> dict[str, Any]:
    way = chance.randrange(12)
    rules = ("personal-value", "time-in-future", "late-record", "clock-skew", "duplicate-record", "time-out-of-order", "unplanned-property",
             "wrong-type", "unplanned-event", "missing-property", "duplicate-id", "unplanned-source", "value-not-in-enum")  # fmt: skip
    if way == 0:
        return {"source": chance.choice(["web", "ios", "elsewhere"])}
    if way == 1:
        return {"ignore": chance.sample(rules, chance.randint(1, 4))}
    if way == 2:
        return {"select": chance.sample(rules, chance.randint(1, 5))}
    return {"ignore": ["duplicate-record", "duplicate-id"]} if way == 3 else {}


# -- plans


def _plan(chance: random.Random, envelope: str) -> dict[str, Any]:
    events: dict[str, Any] = {}
    for name in EVENTS:
        found: dict[str, Any] = {"description": "It happens", "properties": _properties(chance, 5, 2)}
        if chance.random() < 0.8:
            found["status"] = "live"
        if name == "Wide Done":
            found["properties"] = {
                f"wide_{n}": {"type": "integer", "description": "x", "required": n % 9 == 0} for n in range(70)
            }
        if name == "Open Done":
            found["additional_properties"] = True
        if name == "Page Seen":
            found["type"] = chance.choice(["page", "screen"])
        if name == "Thing Seen":
            found["sources"] = ["web"]
        if name == "Thing Done":
            found["was"] = ["Old Name", "Older Name"]
        if chance.random() < 0.15:
            found["allow"] = [
                {
                    "rule": chance.choice(["personal-value", "unplanned-property", "wrong-type", "missing-property"]),
                    "reason": "for now",
                }
            ]
        events[name] = found
    made = {"plan": 1, "sources": {"web": {"platform": "web"}, "ios": {"platform": "ios"}}, "events": events}
    if envelope in OWN:
        made["envelopes"] = OWN
    return made


def _properties(chance: random.Random, most: int, depth: int) -> dict[str, Any]:
    return {name: _property(chance, depth) for name in chance.sample(_NAMES, chance.randint(0, most))}


def _property(chance: random.Random, depth: int) -> dict[str, Any]:
    kinds = ["string", "string", "integer", "number", "boolean"] + (["array", "object"] if depth else [])
    types = [*dict.fromkeys(chance.choices(kinds, k=chance.choice([0, 1, 1, 1, 1, 1, 2])))]
    made: dict[str, Any] = {"description": "What it means"}
    if types:
        made["type"] = types[0] if len(types) == 1 else types

    def some() -> bool:
        return chance.random() < 0.3

    if "string" in types or not types:
        if some():
            made["minLength"] = chance.randint(0, 4)
        if some():
            made["maxLength"] = chance.randint(made.get("minLength", 0), 40)
        way = chance.randrange(5)
        if way == 0:
            made["pattern"] = chance.choice(_PATTERNS)
        elif way == 1:
            made["format"] = chance.choice(_FORMATS)
        elif way == 2 and types == ["string"]:
            made["enum"] = chance.sample(
                [text for text in _TEXTS if text.isprintable() or text == "a\nb"], chance.randint(1, 6)
            )
    if {"integer", "number"} & {*types}:
        if some():
            made["minimum"] = chance.choice([-3, 0, 1, 5, 0.5, -(2**53), -(2**63), 0.1])
        if some():
            made["maximum"] = chance.choice([5, 10, 100, 4.5, 2**53, 2**63 - 1, 2**64, 1e300, 0.3])
    if (
        len(types) == 1
        and "enum" not in made
        and not made.keys() & {"pattern", "format", "minLength"}
        and chance.random() < 0.1
    ):
        made["enum"] = {"integer": [1, 2, 5], "number": [0.5, 1, 5], "boolean": [True]}.get(types[0], []) or made.get(
            "enum"
        )
        if made["enum"] is None:
            del made["enum"]
    if not types and chance.random() < 0.1:
        made = {"description": "x", "enum": ["a", 1, True, "é"]}
    if "array" in types:
        if some():
            made["minItems"] = chance.randint(0, 2)
        if some():
            made["maxItems"] = chance.randint(made.get("minItems", 0), 3)
        if some():
            made["uniqueItems"] = True
        if chance.random() < 0.6:
            made["items"] = _property(chance, depth - 1)
            for word in ("required", "pii"):
                made["items"].pop(word, None)
    if types == ["object"] and chance.random() < 0.7:
        made["properties"] = _properties(chance, 3, depth - 1) or {"a": {"type": "string", "description": "x"}}
        if some():
            made["additional_properties"] = True
    if some():
        made["nullable"] = True
    if chance.random() < 0.55:
        made["required"] = False
    if chance.random() < 0.1:
        made["pii"] = chance.choice(["personal", "none"])
    return made


# -- logs


class _Log:
    """Draws the lines of a log."""

    def __init__(self, chance: random.Random, plan: Mapping[str, Any], shape: Any) -> None:
        self.chance, self.plan, self.shape = chance, plan, shape
        self.odd = chance.choice([0.0, 0.02, 0.1, 0.3])
        self.wrong = chance.choice([0.0, 0.005, 0.02, 0.08])
        self.many = chance.random() < 0.2
        self.at = chance.randrange(80_000)
        """Seconds of a day at which the next record happens."""
        self.valid: list[bytes] = []

    def log(self, lines: int) -> bytes:
        made = [self.line() for _ in range(lines)]
        if self.chance.random() < 0.05:
            made[0] = b"\xef\xbb\xbf" + made[0]
        ends = b"\r\n" if self.chance.random() < 0.1 else b"\n"
        return ends.join(made) + self.chance.choice([b"", ends])

    def line(self) -> bytes:
        raw = self.record().encode("utf-8", "surrogatepass")
        self.valid.append(raw)
        return self.spoiled(raw) if self.chance.random() < self.odd / 2 else raw

    def spoiled(self, raw: bytes) -> bytes:
        """The line with something else in it, by bytes."""
        chance = self.chance
        at = chance.randrange(len(raw)) if raw else 0
        other = chance.choice(self.valid)
        some = chance.choice([b'"', b"\\", b",", b":", b"{", b"}", b"[", b"]", b"0", b"-", b".", b"e", b" ", b"\t", b"\r", b"\x00", b"\x1f", b"\x0b",
                              b"\x7f", b"\x80", b"\xff", b"\xc0\xaf", b"\xe0\x80\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe2\x82", b"\xc3\xa9", b"\\u0000", b"\\ud800",
                              b"\\ude00", b"\\x", b"\\u12", b"null", b"true", b"1", b"\xef\xbb\xbf", b"\xc2\xa0", b"//", b"'"])  # fmt: skip
        way = chance.randrange(11)
        if way == 0:
            return raw[:at]
        if way == 1:
            return raw[:at] + raw[at + 1 :]
        if way in (2, 3):
            return raw[:at] + some + raw[at:]
        if way == 4:
            return raw[:at] + some + raw[at + 1 :]
        if way == 5:
            return (
                raw[:at] + bytes([raw[at] ^ 1 << chance.randrange(8)]).replace(b"\n", b"") + raw[at + 1 :]
                if raw
                else b""
            )
        if way == 6:
            return raw[:at] + other[chance.randrange(len(other) + 1) :]
        if way == 7:
            return raw + chance.choice([b" ", b"\t", b"\r", b",", b"x", b"{}", b" " + other, b"\x00"])
        if way == 8:
            return chance.choice([b"", b" ", b"\t \r", b"\xc2\xa0", b"null", b"[]", b"{}", b"5", b'"x"', b"\x0c"])
        if way == 9:
            end = min(len(raw), at + chance.randint(1, 30))
            return raw[:end] + raw[at:end] + raw[end:]
        deep = chance.choice([58, 60, 62, 63, 64, 65, 66, 70, 300])
        return raw.replace(b":", b":" + b"[" * deep + b"]" * deep + b',"deep":', 1)

    # records

    def record(self) -> str:
        chance, shape = self.chance, self.shape
        self.at += chance.choice([0, 0, 1, 1, 2, 5] + [-1, -60, -3600, -90000, 7200] * (chance.random() < self.odd / 4))
        self.at = min(max(self.at, 0), 86_399)
        name = chance.choice(
            [*EVENTS] * 12
            + ["Old Name", "Older Name", "thing done", "Nobody's", "Thing Done ", "ThingDone", "$identify", "", "é"]
        )
        planned = self.plan["events"].get("Thing Done" if name.startswith("Old") else name, {"properties": {}})
        body = self.object(planned["properties"], planned.get("additional_properties", False))
        sent = shape.prefix + name if shape.prefix and chance.random() < 0.8 else name
        tree: dict[str, Any] = {}
        for part, paths in (("event", shape.event), ("call", shape.call), ("id", shape.id), ("time", shape.time), ("sent", shape.sent),
                            ("received", shape.received), ("source", shape.source), ("user", shape.user)):  # fmt: skip
            main = chance.randrange(len(paths)) if paths and chance.random() < self.odd + 0.1 else 0
            for place, path in enumerate(paths):
                if path.startswith("=") or path.endswith("*") or (place != main and chance.random() < 0.85):
                    continue
                if part != "event" and chance.random() < self.odd:
                    continue
                plant(tree, path.split("."), self.part(part, sent, name))
        around: list[tuple[str, Any]] = []
        if not shape.properties or (shape.rest and chance.random() < 0.4):
            around = body
        elif chance.random() > self.wrong:
            main = chance.randrange(len(shape.properties)) if chance.random() < self.odd + 0.1 else 0
            plant(tree, shape.properties[main].split("."), self.body(body))
        if shape.properties and chance.random() < self.odd / 2:
            plant(tree, chance.choice(shape.properties).split("."), self.body(self.object({}, True)))
        if chance.random() < 0.3:
            tree.setdefault(chance.choice(["extra", "version", "é", "integrations", "a b"]), self.any(3))
        return self.space() + self.written([*tree.items(), *around]) + self.space()

    def body(self, pairs: list[tuple[str, Any]]) -> Any:
        """The properties, as a text of JSON where the envelope may have that."""
        if self.shape.encoded and self.chance.random() < 0.1:
            return self.text(self.written(pairs))
        return pairs

    def part(self, part: str, sent: str, name: str) -> str:
        chance = self.chance
        if chance.random() < self.wrong:
            return self.any(1)
        if part == "event":
            return self.text(sent)
        if part == "call":
            words = [word for word, call in self.shape.calls.items() if call == "track"] + ["track"]
            if chance.random() > self.wrong:
                return self.text(chance.choice(words), 0.01)
            kind = self.plan["events"].get(name, {}).get("type", "track")
            return self.text(
                chance.choice(
                    [kind if kind != "track" else chance.choice(words)] * 2
                    + ["page", "screen", "identify", "group", "alias", "odd", "who"]
                )
            )
        if part in ("time", "sent", "received"):
            unit = self.shape.units.get(part, self.shape.unit)
            if unit and chance.random() > self.odd / 4:
                per = _PER[unit]
                after = chance.choice([0, 1, 5, 60])
                if chance.random() < self.odd / 4:
                    after = 100_000 - chance.choice(
                        [0, 0, 1, 5, 300, 3600, 86400, 90000, 200000, -1, -300, -3600, -86400, -90000, -400000, 10**9]
                    )
                at = (_NOW - 100_000 + self.at + after) * per + chance.choice([0, 0, 1, 123, -1, per - 1])
                if chance.random() > self.wrong:
                    return str(at)
                return chance.choice(
                    [str(at)] * 9
                    + [
                        f"{at}.0",
                        f"{at}.5",
                        str(-at),
                        f'"{at}"',
                        "0",
                        "-0",
                        "5",
                        "1e12",
                        "9" * 18,
                        "9" * 19,
                        "4000000000000",
                        "true",
                        "99999999999",
                        "4000000000000001",
                    ]
                )
            if chance.random() < self.odd / 4:
                return self.text(chance.choice(_TIMES))
            minute, second = divmod(self.at, 60)
            late = {"time": 0, "sent": 2, "received": 3}[part]
            return self.text(
                f"2026-11-23T{minute // 60 % 24:02}:{minute % 60:02}:{second:02}.{late}{chance.choice(['', '1', '23456', '00'])}{chance.choice(['Z', 'Z', 'Z', 'Z', '+00:00', '-00:01', '+00:01'])}"
            )
        if part == "source":
            words = ["web", "ios", "analytics.js", "iPhone", "iOS", "Web", "api", "", "é", "x" * 1001]
            return self.text(f"source {chance.randrange(200)}" if self.many else chance.choice(words[:7] * 5 + words))
        if part == "id":
            return self.text(
                chance.choice([f"id-{chance.randrange(10**6)}"] * 30 + ["1", "2", "é", "", "x" * 100, "id\u0000"])
            )
        return self.text(chance.choice(["u1", "é", ""])) if chance.random() < 0.8 else chance.choice(_NUMBERS)

    def object(self, planned: Mapping[str, Any], is_open: bool) -> list[tuple[str, str]]:
        """Members by a plan: sometimes one is missing, unknown, wrong or twice."""
        chance = self.chance
        pairs = [
            (name, self.value(found)) for name, found in planned.items()
            if chance.random() > (0.4 if found.get("required") is False else self.wrong / 2)
        ]  # fmt: skip
        if chance.random() < (0.6 if is_open else self.wrong * 2):
            pairs.append((chance.choice([*_NAMES, "zz", "$lib", "extra", "", chance.choice(_PERSONAL)]), self.any(3)))
            if chance.random() < 0.2:
                pairs.append((chance.choice([pairs[-1][0], "yy"]), self.any(2)))
        if pairs and chance.random() < self.wrong / 2:
            pairs.append((chance.choice(pairs)[0], self.any(1)))
        return pairs

    def value(self, found: Mapping[str, Any]) -> str:
        """A value that a property most often takes."""
        chance = self.chance
        if chance.random() < self.wrong:
            return self.any(2)
        if found.get("nullable") and chance.random() < 0.2:
            return "null"
        if "enum" in found:
            value = chance.choice(found["enum"])
            return self.text(value) if isinstance(value, str) else json.dumps(value)
        kind = found.get("type", chance.choice(["string", "integer"]))
        kind = kind if isinstance(kind, str) else chance.choice(kind)
        if kind == "string":
            return self.text(self.fitting(found))
        if kind == "integer":
            low, high = found.get("minimum", -5), found.get("maximum", 50)
            whole = [
                value
                for value in (
                    -1,
                    0,
                    1,
                    2,
                    5,
                    7,
                    10,
                    11,
                    100,
                    2**53,
                    2**53 + 1,
                    int(min(max(low, -(2**64)), 2**64)),
                    int(min(high, 2**64)),
                )
                if low <= value <= high
            ]
            return str(chance.choice(whole or [0]))
        if kind == "number":
            return chance.choice(["0.5", "1", "1.0", "1.25", "2", "0.1", "0.3", "4.5", "3.75", "5", "-0.5"])
        if kind == "boolean":
            return chance.choice(["true", "false"])
        if kind == "array":
            number = (
                chance.randint(found.get("minItems", 0), found.get("maxItems", 4))
                if chance.random() > self.wrong
                else chance.randint(0, 5)
            )
            inner = found.get("items")
            return self.listed([self.value(inner) if inner else self.any(1) for _ in range(number)])
        if "properties" in found:
            return self.written(self.object(found["properties"], found.get("additional_properties", False)))
        return self.written(self.object({}, True))

    def fitting(self, found: Mapping[str, Any]) -> str:
        chance = self.chance
        if chance.random() < self.wrong:
            return chance.choice(_TEXTS + _FORMATTED + _PERSONAL)
        if "pattern" in found:
            return chance.choice(_MATCHING)
        if "format" in found:
            good = {
                "date": _FORMATTED[:5],
                "date-time": _FORMATTED[8:24],
                "uuid": _FORMATTED[24:28],
                "email": _FORMATTED[29:33],
                "uri": _FORMATTED[47:55],
            }
            return chance.choice(good.get(found["format"], _FORMATTED))
        low, high = found.get("minLength", 0), found.get("maxLength", 12)
        return "".join(
            chance.choices("abcde xyé😀日/", k=chance.choice([low, high, chance.randint(min(low, high), high)]))
        )

    def any(self, depth: int) -> str:
        """Any value."""
        chance = self.chance
        way = chance.randrange(9 if depth else 6)
        if way == 0:
            return chance.choice(
                ["null", "true", "false", "nul", "True"] if chance.random() < 0.1 else ["null", "true", "false"]
            )
        if way in (1, 2):
            return chance.choice(_NUMBERS if chance.random() > self.wrong else _NO_NUMBERS)
        if way in (3, 4, 5):
            return self.text(chance.choice(chance.choice([_TEXTS, _FORMATTED, _PERSONAL, _MATCHING])))
        if way == 6:
            return self.listed([self.any(depth - 1) for _ in range(chance.randint(0, 3))])
        return self.written([(chance.choice(_NAMES), self.any(depth - 1)) for _ in range(chance.randint(0, 3))])

    # how it is written

    def space(self) -> str:
        return "" if self.chance.random() < 0.93 else self.chance.choice([" ", "  ", "\t", "\r", " \t "])

    def written(self, pairs: list[tuple[str, Any]]) -> str:
        if self.chance.random() < 0.3:
            self.chance.shuffle(pairs)
        members = []
        for name, held in pairs:
            held = (
                self.written([*held.items()] if isinstance(held, dict) else held) if not isinstance(held, str) else held
            )
            members.append(f"{self.space()}{self.text(name, 0.002)}{self.space()}:{self.space()}{held}{self.space()}")
        if members and self.chance.random() < self.wrong / 8:
            members.append(self.chance.choice(members))
        return "{" + ",".join(members) + ("" if members else self.space()) + "}"

    def listed(self, values: list[str]) -> str:
        return (
            "["
            + ",".join(self.space() + value + self.space() for value in values)
            + ("" if values else self.space())
            + "]"
        )

    def text(self, text: str, escapes: float = 0.006) -> str:
        """A text of JSON, in one of the many ways that it can be written."""
        chance = self.chance
        if chance.random() > escapes:
            return json.dumps(text, ensure_ascii=chance.random() < 0.3)
        made = []
        for letter in text:
            way = chance.random()
            if way < 0.4:
                made.append(json.dumps(letter, ensure_ascii=False)[1:-1])
            elif letter == "/" and way < 0.7:
                made.append("\\/")
            else:
                units = letter.encode("utf-16-be", "surrogatepass")
                form = chance.choice(["\\u{:04x}", "\\u{:04X}"])
                made += [form.format(units[at] << 8 | units[at + 1]) for at in range(0, len(units), 2)]
        if chance.random() < 0.1:
            made.insert(
                chance.randint(0, len(made)),
                chance.choice(["\\ud83d", "\\ude00", "\\ud83d\\u0041", "\\ude00\\ud83d", "\\u0000"]),
            )
        return '"' + "".join(made) + '"'


def plant(tree: dict[str, Any], steps: list[str], held: Any) -> None:
    for step in steps[:-1]:
        tree = tree.setdefault(step, {})
        if not isinstance(tree, dict):
            return
    there = tree.setdefault(steps[-1], held)
    if isinstance(there, dict) and isinstance(held, list):  # parts that stand among the properties
        tree[steps[-1]] = [*there.items(), *held]
