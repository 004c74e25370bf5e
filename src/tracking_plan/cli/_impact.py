"""What `plan impact` says: an Impact with the files that were generated, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta, Struct

from .. import __version__
from ..document import Path, Span
from ..model.carriers import origins
from ..model.impact import Client, Impact
from ..model.plan import Plan
from ..model.reference import names_in, node_at, said
from ..reports._jsontext import encode
from ..reports._line import clean
from ..reports._line import place as shown
from ..shelf import listed
from ._generated import naming
from ._output import counted


class Place(Struct):
    """Where something is written. Lines and columns count from 1."""

    file: str
    line: int
    column: int


class Origin(Struct):
    """A definition that the thing takes from: a group's, or the dictionary's."""

    name: Annotated[str, Meta(description="As `plan impact` takes it: `properties/email`.")]
    at: Place


class Use(Struct):
    """Something that uses the thing."""

    kind: Annotated[
        str,
        Meta(
            description="event, property, group, traits, question, objective, example, replaced event or replaced property."
        ),
    ]
    name: str
    owner: Annotated[str | None, Meta(description="The key of the owner who answers for it.")]
    at: Place


class File(Struct):
    """A generated file in which the thing is named."""

    file: str
    line: Annotated[int, Meta(description="The first line that names one of the events.")]


class Generated(Struct):
    """The client of a source in which the thing stands."""

    source: str
    language: str | None
    out: Annotated[str | None, Meta(description="The folder for it, as the plan says it.")]
    events: Annotated[list[str], Meta(description="The events in it that are concerned.")]
    files: Annotated[list[File], Meta(description="Empty where nothing is generated yet.")]


class Owner(Struct):
    """An owner to tell."""

    owner: Annotated[str, Meta(description="A key of `owners`.")]
    contact: Annotated[str, Meta(description="Name and addresses; empty where the plan has none.")]


class Told(Struct):
    """Everything that uses a thing of a plan."""

    version: Annotated[
        int,
        Meta(description="Of this format. It grows when a field goes or changes its meaning, not when one is added."),
    ]
    tool: Annotated[dict[str, str], Meta(description="Name and version of the command.")]
    subject: Annotated[str, Meta(description="The thing, as `plan impact` takes it.")]
    path: Annotated[list[str | int], Meta(description="The thing's path in the plan.")]
    at: Place
    origins: Annotated[list[Origin], Meta(description="What the thing takes from, the nearest first.")]
    uses: list[Use]
    clients: list[Generated]
    tell: list[Owner]


def told(plan: Plan, path: Path, found: Impact, where: str) -> Told:
    """An impact, with what was generated of it; ``where`` is where the plan stands on disk."""
    return Told(
        version=1,
        tool={"name": "plan", "version": __version__},
        subject=found.subject,
        path=[*path],
        at=_place(node_at(plan, path).at()),
        origins=[Origin(said(one.path), _place(one.at())) for one in origins(plan, path)],
        uses=[Use(use.kind, use.name, use.owner or None, _place(use.at)) for use in found.uses],
        clients=[_generated(client, names_in(path), where) for client in found.clients],
        tell=[Owner(owner, contact) for owner, contact in found.tell],
    )


def _place(span: Span) -> Place:
    return Place(span.file, span.line, span.column)


def _generated(client: Client, names: tuple[str, ...], where: str) -> Generated:
    files = naming(client.out, where, client.events, names[-1] if names else "") if client.out else ()
    made = [File(file, line) for file, line in files]
    return Generated(client.source, client.language, client.out, [*client.events], made)


def json(told: Told) -> str:
    return encode(told)


def text(told: Told) -> str:
    """For people: what it is, who uses it, what was generated of it, and whom to tell."""
    return "".join(f"{line}\n" for line in _lines(told))


def _lines(told: Told) -> Iterator[str]:
    yield f"{_at(told.at)}: {clean(told.subject)}"
    for origin in told.origins:
        yield f"  taken from {clean(origin.name)} at {_at(origin.at)}"
    yield ""
    if not told.uses:
        yield "Nothing in the plan uses it."
    else:
        kinds = dict.fromkeys(use.kind for use in told.uses)
        counts = (counted(sum(use.kind == kind for use in told.uses), *_NOUNS.get(kind, (kind,))) for kind in kinds)
        yield f"Used by {listed(counts)}:"
        yield from _table([(use.kind, clean(use.name), _at(use.at), clean(use.owner or "")) for use in told.uses])
    if told.clients:
        yield ""
        yield "Generated clients:"
        yield from _table([row for client in told.clients for row in _rows(client)])
    if told.tell:
        yield ""
        yield "Tell:"
        yield from _table(
            [(clean(one.owner), clean(one.contact) or "(not among the plan's owners)") for one in told.tell]
        )


_NOUNS = {"property": ("property", "properties"), "traits": ("trait",)}


def _rows(client: Generated) -> Iterator[tuple[str, ...]]:
    name, language = clean(client.source), clean(client.language or "")
    for file in client.files:
        yield name, language, f"{clean(file.file)}:{file.line}"
    if not client.files:
        yield name, language, f"{clean(client.out)} (nothing there names it)" if client.out else "(no `out` folder)"


def _at(at: Place) -> str:
    return shown(Span(at.file, at.line, at.column, at.line, at.column))


def _table(rows: list[tuple[str, ...]]) -> Iterator[str]:
    """Rows in columns, each as wide as what stands in it; nothing trails."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
