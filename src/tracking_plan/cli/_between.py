"""What git knows of the names of events and two plans do not: renames on the way between them, and names given up before."""

from __future__ import annotations

from datetime import date

from msgspec import structs

from ..chronicle import Timeline, is_other, last_known, told_by
from ..document import Limits
from ..model.pairing import renames
from ..model.plan import Plan
from ..revisions import Side, history
from ..shelf import quote
from ..trouble import Trouble
from ._output import say


def with_names_between(sides: tuple[Side, Side], plan: str | None, before: Plan, after: Plan, today: date) -> Plan:
    """The later plan, with the names that events had on the way from the earlier one; as it is where git knows no way.

    Commits are read only where an event is gone and another is new, and neither says what became of it.
    """
    told = renames(before.events, after.events)
    gone = {*before.events} - {*after.events} - {*told}
    come = {*after.events} - {*before.events} - {*told.values()}
    if not (gone and come and sides[0].commit):
        return after
    try:
        between = history(plan, sides[0].commit, sides[1].commit or None, main_line=True)
        steps = Timeline(between, between.versions[::-1], Limits(), today).steps()
        return told_by(steps, before, after)
    except Trouble:  # a folder, or a plan that no commit has: then there is no way between the two
        return after


def with_names_given_up(sides: tuple[Side, Side], plan: str | None, before: Plan, after: Plan, today: date) -> Plan:
    """The earlier plan, with events that were removed before it and come back with another meaning: as retired ones.

    Their names are reserved, as those of retired events are. The past is looked into only where an event is new.
    """
    renamed = {*renames(before.events, after.events).values()}
    come = [name for name in after.events if name not in before.events and name not in renamed]
    if not (come and sides[0].commit):
        return before
    try:
        past = last_known(history(plan, until=sides[0].commit, main_line=True), come, Limits(), today)
    except Trouble:  # no plan there yet, or a clone that lacks the past
        return before
    again = {
        name: structs.replace(event, status="retired")
        for name, event in past.items()
        if is_other(event, after.events[name])
    }
    for name in again:
        say(f"{quote(name)} was in the plan once and was removed; its name counts as that of a retired event")
    return structs.replace(before, events={**before.events, **again}) if again else before
