"""Section 2: the stack, layer by layer."""

from __future__ import annotations

from collections.abc import Iterator

from ..dictionary import Dictionary
from ..model.plan import Plan
from ..shelf import listed
from ..vendors import shelf
from ._asking import Open, opened
from ._said import line, said
from .paper import Block, Grid, Part, Points

LAYERS = {
    "collection": (
        "Collection", "Takes what people do from the product to the tools",
        ("segment", "rudderstack", "snowplow", "mparticle", "firebase", "cloudevents"), "Segment",
    ),
    "product_analytics": (
        "Product analytics", "Where behavior is analyzed",
        ("amplitude", "mixpanel", "posthog", "ga4", "glean"), "Amplitude",
    ),
    "warehouse": ("Data warehouse", "Where the raw data is kept", ("bigquery", "snowflake", "redshift"), "BigQuery"),
    "bi": ("Business intelligence", "Dashboards and reports of one's own", (), "Metabase"),
    "experimentation": ("Experimentation platform", "A/B tests and flags", ("optimizely", "launchdarkly"), "LaunchDarkly"),
    "session_replay": ("Session replay", "What single sessions looked like", ("fullstory", "hotjar", "logrocket"), "Hotjar"),
}  # fmt: skip
"""Each layer of the stack: title, purpose, the tools that belong to it, and one to stand in the YAML."""


def tools(dictionary: Dictionary) -> Iterator[Part]:
    plan = dictionary.plan
    for layer, (title, purpose, _, example) in LAYERS.items():
        yield Part(title, tuple(_layer(plan, layer, purpose, example)))
    yield Part("Tool stack summary", tuple(_summary(plan)))


def used(plan: Plan, layer: str) -> list[str]:
    """The tools of a layer that the plan's sources name."""
    known = LAYERS[layer][2]
    named = dict.fromkeys(
        tool for source in plan.sources.values() for tool in (source.sdk, *source.destinations) if tool in known
    )
    return [title_of(tool) for tool in named if tool]


def title_of(tool: str) -> str:
    """A tool as it calls itself, where we know it."""
    return str(shelf.take(tool).TITLE) if tool in shelf.names else tool


def _layer(plan: Plan, layer: str, purpose: str, example: str) -> Iterator[Block]:
    found = used(plan, layer)
    yield Points([("Purpose", purpose), ("In use, by the plan's sources", listed(found, 20))])
    asked = (
        Open("Choice", ("stack", layer, "tool"), f"Which tool, if any, {_DOES[layer]}?", example),
        Open("Because", ("stack", layer, "because"), f"Why {found[0] if found else 'that tool'}, and what else was looked at?", "It is what the team knows; the others cost more"),
        Open("Cost", ("stack", layer, "cost"), "What does it cost?", "$500 a month"),
    )  # fmt: skip
    yield from opened(plan, *asked[bool(found) :])


_DOES = {
    "collection": "collects events",
    "product_analytics": "analyzes behavior",
    "warehouse": "keeps the raw data",
    "bi": "makes dashboards and reports",
    "experimentation": "runs experiments",
    "session_replay": "records sessions",
}


def _summary(plan: Plan) -> Iterator[Block]:
    rows = []
    for layer, (title, *_) in LAYERS.items():
        chosen = listed(used(plan, layer), 20) or line(said(plan, "stack", layer, "tool"))
        rows.append((title, chosen or "(open)", line(said(plan, "stack", layer, "cost"))))
    yield Grid(("Layer", "Tool", "Cost"), rows)
    yield from opened(
        plan,
        Open("Total cost", ("stack", "total_cost"), "What may all of it cost?", "$5,000 a month, tools and storage"),
    )
