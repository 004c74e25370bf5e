"""`plan lint` once its words are read: open the logs, judge them, report, and the exit code."""

from __future__ import annotations

import math
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from typing import NamedTuple

from .. import workspace
from ..check import check
from ..finding import Finding, Severity
from ..lint import detection, reading
from ..lint.engines import shelf
from ..lint.opening import Opened, Wanted, open_logs, tell_strange
from ..lint.rulebook import Rulebook
from ..lint.summary import encoded, share, summary, table
from ..lint.whole import Whole
from ..model.pattern import problem
from ..model.plan import Plan
from ..model.schema import can_match
from ..rules import bad_pattern
from ..shelf import did_you_mean, quote
from ..trouble import Trouble
from . import _judge, _output
from ._progress import Progress
from ._verdict import Verdict


class Asked(NamedTuple):
    """What the command line asks for."""

    logs: Sequence[str]
    plan: str | None = None
    envelope: str = "auto"
    source: str | None = None
    format: str = "auto"
    output: str | None = None
    summary: str | None = None
    rejects: str | None = None
    fail_under: float | None = None
    max_findings: int = 100
    fail_on: str = "error"
    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    engine: str = "local"
    master: str | None = None
    spark_conf: Sequence[str] = ()
    jobs: int | None = None
    limit: Sequence[str] = ()
    color: str = "auto"
    quiet: bool = False


def lint(asked: Asked) -> int:
    """Judge logs and report; 0, or 1 with findings, or 2 where a part of the log could not be read.

    Raises:
        Trouble: something cannot be read or written, or is not known.
    """
    choice = _judge.choice(asked.select, asked.ignore)
    render = _output.renderer(asked.format)
    engine = shelf.take(asked.engine)
    plan = _plan(asked.plan)
    if asked.source is not None and asked.source not in plan.sources:
        near = did_you_mean(asked.source, plan.sources)
        raise Trouble(f"the plan has no source {quote(asked.source)}{near}")
    rulebook = Rulebook(plan, _now(), choice.select, choice.ignore, asked.source)
    jobs = asked.jobs or _cores()
    with ExitStack() as stack:
        folder = stack.enter_context(_Folder())
        rejects = stack.enter_context(workspace.writing(asked.rejects)) if asked.rejects is not None else None
        wanted = Wanted(
            asked.envelope, _limits(asked.limit), jobs, asked.max_findings, rejects is not None, engine.PART
        )
        options = _options(asked)
        opened = open_logs(asked.logs, plan, rulebook, folder, wanted, _noting(asked))
        opened.job.options = options
        for log in opened.job.open_logs.values():
            stack.callback(log.close)
        whole = Whole(opened.job, rejects.write if rejects is not None else None)
        progress = stack.enter_context(Progress(opened.job.size, not asked.quiet))
        left = 0
        try:
            engine.judge(opened.job, whole, progress.tell, jobs)
            tell_strange(opened, whole)
        except SystemExit as signal:  # what was judged so far is told
            left = signal.code if isinstance(signal.code, int) else 130
            whole.troubles.append(
                "interrupted: only what was judged before is counted, and not all duplicates are found"
            )
            if rejects is not None:  # and is no file that would pass for a whole one
                rejects.path = f"{asked.rejects}.partial"
        progress.close()
        code = _report(asked, render, whole, opened, progress.seconds)
        return left or code


def _options(asked: Asked) -> dict[str, str]:
    """What is said to the engine."""
    made = {"master": asked.master} if asked.master is not None else {}
    if asked.engine != "spark" and (made or asked.spark_conf):
        raise Trouble("--master and --spark-conf are for Spark: give --engine spark too")
    for setting in asked.spark_conf:
        name, equals, value = setting.partition("=")
        if not equals or not name.startswith("spark."):
            raise Trouble(
                f"--spark-conf takes one of Spark's settings, as in spark.executor.memory=4g, not {quote(setting)}"
            )
        made[name] = value
    return made


def _noting(asked: Asked) -> Callable[[str, bool], None]:
    """Say by which envelope a log is read, unless it was asked for and fits."""

    def note(words: str, is_sure: bool) -> None:
        if not asked.quiet and (asked.envelope == detection.AUTO or not is_sure):
            _output.say(_clean(words))

    return note


def _plan(target: str | None) -> Plan:
    plan = _judge.one_plan(target or workspace.find(), _judge.limits(()))
    _refuse_misread(plan)
    return plan


def _refuse_misread(plan: Plan) -> None:
    """Refuse a plan with parts that are not understood: what they ask for would not be asked of any record.

    Raises:
        Trouble: the first such part, and how many there are.
    """
    found = []
    if plan.problems:
        found = [one for one in check(plan) if one.rule in plan.problems and one.severity >= Severity.ERROR]
    found += _unmatched(plan)
    if found:
        at, hint = found[0].at, f" ({found[0].hint})" if found[0].hint else ""
        more = f"; and {len(found) - 1:,} more like it, which `plan validate` shows" if len(found) > 1 else ""
        place = f"{at.file}:{at.line}:{at.column}"
        raise Trouble(f"the plan is not understood, so nothing is judged: {place}: {found[0].message}{hint}{more}")


