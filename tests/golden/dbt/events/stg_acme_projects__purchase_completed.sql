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
        {{ plan_field([], "event", "text") }} as event_text,
        {{ plan_from_json("properties", ["event_id"], "text") }} as event_id,
        {{ plan_from_json("properties", ["timestamp"], "timestamp") }} as properties_timestamp,
        {{ plan_from_json("properties", ["account_id"], "text") }} as account_id,
        {{ plan_from_json("properties", ["subscription_id"], "text") }} as subscription_id,
        {{ plan_from_json("properties", ["plan_type"], "text") }} as plan_type,
        {{ plan_from_json("properties", ["billing_period"], "text") }} as billing_period,
        {{ plan_from_json("properties", ["revenue"], "number") }} as revenue,
        {{ plan_from_json("properties", ["currency"], "text") }} as currency,
        {{ plan_from_json("properties", ["order_id"], "text") }} as order_id,
        {{ plan_from_json("properties", ["payment_method"], "text") }} as payment_method,
        {{ plan_from_json("properties", ["seat_count"], "integer") }} as seat_count,
        {{ plan_from_json("properties", ["coupon"], "text") }} as coupon,
        {{ plan_from_json("properties", ["line_items"], "json_text") }} as line_items,
        properties as properties,
        row_number() over (partition by id order by received_at) as plan_copy
    from {{ calls }}
    where type = 'track' and event = {{ plan_text("Purchase Completed") }}
)

select
    message_id,
    anonymous_id,
    user_id,
    occurred_at,
    original_timestamp,
    sent_at,
    received_at,
    event_text,
    event_id,
    properties_timestamp,
    account_id,
    subscription_id,
    plan_type,
    billing_period,
    revenue,
    currency,
    order_id,
    payment_method,
    seat_count,
    coupon,
    line_items,
    properties
from sent
where plan_copy = 1 or message_id is null
