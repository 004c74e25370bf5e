-- shop 2.0.0 in Amazon Redshift, a table for each event. Written by `plan export ddl`.
-- From shop 1.0.0. Nothing is dropped.

-- Kept: the table coupon_shown; the plan no longer has the event "Coupon Shown" (nothing is dropped without --drop)

-- "Cart Viewed" is "Basket Viewed" now; rows from before keep the old name in event_text
ALTER TABLE cart_viewed RENAME TO basket_viewed;

-- New: group calls
CREATE TABLE groups (
  id VARCHAR(65535) NOT NULL,
  anonymous_id VARCHAR(65535),
  user_id VARCHAR(65535),
  "timestamp" TIMESTAMPTZ NOT NULL,
  original_timestamp TIMESTAMPTZ,
  sent_at TIMESTAMPTZ,
  received_at TIMESTAMPTZ NOT NULL,
  group_id VARCHAR(65535),
  name VARCHAR(65535) NOT NULL
)
SORTKEY (received_at);
COMMENT ON TABLE groups IS 'Every group call, with the traits that it gave the account.';
COMMENT ON COLUMN groups.id IS 'Id of the message: each call has its own.';
COMMENT ON COLUMN groups.anonymous_id IS 'Id of the device or browser before the person is known. PII: pseudonymous.';
COMMENT ON COLUMN groups.user_id IS 'Id of the person, once they are known. PII: pseudonymous.';
COMMENT ON COLUMN groups."timestamp" IS 'When it happened, corrected for a wrong clock of the device.';
COMMENT ON COLUMN groups.original_timestamp IS 'When it happened by the device\'s own clock.';
COMMENT ON COLUMN groups.sent_at IS 'When the device sent it, by its own clock.';
COMMENT ON COLUMN groups.received_at IS 'When it was received: the time to query by.';
COMMENT ON COLUMN groups.group_id IS 'Id of the account.';
COMMENT ON COLUMN groups.name IS 'Name of the account.';

-- New: the event "Refund Issued"
CREATE TABLE refund_issued (
  id VARCHAR(65535) NOT NULL,
  anonymous_id VARCHAR(65535),
  user_id VARCHAR(65535),
  "timestamp" TIMESTAMPTZ NOT NULL,
  original_timestamp TIMESTAMPTZ,
  sent_at TIMESTAMPTZ,
  received_at TIMESTAMPTZ NOT NULL,
  event VARCHAR(65535) NOT NULL,
  event_text VARCHAR(65535) NOT NULL,
  reason VARCHAR(65535)
)
SORTKEY (received_at);
COMMENT ON TABLE refund_issued IS 'Each call of the event Refund Issued.';
COMMENT ON COLUMN refund_issued.id IS 'Id of the message: each call has its own.';
COMMENT ON COLUMN refund_issued.anonymous_id IS 'Id of the device or browser before the person is known. PII: pseudonymous.';
COMMENT ON COLUMN refund_issued.user_id IS 'Id of the person, once they are known. PII: pseudonymous.';
COMMENT ON COLUMN refund_issued."timestamp" IS 'When it happened, corrected for a wrong clock of the device.';
COMMENT ON COLUMN refund_issued.original_timestamp IS 'When it happened by the device\'s own clock.';
COMMENT ON COLUMN refund_issued.sent_at IS 'When the device sent it, by its own clock.';
COMMENT ON COLUMN refund_issued.received_at IS 'When it was received: the time to query by.';
COMMENT ON COLUMN refund_issued.event IS 'Name of the event in snake case: that of its table.';
COMMENT ON COLUMN refund_issued.event_text IS 'Name of the event as it was sent.';

ALTER TABLE pages ADD COLUMN depth BIGINT;

COMMENT ON COLUMN identifies.plan IS 'What they pay for. One of: free, paid, enterprise.';

COMMENT ON COLUMN users.plan IS 'What they pay for. One of: free, paid, enterprise.';

-- Nothing fills legacy any more. Amazon Redshift cannot take NOT NULL away: a copy takes its place
ALTER TABLE basket_viewed ADD COLUMN legacy_new VARCHAR(65535);
UPDATE basket_viewed SET legacy_new = legacy WHERE NOT legacy IS NULL;
ALTER TABLE basket_viewed DROP COLUMN legacy;
ALTER TABLE basket_viewed RENAME COLUMN legacy_new TO legacy;
COMMENT ON COLUMN basket_viewed.legacy IS 'What it was called.';
-- Kept, though no longer in the plan: legacy (nothing is dropped without --drop)
ALTER TABLE basket_viewed ADD COLUMN currency VARCHAR(65535);
COMMENT ON COLUMN basket_viewed.currency IS 'Of the total. One of: EUR, USD.';
COMMENT ON COLUMN basket_viewed.cart_id IS 'The basket.';
-- size was BIGINT and is DOUBLE PRECISION now, which Amazon Redshift does not change in place
ALTER TABLE basket_viewed ADD COLUMN size_new DOUBLE PRECISION;
UPDATE basket_viewed SET size_new = CAST(size AS DOUBLE PRECISION) WHERE NOT size IS NULL;
ALTER TABLE basket_viewed ADD COLUMN size_before BIGINT;
UPDATE basket_viewed SET size_before = size WHERE NOT size IS NULL;
ALTER TABLE basket_viewed DROP COLUMN size;
ALTER TABLE basket_viewed RENAME COLUMN size_new TO size;
COMMENT ON COLUMN basket_viewed.size IS 'Things in it.';
-- Required, and without NOT NULL for the sake of older rows: currency (Amazon Redshift gives it to new tables alone)
COMMENT ON TABLE basket_viewed IS 'A person looks at the basket.';

COMMENT ON COLUMN order_placed.order_id IS 'The order. Deprecated: Since May. Use order instead.';
-- order was BIGINT and is VARCHAR(65535) now, which Amazon Redshift does not change in place
ALTER TABLE order_placed ADD COLUMN order_new VARCHAR(65535);
UPDATE order_placed SET order_new = CAST("order" AS VARCHAR(65535)) WHERE NOT "order" IS NULL;
ALTER TABLE order_placed ADD COLUMN order_before BIGINT;
UPDATE order_placed SET order_before = "order" WHERE NOT "order" IS NULL;
ALTER TABLE order_placed DROP COLUMN "order";
ALTER TABLE order_placed RENAME COLUMN order_new TO "order";
COMMENT ON COLUMN order_placed."order" IS 'The how-manieth it is.';
-- paid_on was DATE and is TIMESTAMPTZ now, which Amazon Redshift does not change in place. Its days begin in the time zone of the session
ALTER TABLE order_placed ADD COLUMN paid_on_new TIMESTAMPTZ;
UPDATE order_placed SET paid_on_new = CAST(paid_on AS TIMESTAMPTZ) WHERE NOT paid_on IS NULL;
ALTER TABLE order_placed ADD COLUMN paid_on_before DATE;
UPDATE order_placed SET paid_on_before = paid_on WHERE NOT paid_on IS NULL;
ALTER TABLE order_placed DROP COLUMN paid_on;
ALTER TABLE order_placed RENAME COLUMN paid_on_new TO paid_on;
COMMENT ON COLUMN order_placed.paid_on IS 'When it was paid.';
-- Required, and without NOT NULL for the sake of older rows: order, paid_on, gift (Amazon Redshift gives it to new tables alone)
COMMENT ON TABLE order_placed IS 'Money changes hands. Deprecated: use Basket Viewed instead.';
