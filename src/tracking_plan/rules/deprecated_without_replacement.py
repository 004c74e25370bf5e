"""Something is deprecated, and nothing says what to use instead.

Why: people go on using what they have until they are told where to go. Where there is no replacement, a property says
so: `deprecated: Not sent since March, nobody used it`.

Bad:

    events:
      Registered:
        status: deprecated   # <- here
        properties:
          mail: {type: string, deprecated: true}   # <- here

Good:

    events:
      Signup Completed: {description: A person has an account}
      Registered:
        status: deprecated
        replaced_by: Signup Completed
        properties:
          mail: {type: string, deprecated: true, replaced_by: email}
          fax: {type: string, deprecated: "Since 2024, nobody has one"}
          email: {type: string}
"""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, Severity
from ..model.event import Event
from ..model.plan import Plan
from ..model.property import Property
from ..shelf import quote
from ._said import called

severity = Severity.WARNING
only_with = ("deprecated",)


def check_event(event: Event, plan: Plan) -> Iterator[Finding]:
    if event.status == "deprecated" and not event.replaced_by:
        message = f"event {quote(event.name)} is deprecated, and nothing replaces it"
        yield Finding(event.at("status"), message, "name the event to use instead under `replaced_by`, or retire it")


def check_property(found: Property, plan: Plan) -> Iterator[Finding]:
    if found.deprecated is True and not found.replaced_by and found.says("deprecated"):
        message = f"{called(found)} is deprecated, and nothing replaces it"
        yield Finding(
            found.at("deprecated"), message, "name the property to use instead under `replaced_by`, or say why in words"
        )
