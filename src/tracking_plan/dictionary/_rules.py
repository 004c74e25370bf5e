"""What single rules find in a plan, whatever the plan's own settings and allowances say: a fact is one although it is let pass."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..finding import Finding
from ..model.plan import KINDS, Plan, nodes
from ..rules import shelf

UNUSED = ("unused-property", "unused-group", "unused-owner", "unused-source", "unused-objective")
"""The rules that know what nothing uses."""


def findings_of(plan: Plan, rule: str) -> list[Finding]:
    """What a rule finds in a plan."""
    made: list[Finding] = plan.facts(f"all findings of {rule}", lambda one: list(_asked(one, shelf.take(rule))))
    return made


def _asked(plan: Plan, rule: Any) -> Iterator[Finding]:
    for kind in KINDS:
        look = getattr(rule, f"check_{kind}", None)
        if look is None:
            continue
        for node in nodes(plan, kind):
            for found in look(plan) if kind == "plan" else look(node, plan):
                if found.at.file not in plan.inherited_files:
                    yield found
