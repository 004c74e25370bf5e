"""The columns of Amplitude's CSV, by what they speak of; its documentation has them in sentence case, its files in title case."""

from __future__ import annotations

EVENTS, TRAITS = "Object Type", "Property Name"
"""By which column the two files are told apart."""
EVENT = (
    "Action", EVENTS, "Object Name", "Event Display Name", "Object Owner", "Object Description", "Event Category", "Tags",
    "Event Schema Status", "Event Activity", "Event Hidden From Dropdowns", "Event Hidden From Persona Results",
    "Event Hidden From Pathfinder", "Event Hidden From Timeline", "Event Source", "Property Type", "Property Group Names",
    "Event Property Name",
)  # fmt: skip
PROPERTY = (
    "Property Description", "Property Value Type", "Property Required", "Property Visibility", "Property Is Array",
    "String Property Value Min Length", "String Property Value Max Length", "Number Is Integer",
    "Number Property Value Min", "Number Property Value Max", "Array Unique Items", "Array Min Items", "Array Max Items",
    "Enum Values", "Const Value", "Property Regex",
)  # fmt: skip
SEEN = (
    "Event 30 Day Volume", "Event 30 Day Queries", "Event 90 Day Volume", "Event 90 Day Queries", "Event First Seen",
    "Event Last Seen", "Property Category", "Property Schema Status", "Property First Seen", "Property Last Seen",
)  # fmt: skip
"""What only an export has."""
COLUMNS = (*EVENT, TRAITS, *PROPERTY, *SEEN)
