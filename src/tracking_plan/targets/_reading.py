"""A plan becomes a Client: the events of one source, with types, checks, names of types and lines of documentation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from ..finding import Finding
from ..model.event import Event
from ..model.example import event_example
from ..model.plan import Plan
from ..model.property import Property
from ..model.schema import plain, property_schema
from ..shelf import quote
from . import _words as say
from ._client import MARK, Call, Check, Choice, Client, Field, Report, Type
from ._code import lines, told
from ._names import spoken
from ._pattern import readable
from ._prose import about_event, about_property, deprecation

Name = tuple[str, ...]


def client(plan: Plan, source: str, report: Report) -> Client:
    """The client of a source, or with "" of all that the plan has. Retired events are left out."""
    found = plan.sources.get(source)
    reader = _Reader(plan, source, report)
    events = tuple(reader.event(event) for event in plan.events.values() if belongs(event, source))
    return Client(
        plan=told(plan.name or "plan"),
        version=told(plan.version or ""),
        source=source,
        platform=(found.platform or "") if found else "",
        sdk=(found.sdk or "") if found else "",
        events=events,
        identify=reader.traits("user"),
        group=reader.traits("group"),
        types=tuple(reader.types.values()),
        header=_header(plan, source),
    )


def call_of(plan: Plan, event: Event, source: str) -> Call:
    """One event as the client of a source has it, or with "" that of all that the plan has."""
    return _Reader(plan, source, lambda finding: None).event(event)


def belongs(event: Event, source: str) -> bool:
    """Whether a client of the source has the event."""
    return event.status != "retired" and (not source or source in event.sources)


def _header(plan: Plan, source: str) -> tuple[str, ...]:
    of = f"the tracking plan {told(plan.name)}" if plan.name else "a tracking plan"
    version = f", version {told(plan.version)}" if plan.version else ""
    client = f" (source {told(source)})" if source else ""
    return (f"{MARK} from {of}{version}{client}. DO NOT EDIT.", "Change the plan, and run `plan generate`.")


class _Reader:
    """Reads one client; ``types`` gathers the named types, each before what holds it."""

    def __init__(self, plan: Plan, source: str, report: Report) -> None:
        self.plan, self.source, self.report = plan, source, report
        self.types: dict[tuple[Name, Any], Type] = {}

    def event(self, event: Event) -> Call:
        sent = self.sent(event.properties)
        fields = tuple(self.field(found, (event.name, name)) for name, found in sent.items())
        deprecated, replaced_by = deprecation(event, self.plan)
        return Call(
            call=event.kind,
            name=event.name,
            type=Type("object", ("object",), fields=fields, open=event.additional_properties, expected="an object"),
            at=event.at,
            doc=about_event(event, self.plan),
            deprecated=deprecated,
            replaced_by=replaced_by,
            identifier=_own_name(event),
            examples=tuple(self.example(event, place) for place in range(len(event.examples))),
            schema={"type": "object", **self.schema(sent, event.additional_properties)},
        )

    def example(self, event: Event, place: int) -> Any:
        """An example as this source sends it: without the properties that only others send."""
        made = plain(event_example(event, place))
        if isinstance(made, dict):
            others = event.properties.keys() - self.sent(event.properties).keys()
            made = {name: value for name, value in made.items() if name not in others}
        return made

    def traits(self, who: str) -> Call:
        """The traits of persons or groups; where the plan plans none, any may be told."""
        planned = who in self.plan.traits
        sent = self.sent(self.plan.traits.get(who, {}))
        fields = tuple(self.field(found, (f"{who} traits", name)) for name, found in sent.items())
        what = "a person" if who == "user" else "a group, such as an account"
        return Call(
            call="identify" if who == "user" else "group",
            name=who,
            type=Type("object", ("object",), fields=fields, open=not planned, expected="an object"),
            at=self.plan.at,
            doc=(
                f"Tells who {what} is."
                if who == "user"
                else "Tells to which group, such as an account, a person belongs.",
            ),
            schema={"type": "object", **self.schema(sent, not planned)},
        )

    def sent(self, properties: Mapping[str, Property]) -> dict[str, Property]:
        """Those that this source sends."""
        return {
            name: found
            for name, found in properties.items()
            if not self.source or found.sources is None or self.source in found.sources
        }

    def must_be_there(self, found: Property) -> bool:
        """Of one source, what only some sources send is required too; of all together it is not."""
        return found.required and (found.sources is None or bool(self.source))

    def schema(self, sent: Mapping[str, Property], is_open: bool) -> dict[str, Any]:
        """`model.schema.object_schema`, for what this source sends."""
        made: dict[str, Any] = {"properties": {name: self.value_schema(found) for name, found in sent.items()}}
        required = [name for name, found in sent.items() if self.must_be_there(found)]
        if required:
            made["required"] = required
        if not is_open:
            made["additionalProperties"] = False
        return made

    def value_schema(self, found: Property) -> dict[str, Any]:
        made = property_schema(found)
        if found.items is not None:
            made["items"] = self.value_schema(found.items)
        if found.properties:
            made.update(self.schema(self.sent(found.properties), found.additional_properties))
        return made

    def field(self, found: Property, name: Name) -> Field:
        deprecated, replaced_by = deprecation(found, self.plan)
        return Field(
            name=found.name,
            type=self.type(found, name),
            required=self.must_be_there(found),
            at=found.at,
            doc=about_property(found),
            deprecated=deprecated,
            replaced_by=replaced_by,
            identifier=_own_name(found),
            pii=found.pii,
        )

    def type(self, found: Property, name: Name) -> Type:
        """The type of a property; ``name`` is what it is called where it needs a name and nothing it inherits has one."""
        kind = _kind(found)
        types = tuple(dict.fromkeys(found.types)) or (("string",) if kind == "enum" else ())
        nullable = _takes_null(found)
        given: dict[str, Any] = {"kind": kind, "types": types, "nullable": nullable, "checks": tuple(_checks(found))}
        given["expected"] = say.expected(types, nullable) if types else ""
        if found.items is not None:
            given["items"] = self.type(found.items, (*self.origin(found, name), "item"))
        if kind == "enum":
            given |= {"name": self.origin(found, name), "choices": tuple(_choices(found))}
        elif found.properties:
            name = self.origin(found, name)
            sent = self.sent(found.properties)
            given["fields"] = tuple(self.field(inner, (*name, inner_name)) for inner_name, inner in sent.items())
            given |= {"name": name if kind == "object" else (), "open": found.additional_properties}
        else:
            given["open"] = True
        pattern = next((check.value for check in given["checks"] if check.rule == "pattern"), None)
        if pattern is not None and not readable(pattern):
            message = f"the pattern {quote(pattern)} cannot be checked in a generated client"
            self.report(
                Finding(
                    found.at("pattern"), message, "write it more simply; see `plan explain bad-pattern`", "bad-pattern"
                )
            )
        made = Type(**given, at=found.at)
        if made.name:
            self.types.setdefault((made.name, _key(found)), msgspec.structs.replace(made, nullable=False))
        return made

    def origin(self, found: Property, name: Name) -> Name:
        """What a type is called: by the dictionary or the group that defines it, as long as nothing narrows it."""
        key = _key(found)
        defined: Property | None = found
        while defined is not None and (defined is found or _key(defined) == key):
            path, defined = defined.path, defined.base
            if path[0] == "properties" and len(path) == 2:
                name = (str(path[1]),)
            elif path[0] == "property_groups" and len(path) in (3, 4):
                name = (str(path[1]), str(path[-1]))
        return tuple(map(spoken, name))


def _own_name(node: Event | Property) -> str | None:
    """``x-identifier``: the name in code that the plan gives itself."""
    own = node.raw.get("x-identifier")
    return own if isinstance(own, str) and own.strip() else None


def _kind(found: Property) -> Any:
    types = dict.fromkeys(found.types)
    if found.enum is not None and (not types or "string" in types):
        values = [value for value in found.enum if value is not None]
        if values and all(isinstance(value, str) for value in values):
            return "enum"
    if not types:
        return "any"
    if len(types) > 1:
        return "number" if set(types) == {"integer", "number"} else "union"
    kind = next(iter(types))
    return found.format if kind == "string" and found.format in ("date", "date-time") else kind


def _takes_null(found: Property) -> bool:
    """Whether null passes; with an enum and no type, only where it is among the values."""
    if found.types:
        return found.nullable
    return found.enum is None or found.nullable or None in found.enum


def _checks(found: Property) -> Iterator[Check]:
    schema = property_schema(found)
    for rule in ("enum", "minimum", "maximum", "minLength", "maxLength", "pattern", "format", "minItems", "maxItems"):
        if rule not in schema:
            continue
        value = schema[rule]
        if rule == "enum":
            values = tuple(one for one in value if one is not None)
            yield Check("enum", values, say.enum(values))
        elif rule in ("pattern", "format"):
            yield Check(rule, value, (say.pattern if rule == "pattern" else say.format)(value))
        else:
            yield Check(rule, value, say.bound(rule, value))
    if found.unique_items:
        yield Check("uniqueItems", None, say.UNIQUE)


def _choices(found: Property) -> Iterator[Choice]:
    for value in dict.fromkeys(found.enum or ()):
        if value is not None:
            yield Choice(value, " ".join(lines(found.meanings.get(value) or "")))


_CHECKED = (
    "types", "enum", "minimum", "maximum", "min_length", "max_length", "pattern", "format", "min_items", "max_items",
    "unique_items", "additional_properties",
)  # fmt: skip


def _key(found: Property) -> Any:
    """What two properties share when their values are of one type. Being required or nullable is the field's business."""
    own = tuple(repr(getattr(found, word)) for word in _CHECKED)
    items = (_key(found.items), found.items.nullable) if found.items is not None else None
    inner = tuple(
        (name, inner.required, inner.nullable, inner.sources, _key(inner))
        for name, inner in (found.properties or {}).items()
    )
    return (own, items, inner)
