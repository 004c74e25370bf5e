-- shop 1.0.0 in BigQuery, a table for each event. Written by `plan export ddl`.
-- NOT NULL: what every call that obeys the plan carries. A call that breaks it cannot be loaded;
-- `--not-null keys` leaves it to ids and times.

CREATE SCHEMA IF NOT EXISTS analytics;

CREATE TABLE analytics.tracks (
  id STRING NOT NULL OPTIONS (description = 'Id of the message: each call has its own.'),
  anonymous_id STRING OPTIONS (description = 'Id of the device or browser before the person is known. PII: pseudonymous.'),
  user_id STRING OPTIONS (description = 'Id of the person, once they are known. PII: pseudonymous.'),
  timestamp TIMESTAMP NOT NULL OPTIONS (description = 'When it happened, corrected for a wrong clock of the device.'),
  original_timestamp TIMESTAMP OPTIONS (description = 'When it happened by the device\'s own clock.'),
  sent_at TIMESTAMP OPTIONS (description = 'When the device sent it, by its own clock.'),
  received_at TIMESTAMP NOT NULL OPTIONS (description = 'When it was received: the time to query by.'),
  event STRING NOT NULL OPTIONS (description = 'Name of the event in snake case: that of its table.'),
  event_text STRING NOT NULL OPTIONS (description = 'Name of the event as it was sent.'),
  context_library_name STRING,
  context_library_version STRING,
  context_ip STRING,
  context_locale STRING,
  context_timezone STRING,
  context_user_agent STRING,
  context_page_path STRING,
  context_page_referrer STRING,
  context_page_search STRING,
  context_page_title STRING,
  context_page_url STRING,
  context_campaign_name STRING,
  context_campaign_source STRING,
  context_campaign_medium STRING,
  context_campaign_term STRING,
  context_campaign_content STRING
)
PARTITION BY TIMESTAMP_TRUNC(received_at, DAY)
CLUSTER BY event
OPTIONS (description = 'Every track call, whatever its event: what all of them have in common.');

CREATE TABLE analytics.pages (
  id STRING NOT NULL OPTIONS (description = 'Id of the message: each call has its own.'),
  anonymous_id STRING OPTIONS (description = 'Id of the device or browser before the person is known. PII: pseudonymous.'),
  user_id STRING OPTIONS (description = 'Id of the person, once they are known. PII: pseudonymous.'),
  timestamp TIMESTAMP NOT NULL OPTIONS (description = 'When it happened, corrected for a wrong clock of the device.'),
  original_timestamp TIMESTAMP OPTIONS (description = 'When it happened by the device\'s own clock.'),
  sent_at TIMESTAMP OPTIONS (description = 'When the device sent it, by its own clock.'),
  received_at TIMESTAMP NOT NULL OPTIONS (description = 'When it was received: the time to query by.'),
  name STRING OPTIONS (description = 'Name of the page or screen.'),
  title STRING NOT NULL OPTIONS (description = 'Its title.'),
  context_library_name STRING,
  context_library_version STRING,
  context_ip STRING,
  context_locale STRING,
  context_timezone STRING,
  context_user_agent STRING,
  context_page_path STRING,
  context_page_referrer STRING,
  context_page_search STRING,
  context_page_title STRING,
  context_page_url STRING,
  context_campaign_name STRING,
  context_campaign_source STRING,
  context_campaign_medium STRING,
  context_campaign_term STRING,
  context_campaign_content STRING
)
PARTITION BY TIMESTAMP_TRUNC(received_at, DAY)
OPTIONS (description = 'Every page call.');

CREATE TABLE analytics.identifies (
  id STRING NOT NULL OPTIONS (description = 'Id of the message: each call has its own.'),
  anonymous_id STRING OPTIONS (description = 'Id of the device or browser before the person is known. PII: pseudonymous.'),
  user_id STRING OPTIONS (description = 'Id of the person, once they are known. PII: pseudonymous.'),
  timestamp TIMESTAMP NOT NULL OPTIONS (description = 'When it happened, corrected for a wrong clock of the device.'),
  original_timestamp TIMESTAMP OPTIONS (description = 'When it happened by the device\'s own clock.'),
  sent_at TIMESTAMP OPTIONS (description = 'When the device sent it, by its own clock.'),
  received_at TIMESTAMP NOT NULL OPTIONS (description = 'When it was received: the time to query by.'),
  email STRING OPTIONS (description = 'Address of the person. PII: personal.'),
  plan STRING NOT NULL OPTIONS (description = 'What they pay for. One of: free, paid.'),
  context_library_name STRING,
  context_library_version STRING,
  context_ip STRING,
  context_locale STRING,
  context_timezone STRING,
  context_user_agent STRING,
  context_page_path STRING,
  context_page_referrer STRING,
  context_page_search STRING,
  context_page_title STRING,
  context_page_url STRING,
  context_campaign_name STRING,
  context_campaign_source STRING,
  context_campaign_medium STRING,
  context_campaign_term STRING,
  context_campaign_content STRING
)
PARTITION BY TIMESTAMP_TRUNC(received_at, DAY)
OPTIONS (description = 'Every identify call, with the traits that it gave the person.');

CREATE TABLE analytics.users (
  id STRING NOT NULL OPTIONS (description = 'Id of the person: the user_id of other tables. PII: pseudonymous.'),
  received_at TIMESTAMP NOT NULL OPTIONS (description = 'When the last identify call was received.'),
  email STRING OPTIONS (description = 'Address of the person. PII: personal.'),
  plan STRING NOT NULL OPTIONS (description = 'What they pay for. One of: free, paid.')
)
CLUSTER BY id
OPTIONS (description = 'Each person once, with their latest traits.');

