"""Tallies go from process to process as they are."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime

import pytest

from tracking_plan.document import Span
from tracking_plan.finding import Finding, Severity
from tracking_plan.model.tally import Counted, Kind, Tally


@pytest.mark.parametrize("name", ["é😀", "half a character: \ud800"])
def test_a_tally_is_the_same_after_it_was_sent(name: str) -> None:
    tally = Tally(lines=3, valid=2, invalid=1, duplicates=1, calls={"identify": 1}, names={name: 2})
    seen = tally.event("Thing Done")
    seen.count, seen.place, seen.was = 3, ("log.ndjson", 7), {"Thing Made": 1}
    seen.span(datetime.min.replace(microsecond=1, tzinfo=UTC), datetime.max.replace(tzinfo=UTC))
    seen.source(None).properties = {"a.b": 2}
    at = Span("log.ndjson", 3, 1, 3, 1, ("a", 0, "b"))
    tally.findings = [Finding(at, "is wrong", "mend it", "wrong-type", Severity.ERROR)]
    tally.said = {Severity.ERROR: 1}
    tally.problems = {Kind("wrong-type", None, "a.b"): Counted(Severity.ERROR, "is wrong", 1, [("log.ndjson", 3)])}
    sent = pickle.loads(pickle.dumps(tally))
    assert sent == tally
    (finding,) = sent.findings
    assert isinstance(finding, Finding) and isinstance(finding.at, Span) and finding.severity.word == "error"
    assert [*map(type, sent.said)] == [Severity]
