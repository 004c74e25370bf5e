{# Columns of the plan's tables. Written by `plan export dbt`. #}

{# A column whose name is a word of SQL somewhere. #}
{% macro plan_column(name) -%} {{ adapter.dispatch('plan_column')(name) }} {%- endmacro %}

{% macro default__plan_column(name) -%} {{ adapter.quote(name) }} {%- endmacro %}
{% macro snowflake__plan_column(name) -%} {{ adapter.quote(name | upper) }} {%- endmacro %}

{# The names of the columns that a table has, in small letters. Loaders add a column when a value first comes for it. #}
{% macro plan_columns_of(relation) -%}
    {%- set found = [] -%}
    {%- if execute and relation is not string -%}
        {%- for column in adapter.get_columns_in_relation(relation) -%} {%- do found.append(column.name | lower) -%} {%- endfor -%}
    {%- endif -%}
    {{ return(found) }}
{%- endmacro %}

{# Whether a table has a column; true where nobody can tell, so that the warehouse says what is wrong. #}
{% macro plan_has(found, name) -%}
    {{ return(found | length == 0 or (name | replace('"', '') | replace('`', '') | lower) in found) }}
{%- endmacro %}

{# A column of `calls` as the plan has it. One that did not come yet is empty. #}
{% macro plan_field(found, name, kind, quoted=false) -%}
    {%- if plan_has(found, name) -%}
        cast(calls.{{ plan_column(name) if quoted else name }} as {{ plan_type(kind) }})
    {%- else -%}
        cast(null as {{ plan_type(kind) }})
    {%- endif -%}
{%- endmacro %}
