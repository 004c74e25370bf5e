-- shop 2.0.0 in BigQuery, a table for each event. Written by `plan export ddl`.
-- From shop 1.0.0. Nothing is dropped but what is said.

-- Dropped: the plan no longer has the event "Coupon Shown"
DROP TABLE coupon_shown;

-- "Cart Viewed" is "Basket Viewed" now; rows from before keep the old name in event_text
ALTER TABLE cart_viewed RENAME TO basket_viewed;

-- New: group calls
CREATE TABLE `groups` (
  id STRING NOT NULL OPTIONS (description = 'Id of the message: each call has its own.'),
  anonymous_id STRING OPTIONS (description = 'Id of the device or browser before the person is known. PII: pseudonymous.'),
  user_id STRING OPTIONS (description = 'Id of the person, once they are known. PII: pseudonymous.'),
  timestamp TIMESTAMP NOT NULL OPTIONS (description = 'When it happened, corrected for a wrong clock of the device.'),
  original_timestamp TIMESTAMP OPTIONS (description = 'When it happened by the device\'s own clock.'),
  sent_at TIMESTAMP OPTIONS (description = 'When the device sent it, by its own clock.'),
  received_at TIMESTAMP NOT NULL OPTIONS (description = 'When it was received: the time to query by.'),
  group_id STRING OPTIONS (description = 'Id of the account.'),
  name STRING NOT NULL OPTIONS (description = 'Name of the account.')
)
PARTITION BY TIMESTAMP_TRUNC(received_at, DAY)
OPTIONS (description = 'Every group call, with the traits that it gave the account.');

-- New: the event "Refund Issued"
CREATE TABLE refund_issued (
  id STRING NOT NULL OPTIONS (description = 'Id of the message: each call has its own.'),
  anonymous_id STRING OPTIONS (description = 'Id of the device or browser before the person is known. PII: pseudonymous.'),
  user_id STRING OPTIONS (description = 'Id of the person, once they are known. PII: pseudonymous.'),
  timestamp TIMESTAMP NOT NULL OPTIONS (description = 'When it happened, corrected for a wrong clock of the device.'),
  original_timestamp TIMESTAMP OPTIONS (description = 'When it happened by the device\'s own clock.'),
  sent_at TIMESTAMP OPTIONS (description = 'When the device sent it, by its own clock.'),
  received_at TIMESTAMP NOT NULL OPTIONS (description = 'When it was received: the time to query by.'),
  event STRING NOT NULL OPTIONS (description = 'Name of the event in snake case: that of its table.'),
  event_text STRING NOT NULL OPTIONS (description = 'Name of the event as it was sent.'),
  reason STRING
)
PARTITION BY TIMESTAMP_TRUNC(received_at, DAY)
OPTIONS (description = 'Each call of the event Refund Issued.');

ALTER TABLE pages ADD COLUMN depth INT64;

ALTER TABLE identifies ALTER COLUMN plan SET OPTIONS (description = 'What they pay for. One of: free, paid, enterprise.');

ALTER TABLE users ALTER COLUMN plan SET OPTIONS (description = 'What they pay for. One of: free, paid, enterprise.');

-- Dropped: no longer in the plan
ALTER TABLE basket_viewed DROP COLUMN legacy;
ALTER TABLE basket_viewed ADD COLUMN currency STRING OPTIONS (description = 'Of the total. One of: EUR, USD.');
ALTER TABLE basket_viewed ALTER COLUMN cart_id SET OPTIONS (description = 'The basket.');
-- size was INT64 and is FLOAT64 now
ALTER TABLE basket_viewed ALTER COLUMN size SET DATA TYPE FLOAT64;
-- size is no longer required, or may be null now
ALTER TABLE basket_viewed ALTER COLUMN size DROP NOT NULL;
-- Required, and without NOT NULL for the sake of older rows: currency (BigQuery gives it to new tables alone)
ALTER TABLE basket_viewed SET OPTIONS (description = 'A person looks at the basket.');

ALTER TABLE order_placed ALTER COLUMN order_id SET OPTIONS (description = 'The order. Deprecated: Since May. Use order instead.');
-- order was INT64 and is STRING now, which BigQuery does not change in place
ALTER TABLE order_placed ADD COLUMN order_new STRING OPTIONS (description = 'The how-manieth it is.');
UPDATE order_placed SET order_new = CAST(`order` AS STRING) WHERE NOT `order` IS NULL;
ALTER TABLE order_placed DROP COLUMN `order`;
ALTER TABLE order_placed RENAME COLUMN order_new TO `order`;
-- paid_on was DATE and is TIMESTAMP now, which BigQuery does not change in place. Its days begin in the time zone of the session
ALTER TABLE order_placed ADD COLUMN paid_on_new TIMESTAMP OPTIONS (description = 'When it was paid.');
UPDATE order_placed SET paid_on_new = CAST(paid_on AS TIMESTAMP) WHERE NOT paid_on IS NULL;
ALTER TABLE order_placed DROP COLUMN paid_on;
ALTER TABLE order_placed RENAME COLUMN paid_on_new TO paid_on;
-- Required, and without NOT NULL for the sake of older rows: order, paid_on, gift (BigQuery gives it to new tables alone)
ALTER TABLE order_placed SET OPTIONS (description = 'Money changes hands. Deprecated: use Basket Viewed instead.');
