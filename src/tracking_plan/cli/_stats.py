"""What `plan stats` says: the numbers of a plan, as a sheet and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from msgspec import Meta, Struct

from .. import __version__
from ..dictionary.statistics import Concern, Count, Coverage, Statistics, statistics
from ..model.plan import Plan
from ..reports._jsontext import encode
from ..reports._sheet import Block, Cell, Joined, Line, Styled, Table
from ..shelf import listed
from ._output import counted
from ._sheets import at


class Told(Struct):
    """The numbers of a plan."""

    version: Annotated[
        int,
        Meta(description="Of this format. It grows when a field goes or changes its meaning, not when one is added."),
    ]
    tool: Annotated[dict[str, str], Meta(description="Name and version of the command.")]
    plan: Annotated[str | None, Meta(description="The plan's name.")]
    plan_version: Annotated[str | None, Meta(description="The plan's own version.")]
    today: Annotated[str, Meta(description="The day by which dates were judged.")]
    statistics: Statistics


def told(plan: Plan, days: int) -> Told:
    return Told(
        version=1,
        tool={"name": "plan", "version": __version__},
        plan=plan.name,
        plan_version=plan.version,
        today=plan.today.isoformat(),
        statistics=statistics(plan, days),
    )


def json(told: Told) -> str:
    return encode(told)


_NOUNS = {"properties": ("property", "properties")}
_FEW = 5
_BAR = 20


def sheet(told: Told, all: bool) -> Sequence[Block]:
    found = told.statistics
    name = " ".join(part for part in (told.plan, told.plan_version) if part) or "The plan"
    counts = [counted(number, *_NOUNS.get(what, (what[:-1],))) for what, number in found.totals.items() if number]
    blocks: list[Block] = [
        Line(Joined((Styled(name, "bold"), f": {listed(counts) or 'nothing in it yet'}"))),
    ]
    for what, title in _TITLES.items():
        if rows := found.counts[what]:
            most = max(one.count for one in rows)
            blocks.append(Table(title, ("", "", ""), [_count(one, most, _NOTHING[what]) for one in rows]))
    if found.coverage:
        blocks.append(Table("Coverage", ("", "", ""), [_coverage(one) for one in found.coverage]))
    blocks += [_concern(one, all) for one in found.concerns]
    if not found.concerns and found.totals["events"]:
        blocks.append(Line(Styled("Nothing wants attention.", "green")))
    return blocks


_TITLES = {
    "status": "Events by status",
    "owner": "Events by owner",
    "source": "Events by source",
    "category": "Events by category",
    "phase": "Events by phase",
    "pii": "Properties by privacy",
}
_NOTHING = {
    "status": "(none)",
    "owner": "(nobody)",
    "source": "(no source)",
    "category": "(no category)",
    "phase": "(no phase)",
    "pii": "(not said)",
}


def _count(found: Count, most: int, nothing: str) -> Sequence[Cell]:
    bar = "#" * round(_BAR * found.count / most) if most else ""
    return found.name or Styled(nothing, "yellow"), f"{found.count:>6,}", Styled(bar, "cyan")


def _coverage(found: Coverage) -> Sequence[Cell]:
    share = int(100 * found.share)  # 99.6 % is not all of them
    style = "green" if found.have == found.of else "yellow" if share >= 50 else "red"
    return found.what, Styled(f"{share:>3} %", style), f"{found.have:,} of {found.of:,}"


def _concern(found: Concern, all: bool) -> Block:
    items = found.items if all else found.items[:_FEW]
    rows: list[Sequence[Cell]] = [
        (Styled(one.name, "bold"), one.note, Styled(at(one.file, one.line, 1).removesuffix(":1"), "dim"))
        for one in items
    ]
    if more := len(found.items) - len(items):
        rows.append((Styled(f"… and {more:,} more (--all)", "dim"), "", ""))
    return Table(f"{found.what.capitalize()}: {found.means} ({len(found.items):,})", ("", "", ""), rows)
