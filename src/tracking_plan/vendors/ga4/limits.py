"""What Google Analytics 4 drops: see `vendors._google`."""

from __future__ import annotations

from .._google import limits

LIMITS = limits("Google Analytics 4", app=False)
