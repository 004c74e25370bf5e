"""AsyncAPI: descriptions of messages and the channels that they go through."""

from __future__ import annotations

TITLE = "AsyncAPI"
