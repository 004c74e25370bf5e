{# What the plan asks of values, as tests: each selects the rows that break it. An empty value breaks none of them, and
   where a table has no such column yet, nothing came that could. Written by `plan export dbt`. #}

{% macro plan_breaking(model, column_name, broken) -%}
    {%- if plan_has(plan_columns_of(model), column_name) -%}
    select * from {{ model }} where {{ column_name }} is not null and ({{ broken }})
    {%- else -%}
    select 1 as nothing_came where 1 = 0
    {%- endif -%}
{%- endmacro %}

{% test plan_one_of(model, column_name, values) %}
    {{ plan_breaking(model, column_name, column_name ~ ' not in (' ~ plan_literals(values) ~ ')') }}
{% endtest %}

{% test plan_in_range(model, column_name, least=none, most=none) %}
    {%- set broken = [] -%}
    {%- if least is not none -%} {%- do broken.append(column_name ~ ' < ' ~ least) -%} {%- endif -%}
    {%- if most is not none -%} {%- do broken.append(column_name ~ ' > ' ~ most) -%} {%- endif -%}
    {{ plan_breaking(model, column_name, broken | join(' or ')) }}
{% endtest %}

{% test plan_of_length(model, column_name, least=none, most=none) %}
    {%- set broken = [] -%}
    {%- if least is not none -%} {%- do broken.append(plan_length(column_name) ~ ' < ' ~ least) -%} {%- endif -%}
    {%- if most is not none -%} {%- do broken.append(plan_length(column_name) ~ ' > ' ~ most) -%} {%- endif -%}
    {{ plan_breaking(model, column_name, broken | join(' or ')) }}
{% endtest %}

{% test plan_with_items(model, column_name, least=none, most=none) %}
    {%- set broken = [] -%}
    {%- if least is not none -%} {%- do broken.append(plan_items(column_name) ~ ' < ' ~ least) -%} {%- endif -%}
    {%- if most is not none -%} {%- do broken.append(plan_items(column_name) ~ ' > ' ~ most) -%} {%- endif -%}
    {{ plan_breaking(model, column_name, broken | join(' or ')) }}
{% endtest %}

{% test plan_matches_pattern(model, column_name, pattern) %}
    {{ plan_breaking(model, column_name, 'not ' ~ plan_matches(column_name, pattern)) }}
{% endtest %}

{# Required inside an object that need not be there: something of it came, and this did not. #}
{% test plan_there_with(model, column_name, others) %}
    {%- set found = plan_columns_of(model) -%}
    {%- set came = [] -%}
    {%- for other in others if plan_has(found, other) -%} {%- do came.append(other ~ ' is not null') -%} {%- endfor -%}
    select * from {{ model }}
    where {{ column_name ~ ' is null' if plan_has(found, column_name) else '1 = 1' }} and ({{ came | join(' or ') or '1 = 0' }})
{% endtest %}

{# What JSON holds is of the type that the plan says, or is not there. `fields`: a list of path, types and (of texts) matches. #}
{% test plan_of_types(model, column, fields) %}
    select * from {{ model }}
    where
    {%- for field in fields %}
        {{ 'or ' if not loop.first }}({{ plan_of_other_type(column, field.path, field.types, field.get("matches")) }})
    {%- endfor %}
{% endtest %}

{% macro plan_of_other_type(column, path, kinds, matches=none) -%}
    {%- set kind = plan_json_kind(column, path) -%}
    {%- set plain = [] -%}
    {%- for one in kinds -%} {%- do plain.append('number' if one == 'integer' else one) -%} {%- endfor -%}
    {{ kind }} not in ({{ plan_literals(plain) }})
    {%- if 'integer' in kinds and 'number' not in kinds %}
        or ({{ kind }} = 'number' and {{ plan_from_json(column, path, 'integer') }} is null)
    {%- endif %}
    {%- if matches is not none %}
        or ({{ kind }} = 'text' and not {{ plan_matches(plan_json_text(column, path), matches) }})
    {%- endif %}
{%- endmacro %}
