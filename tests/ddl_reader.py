"""Reads DDL as a warehouse would: sqlglot takes each statement apart, and what is left are tables with their columns."""

from __future__ import annotations

from typing import Any

import sqlglot
from sqlglot import exp
from sqlglot.tokens import TokenType

from warehouses import Col, Tab, Tables

UNKNOWN = {
    "bigquery": [("ALTER", "TABLE", "", "ALTER", "COLUMN", "", "SET", "OPTIONS", "(", "description", "=", "", ")")],
    "clickhouse": [("RENAME", "TABLE", "", "TO", "")],
}
"""Statements of which sqlglot has no tree, token by token; an empty word is a name or a text."""


def run(sql: str, dialect: str, tables: Tables | None = None) -> Tables:
    """The tables after all statements. A statement that is not known, or does what cannot be done, is an AssertionError."""
    made: Tables = {} if tables is None else {name: Tab(tab.comment, {**tab.columns}) for name, tab in tables.items()}
    for tree in sqlglot.parse(sql, read=dialect):
        if tree is not None and not isinstance(tree, exp.Semicolon):  # which is a remark alone
            _apply(tree, dialect, made)
    return made


def _apply(tree: Any, dialect: str, tables: Tables) -> None:
    if isinstance(tree, exp.Command):
        _unknown(tree, dialect, tables)
        return
    assert not tree.find(exp.Command), tree
    if isinstance(tree, exp.Create):
        _create(tree, dialect, tables)
    elif isinstance(tree, exp.Comment):
        _comment(tree, tables)
    elif isinstance(tree, exp.Drop):
        del tables[_name(tree.this or tree.args["tables"][0])]
    elif isinstance(tree, exp.Alter):
        for action in tree.args["actions"]:
            _alter(_name(tree.this), action, dialect, tables)
    elif isinstance(tree, exp.Update):
        table = tables[_name(tree.this)]
        assert all(_name(column) in table.columns for column in tree.find_all(exp.Column)), tree.sql(dialect)
    else:
        raise AssertionError(f"{type(tree)} {tree.sql(dialect)}")


def _name(tree: Any) -> str:
    """A table's name as the warehouse keeps it: Snowflake in capitals where it was not quoted, which we undo."""
    found: Any = tree.this if isinstance(tree, (exp.Table, exp.Column)) else tree
    assert isinstance(found, exp.Identifier), repr(tree)
    name: str = found.this
    return name.lower() if found.args.get("quoted") and name.isupper() else name


def _create(tree: Any, dialect: str, tables: Tables) -> None:
    if tree.args["kind"] in ("SCHEMA", "DATABASE"):
        return
    assert tree.args["kind"] == "TABLE"
    name = _name(tree.this.this)
    assert name not in tables, f"{name} is there already"
    properties = tree.args.get("properties")
    said = [_described(found) for found in (properties.expressions if properties else ())]
    tables[name] = Tab(next(filter(None, said), ""), {})
    for column in tree.this.expressions:
        _add(name, column, dialect, tables)


def _described(found: Any) -> str:
    if isinstance(found, exp.SchemaCommentProperty) or (
        isinstance(found, exp.Property) and found.name == "description"
    ):
        text: str = (found.args.get("value") or found.this).this
        return text
    return ""


def _add(table: str, column: Any, dialect: str, tables: Tables) -> None:
    assert isinstance(column, exp.ColumnDef)
    kinds = [found.kind for found in column.args.get("constraints") or ()]
    said = ""
    for found in kinds:
        if isinstance(found, exp.CommentColumnConstraint):
            said = found.this.this
        elif isinstance(found, exp.Properties):
            said = _described(found.expressions[0])
    columns = tables[table].columns
    name = _name(column.this)
    assert name not in columns, f"{table}.{name} is there already"
    kind, may_be_null = _type(column.args["kind"], dialect)
    columns[name] = Col(
        kind, may_be_null and not any(isinstance(found, exp.NotNullColumnConstraint) for found in kinds), said
    )


