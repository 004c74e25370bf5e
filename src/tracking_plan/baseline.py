"""A baseline: the findings a legacy plan had when it adopted the linter, set aside until they are mended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from .document import Span
from .finding import Finding, Severity
from .trouble import Trouble


class Entry(msgspec.Struct, frozen=True):
    """One finding set aside. Only the fingerprint counts; the rest is for people."""

    fingerprint: str
    rule: str = ""
    entity: str = ""
    message: str = ""


class Baseline(msgspec.Struct, frozen=True):
    baseline: int
    findings: list[Entry]


def write(findings: Iterable[Finding]) -> str:
    """The text of a baseline file that sets these findings aside. Line numbers are not in it."""
    entries = [Entry(f.fingerprint, f.rule, f.entity, f.message) for f in findings]
    entries.sort(key=lambda entry: (entry.entity, entry.rule, entry.message))
    return msgspec.json.format(msgspec.json.encode(Baseline(1, entries)), indent=2).decode() + "\n"


def apply(text: str, file: str, findings: Sequence[Finding]) -> tuple[list[Finding], int]:
    """Findings that the baseline does not hold, and one for each entry that nothing matches; and how many it held.

    Raises:
        Trouble: the file is not a baseline.
    """
    try:
        known = msgspec.json.decode(text.encode("utf-8", "replace"), type=Baseline)
    except msgspec.DecodeError as error:
        raise Trouble(f"{file}: is not a baseline: {error}; write one with --write-baseline") from error
    left = Counter(entry.fingerprint for entry in known.findings)
    kept = []
    for finding in findings:
        if left[finding.fingerprint] > 0:
            left[finding.fingerprint] -= 1
        else:
            kept.append(finding)
    lines = {line.split('"')[3]: number for number, line in enumerate(text.split("\n"), 1) if '"fingerprint": "' in line}
    for entry in known.findings:
        if left[entry.fingerprint] > 0:
            left[entry.fingerprint] -= 1
            line = lines.get(entry.fingerprint, 1)
            message = f"{entry.rule} no longer finds this: {entry.message}"
            at = Span(file, line, 1, line, 1, (entry.entity,))
            kept.append(Finding(at, message, "write the baseline anew with --write-baseline", "baseline-stale", Severity.WARNING))
    return kept, len(findings) - sum(1 for f in kept if f.rule != "baseline-stale")
