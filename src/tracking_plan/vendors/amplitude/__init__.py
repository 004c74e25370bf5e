"""Amplitude: product analytics; its Data section holds tracking plans."""

from __future__ import annotations

from .limits import LIMITS as LIMITS

TITLE = "Amplitude"
