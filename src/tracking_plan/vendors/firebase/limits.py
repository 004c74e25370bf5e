"""What Firebase drops: see `vendors._google`."""

from __future__ import annotations

from .._google import limits

LIMITS = limits("Firebase", app=True)