def _unmatched(plan: Plan) -> Iterator[Finding]:
    """The patterns that cannot be matched: whether or not `plan validate` is to speak of them, they would judge nothing."""
    for written in plan.definitions:
        if written.pattern is None or not written.says("pattern"):
            continue
        wrong = problem(written.pattern)
        if wrong is not None and (wrong.kind == "syntax" or not can_match(written.pattern)):
            yield from bad_pattern.check_property(written, plan)


def _now() -> datetime:
    """The moment that future times are held against: SOURCE_DATE_EPOCH where it is set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if re.fullmatch("[0-9]{1,11}", epoch):
        return datetime.fromtimestamp(int(epoch), UTC)
    try:
        return datetime.now(UTC)
    except (OverflowError, ValueError, OSError):  # the machine's clock is past what Python counts
        return datetime.max.replace(tzinfo=UTC)


def _limits(words: Sequence[str]) -> reading.Limits:
    made = reading.Limits()
    for word in words:
        name, _, number = word.partition("=")
        if name not in reading.Limits._fields:
            fields = reading.Limits._fields
            raise Trouble(f"no limit is named {quote(name)}{did_you_mean(name, fields)}; there are {', '.join(fields)}")
        if not re.fullmatch("[0-9]{1,15}", number):
            raise Trouble(f"--limit {name} takes a whole number, as in --limit {name}={getattr(made, name)}")
        made = made._replace(**{name: int(number)})
    return made


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _report(asked: Asked, render: _output.Render, whole: Whole, opened: Opened, seconds: float) -> int:
    tally = whole.tally
    found = whole.findings()
    about_all = found[len(tally.findings) :]
    for finding in about_all:
        tally.said[finding.severity] = tally.said.get(finding.severity, 0) + 1
    total = sum(tally.said.values())
    shown = _judge.foremost(found, asked.max_findings)
    verdict = Verdict()
    verdict.findings, verdict.beyond = found, total - len(found)
    verdict.texts = {document.file: document.text for document in whole.rulebook.plan.documents}
    output = None if asked.output == "-" else asked.output
    _output.emit(render, shown, verdict, output, asked.color, "--max-findings")
    if asked.summary is not None:
        made = encoded(summary(tally, opened.files, whole.troubles))
        if asked.summary == "-":
            _output.write(made.decode())
        else:
            workspace.write_file(asked.summary, made)
    if not asked.quiet:
        _say_summary(whole, seconds)
    for trouble in whole.troubles:
        _output.say(f"plan: {_clean(trouble)}")
    return 2 if whole.troubles else _code(asked, whole, about_all)


def _code(asked: Asked, whole: Whole, about_all: Sequence[Finding]) -> int:
    threshold = next((level for level in Severity if level.word == asked.fail_on), None)
    if asked.fail_under is not None:
        valid = share(whole.tally)
        if valid is not None and whole.tally.valid * 100 < asked.fail_under * whole.tally.lines and valid < math.inf:
            return 1
        return int(threshold is not None and any(finding.severity >= threshold for finding in about_all))
    said = whole.tally.said
    return int(threshold is not None and any(count and level >= threshold for level, count in said.items()))


def _say_summary(whole: Whole, seconds: float) -> None:
    tally = whole.tally
    for line in table(tally):
        _output.say(_clean(line))
    counts = ((tally.invalid, "invalid"), (tally.unplanned, "unplanned"), (tally.unreadable, "unreadable"))
    valid = share(tally)
    parts = [f"{tally.valid:,} valid" + (f" ({valid:.2f}%)" if valid is not None else "")]
    parts += [f"{count:,} {word}" for count, word in counts if count]
    again = [
        _output.counted(tally.duplicates, "duplicate") if tally.duplicates else "",
        f"{_output.counted(tally.conflicts, 'id')} used again for other content" if tally.conflicts else "",
    ]
    extra = "".join(f"; {word}" for word in again if word)
    pace = f", {int(tally.lines / seconds):,} a second" if seconds > 0.2 and tally.lines else ""
    if tally.events:
        _output.say("")
    _output.say(
        f"Judged {_output.counted(tally.lines, 'record')}: {', '.join(parts)}{extra} (in {seconds:.2f} s{pace})."
    )


def _clean(text: str) -> str:
    from ..reports._line import clean  # noqa: PLC0415

    return clean(text)


class _Folder:
    """A folder of our own for as long as a run lasts."""

    def __enter__(self) -> str:
        self.path = tempfile.mkdtemp(prefix="plan-")
        return self.path

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.path, ignore_errors=True)
