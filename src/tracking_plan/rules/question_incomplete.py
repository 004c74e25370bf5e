"""A question does not say all that makes it worth asking.

Why: a question that informs no decision, has no asker, or needs no event is how plans come to track everything and
answer nothing. It says what is asked (`question`), what the answer `decides`, `for` whom it is, how often (`every`),
and which events and properties it `needs`.

Bad:

    questions:
      invest_in_templates:   # <- here
        question: Do templates make new teams create a first project sooner?
        decides: Whether the next quarter goes into templates

Good:

    questions:
      invest_in_templates:
        question: Do templates make new teams create a first project sooner?
        decides: Whether the next quarter goes into templates
        for: growth
        every: month
        needs: [Project Created.template_used]
"""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, Severity
from ..model.people import Question
from ..model.plan import Plan
from ..shelf import listed, quote

severity = Severity.WARNING


def check_question(question: Question, plan: Plan) -> Iterator[Finding]:
    said = {
        "question": question.question,
        "decides": question.decides,
        "for": question.asked_by,
        "every": question.every,
        "needs": question.needs,
    }
    # A key that is written with a wrong value is an error already.
    missing = [quote(word) for word, value in said.items() if not value and not question.raw.get(word)]
    if missing:
        message = f"question {quote(question.name)} does not say {listed(missing, last='or')}"
        yield Finding(question.at(), message, "say what it decides, for whom, how often, and what it needs")
