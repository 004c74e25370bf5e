-- shop 2.0.0 in Databricks, a table for each event. Written by `plan export ddl`.
-- From shop 1.0.0. Nothing is dropped.

-- Kept: the table coupon_shown; the plan no longer has the event "Coupon Shown" (nothing is dropped without --drop)

-- "Cart Viewed" is "Basket Viewed" now; rows from before keep the old name in event_text
ALTER TABLE cart_viewed RENAME TO basket_viewed;

-- New: group calls
CREATE TABLE groups (
  id STRING NOT NULL COMMENT 'Id of the message: each call has its own.',
  anonymous_id STRING COMMENT 'Id of the device or browser before the person is known. PII: pseudonymous.',
  user_id STRING COMMENT 'Id of the person, once they are known. PII: pseudonymous.',
  timestamp TIMESTAMP NOT NULL COMMENT 'When it happened, corrected for a wrong clock of the device.',
  original_timestamp TIMESTAMP COMMENT 'When it happened by the device\'s own clock.',
  sent_at TIMESTAMP COMMENT 'When the device sent it, by its own clock.',
  received_at TIMESTAMP NOT NULL COMMENT 'When it was received: the time to query by.',
  group_id STRING COMMENT 'Id of the account.',
  name STRING NOT NULL COMMENT 'Name of the account.'
)
USING DELTA
CLUSTER BY (received_at)
COMMENT 'Every group call, with the traits that it gave the account.'
TBLPROPERTIES ('delta.columnMapping.mode' = 'name');

-- New: the event "Refund Issued"
CREATE TABLE refund_issued (
  id STRING NOT NULL COMMENT 'Id of the message: each call has its own.',
  anonymous_id STRING COMMENT 'Id of the device or browser before the person is known. PII: pseudonymous.',
  user_id STRING COMMENT 'Id of the person, once they are known. PII: pseudonymous.',
  timestamp TIMESTAMP NOT NULL COMMENT 'When it happened, corrected for a wrong clock of the device.',
  original_timestamp TIMESTAMP COMMENT 'When it happened by the device\'s own clock.',
  sent_at TIMESTAMP COMMENT 'When the device sent it, by its own clock.',
  received_at TIMESTAMP NOT NULL COMMENT 'When it was received: the time to query by.',
  event STRING NOT NULL COMMENT 'Name of the event in snake case: that of its table.',
  event_text STRING NOT NULL COMMENT 'Name of the event as it was sent.',
  reason STRING
)
USING DELTA
CLUSTER BY (received_at)
COMMENT 'Each call of the event Refund Issued.'
TBLPROPERTIES ('delta.columnMapping.mode' = 'name');

ALTER TABLE pages ADD COLUMN depth BIGINT;

ALTER TABLE identifies ALTER COLUMN plan COMMENT 'What they pay for. One of: free, paid, enterprise.';

ALTER TABLE users ALTER COLUMN plan COMMENT 'What they pay for. One of: free, paid, enterprise.';

-- Nothing fills legacy any more
ALTER TABLE basket_viewed ALTER COLUMN legacy DROP NOT NULL;
-- Kept, though no longer in the plan: legacy (nothing is dropped without --drop)
ALTER TABLE basket_viewed ADD COLUMN currency STRING COMMENT 'Of the total. One of: EUR, USD.';
ALTER TABLE basket_viewed ALTER COLUMN cart_id COMMENT 'The basket.';
-- size was BIGINT and is DOUBLE now, which Databricks does not change in place
ALTER TABLE basket_viewed ADD COLUMN size_new DOUBLE COMMENT 'Things in it.';
UPDATE basket_viewed SET size_new = CAST(size AS DOUBLE) WHERE NOT size IS NULL;
ALTER TABLE basket_viewed ALTER COLUMN size DROP NOT NULL;
ALTER TABLE basket_viewed RENAME COLUMN size TO size_before;
ALTER TABLE basket_viewed RENAME COLUMN size_new TO size;
-- Required, and without NOT NULL for the sake of older rows: currency (--tighten gives it)
COMMENT ON TABLE basket_viewed IS 'A person looks at the basket.';

ALTER TABLE order_placed ALTER COLUMN order_id COMMENT 'The order. Deprecated: Since May. Use order instead.';
-- order was BIGINT and is STRING now, which Databricks does not change in place
ALTER TABLE order_placed ADD COLUMN order_new STRING COMMENT 'The how-manieth it is.';
UPDATE order_placed SET order_new = CAST(`order` AS STRING) WHERE NOT `order` IS NULL;
ALTER TABLE order_placed ALTER COLUMN `order` DROP NOT NULL;
ALTER TABLE order_placed RENAME COLUMN `order` TO order_before;
ALTER TABLE order_placed RENAME COLUMN order_new TO `order`;
ALTER TABLE order_placed ALTER COLUMN `order` SET NOT NULL;
-- paid_on was DATE and is TIMESTAMP now, which Databricks does not change in place. Its days begin in the time zone of the session
ALTER TABLE order_placed ADD COLUMN paid_on_new TIMESTAMP COMMENT 'When it was paid.';
UPDATE order_placed SET paid_on_new = CAST(paid_on AS TIMESTAMP) WHERE NOT paid_on IS NULL;
ALTER TABLE order_placed ALTER COLUMN paid_on DROP NOT NULL;
ALTER TABLE order_placed RENAME COLUMN paid_on TO paid_on_before;
ALTER TABLE order_placed RENAME COLUMN paid_on_new TO paid_on;
ALTER TABLE order_placed ALTER COLUMN paid_on SET NOT NULL;
-- Required, and without NOT NULL for the sake of older rows: gift (--tighten gives it)
COMMENT ON TABLE order_placed IS 'Money changes hands. Deprecated: use Basket Viewed instead.';
