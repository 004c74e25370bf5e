"""Segment: collects events and forwards them; its Protocols hold tracking plans."""

from __future__ import annotations

from .limits import LIMITS as LIMITS

TITLE = "Segment"
