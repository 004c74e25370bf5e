"""What `plan show` says: the facts of one thing of the plan, gathered from the dictionary into its page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from .. import __version__, workspace
from ..check import check
from ..dictionary import Dictionary, read_summary
from ..dictionary._rows import rows
from ..dictionary.facts import Reach, Row, Snippet
from ..dictionary.lookup import Found, lookup
from ..document import Limits, Path, Span
from ..finding import Finding
from ..model.example import event_example
from ..model.inherited import called
from ..model.node import Node
from ..model.overrides import source
from ..model.plan import Plan
from ..model.property import Property
from ..model.reference import names_in, node_at, said
from ..model.schema import plain
from ..reports._jsontext import encode
from ._pages import (
    Carried,
    EventPage,
    GroupPage,
    Inherited,
    Match,
    Need,
    ObjectivePage,
    Overridden,
    OwnerPage,
    Page,
    Place,
    PropertyPage,
    QuestionPage,
    Said,
    SourcePage,
    Told,
    TraitsPage,
    Value,
    Variant,
)

KINDS: Mapping[str, str] = {
    "events": "event",
    "properties": "property",
    "property_groups": "group",
    "traits": "traits",
    "sources": "source",
    "owners": "owner",
    "questions": "question",
    "objectives": "objective",
}


class Shown(NamedTuple):
    """A thing that was asked for."""

    asked: str
    path: Path
    how: str
    dictionary: Dictionary
    calls: bool = False
    """Whether an event's page shows how it is sent."""


def found(plan: Plan, name: str, summary: str | None, calls: bool = False) -> list[Shown]:
    """What a name means in a plan.

    Raises:
        Trouble: nothing has such a name, or the summary of a log cannot be read.
    """
    log = None
    if summary is not None:
        file = workspace.files(summary, Limits().bytes)[0]
        log = read_summary(file.content, file.name)
    dictionary = Dictionary(plan, check(plan), summary=log)
    return [Shown(name, one.path, one.how, dictionary, calls) for one in lookup(plan, name)]


def told(shown: Shown) -> Told:
    return Told(1, {"name": "plan", "version": __version__}, shown.asked, page(shown))


def several(name: str, shown: Iterable[Shown]) -> Told:
    matches = [_match(one.dictionary.plan, Found(one.path)) for one in shown]
    return Told(1, {"name": "plan", "version": __version__}, name, None, matches)


def json(told: Told) -> str:
    return encode(told)


def _match(plan: Plan, one: Found) -> Match:
    section, name = str(one.path[0]), str(one.path[1])
    node = node_at(plan, one.path)
    words = getattr(node, "description", None) or getattr(node, "question", None) or getattr(node, "title", None)
    way = f"{section}/{name}" if section == "events" or len(one.path) == 2 else said(one.path)
    return Match(KINDS[section], way, words or "", _place(node.at()))


def page(shown: Shown) -> Page:
    """The page of a thing."""
    section, name = str(shown.path[0]), str(shown.path[1])
    if names_in(shown.path):
        return _inner(shown)
    match section:
        case "events":
            return _event(shown.dictionary, name, shown.calls)
        case "properties":
            return _property(shown.dictionary, name)
        case "traits":
            return _traits(shown.dictionary.plan, name)
        case "property_groups":
            return _group(shown.dictionary.plan, name)
        case "sources":
            return _source(shown.dictionary.plan, name)
        case "owners":
            return _owner(shown.dictionary, name)
        case "questions":
            return _question(shown.dictionary, name)
        case _:
            return _objective(shown.dictionary, name)


def _event(dictionary: Dictionary, name: str, calls: bool) -> EventPage:
    facts = dictionary.event(name)
    event = facts.node
    return EventPage(
        name=name, description=facts.description, trigger=facts.trigger, category=facts.category,
        status=facts.status, phase=facts.phase, call=facts.kind, owner=facts.owner, sources=[*facts.sources],
        was=[*facts.was], expires=str(event.expires) if event.expires else None, replaced_by=facts.replaced_by,
        replaces=[*facts.replaces], critical=event.critical, additional_properties=event.additional_properties,
        groups=[*facts.groups], pii=facts.pii, properties=[_carried(row) for row in facts.rows],
        example=plain(event_example(event, 0)) if event.examples else None, questions=[*facts.questions],
        dependents=[one for one in facts.dependents if (one.kind, one.name) != ("owner", event.owner)],
        findings=[_said(one) for one in facts.findings], seen=facts.seen,
        calls=_calls(dictionary, name) if calls else [], at=_defined(dictionary.plan, event, event.path),
    )  # fmt: skip


def _calls(dictionary: Dictionary, name: str) -> list[Snippet]:
    """The calls in the languages of the event's sources, as plain text."""
    return [Snippet(one.target, one.title, str(one.text), one.own) for one in dictionary.calls(name) if one.own]


def _property(dictionary: Dictionary, name: str) -> PropertyPage:
    facts = dictionary.property(name)
    return PropertyPage(
        name=name,
        of="",
        in_dictionary=facts.in_dictionary,
        property=_carried(facts.row),
        inside=_inside(facts.row.node),
        events=[*facts.events],
        groups=[*facts.groups],
        traits=[*facts.traits],
        variants=[Variant(_carried(row), [*events]) for row, events in facts.variants],
        questions=[*facts.questions],
        findings=[_said(one) for one in facts.findings],
        at=_defined(dictionary.plan, facts.row.node, ("properties", name)),
    )


