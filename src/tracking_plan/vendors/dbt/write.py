"""Writes a part of a dbt project: sources with tests, staging models, exposures of questions, and the macros that they need.

A table of the warehouse is one of a source, described, with its owner, status and `pii` under `config: meta:`. Tests are
made of what is required and never null (`not_null`), of enums (`accepted_values`), ranges, lengths, patterns and formats,
and the id of a message is `unique`. Each live event has a staging model: typed columns, each message once. Questions
become exposures; how often they are asked says when a table of live events is stale. Tests are on the tables of the
source; where all events are in one table with JSON (`--layout events`), on the staging models.

Events that are proposed or approved are left out, others that are not live yet, or retired, are documented and nothing
more, and what is deprecated only warns. Two names that would be one, and what has no test, are told.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from ...document import write as write_yaml
from ...model.plan import Plan
from .._exported import SCHEMA_WORDS, Exported, Keeps, Option, Told, extra_of_plan, tell_losses, words
from .._naming import Names
from .._warehouse import Table, event_views, lay_out, snake, wanted
from ._about import EXTRA, is_sent, is_there
from ._exposures import exposures
from ._macros import macros, reserved
from ._sources import source
from ._staging import Place, entry, model, sql

KEEPS = Keeps(
    words("name version description owners objectives questions x-warehouse"),
    words("description category owner status trigger type phase sources answers was expires replaced_by critical"),
    (SCHEMA_WORDS - words("additional_properties")) | words("meanings pii deprecated replaced_by sources"),
    traits=True,
)
_LONGEST = 63
"""Letters in the name of a table in Postgres, which has the fewest."""
_STAGED = ("event", "pages", "screens", "identifies", "groups")
_HEAD = "# Written by `plan export dbt`: change the plan, and export it again.\n"


OPTIONS = (
    Option("layout", "tables, one for each event (the default), or events, one table with JSON.", "NAME"),
    Option("warehouse", "Whose rules for names and words hold, such as postgres. Default: those of all.", "NAME"),
    Option("schema", "Where the tables stand: analytics, or database.analytics. Default: a variable of dbt.", "NAME"),
)


def write(plan: Plan, layout: str | None = None, warehouse: str | None = None, schema: str | None = None) -> Exported:
    """Files below a dbt project: `models/staging/<plan>/` and `macros/tracking_plan/`.

    What no option says, `x-warehouse` in the plan may say.

    Raises:
        Trouble: no layout, or no warehouse, of that name.
    """
    meant = wanted(plan, {"layout": layout, "warehouse": warehouse})
    known = meant.warehouse
    rules, words_of_sql = (None, reserved()) if known is None else (known.names, known.reserved)
    tell = Told("dbt")
    tell_losses(plan, KEEPS, EXTRA, tell)
    laid = lay_out(plan, meant.layout, tell, rules, context=False)
    name = _source_name(plan)
    folder = f"models/staging/{name}"
    tables = [table for table in laid.tables if _is_there(table, plan, tell)]
    files: dict[str, str] = {}
    models: dict[str, str] = {}
    entries, names = [], Names(tell, "", _LONGEST)
    (one, views) = (laid.tables[0], event_views(plan, tell, rules)) if meant.layout == "events" else (None, laid.tables)
    for table in _staged(views, plan):
        made = model(_model_name(name, table.name, names), table)
        place = Place(name, one.name if one is not None else table.name, one)
        files[f"{folder}/{made.name}.sql"] = sql(made, place, words_of_sql)
        entries.append(entry(made, place, plan, words_of_sql, tell))
        models.update((event.name, made.name) for event in table.events)
    asked = [*exposures(name, models, plan, tell)]
    sections = {
        "sources": [source(name, schema or ".".join(meant.schema) or None, tables, plan, words_of_sql, tell)]
        if tables
        else [],
        "models": entries,
        "exposures": asked,
    }
    written = {
        f"{folder}/_{name}__{section}.yml": f"{_HEAD}{write_yaml({'version': 2, section: held})}"
        for section, held in sections.items()
        if held
    }
    return Exported({**written, **files, **dict(macros())}, tell.notes())


def _source_name(plan: Plan) -> str:
    own = extra_of_plan(plan, EXTRA).get("source")
    made = snake(own if isinstance(own, str) else plan.name or "")
    return made if made and not made[0].isdigit() else f"plan_{made}" if made else "events"


def _model_name(source_name: str, table: str, names: Names) -> str:
    wanted = f"stg_{source_name}__{table}"
    if len(wanted) > _LONGEST:
        wanted = f"{wanted[: _LONGEST - 7].rstrip('_')}_{sha256(wanted.encode()).hexdigest()[:6]}"
    return names.take(table, wanted)


def _is_there(table: Table, plan: Plan, tell: Told) -> bool:
    """Whether the table may be in the warehouse. One whose events nobody sends yet is not."""
    if table.use == "events" or not table.events or any(is_there(event, plan) for event in table.events):
        return True
    for event in table.events:
        tell(event.name, f"is {event.status}: nothing of it is in the warehouse yet: not kept")
    return False


def _staged(tables: Iterable[Table], plan: Plan) -> list[Table]:
    """The tables, or what events would be as tables, that have a staging model."""
    return [
        table
        for table in tables
        if table.use in _STAGED and (not table.events or any(is_sent(event, plan) for event in table.events))
    ]
