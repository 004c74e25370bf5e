"""What every call of this client goes through: it is checked against the plan, and handed to the tracker."""

# One room, because a client carries it as one file.
from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache, wraps
from math import isfinite
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    NamedTuple,
    NotRequired,
    Protocol,
    TypeAlias,
    TypedDict,
    TypeVar,
)

if TYPE_CHECKING:
    from typing_extensions import deprecated as deprecated
else:

    def deprecated(message: str) -> Callable[[Any], Any]:
        """Marks a function as deprecated, as `warnings.deprecated` of Python 3.13 does."""

        def mark(function: Any) -> Any:
            @wraps(function)
            def told(*args: Any, **named: Any) -> Any:
                warnings.warn(message, DeprecationWarning, stacklevel=2)
                return function(*args, **named)

            return told

        return mark


Mode = Literal["throw", "warn", "drop", "off"]
"""What happens to a call that breaks the plan: ``throw`` raises PlanError and sends nothing, ``warn`` tells and sends it
all the same, ``drop`` tells and sends nothing, ``off`` does not look."""


class Message(TypedDict):
    """One call, as it is handed to the tracker. Its keys stand in the order in which they are sent."""

    call: Literal["track", "page", "screen", "identify", "group"]
    event: NotRequired[str]
    """The event's name, of track, page and screen calls."""
    userId: NotRequired[str]
    anonymousId: NotRequired[str]
    groupId: NotRequired[str]
    """Of group calls."""
    properties: NotRequired[dict[str, Any]]
    """Of track, page and screen calls."""
    traits: NotRequired[dict[str, Any]]
    """Of identify and group calls."""
    context: NotRequired[dict[str, Any]]
    timestamp: NotRequired[str]
    """When it happened, as RFC 3339."""
    messageId: NotRequired[str]


class Tracker(Protocol):
    """Sends messages: an adapter of an SDK, or your own."""

    def send(self, message: Message, /) -> None: ...


class RecordingTracker:
    """Keeps what is sent, for your own tests."""

    def __init__(self) -> None:
        self.messages: list[Message] = []

    def send(self, message: Message, /) -> None:
        self.messages.append(message)

    def clear(self) -> None:
        self.messages.clear()


class Reason(NamedTuple):
    """One thing that breaks the plan: where, by which rule, and in words. It never holds the value itself."""

    path: str
    rule: str
    message: str


class PlanError(ValueError):
    """A call that breaks the plan."""

    def __init__(self, event: str, reasons: tuple[Reason, ...]) -> None:
        told = "; ".join(f"{reason.path} {reason.message}" for reason in reasons)
        super().__init__(f'"{event}" breaks the plan: {told}')
        self.event = event
        self.reasons = reasons

    def __reduce__(self) -> tuple[type[PlanError], tuple[str, tuple[Reason, ...]]]:
        return PlanError, (self.event, self.reasons)


@dataclass(frozen=True, kw_only=True, slots=True)
class Options:
    """What may be told with each call. A server names the person with each."""

    user_id: str | None = None
    anonymous_id: str | None = None
    context: Mapping[str, object] | None = None
    timestamp: datetime | str | None = None
    message_id: str | None = None


class Unset:
    """The type of ``UNSET``."""

    def __repr__(self) -> str:
        return "UNSET"


Item = TypeVar("Item")
Items: TypeAlias = list[Item] | tuple[Item, ...]
"""Several of a kind, in their order."""

UNSET = Unset()
"""Stands for a property that is left out, where ``None`` is a value of its own."""


class _Settings(NamedTuple):
    tracker: Tracker | None = None
    mode: Mode = "warn"
    stamp: Mapping[str, str] | None = None
    on_violation: Callable[[PlanError], object] | None = None


_settings = _Settings()
_log = logging.getLogger(__name__)


def set_up(
    tracker: Tracker,
    mode: Mode,
    stamp: Mapping[str, str] | None,
    on_violation: Callable[[PlanError], object] | None,
) -> None:
    global _settings
    if mode not in ("throw", "warn", "drop", "off"):
        raise ValueError(f'mode is "throw", "warn", "drop" or "off", not {mode!r}')
    _settings = _Settings(tracker, mode, stamp, on_violation)


class Check(NamedTuple):
    """One thing that is checked of a value beyond its type, and what is said where it fails."""

    rule: str
    value: Any
    message: str


class Field(NamedTuple):
    """A property: its name on the wire, what it must be, and whether it must be there."""

    name: str
    rule: Rule
    required: bool = True


