"""Mends a plan: makes the fixes of its findings in the text of its files, judges what came out, and goes on until none is left."""

from __future__ import annotations

from bisect import bisect, insort
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from .check import check
from .document import Document, Edit, Limits, applied, read
from .finding import Finding, Severity
from .load import Bases, load
from .model.plan import Plan


class Mended(NamedTuple):
    """The plan as its files will say, the files that change, each with its new text, and the findings that are mended."""

    plan: Plan
    texts: tuple[tuple[Document, str], ...]
    findings: tuple[Finding, ...]


_MOST_ROUNDS = 100
_LAST = frozenset(("allow-unused",))
"""What allows nothing today may be needed once the rest is mended; so these come when nothing else is left to do."""


def mend(plan: Plan, takes: Callable[[Finding], bool], limits: Limits = Limits()) -> Mended:
    """Make the fixes of the findings that ``takes`` wants, all those that can be made together, round by round.

    After each round the plan is judged by every rule. A fix that leaves its finding in place, or after which a rule finds
    more errors than before, is not made.
    """
    work = _Work(plan, takes, limits)
    tried = -1
    for _ in range(_MOST_ROUNDS):
        if work.round():
            continue
        if not work.refused or tried == len(work.mended):
            break
        tried = len(work.mended)  # what was refused before the rest was mended may come out well now
        work.refused.clear()
    before = {document.file: document for document in plan.documents}
    changed = [document for document in work.plan.documents if document.text != before[document.file].text]
    texts = tuple((before[document.file], document.text) for document in changed)
    return Mended(work.plan, texts, tuple(work.mended) if texts else ())


_BELOW = ("extends-unreadable", "extends-cycle")
"""What is said of the plans that one builds on, which are not read again here."""


class _Work:
    """A plan that is being mended."""

    def __init__(self, plan: Plan, takes: Callable[[Finding], bool], limits: Limits) -> None:
        self.plan, self.takes, self.limits = plan, takes, limits
        self.bases = Bases(plan.bases, tuple(f for rule in _BELOW for f in plan.problems.get(rule, ())))
        self.found = check(plan)
        self.mended: list[Finding] = []
        self.refused: set[tuple[str, str, str]] = set()

    def round(self) -> bool:
        """Make as many fixes as can be made at once; whether any was made."""
        able = [one for one in self.found if self.takes(one) and _name(one) not in self.refused and _edits(one)]
        for some in ([one for one in able if one.rule not in _LAST], able):
            chosen = _apart(some)
            if chosen and self.make(chosen):
                return True
        return False

    def make(self, chosen: Sequence[Finding]) -> bool:
        """Make these fixes, or some of them where not all come out well; whether any was made."""
        later = self.after(chosen)
        found = check(later)
        if self.is_well(chosen, found):
            self.plan, self.found = later, found
            self.mended += chosen
            return True
        if len(chosen) == 1:
            if self.go_on(chosen[0], later, found):
                return True
            self.refused.add(_name(chosen[0]))
            return False
        half = len(chosen) // 2
        return self.make(chosen[:half]) or self.make(chosen[half:])

    def go_on(self, first: Finding, later: Plan, found: Sequence[Finding]) -> bool:
        """Make a fix together with those of the errors that it brings to light, where none of them is left then."""
        known = {_name(one) for one in self.found}
        new = [one for one in found if one.severity is Severity.ERROR and _name(one) not in known]
        chosen = _apart(one for one in new if self.takes(one) and _edits(one))
        best = self.after(chosen, later)
        if not chosen or not self.is_well([first], last := check(best)):
            return False
        self.plan, self.found = best, last
        self.mended += [first, *chosen]
        return True

    def after(self, chosen: Iterable[Finding], plan: Plan | None = None) -> Plan:
        """The plan, or another one, with these fixes made. What cannot be read then is an error that was not there."""
        plan = plan or self.plan
        by_file: dict[str, set[Edit]] = {}
        for finding in chosen:
            for edit in _edits(finding):
                by_file.setdefault(edit.at.file, set()).add(edit)
        documents = []
        for document in plan.documents:
            if document.file in by_file:
                text = applied(document.text, by_file[document.file])
                document = read(text, document.file, self.limits)
            documents.append(document)
        return load(documents, plan.today, plan.folder, bases=self.bases)

    def is_well(self, chosen: Sequence[Finding], found: Sequence[Finding]) -> bool:
        """Whether what was to be mended is gone, and no rule finds more errors."""
        if _errors(found) - _errors(self.found):
            return False
        before, after = _said(self.found), _said(found)
        return all(after[said] <= before[said] - number for said, number in _said(chosen).items())


def _edits(finding: Finding) -> tuple[Edit, ...]:
    return finding.fix.edits if finding.fix is not None else ()


def _name(finding: Finding) -> tuple[str, str, str]:
    return finding.rule, finding.message, finding.entity


def _errors(found: Iterable[Finding]) -> Counter[str]:
    return Counter(one.rule for one in found if one.severity is Severity.ERROR)


def _said(found: Iterable[Finding]) -> Counter[tuple[str, str]]:
    return Counter((one.rule, one.message) for one in found)


def _apart(found: Iterable[Finding]) -> list[Finding]:
    """Findings whose fixes do not touch each other, or are one and the same; of others, those that come first."""
    taken: dict[str, list[Stretch]] = {}
    known: set[tuple[Edit, ...]] = set()
    chosen = []
    for finding in found:
        edits = _edits(finding)
        if edits not in known:
            places = [(edit.at.file, _stretch(edit)) for edit in edits]
            if any(_touches(place, taken.get(file, ())) for file, place in places):
                continue
            known.add(edits)
            for file, place in places:
                insort(taken.setdefault(file, []), place)
        chosen.append(finding)
    return chosen


Stretch = tuple[int, int, int, int]
"""The line and column of where it begins, and of where it ends."""


def _stretch(edit: Edit) -> Stretch:
    return edit.at.line, edit.at.column, edit.at.end_line, edit.at.end_column


def _touches(one: Stretch, taken: Sequence[Stretch]) -> bool:
    """Whether a stretch overlaps one of those that are taken, or begins where one ends; these do not touch each other."""
    after = bisect(taken, one)
    beside = taken[max(after - 1, 0) : after + 1]
    return any(one[:2] <= other[2:] and other[:2] <= one[2:] for other in beside)
