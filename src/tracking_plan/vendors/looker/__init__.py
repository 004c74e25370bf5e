"""Looker: business intelligence on models that are written in LookML."""

from __future__ import annotations

TITLE = "Looker"
