"""Hotjar: session replay and heat maps."""

from __future__ import annotations

TITLE = "Hotjar"
