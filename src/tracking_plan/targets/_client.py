"""A Client: what a generated client of one source must offer and check, apart from any language. Frozen, and of a plan.

`_reading.py` makes it of a plan. Names are those of the wire; a target maps them (`_names.py`). Lines of documentation
are text without line ends and unseen characters; a target still escapes them for its comments.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from msgspec import Struct

from ..document import Span
from ..finding import Finding

Report = Callable[[Finding], None]

Kind = Literal["string", "integer", "number", "boolean", "date", "date-time", "enum", "object", "array", "union", "any"]
"""What a type is to a language.

``date`` and ``date-time`` are strings of that format; ``enum`` is a closed set of strings; ``union`` takes several JSON
types; ``any`` takes every value, null too. An ``object`` without fields is a map from text to any value.
"""

Rule = Literal[
    "required", "type", "enum", "minimum", "maximum", "minLength", "maxLength", "pattern", "format",
    "minItems", "maxItems", "uniqueItems", "additionalProperties", "unreadable",
]  # fmt: skip
"""The word of a reason: the keyword of JSON Schema that is broken, or ``unreadable`` for what JSON cannot hold."""


class Check(Struct, frozen=True):
    """One thing that is checked of a value beyond its type, and what is said where it fails.

    ``value`` is the bound (minimum, minLength …), the pattern or the format as the plan has it, the values of an enum
    as a tuple, or None (uniqueItems).
    """

    rule: Rule
    value: Any
    message: str


class Choice(Struct, frozen=True):
    """A value of an enum: the text on the wire, and what it means (or "")."""

    value: str
    meaning: str = ""


class Type(Struct, frozen=True):
    """What a value may be."""

    kind: Kind
    types: tuple[str, ...] = ()
    """The JSON types that it takes, null apart; none where it takes any."""
    nullable: bool = False
    """Whether it takes null."""
    expected: str = ""
    """What it must be, in words: "an integer or null"; the message of rule ``type`` is made of it."""
    checks: tuple[Check, ...] = ()
    """In the order in which they are made."""
    choices: tuple[Choice, ...] = ()
    """Of an enum."""
    items: Type | None = None
    """Of an array: what each item is; None for anything."""
    fields: tuple[Field, ...] = ()
    """Of an object."""
    open: bool = False
    """Whether an object takes properties that are not among its fields."""
    name: tuple[str, ...] = ()
    """Of an enum or an object with fields: what it is called, as names of the plan, outermost first
    (``("Project Created", "project_type")``). The same name always means the same type."""
    at: Callable[[], Span] | None = None
    """Where it was written, of a type with a name."""

    def check(self, rule: Rule) -> Any:
        """The value of one of its checks, or None."""
        return next((check.value for check in self.checks if check.rule == rule), None)


class Field(Struct, frozen=True):
    """A property or a trait."""

    name: str
    """On the wire."""
    type: Type
    required: bool
    """Whether it must be there; `type.nullable` is apart from that."""
    at: Callable[[], Span]
    """Where it was written."""
    doc: tuple[str, ...] = ()
    """What it means, its range, an example."""
    deprecated: str | None = None
    """Why it is deprecated and what to use instead ("" where nothing is said); None where it is not."""
    replaced_by: str | None = None
    """The name on the wire of the property to use instead."""
    identifier: str | None = None
    """The name in code that the plan itself gives (``x-identifier``)."""
    pii: str | None = None


class Call(Struct, frozen=True):
    """An event, or the traits of a person (``identify``) or a group (``group``)."""

    call: Literal["track", "page", "screen", "identify", "group"]
    name: str
    """The event on the wire; "user" and "group" for traits."""
    type: Type
    """An object."""
    at: Callable[[], Span]
    doc: tuple[str, ...] = ()
    """Description, trigger, owner and status."""
    deprecated: str | None = None
    replaced_by: str | None = None
    identifier: str | None = None
    examples: tuple[Any, ...] = ()
    """Property maps as they are sent."""
    schema: dict[str, Any] = {}
    """What its properties must be, as JSON Schema (draft 2020-12): the law that a client keeps."""


class Client(Struct, frozen=True):
    """All that a client needs to know."""

    plan: str
    """The plan's name; "plan" where it has none."""
    version: str
    """The plan's own version, or ""."""
    source: str
    """The source that it is for; "" for all of them."""
    platform: str
    """web, ios, android, mobile, desktop, tv, server, other, or ""."""
    sdk: str
    """The SDK that its source names, or ""."""
    events: tuple[Call, ...]
    identify: Call
    """The call that tells who a person is; open where the plan plans no traits."""
    group: Call
    types: tuple[Type, ...]
    """Each enum and each object with fields, once, before whatever holds it."""
    header: tuple[str, ...]
    """Lines for the top of each file: generated, of which plan and version, do not edit."""
    out: str = ""
    """The folder of its files, as the plan or `--out` says it; for languages that name what stands in a folder by it."""

    @property
    def calls(self) -> tuple[Call, ...]:
        """Its events, then the traits of persons and groups."""
        return (*self.events, self.identify, self.group)


MARK = "Code generated by plan"
"""What the header of each generated file says in its first line; files without it are never removed."""
