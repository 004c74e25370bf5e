"""Warehouses that run DDL for real, and tell what tables they have then: DuckDB, and PostgreSQL."""

from __future__ import annotations

from typing import Any, NamedTuple

import duckdb
import psycopg


class Col(NamedTuple):
    """What a warehouse says of a column."""

    type: str
    nullable: bool
    comment: str


class Tab(NamedTuple):
    comment: str
    columns: dict[str, Col]


Tables = dict[str, Tab]


def _tables(comments: list[Any], columns: list[Any]) -> Tables:
    made = {name: Tab(said or "", {}) for name, said in comments}
    for table, name, kind, nullable, said in columns:
        made[table].columns[name] = Col(kind, nullable in (True, "YES"), said or "")
    return made


class DuckDB:
    """A database in memory."""

    name = "duckdb"

    def __init__(self) -> None:
        self.connection = duckdb.connect()

    def run(self, sql: str) -> None:
        self.connection.execute(sql)

    def rows(self, sql: str) -> list[Any]:
        return self.connection.execute(sql).fetchall()

    def clear(self) -> None:
        self.connection.close()
        self.connection = duckdb.connect()

    def tables(self) -> Tables:
        return _tables(
            self.rows("SELECT table_name, comment FROM duckdb_tables()"),
            self.rows(
                "SELECT table_name, column_name, data_type, is_nullable, comment FROM duckdb_columns() WHERE NOT internal"
            ),
        )


class Postgres:
    """A server that is running."""

    name = "postgres"

    def __init__(self, where: str) -> None:
        self.connection = psycopg.connect(where, autocommit=True)

    def close(self) -> None:
        self.connection.close()

    def run(self, sql: str) -> None:
        self.connection.execute(sql.encode())

    def rows(self, sql: str) -> list[Any]:
        return self.connection.execute(sql.encode()).fetchall()

    def clear(self) -> None:
        self.run("DROP SCHEMA public CASCADE; CREATE SCHEMA public; DROP SCHEMA IF EXISTS analytics CASCADE")

    def tables(self) -> Tables:
        ours = "IN ('public', 'analytics')"
        oid = "format('%I.%I', table_schema, table_name)::regclass"
        return _tables(
            self.rows(
                f"SELECT table_name, obj_description({oid}) FROM information_schema.tables WHERE table_schema {ours}"
            ),
            self.rows(
                f"SELECT table_name, column_name, data_type, is_nullable, col_description({oid}, ordinal_position)"
                f" FROM information_schema.columns WHERE table_schema {ours}"
            ),
        )
