"""What `plan validate` does between its arguments and its report: reads, loads and checks each plan."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from .. import baseline as baselines
from .. import workspace
from ..check import UNREADABLE, Choice, check
from ..document import Document, Limits, read
from ..finding import Finding, Severity
from ..load import load
from ..model.plan import Plan
from ..rules import shelf
from ..sections import parted, says_extends
from ..shelf import did_you_mean, listed, quote
from ..trouble import Trouble
from ._output import counted, say
from ._verdict import Verdict


def choice(select: Sequence[str], ignore: Sequence[str]) -> Choice:
    """The rules that are asked for; several may stand in one word, with commas."""
    chosen = [[name for word in words for name in word.split(",") if name] for words in (select, ignore)]
    for names in chosen:
        for name in names:
            shelf.take(name)
    return Choice(frozenset(chosen[0]), frozenset(chosen[1]))


_DEEPEST = 200
"""Our own functions go down level by level, and Python's stack is bounded."""


def limits(words: Sequence[str]) -> Limits:
    made = Limits()
    for word in words:
        name, _, number = word.partition("=")
        if name not in Limits._fields:
            raise Trouble(
                f"no limit is named {quote(name)}{did_you_mean(name, Limits._fields)}; there are {', '.join(Limits._fields)}"
            )
        if not re.fullmatch("[0-9]{1,15}", number):
            raise Trouble(f"--limit {name} takes a whole number, as in --limit {name}={getattr(made, name)}")
        if name == "depth" and not 1 <= int(number) <= _DEEPEST:
            raise Trouble(f"--limit depth takes a whole number from 1 to {_DEEPEST}")
        made = made._replace(**{name: int(number)})
    return made


def today() -> date:
    """The day on which plans are judged: SOURCE_DATE_EPOCH where it is set, so that a run can be repeated."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if re.fullmatch("[0-9]{1,11}", epoch):
        return datetime.fromtimestamp(int(epoch), UTC).date()
    return date(*time.localtime()[:3])  # date.today() overflows where the machine's clock is past the year 2262


def judge(
    targets: Sequence[str], choice: Choice, limits: Limits, memories: Mapping[str, Memory] | None = None
) -> Verdict:
    """Judge the plans of the targets. ``memories`` hold what was read before, target by target."""
    started = clock()
    verdict = Verdict()
    seen: dict[tuple[str, ...], Plan] = {}
    for target in targets or [workspace.find()]:
        for plan, only in plans(target, limits, memories[target] if memories is not None else None):
            found = check(plan, choice)
            if only is not None:
                found = [finding for finding in found if finding.at.file == only]
                verdict.partial = True
            seen[tuple(document.file for document in plan.documents)] = plan
            verdict.findings += found
            verdict.texts.update((document.file, document.text) for document in plan.documents)
    if len(targets) > 1:  # which may overlap
        verdict.findings = list(dict.fromkeys(verdict.findings))
    verdict.plans = [*seen.values()]
    verdict.seconds = clock() - started
    return verdict


def clock() -> float:
    """Seconds from some moment; always the same where the machine's clock is past what Python counts (the year 2262)."""
    try:
        return time.perf_counter()
    except OverflowError:
        return 0.0


def one_plan(target: str, limits: Limits) -> Plan:
    """The one plan that stands at a target, or to which the file there belongs.

    Raises:
        Trouble: there are several, or a file of it cannot be read (the message says where).
    """
    found = [plan for plan, _ in plans(target, limits)]
    if len(found) > 1:
        names = listed((plan.folder for plan in found), 4)
        raise Trouble(f"{len(found)} plans stand here: {names}; name one")
    refuse_unreadable(found[0], target)
    return found[0]


def refuse_unreadable(plan: Plan, label: str) -> None:
    """Refuse a plan of which a file could not be read.

    Raises:
        Trouble: the first place where that is so, and on which side.
    """
    found = [problem for rule in UNREADABLE for problem in plan.problems.get(rule, ())]
    if not found:
        return
    first = min(found, key=lambda one: (one.at.file, one.at.line, one.at.column))
    hint = f" ({first.hint})" if first.hint else ""
    more = f"; and {len(found) - 1} more like it" if len(found) > 1 else ""
    place = f"{first.at.file}:{first.at.line}:{first.at.column}"
    raise Trouble(f"the plan of {label} cannot be read: {place}: {first.message}{hint}{more}")


class Memory:
    """What was read before: files whose content is the same are not parsed again."""

    def __init__(self) -> None:
        self.known: dict[str, tuple[bytes, Document]] = {}
        self.before: Mapping[str, tuple[bytes, Document]] = {}
        self.plans: dict[str, Plan] = {}
        """Plans by where they stand: what did not change in them is not read from the documents again."""

    def like(self, where: str) -> Plan | None:
        """The plan that stood there; none where something was wrong in it that reading it again will say again."""
        plan = self.plans.get(where)
        return plan if plan is not None and not plan.problems else None

    def documents(self, files: Sequence[workspace.File], limits: Limits) -> list[Document]:
        before, self.known = self.known, {}
        found = [self.document(file, limits, before) for file in files]
        self.before = before
        return found

    def document(
        self, file: workspace.File, limits: Limits, before: Mapping[str, tuple[bytes, Document]] | None = None
    ) -> Document:
        """One file, which may stand in a plan that is built on."""
        content, document = (self.before if before is None else before).get(file.name, (None, None))
        if document is None or content != file.content:
            document = read(file.content, file.name, limits)
        self.known[file.name] = file.content, document
        return document


def _documents(files: Sequence[workspace.File], limits: Limits, memory: Memory | None = None) -> list[Document]:
    if memory is not None:
        return memory.documents(files, limits)
    return [read(file.content, file.name, limits) for file in files]


