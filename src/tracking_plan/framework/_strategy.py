"""The context, and section 1: what the product is, what it wants to reach, and which questions decide what."""

from __future__ import annotations

from collections.abc import Iterator

from ..dictionary import Dictionary
from ..model.plan import Plan
from ..shelf import listed, quote
from ._asking import Open, an_owner, ask, ask_each, opened
from ._tools import title_of
from .paper import Block, Bullets, Grid, Part, Points, Words

_MANY = 1_000


def context(dictionary: Dictionary) -> Iterator[Part]:
    plan = dictionary.plan
    yield Part("Product", tuple(_product(plan)))
    tools = dict.fromkeys(
        tool for source in plan.sources.values() for tool in (source.sdk, *source.destinations) if tool
    )
    state = (
        Points([("Existing tools", listed(map(title_of, tools), _MANY))]),
        *opened(
            plan,
            Open("Gaps", ("state", "gaps"), "What is missing today?", ["Nobody sees where signups are lost"]),
            Open("Pain points", ("state", "pain_points"), "What hurts today?", ["The same event has three names"]),
            Open("Data maturity", ("state", "maturity"), "How mature is the use of data: basic, intermediate or advanced?", "intermediate"),
        ),
    )  # fmt: skip
    yield Part("Current state", state)
    yield Part("Goals", tuple(_goals(dictionary)))


def _product(plan: Plan) -> Iterator[Block]:
    platforms = dict.fromkeys(source.platform for source in plan.sources.values() if source.platform)
    yield Points(
        [("Name", plan.name or ""), ("What it is", plan.description or ""), ("Type", listed(platforms, _MANY))]
    )
    if not plan.name:
        yield ask("What is the product called?", ("name",), "acme-projects")
    if not (plan.description or "").strip():
        yield ask(
            "What is the product, and what does this plan record of it?", ("description",), "A project tool for teams"
        )
    if not platforms:
        yield ask(
            "Where do people use it: web, iOS, Android, a server's API?",
            ("sources", *([next(iter(plan.sources))] if plan.sources else ["web"])),
            {"platform": "web"},
        )
    yield from opened(
        plan,
        Open("Company stage", ("product", "stage"), "At which stage is the company?", "growth: Series B"),
        Open("Current users", ("product", "users"), "How many people use it?", "500,000 a month"),
        Open("Growth rate", ("product", "growth"), "How fast does it grow?", "8 % a month"),
    )


def _goals(dictionary: Dictionary) -> Iterator[Block]:
    plan = dictionary.plan
    stakeholders = dict.fromkeys(one.asked_by for one in plan.questions.values() if one.asked_by)
    yield Points(
        [
            ("Primary objectives", "; ".join(one.description or one.name for one in plan.objectives.values())),
            ("Stakeholders", listed((dictionary.reach(name).title for name in stakeholders), _MANY)),
        ]
    )
    decisions = dict.fromkeys(one.decides for one in plan.questions.values() if one.decides)
    if decisions:
        yield Words("Key decisions:")
        yield Bullets([*decisions])
    yield from opened(
        plan, Open("Timeline", ("goals", "timeline"), "By when should the analytics stand?", "Within six months")
    )


def strategy(dictionary: Dictionary) -> Iterator[Part]:
    plan = dictionary.plan
    yield Part("Business objectives", tuple(_objectives(dictionary)))
    yield Part("Questions that analytics should answer", tuple(_questions(dictionary)))
    for title, rows in _USES.items():
        yield Part(f"Use cases: {title}", tuple(opened(plan, *rows)))


def _objectives(dictionary: Dictionary) -> Iterator[Block]:
    plan = dictionary.plan
    if not plan.objectives:
        owner, also = an_owner(plan)
        value = {"description": "New teams reach value in their first week", "owner": owner}
        yield ask_each("What does the business want to reach?", {("objectives", "activation"): value}, (), also)
        return
    rows = []
    for name, one in plan.objectives.items():
        needs = [asked.question or asked.name for asked in plan.questions.values() if asked.objective == name]
        owner = dictionary.reach(one.owner).title if one.owner else ""
        rows.append((one.description or name, owner, "\n".join(needs)))
    yield Grid(("Objective", "Owner", "What must be known"), rows)
    asked = []
    for name, one in plan.objectives.items():
        if not (one.description or "").strip():
            yield ask(
                f"What is to be reached by the objective {quote(name)}?",
                ("objectives", name, "description"),
                "Say what is to be reached, so that it can be measured",
            )
        question = f"How is it measured whether {quote(name)} is reached, and what is the target?"
        asked.append(Open(f"Metrics of {name}", ("metrics", name), question, "Say what is counted, and the target"))
    yield from opened(plan, *asked)


