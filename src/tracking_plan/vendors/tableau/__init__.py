"""Tableau: business intelligence, whose data sources are XML (`.tds`)."""

from __future__ import annotations

TITLE = "Tableau"
