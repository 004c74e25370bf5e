"""What `plan history` says: the life of one event, commit by commit, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta, Struct

from .. import __version__
from ..chronicle import Moment, Timeline, life
from ..document import Limits
from ..model.change import Change
from ..packages import beside
from ..reports._jsontext import encode
from ..reports._line import clean
from ..revisions import history
from ..shelf import quote
from ._judge import today
from ._output import counted


class Entry(Struct):
    """One change of the event, or of a definition that it takes from."""

    rule: str
    message: str
    path: list[str | int]
    verdict: Annotated[str, Meta(description="The worst of the three: breaking, risky or safe.")]
    verdicts: Annotated[dict[str, str], Meta(description="code, data and wire: breaking, risky or safe.")]


class Commit(Struct):
    """A commit that changed the event."""

    commit: str
    date: Annotated[str, Meta(description="When it was committed, with its offset from UTC.")]
    author: str
    subject: str
    tags: list[str]
    plan_version: Annotated[str | None, Meta(description="The plan's own version at that commit.")]
    name: Annotated[str, Meta(description="What the event was called after it.")]
    is_other: Annotated[
        bool, Meta(description="Whether its name was given up before, and means something else from here on.")
    ]
    changes: list[Entry]


class Told(Struct):
    """The life of one event."""

    version: Annotated[
        int,
        Meta(description="Of this format. It grows when a field goes or changes its meaning, not when one is added."),
    ]
    tool: Annotated[dict[str, str], Meta(description="Name and version of the command.")]
    event: Annotated[str | None, Meta(description="What the event is called now; null where it is gone.")]
    commits: Annotated[list[Commit], Meta(description="The newest first.")]
    notes: Annotated[list[str], Meta(description="Remarks: where the plan was moved, which commits cannot be read.")]


def told(event: str, plan: str | None, since: str | None, until: str | None) -> Told:
    """The life of the event that has, or had, this name.

    Raises:
        Trouble: there is no repository, no plan, not enough of its history, or no such event in it.
    """
    found = history(plan, since, until, also=beside(plan))
    timeline = Timeline(found, found.versions[::-1], Limits(), today())
    lived = life(timeline, event)
    return Told(
        version=1,
        tool={"name": "plan", "version": __version__},
        event=lived.name or None,
        commits=[_commit(moment) for moment in reversed(lived.moments)],
        notes=[*found.notes, *lived.notes],
    )


def _commit(moment: Moment) -> Commit:
    version = moment.version
    return Commit(
        commit=version.commit,
        date=version.date,
        author=version.author,
        subject=version.subject,
        tags=[*version.tags],
        plan_version=moment.number,
        name=moment.name,
        is_other=moment.is_other,
        changes=[_entry(change) for change in moment.changes],
    )


def _entry(change: Change) -> Entry:
    verdicts = change.verdicts
    return Entry(change.rule, change.message, [*change.path], verdicts.worst.word, verdicts.words())


def json(told: Told) -> str:
    return encode(told)


def text(told: Told) -> str:
    return "".join(f"{line}\n" for line in _lines(told))


def _lines(told: Told) -> Iterator[str]:
    changes = counted(sum(len(one.changes) for one in told.commits), "change")
    what = f"{changes} in {counted(len(told.commits), 'commit')}" if told.commits else "no change"
    yield f"{clean(told.event)}: {what}" if told.event else f"The event is gone: {what}"
    for one in told.commits:
        marks = "".join(f", {clean(tag)}" for tag in one.tags)
        yield ""
        yield f"{one.date[:10]}  {one.commit[:10]}  {clean(one.author)}: {clean(one.subject)}{marks}"
        if one.is_other:
            yield f"  breaking  {clean(quote(one.name))} was removed before, and its name means something else now"
        for change in one.changes:
            words = ", ".join(f"{name} {word}" for name, word in change.verdicts.items() if word != "safe")
            yield f"  {change.verdict:8}  {clean(change.message)}{f' ({words})' if words else ''}"
