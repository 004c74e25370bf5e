"""The shapes of the pages that `plan show --json` prints, one for each kind of thing."""

from __future__ import annotations

from typing import Annotated, Any

from msgspec import Meta, Struct

from ..dictionary.facts import Asked, Dependent, Reach, Seen, Snippet


class Overridden(Struct, frozen=True):
    """What a plan says over what it has from another: a key, as it is there and here (null where it is no plain value)."""

    key: str
    before: Any
    after: Any


class Inherited(Struct, frozen=True):
    """The plan that a thing comes from, where it stands there, and what is said over it here."""

    plan: str
    file: str
    line: int
    over: list[Overridden]
    words: str
    """All that in words."""


class Place(Struct, frozen=True, omit_defaults=True):
    """Where something is written. Lines and columns count from 1."""

    file: str
    line: int
    column: int
    inherited: Inherited | None = None
    """Where it comes from, of a thing that a plan has from one that it builds on."""


class Value(Struct, frozen=True):
    """A value that a property may take."""

    value: str
    means: str


class Carried(Struct, frozen=True):
    """A property as it holds at one place."""

    path: Annotated[str, Meta(description="The names that lead to it: `line_items[].sku`.")]
    type: Annotated[str, Meta(description="In words: `string`, `array of string or null`.")]
    required: bool
    description: str
    constraints: Annotated[list[str], Meta(description="Each in words: `1 to 500`, `matches ^proj_`.")]
    values: Annotated[list[Value], Meta(description="Of an enum.")]
    example: str
    pii: Annotated[str, Meta(description="none, pseudonymous, personal, sensitive, or nothing where nothing is said.")]
    deprecated: Annotated[str | None, Meta(description="Why it is deprecated; null where it is not.")]
    replaced_by: str
    sources: Annotated[list[str] | None, Meta(description="Where not all of the event's sources send it.")]
    origin: Annotated[str, Meta(description="`dictionary`, `group session`, or nothing for here.")]


class Said(Struct, frozen=True):
    """A finding of `plan validate`."""

    rule: str
    severity: str
    message: str
    hint: str
    at: Place


class Need(Struct, frozen=True):
    """An event or property that a question needs."""

    name: str
    status: Annotated[str | None, Meta(description="The status of its event; null where the plan has no such thing.")]


class Variant(Struct, frozen=True):
    """How a property holds in some events, where that differs."""

    property: Carried
    events: list[str]


class EventPage(Struct, frozen=True, tag_field="kind", tag="event"):
    """An event."""

    name: str
    description: str
    trigger: str
    category: str
    status: str
    phase: str
    call: Annotated[str, Meta(description="track, page or screen.")]
    owner: Reach | None
    sources: list[str]
    was: list[str]
    expires: str | None
    replaced_by: str
    replaces: list[str]
    critical: bool
    additional_properties: bool
    groups: list[str]
    pii: Annotated[str, Meta(description="The most personal class among its properties.")]
    properties: list[Carried]
    example: Annotated[Any, Meta(description="Its properties, as they are sent; null where the plan has no example.")]
    questions: list[Asked]
    dependents: list[Dependent]
    findings: list[Said]
    seen: Annotated[Seen | None, Meta(description="What a log said of it, where --summary was given.")]
    calls: Annotated[
        list[Snippet],
        Meta(description="The call that sends its example, in the languages of its sources, where --calls was given."),
    ]
    at: Place


class PropertyPage(Struct, frozen=True, tag_field="kind", tag="property"):
    """A property: of the dictionary, as one event has it, or one that only groups, events or traits define."""

    name: str
    of: Annotated[
        str, Meta(description="The event, group, or traits whose property this is; nothing for the name itself.")
    ]
    in_dictionary: bool
    property: Carried
    inside: Annotated[list[Carried], Meta(description="What stands inside it.")]
    events: list[str]
    groups: list[str]
    traits: list[str]
    variants: list[Variant]
    questions: list[Asked]
    findings: list[Said]
    at: Place


class GroupPage(Struct, frozen=True, tag_field="kind", tag="group"):
    """A group of properties."""

    name: str
    description: str
    groups: Annotated[list[str], Meta(description="Groups that it includes.")]
    properties: list[Carried]
    events: list[str]
    at: Place


class TraitsPage(Struct, frozen=True, tag_field="kind", tag="traits"):
    """The traits of users or of groups."""

    name: str
    properties: list[Carried]
    at: Place


class SourcePage(Struct, frozen=True, tag_field="kind", tag="source"):
    """A source."""

    name: str
    description: str
    platform: str | None
    language: str | None
    sdk: str | None
    destinations: list[str]
    out: str | None
    events: list[str]
    at: Place


class OwnerPage(Struct, frozen=True, tag_field="kind", tag="owner"):
    """An owner, and what they answer for."""

    name: str
    reach: Reach
    events: list[str]
    objectives: list[str]
    questions: Annotated[list[str], Meta(description="Questions that are asked for them.")]
    at: Place


class QuestionPage(Struct, frozen=True, tag_field="kind", tag="question"):
    """A question."""

    name: str
    question: str
    decides: str
    objective: str
    asked_by: Reach | None
    every: str
    needs: list[Need]
    answered_by: Annotated[list[str], Meta(description="Events that say that they answer it.")]
    at: Place


class ObjectivePage(Struct, frozen=True, tag_field="kind", tag="objective"):
    """An objective."""

    name: str
    description: str
    owner: Reach | None
    questions: list[str]
    events: Annotated[list[str], Meta(description="Events that its questions need, or that answer them.")]
    at: Place


Page = (
    EventPage | PropertyPage | GroupPage | TraitsPage | SourcePage | OwnerPage | QuestionPage | ObjectivePage
)  # fmt: skip


class Match(Struct, frozen=True):
    """One of several things that a name means."""

    kind: str
    name: Annotated[str, Meta(description="As `plan show` takes it, and means only this one.")]
    summary: str
    at: Place


class Told(Struct):
    """The page of a thing; or, where a name means several, those things and no page."""

    version: Annotated[
        int,
        Meta(description="Of this format. It grows when a field goes or changes its meaning, not when one is added."),
    ]
    tool: Annotated[dict[str, str], Meta(description="Name and version of the command.")]
    asked: Annotated[str, Meta(description="The name that was given.")]
    page: Page | None
    matches: list[Match] = []
