-- Written by `plan export dbt`: change the plan, and export it again.
{%- set calls = source("acme_projects", "purchase_completed") %}
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
        {{ plan_field(found, "event_text", "text") }} as event_text,
        {{ plan_field(found, "event_id", "text") }} as event_id,
        {{ plan_field(found, "account_id", "text") }} as account_id,
        {{ plan_field(found, "subscription_id", "text") }} as subscription_id,
        {{ plan_field(found, "plan_type", "text") }} as plan_type,
        {{ plan_field(found, "billing_period", "text") }} as billing_period,
        {{ plan_field(found, "revenue", "number") }} as revenue,
        {{ plan_field(found, "currency", "text") }} as currency,
        {{ plan_field(found, "order_id", "text") }} as order_id,
        {{ plan_field(found, "payment_method", "text") }} as payment_method,
        {{ plan_field(found, "seat_count", "integer") }} as seat_count,
        {{ plan_field(found, "coupon", "text") }} as coupon,
        {{ plan_field(found, "line_items", "json_text") }} as line_items,
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
    event_text,
    event_id,
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
    line_items
from sent
where plan_copy = 1 or message_id is null
