"""Rules about records of event logs: one file a rule."""
