"""Reads plans for Google Analytics 4: lists of events with parameters, plans by the "GA4 tracking plan" schema, custom dimensions.

An export's `names.json` gives renamed events and parameters their names back. Parameters are `required` where they say so.
Whatever has no word here is kept under `x-ga4`.
"""

from __future__ import annotations

from collections.abc import Mapping

from .. import _google_read
from .._imported import Imported

SUFFIXES = (".json",)
recognizes = _google_read.recognizes


def read(texts: Mapping[str, str]) -> Imported:
    """One plan of all events in these files (name -> text)."""
    return _google_read.read(texts, "ga4", "Google Analytics 4")
