"""CloudEvents: a common envelope of events between services."""

from __future__ import annotations

TITLE = "CloudEvents"
