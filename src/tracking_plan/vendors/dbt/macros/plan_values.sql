{# Values of JSON as the plan's types, and what is asked of values. Written by `plan export dbt`. #}

{# Text of JSON as a value of a type; null where it is none. #}
{% macro plan_try(said, kind) -%}
    {%- if kind in ('text', 'json_text', 'json') -%} {{ said }}
    {%- elif kind == 'integer' -%} {{ adapter.dispatch('plan_try_integer')(said) }}
    {%- else -%} {{ adapter.dispatch('plan_try')(said, kind) }}
    {%- endif -%}
{%- endmacro %}

{% macro default__plan_try(said, kind) -%} try_cast({{ said }} as {{ plan_type(kind) }}) {%- endmacro %}
{% macro bigquery__plan_try(said, kind) -%} safe_cast({{ said }} as {{ plan_type(kind) }}) {%- endmacro %}
{% macro clickhouse__plan_try(said, kind) -%}
    {%- if kind == 'timestamp' -%} parseDateTime64BestEffortOrNull({{ said }}, 3, 'UTC')
    {%- else -%} accurateCastOrNull({{ said }}, '{{ {"number": "Float64", "boolean": "Bool", "date": "Date32"}[kind] }}')
    {%- endif -%}
{%- endmacro %}
{% macro postgres__plan_try(said, kind) -%}
    case when pg_input_is_valid({{ said }}, {{ plan_text(plan_type(kind)) }}) then cast({{ said }} as {{ plan_type(kind) }}) end
{%- endmacro %}

{# 5.0 is a whole number, and 5.6 is none. #}
{% macro default__plan_try_integer(said) -%}
    case
        when {{ default__plan_try(said, 'integer') }} = {{ default__plan_try(said, 'number') }} then {{ default__plan_try(said, 'integer') }}
        when mod({{ default__plan_try(said, 'number') }}, 1) = 0 then cast({{ default__plan_try(said, 'number') }} as {{ plan_type('integer') }})
    end
{%- endmacro %}
{% macro bigquery__plan_try_integer(said) -%}
    coalesce({{ bigquery__plan_try(said, 'integer') }}, case when trunc({{ bigquery__plan_try(said, 'number') }}) = {{ bigquery__plan_try(said, 'number') }} then safe_cast({{ bigquery__plan_try(said, 'number') }} as {{ plan_type('integer') }}) end)
{%- endmacro %}
{% macro clickhouse__plan_try_integer(said) -%}
    accurateCastOrNull(accurateCastOrNull({{ said }}, 'Float64'), 'Int64')
{%- endmacro %}
{% macro postgres__plan_try_integer(said) -%}
    case when pg_input_is_valid({{ said }}, 'numeric') and not pg_input_is_valid({{ said }}, 'bigint')
        then case when cast({{ said }} as numeric) % 1 = 0 and abs(cast({{ said }} as numeric)) < 9e18 then cast(cast({{ said }} as numeric) as bigint) end
        else {{ postgres__plan_try(said, 'integer') }}
    end
{%- endmacro %}

{% macro plan_from_json(column, path, kind) -%}
    {{ plan_try(plan_json_text(column, path), kind) }}
{%- endmacro %}

{# Whether a text matches a pattern, anywhere in it. #}
{% macro plan_matches(said, pattern) -%} {{ adapter.dispatch('plan_matches')(said, plan_text(pattern)) }} {%- endmacro %}

{% macro default__plan_matches(said, pattern) -%} regexp_like({{ said }}, {{ pattern }}) {%- endmacro %}
{% macro duckdb__plan_matches(said, pattern) -%} regexp_matches({{ said }}, {{ pattern }}) {%- endmacro %}
{% macro postgres__plan_matches(said, pattern) -%} ({{ said }} ~ {{ pattern }}) {%- endmacro %}
{% macro redshift__plan_matches(said, pattern) -%} (regexp_instr({{ said }}, {{ pattern }}, 1, 1, 0, 'p') > 0) {%- endmacro %}
{% macro snowflake__plan_matches(said, pattern) -%} (regexp_instr({{ said }}, {{ pattern }}) > 0) {%- endmacro %}
{% macro bigquery__plan_matches(said, pattern) -%} regexp_contains({{ said }}, {{ pattern }}) {%- endmacro %}
{% macro clickhouse__plan_matches(said, pattern) -%} match({{ said }}, {{ pattern }}) {%- endmacro %}

{# How many characters a text has. #}
{% macro plan_length(said) -%} {{ adapter.dispatch('plan_length')(said) }} {%- endmacro %}

{% macro default__plan_length(said) -%} length({{ said }}) {%- endmacro %}
{% macro clickhouse__plan_length(said) -%} lengthUTF8({{ said }}) {%- endmacro %}

{# How many items the text of an array has; null where it is none. #}
{% macro plan_items(said) -%} {{ adapter.dispatch('plan_items')(said) }} {%- endmacro %}

{% macro plan_items_if_array(said, count) -%} case when {{ said }} like '[%' then {{ count }} end {%- endmacro %}
{% macro default__plan_items(said) -%} {{ plan_items_if_array(said, 'json_array_length(' ~ said ~ ')') }} {%- endmacro %}
{% macro postgres__plan_items(said) -%} {{ plan_items_if_array(said, 'jsonb_array_length(cast(' ~ said ~ ' as jsonb))') }} {%- endmacro %}
{% macro redshift__plan_items(said) -%} {{ plan_items_if_array(said, 'json_array_length(' ~ said ~ ', true)') }} {%- endmacro %}
{% macro snowflake__plan_items(said) -%} {{ plan_items_if_array(said, 'array_size(try_parse_json(' ~ said ~ '))') }} {%- endmacro %}
{% macro bigquery__plan_items(said) -%} {{ plan_items_if_array(said, 'array_length(json_query_array(' ~ said ~ "))") }} {%- endmacro %}
{% macro clickhouse__plan_items(said) -%} {{ plan_items_if_array(said, 'JSONLength(' ~ said ~ ')') }} {%- endmacro %}
