"""FullStory: session replay."""

from __future__ import annotations

TITLE = "FullStory"
