"""What the rules about letter case share: fixes that rename, and whether a name may be sent already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..finding import Fix
from ..model import mending
from ..model.carriers import carriers
from ..model.event import UNSENT, Event
from ..model.plan import Plan
from ..model.property import Property
from ..model.reference import settled
from ..model.renaming import Edit, renaming
from ..shelf import quote

_GOING = frozenset(("deprecated", "retired"))


def is_unsent(event: Event) -> bool:
    """Whether an event says that nothing sends it yet. One that says nothing may be sent for years."""
    return event.status in UNSENT and event.says("status")


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

    Properties remember no old names, so what is sent already is not to be renamed in passing. What no event carries may
    be there for plans that build on this one.
    """
    holders = {holder for found in places for holder in _holders(found, plan)}
    events = [plan.events[name] for section, name in holders if section == "events"]
    if not all(map(is_unsent, events)) or any(section == "traits" for section, _ in holders):
        return None

    def changes() -> list[Edit]:
        return [edit for found in places for edit in renaming(plan, found.path, better)]

    title = f"Rename it to {quote(better)} wherever it is named"
    return mending.changing(title, changes, safe=bool(events))


def _holders(found: Property, plan: Plan) -> Iterator[tuple[str, str]]:
    """Section and name of what carries a property, its own holder first."""
    path = settled(found.path)
    yield str(path[0]), str(path[1])
    for carrier in carriers(plan, path):
        yield carrier.section, carrier.holder
