"""The SQL that dbt makes of an export for warehouses that are not at hand: rendered by dbt, parsed in each dialect.

dbt renders only for the warehouse that it is connected to. So a project holds the macros and models once for each dialect,
under names of their own, each of which goes straight to what that warehouse's adapter would be given.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import sqlglot
from sqlglot import exp

from dbt_projects import as_project, dbt, exported, manifest, once
from front_door import write
from test_dbt import PLAN

ADAPTERS = {
    "bigquery": "bigquery", "snowflake": "snowflake", "redshift": "redshift",
    "databricks": "databricks", "spark": "databricks", "trino": "trino", "athena": "athena", "clickhouse": "clickhouse",
}  # fmt: skip
"""Adapter of dbt -> what sqlglot calls its SQL."""
TICKS = frozenset(("bigquery", "databricks", "spark", "clickhouse"))
"""Adapters that quote names with backticks."""
EXTRA = """\
  Odd Names:
    description: Names that need quotes
    status: live
    properties:
      order: {type: string, enum: ["it's", 'back\\slash', "two\\nlines"]}
      "a b": {type: integer, enum: [1, 2]}
      "c'd": {type: object, properties: {"e.f": {type: array, minItems: 1}, Upper: {type: boolean}}}
"""
TEXTS = {"it's", "back\\slash", "two\nlines", "{{ 7*7 }}"}


def _for(adapter: str, text: str) -> str:
    """Macros, models or properties under the adapter's own names."""
    known = {*re.findall(rf"macro ({adapter}__\w+)", "\n".join(MACROS.values()))}

    def direct(found: re.Match[str]) -> str:
        own = f"{adapter}__{found[1]}"
        return own if own in known else f"default__{found[1]}"

    text = re.sub(r"adapter\.dispatch\('(\w+)'\)", direct, text)
    if adapter in TICKS:
        text = re.sub(r"adapter\.quote\(([^()]*)\)", r"('`' ~ (\1) ~ '`')", text)
        text = re.sub(r"name: '{{ ''(\w+)'' if .*\n", lambda found: f"name: '`{found[1].lower()}`'\n", text)
        text = text.replace("quote: true", "quote: false")
    quote = "''" if text.startswith("# ") else "'"
    text = text.replace("target.type", f"{quote}{adapter}{quote}")
    return re.sub(r"\b((?:[a-z]+__)?plan_[a-z]\w*)", rf"for_{adapter}_\1", text).replace("stg_", f"{adapter}_stg_")


MACROS: dict[str, str] = {}


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Adapter -> the SQL of all models and tests."""
    return once(tmp_path_factory, "dbt_dialects", _compile)


def _compile(top: Path) -> dict[str, list[str]]:
    plan = write(top / "plan", {"plan.yaml": PLAN + EXTRA}) / "plan.yaml"
    made = exported(plan, top / "made", "events")
    MACROS.update((path.name, path.read_text("utf-8")) for path in made.glob("macros/*/*.sql"))
    models = {path.name: path.read_text("utf-8") for path in made.glob("models/*/*/*") if "exposures" not in path.name}
    folder = top / "all"
    for adapter in ADAPTERS:
        files = {f"macros/{adapter}/{name}": _for(adapter, text) for name, text in MACROS.items()}
        for name, text in models.items():
            text = text.replace("name: shop\n", f"name: shop_{adapter}\n").replace(
                'source("shop"', f'source("shop_{adapter}"'
            )
            text = text.replace("shop_events_are_planned", f"{adapter}_events_are_planned")
            files[f"models/{adapter}/{_for(adapter, name)}"] = _for(adapter, text)
        write(folder, files)
    (ended,) = dbt((as_project(folder), ["compile"]))
    assert ended.success, ended.said
    found: dict[str, list[str]] = {adapter: [] for adapter in ADAPTERS}
    for node in manifest(folder)["nodes"].values():
        found[node["original_file_path"].split("/")[1]].append(node["compiled_code"])
    return found


@pytest.mark.parametrize("adapter", ADAPTERS)
def test_all_of_it_is_sql_of_the_warehouse(compiled: dict[str, list[str]], adapter: str) -> None:
    """Each statement is one select, and the texts of the plan are literals in it."""
    assert len(compiled[adapter]) > 40
    literals = set()
    for sql in compiled[adapter]:
        plain = re.sub(r'"warehouse"\."\w+"\."(\w+)"', r"\1", sql)
        parsed = sqlglot.parse(plain, dialect=ADAPTERS[adapter], error_level=sqlglot.ErrorLevel.RAISE)
        assert [type(one) for one in parsed if one is not None] == [exp.Select], sql
        literals |= {found.this for found in parsed[0].find_all(exp.Literal) if found.is_string}
    assert literals >= TEXTS
