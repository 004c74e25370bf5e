"""Amazon Redshift: the data warehouse of AWS."""

from __future__ import annotations

from .limits import LIMITS as LIMITS

TITLE = "Amazon Redshift"
