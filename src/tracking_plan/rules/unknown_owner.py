"""An event, objective or question names an owner that the plan does not have.

Why: a misspelled team gets no reviews and answers no questions, and nobody notices.

Bad:

    owners:
      growth: {email: growth@acme.test}
    objectives:
      activation:
        owner: grwth   # <- here
    questions:
      first_week:
        for: sales   # <- here
    events:
      Signed Up:
        owner: Growth team   # <- here

Fixed:

    owners:
      growth: {email: growth@acme.test}
    objectives:
      activation:
        owner: growth
    questions:
      first_week:
        for: sales   # <- here
    events:
      Signed Up:
        owner: Growth team   # <- here

Good:

    owners:
      growth: {email: growth@acme.test}
    objectives:
      activation: {owner: growth}
    questions:
      first_week: {for: growth}
    events:
      Signed Up:
        owner: growth
"""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, Severity
from ..model.event import Event
from ..model.node import Node
from ..model.people import Objective, Question
from ..model.plan import Plan
from ..shelf import quote
from ._references import guess

severity = Severity.ERROR


def check_event(event: Event, plan: Plan) -> Iterator[Finding]:
    if event.owner not in plan.owners:
        yield from _unknown(event, "owner", event.owner, plan)


def check_objective(objective: Objective, plan: Plan) -> Iterator[Finding]:
    yield from _unknown(objective, "owner", objective.owner, plan)


def check_question(question: Question, plan: Plan) -> Iterator[Finding]:
    yield from _unknown(question, "for", question.asked_by, plan)


def _unknown(node: Node, key: str, name: str | None, plan: Plan) -> Iterator[Finding]:
    if name and not name.isspace() and name not in plan.owners:
        near = guess("owner", name, plan.owners, plan)
        message = f"no owner is named {quote(name)}{near}"
        yield Finding(node.at(key), message, "the plan's owners stand under `owners`", fix=near.fix(node, key))
