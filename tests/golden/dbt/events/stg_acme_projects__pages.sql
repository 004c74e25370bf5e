-- Written by `plan export dbt`: change the plan, and export it again.
{%- set calls = source("acme_projects", "events") %}

with sent as (
    select
        {{ plan_field([], "id", "text") }} as message_id,
        {{ plan_field([], "anonymous_id", "text") }} as anonymous_id,
        {{ plan_field([], "user_id", "text") }} as user_id,
        {{ plan_field([], "timestamp", "timestamp", true) }} as occurred_at,
        {{ plan_field([], "original_timestamp", "timestamp") }} as original_timestamp,
        {{ plan_field([], "sent_at", "timestamp") }} as sent_at,
        {{ plan_field([], "received_at", "timestamp") }} as received_at,
        {{ plan_field([], "event", "text") }} as name,
        {{ plan_from_json("properties", ["session_id"], "text") }} as session_id,
        {{ plan_from_json("properties", ["app_version"], "text") }} as app_version,
        {{ plan_from_json("properties", ["platform"], "text") }} as platform,
        {{ plan_from_json("properties", ["device_type"], "text") }} as device_type,
        {{ plan_from_json("properties", ["path"], "text") }} as path,
        {{ plan_from_json("properties", ["page_title"], "text") }} as page_title,
        {{ plan_from_json("properties", ["referrer"], "text") }} as referrer,
        {{ plan_from_json("properties", ["utm_params", "source"], "text") }} as utm_params_source,
        {{ plan_from_json("properties", ["utm_params", "medium"], "text") }} as utm_params_medium,
        {{ plan_from_json("properties", ["utm_params", "campaign"], "text") }} as utm_params_campaign,
        {{ plan_from_json("properties", ["utm_params", "term"], "text") }} as utm_params_term,
        {{ plan_from_json("properties", ["utm_params", "content"], "text") }} as utm_params_content,
        {{ plan_from_json("properties", ["billing_period"], "text") }} as billing_period,
        properties as properties,
        row_number() over (partition by id order by received_at) as plan_copy
    from {{ calls }}
    where type = 'page'
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
    billing_period,
    properties
from sent
where plan_copy = 1 or message_id is null
