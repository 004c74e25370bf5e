-- Written by `plan export dbt`: change the plan, and export it again.
{%- set calls = source("acme_projects", "pages") %}
{%- set found = plan_columns_of(calls) %}

with sent as (
    select
        {{ plan_field(found, "id", "text") }} as message_id,
        {{ plan_field(found, "anonymous_id", "text") }} as anonymous_id,
        {{ plan_field(found, "user_id", "text") }} as user_id,
        {{ plan_field(found, "timestamp", "timestamp", true) }} as occurred_at,
        {{ plan_field(found, "original_timestamp", "timestamp") }} as original_timestamp,
        {{ plan_field(found, "sent_at", "timestamp") }} as sent_at,
        {{ plan_field(found, "received_at", "timestamp") }} as received_at,
        {{ plan_field(found, "name", "text") }} as name,
        {{ plan_field(found, "session_id", "text") }} as session_id,
        {{ plan_field(found, "app_version", "text") }} as app_version,
        {{ plan_field(found, "platform", "text") }} as platform,
        {{ plan_field(found, "device_type", "text") }} as device_type,
        {{ plan_field(found, "path", "text") }} as path,
        {{ plan_field(found, "page_title", "text") }} as page_title,
        {{ plan_field(found, "referrer", "text") }} as referrer,
        {{ plan_field(found, "utm_params_source", "text") }} as utm_params_source,
        {{ plan_field(found, "utm_params_medium", "text") }} as utm_params_medium,
        {{ plan_field(found, "utm_params_campaign", "text") }} as utm_params_campaign,
        {{ plan_field(found, "utm_params_term", "text") }} as utm_params_term,
        {{ plan_field(found, "utm_params_content", "text") }} as utm_params_content,
        {{ plan_field(found, "billing_period", "text") }} as billing_period,
        row_number() over (partition by id order by received_at) as plan_copy
    from {{ calls }}
)

select
    message_id,
    anonymous_id,
    user_id,
    occurred_at,
    original_timestamp,
    sent_at,
    received_at,
    name,
    session_id,
    app_version,
    platform,
    device_type,
    path,
    page_title,
    referrer,
    utm_params_source,
    utm_params_medium,
    utm_params_campaign,
    utm_params_term,
    utm_params_content,
    billing_period
from sent
where plan_copy = 1 or message_id is null
