"""ODCS: data contracts by the Open Data Contract Standard, which DataHub and OpenMetadata read too."""

from __future__ import annotations

TITLE = "ODCS"
