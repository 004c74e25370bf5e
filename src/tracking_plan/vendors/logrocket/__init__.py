"""LogRocket: session replay for developers."""

from __future__ import annotations

TITLE = "LogRocket"
