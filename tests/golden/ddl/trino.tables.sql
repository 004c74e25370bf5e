-- shop 1.0.0 in Trino, a table for each event. Written by `plan export ddl`.
-- NOT NULL: what every call that obeys the plan carries. A call that breaks it cannot be loaded;
-- `--not-null keys` leaves it to ids and times.

CREATE SCHEMA IF NOT EXISTS analytics;

CREATE TABLE analytics.tracks (
  id VARCHAR NOT NULL COMMENT 'Id of the message: each call has its own.',
  anonymous_id VARCHAR COMMENT 'Id of the device or browser before the person is known. PII: pseudonymous.',
  user_id VARCHAR COMMENT 'Id of the person, once they are known. PII: pseudonymous.',
  timestamp TIMESTAMP(6) WITH TIME ZONE NOT NULL COMMENT 'When it happened, corrected for a wrong clock of the device.',
  original_timestamp TIMESTAMP(6) WITH TIME ZONE COMMENT 'When it happened by the device''s own clock.',
  sent_at TIMESTAMP(6) WITH TIME ZONE COMMENT 'When the device sent it, by its own clock.',
  received_at TIMESTAMP(6) WITH TIME ZONE NOT NULL COMMENT 'When it was received: the time to query by.',
  event VARCHAR NOT NULL COMMENT 'Name of the event in snake case: that of its table.',
  event_text VARCHAR NOT NULL COMMENT 'Name of the event as it was sent.',
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
)
COMMENT 'Every track call, whatever its event: what all of them have in common.'
WITH (partitioning = ARRAY['day(received_at)']);

CREATE TABLE analytics.pages (
  id VARCHAR NOT NULL COMMENT 'Id of the message: each call has its own.',
  anonymous_id VARCHAR COMMENT 'Id of the device or browser before the person is known. PII: pseudonymous.',
  user_id VARCHAR COMMENT 'Id of the person, once they are known. PII: pseudonymous.',
  timestamp TIMESTAMP(6) WITH TIME ZONE NOT NULL COMMENT 'When it happened, corrected for a wrong clock of the device.',
  original_timestamp TIMESTAMP(6) WITH TIME ZONE COMMENT 'When it happened by the device''s own clock.',
  sent_at TIMESTAMP(6) WITH TIME ZONE COMMENT 'When the device sent it, by its own clock.',
  received_at TIMESTAMP(6) WITH TIME ZONE NOT NULL COMMENT 'When it was received: the time to query by.',
  name VARCHAR COMMENT 'Name of the page or screen.',
  title VARCHAR NOT NULL COMMENT 'Its title.',
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
)
COMMENT 'Every page call.'
WITH (partitioning = ARRAY['day(received_at)']);

CREATE TABLE analytics.identifies (
  id VARCHAR NOT NULL COMMENT 'Id of the message: each call has its own.',
  anonymous_id VARCHAR COMMENT 'Id of the device or browser before the person is known. PII: pseudonymous.',
  user_id VARCHAR COMMENT 'Id of the person, once they are known. PII: pseudonymous.',
  timestamp TIMESTAMP(6) WITH TIME ZONE NOT NULL COMMENT 'When it happened, corrected for a wrong clock of the device.',
  original_timestamp TIMESTAMP(6) WITH TIME ZONE COMMENT 'When it happened by the device''s own clock.',
  sent_at TIMESTAMP(6) WITH TIME ZONE COMMENT 'When the device sent it, by its own clock.',
  received_at TIMESTAMP(6) WITH TIME ZONE NOT NULL COMMENT 'When it was received: the time to query by.',
  email VARCHAR COMMENT 'Address of the person. PII: personal.',
  plan VARCHAR NOT NULL COMMENT 'What they pay for. One of: free, paid.',
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
)
COMMENT 'Every identify call, with the traits that it gave the person.'
WITH (partitioning = ARRAY['day(received_at)']);

CREATE TABLE analytics.users (
  id VARCHAR NOT NULL COMMENT 'Id of the person: the user_id of other tables. PII: pseudonymous.',
  received_at TIMESTAMP(6) WITH TIME ZONE NOT NULL COMMENT 'When the last identify call was received.',
  email VARCHAR COMMENT 'Address of the person. PII: personal.',
  plan VARCHAR NOT NULL COMMENT 'What they pay for. One of: free, paid.'
)
COMMENT 'Each person once, with their latest traits.';

