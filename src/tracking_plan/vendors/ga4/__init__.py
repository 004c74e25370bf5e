"""Google Analytics 4: the web and app analytics of Google."""

from __future__ import annotations

from .limits import LIMITS as LIMITS

TITLE = "Google Analytics 4"