def _inner(shown: Shown) -> PropertyPage:
    """A property as one event, group or kind of traits has it, or one that stands inside another."""
    plan, path = shown.dictionary.plan, shown.path
    node = node_at(plan, path)
    assert isinstance(node, Property)
    row = next(rows({node.name: node}, path[:2]))
    section, holder, names = str(path[0]), str(path[1]), names_in(path)
    steps = names if section != "properties" else (holder, *names)
    carried = _carried(row)
    below = {finding for finding in shown.dictionary.findings if finding.at.path[: len(path)] == path}
    return PropertyPage(
        name=said(path),
        of="" if section == "properties" else holder,
        in_dictionary=False,
        property=Carried(**{**_fields(carried), "path": ".".join(steps)}),
        inside=_inside(node),
        events=[holder] if section == "events" else [],
        groups=[holder] if section == "property_groups" else [],
        traits=[holder] if section == "traits" else [],
        variants=[],
        questions=[one for one in _asked(shown.dictionary, section, holder) if ".".join(names) in one.needs],
        findings=[_said(one) for one in sorted(below, key=lambda one: (one.at, one.message))],
        at=_place(node.at()),
    )


def _asked(dictionary: Dictionary, section: str, holder: str) -> Iterable[Any]:
    return dictionary.questions_of(holder) if section == "events" else ()


def _fields(struct: Any) -> dict[str, Any]:
    return {name: getattr(struct, name) for name in struct.__struct_fields__}


def _inside(node: Property) -> list[Carried]:
    return [_carried(row) for row in [*rows({node.name: node}, node.path[:2])][1:]]


def _group(plan: Plan, name: str) -> GroupPage:
    group = plan.groups[name]
    return GroupPage(
        name=name,
        description=group.description or "",
        groups=[*group.include],
        properties=[_carried(row) for row in rows(group.properties, group.path)],
        events=[event.name for event in plan.events.values() if name in event.include],
        at=_defined(plan, group, group.path),
    )


def _traits(plan: Plan, name: str) -> TraitsPage:
    traits = plan.traits[name]
    at = node_at(plan, ("traits", name)).at()
    return TraitsPage(name, [_carried(row) for row in rows(traits, ("traits", name))], _place(at))


def _source(plan: Plan, name: str) -> SourcePage:
    source = plan.sources[name]
    return SourcePage(
        name=name,
        description=source.description or "",
        platform=source.platform,
        language=source.language,
        sdk=source.sdk,
        destinations=[*source.destinations],
        out=source.out,
        events=[event.name for event in plan.events.values() if name in event.sources],
        at=_place(source.at()),
    )


def _owner(dictionary: Dictionary, name: str) -> OwnerPage:
    plan = dictionary.plan
    return OwnerPage(
        name=name,
        reach=dictionary.reach(name),
        events=[event.name for event in plan.events.values() if event.owner == name],
        objectives=[one.name for one in plan.objectives.values() if one.owner == name],
        questions=[one.name for one in plan.questions.values() if one.asked_by == name],
        at=_defined(plan, plan.owners[name], ("owners", name)),
    )


def _question(dictionary: Dictionary, name: str) -> QuestionPage:
    plan = dictionary.plan
    question = plan.questions[name]
    return QuestionPage(
        name=name,
        question=question.question or "",
        decides=question.decides or "",
        objective=question.objective or "",
        asked_by=_reach(dictionary, question.asked_by),
        every=question.every or "",
        needs=[_need(plan, need) for need in question.needs],
        answered_by=[event.name for event in plan.events.values() if name in event.answers],
        at=_defined(plan, question, question.path),
    )


def _need(plan: Plan, need: str) -> Need:
    pointed = plan.point(need)
    return Need(need, pointed.event.status if pointed.event is not None and pointed.missing is None else None)


def _objective(dictionary: Dictionary, name: str) -> ObjectivePage:
    plan = dictionary.plan
    objective = plan.objectives[name]
    questions = [one.name for one in plan.questions.values() if one.objective == name]
    served = {*questions}
    return ObjectivePage(
        name=name,
        description=objective.description or "",
        owner=_reach(dictionary, objective.owner),
        questions=questions,
        events=[event for event in plan.events if any(one.name in served for one in dictionary.questions_of(event))],
        at=_defined(plan, objective, objective.path),
    )


def _reach(dictionary: Dictionary, name: str | None) -> Reach | None:
    return dictionary.reach(name) if name else None


def _carried(row: Row) -> Carried:
    return Carried(
        path=row.path,
        type=row.type,
        required=row.required,
        description=row.description,
        constraints=[*row.constraints],
        values=[Value(value, means) for value, means in row.values],
        example=row.example,
        pii=row.pii,
        deprecated=row.deprecated,
        replaced_by=row.replaced_by,
        sources=[*row.sources] if row.sources is not None else None,
        origin=row.origin,
    )


def _said(finding: Finding) -> Said:
    return Said(finding.rule, finding.severity.word, finding.message, finding.hint, _place(finding.at))


def _place(span: Span) -> Place:
    return Place(span.file, span.line, span.column)


def _defined(plan: Plan, node: Node, path: Path) -> Place:
    """Where a thing is defined; of one that comes from another plan, which, and what is said over it here."""
    at, found = node.at(), source(plan, path)
    inherited = None
    if found is not None:
        there = found.node.at()
        over = [Overridden(*one) for one in found.said]
        inherited = Inherited(called(found.plan), there.file, there.line, over, found.words)
    return Place(at.file, at.line, at.column, inherited)
