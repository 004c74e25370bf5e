"""Section 4: the tracking plan itself: its events, what comes in which phase, and how far each has come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..dictionary import Dictionary
from ..dictionary._rules import findings_of
from ..model.event import Event
from ..model.plan import Plan
from ..rules._case import written
from ._asking import Open, a_source, an_owner, ask_each, opened
from .paper import Block, Checks, Grid, Part, Points

_STEPS = (
    ("proposed", "PM defines the event in the tracking plan"),
    ("approved", "Data and analytics review and approve it"),
    ("implemented", "Engineering implements it"),
    ("tested", "QA validates the tracking"),
    ("verified", "Analytics verifies the quality of its data"),
    ("live", "PM marks it as live"),
)


def tracking(dictionary: Dictionary) -> Iterator[Part]:
    plan = dictionary.plan
    yield Part("Structure", tuple(_structure(dictionary)))
    yield Part("Events", tuple(_events(dictionary)))
    for phase, events in phases(plan):
        items = [(event.status == "live", _named(event)) for event in events]
        yield Part(f"Phase {phase}" if phase else "In no phase yet", (Checks(items), *_without_phase(phase, events)))
    counts = Counter(event.status for event in plan.events.values())
    rows = [(str(place), words, status, f"{counts[status]:,}") for place, (status, words) in enumerate(_STEPS, 1)]  # type: ignore[index]
    yield Part("Implementation workflow", (Grid(("", "Step", "Status", "Events there"), rows),))


def _structure(dictionary: Dictionary) -> Iterator[Block]:
    plan = dictionary.plan
    counts = Counter(event.owner for event in plan.events.values() if event.owner)
    answering = "; ".join(f"{dictionary.reach(name).title}: {count:,}" for name, count in counts.most_common())
    yield Points(
        [
            ("Format", "YAML in git, judged by plan validate"),
            ("Location", plan.folder),
            ("Version", plan.version or ""),
            ("Events by owner", answering),
        ]
    )
    yield from opened(
        plan,
        Open(
            "Maintained by",
            ("tracking_plan", "maintainer"),
            "Who maintains the tracking plan as a whole?",
            "The analytics engineer",
        ),
    )


def _events(dictionary: Dictionary) -> Iterator[Block]:
    plan = dictionary.plan
    if not plan.events:
        yield _first_event(plan)
        return
    rows = [
        (
            event.name,
            event.description or "",
            event.trigger or "",
            ", ".join(dict.fromkeys(source.platform or source.name for source in plan.event_sources(event))),
            ", ".join(event.properties),
            dictionary.reach(event.owner).title if event.owner else "",
            event.status,
        )
        for event in plan.events.values()
    ]
    yield Grid(("Event Name", "Description", "Trigger", "Platform", "Properties", "Owner", "Status"), rows)
    for rule, key, question, example in (
        ("event-without-description", "description", "What does it mean that these events were sent?", "Say in a sentence what has happened"),
        ("event-without-trigger", "trigger", "When exactly are these events sent?", "Say what the person did, and what the server had done"),
    ):  # fmt: skip
        names = [str(finding.at.path[1]) for finding in findings_of(plan, rule)]
        if names:
            yield ask_each(question, {("events", name, key): example for name in names}, names)
    yield from _unowned(plan)
    names = [event.name for event in plan.events.values() if not event.sources and event.status != "retired"]
    if names:
        source, also = a_source(plan)
        yield ask_each(
            "Which sources send these events?", {("events", name, "sources"): [source] for name in names}, names, also
        )


def _unowned(plan: Plan) -> Iterator[Block]:
    names = [event.name for event in plan.events.values() if not event.owner]
    if names:
        owner, also = an_owner(plan)
        yield ask_each(
            "Who answers for these events?", {("events", name, "owner"): owner for name in names}, names, also
        )
    unknown = dict.fromkeys(
        event.owner for event in plan.events.values() if event.owner and event.owner not in plan.owners
    )
    if unknown:
        places = {("owners", name): {"name": name, "email": "team@example.com"} for name in unknown if name}
        yield ask_each("How are these owners reached?", places, [name for name in unknown if name])


def _first_event(plan: Plan) -> Block:
    """An event to begin with, written as the plan's taxonomy asks."""
    owner, also = an_owner(plan)
    source, more = a_source(plan)
    case = plan.event_names.case
    value = {
        "description": "A visitor has an account",
        "trigger": "The account row is committed",
        "category": "acquisition",
        "owner": owner,
        "sources": [source],
        "phase": "1",
    }
    objects, actions = plan.taxonomy.objects, plan.taxonomy.actions
    words = [*(objects[0].split() if objects else ["signup"]), *(actions[0].split() if actions else ["completed"])]
    name = written([word.lower() for word in words], case if case != "any" else "title")
    return ask_each("Which event comes first?", {("events", name): value}, (), {**also, **more})


def phases(plan: Plan) -> list[tuple[str, list[Event]]]:
    """The phases in their order (2 before 10), each with its events; what is in none comes last."""
    found: dict[str, list[Event]] = {}
    for event in plan.events.values():
        if event.status not in ("deprecated", "retired"):
            found.setdefault(event.phase or "", []).append(event)
    return sorted(found.items(), key=lambda one: (not one[0], len(one[0]) if one[0].isdigit() else 99, one[0]))


def _named(event: Event) -> str:
    return f"{event.name}: {event.description}" if event.description else event.name


def _without_phase(phase: str, events: list[Event]) -> Iterator[Block]:
    if not phase:
        names = [event.name for event in events]
        yield ask_each(
            "In which phase do these events come?", {("events", name, "phase"): "1" for name in names}, names
        )
