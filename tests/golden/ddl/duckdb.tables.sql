-- shop 1.0.0 in DuckDB, a table for each event. Written by `plan export ddl`.
-- NOT NULL: what every call that obeys the plan carries. A call that breaks it cannot be loaded;
-- `--not-null keys` leaves it to ids and times.

CREATE SCHEMA IF NOT EXISTS analytics;

CREATE TABLE analytics.tracks (
  id VARCHAR NOT NULL,
  anonymous_id VARCHAR,
  user_id VARCHAR,
  timestamp TIMESTAMPTZ NOT NULL,
  original_timestamp TIMESTAMPTZ,
  sent_at TIMESTAMPTZ,
  received_at TIMESTAMPTZ NOT NULL,
  event VARCHAR NOT NULL,
  event_text VARCHAR NOT NULL,
  context_library_name VARCHAR,
  context_library_version VARCHAR,
  context_ip VARCHAR,
  context_locale VARCHAR,
  context_timezone VARCHAR,
  context_user_agent VARCHAR,
  context_page_path VARCHAR,
  context_page_referrer VARCHAR,
  context_page_search VARCHAR,
  context_page_title VARCHAR,
  context_page_url VARCHAR,
  context_campaign_name VARCHAR,
  context_campaign_source VARCHAR,
  context_campaign_medium VARCHAR,
  context_campaign_term VARCHAR,
  context_campaign_content VARCHAR
);
COMMENT ON TABLE analytics.tracks IS 'Every track call, whatever its event: what all of them have in common.';
COMMENT ON COLUMN analytics.tracks.id IS 'Id of the message: each call has its own.';
COMMENT ON COLUMN analytics.tracks.anonymous_id IS 'Id of the device or browser before the person is known. PII: pseudonymous.';
COMMENT ON COLUMN analytics.tracks.user_id IS 'Id of the person, once they are known. PII: pseudonymous.';
COMMENT ON COLUMN analytics.tracks.timestamp IS 'When it happened, corrected for a wrong clock of the device.';
COMMENT ON COLUMN analytics.tracks.original_timestamp IS 'When it happened by the device''s own clock.';
COMMENT ON COLUMN analytics.tracks.sent_at IS 'When the device sent it, by its own clock.';
COMMENT ON COLUMN analytics.tracks.received_at IS 'When it was received: the time to query by.';
COMMENT ON COLUMN analytics.tracks.event IS 'Name of the event in snake case: that of its table.';
COMMENT ON COLUMN analytics.tracks.event_text IS 'Name of the event as it was sent.';

CREATE TABLE analytics.pages (
  id VARCHAR NOT NULL,
  anonymous_id VARCHAR,
  user_id VARCHAR,
  timestamp TIMESTAMPTZ NOT NULL,
  original_timestamp TIMESTAMPTZ,
  sent_at TIMESTAMPTZ,
  received_at TIMESTAMPTZ NOT NULL,
  name VARCHAR,
  title VARCHAR NOT NULL,
  context_library_name VARCHAR,
  context_library_version VARCHAR,
  context_ip VARCHAR,
  context_locale VARCHAR,
  context_timezone VARCHAR,
  context_user_agent VARCHAR,
  context_page_path VARCHAR,
  context_page_referrer VARCHAR,
  context_page_search VARCHAR,
  context_page_title VARCHAR,
  context_page_url VARCHAR,
  context_campaign_name VARCHAR,
  context_campaign_source VARCHAR,
  context_campaign_medium VARCHAR,
  context_campaign_term VARCHAR,
  context_campaign_content VARCHAR
);
COMMENT ON TABLE analytics.pages IS 'Every page call.';
COMMENT ON COLUMN analytics.pages.id IS 'Id of the message: each call has its own.';
COMMENT ON COLUMN analytics.pages.anonymous_id IS 'Id of the device or browser before the person is known. PII: pseudonymous.';
COMMENT ON COLUMN analytics.pages.user_id IS 'Id of the person, once they are known. PII: pseudonymous.';
COMMENT ON COLUMN analytics.pages.timestamp IS 'When it happened, corrected for a wrong clock of the device.';
COMMENT ON COLUMN analytics.pages.original_timestamp IS 'When it happened by the device''s own clock.';
COMMENT ON COLUMN analytics.pages.sent_at IS 'When the device sent it, by its own clock.';
COMMENT ON COLUMN analytics.pages.received_at IS 'When it was received: the time to query by.';
COMMENT ON COLUMN analytics.pages.name IS 'Name of the page or screen.';
COMMENT ON COLUMN analytics.pages.title IS 'Its title.';