def again(target: str, limits: Limits, memory: Memory) -> list[Plan]:
    """The plans of a folder that was read before, and may have changed."""
    return [_load(part, where or target, limits, memory) for where, part in _parts(target, limits, memory)]


def plans(target: str, limits: Limits, memory: Memory | None = None) -> list[tuple[Plan, str | None]]:
    """The plans of a target, each with the one file whose findings are wanted, or None for all."""
    if target != workspace.STDIN and os.path.isdir(target):
        parts = _parts(target, limits, memory)
        return [(_load(part, where or target, limits, memory), None) for where, part in parts]
    documents = _documents(workspace.files(target, limits.bytes), limits)
    if target != workspace.STDIN:
        file = os.path.normpath(target)
        if workspace.is_root_name(file):
            for where, part in _parts(os.path.dirname(file) or ".", limits, memory):
                if _name_in(part, file):
                    return [(_load(part, where, limits, memory), None)]
        if _may_be_part(documents[0]):
            found = _enclosing(file, limits, memory)
            if found is not None:
                return [found]
    return [(_load(documents, documents[0].file, limits), None)]


def _load(documents: Sequence[Document], where: str, limits: Limits, memory: Memory | None = None) -> Plan:
    if not says_extends(documents):
        made = load(documents, today(), where, memory.like(where) if memory is not None else None)
        if memory is not None:
            memory.plans[where] = made
        return made
    from ..packages import Builder, Disk  # noqa: PLC0415 - few plans build on others

    def document(file: workspace.File) -> Document:
        return memory.document(file, limits) if memory is not None else read(file.content, file.name, limits)

    return Builder(Disk(), document, limits, today()).load(documents, where)


def _parts(folder: str, limits: Limits, memory: Memory | None = None) -> list[tuple[str, list[Document]]]:
    """The documents below a folder, plan by plan."""
    documents = _documents(workspace.files(folder, limits.bytes), limits, memory)
    if not documents:
        raise Trouble(f"{folder}: holds no YAML file; make a plan with `plan init`")
    return parted(documents)


def _may_be_part(document: Document) -> bool:
    """Whether a file is no plan by itself, but may belong to one above it."""
    if document.data is None:
        return not document.problems
    return isinstance(document.data, dict) and "plan" not in document.data


_ROOT = re.compile(rb"""(?m)^(?:\xef\xbb\xbf)?["']?plan["']?[ ]*:""")


def _enclosing(file: str, limits: Limits, memory: Memory | None = None) -> tuple[Plan, str] | None:
    """The plan that a file without ``plan: 1`` belongs to, the nearest above it; and the file's name in that plan."""
    for folder in workspace.above(file):
        roots = sum(bool(_ROOT.search(other.content)) for other in workspace.beside(folder, limits.bytes))
        if roots > 1:  # each is a plan by itself, and nothing belongs to both
            return None
        if roots == 1:
            for where, part in _parts(folder, limits, memory):
                name = _name_in(part, file)
                if name and any("plan" in document.data for document in part if isinstance(document.data, dict)):
                    return _load(part, where, limits, memory), name
            return None
    return None


def _name_in(documents: Sequence[Document], file: str) -> str | None:
    """The name under which a file is one of these documents, or None."""
    here = workspace.said(os.getcwd())
    wanted = os.path.normpath(os.path.join(here, workspace.said(file)))
    names = (document.file for document in documents)
    return next((name for name in names if os.path.normpath(os.path.join(here, name)) == wanted), None)


def foremost(findings: Sequence[Finding], limit: int) -> Sequence[Finding]:
    """As many findings as the limit allows, in their order; where it cuts, the least severe go first."""
    if len(findings) <= limit:
        return findings
    ranked = sorted(range(len(findings)), key=lambda place: -findings[place].severity)
    return [findings[place] for place in sorted(ranked[:limit])]


def write_baseline(path: str, verdict: Verdict) -> None:
    for finding in verdict.findings:
        if finding.rule in UNREADABLE:
            raise Trouble(
                f"{finding.at.file}:{finding.at.line}: {finding.message}; mend this first, so that the rest can be judged"
            )
    workspace.write_file(path, baselines.write(verdict.findings))
    say(f"{counted(len(verdict.findings), 'finding')} set aside in {path}; from now on give --baseline {path}")


def with_baseline(verdict: Verdict, path: str, choice: Choice, limits: Limits) -> Verdict:
    """What the baseline does not hold; and its stale entries, unless they were not asked for or not all was judged."""
    name, text = baseline_text(path, limits)
    kept, stale = baselines.apply(text, name, verdict.findings, choice.takes)
    verdict.set_aside = len(verdict.findings) - len(kept)
    unread = verdict.partial or any(finding.rule in UNREADABLE for finding in kept)
    severity = max((_severity("baseline-stale", plan) for plan in verdict.plans), default=Severity.OFF)
    if severity is not Severity.OFF and not unread and choice.takes("baseline-stale"):
        kept += [finding._replace(severity=severity) for finding in stale]
    verdict.findings = kept
    verdict.texts[name] = text
    return verdict


def baseline_text(path: str, limits: Limits) -> tuple[str, str]:
    """The name and the text of a baseline.

    Raises:
        Trouble: it cannot be read, or is a folder.
    """
    if os.path.isdir(path):
        raise Trouble(f"{path}: is a folder, not a baseline")
    file = workspace.files(path, limits.bytes)[0]
    return file.name, file.content.decode("utf-8", "replace")


def _severity(rule: str, plan: Plan) -> Severity:
    """How severe a rule is that no plan by itself can break."""
    setting = plan.settings.get(rule)
    usual: Severity = shelf.take(rule).severity
    return setting.severity if setting is not None else usual
