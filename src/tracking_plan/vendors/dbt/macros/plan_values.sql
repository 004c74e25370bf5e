{# Values of JSON as the plan's types, and what is asked of values. Written by `plan export dbt`. #}

{# Text of JSON as a value of a type; null where it is none. #}
{% macro plan_try(said, kind) -%}
    {%- if kind in ('text', 'json_text', 'json') -%} {{ said }}
    {%- elif kind == 'boolean' -%} case {{ said }} when 'true' then true when 'false' then false end
    {%- elif kind == 'integer' -%} {{ adapter.dispatch('plan_try_integer')(said) }}
    {%- else -%} {{ adapter.dispatch('plan_try')(said, kind) }}
    {%- endif -%}
{%- endmacro %}

{% macro default__plan_try(said, kind) -%} try_cast({{ said }} as {{ plan_type(kind) }}) {%- endmacro %}
{% macro bigquery__plan_try(said, kind) -%} safe_cast({{ said }} as {{ plan_type(kind) }}) {%- endmacro %}
{% macro clickhouse__plan_try(said, kind) -%}
    {%- if kind == 'timestamp' -%} parseDateTime64BestEffortOrNull({{ said }}, 3, 'UTC')
    {%- else -%} accurateCastOrNull({{ said }}, '{{ {"number": "Float64", "date": "Date32"}[kind] }}')
    {%- endif -%}
{%- endmacro %}
{# Postgres learned to try only in version 16: before, a text is looked at first, to the last day of February. #}
{% macro postgres__plan_try(said, kind) -%}
    {%- set year = '(000[1-9]|00[1-9][0-9]|0[1-9][0-9]{2}|[1-9][0-9]{3})' -%}
    {%- set leap = '([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][48]|[13579][26]|[2468]0)00)' -%}
    {%- set days = '((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))' -%}
    {%- set day = '(' ~ year ~ '-' ~ days ~ '|' ~ leap ~ '-02-29)' -%}
    {%- set hours = '([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)([.][0-9]+)?' -%}
    {%- set zone = '([Zz]|[+-](0[0-9]|1[0-4]):?[0-5][0-9])?' -%}
    {%- set looks = {
        'number': '^-?[0-9]{1,200}([.][0-9]{1,200})?([eE][+-]?[0-9]{1,2})?$',
        'date': '^' ~ day ~ '$',
        'timestamp': '^' ~ day ~ '([Tt ]' ~ hours ~ zone ~ ')?$'
    } -%}
    case when {{ said }} ~ {{ plan_text(looks[kind]) }} then cast({{ said }} as {{ plan_type(kind) }}) end
{%- endmacro %}

{# 5.0 is a whole number, and 5.6 is none. #}
{% macro default__plan_try_integer(said) -%}
    {%- set number = adapter.dispatch('plan_try')(said, 'number') -%}
    case
        when abs({{ number }}) < 9e18 and {{ number }} = floor({{ number }})
            then coalesce({{ adapter.dispatch('plan_try')(said, 'integer') }}, cast({{ number }} as {{ plan_type('integer') }}))
    end
{%- endmacro %}
{% macro clickhouse__plan_try_integer(said) -%}
    accurateCastOrNull(accurateCastOrNull({{ said }}, 'Float64'), 'Int64')
{%- endmacro %}
{% macro postgres__plan_try_integer(said) -%}
    case when {{ said }} ~ '^-?[0-9]{1,18}([.]0+)?$' then cast(cast({{ said }} as numeric) as {{ plan_type('integer') }}) end
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
