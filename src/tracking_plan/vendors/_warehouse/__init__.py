"""A plan as a warehouse holds it: logical tables that know of no dialect of SQL, for whoever writes DDL, dbt or a BI tool.

    from .._warehouse import lay_out

    laid = lay_out(plan, "tables", tell)            # or "events"; `tell` is a `_exported.Told`, which collects notes
    for table in laid.tables:
        for column in table.columns: ...

Two layouts are known (`LAYOUTS`). ``tables`` is what Segment loads: a table for each track event, and beside them
`tracks`, `pages`, `screens`, `identifies`, `users` and `groups` where the plan has something to put there. Names are made
as Segment makes them, nested objects become columns joined by `_`, arrays the text of their JSON. ``events`` is one table
`events` with a JSON column of properties (and one of traits); `event_views(plan, tell)` are then what each event would be as
a table of its own, each column with the path at which it stands in that JSON: for staging models and BI.

Two names never become one: both are told, and the later gets a number. A property that has the name of a column which
Segment fills itself has no column, as there; it is told too. `NameRules` (of a `Warehouse`) say how long names may be, and
which it forbids: pass ``warehouse.names`` to get names that it takes. Quoting is the business of whoever writes SQL.

`wanted(plan, options)` is which warehouse, layout and schema are meant, by options or by `x-warehouse` of the plan, and
`warehouse(name)` gives the `Warehouse` of a vendor that has a `warehouse.py`: dialect, types, what it can carry.
"""

from __future__ import annotations

from .layout import LAYOUTS, event_views, lay_out
from .logical import Column, Kind, Layout, Role, Table
from .naming import NameRules, snake
from .wanted import SAYS, Wanted, wanted
from .warehouse import Warehouse, warehouse, warehouses

__all__ = [
    "LAYOUTS",
    "SAYS",
    "Column",
    "Kind",
    "Layout",
    "NameRules",
    "Role",
    "Table",
    "Wanted",
    "Warehouse",
    "event_views",
    "lay_out",
    "snake",
    "wanted",
    "warehouse",
    "warehouses",
]
