"""What `plan search` says: what was found, the likeliest first, as a sheet and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from msgspec import Meta, Struct

from .. import __version__
from ..dictionary.search import Hit, search
from ..model.plan import Plan
from ..model.reference import node_at
from ..reports._jsontext import encode
from ..reports._sheet import Block, Cell, Line, Styled, Table
from ..shelf import listed, quote
from ._output import counted


class Place(Struct):
    """Where something is written. Lines and columns count from 1."""

    file: str
    line: int
    column: int


class Because(Struct):
    """A text beside name and description in which a word was found."""

    what: Annotated[str, Meta(description="Such as property, was, trigger, value or needs.")]
    text: str


class Found(Struct):
    """A thing of the plan that was found."""

    kind: Annotated[str, Meta(description="event, property, group, trait, source, owner, question or objective.")]
    name: Annotated[str, Meta(description="As `plan show` takes it.")]
    summary: Annotated[str, Meta(description="Its description, or the question.")]
    score: Annotated[float, Meta(description="How well it fits; means something only beside the others.")]
    because: list[Because]
    missing: Annotated[list[str], Meta(description="Words of the query that are not in it.")]
    at: Place


class Told(Struct):
    """What was found in a plan."""

    version: Annotated[
        int,
        Meta(description="Of this format. It grows when a field goes or changes its meaning, not when one is added."),
    ]
    tool: Annotated[dict[str, str], Meta(description="Name and version of the command.")]
    query: str
    count: Annotated[int, Meta(description="How many were found, shown or not.")]
    found: Annotated[list[Found], Meta(description="The likeliest first.")]


def told(plan: Plan, query: str, kinds: Sequence[str], limit: int) -> Told:
    hits = search(plan, query, kinds)
    return Told(
        version=1,
        tool={"name": "plan", "version": __version__},
        query=query,
        count=len(hits),
        found=[_found(plan, hit) for hit in hits[:limit]],
    )


def _found(plan: Plan, hit: Hit) -> Found:
    at = node_at(plan, hit.entry.path).at()
    because = [Because(field.what, field.text) for field in hit.because]
    place = Place(at.file, at.line, at.column)
    return Found(hit.entry.kind, hit.entry.name, hit.entry.summary, hit.score, because, list(hit.missing), place)


def json(told: Told) -> str:
    return encode(told)


def sheet(told: Told) -> Sequence[Block]:
    if not told.found:
        return (Line(f"Nothing in the plan is like {quote(told.query)}."),)
    missing = listed(quote(word) for word in told.found[0].missing)
    but = "; nothing has all the words" if missing else ""
    more = told.count - len(told.found)
    blocks: list[Block] = [
        Line(f"{counted(told.count, 'thing')} found for {quote(told.query)}{but}:"),
        Table("", ("", "", "", ""), [_row(found) for found in told.found]),
    ]
    if more:
        blocks.append(Line(Styled(f"{more:,} more; --limit {told.count} shows all.", "dim")))
    return blocks


def _row(found: Found) -> Sequence[Cell]:
    return (
        Styled(found.kind, "dim"),
        Styled(found.name.removeprefix(_SECTION.get(found.kind, "")), "bold"),
        found.summary,
        Styled(_why(found), "dim"),
    )


_SECTION = {
    "property": "properties/", "group": "property_groups/", "source": "sources/", "owner": "owners/",
    "question": "questions/", "objective": "objectives/",
}  # fmt: skip
"""What the first column says already."""
_FEW = 2


def _why(found: Found) -> str:
    """In a few words, where else it was found."""
    shown = [f"{one.what} {_short(one.text)}" for one in found.because]
    return listed(dict.fromkeys(shown), _FEW)


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