CREATE TABLE analytics.cart_viewed (
  id VARCHAR NOT NULL COMMENT 'Id of the message: each call has its own.',
  anonymous_id VARCHAR COMMENT 'Id of the device or browser before the person is known. PII: pseudonymous.',
  user_id VARCHAR COMMENT 'Id of the person, once they are known. PII: pseudonymous.',
  timestamp TIMESTAMP(6) WITH TIME ZONE NOT NULL COMMENT 'When it happened, corrected for a wrong clock of the device.',
  original_timestamp TIMESTAMP(6) WITH TIME ZONE COMMENT 'When it happened by the device''s own clock.',
  sent_at TIMESTAMP(6) WITH TIME ZONE COMMENT 'When the device sent it, by its own clock.',
  received_at TIMESTAMP(6) WITH TIME ZONE NOT NULL COMMENT 'When it was received: the time to query by.',
  event VARCHAR NOT NULL COMMENT 'Name of the event in snake case: that of its table.',
  event_text VARCHAR NOT NULL COMMENT 'Name of the event as it was sent.',
  cart_id VARCHAR NOT NULL COMMENT 'The cart.',
  size BIGINT NOT NULL COMMENT 'Things in it.',
  total DOUBLE NOT NULL COMMENT 'What it costs.',
  legacy VARCHAR NOT NULL COMMENT 'What it was called.',
  utm_source VARCHAR COMMENT 'Who sent the person.',
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
)
COMMENT 'A person looks at the cart.'
WITH (partitioning = ARRAY['day(received_at)']);

CREATE TABLE analytics.order_placed (
  id VARCHAR NOT NULL COMMENT 'Id of the message: each call has its own.',
  anonymous_id VARCHAR COMMENT 'Id of the device or browser before the person is known. PII: pseudonymous.',
  user_id VARCHAR COMMENT 'Id of the person, once they are known. PII: pseudonymous.',
  timestamp TIMESTAMP(6) WITH TIME ZONE NOT NULL COMMENT 'When it happened, corrected for a wrong clock of the device.',
  original_timestamp TIMESTAMP(6) WITH TIME ZONE COMMENT 'When it happened by the device''s own clock.',
  sent_at TIMESTAMP(6) WITH TIME ZONE COMMENT 'When the device sent it, by its own clock.',
  received_at TIMESTAMP(6) WITH TIME ZONE NOT NULL COMMENT 'When it was received: the time to query by.',
  event VARCHAR NOT NULL COMMENT 'Name of the event in snake case: that of its table.',
  event_text VARCHAR NOT NULL COMMENT 'Name of the event as it was sent.',
  order_id VARCHAR NOT NULL COMMENT 'The order.',
  "order" BIGINT NOT NULL COMMENT 'The how-manieth it is.',
  paid_on DATE NOT NULL COMMENT 'The day it was paid.',
  gift BOOLEAN COMMENT 'Whether it is a gift.',
  lines VARCHAR NOT NULL COMMENT 'What is in it. JSON as text.',
  context_library_name VARCHAR,
  context_library_version VARCHAR,
  context_ip VARCHAR
)
COMMENT 'Money changes hands.'
WITH (partitioning = ARRAY['day(received_at)']);

CREATE TABLE analytics.coupon_shown (
  id VARCHAR NOT NULL COMMENT 'Id of the message: each call has its own.',
  anonymous_id VARCHAR COMMENT 'Id of the device or browser before the person is known. PII: pseudonymous.',
  user_id VARCHAR COMMENT 'Id of the person, once they are known. PII: pseudonymous.',
  timestamp TIMESTAMP(6) WITH TIME ZONE NOT NULL COMMENT 'When it happened, corrected for a wrong clock of the device.',
  original_timestamp TIMESTAMP(6) WITH TIME ZONE COMMENT 'When it happened by the device''s own clock.',
  sent_at TIMESTAMP(6) WITH TIME ZONE COMMENT 'When the device sent it, by its own clock.',
  received_at TIMESTAMP(6) WITH TIME ZONE NOT NULL COMMENT 'When it was received: the time to query by.',
  event VARCHAR NOT NULL COMMENT 'Name of the event in snake case: that of its table.',
  event_text VARCHAR NOT NULL COMMENT 'Name of the event as it was sent.',
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
)
COMMENT 'Each call of the event Coupon Shown.'
WITH (partitioning = ARRAY['day(received_at)']);
