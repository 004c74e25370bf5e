"""What `plan changelog` says: the releases of a plan in the form of Keep a Changelog, and as JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Annotated

from msgspec import Meta, Struct

from .. import __version__
from ..chronicle import Release, Step, Timeline, releases
from ..document import Limits
from ..model.change import ABSENT, BREAKING, Change
from ..packages import beside
from ..reports._jsontext import encode
from ..reports._line import clean
from ..reports._markup import code, marked, prose
from ..revisions import History, history
from ..shelf import listed
from ._judge import today
from ._output import counted

HEADINGS = ("Added", "Changed", "Deprecated", "Removed", "Security")
"""Those of https://keepachangelog.com/en/1.1.0/ that a plan has something for, in its order."""


class Entry(Struct):
    """One change."""

    heading: Annotated[str, Meta(description="Added, Changed, Deprecated, Removed or Security.")]
    rule: str
    message: str
    event: str | None
    events: Annotated[list[str], Meta(description="The events that it reaches.")]
    path: list[str | int]
    verdicts: Annotated[dict[str, str], Meta(description="code, data and wire: breaking, risky or safe.")]


class Returned(Struct):
    """A name that was given up and is now given to something else."""

    event: str
    removed_in: str
    commit: str


class Version(Struct):
    """A release, or what is not released yet."""

    name: Annotated[str, Meta(description="The version or the tag; empty for what is not released yet.")]
    date: Annotated[str, Meta(description="The day of its commit.")]
    commit: str
    tags: list[str]
    events: Annotated[int, Meta(description="How many the plan has with it.")]
    is_first: Annotated[bool, Meta(description="Whether nothing stood there before: its changes are not listed.")]
    bump: Annotated[str, Meta(description="What the changes ask of the version: none, patch, minor or major.")]
    changes: list[Entry]
    returned: list[Returned]


class Told(Struct):
    """The releases of a plan."""

    version: Annotated[
        int,
        Meta(description="Of this format. It grows when a field goes or changes its meaning, not when one is added."),
    ]
    tool: Annotated[dict[str, str], Meta(description="Name and version of the command.")]
    plan: Annotated[str | None, Meta(description="The plan's name.")]
    since: Annotated[str | None, Meta(description="What `--from` named.")]
    releases: Annotated[list[Version], Meta(description="The newest first.")]
    notes: Annotated[list[str], Meta(description="Remarks: where the plan was moved, which commits cannot be read.")]


def told(plan: str | None, since: str | None, until: str | None, by: str, tags: str) -> Told:
    """The releases of a plan, from its history in git.

    Raises:
        Trouble: there is no repository, no plan, not enough of its history, or the plan cannot be read where it ends.
    """
    found = history(plan, since, until, main_line=True, also=beside(plan))
    limits, day = Limits(), today()
    newest = next(iter(Timeline(found, [found.at(found.head)], limits, day).steps()))
    name = newest.plan.name
    names = dates = None
    if by == "tag" or (by == "auto" and newest.number is None and any(found.tags())):
        names, dates = _tagged(found, tags)
    notes = [*found.notes]
    steps = _readable(Timeline(found, found.versions[::-1], limits, day).steps(), notes)
    if names is None and newest.number is None:
        notes.append("nothing here is a release: the plan has no `version`, and the repository no tag")
    made = [_version(release, dates or {}) for release in releases(steps, names)]
    return Told(
        version=1,
        tool={"name": "plan", "version": __version__},
        plan=name,
        since=since,
        releases=made[::-1],
        notes=notes,
    )


def _readable(steps: Iterator[Step], notes: list[str]) -> Iterator[Step]:
    for step in steps:
        if step.problem:
            notes.append(f"passed over {step.version.short}, where the plan cannot be read: {step.problem}")
        yield step


