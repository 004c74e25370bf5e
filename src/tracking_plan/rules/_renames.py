"""What the rules about letter case share: fixes that rename, and whether a name may be sent already."""

from __future__ import annotations

from collections.abc import Sequence

from ..finding import Fix
from ..model import mending
from ..model.carriers import carriers
from ..model.event import Event
from ..model.plan import Plan
from ..model.property import Property
from ..model.reference import settled
from ..model.renaming import Edit, renaming
from ..shelf import quote

_UNSENT = frozenset(("proposed", "approved"))
_GOING = frozenset(("deprecated", "retired"))


def is_unsent(event: Event) -> bool:
    """Whether an event says that nothing sends it yet. One that says nothing may be sent for years."""
    return event.status in _UNSENT and event.says("status")


def renaming_event(event: Event, better: str, plan: Plan) -> Fix | None:
    """Rename an event in its definition and wherever it is named.

    That is safe where nothing sends it yet, and only case and joints change; else it is remembered under `was`, by which
    its records are known. One that is on its way out keeps its name.
    """
    if not better or event.status in _GOING:
        return None
    if is_unsent(event) and _letters(event.name) == _letters(better):
        return mending.changing(
            f"Rename it to {quote(better)} wherever it is named",
            lambda: renaming(plan, event.path, better, keep=False),
        )
    title = f"Rename it to {quote(better)} wherever it is named, and remember {quote(event.name)} under `was`"
    return mending.changing(title, lambda: renaming(plan, event.path, better), safe=False)


def _letters(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def renaming_property(places: Sequence[Property], better: str, plan: Plan) -> Fix | None:
    """Rename a property in all its definitions and wherever it is named, where nothing sends it yet; else nothing.

    Properties remember no old names, so what is sent already is not to be renamed in passing.
    """

    def changes() -> list[Edit]:
        if not all(_all_unsent(found, plan) for found in places):
            return []
        return [edit for found in places for edit in renaming(plan, found.path, better)]

    return mending.changing(f"Rename it to {quote(better)} wherever it is named", changes)


def _all_unsent(found: Property, plan: Plan) -> bool:
    """Whether every event that carries a property says that nothing sends it; traits may be sent already."""
    path = settled(found.path)
    holders = [(str(path[0]), str(path[1])), *((one.section, one.holder) for one in carriers(plan, path))]
    events = [plan.events[name] for section, name in holders if section == "events"]
    return not any(section == "traits" for section, _ in holders) and all(map(is_unsent, events))
