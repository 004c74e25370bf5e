{# What stands at a path in a column of JSON. Written by `plan export dbt`.

   plan_json_text: the text, number, boolean as text, or the JSON of an array or object; null where there is nothing or null.
   plan_json_kind: what it is: text, number, boolean, array, object, null; null where there is nothing. #}

{% macro plan_json_text(column, path) -%} {{ adapter.dispatch('plan_json_text')(column, path) }} {%- endmacro %}
{% macro plan_json_kind(column, path) -%} {{ adapter.dispatch('plan_json_kind')(column, path) }} {%- endmacro %}

{# `$."a"."b"`, as BigQuery and Trino take it. #}
{% macro plan_json_path(path, opens='."', closes='"') -%}
    {%- set steps = ['$'] -%}
    {%- for step in path -%}
        {%- do steps.append(opens ~ (step | replace("\\", "\\\\") | replace('"', '\\"')) ~ closes) -%}
    {%- endfor -%}
    {{ return(plan_text(steps | join(''))) }}
{%- endmacro %}

{# `col."a"."b"`, as Redshift and ClickHouse take it. #}
{% macro plan_json_dotted(column, path) -%}
    {%- set steps = [column] -%}
    {%- for step in path -%} {%- do steps.append('"' ~ (step | replace('"', '""')) ~ '"') -%} {%- endfor -%}
    {{ return(steps | join('.')) }}
{%- endmacro %}

{# By what the words of a warehouse for the kinds of JSON begin with. #}
{% macro plan_json_named(said, words) -%}
    case
        {%- for word, kind in words.items() %}
        when lower({{ said }}) like '{{ word }}%' then '{{ kind }}'
        {%- endfor %}
    end
{%- endmacro %}

{% macro default__plan_json_text(column, path) -%}
    {{ exceptions.raise_compiler_error("how JSON is read on " ~ target.type ~ " is not known: write the macros " ~ target.type ~ "__plan_json_text and " ~ target.type ~ "__plan_json_kind") }}
{%- endmacro %}
{% macro default__plan_json_kind(column, path) -%} {{ default__plan_json_text(column, path) }} {%- endmacro %}

{% macro duckdb__plan_json_pointer(path) -%}
    {%- set steps = [''] -%}
    {%- for step in path -%} {%- do steps.append(step | replace('~', '~0') | replace('/', '~1')) -%} {%- endfor -%}
    {{ return(plan_text(steps | join('/'))) }}
{%- endmacro %}
{% macro duckdb__plan_json_text(column, path) -%}
    json_extract_string({{ column }}, {{ duckdb__plan_json_pointer(path) }})
{%- endmacro %}
{% macro duckdb__plan_json_kind(column, path) -%}
    {{ plan_json_named('json_type(' ~ column ~ ', ' ~ duckdb__plan_json_pointer(path) ~ ')',
        {'varchar': 'text', 'boolean': 'boolean', 'array': 'array', 'object': 'object', 'null': 'null', '%': 'number'}) }}
{%- endmacro %}

{% macro postgres__plan_json_text(column, path) -%}
    ({{ column }} #>> array[{{ plan_literals(path) }}])
{%- endmacro %}
{% macro postgres__plan_json_kind(column, path) -%}
    replace(jsonb_typeof({{ column }} #> array[{{ plan_literals(path) }}]), 'string', 'text')
{%- endmacro %}

{# A name with capitals is only found as text, where nothing and an empty text are one. #}
{% macro redshift__plan_json_text(column, path) -%}
    {%- set at = plan_json_dotted(column, path) -%}
    {%- if path | join('') != path | join('') | lower -%}
    nullif(json_extract_path_text(json_serialize({{ column }}), {{ plan_literals(path) }}, true), '')
    {%- else -%}
    case json_typeof({{ at }})
        when 'string' then cast({{ at }} as varchar(65535))
        when 'null' then null
        else json_serialize({{ at }})
    end
    {%- endif -%}
{%- endmacro %}
{% macro redshift__plan_json_kind(column, path) -%}
    replace(json_typeof({{ plan_json_dotted(column, path) }}), 'string', 'text')
{%- endmacro %}

{% macro snowflake__plan_json_at(column, path) -%}
    {%- set made = namespace(at=column) -%}
    {%- for step in path -%} {%- set made.at = 'get(' ~ made.at ~ ', ' ~ plan_text(step) ~ ')' -%} {%- endfor -%}
    {{ return(made.at) }}
{%- endmacro %}
{% macro snowflake__plan_json_text(column, path) -%}
    cast({{ snowflake__plan_json_at(column, path) }} as varchar)
{%- endmacro %}
{% macro snowflake__plan_json_kind(column, path) -%}
    {{ plan_json_named('typeof(' ~ snowflake__plan_json_at(column, path) ~ ')',
        {'varchar': 'text', 'boolean': 'boolean', 'array': 'array', 'object': 'object', 'null': 'null', '%': 'number'}) }}
{%- endmacro %}

{% macro bigquery__plan_json_text(column, path) -%}
    {%- set at = plan_json_path(path) -%}
    case
        when json_type(json_query({{ column }}, {{ at }})) in ('array', 'object')
            then to_json_string(json_query({{ column }}, {{ at }}))
        else json_value({{ column }}, {{ at }})
    end
{%- endmacro %}
{% macro bigquery__plan_json_kind(column, path) -%}
    replace(json_type(json_query({{ column }}, {{ plan_json_path(path) }})), 'string', 'text')
{%- endmacro %}

{% macro databricks__plan_json_text(column, path) -%}
    try_variant_get({{ column }}, {{ plan_json_path(path, "['", "']") }}, 'string')
{%- endmacro %}
{% macro databricks__plan_json_kind(column, path) -%}
    {{ plan_json_named('schema_of_variant(try_variant_get(' ~ column ~ ', ' ~ plan_json_path(path, "['", "']") ~ ", 'variant'))",
        {'string': 'text', 'boolean': 'boolean', 'array': 'array', 'object': 'object', 'void': 'null', '%': 'number'}) }}
{%- endmacro %}
{% macro spark__plan_json_text(column, path) -%} {{ databricks__plan_json_text(column, path) }} {%- endmacro %}
{% macro spark__plan_json_kind(column, path) -%} {{ databricks__plan_json_kind(column, path) }} {%- endmacro %}

{% macro trino__plan_json_text(column, path) -%}
    coalesce(json_extract_scalar({{ column }}, {{ plan_json_path(path, '["', '"]') }}), nullif(json_format(json_extract({{ column }}, {{ plan_json_path(path, '["', '"]') }})), 'null'))
{%- endmacro %}
{% macro trino__plan_json_kind(column, path) -%}
    {{ plan_json_named('json_format(json_extract(' ~ column ~ ', ' ~ plan_json_path(path, '["', '"]') ~ '))',
        {'"': 'text', 't': 'boolean', 'f': 'boolean', '[': 'array', '{': 'object', 'n': 'null', '%': 'number'}) }}
{%- endmacro %}
{% macro athena__plan_json_text(column, path) -%} {{ trino__plan_json_text(column, path) }} {%- endmacro %}
{% macro athena__plan_json_kind(column, path) -%} {{ trino__plan_json_kind(column, path) }} {%- endmacro %}

{% macro clickhouse__plan_json_text(column, path) -%}
    if(isNull({{ plan_json_dotted(column, path) }}), null, toString({{ plan_json_dotted(column, path) }}))
{%- endmacro %}
{% macro clickhouse__plan_json_kind(column, path) -%}
    {{ plan_json_named("nullif(dynamicType(" ~ plan_json_dotted(column, path) ~ "), 'None')",
        {'string': 'text', 'bool': 'boolean', 'array': 'array', 'json': 'object', '%': 'number'}) }}
{%- endmacro %}
