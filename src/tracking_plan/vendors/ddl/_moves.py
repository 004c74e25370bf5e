"""Which table or column of before is which of now, and in what order names change so that none is ever taken twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ...model.pairing import pairs
from ...model.plan import Plan
from .._warehouse import Column, Layout, Table


class Tables(NamedTuple):
    """All tables of two layouts: those of both, with what they were; those that are new; and those that went away."""

    both: list[tuple[Table, Table]]
    new: list[Table]
    gone: list[Table]


class Columns(NamedTuple):
    both: list[tuple[Column, Column]]
    new: list[Column]
    gone: list[Column]


def tables(before: Plan, plan: Plan, old: Layout, new: Layout) -> Tables:
    """Events are followed through their names and `was`; of the tables that all events share there is one each."""
    now = {once.name: event.name for once, event in pairs(before.events, plan.events) if once and event}
    shared: dict[str, Table] = {table.use: table for table in old.tables if table.use != "event"}
    own = {table.event.name: table for table in old.tables if table.use == "event" and table.event is not None}
    known = {now[name]: table for name, table in own.items() if name in now}
    made = Tables([], [], [table for name, table in own.items() if name not in now])
    for table in new.tables:
        event = table.event if table.use == "event" else None
        was = known.pop(event.name, None) if event is not None else shared.pop(table.use, None)
        if was is None:
            made.new.append(table)
        else:
            made.both.append((was, table))
    made.gone.extend((*shared.values(), *known.values()))
    return made


def columns(old: Table, new: Table) -> Columns:
    """Columns are the same where they stand for the same property, else where they have the same name."""
    known = {_place(column): column for column in old.columns}
    found = {column.name: known.pop(_place(column), None) for column in new.columns}
    by_name = {column.name: column for column in known.values()}
    for column in new.columns:
        if found[column.name] is None:
            found[column.name] = by_name.pop(column.name, None)
    both = [(was, column) for column in new.columns if (was := found[column.name]) is not None]
    return Columns(both, [column for column in new.columns if found[column.name] is None], [*by_name.values()])


def _place(column: Column) -> tuple[object, ...]:
    if column.role in ("property", "trait"):
        return (column.role, *column.path)
    return (column.role, column.name)


def renames(wanted: Mapping[str, str], longest: int) -> Iterator[tuple[str, str]]:
    """Old and new names, in an order in which each new name is free by then; where they go in a circle, through a third.

    ``wanted`` has every name that is there, those too that stay.
    """
    left = {old: new for old, new in wanted.items() if old != new}
    taken = {*wanted}
    while left:
        free = [(old, new) for old, new in left.items() if new not in taken]
        if free:
            old, new = free[0]
            del left[old]
        else:
            old = next(iter(left))
            new = spare(old, "moving", {*taken, *wanted.values()}, longest)
            left[new] = left.pop(old)
        taken.discard(old)
        taken.add(new)
        yield old, new


def spare(name: str, ending: str, taken: set[str], longest: int) -> str:
    """A name that nothing has: `size_before`."""
    number = 1
    while True:
        end = f"_{ending}" if number == 1 else f"_{ending}_{number}"
        made = f"{name[: longest - len(end)]}{end}"
        if made not in taken:
            return made
        number += 1
