-- shop 2.0.0 in ClickHouse, a table for each event. Written by `plan export ddl`.
-- From shop 1.0.0. Nothing is dropped.

-- Kept: the table coupon_shown; the plan no longer has the event "Coupon Shown" (nothing is dropped without --drop)

-- "Cart Viewed" is "Basket Viewed" now; rows from before keep the old name in event_text
RENAME TABLE cart_viewed TO basket_viewed;

-- New: group calls
CREATE TABLE groups (
  id String COMMENT 'Id of the message: each call has its own.',
  anonymous_id Nullable(String) COMMENT 'Id of the device or browser before the person is known. PII: pseudonymous.',
  user_id Nullable(String) COMMENT 'Id of the person, once they are known. PII: pseudonymous.',
  "timestamp" DateTime64(3, 'UTC') COMMENT 'When it happened, corrected for a wrong clock of the device.',
  original_timestamp Nullable(DateTime64(3, 'UTC')) COMMENT 'When it happened by the device''s own clock.',
  sent_at Nullable(DateTime64(3, 'UTC')) COMMENT 'When the device sent it, by its own clock.',
  received_at DateTime64(3, 'UTC') COMMENT 'When it was received: the time to query by.',
  group_id Nullable(String) COMMENT 'Id of the account.',
  name String COMMENT 'Name of the account.'
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(received_at)
ORDER BY (received_at, id)
COMMENT 'Every group call, with the traits that it gave the account.';

-- New: the event "Refund Issued"
CREATE TABLE refund_issued (
  id String COMMENT 'Id of the message: each call has its own.',
  anonymous_id Nullable(String) COMMENT 'Id of the device or browser before the person is known. PII: pseudonymous.',
  user_id Nullable(String) COMMENT 'Id of the person, once they are known. PII: pseudonymous.',
  "timestamp" DateTime64(3, 'UTC') COMMENT 'When it happened, corrected for a wrong clock of the device.',
  original_timestamp Nullable(DateTime64(3, 'UTC')) COMMENT 'When it happened by the device''s own clock.',
  sent_at Nullable(DateTime64(3, 'UTC')) COMMENT 'When the device sent it, by its own clock.',
  received_at DateTime64(3, 'UTC') COMMENT 'When it was received: the time to query by.',
  event String COMMENT 'Name of the event in snake case: that of its table.',
  event_text String COMMENT 'Name of the event as it was sent.',
  reason Nullable(String)
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(received_at)
ORDER BY (received_at, id)
COMMENT 'Each call of the event Refund Issued.';

ALTER TABLE pages ADD COLUMN depth Nullable(Int64);

ALTER TABLE identifies MODIFY COLUMN plan COMMENT 'What they pay for. One of: free, paid, enterprise.';

ALTER TABLE users MODIFY COLUMN plan COMMENT 'What they pay for. One of: free, paid, enterprise.';

-- Nothing fills legacy any more
ALTER TABLE basket_viewed ALTER COLUMN legacy TYPE Nullable(String);
-- Kept, though no longer in the plan: legacy (nothing is dropped without --drop)
ALTER TABLE basket_viewed ADD COLUMN currency Nullable(String) COMMENT 'Of the total. One of: EUR, USD.';
ALTER TABLE basket_viewed MODIFY COLUMN cart_id COMMENT 'The basket.';
-- size was Int64 and is Float64 now
ALTER TABLE basket_viewed ALTER COLUMN size TYPE Float64;
-- size is no longer required, or may be null now
ALTER TABLE basket_viewed ALTER COLUMN size TYPE Nullable(Float64);
-- Required, and without NOT NULL for the sake of older rows: currency (--tighten gives it)
ALTER TABLE basket_viewed MODIFY COMMENT 'A person looks at the basket.';

ALTER TABLE order_placed MODIFY COLUMN order_id COMMENT 'The order. Deprecated: Since May. Use order instead.';
-- order was Int64 and is String now
ALTER TABLE order_placed ALTER COLUMN "order" TYPE String;
-- paid_on was Date32 and is DateTime64(3, 'UTC') now. Its days begin in the time zone of the session
ALTER TABLE order_placed ALTER COLUMN paid_on TYPE DateTime64(3, 'UTC');
ALTER TABLE order_placed MODIFY COLUMN paid_on COMMENT 'When it was paid.';
-- Required, and without NOT NULL for the sake of older rows: gift (--tighten gives it)
ALTER TABLE order_placed MODIFY COMMENT 'Money changes hands. Deprecated: use Basket Viewed instead.';