CREATE TABLE analytics.cart_viewed (
  id STRING NOT NULL OPTIONS (description = 'Id of the message: each call has its own.'),
  anonymous_id STRING OPTIONS (description = 'Id of the device or browser before the person is known. PII: pseudonymous.'),
  user_id STRING OPTIONS (description = 'Id of the person, once they are known. PII: pseudonymous.'),
  timestamp TIMESTAMP NOT NULL OPTIONS (description = 'When it happened, corrected for a wrong clock of the device.'),
  original_timestamp TIMESTAMP OPTIONS (description = 'When it happened by the device\'s own clock.'),
  sent_at TIMESTAMP OPTIONS (description = 'When the device sent it, by its own clock.'),
  received_at TIMESTAMP NOT NULL OPTIONS (description = 'When it was received: the time to query by.'),
  event STRING NOT NULL OPTIONS (description = 'Name of the event in snake case: that of its table.'),
  event_text STRING NOT NULL OPTIONS (description = 'Name of the event as it was sent.'),
  cart_id STRING NOT NULL OPTIONS (description = 'The cart.'),
  size INT64 NOT NULL OPTIONS (description = 'Things in it.'),
  total FLOAT64 NOT NULL OPTIONS (description = 'What it costs.'),
  legacy STRING NOT NULL OPTIONS (description = 'What it was called.'),
  utm_source STRING OPTIONS (description = 'Who sent the person.'),
  context_library_name STRING,
  context_library_version STRING,
  context_ip STRING,
  context_locale STRING,
  context_timezone STRING,
  context_user_agent STRING,
  context_page_path STRING,
  context_page_referrer STRING,
  context_page_search STRING,
  context_page_title STRING,
  context_page_url STRING,
  context_campaign_name STRING,
  context_campaign_source STRING,
  context_campaign_medium STRING,
  context_campaign_term STRING,
  context_campaign_content STRING
)
PARTITION BY TIMESTAMP_TRUNC(received_at, DAY)
OPTIONS (description = 'A person looks at the cart.');

CREATE TABLE analytics.order_placed (
  id STRING NOT NULL OPTIONS (description = 'Id of the message: each call has its own.'),
  anonymous_id STRING OPTIONS (description = 'Id of the device or browser before the person is known. PII: pseudonymous.'),
  user_id STRING OPTIONS (description = 'Id of the person, once they are known. PII: pseudonymous.'),
  timestamp TIMESTAMP NOT NULL OPTIONS (description = 'When it happened, corrected for a wrong clock of the device.'),
  original_timestamp TIMESTAMP OPTIONS (description = 'When it happened by the device\'s own clock.'),
  sent_at TIMESTAMP OPTIONS (description = 'When the device sent it, by its own clock.'),
  received_at TIMESTAMP NOT NULL OPTIONS (description = 'When it was received: the time to query by.'),
  event STRING NOT NULL OPTIONS (description = 'Name of the event in snake case: that of its table.'),
  event_text STRING NOT NULL OPTIONS (description = 'Name of the event as it was sent.'),
  order_id STRING NOT NULL OPTIONS (description = 'The order.'),
  `order` INT64 NOT NULL OPTIONS (description = 'The how-manieth it is.'),
  paid_on DATE NOT NULL OPTIONS (description = 'The day it was paid.'),
  gift BOOL OPTIONS (description = 'Whether it is a gift.'),
  lines STRING NOT NULL OPTIONS (description = 'What is in it. JSON as text.'),
  context_library_name STRING,
  context_library_version STRING,
  context_ip STRING
)
PARTITION BY TIMESTAMP_TRUNC(received_at, DAY)
OPTIONS (description = 'Money changes hands.');

CREATE TABLE analytics.coupon_shown (
  id STRING NOT NULL OPTIONS (description = 'Id of the message: each call has its own.'),
  anonymous_id STRING OPTIONS (description = 'Id of the device or browser before the person is known. PII: pseudonymous.'),
  user_id STRING OPTIONS (description = 'Id of the person, once they are known. PII: pseudonymous.'),
  timestamp TIMESTAMP NOT NULL OPTIONS (description = 'When it happened, corrected for a wrong clock of the device.'),
  original_timestamp TIMESTAMP OPTIONS (description = 'When it happened by the device\'s own clock.'),
  sent_at TIMESTAMP OPTIONS (description = 'When the device sent it, by its own clock.'),
  received_at TIMESTAMP NOT NULL OPTIONS (description = 'When it was received: the time to query by.'),
  event STRING NOT NULL OPTIONS (description = 'Name of the event in snake case: that of its table.'),
  event_text STRING NOT NULL OPTIONS (description = 'Name of the event as it was sent.'),
  code STRING NOT NULL,
  context_library_name STRING,
  context_library_version STRING,
  context_ip STRING,
  context_locale STRING,
  context_timezone STRING,
  context_user_agent STRING,
  context_page_path STRING,
  context_page_referrer STRING,
  context_page_search STRING,
  context_page_title STRING,
  context_page_url STRING,
  context_campaign_name STRING,
  context_campaign_source STRING,
  context_campaign_medium STRING,
  context_campaign_term STRING,
  context_campaign_content STRING
)
PARTITION BY TIMESTAMP_TRUNC(received_at, DAY)
OPTIONS (description = 'Each call of the event Coupon Shown.');
