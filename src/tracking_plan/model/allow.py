"""An allowance: a finding let pass where it stands, with the reason and an end."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from .node import Node


class Allow(Node, frozen=True, kw_only=True, eq=False, rename={"what": "at"}):
    """``{rule: event-name-tense, reason: On dashboards since 2022, until: 2027-01-01}``."""

    rule: Annotated[str | None, "The rule that is let pass."] = None
    reason: Annotated[str | None, "Why."] = None
    until: Annotated[date | None, "The last day on which it holds."] = None
    what: Annotated[str | None, "In the plan's own list: what it is for, such as `Signed Up` or `Signed Up.email`."] = (
        None
    )
