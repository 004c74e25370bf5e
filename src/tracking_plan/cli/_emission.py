"""What `plan emit` does between its arguments and its log: reads the plan, makes the events, writes them."""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from datetime import UTC, datetime
from fractions import Fraction
from typing import NamedTuple, Protocol

import msgspec

from .. import workspace
from ..document import Limits
from ..emit import Ask, Broken, Emitter, emit, emitter, envelopes, unfit
from ..model.plan import Plan
from ..shelf import listed, quote
from ..trouble import Trouble
from ._judge import one_plan
from ._output import counted, say

_MOST_EVENTS = 10**9
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SHARE = re.compile("([0-9]+(?:[.][0-9]*)?|[.][0-9]+)(%|/[0-9]*[1-9][0-9]*)?")


class _Writes(Protocol):
    def write(self, content: bytes, /) -> int: ...


class Asked(NamedTuple):
    """The words of the command, as they were given."""

    plan: str | None
    events: str
    only: Sequence[str]
    bad: str
    kinds: Sequence[str]
    faults: str | None
    duplicates: str
    envelope: str | None
    seed: str
    start: str
    days: float
    output: str | None
    jobs: int | None


def emission(asked: Asked, quiet: bool) -> None:
    """Make the log.

    Raises:
        Trouble: what is asked for cannot be.
    """
    ask = Ask(
        events=_events(asked.events),
        bad=_share("--bad", asked.bad),
        duplicates=_share("--duplicates", asked.duplicates),
        kinds=tuple(asked.kinds),
        seed=asked.seed,
        start=_start(asked.start),
        days=_days(asked.days),
    )
    if asked.kinds and not ask.bad:
        raise Trouble("--fault says in which way events are wrong; say with --bad how many are, as in --bad 1%")
    plan = one_plan(asked.plan or workspace.find(), Limits())
    envelope, manner = envelopes.named(asked.envelope, plan)
    made = emitter(plan, envelope, manner, ask, asked.only)
    jobs = (asked.jobs or _cores()) if ask.events > 20_000 else 1
    tally = _write(made, jobs, asked.output, asked.faults)
    if not quiet:
        _summary(plan, made, tally, asked.output)


def _write(made: Emitter, jobs: int, output: str | None, faults: str | None) -> Counter[str]:
    """Write the log, and which of its lines are wrong; how many of each kind there are."""
    tally: Counter[str] = Counter()
    encoder = msgspec.json.Encoder()
    with ExitStack() as stack:
        log = stack.enter_context(_log(output))
        told = stack.enter_context(workspace.writing(faults) if faults is not None else nullcontext())
        for block in emit(made, jobs):
            log.write(block.lines)
            tally.update(broken.kind for broken in block.broken)
            if told is not None:
                told.write(encoder.encode_lines(block.broken))
    return tally


@contextmanager
def _log(output: str | None) -> Iterator[_Writes]:
    if output is None or output == workspace.STDIN:
        sys.stdout.flush()
        yield sys.stdout.buffer
        return
    with workspace.writing(output) as stream:
        if not output.endswith(".gz"):
            yield stream
            return
        import gzip  # noqa: PLC0415 - few logs are compressed

        with gzip.GzipFile("", "wb", compresslevel=4, fileobj=stream, mtime=0) as packed:
            yield packed


def _events(text: str) -> int:
    digits = text.replace("_", "").replace(",", "")
    if not re.fullmatch("[0-9]{1,12}", digits) or not 0 < int(digits) <= _MOST_EVENTS:
        raise Trouble(f"--events takes a whole number from 1 to {_MOST_EVENTS:,}, not {quote(text)}")
    return int(digits)


def _share(option: str, text: str) -> Fraction:
    found = _SHARE.fullmatch(text.strip()) if len(text) <= 40 else None
    if found is not None:
        number, of = found.groups()
        share = Fraction(number) / (100 if of == "%" else int(of[1:]) if of else 1)
        if share <= 1:
            return share
    raise Trouble(f"{option} takes a share of the events, such as 0.01, 1% or 1/100, not {quote(text)}")


def _start(text: str) -> int:
    try:
        if _DAY.fullmatch(text):
            return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()) * 1000
    except ValueError:
        pass
    raise Trouble(f"--start takes a day, such as 2025-01-31, not {quote(text)}")


def _days(days: float) -> float:
    if 0 < days <= 3660:
        return days
    raise Trouble(f"--days takes a number of days above 0 and up to 3660, not {days:g}")


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _summary(plan: Plan, made: Emitter, tally: Counter[str], output: str | None) -> None:
    """One line: what was made, and what is wrong with it."""
    names = counted(len(made.made.tracked), "kind of event", "kinds of event")
    what = f"Made {counted(made.ask.events, 'line')} of {names} of {plan.name or plan.folder or 'the plan'} in {made.made.envelope.name}'s envelope"
    told = ", ".join(
        f"{kind} {number:,}" for kind, number in sorted(tally.items(), key=lambda each: (-each[1], each[0]))
    )
    wrong = f"; not as planned: {told}" if told else ", all as planned"
    where = f" to {output}" if output is not None else ""
    say(f"{what}{where}{wrong}.")
    sent = {recipe.event for recipe in made.made.tracked}
    others = unfit(plan, made.made.envelope)
    left = [name for name in others if plan.events[name].status == "live" and name not in sent]
    if left:
        reasons = " and ".join(dict.fromkeys(others[name] for name in left))
        say(f"Left out of {made.made.envelope.name}, as {reasons}: {listed([quote(name) for name in left], 4)}.")


__all__ = ["Asked", "Broken", "emission"]
