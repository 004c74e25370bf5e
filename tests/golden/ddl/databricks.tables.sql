-- shop 1.0.0 in Databricks, a table for each event. Written by `plan export ddl`.
-- NOT NULL: what every call that obeys the plan carries. A call that breaks it cannot be loaded;
-- `--not-null keys` leaves it to ids and times.

CREATE SCHEMA IF NOT EXISTS analytics;

CREATE TABLE analytics.tracks (
  id STRING NOT NULL COMMENT 'Id of the message: each call has its own.',
  anonymous_id STRING COMMENT 'Id of the device or browser before the person is known. PII: pseudonymous.',
  user_id STRING COMMENT 'Id of the person, once they are known. PII: pseudonymous.',
  timestamp TIMESTAMP NOT NULL COMMENT 'When it happened, corrected for a wrong clock of the device.',
  original_timestamp TIMESTAMP COMMENT 'When it happened by the device\'s own clock.',
  sent_at TIMESTAMP COMMENT 'When the device sent it, by its own clock.',
  received_at TIMESTAMP NOT NULL COMMENT 'When it was received: the time to query by.',
  event STRING NOT NULL COMMENT 'Name of the event in snake case: that of its table.',
  event_text STRING NOT NULL COMMENT 'Name of the event as it was sent.',
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
USING DELTA
CLUSTER BY (received_at)
COMMENT 'Every track call, whatever its event: what all of them have in common.'
TBLPROPERTIES ('delta.columnMapping.mode' = 'name');

CREATE TABLE analytics.pages (
  id STRING NOT NULL COMMENT 'Id of the message: each call has its own.',
  anonymous_id STRING COMMENT 'Id of the device or browser before the person is known. PII: pseudonymous.',
  user_id STRING COMMENT 'Id of the person, once they are known. PII: pseudonymous.',
  timestamp TIMESTAMP NOT NULL COMMENT 'When it happened, corrected for a wrong clock of the device.',
  original_timestamp TIMESTAMP COMMENT 'When it happened by the device\'s own clock.',
  sent_at TIMESTAMP COMMENT 'When the device sent it, by its own clock.',
  received_at TIMESTAMP NOT NULL COMMENT 'When it was received: the time to query by.',
  name STRING COMMENT 'Name of the page or screen.',
  title STRING NOT NULL COMMENT 'Its title.',
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
USING DELTA
CLUSTER BY (received_at)
COMMENT 'Every page call.'
TBLPROPERTIES ('delta.columnMapping.mode' = 'name');

CREATE TABLE analytics.identifies (
  id STRING NOT NULL COMMENT 'Id of the message: each call has its own.',
  anonymous_id STRING COMMENT 'Id of the device or browser before the person is known. PII: pseudonymous.',
  user_id STRING COMMENT 'Id of the person, once they are known. PII: pseudonymous.',
  timestamp TIMESTAMP NOT NULL COMMENT 'When it happened, corrected for a wrong clock of the device.',
  original_timestamp TIMESTAMP COMMENT 'When it happened by the device\'s own clock.',
  sent_at TIMESTAMP COMMENT 'When the device sent it, by its own clock.',
  received_at TIMESTAMP NOT NULL COMMENT 'When it was received: the time to query by.',
  email STRING COMMENT 'Address of the person. PII: personal.',
  plan STRING NOT NULL COMMENT 'What they pay for. One of: free, paid.',
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
USING DELTA
CLUSTER BY (received_at)
COMMENT 'Every identify call, with the traits that it gave the person.'
TBLPROPERTIES ('delta.columnMapping.mode' = 'name');

CREATE TABLE analytics.users (
  id STRING NOT NULL COMMENT 'Id of the person: the user_id of other tables. PII: pseudonymous.',
  received_at TIMESTAMP NOT NULL COMMENT 'When the last identify call was received.',
  email STRING COMMENT 'Address of the person. PII: personal.',
  plan STRING NOT NULL COMMENT 'What they pay for. One of: free, paid.'
)
USING DELTA
CLUSTER BY (id)
COMMENT 'Each person once, with their latest traits.'
TBLPROPERTIES ('delta.columnMapping.mode' = 'name');

CREATE TABLE analytics.cart_viewed (
  id STRING NOT NULL COMMENT 'Id of the message: each call has its own.',
  anonymous_id STRING COMMENT 'Id of the device or browser before the person is known. PII: pseudonymous.',
  user_id STRING COMMENT 'Id of the person, once they are known. PII: pseudonymous.',
  timestamp TIMESTAMP NOT NULL COMMENT 'When it happened, corrected for a wrong clock of the device.',
  original_timestamp TIMESTAMP COMMENT 'When it happened by the device\'s own clock.',
  sent_at TIMESTAMP COMMENT 'When the device sent it, by its own clock.',
  received_at TIMESTAMP NOT NULL COMMENT 'When it was received: the time to query by.',
  event STRING NOT NULL COMMENT 'Name of the event in snake case: that of its table.',
  event_text STRING NOT NULL COMMENT 'Name of the event as it was sent.',
  cart_id STRING NOT NULL COMMENT 'The cart.',
  size BIGINT NOT NULL COMMENT 'Things in it.',
  total DOUBLE NOT NULL COMMENT 'What it costs.',
  legacy STRING NOT NULL COMMENT 'What it was called.',
  utm_source STRING COMMENT 'Who sent the person.',
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
USING DELTA
CLUSTER BY (received_at)
COMMENT 'A person looks at the cart.'
TBLPROPERTIES ('delta.columnMapping.mode' = 'name');

CREATE TABLE analytics.order_placed (
  id STRING NOT NULL COMMENT 'Id of the message: each call has its own.',
  anonymous_id STRING COMMENT 'Id of the device or browser before the person is known. PII: pseudonymous.',
  user_id STRING COMMENT 'Id of the person, once they are known. PII: pseudonymous.',
  timestamp TIMESTAMP NOT NULL COMMENT 'When it happened, corrected for a wrong clock of the device.',
  original_timestamp TIMESTAMP COMMENT 'When it happened by the device\'s own clock.',
  sent_at TIMESTAMP COMMENT 'When the device sent it, by its own clock.',
  received_at TIMESTAMP NOT NULL COMMENT 'When it was received: the time to query by.',
  event STRING NOT NULL COMMENT 'Name of the event in snake case: that of its table.',
  event_text STRING NOT NULL COMMENT 'Name of the event as it was sent.',
  order_id STRING NOT NULL COMMENT 'The order.',
  `order` BIGINT NOT NULL COMMENT 'The how-manieth it is.',
  paid_on DATE NOT NULL COMMENT 'The day it was paid.',
  gift BOOLEAN COMMENT 'Whether it is a gift.',
  lines STRING NOT NULL COMMENT 'What is in it. JSON as text.',
  context_library_name STRING,
  context_library_version STRING,
  context_ip STRING
)
USING DELTA
CLUSTER BY (received_at)
COMMENT 'Money changes hands.'
TBLPROPERTIES ('delta.columnMapping.mode' = 'name');

CREATE TABLE analytics.coupon_shown (
  id STRING NOT NULL COMMENT 'Id of the message: each call has its own.',
  anonymous_id STRING COMMENT 'Id of the device or browser before the person is known. PII: pseudonymous.',
  user_id STRING COMMENT 'Id of the person, once they are known. PII: pseudonymous.',
  timestamp TIMESTAMP NOT NULL COMMENT 'When it happened, corrected for a wrong clock of the device.',
  original_timestamp TIMESTAMP COMMENT 'When it happened by the device\'s own clock.',
  sent_at TIMESTAMP COMMENT 'When the device sent it, by its own clock.',
  received_at TIMESTAMP NOT NULL COMMENT 'When it was received: the time to query by.',
  event STRING NOT NULL COMMENT 'Name of the event in snake case: that of its table.',
  event_text STRING NOT NULL COMMENT 'Name of the event as it was sent.',
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
USING DELTA
CLUSTER BY (received_at)
COMMENT 'Each call of the event Coupon Shown.'
TBLPROPERTIES ('delta.columnMapping.mode' = 'name');
