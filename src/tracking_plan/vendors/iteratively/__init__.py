"""Iteratively: tracking plans with generated code, which became Amplitude's Ampli."""

from __future__ import annotations

TITLE = "Iteratively"
