"""What the exports to tools of business intelligence take as options, and keep of a plan."""

from __future__ import annotations

from .._exported import Option, words
from .._warehouse import SAYS

WORDS = frozenset((SAYS,))
PROPERTY_WORDS = words(
    "type description enum meanings format items properties additional_properties required nullable pii deprecated"
) | words("replaced_by sources")
"""What all of them keep of a property."""
OPTIONS = (
    Option("layout", "tables, one for each event (the default), or events, one table with JSON.", "NAME"),
    Option("warehouse", "Whose tables they are: its names and types are written, bigquery for example.", "NAME"),
    Option("schema", "The schema (or dataset) the tables stand in: analytics, or database.analytics.", "NAME"),
    Option("no-context", "Without the columns for the context that SDKs add."),
)
