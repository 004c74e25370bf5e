"""Firebase: the analytics SDK of Google for apps, whose events end in Google Analytics 4."""

from __future__ import annotations

from .limits import LIMITS as LIMITS

TITLE = "Firebase"
