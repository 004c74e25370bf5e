"""Where a report goes: the terminal, a pipe or a file; in color or not; and the summary on standard error."""

from __future__ import annotations

import contextlib
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from .. import __version__, rules, workspace
from ..finding import Finding, Severity
from ..reports import About, shelf
from ._verdict import Verdict

Render = Callable[[Sequence[Finding], About], Iterator[str]]


def renderer(format: str) -> Render:
    """The report of that name; ``auto`` is github on GitHub and text elsewhere."""
    if format == "auto":
        format = "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"
    render: Render = shelf.take(format).render
    return render


def colored(when: str) -> bool:
    """``--color`` first, then NO_COLOR, FORCE_COLOR, and whether a person is looking."""
    if when != "auto":
        return when == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR") or os.environ.get("CLICOLOR_FORCE", "0") != "0":
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def _width() -> int:
    import shutil  # noqa: PLC0415 - only a terminal has a width

    return shutil.get_terminal_size((100, 24)).columns


def emit(
    render: Render,
    findings: Sequence[Finding],
    verdict: Verdict,
    output: str | None,
    color: str,
    more: str = "--limit findings=NUMBER",
) -> None:
    """``more`` is the option that shows more findings."""
    files = {finding.at.file for finding in verdict.findings}
    person = output is None and (sys.stdout.isatty() or color == "always")
    about = About(
        version=__version__,
        texts=verdict.texts,
        pages=rules.pages,
        color=output is None and colored(color),
        frames=person,
        width=_width() if person else 100,
        hidden=verdict.count - len(findings),
        more=more,
        clean=[name for name in verdict.texts if name not in files],
    )
    if output is not None:
        workspace.write_file(output, "".join(render(findings, about)))
        return
    for piece in render(findings, about):
        write(piece)


def deliver(text: str, output: str | None) -> None:
    """To a file where one is named (`-` is none), whole or not at all; else to standard output."""
    if output is None or output == "-":
        write(text)
    else:
        workspace.write_file(output, text)


def write(text: str) -> None:
    """To standard output; what becomes of a full disk and of a pipe that nobody reads, `main` says."""
    sys.stdout.write(text)


def say(text: str) -> None:
    """To standard error: summaries and progress. Where nobody can read them, they are not missed."""
    with contextlib.suppress(OSError):
        print(text, file=sys.stderr)


def counted(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


_MOST_TRIED = 200
"""Fixes are worked out when they are asked for: of so many, it is counted which there are."""


def mendable(findings: Sequence[Finding], *, fixed: bool, unsafe: bool) -> str:
    """How many of the findings know their fix, and which option makes it; ``fixed``: what is safe is done already."""
    fixes = [finding.fix for finding in findings if finding.fix is not None and not (finding.fix.safe and fixed)]
    able = Counter(fix.safe for fix in fixes[:_MOST_TRIED] if fix.edits)
    more = "at least " if len(fixes) > _MOST_TRIED else ""
    if able[True]:
        rest = f", with --unsafe-fixes {able[False]:,} more" if able[False] else ""
        return f"--fix knows how to mend {more}{able[True]:,} of these{rest}."
    return (
        f"--fix --unsafe-fixes knows how to mend {more}{able[False]:,} of these." if able[False] and not unsafe else ""
    )


def summary(verdict: Verdict) -> None:
    """One line: what was judged, and what was found."""
    events = sum(len(plan.events) for plan in verdict.plans)
    names = {name for plan in verdict.plans for event in plan.events.values() for name in event.properties}
    what = f"{counted(events, 'event')} with {counted(len(names), 'property name')}"
    if len(verdict.plans) != 1:
        what = f"{counted(len(verdict.plans), 'plan')}, {what}"
    counts = Counter(finding.severity for finding in verdict.findings)
    found = [counted(counts[level], level.word) for level in sorted(Severity, reverse=True) if counts[level]]
    rest = f", {verdict.set_aside:,} set aside by the baseline" if verdict.set_aside else ""
    took = f"in {verdict.seconds:.2f} s"
    if not found:
        say(f"Clean: {what}{rest} ({took}).")
    else:
        files = len({finding.at.file for finding in verdict.findings})
        say(f"Found {' and '.join(found)} in {counted(files, 'file')}; judged {what}{rest} ({took}).")
