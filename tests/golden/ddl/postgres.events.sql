-- shop 1.0.0 in PostgreSQL, one table for all events. Written by `plan export ddl`.

CREATE SCHEMA IF NOT EXISTS analytics;

CREATE TABLE analytics.events (
  id TEXT NOT NULL,
  type TEXT NOT NULL,
  event TEXT,
  anonymous_id TEXT,
  user_id TEXT,
  timestamp TIMESTAMPTZ NOT NULL,
  original_timestamp TIMESTAMPTZ,
  sent_at TIMESTAMPTZ,
  received_at TIMESTAMPTZ NOT NULL,
  properties JSONB,
  traits JSONB,
  context JSONB
);
COMMENT ON TABLE analytics.events IS 'What the shop sends.';
COMMENT ON COLUMN analytics.events.id IS 'Id of the message: each call has its own.';
COMMENT ON COLUMN analytics.events.type IS 'Kind of call: track, page, screen, identify or group.';
COMMENT ON COLUMN analytics.events.event IS 'Name of the event as it was sent; of a page or screen, its name.';
COMMENT ON COLUMN analytics.events.anonymous_id IS 'Id of the device or browser before the person is known. PII: pseudonymous.';
COMMENT ON COLUMN analytics.events.user_id IS 'Id of the person, once they are known. PII: pseudonymous.';
COMMENT ON COLUMN analytics.events.timestamp IS 'When it happened, corrected for a wrong clock of the device.';
COMMENT ON COLUMN analytics.events.original_timestamp IS 'When it happened by the device''s own clock.';
COMMENT ON COLUMN analytics.events.sent_at IS 'When the device sent it, by its own clock.';
COMMENT ON COLUMN analytics.events.received_at IS 'When it was received: the time to query by.';
COMMENT ON COLUMN analytics.events.properties IS 'What the call carries, as the plan has it for its event.';
COMMENT ON COLUMN analytics.events.traits IS 'What an identify or group call says of the person or account.';
COMMENT ON COLUMN analytics.events.context IS 'What the SDK adds: library, device, page and so on.';
