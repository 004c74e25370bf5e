"""PostHog: product analytics, flags and session replay."""

from __future__ import annotations

from .limits import LIMITS as LIMITS

TITLE = "PostHog"
