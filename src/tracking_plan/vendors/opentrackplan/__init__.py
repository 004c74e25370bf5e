"""OpenTrackPlan: an open format for tracking plans as YAML, one event a file."""

from __future__ import annotations

TITLE = "OpenTrackPlan"
