-- shop 2.0.0 in PostgreSQL, a table for each event. Written by `plan export ddl`.
-- From shop 1.0.0. Nothing is dropped.

-- Kept: the table coupon_shown; the plan no longer has the event "Coupon Shown" (nothing is dropped without --drop)

-- "Cart Viewed" is "Basket Viewed" now; rows from before keep the old name in event_text
ALTER TABLE cart_viewed RENAME TO basket_viewed;

-- New: group calls
CREATE TABLE groups (
  id TEXT NOT NULL,
  anonymous_id TEXT,
  user_id TEXT,
  timestamp TIMESTAMPTZ NOT NULL,
  original_timestamp TIMESTAMPTZ,
  sent_at TIMESTAMPTZ,
  received_at TIMESTAMPTZ NOT NULL,
  group_id TEXT,
  name TEXT NOT NULL
);
COMMENT ON TABLE groups IS 'Every group call, with the traits that it gave the account.';
COMMENT ON COLUMN groups.id IS 'Id of the message: each call has its own.';
COMMENT ON COLUMN groups.anonymous_id IS 'Id of the device or browser before the person is known. PII: pseudonymous.';
COMMENT ON COLUMN groups.user_id IS 'Id of the person, once they are known. PII: pseudonymous.';
COMMENT ON COLUMN groups.timestamp IS 'When it happened, corrected for a wrong clock of the device.';
COMMENT ON COLUMN groups.original_timestamp IS 'When it happened by the device''s own clock.';
COMMENT ON COLUMN groups.sent_at IS 'When the device sent it, by its own clock.';
COMMENT ON COLUMN groups.received_at IS 'When it was received: the time to query by.';
COMMENT ON COLUMN groups.group_id IS 'Id of the account.';
COMMENT ON COLUMN groups.name IS 'Name of the account.';

-- New: the event "Refund Issued"
CREATE TABLE refund_issued (
  id TEXT NOT NULL,
  anonymous_id TEXT,
  user_id TEXT,
  timestamp TIMESTAMPTZ NOT NULL,
  original_timestamp TIMESTAMPTZ,
  sent_at TIMESTAMPTZ,
  received_at TIMESTAMPTZ NOT NULL,
  event TEXT NOT NULL,
  event_text TEXT NOT NULL,
  reason TEXT
);
COMMENT ON TABLE refund_issued IS 'Each call of the event Refund Issued.';
COMMENT ON COLUMN refund_issued.id IS 'Id of the message: each call has its own.';
COMMENT ON COLUMN refund_issued.anonymous_id IS 'Id of the device or browser before the person is known. PII: pseudonymous.';
COMMENT ON COLUMN refund_issued.user_id IS 'Id of the person, once they are known. PII: pseudonymous.';
COMMENT ON COLUMN refund_issued.timestamp IS 'When it happened, corrected for a wrong clock of the device.';
COMMENT ON COLUMN refund_issued.original_timestamp IS 'When it happened by the device''s own clock.';
COMMENT ON COLUMN refund_issued.sent_at IS 'When the device sent it, by its own clock.';
COMMENT ON COLUMN refund_issued.received_at IS 'When it was received: the time to query by.';
COMMENT ON COLUMN refund_issued.event IS 'Name of the event in snake case: that of its table.';
COMMENT ON COLUMN refund_issued.event_text IS 'Name of the event as it was sent.';

ALTER TABLE pages ADD COLUMN depth BIGINT;

COMMENT ON COLUMN identifies.plan IS 'What they pay for. One of: free, paid, enterprise.';

COMMENT ON COLUMN users.plan IS 'What they pay for. One of: free, paid, enterprise.';

-- Nothing fills legacy any more
ALTER TABLE basket_viewed ALTER COLUMN legacy DROP NOT NULL;
-- Kept, though no longer in the plan: legacy (nothing is dropped without --drop)
ALTER TABLE basket_viewed ADD COLUMN currency TEXT;
COMMENT ON COLUMN basket_viewed.currency IS 'Of the total. One of: EUR, USD.';
COMMENT ON COLUMN basket_viewed.cart_id IS 'The basket.';
-- size was BIGINT and is DOUBLE PRECISION now
ALTER TABLE basket_viewed ALTER COLUMN size SET DATA TYPE DOUBLE PRECISION USING CAST(size AS DOUBLE PRECISION);
-- size is no longer required, or may be null now
ALTER TABLE basket_viewed ALTER COLUMN size DROP NOT NULL;
-- Required, and without NOT NULL for the sake of older rows: currency (--tighten gives it)
COMMENT ON TABLE basket_viewed IS 'A person looks at the basket.';

COMMENT ON COLUMN order_placed.order_id IS 'The order. Deprecated: Since May. Use order instead.';
-- order was BIGINT and is TEXT now
ALTER TABLE order_placed ALTER COLUMN "order" SET DATA TYPE TEXT USING CAST("order" AS TEXT);
-- paid_on was DATE and is TIMESTAMPTZ now. Its days begin in the time zone of the session
ALTER TABLE order_placed ALTER COLUMN paid_on SET DATA TYPE TIMESTAMPTZ USING CAST(paid_on AS TIMESTAMPTZ);
COMMENT ON COLUMN order_placed.paid_on IS 'When it was paid.';
-- Required, and without NOT NULL for the sake of older rows: gift (--tighten gives it)
COMMENT ON TABLE order_placed IS 'Money changes hands. Deprecated: use Basket Viewed instead.';
