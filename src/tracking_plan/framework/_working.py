"""Sections 7 to 12: dashboards, experiments, the team, enablement, how well it works, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator

from ..dictionary import Dictionary
from ..dictionary.statistics import statistics
from ..shelf import listed
from ._asking import Open, answered, opened
from ._said import said
from ._tools import used
from ._tracking import phases
from .paper import Block, Bullets, Checks, Grid, Part, Points, Words

_DASHBOARDS = {
    "executive": ("Executive dashboard", "C-level and board", "week", ["Activation: 41 % (target 60 %)", "Net revenue retention"]),
    "product": ("Product dashboard", "The product team", "day", ["Weekly active teams", "Adoption of features", "Conversion of the signup funnel"]),
    "growth": ("Growth dashboard", "Marketing and growth", "day", ["Signups by channel", "Onboarding completed"]),
    "customer_success": ("Customer success dashboard", "Customer success", "day", ["Health of accounts", "Accounts at risk"]),
}  # fmt: skip


def dashboards(dictionary: Dictionary) -> Iterator[Part]:
    plan = dictionary.plan
    rows = [
        (one.question or one.name, f"every {one.every}", dictionary.reach(one.asked_by).title if one.asked_by else "")
        for one in plan.questions.values()
        if one.every
    ]
    if rows:
        yield Part("Questions that dashboards should answer", (Grid(("Question", "How often", "For"), rows),))
    for name, (title, audience, often, metrics) in _DASHBOARDS.items():
        steps = ("dashboards", name)
        asked = (
            Open("Audience", (*steps, "audience"), f"Who looks at the {title.lower()}?", audience),
            Open("Frequency", (*steps, "frequency"), "How often?", f"every {often}"),
            Open("Metrics", (*steps, "metrics"), "What does it show?", metrics),
            Open(
                "Format",
                (*steps, "format"),
                "In which tool, and how does it reach them?",
                "Metabase, by mail on Mondays",
            ),
        )
        yield Part(title, tuple(opened(plan, *asked)))
    principles = Open(
        "Principles",
        ("dashboards", "principles"),
        "By which principles are dashboards made?",
        ["The summary first, details below", "A target beside each number"],
    )
    yield Part("Design principles", tuple(answered(plan, principles)))


_EXPERIMENTS = {
    "Randomization": (
        Open("Method", ("experiments", "randomization", "method"), "How are people assigned to variants?", "A hash of the user's id"),
        Open("Unit", ("experiments", "randomization", "unit"), "What is assigned: a user, a session, a device, an account?", "account"),
        Open("Consistency", ("experiments", "randomization", "consistency"), "How does everybody see the same variant again?", "The assignment is kept in the flag tool"),
    ),
    "Feature flags": (
        Open("Use cases", ("experiments", "flags", "use_cases"), "What are flags used for?", ["Experiments", "Rollouts", "Kill switches"]),
        Open("Management", ("experiments", "flags", "management"), "Who switches flags?", "The owner of the feature"),
    ),
    "Sample size": (
        Open("Tool", ("experiments", "sample_size", "tool"), "How is the sample size worked out?", "The experimentation platform's calculator"),
        Open("Inputs", ("experiments", "sample_size", "inputs"), "Of which baseline, effect, confidence and power?", "5 % relative effect, 95 % confidence, 80 % power"),
    ),
    "Experiment tracking": (
        Open("Registry", ("experiments", "tracking", "registry"), "Where are experiments listed, and with which statuses?", "A table in the wiki: planned, running, complete"),
        Open("Results", ("experiments", "tracking", "results"), "Where are results kept?", "Beside the experiment in the registry"),
    ),
    "Statistical analysis": (
        Open("Method", ("experiments", "statistics", "method"), "By which method are results judged?", "Welch's t-test"),
        Open("Threshold", ("experiments", "statistics", "threshold"), "At which significance?", "0.05"),
        Open("Multiple tests", ("experiments", "statistics", "correction"), "How are several tests at once corrected for?", "Benjamini-Hochberg (FDR)"),
    ),
}  # fmt: skip


def experiments(dictionary: Dictionary) -> Iterator[Part]:
    plan = dictionary.plan
    for title, asked in _EXPERIMENTS.items():
        made: list[Block] = []
        if title == "Feature flags" and (tools := used(plan, "experimentation")):
            made.append(Points([("Tool", listed(tools, 20))]))
        yield Part(title, (*made, *opened(plan, *asked)))


_ROLES = {
    "product_managers": "Define events and dashboards, and mark events as live",
    "analysts": "Analyze, and verify data quality",
    "analytics_engineers": "Run the pipelines and the warehouse",
    "engineering": "Implements tracking with the generated clients",
    "data_scientists": "Advanced analytics",
}
_MATRIX = {
    "Define events": {"PM": "R", "Analyst": "C", "Eng": "I", "Data Eng": "I"},
    "Implement tracking": {"PM": "I", "Analyst": "I", "Eng": "R", "Data Eng": "C"},
    "Data quality": {"PM": "C", "Analyst": "R", "Eng": "C", "Data Eng": "A"},
    "Analysis": {"PM": "C", "Analyst": "R", "Eng": "I", "Data Eng": "C"},
    "Dashboards": {"PM": "C", "Analyst": "R", "Eng": "I", "Data Eng": "C"},
}


def team(dictionary: Dictionary) -> Iterator[Part]:
    plan = dictionary.plan
    owners = [dictionary.reach(name) for name in plan.owners]
    made: list[Block] = []
    if owners:
        made.append(
            Grid(
                ("Owner", "Mail", "GitHub", "Slack"), [(one.title, one.email, one.github, one.slack) for one in owners]
            )
        )
    roles = (
        Open(
            role.replace("_", " ").capitalize(),
            ("team", "roles", role),
            f"What do {role.replace('_', ' ')} do here?",
            words,
        )
        for role, words in _ROLES.items()
    )
    yield Part("Roles", (*made, *opened(plan, *roles)))
    asked = Open(
        "Responsibilities",
        ("team", "responsibilities"),
        "Who is responsible, accountable, consulted and informed, for what?",
        _MATRIX,
    )
    yield Part("Responsibilities", tuple(answered(plan, asked)))
    for rhythm, every, example in (
        ("weekly", "week", ["Data quality: what plan lint found", "Results of experiments"]),
        ("monthly", "month", ["Metrics, in depth", "What analytics needs next"]),
        ("quarterly", "quarter", ["OKRs", "Tools and their cost", "Training"]),
    ):
        questions = [one.question or one.name for one in plan.questions.values() if one.every == every]
        shown: list[Block] = [Words("Questions to go through:"), Bullets(questions)] if questions else []
        asked = Open("On the agenda", ("processes", rhythm), f"What is looked at {rhythm}?", example)
        yield Part(f"{rhythm.capitalize()} process", (*shown, *opened(plan, asked)))


_ENABLEMENT = {
    "Product team": (
        Open("How to define events", ("enablement", "product_team", "defining_events"), "How do product people learn to define events?", "An hour with the analyst, and docs/format.md"),
        Open("Reading dashboards", ("enablement", "product_team", "dashboards"), "How do they learn to read dashboards?", "A walkthrough each quarter"),
        Open("Running analyses", ("enablement", "product_team", "analyses"), "Which analyses do they run themselves?", "Funnels and retention in the analytics tool"),
    ),
    "Engineering team": (
        Open("Implementation guide", ("enablement", "engineering_team", "guide"), "Where do engineers find how to implement?", "The event's page in the dictionary shows the call"),
        Open("Testing", ("enablement", "engineering_team", "testing"), "How do they test what they send?", "The generated client in throw mode, plan lint on a local log"),
    ),
    "Business teams": (
        Open("Dashboard access", ("enablement", "business_teams", "access"), "How do business teams get at dashboards?", "By single sign-on"),
        Open("Requesting analysis", ("enablement", "business_teams", "requests"), "How do they ask for an analysis?", "A form in #data, answered within two days"),
    ),
    "Documentation": (
        Open("Getting started", ("enablement", "documentation", "getting_started"), "Where does somebody new begin?", "The home page of the dictionary"),
        Open("Best practices", ("enablement", "documentation", "best_practices"), "Which dos and don'ts are written down?", "plan explain RULE says why"),
    ),
    "Self-service analytics": (
        Open("Tools", ("enablement", "self_service", "tools"), "What can teams use by themselves?", "The analytics tool and the BI tool"),
        Open("Limits", ("enablement", "self_service", "limits"), "What needs an analyst?", "Causal questions; anything for the board"),
        Open("Support", ("enablement", "self_service", "support"), "Where is help?", "Office hours on Thursdays"),
    ),
}  # fmt: skip


def enablement(dictionary: Dictionary) -> Iterator[Part]:
    for title, asked in _ENABLEMENT.items():
        yield Part(title, tuple(opened(dictionary.plan, *asked)))


def measurement(dictionary: Dictionary) -> Iterator[Part]:
    plan = dictionary.plan
    covered = [
        (one.what, f"{int(100 * one.share)} %", f"{one.have:,} of {one.of:,}") for one in statistics(plan).coverage
    ]
    yield Part(
        "Coverage",
        (
            *([Grid(("Of the plan", "Share", "How many"), covered)] if covered else []),
            *opened(
                plan,
                Open("Features tracked", ("measurement", "features"), "Which share of the product's features is tracked (target: 90 %)?", "31 of 38 features, 82 %"),
                Open("Journeys covered", ("measurement", "journeys"), "Which share of user journeys is covered (target: 95 %)?", "9 of 11 journeys, 82 %"),
            ),
        ),
    )  # fmt: skip
    yield Part("Quality", tuple(_measured(dictionary)))
    adoption = (
        Open(
            "Dashboard usage",
            ("measurement", "dashboard_usage"),
            "How many people look at dashboards?",
            "140 of 300 each week",
        ),
        Open(
            "Self-serve queries",
            ("measurement", "self_serve"),
            "How many queries do teams run themselves?",
            "About 900 a month",
        ),
        Open("Experiment velocity", ("measurement", "experiments"), "How many experiments run a month?", "6"),
    )
    yield Part("Adoption", tuple(opened(plan, *adoption)))
    improvement = (
        Open(
            "Quarterly review",
            ("improvement", "review"),
            "What does the quarterly review assess?",
            "Coverage, quality, adoption, and what nobody uses",
        ),
        Open("Feedback", ("improvement", "feedback"), "How do teams say what they miss?", "A survey twice a year"),
    )
    yield Part("Continuous improvement", tuple(opened(plan, *improvement)))


def _measured(dictionary: Dictionary) -> Iterator[Block]:
    health = dictionary.health
    yield Points([("Findings of plan validate", f"{health.errors:,} errors, {health.warnings:,} warnings")])
    if health.valid is not None:
        yield Points(
            [
                ("Records that match the plan", f"{health.valid:g} %"),
                ("Live events that were not seen", listed(health.unused, 20)),
            ]
        )
    else:
        yield Words(
            "plan docs --framework with --summary FILE tells here how much of a log matches the plan, from what plan lint --summary FILE wrote."
        )
    yield from opened(
        dictionary.plan,
        Open("Latency", ("measurement", "latency"), "How long until an event can be analyzed?", "Within 15 minutes"),
    )


def roadmap(dictionary: Dictionary) -> Iterator[Part]:
    plan = dictionary.plan
    known = said(plan, "roadmap")
    planned = [name for name in known if name != "future"] if isinstance(known, dict) else []
    by_phase = {phase: events for phase, events in phases(plan) if phase}
    names = sorted({*by_phase, *planned}, key=lambda name: (len(name) if name.isdigit() else 99, name)) or ["1"]
    for name in names:
        made: list[Block] = []
        events = by_phase.get(name, [])
        if events:
            done = sum(event.status == "live" for event in events)
            made.append(Points([("Events", f"{done:,} of {len(events):,} live")]))
            made.append(Checks([(event.status == "live", event.name) for event in events]))
        asked = (
            Open("When", ("roadmap", name, "when"), f"When does phase {name} begin and end?", "Months 1-2"),
            Open(
                "Goals",
                ("roadmap", name, "goals"),
                f"What is reached by the end of phase {name}?",
                ["Events of the core funnel live", "Basic dashboards"],
            ),
        )
        yield Part(f"Phase {name}", (*made, *opened(plan, *asked)))
    future = Open(
        "Later",
        ("roadmap", "future"),
        "What comes after that?",
        ["Machine learning on the warehouse", "Real-time personalization"],
    )
    yield Part("Future", tuple(answered(plan, future)))
