"""Snowplow: collects events that are described by JSON Schemas."""

from __future__ import annotations

from .limits import LIMITS as LIMITS

TITLE = "Snowplow"