def _type(kind: Any, dialect: str) -> tuple[str, bool]:
    said: str = kind.sql(dialect)
    if dialect != "clickhouse":
        return said, True
    return said.removeprefix("Nullable(").removesuffix(")" if said.startswith("Nullable(") else ""), "Nullable(" in said


def _comment(tree: Any, tables: Tables) -> None:
    said = tree.expression.this
    if tree.args["kind"] == "TABLE":
        _describe(tables, _name(tree.this), said)
    else:
        _change(tables, _name(tree.this.args["table"]), _name(tree.this), comment=said)


def _describe(tables: Tables, name: str, said: str) -> None:
    tables[name] = tables[name]._replace(comment=said)


def _change(tables: Tables, table: str, name: str, **values: Any) -> None:
    tables[table].columns[name] = tables[table].columns[name]._replace(**values)


def _alter(table: str, action: Any, dialect: str, tables: Tables) -> None:
    columns = tables[table].columns
    if isinstance(action, exp.AlterRename):
        new = _name(action.this)
        assert new not in tables, f"{new} is there already"
        tables[new] = tables.pop(table)
    elif isinstance(action, exp.RenameColumn):
        new = _name(action.args["to"])
        assert new not in columns, f"{table}.{new} is there already"
        columns[new] = columns.pop(_name(action.this))
    elif isinstance(action, exp.ColumnDef):
        _add(table, action, dialect, tables)
        assert columns[_name(action.this)].nullable, "rows that are there have nothing in it"
    elif isinstance(action, exp.Drop):
        dropped = action.this or action.args["tables"][0]
        del columns[_name(dropped)]
    elif isinstance(action, exp.AlterColumn):
        _alter_column(table, action, dialect, tables)
    elif isinstance(action, exp.AlterSet):
        _describe(tables, table, _described(action.expressions[0].expressions[0]))
    elif isinstance(action, exp.AlterModifySqlSecurity):
        _describe(tables, table, _described(action.expressions[0]))
    else:
        raise AssertionError(f"{type(action)} {action.sql(dialect)}")


def _alter_column(table: str, action: Any, dialect: str, tables: Tables) -> None:
    name = _name(action.this)
    assert name in tables[table].columns, f"{table}.{name} is not there"
    if action.args.get("comment") is not None:
        _change(tables, table, name, comment=action.args["comment"].this)
    elif action.args.get("dtype") is not None:
        kind, may_be_null = _type(action.args["dtype"], dialect)
        _change(tables, table, name, type=kind)
        if dialect == "clickhouse":
            _change(tables, table, name, nullable=may_be_null)
    else:
        assert action.args.get("allow_null") is not None, action.sql(dialect)
        _change(tables, table, name, nullable=bool(action.args["allow_null"]))


def _unknown(tree: Any, dialect: str, tables: Tables) -> None:
    """One of the few statements that sqlglot only passes on: held against its form, token by token."""
    rest = tree.args["expression"]
    words = [str(tree.this), *_joined(sqlglot.tokenize(rest if isinstance(rest, str) else rest.this, read=dialect))]
    for form in UNKNOWN.get(dialect, ()):
        if len(words) == len(form) and all(want in ("", word) for want, word in zip(form, words, strict=True)):
            found = [word for want, word in zip(form, words, strict=True) if not want]
            if dialect == "bigquery":
                _change(tables, found[0], found[1], comment=found[2])
            else:
                assert found[1] not in tables
                tables[found[1]] = tables.pop(found[0])
            return
    raise AssertionError(tree.sql(dialect))


def _joined(tokens: list[Any]) -> list[str]:
    """Words of a statement; of a name with its schema the last part."""
    words: list[str] = []
    dotted = False
    for token in tokens:
        if token.token_type == TokenType.DOT:
            dotted = True
            continue
        if dotted:
            words.pop()
        dotted = False
        words.append(token.text)
    return words
