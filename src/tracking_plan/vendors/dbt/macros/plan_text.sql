{# Values as literals of SQL: whatever stands in them, they stay values. Written by `plan export dbt`. #}

{% macro plan_literal(value) -%}
    {%- if value is none -%} null
    {%- elif value is boolean -%} {{ 'true' if value else 'false' }}
    {%- elif value is number -%} {{ value }}
    {%- else -%} {{ plan_text(value) }}
    {%- endif -%}
{%- endmacro %}

{% macro plan_literals(values) -%}
    {%- for value in values -%} {{ plan_literal(value) }}{{ ', ' if not loop.last }} {%- endfor -%}
{%- endmacro %}

{% macro plan_text(value) -%} {{ adapter.dispatch('plan_text')(value | string) }} {%- endmacro %}

{% macro default__plan_text(value) -%} '{{ value | replace("'", "''") }}' {%- endmacro %}

{# Here a backslash begins an escape, and two quotes are still one. #}
{% macro snowflake__plan_text(value) -%} '{{ value | replace("\\", "\\\\") | replace("'", "''") }}' {%- endmacro %}
{% macro redshift__plan_text(value) -%} {{ snowflake__plan_text(value) }} {%- endmacro %}
{% macro clickhouse__plan_text(value) -%} {{ snowflake__plan_text(value) }} {%- endmacro %}

{# Here two quotes are none, and a text ends with its line. #}
{% macro bigquery__plan_text(value) -%}
    '{{ value | replace("\\", "\\\\") | replace("'", "\\'") | replace("\n", "\\n") | replace("\r", "\\r") }}'
{%- endmacro %}
{% macro databricks__plan_text(value) -%} {{ bigquery__plan_text(value) }} {%- endmacro %}
{% macro spark__plan_text(value) -%} {{ bigquery__plan_text(value) }} {%- endmacro %}
