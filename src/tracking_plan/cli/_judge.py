"""What `plan validate` does between its arguments and its report: reads, loads and checks each plan."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from .. import baseline as baselines
from .. import workspace
from ..check import Choice, check
from ..document import Document, Limits, read
from ..finding import Finding
from ..load import load
from ..model.plan import Plan
from ..rules import shelf
from ..sections import parted
from ..shelf import did_you_mean, quote
from ..trouble import Trouble


@dataclass
class Verdict:
    """What was read and what was found in it."""

    plans: list[Plan] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    set_aside: int = 0
    seconds: float = 0.0


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
            raise Trouble(f"no limit is named {quote(name)}{did_you_mean(name, Limits._fields)}; there are {', '.join(Limits._fields)}")
        if not re.fullmatch("[0-9]{1,15}", number):
            raise Trouble(f"--limit {name} takes a whole number, as in --limit {name}={getattr(made, name)}")
        if name == "depth" and not 1 <= int(number) <= _DEEPEST:
            raise Trouble(f"--limit depth takes 1 to {_DEEPEST}: what is nested deeper, no tool reads")
        made = made._replace(**{name: int(number)})
    return made


def today() -> date:
    """The day on which plans are judged: SOURCE_DATE_EPOCH where it is set, so that a run can be repeated."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if re.fullmatch("[0-9]{1,11}", epoch):
        return datetime.fromtimestamp(int(epoch), UTC).date()
    return date.today()


def judge(targets: Sequence[str], choice: Choice, limits: Limits) -> Verdict:
    started = time.perf_counter()
    verdict = Verdict()
    for target in targets or [workspace.find()]:
        for plan, only in _plans(target, limits):
            found = check(plan, choice)
            if only is not None:
                found = [finding for finding in found if finding.at.file == only]
            verdict.plans.append(plan)
            verdict.findings += found
            verdict.texts.update((document.file, document.text) for document in plan.documents)
    verdict.seconds = time.perf_counter() - started
    return verdict


def _documents(files: Sequence[workspace.File], limits: Limits) -> list[Document]:
    return [read(file.content, file.name, limits) for file in files]


def _plans(target: str, limits: Limits) -> list[tuple[Plan, str | None]]:
    """The plans of a target, each with the one file whose findings are wanted, or None for all."""
    if target == workspace.STDIN:
        return [(load(_documents(workspace.files(target, limits.bytes), limits), today(), "stdin"), None)]
    if os.path.isdir(target):
        return [(plan, None) for plan in _below(target, limits)]
    file = os.path.normpath(target)
    documents = _documents(workspace.files(target, limits.bytes), limits)
    if workspace.is_root_name(file):
        whole = [plan for plan in _below(os.path.dirname(file) or ".", limits) if any(d.file == file for d in plan.documents)]
        if whole:
            return [(plan, None) for plan in whole]
    data = documents[0].data
    if isinstance(data, dict) and "plan" not in data:
        found = _enclosing(file, limits)
        if found is not None:
            return [(found, file)]
    return [(load(documents, today(), file), None)]


def _below(folder: str, limits: Limits) -> list[Plan]:
    documents = _documents(workspace.files(folder, limits.bytes), limits)
    if not documents:
        raise Trouble(f"{folder}: holds no YAML file; make a plan with `plan init`")
    return [load(part, today(), where or folder) for where, part in parted(documents)]


def _enclosing(file: str, limits: Limits) -> Plan | None:
    """The plan that a file without ``plan: 1`` belongs to: the nearest above it."""
    for folder in workspace.above(file):
        if any(re.search(rb"(?m)^plan:", other.content) for other in workspace.beside(os.path.join(folder, "x"), limits.bytes)):
            return next((plan for plan in _below(folder, limits) if any(d.file == file for d in plan.documents)), None)
    return None


def write_baseline(path: str, verdict: Verdict) -> None:
    workspace.write_file(path, baselines.write(verdict.findings))
    from ._output import say  # noqa: PLC0415

    say(f"{len(verdict.findings)} findings set aside in {path}; from now on give --baseline {path}")


def with_baseline(verdict: Verdict, path: str, limits: Limits) -> Verdict:
    text = workspace.files(path, limits.bytes)[0].content.decode("utf-8", "replace")
    verdict.findings, verdict.set_aside = baselines.apply(text, path, verdict.findings)
    verdict.texts[path] = text
    return verdict
