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
        {{ plan_field([], "event", "text") }} as event_text,
        {{ plan_json_text("calls.properties", ["event_id"]) }} as event_id,
        {{ plan_json_text("calls.properties", ["timestamp"]) }} as properties_timestamp,
        {{ plan_json_text("calls.properties", ["account_id"]) }} as account_id,
        {{ plan_json_text("calls.properties", ["subscription_id"]) }} as subscription_id,
        {{ plan_json_text("calls.properties", ["plan_type"]) }} as plan_type,
        {{ plan_json_text("calls.properties", ["billing_period"]) }} as billing_period,
        {{ plan_json_text("calls.properties", ["revenue"]) }} as revenue,
        {{ plan_json_text("calls.properties", ["currency"]) }} as currency,
        {{ plan_json_text("calls.properties", ["order_id"]) }} as order_id,
        {{ plan_json_text("calls.properties", ["payment_method"]) }} as payment_method,
        {{ plan_json_text("calls.properties", ["seat_count"]) }} as seat_count,
        {{ plan_json_text("calls.properties", ["coupon"]) }} as coupon,
        {{ plan_json_text("calls.properties", ["line_items"]) }} as line_items,
        calls.properties,
        row_number() over (partition by calls.id order by calls.received_at) as plan_copy
    from {{ table }} as calls
    where calls.type = 'track' and calls.event = {{ plan_text("Purchase Completed") }}
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
    {{ plan_try("sent.properties_timestamp", "timestamp") }} as properties_timestamp,
    sent.account_id,
    sent.subscription_id,
    sent.plan_type,
    sent.billing_period,
    {{ plan_try("sent.revenue", "number") }} as revenue,
    sent.currency,
    sent.order_id,
    sent.payment_method,
    {{ plan_try("sent.seat_count", "integer") }} as seat_count,
    sent.coupon,
    sent.line_items,
    sent.properties
from sent
where sent.plan_copy = 1 or sent.message_id is null
