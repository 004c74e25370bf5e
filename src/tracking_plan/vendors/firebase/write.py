"""Writes a plan for Firebase: the list of events, the custom dimensions to register, and the mapping of names.

Names become snake case of 40 characters at most (24 for user properties), and `names.json` keeps the mapping; two names
that would become one are told, and stay two. Null, constraints, formats, nested properties, and that traits are required
or of a type are told as lost.
"""

from __future__ import annotations

from ...model.plan import Plan
from .. import _google_write
from .._exported import Exported

KEEPS = _google_write.KEEPS


def write(plan: Plan) -> Exported:
    """`events.json`, `custom-dimensions.json`, and `names.json` where a name had to change."""
    return _google_write.write(plan, "firebase", "Firebase")
