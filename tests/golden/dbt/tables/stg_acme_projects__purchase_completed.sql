-- Written by `plan export dbt`: change the plan, and export it again.
{%- set table = source("acme_projects", "purchase_completed") %}
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
    sent.event_text,
    sent.event_id,
    sent.account_id,
    sent.subscription_id,
    sent.plan_type,
    sent.billing_period,
    sent.revenue,
    sent.currency,
    sent.order_id,
    sent.payment_method,
    sent.seat_count,
    sent.coupon,
    sent.line_items
from sent
where sent.plan_copy = 1 or sent.message_id is null
