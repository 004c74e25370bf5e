"""A line of a log is longer than is read.

Why: a line of hundreds of megabytes is a fault of whoever wrote it, and would take the memory that the rest needs.

Note: it has no example here, as it would be long. The line is counted as unreadable and passed over; the limit can be
raised on the command line.
"""

from __future__ import annotations

from ...finding import Severity
from ...model.record import Problem

severity = Severity.ERROR
said_by = "lint"


def said(length: int, most: int, option: str = "--limit line=NUMBER") -> Problem:
    """``length`` and ``most`` in bytes; ``option`` is what raises the limit."""
    return Problem(f"the line has {length:,} bytes, more than the {most:,} that are read", f"raise it with {option}")
