"""The tables and columns that people see, under names that people read, with all that the plan says of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from typing import NamedTuple

from ...model.event import UNSENT, Event
from ...model.plan import Plan
from ...model.schema import plain
from ...trouble import Trouble
from .._exported import Told
from .._spelled import DEVICES
from .._warehouse import Column, Table, Wanted, event_views, lay_out
from .select import select

_USES = {
    "tracks": "All track calls", "pages": "Pages", "screens": "Screens", "identifies": "Identify calls", "users": "Users",
    "groups": "Groups", "events": "Events",
}  # fmt: skip
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[^\W_A-Za-z0-9]+")
_LARGE = frozenset("id ids url uri ip os utm sku api ui ios uuid html csv pdf sms vat".split())
_LONGEST = 100
_MOST_MEANINGS = 20


class Shown(NamedTuple):
    """A table as people see it."""

    table: Table
    label: str
    description: str
    category: str
    owner: str
    status: str
    hidden: bool
    """Whether it holds what is sent no more."""
    query: str = ""
    """Where it is no table of the warehouse: what to ask for instead."""


def shown(plan: Plan, choices: Wanted, tell: Told) -> tuple[Shown, ...]:
    """The tables that are, or may be, in the warehouse. Those of events that nobody has built yet are told."""
    rules = choices.warehouse.names if choices.warehouse is not None else None
    laid = lay_out(plan, choices.layout, tell, rules, context=choices.context)
    return tuple(_shown(plan, laid.tables, tell))


def queried(plan: Plan, choices: Wanted, tell: Told) -> tuple[Shown, ...]:
    """The same for tools that can ask: in the layout `events`, each event is a query on the one table.

    Raises:
        Trouble: no warehouse is named, though it says how a value is taken out of JSON.
    """
    house = choices.warehouse
    if choices.layout != "events":
        return shown(plan, choices, tell)
    if house is None:
        raise Trouble("how a value is taken out of JSON differs between warehouses: name yours with --warehouse")
    whole = lay_out(plan, choices.layout, tell, house.names, context=choices.context)
    source = choices.address(whole.tables[0].name)
    views = event_views(plan, tell, house.names)
    if any(view.use == "users" for view in views):
        tell("users", "who people are is no table where all events stand in one: see the identify calls")
    made = []
    for one in _shown(plan, views, tell):
        found = select(one.table, house, source, choices.quoted, tell)
        if found is not None:
            made.append(one._replace(table=found[0], query=found[1]))
    return (*_shown(plan, whole.tables, tell), *made)


def _shown(plan: Plan, tables: tuple[Table, ...], tell: Told) -> Iterator[Shown]:
    lives = plan.says_status
    for table in tables:
        own = table.events if table.use in ("event", "pages", "screens") else ()
        if lives and own and all(event.status in UNSENT for event in own):
            for one in own:
                tell(one.name, "is not built yet, so that it has no table: left out")
            continue
        event = table.event if table.use == "event" else None
        yield Shown(
            table=table,
            label=event.name if event is not None else _USES.get(table.use, label(table.name)),
            description=_about(table, event),
            category=(event.category or "") if event is not None else "",
            owner=(event.owner or "") if event is not None else "",
            status=event.status if event is not None and lives else "",
            hidden=bool(own) and all(one.status == "retired" for one in own),
        )


def _about(table: Table, event: Event | None) -> str:
    texts = [table.description]
    if event is not None and event.trigger:
        texts.append(f"When: {event.trigger}")
    if event is not None and event.status in ("deprecated", "retired"):
        instead = f": use {event.replaced_by} instead" if event.replaced_by else ""
        texts.append(f"{event.status.capitalize()}{instead}")
    return _sentences(texts)


def _sentences(texts: list[str]) -> str:
    """Texts one after the other, each ended by a full stop where another follows."""
    held = [" ".join(text.split()) for text in texts if text.strip()]
    return " ".join(text if text.endswith((".", "!", "?")) or text is held[-1] else f"{text}." for text in held)


def describe(column: Column) -> str:
    """What a column means: its description, what its values mean, and what to use instead of a deprecated one."""
    texts = [column.description]
    if column.meanings and len(column.meanings) <= _MOST_MEANINGS:
        texts.append("; ".join(f"{plain(value)}: {meaning.strip()}" for value, meaning in column.meanings))
    if column.deprecated:
        texts.append(f"Deprecated: {column.deprecation}" if column.deprecation else "Deprecated")
    return _sentences(texts)


def title(column: Column) -> str:
    """What a column is called for people: `Deliver To Street` for `deliver_to.street`."""
    return label(" ".join(column.path) if column.role in ("property", "trait") and column.path else column.name)


def parts(column: Column) -> str:
    """The part of a table that a column belongs to: an object that it is inside of, the context, or nothing."""
    if column.role == "context":
        return "Context"
    return label(column.path[0]) if column.role in ("property", "trait") and len(column.path) > 1 else ""


def label(name: str) -> str:
    """A name as words: `order_id` is `Order ID`, `HTTPServer` is `HTTP Server`. What has no words stays as it is."""
    words = _WORD.findall(name)
    return " ".join(word.upper() if word.lower() in _LARGE else word[0].upper() + word[1:] for word in words) or name


def stem(name: str) -> str:
    """The name of a table as that of a file, which no disk refuses and no other table's name becomes."""
    if len(name) > _LONGEST:
        return f"{name[:_LONGEST]}_{sha256(name.encode()).hexdigest()[:6]}"
    return f"{name}_table_" if name in DEVICES else name
