"""Property groups include each other in a circle.

Why: a group in a circle would hold itself, so nobody could say which of its properties narrows which.

Bad:

    property_groups:
      session:
        include: [device]
        session_id: {type: string}
      device:
        include: [session]   # <- here
        device_type: {type: string}

Good:

    property_groups:
      session:
        session_id: {type: string}
      device:
        include: [session]
        device_type: {type: string}
"""

from __future__ import annotations

from ..finding import Severity

severity = Severity.ERROR
said_by = "load"
