-- Written by `plan export dbt`: change the plan, and export it again.
{%- set table = source("acme_projects", "events") %}

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
        {{ plan_json_text("calls.properties", ["session_id"]) }} as session_id,
        {{ plan_json_text("calls.properties", ["app_version"]) }} as app_version,
        {{ plan_json_text("calls.properties", ["platform"]) }} as platform,
        {{ plan_json_text("calls.properties", ["device_type"]) }} as device_type,
        {{ plan_json_text("calls.properties", ["path"]) }} as path,
        {{ plan_json_text("calls.properties", ["page_title"]) }} as page_title,
        {{ plan_json_text("calls.properties", ["referrer"]) }} as referrer,
        {{ plan_json_text("calls.properties", ["utm_params", "source"]) }} as utm_params_source,
        {{ plan_json_text("calls.properties", ["utm_params", "medium"]) }} as utm_params_medium,
        {{ plan_json_text("calls.properties", ["utm_params", "campaign"]) }} as utm_params_campaign,
        {{ plan_json_text("calls.properties", ["utm_params", "term"]) }} as utm_params_term,
        {{ plan_json_text("calls.properties", ["utm_params", "content"]) }} as utm_params_content,
        {{ plan_json_text("calls.properties", ["billing_period"]) }} as billing_period,
        calls.properties,
        row_number() over (partition by calls.id order by calls.received_at) as plan_copy
    from {{ table }} as calls
    where calls.type = 'page'
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
    sent.billing_period,
    sent.properties
from sent
where sent.plan_copy = 1 or sent.message_id is null
