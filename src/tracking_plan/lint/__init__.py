"""Event logs: read, turned into records, and judged by the plan."""
