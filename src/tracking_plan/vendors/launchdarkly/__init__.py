"""LaunchDarkly: feature flags and experiments."""

from __future__ import annotations

TITLE = "LaunchDarkly"
