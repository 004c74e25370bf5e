"""Hotjar: session replay and heat maps."""

from __future__ import annotations

from .limits import LIMITS as LIMITS

TITLE = "Hotjar"