def _questions(dictionary: Dictionary) -> Iterator[Block]:
    plan = dictionary.plan
    if plan.questions:
        rows = [
            (
                one.question or one.name,
                one.decides or "",
                dictionary.reach(one.asked_by).title if one.asked_by else "",
                f"every {one.every}" if one.every else "",
                ", ".join(one.needs),
            )
            for one in plan.questions.values()
        ]
        yield Grid(("Question", "Decides", "Who needs it", "How often", "Required data"), rows)
    served = {one.objective for one in plan.questions.values()}
    for name in [name for name in plan.objectives if name not in served] or ([] if plan.questions else [""]):
        yield _a_question(plan, name)
    yield from _unsaid(plan)


def _a_question(plan: Plan, objective: str) -> Block:
    """Which question an objective raises; the first question at all, where the plan has no objective either."""
    owner, also = an_owner(plan)
    name = f"about_{objective}" if objective else "first_question"
    while name in plan.questions:
        name += "_too"
    value = {
        "question": "Where do new teams give up?",
        "decides": "What is built next quarter",
        "for": owner,
        "every": "month",
    }
    if objective:
        value["objective"] = objective
    if plan.events:
        value["needs"] = [next(iter(plan.events))]  # type: ignore[assignment]
    asked = (
        f"What must be known to reach {quote(objective)}?"
        if objective
        else "Which question should analytics answer first?"
    )
    return ask_each(asked, {("questions", name): value}, (), also)


_UNSAID = (
    ("question", "question", "What is asked there, as people ask it?", "Where do new teams give up?"),
    ("decides", "decides", "Which decision does the answer inform?", "What is built next quarter"),
    ("every", "every", "How often is it asked: every day, week, month or quarter?", "month"),
)


def _unsaid(plan: Plan) -> Iterator[Block]:
    """What the plan's own questions leave out."""
    for field, key, asked, example in _UNSAID:
        names = [name for name, one in plan.questions.items() if not getattr(one, field)]
        if names:
            yield ask_each(asked, {("questions", name, key): example for name in names}, names)
    names = [name for name, one in plan.questions.items() if not one.asked_by]
    if names:
        owner, also = an_owner(plan)
        yield ask_each("Who needs the answer?", {("questions", name, "for"): owner for name in names}, names, also)
    names = [name for name, one in plan.questions.items() if not one.needs]
    if names and plan.events:
        needs = [next(iter(plan.events))]
        places = {("questions", name, "needs"): needs for name in names}
        yield ask_each("Of which events and properties is the answer made?", places, names)


_USES = {
    "product decisions": (
        Open("Feature prioritization", ("use_cases", "feature_prioritization"), "By what are features prioritized?", "Use in four weeks by teams that pay"),
        Open("A/B testing", ("use_cases", "ab_testing"), "What is needed for A/B tests?", "Experiment Viewed, and the flag tool's assignment"),
        Open("User segmentation", ("use_cases", "segmentation"), "By what are people and accounts told apart?", "Plan, company size, role"),
        Open("Churn prediction", ("use_cases", "churn_prediction"), "How is churn foreseen?", "Weekly active days, falling for three weeks"),
    ),
    "business reporting": (
        Open("Executive dashboards", ("use_cases", "executive_dashboards"), "What do executives look at?", ["Activation", "Net revenue retention"]),
        Open("Board reporting", ("use_cases", "board_reporting"), "What is the board told?", ["ARR", "Retention by cohort"]),
        Open("Investor updates", ("use_cases", "investor_updates"), "What are investors told?", ["Monthly active teams"]),
    ),
    "growth and marketing": (
        Open("Acquisition", ("use_cases", "acquisition"), "How is acquisition made better?", "The funnel from visit to signup, by channel"),
        Open("Conversion", ("use_cases", "conversion"), "Which conversions are followed?", "Trial to paid, within 30 days"),
        Open("Campaign attribution", ("use_cases", "attribution"), "How are campaigns credited?", "UTM parameters of the first visit"),
        Open("Lifecycle marketing", ("use_cases", "lifecycle"), "Which cohorts are written to?", "Teams without a project after three days"),
    ),
}  # fmt: skip