CREATE TABLE analytics.identifies (
  id VARCHAR NOT NULL,
  anonymous_id VARCHAR,
  user_id VARCHAR,
  timestamp TIMESTAMPTZ NOT NULL,
  original_timestamp TIMESTAMPTZ,
  sent_at TIMESTAMPTZ,
  received_at TIMESTAMPTZ NOT NULL,
  email VARCHAR,
  plan VARCHAR NOT NULL,
  context_library_name VARCHAR,
  context_library_version VARCHAR,
  context_ip VARCHAR,
  context_locale VARCHAR,
  context_timezone VARCHAR,
  context_user_agent VARCHAR,
  context_page_path VARCHAR,
  context_page_referrer VARCHAR,
  context_page_search VARCHAR,
  context_page_title VARCHAR,
  context_page_url VARCHAR,
  context_campaign_name VARCHAR,
  context_campaign_source VARCHAR,
  context_campaign_medium VARCHAR,
  context_campaign_term VARCHAR,
  context_campaign_content VARCHAR
);
COMMENT ON TABLE analytics.identifies IS 'Every identify call, with the traits that it gave the person.';
COMMENT ON COLUMN analytics.identifies.id IS 'Id of the message: each call has its own.';
COMMENT ON COLUMN analytics.identifies.anonymous_id IS 'Id of the device or browser before the person is known. PII: pseudonymous.';
COMMENT ON COLUMN analytics.identifies.user_id IS 'Id of the person, once they are known. PII: pseudonymous.';
COMMENT ON COLUMN analytics.identifies.timestamp IS 'When it happened, corrected for a wrong clock of the device.';
COMMENT ON COLUMN analytics.identifies.original_timestamp IS 'When it happened by the device''s own clock.';
COMMENT ON COLUMN analytics.identifies.sent_at IS 'When the device sent it, by its own clock.';
COMMENT ON COLUMN analytics.identifies.received_at IS 'When it was received: the time to query by.';
COMMENT ON COLUMN analytics.identifies.email IS 'Address of the person. PII: personal.';
COMMENT ON COLUMN analytics.identifies.plan IS 'What they pay for. One of: free, paid.';

CREATE TABLE analytics.users (
  id VARCHAR NOT NULL,
  received_at TIMESTAMPTZ NOT NULL,
  email VARCHAR,
  plan VARCHAR NOT NULL
);
COMMENT ON TABLE analytics.users IS 'Each person once, with their latest traits.';
COMMENT ON COLUMN analytics.users.id IS 'Id of the person: the user_id of other tables. PII: pseudonymous.';
COMMENT ON COLUMN analytics.users.received_at IS 'When the last identify call was received.';
COMMENT ON COLUMN analytics.users.email IS 'Address of the person. PII: personal.';
COMMENT ON COLUMN analytics.users.plan IS 'What they pay for. One of: free, paid.';

CREATE TABLE analytics.cart_viewed (
  id VARCHAR NOT NULL,
  anonymous_id VARCHAR,
  user_id VARCHAR,
  timestamp TIMESTAMPTZ NOT NULL,
  original_timestamp TIMESTAMPTZ,
  sent_at TIMESTAMPTZ,
  received_at TIMESTAMPTZ NOT NULL,
  event VARCHAR NOT NULL,
  event_text VARCHAR NOT NULL,
  cart_id VARCHAR NOT NULL,
  size BIGINT NOT NULL,
  total DOUBLE NOT NULL,
  legacy VARCHAR NOT NULL,
  utm_source VARCHAR,
  context_library_name VARCHAR,
  context_library_version VARCHAR,
  context_ip VARCHAR,
  context_locale VARCHAR,
  context_timezone VARCHAR,
  context_user_agent VARCHAR,
  context_page_path VARCHAR,
  context_page_referrer VARCHAR,
  context_page_search VARCHAR,
  context_page_title VARCHAR,
  context_page_url VARCHAR,
  context_campaign_name VARCHAR,
  context_campaign_source VARCHAR,
  context_campaign_medium VARCHAR,
  context_campaign_term VARCHAR,
  context_campaign_content VARCHAR
);
COMMENT ON TABLE analytics.cart_viewed IS 'A person looks at the cart.';
COMMENT ON COLUMN analytics.cart_viewed.id IS 'Id of the message: each call has its own.';
COMMENT ON COLUMN analytics.cart_viewed.anonymous_id IS 'Id of the device or browser before the person is known. PII: pseudonymous.';
COMMENT ON COLUMN analytics.cart_viewed.user_id IS 'Id of the person, once they are known. PII: pseudonymous.';
COMMENT ON COLUMN analytics.cart_viewed.timestamp IS 'When it happened, corrected for a wrong clock of the device.';
COMMENT ON COLUMN analytics.cart_viewed.original_timestamp IS 'When it happened by the device''s own clock.';
COMMENT ON COLUMN analytics.cart_viewed.sent_at IS 'When the device sent it, by its own clock.';
COMMENT ON COLUMN analytics.cart_viewed.received_at IS 'When it was received: the time to query by.';
COMMENT ON COLUMN analytics.cart_viewed.event IS 'Name of the event in snake case: that of its table.';
COMMENT ON COLUMN analytics.cart_viewed.event_text IS 'Name of the event as it was sent.';
COMMENT ON COLUMN analytics.cart_viewed.cart_id IS 'The cart.';
COMMENT ON COLUMN analytics.cart_viewed.size IS 'Things in it.';
COMMENT ON COLUMN analytics.cart_viewed.total IS 'What it costs.';
COMMENT ON COLUMN analytics.cart_viewed.legacy IS 'What it was called.';
COMMENT ON COLUMN analytics.cart_viewed.utm_source IS 'Who sent the person.';

