"""No question serves an objective.

Why: an objective about which nothing is asked cannot be seen to be reached or missed.

Bad:

    objectives:
      activation: {description: New teams reach value in their first week}
      retention: {description: Teams come back every week}   # <- here
    questions:
      invest_in_templates: {objective: activation}

Good:

    objectives:
      activation: {description: New teams reach value in their first week}
      retention: {description: Teams come back every week}
    questions:
      invest_in_templates: {objective: activation}
      weekly_habit: {objective: retention}

Note: nothing is said until the plan has questions.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, Severity
from ..model.plan import Plan
from ..shelf import quote
from ._references import meant

severity = Severity.WARNING


def check_plan(plan: Plan) -> Iterator[Finding]:
    if not plan.objectives or not plan.questions:
        return
    used = meant((question.objective for question in plan.questions.values()), plan.objectives)
    for name, objective in plan.objectives.items():
        if name not in used:
            message = f"no question serves objective {quote(name)}"
            yield Finding(objective.at(), message, "ask what would tell that it is reached, or remove it")
