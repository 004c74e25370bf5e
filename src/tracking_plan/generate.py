"""A plan becomes files: for each source the client in its language, or one target for one source. Nothing is written here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from .finding import Finding
from .model.plan import Plan
from .model.source import Source
from .shelf import did_you_mean, listed, quote
from .targets import shelf, target_of
from .targets._client import Client, Report
from .targets._reading import belongs, client
from .trouble import Trouble

Render = Callable[[Client, Report], Iterator[tuple[str, str]]]


class Job(NamedTuple):
    """A client to make: the target's name, the source ("" for all of the plan), and the folder for it."""

    target: str
    source: str
    out: str
    at: str = ""
    """Where the folder is named, for messages: `sources.web.out`, or `--out`."""


class Output(NamedTuple):
    """The files of one job: path below its folder -> text."""

    job: Job
    files: Mapping[str, str]
    events: int


class Plans(NamedTuple):
    """What is to be made, and what is passed over: each a line for people."""

    jobs: tuple[Job, ...]
    notes: tuple[str, ...]


def jobs(plan: Plan, target: str | None, source: str | None, out: str | None) -> Plans:
    """What a call asks for.

    Raises:
        Trouble: no target or source of that name, or no folder to write to.
    """
    if target is not None:
        shelf.take(target)
    if source is not None and source not in plan.sources:
        raise Trouble(f"no source is named {quote(source)}{did_you_mean(source, plan.sources)}")
    if out is not None:
        return _one(plan, target, source, out)
    notes: list[str] = []
    found = []
    for name, one in plan.sources.items():
        if source in (None, name) and (job := _of_source(name, one, target, source is not None, notes)) is not None:
            found.append(job)
    if not found and not notes:
        which = f"no source of the plan is in {target}" if target else "no source of the plan says its `language`"
        raise Trouble(f"{which}: say where to write with --out")
    _refuse_shared(found)
    return Plans(tuple(found), tuple(notes))


def custom(plan: Plan, name: str, source: str | None, out: str | None) -> Job:
    """A user's own templates, for one source or for all of the plan.

    Raises:
        Trouble: no source of that name, or no folder to write to.
    """
    if source is not None and source not in plan.sources:
        raise Trouble(f"no source is named {quote(source)}{did_you_mean(source, plan.sources)}")
    if out is not None:
        return Job(name, source or "", out, "--out")
    if source is None:
        raise Trouble("--template makes one client: say where to write with --out, or name a source with --source")
    named = plan.sources[source].out
    if not named:
        raise Trouble(f"the source {quote(source)} says no `out` folder: say where to write with --out")
    return Job(name, source, named, f"sources.{source}.out")


def _one(plan: Plan, target: str | None, source: str | None, out: str) -> Plans:
    """With --out: one client in that folder."""
    if target is None:
        if source is None:
            raise Trouble("--out takes one client: name a TARGET, or a source with --source")
        language = plan.sources[source].language
        target = target_of(language) if language else None
        if target is None:
            raise Trouble(f"the source {quote(source)} says no `language` that there is a target for: name a TARGET")
    elif source is None:
        named = [name for name, one in plan.sources.items() if one.language and target_of(one.language) == target]
        if len(named) > 1:
            raise Trouble(f"the sources {listed(map(quote, named))} are in {target}: name one with --source")
        source = named[0] if named else None
    return Plans((Job(target, source or "", out, "--out"),), ())


def _of_source(name: str, source: Source, target: str | None, asked: bool, notes: list[str]) -> Job | None:
    language = source.language
    own = target_of(language) if language else None
    if target is not None and target != own:
        if not asked:
            return None
        raise Trouble(f"the source {quote(name)} is not in {target}: say where to write with --out")
    if own is None:
        near = did_you_mean(language, shelf.names) if language else ""
        if near or asked:
            what = f"no target is named {quote(language)}{near}" if language else "it says no `language`"
            raise Trouble(f"source {quote(name)}: {what}")
        notes.append(
            f"source {quote(name)}: {f'no target for {language}' if language else 'says no `language`'}; left out"
        )
        return None
    if not source.out:
        if asked or target is not None:
            raise Trouble(f"the source {quote(name)} says no `out` folder: say where to write with --out")
        notes.append(f"source {quote(name)}: says no `out` folder; left out")
        return None
    return Job(own, name, source.out, f"sources.{name}.out")


def _refuse_shared(found: Sequence[Job]) -> None:
    holders: dict[str, str] = {}
    for job in found:
        before = holders.setdefault(job.out.rstrip("/"), job.source)
        if before != job.source:
            raise Trouble(
                f"the sources {quote(before)} and {quote(job.source)} share the folder {job.out}: give each its own"
            )


def generate(plan: Plan, wanted: Sequence[Job], render: Render | None = None) -> tuple[list[Output], list[Finding]]:
    """The files of each job, and what is wrong with the names in them; ``render`` stands for the job's own target."""
    findings: list[Finding] = []
    outputs = []
    clients: dict[str, Client] = {}
    for job in wanted:
        made = clients.get(job.source)
        if made is None:
            made = clients[job.source] = client(plan, job.source, findings.append)
        own: Render = render or shelf.take(job.target).render_client
        files = dict(own(msgspec.structs.replace(made, out=job.out), findings.append))
        outputs.append(Output(job, files, len(made.events)))
    return outputs, list(dict.fromkeys(findings))


def left_out(plan: Plan) -> int:
    """How many events name no source, and so are in no source's client."""
    return sum(belongs(event, "") and not event.sources for event in plan.events.values())
