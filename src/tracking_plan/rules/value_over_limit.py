"""A text may be longer than a tool keeps: an enum value, an example, or what `maxLength` admits.

Why: the tool cuts or drops the text, so that different values look alike or are missing.

Bad:

    sources:
      web: {platform: web, sdk: segment, destinations: [ga4]}
    events:
      Article Viewed:
        sources: [web]
        properties:
          article_summary:
            type: string
            maxLength: 500   # <- here

Good:

    sources:
      web: {platform: web, sdk: segment, destinations: [ga4]}
    events:
      Article Viewed:
        sources: [web]
        properties:
          article_title: {type: string, maxLength: 100}
          page_location: {type: string, maxLength: 1000}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..document import Map, Span
from ..finding import Finding, Severity
from ..model.event import Event
from ..model.limits import Cap, Limits
from ..model.plan import Plan
from ..model.property import Property
from ..shelf import quote
from ._limits import Tool, all_tools, losses, lowest, reached, tools, uses

severity = Severity.WARNING

_HINT = "send less text, or a key that stands for it"
_FIELDS = {"maxLength": "max_length", "enum": "enum", "examples": "examples"}


def check_plan(plan: Plan) -> Iterator[Finding]:
    least, least_trait = lowest(plan, _value), lowest(plan, _trait_value)
    if least is None and least_trait is None:
        return
    for found in plan.roots:
        if not (found.max_length or found.enum or found.examples):
            continue
        most = least_trait if found.path[0] == "traits" else least
        for key, place, length in _long(found, most) if most is not None else ():
            parts = list(_losses(_reaching(found, key, plan), found, length))
            if parts:
                yield Finding(_at(found, key, place), f"{_said(found, key, length)}; {losses(parts)}", _HINT)
                break


def check_event(event: Event, plan: Plan) -> Iterator[Finding]:
    """Texts in the event's own examples."""
    if not event.examples or not plan.tools or event.status == "retired":
        return
    least: int | None = plan.facts("shortest value", lambda plan: lowest(plan, _value))
    if least is None:
        return
    for number, example in enumerate(event.examples):
        for name, value in example.items() if isinstance(example, dict) else ():
            if value.__class__ is str and len(value) > least and (carried := event.properties.get(name)) is not None:
                parts = list(_losses(tools(plan, event.sources), carried, len(value)))
                if parts:
                    at = event.at("examples", number, name)
                    yield Finding(at, f"{_said(carried, 'examples', len(value))}; {losses(parts)}", _HINT)


def _value(limits: Limits) -> Cap | None:
    return limits.value


def _trait_value(limits: Limits) -> Cap | None:
    return limits.trait_value


def _long(found: Property, most: int) -> Iterator[tuple[str, int, int]]:
    """What is longer than ``most`` at this very place: its key, its place under the key, its length."""
    raw = found.raw
    admitted = found.max_length or 0
    if admitted > most and "maxLength" in raw and (not found.types or "string" in found.types):
        yield "maxLength", 0, admitted
    for key, values in (("enum", found.enum), ("examples", found.examples)):
        if values and key in raw:
            for place, value in enumerate(values):
                if value.__class__ is str and len(value) > most:
                    yield key, place, len(value)


def _reaching(found: Property, key: str, plan: Plan) -> tuple[Tool, ...]:
    """The tools that get the property as it is written here; where an event narrows it, that is looked at there."""
    if found.path[0] == "traits":
        return all_tools(plan) if found.sources is None else tools(plan, found.sources)
    written = getattr(found, _FIELDS[key])
    return reached(plan, (use for use in uses(plan, found) if getattr(use.property, _FIELDS[key]) is written))


def _losses(reaching: Iterable[Tool], found: Property, length: int) -> Iterator[tuple[Tool, str]]:
    for tool in reaching:
        cap = tool.limits.trait_value if found.path[0] == "traits" else tool.limits.value
        if cap is not None:
            cap = Cap(max(cap.most, tool.limits.value_of.get(found.name, 0)), cap.loss)
            if length > cap.most:
                yield tool, cap.said


def _said(found: Property, key: str, length: int) -> str:
    if key == "maxLength":
        return f"property {quote(found.name)} may have {length:,} characters"
    kind = "value" if key == "enum" else "example"
    return f"this {kind} of property {quote(found.name)} has {length:,} characters"


def _at(found: Property, key: str, place: int) -> Span:
    written = found.raw[key]
    if isinstance(written, Map):
        return written.key_at(list(written)[place], (*found.path, key))
    return found.at(key) if key == "maxLength" else found.at(key, place)