def _tagged(found: History, form: str) -> tuple[dict[str, str], dict[str, str]]:
    """Commit of a version -> the first tag of the main line that has it, and the day of that tag's commit."""
    tags, known = found.tags(), {version.commit for version in found.versions}
    names: dict[str, str] = {}
    dates: dict[str, str] = {}
    current = ""
    for commit, date in reversed(found.line()):
        current = commit if commit in known else current
        fitting = sorted((tag for tag in tags.get(commit, ()) if fnmatchcase(tag, form)), key=_natural)
        if fitting and current and current not in names:
            names[current], dates[current] = fitting[-1], date
    return names, dates


def _natural(tag: str) -> list[tuple[int, str]]:
    """A tag so that v10 comes after v9."""
    return [(int(part), "") if part.isascii() and part.isdigit() else (-1, part) for part in re.split(r"(\d+)", tag)]


def _version(release: Release, dates: Mapping[str, str]) -> Version:
    version = release.version
    return Version(
        name=release.name,
        date=dates.get(version.commit, release.date),
        commit=version.commit,
        tags=[*version.tags],
        events=release.events,
        is_first=release.is_first,
        bump=release.found.bump,
        changes=[] if release.is_first else [*_entries(release)],
        returned=[Returned(*one) for one in release.returned],
    )


def _entries(release: Release) -> Iterator[Entry]:
    """The changes as they are told: by heading, and what breaks first. The version's own change is the release itself."""
    changes = [change for change in release.found.changes if change.path != ("version",)]
    for change in sorted(changes, key=lambda one: (HEADINGS.index(heading(one)), one.verdicts.worst is not BREAKING)):
        yield Entry(
            heading(change), change.rule, change.message, change.event, [*change.events], [*change.path],
            change.verdicts.words(),
        )  # fmt: skip


def heading(change: Change) -> str:
    """Where a change stands in a changelog."""
    if "pii" in change.path:
        return "Security"
    if change.rule.endswith("-deprecated"):
        return "Deprecated"
    if change.rule.endswith("-retired") or (change.after is ABSENT and isinstance(change.before, dict)):
        return "Removed"
    return "Added" if change.before is ABSENT and isinstance(change.after, dict) else "Changed"


def json(told: Told) -> str:
    return encode(told)


def markdown(told: Told) -> str:
    return "".join(_blocks(told))


def _blocks(told: Told) -> Iterator[str]:
    name = f" {code(clean(told.plan))}" if told.plan else ""
    yield "# Changelog\n\n"
    yield f"What changed in the tracking plan{name}, in the form of\n"
    yield "[Keep a Changelog](https://keepachangelog.com/en/1.1.0/).\n"
    if not told.releases:
        yield "\nNothing has changed.\n"
    for release in told.releases:
        if not release.name and not release.changes and not release.is_first:
            continue
        yield f"\n## {prose(clean(release.name))} - {release.date}\n" if release.name else "\n## Unreleased\n"
        yield from _release(release)


def _release(release: Version) -> Iterator[str]:
    if release.is_first:
        yield f"\n### Added\n\n- The plan itself, with {counted(release.events, 'event')}.\n"
    elif not release.changes:
        yield "\nNothing that means something else.\n"
    for title in HEADINGS:
        entries = [entry for entry in release.changes if entry.heading == title]
        if entries:
            yield f"\n### {title}\n\n"
            yield from dict.fromkeys(_bullet(entry, release.returned) for entry in entries)


def _bullet(entry: Entry, returned: Sequence[Returned]) -> str:
    breaks = [name for name, word in entry.verdicts.items() if word == "breaking"]
    lead = f"**Breaking for {listed(breaks)}:** " if breaks else ""
    text = clean(entry.message)
    text = text if text[:1] == '"' else text[:1].upper() + text[1:]
    where = f" ({counted(len(entry.events), 'event')}: {_events(entry.events)})" if _elsewhere(entry) else ""
    again = [one for one in returned if one.event == entry.event and entry.rule.startswith("event-")]
    more = f". **The name is taken again:** it was removed in {prose(clean(again[0].removed_in))}" if again else ""
    return f"- {lead}{marked(text)}{where}{more}.\n"


def _elsewhere(entry: Entry) -> bool:
    return entry.event is None and bool(entry.events)


def _events(names: Sequence[str]) -> str:
    return listed((code(clean(name)) for name in names), 6)
