"""Section 6: what is checked, who may see what, and what is done with personal data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..dictionary import Dictionary
from ..dictionary._rules import findings_of
from ..dictionary.statistics import definitions
from ..document import Path
from ..finding import Severity
from ..model.plan import Plan
from ..model.reference import said as named
from ._asking import Open, ask_each, opened
from ._said import said
from .paper import Block, Bullets, Checks, Grid, Part, Points, Words

_CHECKS = (
    ("Missing events", "plan lint", ("live-event-never-seen", "missing-from-source", "missing-property")),
    ("Duplicate events", "plan lint", ("duplicate-record", "duplicate-id")),
    ("Invalid properties", "plan lint", ("wrong-type", "value-not-in-enum", "value-out-of-range", "value-not-matching-pattern")),
    ("Events that are not planned", "plan lint", ("unplanned-event", "unplanned-property")),
    ("Personal data where none is planned", "plan lint", ("personal-value",)),
)  # fmt: skip


def quality(dictionary: Dictionary) -> Iterator[Part]:
    plan = dictionary.plan
    yield Part("Validation rules", tuple(_rules(plan)))
    yield Part("Automated checks", tuple(_checks(plan)))
    yield Part("QA process", tuple(_process(plan)))
    yield Part("Access control", tuple(_access(plan)))
    yield Part("Privacy and compliance", tuple(_privacy(dictionary)))
    yield Part("Data dictionary", tuple(_dictionary(plan)))


def _rules(plan: Plan) -> Iterator[Block]:
    found = definitions(plan)
    carried = [one for event in plan.events.values() for one in event.properties.values()]
    ranged = sum(one.minimum is not None or one.maximum is not None for one in found)
    yield Points(
        [
            ("Event names", f"one of the {len(plan.events):,} of the plan, letter for letter" if plan.events else ""),
            ("Required properties", f"{sum(one.required for one in carried):,} of the {len(carried):,} that events carry" if carried else ""),
            ("Property types", f"{sum(bool(one.types) for one in found):,} of {len(found):,} properties have one" if found else ""),
            ("Value ranges", f"{ranged:,} properties have a range, {sum(one.enum is not None for one in found):,} a list of values" if found else ""),
            ("Patterns and formats", f"{sum(one.pattern is not None or one.format is not None for one in found):,} properties" if found else ""),
        ]
    )  # fmt: skip


def _checks(plan: Plan) -> Iterator[Block]:
    rows = []
    for what, command, rules in _CHECKS:
        off = [rule for rule in rules if rule in plan.settings and plan.settings[rule].severity is Severity.OFF]
        on = [rule for rule in rules if rule not in off]
        rows.append((what, command if on else "", ", ".join(on), ", ".join(off)))
    rows.append(("Schema changes", "plan diff", "whom each change breaks: code, data, wire", ""))
    yield Grid(("What", "Command", "By", "Switched off in this plan"), rows)
    yield from opened(
        plan,
        Open(
            "Run",
            ("quality", "checks_run"),
            "When do these checks run, and who is told?",
            "plan validate and plan diff on each pull request; plan lint every night, to #data",
        ),
    )


def _process(plan: Plan) -> Iterator[Block]:
    counts = Counter(event.status for event in plan.events.values())
    yield Points(
        [
            ("Waiting for QA", f"{counts['implemented']:,} events"),
            ("Tested", f"{counts['tested']:,}"),
            ("Verified", f"{counts['verified']:,}"),
        ]
    )
    left = []
    for step, question, example in (
        ("development", "What is checked in development?", ["The event arrives in the test environment", "It matches the plan"]),
        ("staging", "What is checked in staging?", ["Web and mobile send the same", "plan lint on a day's log is clean"]),
        ("production", "How is it rolled out in production, and what is watched?", ["10 %, 50 %, 100 %", "Error rates for a week"]),
    ):  # fmt: skip
        found = said(plan, "quality", step)
        if isinstance(found, list):
            yield Words(f"{step.capitalize()}:")
            yield Checks([(False, str(item)) for item in found])
        else:
            left.append(Open(step.capitalize(), ("quality", step), question, example))
    yield from opened(plan, *left)


def _access(plan: Plan) -> Iterator[Block]:
    teams = {
        "product": "Reads all, writes the plan",
        "engineering": "Reads all, implements",
        "executives": "Dashboards",
        "finance": "Revenue events and properties",
    }
    asked = (
        Open(team.capitalize(), ("governance", "access", team), f"What may {team} see and do?", example)
        for team, example in teams.items()
    )
    yield from opened(plan, *asked)


def _privacy(dictionary: Dictionary) -> Iterator[Block]:
    plan = dictionary.plan
    found = [
        (
            one.path,
            one.pii,
            one.meaning,
            ", ".join((*one.holders, *(f"traits of {who}" for who in one.traits))),
            ", ".join(one.sources),
            one.retention,
        )
        for one in dictionary.personal
    ]
    if found:
        yield Grid(("Personal data", "Class", "What it is", "Where it is carried", "From", "Kept"), found)
    elif definitions(plan):
        yield Words("No property of the plan is said to be personal.")
    places: dict[Path, str] = {}
    about: dict[str, None] = {}
    for finding in findings_of(plan, "property-looks-personal"):
        places[(*finding.at.path, "pii")] = "personal"
        about[named(finding.at.path)] = None
    if places:
        yield ask_each(
            "How personal are these properties: none, pseudonymous, personal or sensitive?", places, [*about]
        )
    yield from opened(
        plan,
        Open("What is not collected", ("governance", "not_collected"), "What must never be collected?", "Free text from support chats; precise location"),
        Open("Deletion", ("governance", "deletion"), "How is a person's data deleted when they ask (GDPR)?", "Within 30 days, through the collection tool's deletion API"),
        Open("Retention", ("governance", "retention"), "How long is data kept?", "24 months, then aggregated"),
        Open("Consent", ("governance", "consent"), "Who must agree to what before events are sent?", "Opt-in in the EU, by the consent banner"),
    )  # fmt: skip


def _dictionary(plan: Plan) -> Iterator[Block]:
    yield Bullets(
        [
            "Contents: events, properties, groups, traits, sources, owners, questions",
            "Made of the plan by plan docs, so that it cannot be out of date",
        ]
    )
    yield from opened(
        plan,
        Open("Location", ("governance", "dictionary", "location"), "Where does everybody find the data dictionary?", "https://data.acme.test, built on each merge"),
        Open("Access", ("governance", "dictionary", "access"), "Who may see and who may change it?", "Everybody sees it; a pull request changes it"),
    )  # fmt: skip
