"""Amazon Redshift: the data warehouse of AWS."""

from __future__ import annotations

TITLE = "Amazon Redshift"
