"""`plan validate` once its words are read: judge, set aside, report, and the exit code."""

from __future__ import annotations

from collections.abc import Sequence

from ..finding import Severity
from ..trouble import Trouble
from . import _judge, _output


def validate(
    plans: Sequence[str],
    *,
    format: str = "auto",
    output: str | None = None,
    fail_on: str = "error",
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    baseline: str | None = None,
    write_baseline: str | None = None,
    limit: Sequence[str] = (),
    color: str = "auto",
    quiet: bool = False,
    fix: bool = False,
    unsafe: bool = False,
    diff: bool = False,
    watch: bool = False,
) -> int:
    """Judge plans and report; 0 or, with findings of the severity ``fail_on`` or above, 1. Defaults are the command's.

    With ``fix``, what can be mended is mended first; with ``diff``, that is only shown, and 1 where there is anything.
    With ``watch``, it goes on until a signal ends the run.

    Raises:
        Trouble: something cannot be read or written, or is not known.
    """
    choice = _judge.choice(select, ignore)
    limits = _judge.limits(limit)
    render = _output.renderer(format)
    file = None if output == "-" else output
    if unsafe and not (fix or diff):
        raise Trouble("--unsafe-fixes goes with --fix, or with --diff to see what would be written")
    if watch:
        if fix or diff or write_baseline is not None:
            raise Trouble("--watch looks on and writes nothing: run --fix, --diff or --write-baseline by itself")
        from . import _watch  # noqa: PLC0415 - as below

        _watch.run(_watch.Asked(plans, choice, limits, render, file, baseline, color, quiet))
    if diff:
        _refuse_report(format, write_baseline)
    if fix or diff:
        from ._fixing import Asked  # noqa: PLC0415 - a run that only judges needs none of this
        from ._fixing import fix as make  # noqa: PLC0415

        asked = Asked(plans, choice, limits, unsafe, baseline)
        if diff:
            return int(make(asked, show=True, quiet=quiet, output=file))
        make(asked, show=False, quiet=quiet)
    verdict = _judge.judge(plans, choice, limits)
    if write_baseline is not None:
        _judge.write_baseline(write_baseline, verdict)
        return 0
    if baseline is not None:
        verdict = _judge.with_baseline(verdict, baseline, choice, limits)
    shown = _judge.foremost(verdict.findings, limits.findings)
    _output.emit(render, shown, verdict, file, color)
    if not quiet:
        _output.summary(verdict)
        if said := _output.mendable(verdict.findings, fixed=fix, unsafe=unsafe):
            _output.say(said)
    threshold = next((level for level in Severity if level.word == fail_on), None)
    return int(threshold is not None and any(finding.severity >= threshold for finding in verdict.findings))


def _refuse_report(format: str, write_baseline: str | None) -> None:
    if format != "auto" or write_baseline is not None:
        option = "--write-baseline" if write_baseline is not None else "--format"
        raise Trouble(f"--diff prints a patch and no report, so {option} has nothing to do: run it by itself")
