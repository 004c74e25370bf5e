"""FullStory: session replay."""

from __future__ import annotations

from .limits import LIMITS as LIMITS

TITLE = "FullStory"
