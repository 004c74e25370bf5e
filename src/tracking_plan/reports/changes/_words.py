"""What reports of changes say alike: where a change reaches, who uses what it changes, and a record that shows it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from ...model.change import BREAKING, RISKY, SAFE, Change, Comparison
from ...model.impact import Impact
from ...shelf import listed

_MOST = 6
"""Names that are shown of many."""
_WIDEST = 300
"""Characters of a record that are shown in a line."""
_KINDS = {
    "event": ("event", "events"),
    "group": ("group", "groups"),
    "traits": ("traits of", "traits of"),
    "question": ("question", "questions"),
    "objective": ("objective", "objectives"),
    "replaced event": ("named as the replacement of", "named as the replacement of"),
}


def reach(change: Change) -> str:
    """`12 events: A, B and 10 more`, where a change stands elsewhere than in the events that it reaches."""
    if change.event is not None or not change.events:
        return ""
    what = "1 event" if len(change.events) == 1 else f"{len(change.events):,} events"
    return f"{what}: {listed(change.events, _MOST)}"


def users(impact: Impact) -> Iterator[str]:
    """Who uses a thing, kind by kind: `question invest_in_templates`, `2 examples`, `client web (out/web)`."""
    for kind in impact.kinds:
        names = [use.name for use in impact.of(kind)]
        if kind == "example":
            yield "1 example" if len(names) == 1 else f"{len(names):,} examples"
        else:
            one, many = _KINDS.get(kind, (kind, f"{kind}s"))
            yield f"{one if len(names) == 1 else many} {listed(names, _MOST)}"
    clients = [f"{client.source}{f' ({client.out})' if client.out else ''}" for client in impact.clients]
    if clients:
        yield f"{'client' if len(clients) == 1 else 'clients'} {listed(clients, _MOST)}"


def owners(impact: Impact) -> Iterator[str]:
    """Whom to tell: `growth (Growth team, growth@acme.test)`."""
    for name, how in impact.tell:
        yield f"{name} ({how})" if how else name


def record(change: Change) -> str:
    """The record that was valid and no longer is, as JSON; nothing where there is none to show."""
    shown = change.witness
    if shown is None or shown.properties is None:
        return ""
    text = msgspec.json.encode(shown.properties, order="deterministic").decode()
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}…"


def version(found: Comparison) -> str:
    """`the changes ask for a major version: 3.0.0 or later (it is 2.4.0)`; nothing where they ask for none."""
    old, new = found.versions
    if found.bump == "none" or not found.changes:
        return ""
    if found.asked is None:
        return f"the changes ask for a {found.bump} version" + ("" if old or new else "; the plan has none yet")
    stands = f"it is {new}" if new == old else f"it went from {old} to {new}"
    return f"the changes ask for a {found.bump} version: {found.asked} or later ({stands})"


def counted(found: Comparison) -> Iterator[str]:
    """`2 breaking`, `1 risky`, `5 safe`, `1 acknowledged`: those that there are."""

    for verdict in (BREAKING, RISKY, SAFE):
        if number := found.count(verdict):
            yield f"{number:,} {verdict.word}"
    if number := len(found.changes) - len(found.pending):
        yield f"{number:,} acknowledged"
