"""Questions of the plan as exposures: who asks, how often, and which events the answer is made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ...model.event import Event
from ...model.people import Owner, Question
from ...model.plan import Plan
from .._exported import Told, extra_of
from .._naming import Names
from .._spelled import snake
from ._about import EXTRA, is_sent
from ._inert import inert, inert_all

_READY = {"live": "high", "verified": "medium", "tested": "medium", "implemented": "medium", "deprecated": "medium"}
_LEVELS = ("low", "medium", "high")


def exposures(source: str, models: Mapping[str, str], plan: Plan, tell: Told) -> Iterator[dict[str, Any]]:
    """Those of questions that somebody asks. ``models``: event -> the staging model that holds its calls."""
    names = Names(tell, "", 200)
    for key, question in plan.questions.items():
        owner = _owner(question, plan)
        if owner is None:
            tell(key, "names nobody who asks it (`for`), whom dbt wants as the owner of an exposure: not kept")
            continue
        own = extra_of(question, EXTRA)
        made: dict[str, Any] = {"name": names.take(key, f"{source}__{snake(key, otherwise='question')}")}
        if question.question:
            made["label"] = inert(question.question)
        made["type"] = "dashboard"
        events = _events(key, question, plan)
        made["maturity"] = _maturity(events, plan)
        made["owner"] = _person(owner)
        if about := _description(question, plan):
            made["description"] = inert(about)
        refs = dict.fromkeys(models[event.name] for event in events if event.name in models)
        made["depends_on"] = [f"ref('{name}')" for name in refs]
        made["config"] = {"meta": inert_all(_meta(key, question, events, models))}
        theirs = {word: inert_all(held) for word, held in own.items() if word in ("type", "maturity", "url", "tags")}
        yield {**made, **theirs}


def _owner(question: Question, plan: Plan) -> Owner | None:
    """Who asks; where nobody is named, who answers for the objective."""
    if question.asked_by is not None and question.asked_by in plan.owners:
        return plan.owners[question.asked_by]
    objective = plan.objectives.get(question.objective or "")
    return plan.owners.get(objective.owner or "") if objective is not None else None


def _person(owner: Owner) -> dict[str, str]:
    made = {"name": inert(owner.title or owner.name)}
    return {**made, "email": inert(owner.email)} if owner.email else made


def _events(key: str, question: Question, plan: Plan) -> list[Event]:
    """The events of an answer, each once: those that it needs, and those that say that they answer it."""
    found: dict[str, Event] = {}
    for need in question.needs:
        if (event := plan.point(need).event) is not None:
            found.setdefault(event.name, event)
    for event in plan.events.values():
        if key in event.answers:
            found.setdefault(event.name, event)
    return [*found.values()]


def _maturity(events: list[Event], plan: Plan) -> str:
    """That of the event which is furthest from being live."""
    levels = [
        "high" if not event.says("status") and is_sent(event, plan) else _READY.get(event.status, "low")
        for event in events
    ]
    return min(levels, key=_LEVELS.index, default="low")


def _description(question: Question, plan: Plan) -> str:
    objective = plan.objectives.get(question.objective or "")
    said = [f"Decides: {question.decides}"] if question.decides else []
    said += [f"Serves: {objective.description}"] if objective is not None and objective.description else []
    return "\n\n".join(said)


def _meta(key: str, question: Question, events: list[Event], models: Mapping[str, str]) -> dict[str, Any]:
    made: dict[str, Any] = {"question": key}
    for word in ("objective", "every"):
        if (said := getattr(question, word)) is not None:
            made[word] = said
    if question.needs:
        made["needs"] = [*question.needs]
    if waiting := [event.name for event in events if event.name not in models]:
        made["waits_for"] = waiting
    return made
