-- shop 2.0.0 in Trino, a table for each event. Written by `plan export ddl`.
-- From shop 1.0.0. Nothing is dropped but what is said.

-- Dropped: the plan no longer has the event "Coupon Shown"
DROP TABLE coupon_shown;

-- "Cart Viewed" is "Basket Viewed" now; rows from before keep the old name in event_text
ALTER TABLE cart_viewed RENAME TO basket_viewed;

-- New: group calls
CREATE TABLE groups (
  id VARCHAR NOT NULL COMMENT 'Id of the message: each call has its own.',
  anonymous_id VARCHAR COMMENT 'Id of the device or browser before the person is known. PII: pseudonymous.',
  user_id VARCHAR COMMENT 'Id of the person, once they are known. PII: pseudonymous.',
  timestamp TIMESTAMP(6) WITH TIME ZONE NOT NULL COMMENT 'When it happened, corrected for a wrong clock of the device.',
  original_timestamp TIMESTAMP(6) WITH TIME ZONE COMMENT 'When it happened by the device''s own clock.',
  sent_at TIMESTAMP(6) WITH TIME ZONE COMMENT 'When the device sent it, by its own clock.',
  received_at TIMESTAMP(6) WITH TIME ZONE NOT NULL COMMENT 'When it was received: the time to query by.',
  group_id VARCHAR COMMENT 'Id of the account.',
  name VARCHAR NOT NULL COMMENT 'Name of the account.'
)
COMMENT 'Every group call, with the traits that it gave the account.'
WITH (partitioning = ARRAY['day(received_at)']);

-- New: the event "Refund Issued"
CREATE TABLE refund_issued (
  id VARCHAR NOT NULL COMMENT 'Id of the message: each call has its own.',
  anonymous_id VARCHAR COMMENT 'Id of the device or browser before the person is known. PII: pseudonymous.',
  user_id VARCHAR COMMENT 'Id of the person, once they are known. PII: pseudonymous.',
  timestamp TIMESTAMP(6) WITH TIME ZONE NOT NULL COMMENT 'When it happened, corrected for a wrong clock of the device.',
  original_timestamp TIMESTAMP(6) WITH TIME ZONE COMMENT 'When it happened by the device''s own clock.',
  sent_at TIMESTAMP(6) WITH TIME ZONE COMMENT 'When the device sent it, by its own clock.',
  received_at TIMESTAMP(6) WITH TIME ZONE NOT NULL COMMENT 'When it was received: the time to query by.',
  event VARCHAR NOT NULL COMMENT 'Name of the event in snake case: that of its table.',
  event_text VARCHAR NOT NULL COMMENT 'Name of the event as it was sent.',
  reason VARCHAR
)
COMMENT 'Each call of the event Refund Issued.'
WITH (partitioning = ARRAY['day(received_at)']);

ALTER TABLE pages ADD COLUMN depth BIGINT;

COMMENT ON COLUMN identifies.plan IS 'What they pay for. One of: free, paid, enterprise.';

COMMENT ON COLUMN users.plan IS 'What they pay for. One of: free, paid, enterprise.';

-- Dropped: no longer in the plan
ALTER TABLE basket_viewed DROP COLUMN legacy;
ALTER TABLE basket_viewed ADD COLUMN currency VARCHAR COMMENT 'Of the total. One of: EUR, USD.';
COMMENT ON COLUMN basket_viewed.cart_id IS 'The basket.';
-- size was BIGINT and is DOUBLE now, which Trino does not change in place
ALTER TABLE basket_viewed ADD COLUMN size_new DOUBLE COMMENT 'Things in it.';
UPDATE basket_viewed SET size_new = CAST(size AS DOUBLE) WHERE NOT size IS NULL;
ALTER TABLE basket_viewed DROP COLUMN size;
ALTER TABLE basket_viewed RENAME COLUMN size_new TO size;
-- Required, and without NOT NULL for the sake of older rows: currency (Trino gives it to new tables alone)
COMMENT ON TABLE basket_viewed IS 'A person looks at the basket.';

COMMENT ON COLUMN order_placed.order_id IS 'The order. Deprecated: Since May. Use order instead.';
-- order was BIGINT and is VARCHAR now, which Trino does not change in place
ALTER TABLE order_placed ADD COLUMN order_new VARCHAR COMMENT 'The how-manieth it is.';
UPDATE order_placed SET order_new = CAST("order" AS VARCHAR) WHERE NOT "order" IS NULL;
ALTER TABLE order_placed DROP COLUMN "order";
ALTER TABLE order_placed RENAME COLUMN order_new TO "order";
-- paid_on was DATE and is TIMESTAMP(6) WITH TIME ZONE now, which Trino does not change in place. Its days begin in the time zone of the session
ALTER TABLE order_placed ADD COLUMN paid_on_new TIMESTAMP(6) WITH TIME ZONE COMMENT 'When it was paid.';
UPDATE order_placed SET paid_on_new = CAST(paid_on AS TIMESTAMP(6) WITH TIME ZONE) WHERE NOT paid_on IS NULL;
ALTER TABLE order_placed DROP COLUMN paid_on;
ALTER TABLE order_placed RENAME COLUMN paid_on_new TO paid_on;
-- Required, and without NOT NULL for the sake of older rows: order, paid_on, gift (Trino gives it to new tables alone)
COMMENT ON TABLE order_placed IS 'Money changes hands. Deprecated: use Basket Viewed instead.';
