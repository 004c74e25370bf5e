-- Written by `plan export dbt`: change the plan, and export it again.
{%- set table = source("acme_projects", "pages") %}
{%- set found = plan_columns_of(table) %}

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
        row_number() over (partition by calls.id order by calls.received_at) as plan_copy
    from {{ table }} as calls
)

select
    sent.message_id,
    sent.anonymous_id,
    sent.user_id,
    sent.occurred_at,
    sent.original_timestamp,
    sent.sent_at,
    sent.received_at,
    sent.name,
    sent.session_id,
    sent.app_version,
    sent.platform,
    sent.device_type,
    sent.path,
    sent.page_title,
    sent.referrer,
    sent.utm_params_source,
    sent.utm_params_medium,
    sent.utm_params_campaign,
    sent.utm_params_term,
    sent.utm_params_content,
    sent.billing_period
from sent
where sent.plan_copy = 1 or sent.message_id is null
