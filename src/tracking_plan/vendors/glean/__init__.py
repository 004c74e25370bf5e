"""Glean: Mozilla's telemetry, whose events and metrics are defined in `metrics.yaml`."""

from __future__ import annotations

from .limits import LIMITS as LIMITS

TITLE = "Glean"
