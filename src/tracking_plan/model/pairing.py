"""Which event of the old plan is which event of the new one: by name, else by the names that it says it had (`was`).

A plan in which two events claim one old name is wrong (`event-name-reused` says so); here nobody gets it, so that
`diff(a, b)` and `diff(b, a)` see the same pairs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from .event import Event

Pair = tuple[Event | None, Event | None]


class Named(Protocol):
    """All that is looked at of an event: the names that it had before."""

    @property
    def was(self) -> tuple[str, ...]: ...


def pairs(old: Mapping[str, Event], new: Mapping[str, Event]) -> Iterator[Pair]:
    """Every event of both plans once, with its counterpart: in the order of the new plan, then what it no longer has."""
    renamed = renames(old, new)
    before = {now: once for once, now in renamed.items()}
    for name, event in new.items():
        yield old.get(before.get(name, name)), event
    for name, event in old.items():
        if name not in new and name not in renamed:
            yield event, None


def renames(old: Mapping[str, Named], new: Mapping[str, Named]) -> dict[str, str]:
    """Old name -> new name of each event that is called otherwise now. In time linear in the names."""
    gone = {name: event for name, event in old.items() if name not in new}
    come = {name: event for name, event in new.items() if name not in old}
    if not gone or not come:
        return {}
    found = _claims(come, gone)
    found += [(once, now) for now, once in _claims(gone, come)]  # the old plan knows it: it was renamed back
    made = _unambiguous(found)
    for now in made.values():
        come.pop(now)
    for once in made:
        gone.pop(once)
    return made | _unambiguous(_shared(gone, come))


def _claims(claimers: Mapping[str, Named], claimed: Mapping[str, Named]) -> list[tuple[str, str]]:
    """Claimed name and claimer: of what a claimer names, the first that the other plan has and that nobody else claims."""
    wanted = {name: [once for once in dict.fromkeys(event.was) if once in claimed] for name, event in claimers.items()}
    often = Counter(once for names in wanted.values() for once in names)
    first = ((next((once for once in names if often[once] == 1), None), name) for name, names in wanted.items())
    return [(once, name) for once, name in first if once is not None]


def _shared(gone: Mapping[str, Named], come: Mapping[str, Named]) -> list[tuple[str, str]]:
    """Events under different names that both say that they once had a third one: a version in between is missing."""
    claims: dict[str, tuple[list[str], list[str]]] = {}
    for side, events in enumerate((gone, come)):
        for name, event in events.items():
            for once in dict.fromkeys(event.was):
                claims.setdefault(once, ([], []))[side].append(name)
    found = [(old[0], new[0]) for old, new in claims.values() if len(old) == len(new) == 1]
    return list(dict.fromkeys(found))


def _unambiguous(found: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The pairs neither side of which stands in another pair."""
    every = list(dict.fromkeys(found))
    old, new = Counter(once for once, _ in every), Counter(now for _, now in every)
    return {once: now for once, now in every if old[once] == 1 and new[now] == 1}
