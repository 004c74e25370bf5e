"""The fast half of the judge changes nothing: whatever it takes, the exact half alone would have said, counted and kept the same."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linting import findings, linted, plan_of
from test_lint_soundness import objects, properties
from tracking_plan.lint import header, summary
from tracking_plan.lint.whole import Whole

NAMES = ("Thing Done", "Thing Seen", "Old Name", "Open Done", "Page Seen", "Nobody's", "", "thing done")
PLANNED = ("Thing Done", "Thing Seen")
TIMES = (
    "2026-01-01T00:00:00Z",
    "2026-01-01T00:00:01.5+02:00",
    "2026-01-03T00:00:00Z",
    "2026-01-01 00:00",
    "2027-01-01T00:00:00Z",
    "soon",
    5,
    None,
)
OWN = {
    "nested": {"event": "meta.name", "id": "meta.id", "time": "at", "source": "meta.from", "properties": "body.data"},
    "around": {"event": "event", "id": "id", "time": "at", "unit": "ms", "source": "from"},
    "apart": {"event": "meta.name", "id": "id", "time": "at"},
    "prefixed": {"event": "event", "prefix": "app:", "id": "id", "properties": "payload"},
}  # fmt: skip
IDS = st.sampled_from(['"1"', '"2"', '"3"', '""', "7", "null", "[]"])
SOURCES = st.sampled_from(['"web"', '"analytics.js"', '"iPhone"', '"api"', "5", "null", "{}"])


def _json(draw: st.DrawFn, values: Any) -> str:
    return json.dumps(draw(st.sampled_from(values)), ensure_ascii=draw(st.booleans()))


def _members(draw: st.DrawFn, members: dict[str, str]) -> str:
    """An object of these members, of which one may be left out, written twice, or of another kind."""
    pairs = [*members.items()]
    way = draw(st.integers(0, 14))
    if way == 0 and pairs:
        pairs.pop(draw(st.integers(0, len(pairs) - 1)))
    elif way == 1 and pairs:
        pairs.append(pairs[draw(st.integers(0, len(pairs) - 1))])
    elif way == 2 and pairs:
        place = draw(st.integers(0, len(pairs) - 1))
        pairs[place] = (
            pairs[place][0],
            draw(st.sampled_from(["null", "5", "[]", "{}", '"x"', "true", "1e999", "NaN"])),
        )
    elif way == 3:
        pairs.append(("extra", draw(st.sampled_from(['"é"', '"\\ud800"', "{}"]))))
    pairs = draw(st.permutations(pairs))
    return "{" + ",".join(f"{json.dumps(name)}:{value}" for name, value in pairs) + "}"


@st.composite
def lines(draw: st.DrawFn, envelope: str) -> bytes:
    name, body = _json(draw, NAMES), draw(objects())
    if envelope == "segment":
        context = _members(draw, {"library": _members(draw, {"name": draw(SOURCES)})})
        line = _members(draw, {
            "type": _json(draw, ["track", "track", "track", "track", "page", "identify", "odd"]), "event": name,
            "properties": body, "messageId": draw(IDS), "timestamp": _json(draw, TIMES), "sentAt": _json(draw, TIMES),
            "receivedAt": _json(draw, TIMES), "context": context, "userId": _json(draw, ["u1", 7, None]),
        })  # fmt: skip
    elif envelope == "nested":
        meta = _members(draw, {"name": name, "id": draw(IDS), "from": draw(SOURCES)})
        line = _members(draw, {"meta": meta, "at": _json(draw, TIMES), "body": _members(draw, {"data": body})})
    elif envelope == "prefixed":
        name = _json(draw, [f"app:{one}" for one in NAMES] + [*NAMES])
        line = _members(draw, {"event": name, "id": draw(IDS), "payload": body})
    else:
        around = {"event": name} if envelope == "around" else {"meta": _members(draw, {"name": name})}
        at = draw(st.sampled_from(["1767225600000", "1767225601000", "5", '"soon"', "1e300", "null"]))
        at = at if envelope == "around" else _json(draw, TIMES)
        line = _members(draw, {**around, "id": draw(IDS), "at": at, "from": draw(SOURCES)})
        inside = body.strip()[1:-1]
        line = line[:-1] + ("," if inside and len(line) > 2 else "") + inside + "}"
    raw = line.encode("utf-8", "surrogatepass")
    way = draw(st.integers(0, 24))
    return (
        raw[: len(raw) // 2]
        if way == 0
        else raw + b" \xff"
        if way == 1
        else raw.replace(b"e", b"\xe9", 1)
        if way == 2
        else b""
        if way == 3
        else raw
    )


def told(whole: Whole) -> tuple[str, ...]:
    """Everything that comes of a log, without the folder it stood in."""
    lines = [summary.encoded(summary.summary(whole.tally)).decode(), *summary.table(whole.tally)]
    lines += [repr(found) for found in findings(whole)]
    lines += b"".join(whole.rejected).decode().split("\n")  # type: ignore[attr-defined]
    return tuple(re.sub(r"/[^\s\"']*/(?=log\.ndjson)", "", line) for line in lines)


@pytest.mark.parametrize("envelope", ["segment", *OWN])
@settings(max_examples=60, deadline=None, suppress_health_check=[*HealthCheck])
@given(st.data(), st.dictionaries(st.sampled_from(("a", "b", "c d", "é")), properties(), max_size=4))
def test_the_fast_half_changes_nothing(envelope: str, data: st.DataObject, planned: dict[str, Any]) -> None:
    live = {"status": "live"}
    plan = {
        "plan": 1,
        "sources": {"web": {"platform": "web"}, "ios": {"platform": "ios"}},
        "envelopes": OWN,
        "events": {
            "Thing Done": {"properties": planned, **live, "was": ["Old Name"]},
            "Thing Seen": {"properties": planned, **live, "sources": ["web"]},
            "Open Done": {"properties": planned, **live, "additional_properties": True},
            "Page Seen": {"properties": planned, **live, "type": "page"},
        },
    }
    log = b"\n".join(data.draw(st.lists(lines(envelope), min_size=1, max_size=30)))
    made = plan_of(json.dumps(plan, ensure_ascii=False))
    both = told(linted(made, log, envelope))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(header, "is_fit", lambda envelope: False)
        assert both == told(linted(made, log, envelope))
