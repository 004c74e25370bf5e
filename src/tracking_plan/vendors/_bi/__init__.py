"""What the tools of business intelligence share: which tables of a plan they show, and how these are called and described.

Tables and columns are those of `_warehouse`. Events that are only proposed or approved have no table yet and are left out, those
that are retired are hidden; where a plan says nothing of the lives of its events, all are there.
"""

from __future__ import annotations

from .choices import OPTIONS, PROPERTY_WORDS, WORDS
from .shown import Shown, describe, label, parts, queried, shown, stem, title

__all__ = [
    "OPTIONS",
    "PROPERTY_WORDS",
    "WORDS",
    "Shown",
    "describe",
    "label",
    "parts",
    "queried",
    "shown",
    "stem",
    "title",
]
