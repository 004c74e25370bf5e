"""GitLab: defines its own internal events in files of `config/events`, one an event."""

from __future__ import annotations

TITLE = "GitLab"
