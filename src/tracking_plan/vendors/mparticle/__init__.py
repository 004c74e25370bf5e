"""mParticle: collects events and forwards them; its data plans are tracking plans. It states no limits that a plan can pass."""

from __future__ import annotations

TITLE = "mParticle"
