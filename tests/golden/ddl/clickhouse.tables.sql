-- shop 1.0.0 in ClickHouse, a table for each event. Written by `plan export ddl`.
-- NOT NULL: what every call that obeys the plan carries. A call that breaks it cannot be loaded;
-- `--not-null keys` leaves it to ids and times.

CREATE DATABASE IF NOT EXISTS analytics;

CREATE TABLE analytics.tracks (
  id String COMMENT 'Id of the message: each call has its own.',
  anonymous_id Nullable(String) COMMENT 'Id of the device or browser before the person is known. PII: pseudonymous.',
  user_id Nullable(String) COMMENT 'Id of the person, once they are known. PII: pseudonymous.',
  "timestamp" DateTime64(3, 'UTC') COMMENT 'When it happened, corrected for a wrong clock of the device.',
  original_timestamp Nullable(DateTime64(3, 'UTC')) COMMENT 'When it happened by the device''s own clock.',
  sent_at Nullable(DateTime64(3, 'UTC')) COMMENT 'When the device sent it, by its own clock.',
  received_at DateTime64(3, 'UTC') COMMENT 'When it was received: the time to query by.',
  event String COMMENT 'Name of the event in snake case: that of its table.',
  event_text String COMMENT 'Name of the event as it was sent.',
  context_library_name Nullable(String),
  context_library_version Nullable(String),
  context_ip Nullable(String),
  context_locale Nullable(String),
  context_timezone Nullable(String),
  context_user_agent Nullable(String),
  context_page_path Nullable(String),
  context_page_referrer Nullable(String),
  context_page_search Nullable(String),
  context_page_title Nullable(String),
  context_page_url Nullable(String),
  context_campaign_name Nullable(String),
  context_campaign_source Nullable(String),
  context_campaign_medium Nullable(String),
  context_campaign_term Nullable(String),
  context_campaign_content Nullable(String)
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(received_at)
ORDER BY (event, received_at, id)
COMMENT 'Every track call, whatever its event: what all of them have in common.';

CREATE TABLE analytics.pages (
  id String COMMENT 'Id of the message: each call has its own.',
  anonymous_id Nullable(String) COMMENT 'Id of the device or browser before the person is known. PII: pseudonymous.',
  user_id Nullable(String) COMMENT 'Id of the person, once they are known. PII: pseudonymous.',
  "timestamp" DateTime64(3, 'UTC') COMMENT 'When it happened, corrected for a wrong clock of the device.',
  original_timestamp Nullable(DateTime64(3, 'UTC')) COMMENT 'When it happened by the device''s own clock.',
  sent_at Nullable(DateTime64(3, 'UTC')) COMMENT 'When the device sent it, by its own clock.',
  received_at DateTime64(3, 'UTC') COMMENT 'When it was received: the time to query by.',
  name Nullable(String) COMMENT 'Name of the page or screen.',
  title String COMMENT 'Its title.',
  context_library_name Nullable(String),
  context_library_version Nullable(String),
  context_ip Nullable(String),
  context_locale Nullable(String),
  context_timezone Nullable(String),
  context_user_agent Nullable(String),
  context_page_path Nullable(String),
  context_page_referrer Nullable(String),
  context_page_search Nullable(String),
  context_page_title Nullable(String),
  context_page_url Nullable(String),
  context_campaign_name Nullable(String),
  context_campaign_source Nullable(String),
  context_campaign_medium Nullable(String),
  context_campaign_term Nullable(String),
  context_campaign_content Nullable(String)
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(received_at)
ORDER BY (received_at, id)
COMMENT 'Every page call.';

CREATE TABLE analytics.identifies (
  id String COMMENT 'Id of the message: each call has its own.',
  anonymous_id Nullable(String) COMMENT 'Id of the device or browser before the person is known. PII: pseudonymous.',
  user_id Nullable(String) COMMENT 'Id of the person, once they are known. PII: pseudonymous.',
  "timestamp" DateTime64(3, 'UTC') COMMENT 'When it happened, corrected for a wrong clock of the device.',
  original_timestamp Nullable(DateTime64(3, 'UTC')) COMMENT 'When it happened by the device''s own clock.',
  sent_at Nullable(DateTime64(3, 'UTC')) COMMENT 'When the device sent it, by its own clock.',
  received_at DateTime64(3, 'UTC') COMMENT 'When it was received: the time to query by.',
  email Nullable(String) COMMENT 'Address of the person. PII: personal.',
  plan String COMMENT 'What they pay for. One of: free, paid.',
  context_library_name Nullable(String),
  context_library_version Nullable(String),
  context_ip Nullable(String),
  context_locale Nullable(String),
  context_timezone Nullable(String),
  context_user_agent Nullable(String),
  context_page_path Nullable(String),
  context_page_referrer Nullable(String),
  context_page_search Nullable(String),
  context_page_title Nullable(String),
  context_page_url Nullable(String),
  context_campaign_name Nullable(String),
  context_campaign_source Nullable(String),
  context_campaign_medium Nullable(String),
  context_campaign_term Nullable(String),
  context_campaign_content Nullable(String)
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(received_at)
ORDER BY (received_at, id)
COMMENT 'Every identify call, with the traits that it gave the person.';

CREATE TABLE analytics.users (
  id String COMMENT 'Id of the person: the user_id of other tables. PII: pseudonymous.',
  received_at DateTime64(3, 'UTC') COMMENT 'When the last identify call was received.',
  email Nullable(String) COMMENT 'Address of the person. PII: personal.',
  plan String COMMENT 'What they pay for. One of: free, paid.'
)
ENGINE = ReplacingMergeTree(received_at)
ORDER BY id
COMMENT 'Each person once, with their latest traits.';

CREATE TABLE analytics.cart_viewed (
  id String COMMENT 'Id of the message: each call has its own.',
  anonymous_id Nullable(String) COMMENT 'Id of the device or browser before the person is known. PII: pseudonymous.',
  user_id Nullable(String) COMMENT 'Id of the person, once they are known. PII: pseudonymous.',
  "timestamp" DateTime64(3, 'UTC') COMMENT 'When it happened, corrected for a wrong clock of the device.',
  original_timestamp Nullable(DateTime64(3, 'UTC')) COMMENT 'When it happened by the device''s own clock.',
  sent_at Nullable(DateTime64(3, 'UTC')) COMMENT 'When the device sent it, by its own clock.',
  received_at DateTime64(3, 'UTC') COMMENT 'When it was received: the time to query by.',
  event String COMMENT 'Name of the event in snake case: that of its table.',
  event_text String COMMENT 'Name of the event as it was sent.',
  cart_id String COMMENT 'The cart.',
  size Int64 COMMENT 'Things in it.',
  total Float64 COMMENT 'What it costs.',
  legacy String COMMENT 'What it was called.',
  utm_source Nullable(String) COMMENT 'Who sent the person.',
  context_library_name Nullable(String),
  context_library_version Nullable(String),
  context_ip Nullable(String),
  context_locale Nullable(String),
  context_timezone Nullable(String),
  context_user_agent Nullable(String),
  context_page_path Nullable(String),
  context_page_referrer Nullable(String),
  context_page_search Nullable(String),
  context_page_title Nullable(String),
  context_page_url Nullable(String),
  context_campaign_name Nullable(String),
  context_campaign_source Nullable(String),
  context_campaign_medium Nullable(String),
  context_campaign_term Nullable(String),
  context_campaign_content Nullable(String)
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(received_at)
ORDER BY (received_at, id)
COMMENT 'A person looks at the cart.';

CREATE TABLE analytics.order_placed (
  id String COMMENT 'Id of the message: each call has its own.',
  anonymous_id Nullable(String) COMMENT 'Id of the device or browser before the person is known. PII: pseudonymous.',
  user_id Nullable(String) COMMENT 'Id of the person, once they are known. PII: pseudonymous.',
  "timestamp" DateTime64(3, 'UTC') COMMENT 'When it happened, corrected for a wrong clock of the device.',
  original_timestamp Nullable(DateTime64(3, 'UTC')) COMMENT 'When it happened by the device''s own clock.',
  sent_at Nullable(DateTime64(3, 'UTC')) COMMENT 'When the device sent it, by its own clock.',
  received_at DateTime64(3, 'UTC') COMMENT 'When it was received: the time to query by.',
  event String COMMENT 'Name of the event in snake case: that of its table.',
  event_text String COMMENT 'Name of the event as it was sent.',
  order_id String COMMENT 'The order.',
  "order" Int64 COMMENT 'The how-manieth it is.',
  paid_on Date32 COMMENT 'The day it was paid.',
  gift Nullable(Bool) COMMENT 'Whether it is a gift.',
  lines String COMMENT 'What is in it. JSON as text.',
  context_library_name Nullable(String),
  context_library_version Nullable(String),
  context_ip Nullable(String)
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(received_at)
ORDER BY (received_at, id)
COMMENT 'Money changes hands.';

CREATE TABLE analytics.coupon_shown (
  id String COMMENT 'Id of the message: each call has its own.',
  anonymous_id Nullable(String) COMMENT 'Id of the device or browser before the person is known. PII: pseudonymous.',
  user_id Nullable(String) COMMENT 'Id of the person, once they are known. PII: pseudonymous.',
  "timestamp" DateTime64(3, 'UTC') COMMENT 'When it happened, corrected for a wrong clock of the device.',
  original_timestamp Nullable(DateTime64(3, 'UTC')) COMMENT 'When it happened by the device''s own clock.',
  sent_at Nullable(DateTime64(3, 'UTC')) COMMENT 'When the device sent it, by its own clock.',
  received_at DateTime64(3, 'UTC') COMMENT 'When it was received: the time to query by.',
  event String COMMENT 'Name of the event in snake case: that of its table.',
  event_text String COMMENT 'Name of the event as it was sent.',
  code String,
  context_library_name Nullable(String),
  context_library_version Nullable(String),
  context_ip Nullable(String),
  context_locale Nullable(String),
  context_timezone Nullable(String),
  context_user_agent Nullable(String),
  context_page_path Nullable(String),
  context_page_referrer Nullable(String),
  context_page_search Nullable(String),
  context_page_title Nullable(String),
  context_page_url Nullable(String),
  context_campaign_name Nullable(String),
  context_campaign_source Nullable(String),
  context_campaign_medium Nullable(String),
  context_campaign_term Nullable(String),
  context_campaign_content Nullable(String)
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(received_at)
ORDER BY (received_at, id)
COMMENT 'Each call of the event Coupon Shown.';
