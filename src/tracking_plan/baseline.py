"""A baseline: the findings a legacy plan had when it adopted the linter, set aside until they are mended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

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
    entries = [Entry(f.fingerprint, f.rule, _valid(f.entity), _valid(f.message)) for f in findings]
    entries.sort(key=lambda entry: (entry.entity, entry.rule, entry.message))
    return msgspec.json.format(msgspec.json.encode(Baseline(1, entries)), indent=2).decode() + "\n"


def _valid(text: str) -> str:
    """Text without the halves of characters that a file's name may hold, which JSON cannot."""
    return text.encode("utf-8", "backslashreplace").decode()


def apply(
    text: str, file: str, findings: Sequence[Finding], asked: Callable[[str], bool] = bool
) -> tuple[list[Finding], list[Finding]]:
    """Findings that the baseline does not hold, and one for each stale entry: nothing matches it, though its rule was asked.

    Raises:
        Trouble: the file is not a baseline.
    """
    known = _read(text, file)
    left = Counter(entry.fingerprint for entry in known.findings)
    kept = []
    for finding in findings:
        if left[finding.fingerprint] > 0:
            left[finding.fingerprint] -= 1
        else:
            kept.append(finding)
    stale = []
    lines = {
        line.split('"')[3]: number for number, line in enumerate(text.split("\n"), 1) if '"fingerprint": "' in line
    }
    for entry in known.findings:
        if left[entry.fingerprint] > 0 and asked(entry.rule):
            left[entry.fingerprint] -= 1
            line = lines.get(entry.fingerprint, 1)
            message = f"{entry.rule} no longer finds this: {entry.message}"
            at = Span(file, line, 1, line, 1, (entry.entity,))
            stale.append(
                Finding(
                    at, message, "write the baseline anew with --write-baseline", "baseline-stale", Severity.WARNING
                )
            )
    return kept, stale


def fingerprints(text: str, file: str) -> frozenset[str]:
    """The fingerprints of what a baseline sets aside.

    Raises:
        Trouble: the file is not a baseline.
    """
    return frozenset(entry.fingerprint for entry in _read(text, file).findings)


def _read(text: str, file: str) -> Baseline:
    try:
        known = msgspec.json.decode(text.encode("utf-8", "replace"), type=Baseline)
    except (msgspec.DecodeError, RecursionError) as error:
        raise Trouble(f"{file}: is not a baseline: {error}; write one with --write-baseline") from error
    if known.baseline != 1:
        raise Trouble(f"{file}: is a baseline of version {known.baseline}; version 1 is what is known here")
    return known
