"""dbt for tests: an export as a project of its own on DuckDB, logs loaded as Segment loads them, and what dbt found.

dbt takes seconds to start, so several commands of several projects run in one process of it.
"""

from __future__ import annotations

import fcntl
import json
import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import duckdb
import psycopg
import pyarrow
import pytest

from front_door import inside, write
from tracking_plan.cli._judge import plans
from tracking_plan.document import Limits
from tracking_plan.model.plan import Plan
from tracking_plan.vendors._warehouse import Column, Table, lay_out, warehouse

T = TypeVar("T")
_PROJECT = "name: shop\nversion: 1.0.0\nprofile: shop\nflags: {send_anonymous_usage_stats: false}\n"
_PROFILE = "shop: {{target: dev, outputs: {{dev: {{type: duckdb, path: '{}', threads: 2}}}}}}\n"
_RUN = """
import contextlib, io, json, os, sys
from dbt.cli.main import dbtRunner
told = []
for folder, words in json.load(sys.stdin):
    os.chdir(folder)
    with contextlib.redirect_stdout(io.StringIO()) as said:
        ended = dbtRunner().invoke([*words, "--project-dir", folder, "--profiles-dir", folder])
    told.append([ended.success, f"{said.getvalue()}\\n{ended.exception or ''}"])
json.dump(told, sys.stdout)
"""
QUIET = ("--no-use-colors", "--show-all-deprecations", "--log-level", "warn")


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], T]) -> T:
    """What ``make`` gives for an empty folder; made by one of the processes that run the tests, and read by the others."""
    at = factory.getbasetemp()
    at = at.parent if "PYTEST_XDIST_WORKER" in os.environ else at
    made, folder = at / f"{name}.pickle", at / name
    with (at / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            made.write_bytes(pickle.dumps(make(folder)))
        found: T = pickle.loads(made.read_bytes())
        return found


class Ran(NamedTuple):
    """How one command of dbt ended, and what it said at the level of warnings."""

    success: bool
    said: str


def exported(plan: Path | str, folder: Path, layout: str) -> Path:
    """A project of its own that is the export and nothing else."""
    ended = inside("export", "dbt", plan, "--layout", layout, "--out", folder)
    assert ended.code == 0, ended.err
    return as_project(folder)


def as_project(folder: Path) -> Path:
    return write(
        folder, {"dbt_project.yml": _PROJECT, "profiles.yml": _PROFILE.format(folder.resolve() / "warehouse.duckdb")}
    )


def dbt(*commands: tuple[Path, Iterable[str]], env: Mapping[str, str] = {}) -> list[Ran]:
    """Run commands of dbt, each in a project, in one process."""
    asked = json.dumps([[str(folder.resolve()), [*QUIET, *words]] for folder, words in commands])
    done = subprocess.run(
        [sys.executable, "-c", _RUN],
        input=asked,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
        env={**os.environ, "DBT_SEND_ANONYMOUS_USAGE_STATS": "false", **env},
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return [Ran(*told) for told in json.loads(done.stdout)]


def manifest(folder: Path) -> Any:
    return json.loads((folder / "target" / "manifest.json").read_text("utf-8"))


class Test(NamedTuple):
    """A data test that ran: what it was asked of, by which macro, how it ended and how many rows failed it."""

    __test__ = False
    of: str
    column: str
    macro: str
    status: str
    failures: int


def ran_tests(folder: Path) -> list[Test]:
    """The data tests of the last run."""
    nodes = manifest(folder)
    made = []
    for result in json.loads((folder / "target" / "run_results.json").read_text("utf-8"))["results"]:
        if result["unique_id"].startswith("test."):
            node = nodes["nodes"][result["unique_id"]]
            (of,) = node["depends_on"]["nodes"]
            column = (node["column_name"] or "").strip('"')
            macro = node["test_metadata"]["name"]
            made.append(Test(of.rpartition(".")[2], column, macro, result["status"], result["failures"]))
    return made


# Loading


def the_plan(folder: Path) -> Plan:
    ((plan, _),) = plans(str(folder), Limits())
    return plan


def tables(plan: Path, layout: str, schema: str, dialect: str = "duckdb") -> str:
    """The SQL that makes the plan's tables, as `plan export ddl` writes it."""
    words = ("--warehouse", dialect, "--layout", layout, "--schema", schema, "--not-null", "keys", "--no-context")
    ended = inside("export", "ddl", plan, *words)
    assert ended.code == 0, ended.err
    return ended.out


def load(folder: Path, plan: Path, layout: str, records: list[dict[str, Any]], schema: str) -> None:
    """Load Segment's calls into the tables of a layout, as its warehouses do: a value that a column does not take is empty."""
    with duckdb.connect(str(folder / "warehouse.duckdb")) as base:
        base.execute(tables(plan, layout, schema))
        for table in lay_out(the_plan(plan), layout, context=False).tables:
            rows = [row for record in records if (row := _row(table, record, layout)) is not None]
            types = {column.name: warehouse("duckdb").types[column.kind] for column in table.columns}
            texts = pyarrow.table(
                {name: pyarrow.array([row[name] for row in rows], pyarrow.string()) for name in types}
            )
            base.register("given", texts)
            casts = ", ".join(f'try_cast("{name}" as {kind}) as "{name}"' for name, kind in types.items())
            base.execute(f'insert into "{schema}"."{table.name}" by name select {casts} from given')
            base.unregister("given")


def copy_tables(folder: Path, plan: Path, layout: str, base: psycopg.Connection[Any], schema: str) -> None:
    """The tables that were loaded into DuckDB, row by row, to a Postgres server."""
    with duckdb.connect(str(folder / "warehouse.duckdb"), read_only=True) as loaded, base.cursor() as cursor:
        cursor.execute(tables(plan, layout, schema, "postgres"))
        for table in lay_out(the_plan(plan), layout, context=False).tables:
            names = ", ".join(f'"{column.name}"' for column in table.columns)
            rows = loaded.execute(f'select {names} from shop."{table.name}"').fetchall()
            with cursor.copy(f'copy "{schema}"."{table.name}" ({names}) from stdin') as copy:
                for row in rows:
                    copy.write_row(row)


_ADDED = {
    "id": "messageId", "anonymous": "anonymousId", "user": "userId", "time": "timestamp", "original": "timestamp",
    "sent": "sentAt", "received": "receivedAt", "group": "groupId", "call": "type",
}  # fmt: skip


def _row(table: Table, record: dict[str, Any], layout: str) -> dict[str, str | None] | None:
    """The record as a row of a table; None where it is not for this table."""
    kind, name = record["type"], record.get("event") or record.get("name")
    if layout == "tables" and not _is_for(table, kind, name):
        return None
    return {column.name: _text(_value(column, record, name)) for column in table.columns}


def _is_for(table: Table, kind: str, name: Any) -> bool:
    if table.use == "event":
        assert table.event is not None
        return bool(kind == "track" and name == table.event.name)
    return {"tracks": "track", "pages": "page", "screens": "screen", "identifies": "identify"}.get(table.use) == kind


def _value(column: Column, record: dict[str, Any], name: Any) -> Any:
    if column.role in ("property", "trait"):
        return at(record.get("properties" if column.role == "property" else "traits") or {}, column.path)
    if column.role == "payload":
        return record.get(column.name) or {}
    return name if column.role in ("event", "event_text", "name") else record.get(_ADDED[column.role])


def at(value: Any, path: Iterable[str]) -> Any:
    """What stands at a path; None where there is nothing."""
    for step in path:
        value = value.get(step) if isinstance(value, dict) else None
    return value


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) or value is None else json.dumps(value)
