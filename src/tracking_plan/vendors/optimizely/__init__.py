"""Optimizely: experiments."""

from __future__ import annotations

TITLE = "Optimizely"
