"""LogRocket: session replay for developers."""

from __future__ import annotations

from .limits import LIMITS as LIMITS

TITLE = "LogRocket"
