"""What the commits between two sides say of the names of events: a rename of a rename, of which the plan tells only the last."""

from __future__ import annotations

from datetime import date

from ..chronicle import Timeline, told_by
from ..document import Limits
from ..model.pairing import renames
from ..model.plan import Plan
from ..revisions import Side, history
from ..trouble import Trouble


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
