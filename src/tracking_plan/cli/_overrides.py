"""What `plan show --overrides` says: all that a plan says over what it has from the plans that it builds on."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from .. import __version__
from ..model.inherited import called, lineage
from ..model.overrides import Override, overrides, spelled
from ..model.plan import Plan
from ..reports._jsontext import encode
from ..reports._sheet import Block, Line, Styled, Table
from ._output import counted, deliver
from ._pages import Overridden, Place
from ._sheets import at, plan_at
from ._sheets import show as put


class Over(Struct, frozen=True):
    """One thing: where it stands here and there, and each key with what it is there and here."""

    name: str
    """As `plan show` takes it: `properties/email`; `taxonomy` and `rules/…` too."""
    plan: str
    """The plan that it comes from."""
    here: Place
    there: Place
    keys: list[Overridden]


class Overrides(Struct, frozen=True):
    """What `plan show --overrides --json` prints."""

    version: int
    tool: dict[str, str]
    builds_on: list[str]
    overrides: list[Over]


def show(target: str | None, *, json: bool, output: str | None) -> int:
    """List them; 0.

    Raises:
        Trouble: the plan cannot be read.
    """
    plan = plan_at(target)
    found = told(plan)
    if json:
        deliver(encode(found), output)
    else:
        put(_blocks(found), output)
    return 0


def told(plan: Plan) -> Overrides:
    """All that a plan says over what it has from others."""
    bases = [called(base) for base in lineage(plan)]
    return Overrides(1, {"name": "plan", "version": __version__}, bases, [_over(one) for one in overrides(plan)])


def _over(one: Override) -> Over:
    name = f"{one.section}/{one.name}" if one.name else one.section
    keys = [Overridden(*said) for said in one.said]
    return Over(name, called(one.plan), _place(one.node, one.section), _place(one.base, one.section), keys)


def _place(node: Any, section: str) -> Place:
    span = node.raw.at(node.rule, path=("rules",)) if section == "rules" else node.at()
    return Place(span.file, span.line, span.column)


def _blocks(found: Overrides) -> list[Block]:
    if not found.builds_on:
        return [Line("The plan builds on no other.")]
    if not found.overrides:
        return [Line(f"It says nothing over what it has from {', '.join(found.builds_on)}.")]
    rows = []
    for one in found.overrides:
        said = "; ".join(spelled(each.key, each.before, each.after) for each in one.keys)
        here, there = (Styled(at(place.file, place.line), "dim") for place in (one.here, one.there))
        rows.append((Styled(one.name, "bold"), said, one.plan, here, there))
    head = ("name", "here", "over", "stands here", "and there")
    return [Line(f"It says {counted(len(rows), 'thing')} over what it has from others:"), Table("", head, rows)]
