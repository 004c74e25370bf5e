-- shop 1.0.0 in Snowflake, one table for all events. Written by `plan export ddl`.

CREATE SCHEMA IF NOT EXISTS analytics;

CREATE TABLE analytics.events (
  id VARCHAR NOT NULL COMMENT 'Id of the message: each call has its own.',
  type VARCHAR NOT NULL COMMENT 'Kind of call: track, page, screen, identify or group.',
  event VARCHAR COMMENT 'Name of the event as it was sent; of a page or screen, its name.',
  anonymous_id VARCHAR COMMENT 'Id of the device or browser before the person is known. PII: pseudonymous.',
  user_id VARCHAR COMMENT 'Id of the person, once they are known. PII: pseudonymous.',
  timestamp TIMESTAMP_TZ NOT NULL COMMENT 'When it happened, corrected for a wrong clock of the device.',
  original_timestamp TIMESTAMP_TZ COMMENT 'When it happened by the device\'s own clock.',
  sent_at TIMESTAMP_TZ COMMENT 'When the device sent it, by its own clock.',
  received_at TIMESTAMP_TZ NOT NULL COMMENT 'When it was received: the time to query by.',
  properties VARIANT COMMENT 'What the call carries, as the plan has it for its event.',
  traits VARIANT COMMENT 'What an identify or group call says of the person or account.',
  context VARIANT COMMENT 'What the SDK adds: library, device, page and so on.'
)
CLUSTER BY (event, CAST(received_at AS DATE))
COMMENT = 'What the shop sends.';
