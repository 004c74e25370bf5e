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

{% macro bigquery__plan_type(kind) -%} {{ {
    'text': "STRING",
    'integer': "INT64",
    'number': "FLOAT64",
    'boolean': "BOOL",
    'timestamp': "TIMESTAMP",
    'date': "DATE",
    'json_text': "STRING",
    'json': "JSON"
}[kind] }} {%- endmacro %}

{% macro clickhouse__plan_type(kind) -%} {{ {
    'text': "Nullable(String)",
    'integer': "Nullable(Int64)",
    'number': "Nullable(Float64)",
    'boolean': "Nullable(Bool)",
    'timestamp': "Nullable(DateTime64(3, 'UTC'))",
    'date': "Nullable(Date32)",
    'json_text': "Nullable(String)",
    'json': "Nullable(JSON)"
}[kind] }} {%- endmacro %}

{% macro databricks__plan_type(kind) -%} {{ {
    'text': "STRING",
    'integer': "BIGINT",
    'number': "DOUBLE",
    'boolean': "BOOLEAN",
    'timestamp': "TIMESTAMP",
    'date': "DATE",
    'json_text': "STRING",
    'json': "VARIANT"
}[kind] }} {%- endmacro %}

{% macro spark__plan_type(kind) -%} {{ {
    'text': "STRING",
    'integer': "BIGINT",
    'number': "DOUBLE",
    'boolean': "BOOLEAN",
    'timestamp': "TIMESTAMP",
    'date': "DATE",
    'json_text': "STRING",
    'json': "VARIANT"
}[kind] }} {%- endmacro %}

{% macro duckdb__plan_type(kind) -%} {{ {
    'text': "VARCHAR",
    'integer': "BIGINT",
    'number': "DOUBLE",
    'boolean': "BOOLEAN",
    'timestamp': "TIMESTAMPTZ",
    'date': "DATE",
    'json_text': "VARCHAR",
    'json': "JSON"
}[kind] }} {%- endmacro %}

{% macro postgres__plan_type(kind) -%} {{ {
    'text': "TEXT",
    'integer': "BIGINT",
    'number': "DOUBLE PRECISION",
    'boolean': "BOOLEAN",
    'timestamp': "TIMESTAMPTZ",
    'date': "DATE",
    'json_text': "TEXT",
    'json': "JSONB"
}[kind] }} {%- endmacro %}

{% macro redshift__plan_type(kind) -%} {{ {
    'text': "VARCHAR(65535)",
    'integer': "BIGINT",
    'number': "DOUBLE PRECISION",
    'boolean': "BOOLEAN",
    'timestamp': "TIMESTAMPTZ",
    'date': "DATE",
    'json_text': "VARCHAR(65535)",
    'json': "SUPER"
}[kind] }} {%- endmacro %}

{% macro snowflake__plan_type(kind) -%} {{ {
    'text': "VARCHAR",
    'integer': "NUMBER(38, 0)",
    'number': "FLOAT",
    'boolean': "BOOLEAN",
    'timestamp': "TIMESTAMP_TZ",
    'date': "DATE",
    'json_text': "VARCHAR",
    'json': "VARIANT"
}[kind] }} {%- endmacro %}

{% macro trino__plan_type(kind) -%} {{ {
    'text': "VARCHAR",
    'integer': "BIGINT",
    'number': "DOUBLE",
    'boolean': "BOOLEAN",
    'timestamp': "TIMESTAMP(6) WITH TIME ZONE",
    'date': "DATE",
    'json_text': "VARCHAR",
    'json': "VARCHAR"
}[kind] }} {%- endmacro %}

{% macro athena__plan_type(kind) -%} {{ {
    'text': "VARCHAR",
    'integer': "BIGINT",
    'number': "DOUBLE",
    'boolean': "BOOLEAN",
    'timestamp': "TIMESTAMP(6) WITH TIME ZONE",
    'date': "DATE",
    'json_text': "VARCHAR",
    'json': "VARCHAR"
}[kind] }} {%- endmacro %}
