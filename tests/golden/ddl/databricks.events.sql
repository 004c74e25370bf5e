-- shop 1.0.0 in Databricks, one table for all events. Written by `plan export ddl`.

CREATE SCHEMA IF NOT EXISTS analytics;

CREATE TABLE analytics.events (
  id STRING NOT NULL COMMENT 'Id of the message: each call has its own.',
  type STRING NOT NULL COMMENT 'Kind of call: track, page, screen, identify or group.',
  event STRING COMMENT 'Name of the event as it was sent; of a page or screen, its name.',
  anonymous_id STRING COMMENT 'Id of the device or browser before the person is known. PII: pseudonymous.',
  user_id STRING COMMENT 'Id of the person, once they are known. PII: pseudonymous.',
  timestamp TIMESTAMP NOT NULL COMMENT 'When it happened, corrected for a wrong clock of the device.',
  original_timestamp TIMESTAMP COMMENT 'When it happened by the device\'s own clock.',
  sent_at TIMESTAMP COMMENT 'When the device sent it, by its own clock.',
  received_at TIMESTAMP NOT NULL COMMENT 'When it was received: the time to query by.',
  properties VARIANT COMMENT 'What the call carries, as the plan has it for its event.',
  traits VARIANT COMMENT 'What an identify or group call says of the person or account.',
  context VARIANT COMMENT 'What the SDK adds: library, device, page and so on.'
)
USING DELTA
CLUSTER BY (received_at)
COMMENT 'What the shop sends.'
TBLPROPERTIES ('delta.columnMapping.mode' = 'name');
