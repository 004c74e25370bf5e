"""RudderStack: collects events and forwards them; its data catalog holds tracking plans."""

from __future__ import annotations

from .limits import LIMITS as LIMITS

TITLE = "RudderStack"
