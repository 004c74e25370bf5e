"""Section 3: how things are named, which categories of events there are, and what properties mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..dictionary import Dictionary
from ..dictionary._rows import rows
from ..dictionary._rules import findings_of
from ..dictionary.facts import Row
from ..document import Path
from ..model.example import event_example
from ..model.plan import Plan
from ..model.reference import said as named
from ..model.schema import plain
from ..rules._case import LABELS, written
from ..shelf import listed
from ._asking import ask, ask_each
from .paper import Block, Grid, Part, Points, Words

_MANY = 10_000


def taxonomy(dictionary: Dictionary) -> Iterator[Part]:
    plan = dictionary.plan
    yield Part("Naming convention", tuple(_naming(plan)))
    yield Part("Event categories", tuple(_categories(plan)))
    yield Part("User properties", tuple(_traits(plan)))
    yield Part("Standard event properties", tuple(_groups(plan)))
    yield Part("Custom event properties", tuple(_properties(plan)))
    example = tuple(_example(plan))
    if example:
        yield Part("Example", example)


def _naming(plan: Plan) -> Iterator[Block]:
    events, properties = plan.event_names, plan.property_names
    tense = {"past": "past", "present": "present", "any": "any"}[events.tense]
    yield Points(
        [
            ("Format", events.format),
            ("Capitalization", LABELS.get(events.case, "any")),
            ("Tense", tense),
            ("Special characters", events.characters or "none beyond what the case asks for"),
            ("Length", f"at most {events.max_length} characters"),
            ("Properties", f"{LABELS.get(properties.case, 'any')}, at most {properties.max_length} characters"),
            ("Objects", listed(plan.taxonomy.objects, _MANY)),
            ("Actions", listed(plan.taxonomy.actions, _MANY)),
        ]
    )


def _categories(plan: Plan) -> Iterator[Block]:
    events = plan.events.values()
    found = dict.fromkeys(event.category for event in events if event.category)
    rows = [
        (category, event.name, event.trigger or event.description or "")
        for category in found
        for event in events
        if event.category == category
    ]
    if rows:
        yield Grid(("Category", "Event", "When it is sent"), rows)
    names = [event.name for event in events if not event.category]
    if names:
        category = next(iter(found), "activation")
        question = "To which part of the product's story do these events belong: acquisition, activation, engagement, monetization?"
        yield ask_each(question, {("events", name, "category"): category for name in names}, names)


def _traits(plan: Plan) -> Iterator[Block]:
    for who, traits in plan.traits.items():
        if traits:
            yield Words(f"Of each {'person' if who == 'user' else 'account'}:")
            yield _table(rows(traits, ("traits", who)))
    if not plan.traits.get("user"):
        name = _property("plan_type", plan)
        value = {
            "type": "string",
            "enum": ["free", "paid", "enterprise"],
            "description": "Plan of the account",
            "pii": "none",
        }
        yield ask("What is kept about each person?", ("traits", "user", name), value)


def _groups(plan: Plan) -> Iterator[Block]:
    for group in plan.groups.values():
        if group.properties:
            yield Words(f"{group.name}: {group.description}" if group.description else f"{group.name}:")
            yield _table(rows(group.properties, group.path))
    if not any(group.properties for group in plan.groups.values()):
        name = _property("app_version", plan)
        value = {
            "description": "What every event carries",
            "properties": {name: {"type": "string", "description": "Version of the app that sent it"}},
        }
        yield ask("What does every event carry: a session, a version, a device?", ("property_groups", "common"), value)


def _property(words: str, plan: Plan) -> str:
    """A name of a property as the plan's taxonomy writes it."""
    case = plan.property_names.case
    return written(words.split("_"), case) if case != "any" else words


def _properties(plan: Plan) -> Iterator[Block]:
    if plan.properties:
        yield Words("The dictionary: one name, one meaning.")
        yield _table(rows(plan.properties, ("properties",)))
    places: dict[Path, str] = {}
    about: dict[str, None] = {}
    for finding in findings_of(plan, "property-without-description"):
        places[(*finding.at.path, "description")] = "What it means, in a sentence"
        about[named(finding.at.path)] = None
    if places:
        yield ask_each("What do these properties mean?", places, [*about])


def _table(found: Iterable[Row]) -> Grid:
    return Grid(
        ("Property", "Type", "Required", "Meaning", "Personal"),
        [(row.path, row.type, "yes" if row.required else "no", _meaning(row), row.pii) for row in found],
    )


def _meaning(row: Row) -> str:
    about = [*row.constraints]
    if row.values:
        about.insert(0, f"one of {', '.join(value for value, _ in row.values)}")
    return (
        f"{row.description} ({'; '.join(about)})" if about and row.description else row.description or "; ".join(about)
    )


def _example(plan: Plan) -> Iterator[Block]:
    event = next((event for event in plan.events.values() if event.examples), None)
    if event is None:
        return
    sent = plain(event_example(event, 0))
    yield Words(f"Event: {event.name}")
    if isinstance(sent, Mapping):
        shown = [(row.path, row.type, row.description) for row in rows(event.properties, event.path)]
        yield Grid(("Property", "Type", "Meaning"), shown)
