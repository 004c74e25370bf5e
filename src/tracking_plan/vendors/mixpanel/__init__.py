"""Mixpanel: product analytics; its Lexicon is a data dictionary."""

from __future__ import annotations

from .limits import LIMITS as LIMITS

TITLE = "Mixpanel"
