"""A table as a data source of Tableau: the elements of a `.tds`, in the order in which Tableau's schema for workbooks has them.

The order, names and values are those of `DataSource-CT` in github.com/tableau/tableau-document-schemas (2024.1).
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from .._bi import Shown, describe, parts, title
from .._warehouse import Column, Kind, Wanted

_HEAD = "<?xml version='1.0' encoding='utf-8' ?>\n"
_VERSION = "18.1"
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_CLASSES = {
    "bigquery": "bigquery",
    "databricks": "databricks",
    "postgres": "postgres",
    "redshift": "redshift",
    "snowflake": "snowflake",
}
"""What Tableau calls its connectors; warehouses that it has none of its own for go by ODBC."""
_TYPES: dict[Kind, str] = {
    "text": "string", "integer": "integer", "number": "real", "boolean": "boolean", "timestamp": "datetime", "date": "date",
    "json_text": "string", "json": "string",
}  # fmt: skip
_FOR_MACHINES = frozenset(("event", "original", "sent", "call"))
_CONNECTION = "warehouse"


def source(one: Shown, choices: Wanted) -> str:
    """The text of a data source, with no address and no secret in it: Tableau asks for those."""
    table = one.table
    root = Element("datasource", {"caption": _plain(one.label), "formatted-name": f"federated.{table.name}"})
    root.attrib |= {"inline": "true", "version": _VERSION}
    _connect(root, one, choices)
    SubElement(root, "aliases", {"enabled": "yes"})
    captions: set[str] = set()
    for column in table.columns:
        _column(root, column, choices, captions)
    _folders(root, one, choices)
    layout = {"dim-ordering": "ordinal", "measure-ordering": "ordinal", "show-structure": "true"}
    SubElement(root, "layout", layout)
    indent(root)
    return _HEAD + tostring(root, encoding="unicode") + "\n"


def _connect(root: Element, one: Shown, choices: Wanted) -> None:
    table = one.table
    outer = SubElement(root, "connection", {"class": "federated"})
    named = SubElement(
        SubElement(outer, "named-connections"), "named-connection", {"caption": "Warehouse", "name": _CONNECTION}
    )
    dialect = choices.warehouse.dialect if choices.warehouse is not None else ""
    about = {"class": _CLASSES.get(dialect, "genericodbc"), "server": ""}
    steps = [_called(step, choices) for step in choices.schema]
    if len(steps) == 2:
        about["dbname"] = steps[0]
    if steps:
        about["schema"] = steps[-1]
    SubElement(named, "connection", about)
    name = _called(table.name, choices)
    if one.query:
        SubElement(outer, "relation", {"connection": _CONNECTION, "name": name, "type": "text"}).text = one.query
    else:
        address = ".".join(f"[{step}]" for step in (*steps[-1:], name))
        SubElement(outer, "relation", {"connection": _CONNECTION, "name": name, "table": address, "type": "table"})
    records = SubElement(outer, "metadata-records")
    for ordinal, column in enumerate(table.columns, 1):
        record = SubElement(records, "metadata-record", {"class": "column"})
        said = {
            "remote-name": _called(column.name, choices),
            "local-name": _field(column, choices),
            "parent-name": f"[{name}]",
            "remote-alias": _called(column.name, choices),
            "ordinal": str(ordinal),
            "local-type": _TYPES[column.kind],
            "aggregation": "Sum"
            if _is_measure(column)
            else "Year"
            if column.kind in ("timestamp", "date")
            else "Count",
            "contains-null": "true" if column.nullable else "false",
        }
        for word, text in said.items():
            SubElement(record, word).text = text


def _column(root: Element, column: Column, choices: Wanted, captions: set[str]) -> None:
    measure = _is_measure(column)
    kind = (
        "quantitative"
        if measure
        else "ordinal"
        if column.kind in ("timestamp", "date", "integer", "number")
        else "nominal"
    )
    caption = _plain(title(column))
    caption = caption if caption.casefold() not in captions else f"{caption} ({column.name})"
    captions.add(caption.casefold())
    made = {"caption": caption, "datatype": _TYPES[column.kind]}
    if column.pii == "sensitive" or column.deprecated or column.role in _FOR_MACHINES:
        made["hidden"] = "true"
    made |= {"name": _field(column, choices), "role": "measure" if measure else "dimension", "type": kind}
    element = SubElement(root, "column", made)
    said = describe(column)
    if column.pii not in (None, "none"):
        said = f"{said}{' ' if said.endswith('.') else '. ' if said else ''}Personal data: {column.pii}"
    if said:
        SubElement(SubElement(SubElement(element, "desc"), "formatted-text"), "run").text = _plain(said)


def _folders(root: Element, one: Shown, choices: Wanted) -> None:
    """A folder for the context, and one for each object whose inner properties are columns."""
    held: dict[str, list[Column]] = {}
    for column in one.table.columns:
        if part := parts(column):
            held.setdefault(part, []).append(column)
    if held:
        folders = SubElement(root, "folders-common")
        for part, columns in held.items():
            folder = SubElement(folders, "folder", {"name": _plain(part)})
            for column in columns:
                SubElement(folder, "folder-item", {"name": _field(column, choices), "type": "field"})


def _is_measure(column: Column) -> bool:
    """A number that is added up: one of a closed set, or an id, is none."""
    if column.kind not in ("integer", "number") or column.enum is not None:
        return False
    return column.name != "id" and not column.name.endswith("_id")


def _called(name: str, choices: Wanted) -> str:
    """A name as the warehouse has it: in capitals where it makes them so."""
    return name.upper() if choices.warehouse is not None and choices.warehouse.folds == "upper" else name


def _field(column: Column, choices: Wanted) -> str:
    return f"[{_called(column.name, choices)}]"


def _plain(text: str) -> str:
    """Text in one line, without what XML cannot hold."""
    return " ".join(_NO_XML.sub("\ufffd", text).split())
