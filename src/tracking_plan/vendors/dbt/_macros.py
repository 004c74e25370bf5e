"""The macros that an export brings: `macros/*.sql` beside this file, and what each warehouse calls the types of values."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from .._warehouse import warehouse, warehouses

FOLDER = "macros/tracking_plan"
_ALSO = {"databricks": ("spark",), "trino": ("athena",)}
"""Warehouse -> other adapters of dbt that speak its SQL."""
_HEAD = """\
{# What the warehouse calls the types of values. Written by `plan export dbt`. #}

{% macro plan_type(kind) -%} {{ adapter.dispatch('plan_type')(kind) }} {%- endmacro %}

{% macro default__plan_type(kind) -%}
    {%- if kind == 'integer' -%} {{ dbt.type_bigint() }}
    {%- elif kind == 'number' -%} {{ dbt.type_float() }}
    {%- elif kind == 'boolean' -%} {{ dbt.type_boolean() }}
    {%- elif kind == 'timestamp' -%} {{ dbt.type_timestamp() }}
    {%- elif kind == 'date' -%} date
    {%- else -%} {{ dbt.type_string() }}
    {%- endif -%}
{%- endmacro %}
"""


def macros() -> Iterator[tuple[str, str]]:
    """File and text of each, the same for every plan: two plans in one project bring them once."""
    folder = Path(__file__).parent / "macros"
    for path in sorted(folder.glob("*.sql")):
        yield f"{FOLDER}/{path.name}", path.read_text("utf-8")
    yield f"{FOLDER}/plan_types.sql", _HEAD + "".join(_types())


def _types() -> Iterator[str]:
    for name in warehouses():
        facts = warehouse(name)
        wraps = (
            "Nullable({})" if facts.dialect == "clickhouse" else "{}"
        )  # where no value is empty unless its type says so
        said = ",\n    ".join(f"'{kind}': {json.dumps(wraps.format(word))}" for kind, word in facts.types.items())
        for adapter in (facts.dialect, *_ALSO.get(name, ())):
            yield f"\n{{% macro {adapter}__plan_type(kind) -%}} {{{{ {{\n    {said}\n}}[kind] }}}} {{%- endmacro %}}\n"


def reserved() -> frozenset[str]:
    """Names that some warehouse takes only in quotes."""
    return frozenset(word for name in warehouses() for word in warehouse(name).reserved)
