"""An example is refused by the very event or property that it shows.

Why: people copy examples; one that the plan itself refuses is wrong, or the plan is. Examples are judged exactly as a
log is: properties that are not planned, missing ones, types, values, bounds, patterns and formats. Where a string is
planned, the text counts as it is written: `version: 1.10` is "1.10".

Bad:

    properties:
      country:
        type: string
        pattern: "^[A-Z]{2}$"
        examples:
          - DE
          - Germany   # <- here
    events:
      Project Created:
        properties:
          country:
          team_size: {type: integer, minimum: 1}
          tags: {type: array, items: {type: string, maxLength: 4}, required: false}
        examples:
          - country: DE
            team_size: 0   # <- here
          - {country: FR, teamsize: 5, team_size: 5}   # <- here
          - country: FR   # <- here
          - country: IT
            team_size: 3
            tags:
              - blue
              - yellow   # <- here

Good:

    events:
      Project Created:
        properties:
          version: {type: string}
          published: {type: string, format: date}
          public: {type: string}
          team_size: {type: integer, minimum: 1}
        examples:
          - {version: 1.10, published: 2026-01-31, public: no, team_size: 5}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ..document import Map, Path, Span
from ..finding import Finding, Severity
from ..model.event import Event
from ..model.example import event_example, fits, plainly_fits, property_example
from ..model.plan import Plan
from ..model.property import Property
from ..model.schema import event_schema, property_schema
from ..shelf import quote
from ._said import called, shown

if TYPE_CHECKING:
    from ..model.validator import Violation

severity = Severity.ERROR
only_with = ("examples",)


def check_event(event: Event, plan: Plan) -> Iterator[Finding]:
    refused = {}
    for place, example in enumerate(event.examples):
        if not isinstance(example, dict):
            message = f"an example of an event is a mapping from property to value, not {shown(example)}"
            yield Finding(event.at("examples", place), message, "write {property: value, …}")
        elif not plainly_fits(data := event_example(event, place), event.properties):
            refused[place] = data
    if not refused:
        return
    known = _all_known(event, plan)
    for place, violation in _violations(event_schema(event), refused):
        if known or violation.path or violation.word != "additionalProperties":
            yield _finding(event, place, violation, "the example")


def check_property(found: Property, plan: Plan) -> Iterator[Finding]:
    if not found.examples or not found.says("examples"):
        return
    refused = {}
    for place in range(len(found.examples)):
        data = property_example(found, place)
        if not fits(data, found):
            refused[place] = data
    for place, violation in _violations(property_schema(found), refused) if refused else ():
        yield _finding(found, place, violation, f"the example of {called(found)}")


def _violations(schema: dict[str, Any], examples: Mapping[int, Any]) -> Iterator[tuple[int, Violation]]:
    # Imported here because jsonschema-rs takes a while to load, and the examples of many plans are plain.
    from ..model.validator import BadSchema, Validator  # noqa: PLC0415

    try:
        validator = Validator(schema)
    except BadSchema:
        return  # Something in it is impossible, which is a finding of its own.
    for place, data in examples.items():
        for violation in validator.errors(data):
            yield place, violation


def _all_known(event: Event, plan: Plan) -> bool:
    """Whether all that the event carries could be read: an unknown group hides properties, and is said already."""
    if not isinstance(event.raw.get("properties"), (dict, type(None))):
        return False
    waiting, seen = [*event.include], set[str]()
    while waiting:
        name = waiting.pop()
        if name not in plan.groups:
            return False
        if name not in seen:
            seen.add(name)
            waiting.extend(plan.groups[name].include)
    return True


def _finding(node: Event | Property, place: int, violation: Violation, what: str) -> Finding:
    where = _dotted(violation.path)
    message = f"{quote(where)} in {what}: {violation.message}" if where else f"{what}: {violation.message}"
    return Finding(_at(node, place, violation), message, "mend the example, or what the plan says of it")


def _dotted(path: Path) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")


def _at(node: Event | Property, place: int, violation: Violation) -> Span:
    """The very value; for a property that is not planned, its name; for one that is missing, the mapping around."""
    keys = ("examples", place, *violation.path)
    if violation.word == "additionalProperties" and violation.property is not None:
        around: Any = node.raw
        for step in keys:
            around = around[step]
        if isinstance(around, Map):
            return around.key_at(violation.property, (*node.path, *keys))
    return node.at(*keys)