class Rule:
    """What a value must be; ``fields`` is None where nothing is said of what is inside an object."""

    __slots__ = (
        "checks",
        "expected",
        "fields",
        "items",
        "names",
        "nullable",
        "open",
        "plain",
        "types",
        "words",
    )

    def __init__(
        self,
        *types: str,
        expected: str = "",
        nullable: bool = False,
        checks: tuple[Check, ...] = (),
        items: Rule | None = None,
        fields: tuple[Field, ...] | None = None,
        open: bool = False,
    ) -> None:
        self.types = types
        self.expected = expected
        self.nullable = nullable
        self.checks = checks
        self.items = items
        self.fields = fields
        self.open = open
        self.names = frozenset(field.name for field in fields or ())
        # The type whose values keep the rule whatever they are, so that most values are looked at once.
        self.plain = _PLAIN.get(types) if not checks else None
        self.words: frozenset[str] = frozenset()
        if len(checks) == 1 and checks[0].rule == "enum":
            self.words = frozenset(
                one for one in checks[0].value if isinstance(one, str)
            )


_PLAIN: dict[tuple[str, ...], type] = {
    ("string",): str,
    ("integer",): int,
    ("boolean",): bool,
    ("number",): int,
}
_FLAT = frozenset((str, int, float, bool, type(None)))
_ANYTHING = Rule()
_DEEPEST = 200
_KINDS = {
    "string": "a string",
    "number": "a number",
    "boolean": "true or false",
    "array": "an array",
    "object": "an object",
    "null": "null",
}

Found = list[Reason]


def send(
    call: Literal["track", "page", "screen", "identify", "group"],
    name: str,
    rule: Rule,
    data: dict[str, Any],
    options: Options | None = None,
    id: str | None = None,
) -> None:
    """Check a call, and hand it to the tracker."""
    settings = _settings
    sent: Any = data
    if settings.mode == "off":
        if not _FLAT.issuperset(map(type, data.values())):
            sent = _settle(data, _ANYTHING, "", 0, None)
    else:
        found: Found = []
        sent = _settle(data, rule, "", 0, found)
        if found:
            error = PlanError(name, tuple(found))
            if settings.mode == "throw":
                raise error
            if settings.on_violation is not None:
                settings.on_violation(error)
            else:
                _log.warning("%s", error)
            if settings.mode == "drop":
                return
    if settings.tracker is None:
        _log.warning('"%s" is not sent: call configure(tracker) first', name)
        return
    settings.tracker.send(_message(call, name, sent, options, id, settings.stamp))


def _message(
    call: Literal["track", "page", "screen", "identify", "group"],
    name: str,
    sent: Any,
    options: Options | None,
    id: str | None,
    stamp: Mapping[str, str] | None,
) -> Message:
    if call == "track" and options is None and stamp is None:  # as most are
        return {"call": call, "event": name, "properties": sent}
    made: Message = {"call": call}
    is_event = call not in ("identify", "group")
    if is_event:
        made["event"] = name
    user = (
        id if call == "identify" else options.user_id if options is not None else None
    )
    if user is not None:
        made["userId"] = user
    if options is not None and options.anonymous_id is not None:
        made["anonymousId"] = options.anonymous_id
    if call == "group" and id is not None:
        made["groupId"] = id
    made["properties" if is_event else "traits"] = sent
    context = options.context if options is not None else None
    if stamp is not None:
        made["context"] = {**(context or {}), "plan": dict(stamp)}
    elif context is not None:
        made["context"] = dict(context)
    if options is not None and options.timestamp is not None:
        time = options.timestamp
        made["timestamp"] = _text(time) if isinstance(time, date) else time
    if options is not None and options.message_id is not None:
        made["messageId"] = options.message_id
    return made


def _settle(value: Any, rule: Rule, path: str, depth: int, found: Found | None) -> Any:
    """The value as it is sent. What is wrong with it goes to ``found``, where that is asked."""
    of = value.__class__
    if of is rule.plain and (of is not str or value.isascii()):
        return value
    if of is str and value in rule.words:
        return value
    if isinstance(value, date):
        value, of = _text(value), str
    if found is not None and not _fits(value, rule, path, found):
        return value
    if of in _FLAT:
        return value
    if isinstance(value, Mapping):
        if depth > _DEEPEST:
            return _too_deep(path, found)
        return _settle_object(value, rule, path, depth, found)
    if isinstance(value, (list, tuple)):
        if depth > _DEEPEST:
            return _too_deep(path, found)
        items = rule.items or _ANYTHING
        return [
            _settle(held, items, f"{path}[{place}]", depth + 1, found)
            for place, held in enumerate(value)
        ]
    return value


def _too_deep(path: str, found: Found | None) -> None:
    if found is not None:
        found.append(Reason(path, "unreadable", f"is nested more than {_DEEPEST} deep"))


