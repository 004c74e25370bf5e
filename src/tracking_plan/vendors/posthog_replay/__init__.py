"""PostHog's session replay: what it must not record. Its events and definitions are those of `posthog`."""

from __future__ import annotations

TITLE = "PostHog session replay"