CREATE TABLE analytics.order_placed (
  id VARCHAR NOT NULL,
  anonymous_id VARCHAR,
  user_id VARCHAR,
  timestamp TIMESTAMPTZ NOT NULL,
  original_timestamp TIMESTAMPTZ,
  sent_at TIMESTAMPTZ,
  received_at TIMESTAMPTZ NOT NULL,
  event VARCHAR NOT NULL,
  event_text VARCHAR NOT NULL,
  order_id VARCHAR NOT NULL,
  "order" BIGINT NOT NULL,
  paid_on DATE NOT NULL,
  gift BOOLEAN,
  lines VARCHAR NOT NULL,
  context_library_name VARCHAR,
  context_library_version VARCHAR,
  context_ip VARCHAR
);
COMMENT ON TABLE analytics.order_placed IS 'Money changes hands.';
COMMENT ON COLUMN analytics.order_placed.id IS 'Id of the message: each call has its own.';
COMMENT ON COLUMN analytics.order_placed.anonymous_id IS 'Id of the device or browser before the person is known. PII: pseudonymous.';
COMMENT ON COLUMN analytics.order_placed.user_id IS 'Id of the person, once they are known. PII: pseudonymous.';
COMMENT ON COLUMN analytics.order_placed.timestamp IS 'When it happened, corrected for a wrong clock of the device.';
COMMENT ON COLUMN analytics.order_placed.original_timestamp IS 'When it happened by the device''s own clock.';
COMMENT ON COLUMN analytics.order_placed.sent_at IS 'When the device sent it, by its own clock.';
COMMENT ON COLUMN analytics.order_placed.received_at IS 'When it was received: the time to query by.';
COMMENT ON COLUMN analytics.order_placed.event IS 'Name of the event in snake case: that of its table.';
COMMENT ON COLUMN analytics.order_placed.event_text IS 'Name of the event as it was sent.';
COMMENT ON COLUMN analytics.order_placed.order_id IS 'The order.';
COMMENT ON COLUMN analytics.order_placed."order" IS 'The how-manieth it is.';
COMMENT ON COLUMN analytics.order_placed.paid_on IS 'The day it was paid.';
COMMENT ON COLUMN analytics.order_placed.gift IS 'Whether it is a gift.';
COMMENT ON COLUMN analytics.order_placed.lines IS 'What is in it. JSON as text.';

CREATE TABLE analytics.coupon_shown (
  id VARCHAR NOT NULL,
  anonymous_id VARCHAR,
  user_id VARCHAR,
  timestamp TIMESTAMPTZ NOT NULL,
  original_timestamp TIMESTAMPTZ,
  sent_at TIMESTAMPTZ,
  received_at TIMESTAMPTZ NOT NULL,
  event VARCHAR NOT NULL,
  event_text VARCHAR NOT NULL,
  code VARCHAR NOT NULL,
  context_library_name VARCHAR,
  context_library_version VARCHAR,
  context_ip VARCHAR,
  context_locale VARCHAR,
  context_timezone VARCHAR,
  context_user_agent VARCHAR,
  context_page_path VARCHAR,
  context_page_referrer VARCHAR,
  context_page_search VARCHAR,
  context_page_title VARCHAR,
  context_page_url VARCHAR,
  context_campaign_name VARCHAR,
  context_campaign_source VARCHAR,
  context_campaign_medium VARCHAR,
  context_campaign_term VARCHAR,
  context_campaign_content VARCHAR
);
COMMENT ON TABLE analytics.coupon_shown IS 'Each call of the event Coupon Shown.';
COMMENT ON COLUMN analytics.coupon_shown.id IS 'Id of the message: each call has its own.';
COMMENT ON COLUMN analytics.coupon_shown.anonymous_id IS 'Id of the device or browser before the person is known. PII: pseudonymous.';
COMMENT ON COLUMN analytics.coupon_shown.user_id IS 'Id of the person, once they are known. PII: pseudonymous.';
COMMENT ON COLUMN analytics.coupon_shown.timestamp IS 'When it happened, corrected for a wrong clock of the device.';
COMMENT ON COLUMN analytics.coupon_shown.original_timestamp IS 'When it happened by the device''s own clock.';
COMMENT ON COLUMN analytics.coupon_shown.sent_at IS 'When the device sent it, by its own clock.';
COMMENT ON COLUMN analytics.coupon_shown.received_at IS 'When it was received: the time to query by.';
COMMENT ON COLUMN analytics.coupon_shown.event IS 'Name of the event in snake case: that of its table.';
COMMENT ON COLUMN analytics.coupon_shown.event_text IS 'Name of the event as it was sent.';