def _settle_object(
    value: Mapping[Any, Any], rule: Rule, path: str, depth: int, found: Found | None
) -> dict[str, Any]:
    sent: dict[str, Any] = {}
    before = f"{path}." if path else ""
    fields = rule.fields or ()
    for name, inner, required in fields:
        if name in value:
            sent[name] = _settle(value[name], inner, before + name, depth + 1, found)
        elif required and found is not None:
            found.append(Reason(before + name, "required", "is missing"))
    if len(sent) == len(value):
        return sent
    closed = found is not None and rule.fields is not None and not rule.open
    for key, held in value.items():
        if key in rule.names:
            continue
        name = key if isinstance(key, str) else str(key)
        if closed and found is not None:
            found.append(
                Reason(before + name, "additionalProperties", "is not planned")
            )
        sent[name] = _settle(
            held, _ANYTHING, before + name, depth + 1, None if closed else found
        )
    return sent


def _fits(value: Any, rule: Rule, path: str, found: Found) -> bool:
    """Whether the value itself, apart from what is inside it, keeps the rule far enough to look inside."""
    kind = _kind(value)
    if kind == "null" and rule.nullable:
        return True
    if kind is None:
        what = "a number" if isinstance(value, float) else "a value"
        found.append(Reason(path, "unreadable", f"is not {what} that JSON can hold"))
        return False
    if (
        rule.types
        and kind not in rule.types
        and not (kind == "number" and "integer" in rule.types and _whole(value))
    ):
        found.append(
            Reason(path, "type", f"must be {rule.expected}, not {_KINDS[kind]}")
        )
        return False
    if kind == "string" and not value.isascii() and not _is_text(value):
        found.append(
            Reason(path, "unreadable", "holds half a character (a lone surrogate)")
        )
        return False
    for check in rule.checks:
        if not _KEEPS[check.rule](value, kind, check.value):
            found.append(Reason(path, check.rule, check.message))
            if check.rule == "enum":
                return False
    return True


def _kind(value: Any) -> str | None:
    """What JSON calls a value; None where it cannot hold it."""
    if isinstance(value, str):
        return "string"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "number"
    if isinstance(value, float):
        return "number" if isfinite(value) else None
    if value is None:
        return "null"
    if isinstance(value, Mapping):
        return "object"
    return "array" if isinstance(value, (list, tuple)) else None


def _whole(value: float) -> bool:
    return isinstance(value, int) or value.is_integer()


def _is_text(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_one_of(value: Any, kind: str, values: tuple[Any, ...]) -> bool:
    if kind == "string":
        return value in values
    same = _same(value)
    return any(same == _same(one) for one in values)


def _is_of_format(value: Any, kind: str, format: tuple[str, int | None]) -> bool:
    pattern, longest = format
    return kind != "string" or (
        (longest is None or len(value) <= longest)
        and _compiled(pattern).search(value) is not None
    )


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII)


_KEEPS: dict[str, Callable[[Any, str, Any], bool]] = {
    "enum": _is_one_of,
    "minimum": lambda value, kind, least: kind != "number" or value >= least,
    "maximum": lambda value, kind, most: kind != "number" or value <= most,
    "minLength": lambda value, kind, least: kind != "string" or len(value) >= least,
    "maxLength": lambda value, kind, most: kind != "string" or len(value) <= most,
    "pattern": lambda value, kind, pattern: (
        kind != "string" or _compiled(pattern).search(value) is not None
    ),
    "format": _is_of_format,
    "minItems": lambda value, kind, least: kind != "array" or len(value) >= least,
    "maxItems": lambda value, kind, most: kind != "array" or len(value) <= most,
    "uniqueItems": lambda value, kind, _: (
        kind != "array" or len({_same(item) for item in value}) == len(value)
    ),
}


def _same(value: Any) -> Any:
    """What two values share when JSON takes them for equal: 1 and 1.0 are, 1 and true are not."""
    if isinstance(value, date):
        value = _text(value)
    if isinstance(value, Mapping):
        return "object", frozenset(
            (str(name), _same(held)) for name, held in value.items()
        )
    if isinstance(value, (list, tuple)):
        return "array", tuple(map(_same, value))
    return _kind(value), value


def _text(value: date) -> str:
    """A time as RFC 3339, in UTC; a date as 2026-01-15. A time without a zone stays without one."""
    if not isinstance(value, datetime):
        return value.isoformat()
    if value.tzinfo is not None:
        value = value.astimezone(UTC).replace(tzinfo=None)
        return _short(value) + "Z"
    return _short(value)


def _short(value: datetime) -> str:
    if not value.microsecond:
        return value.isoformat(timespec="seconds")
    return value.isoformat(
        timespec="microseconds" if value.microsecond % 1000 else "milliseconds"
    )
