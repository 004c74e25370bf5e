"""What Amazon Redshift calls the tables of events, and their columns: see `vendors._warehouse.called`."""

from __future__ import annotations

from .._warehouse.called import limits

LIMITS = limits("Amazon Redshift")
