-- shop 1.0.0 in ClickHouse, one table for all events. Written by `plan export ddl`.

CREATE DATABASE IF NOT EXISTS analytics;

CREATE TABLE analytics.events (
  id String COMMENT 'Id of the message: each call has its own.',
  type String COMMENT 'Kind of call: track, page, screen, identify or group.',
  event Nullable(String) COMMENT 'Name of the event as it was sent; of a page or screen, its name.',
  anonymous_id Nullable(String) COMMENT 'Id of the device or browser before the person is known. PII: pseudonymous.',
  user_id Nullable(String) COMMENT 'Id of the person, once they are known. PII: pseudonymous.',
  "timestamp" DateTime64(3, 'UTC') COMMENT 'When it happened, corrected for a wrong clock of the device.',
  original_timestamp Nullable(DateTime64(3, 'UTC')) COMMENT 'When it happened by the device''s own clock.',
  sent_at Nullable(DateTime64(3, 'UTC')) COMMENT 'When the device sent it, by its own clock.',
  received_at DateTime64(3, 'UTC') COMMENT 'When it was received: the time to query by.',
  properties Nullable(JSON) COMMENT 'What the call carries, as the plan has it for its event.',
  traits Nullable(JSON) COMMENT 'What an identify or group call says of the person or account.',
  context Nullable(JSON) COMMENT 'What the SDK adds: library, device, page and so on.'
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(received_at)
ORDER BY (type, received_at, id)
COMMENT 'What the shop sends.';
