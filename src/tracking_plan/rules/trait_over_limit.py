"""A user has more traits than a tool takes, or a trait has a name that the tool drops or keeps for itself.

Why: the tool leaves the trait out without a word, and nobody can be grouped by it.

Bad:

    sources:
      web: {platform: web, sdk: segment, destinations: [ga4]}
    traits:
      user:
        first_visit_time: {type: string}   # <- here
        preferred_language_of_emails: {type: string}   # <- here

Good:

    sources:
      web: {platform: web, sdk: segment, destinations: [ga4]}
    traits:
      user:
        signup_time: {type: string}
        email_language: {type: string}
"""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, Severity
from ..model.plan import Plan
from ..model.property import Property
from ..shelf import quote
from ._limits import Tool, all_tools, losses, reserved, reserves, tools

severity = Severity.ERROR


def check_plan(plan: Plan) -> Iterator[Finding]:
    traits = plan.traits.get("user")
    if not traits or not plan.tools:
        return
    capped = [(tool, cap) for tool in all_tools(plan) if (cap := tool.limits.traits) is not None]
    over = [(tool, cap) for tool, cap in capped if len(traits) > cap.most]
    if over:
        first_lost = [*traits.values()][min(cap.most for _, cap in over)]
        message = f"this is one of {len(traits):,} traits of a user; {losses((tool, cap.said) for tool, cap in over)}"
        yield Finding(first_lost.at(), message, "leave out what no question needs")
    for trait in traits.values():
        yield from _about(trait, plan)


def _about(trait: Property, plan: Plan) -> Iterator[Finding]:
    name, parts, keepers = trait.name, list[tuple[Tool, str]](), list[tuple[Tool, str, str]]()
    for tool in all_tools(plan) if trait.sources is None else tools(plan, trait.sources):
        limits = tool.limits
        if limits.trait_name is not None and len(name) > limits.trait_name.most:
            parts.append((tool, limits.trait_name.said))
        kept = reserves(limits.reserved_traits, limits.reserved_trait_prefixes, name)
        if kept is not None:
            keepers.append((tool, name, kept))
    if parts:
        yield Finding(trait.at(), f"trait name {quote(name)} has {len(name)} characters; {losses(parts)}", "shorten it")
    if keepers:
        yield Finding(trait.at(), reserved(f"trait name {quote(name)}", name, keepers), "choose another name")
