-- shop 2.0.0 in Snowflake, a table for each event. Written by `plan export ddl`.
-- From shop 1.0.0. Nothing is dropped.

-- Kept: the table coupon_shown; the plan no longer has the event "Coupon Shown" (nothing is dropped without --drop)

-- "Cart Viewed" is "Basket Viewed" now; rows from before keep the old name in event_text
ALTER TABLE cart_viewed RENAME TO basket_viewed;

-- New: group calls
CREATE TABLE groups (
  id VARCHAR NOT NULL COMMENT 'Id of the message: each call has its own.',
  anonymous_id VARCHAR COMMENT 'Id of the device or browser before the person is known. PII: pseudonymous.',
  user_id VARCHAR COMMENT 'Id of the person, once they are known. PII: pseudonymous.',
  timestamp TIMESTAMP_TZ NOT NULL COMMENT 'When it happened, corrected for a wrong clock of the device.',
  original_timestamp TIMESTAMP_TZ COMMENT 'When it happened by the device\'s own clock.',
  sent_at TIMESTAMP_TZ COMMENT 'When the device sent it, by its own clock.',
  received_at TIMESTAMP_TZ NOT NULL COMMENT 'When it was received: the time to query by.',
  group_id VARCHAR COMMENT 'Id of the account.',
  name VARCHAR NOT NULL COMMENT 'Name of the account.'
)
COMMENT = 'Every group call, with the traits that it gave the account.';

-- New: the event "Refund Issued"
CREATE TABLE refund_issued (
  id VARCHAR NOT NULL COMMENT 'Id of the message: each call has its own.',
  anonymous_id VARCHAR COMMENT 'Id of the device or browser before the person is known. PII: pseudonymous.',
  user_id VARCHAR COMMENT 'Id of the person, once they are known. PII: pseudonymous.',
  timestamp TIMESTAMP_TZ NOT NULL COMMENT 'When it happened, corrected for a wrong clock of the device.',
  original_timestamp TIMESTAMP_TZ COMMENT 'When it happened by the device\'s own clock.',
  sent_at TIMESTAMP_TZ COMMENT 'When the device sent it, by its own clock.',
  received_at TIMESTAMP_TZ NOT NULL COMMENT 'When it was received: the time to query by.',
  event VARCHAR NOT NULL COMMENT 'Name of the event in snake case: that of its table.',
  event_text VARCHAR NOT NULL COMMENT 'Name of the event as it was sent.',
  reason VARCHAR
)
COMMENT = 'Each call of the event Refund Issued.';

ALTER TABLE pages ADD COLUMN depth NUMBER(38, 0);

COMMENT ON COLUMN identifies.plan IS 'What they pay for. One of: free, paid, enterprise.';

COMMENT ON COLUMN users.plan IS 'What they pay for. One of: free, paid, enterprise.';

-- Nothing fills legacy any more
ALTER TABLE basket_viewed ALTER COLUMN legacy DROP NOT NULL;
-- Kept, though no longer in the plan: legacy (nothing is dropped without --drop)
ALTER TABLE basket_viewed ADD COLUMN currency VARCHAR COMMENT 'Of the total. One of: EUR, USD.';
COMMENT ON COLUMN basket_viewed.cart_id IS 'The basket.';
-- size was NUMBER(38, 0) and is FLOAT now, which Snowflake does not change in place
ALTER TABLE basket_viewed ADD COLUMN size_new FLOAT COMMENT 'Things in it.';
UPDATE basket_viewed SET size_new = CAST(size AS FLOAT) WHERE NOT size IS NULL;
ALTER TABLE basket_viewed ALTER COLUMN size DROP NOT NULL;
ALTER TABLE basket_viewed RENAME COLUMN size TO size_before;
ALTER TABLE basket_viewed RENAME COLUMN size_new TO size;
-- Required, and without NOT NULL for the sake of older rows: currency (--tighten gives it)
COMMENT ON TABLE basket_viewed IS 'A person looks at the basket.';

COMMENT ON COLUMN order_placed.order_id IS 'The order. Deprecated: Since May. Use order instead.';
-- order was NUMBER(38, 0) and is VARCHAR now, which Snowflake does not change in place
ALTER TABLE order_placed ADD COLUMN order_new VARCHAR COMMENT 'The how-manieth it is.';
UPDATE order_placed SET order_new = CAST("ORDER" AS VARCHAR) WHERE NOT "ORDER" IS NULL;
ALTER TABLE order_placed ALTER COLUMN "ORDER" DROP NOT NULL;
ALTER TABLE order_placed RENAME COLUMN "ORDER" TO order_before;
ALTER TABLE order_placed RENAME COLUMN order_new TO "ORDER";
ALTER TABLE order_placed ALTER COLUMN "ORDER" SET NOT NULL;
-- paid_on was DATE and is TIMESTAMP_TZ now, which Snowflake does not change in place. Its days begin in the time zone of the session
ALTER TABLE order_placed ADD COLUMN paid_on_new TIMESTAMP_TZ COMMENT 'When it was paid.';
UPDATE order_placed SET paid_on_new = CAST(paid_on AS TIMESTAMP_TZ) WHERE NOT paid_on IS NULL;
ALTER TABLE order_placed ALTER COLUMN paid_on DROP NOT NULL;
ALTER TABLE order_placed RENAME COLUMN paid_on TO paid_on_before;
ALTER TABLE order_placed RENAME COLUMN paid_on_new TO paid_on;
ALTER TABLE order_placed ALTER COLUMN paid_on SET NOT NULL;
-- Required, and without NOT NULL for the sake of older rows: gift (--tighten gives it)
COMMENT ON TABLE order_placed IS 'Money changes hands. Deprecated: use Basket Viewed instead.';
