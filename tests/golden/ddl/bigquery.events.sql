-- shop 1.0.0 in BigQuery, one table for all events. Written by `plan export ddl`.

CREATE SCHEMA IF NOT EXISTS analytics;

CREATE TABLE analytics.events (
  id STRING NOT NULL OPTIONS (description = 'Id of the message: each call has its own.'),
  type STRING NOT NULL OPTIONS (description = 'Kind of call: track, page, screen, identify or group.'),
  event STRING OPTIONS (description = 'Name of the event as it was sent; of a page or screen, its name.'),
  anonymous_id STRING OPTIONS (description = 'Id of the device or browser before the person is known. PII: pseudonymous.'),
  user_id STRING OPTIONS (description = 'Id of the person, once they are known. PII: pseudonymous.'),
  timestamp TIMESTAMP NOT NULL OPTIONS (description = 'When it happened, corrected for a wrong clock of the device.'),
  original_timestamp TIMESTAMP OPTIONS (description = 'When it happened by the device\'s own clock.'),
  sent_at TIMESTAMP OPTIONS (description = 'When the device sent it, by its own clock.'),
  received_at TIMESTAMP NOT NULL OPTIONS (description = 'When it was received: the time to query by.'),
  properties JSON OPTIONS (description = 'What the call carries, as the plan has it for its event.'),
  traits JSON OPTIONS (description = 'What an identify or group call says of the person or account.'),
  context JSON OPTIONS (description = 'What the SDK adds: library, device, page and so on.')
)
PARTITION BY TIMESTAMP_TRUNC(received_at, DAY)
CLUSTER BY event
OPTIONS (description = 'What the shop sends.');
