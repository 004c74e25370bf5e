"""A value looks personal, and the plan does not mark its property so.

Why: what nobody knows to be there is not deleted when a person asks for it, and goes to every tool that gets the event.

Plan:

    events:
      Search Done:
        properties:
          query: {type: string}
          email: {type: string, pii: personal, required: false}
          app_version: {type: string, required: false}

Bad:

    {"event": "Search Done", "properties": {"query": "ana.lopez@example.com"}}  # <- here
    {"event": "Search Done", "properties": {"query": "call +49 170 1234567 now"}}  # <- here
    {"event": "Search Done", "properties": {"query": "4111 1111 1111 1111"}}  # <- here
    {"event": "Search Done", "properties": {"query": "DE89 3704 0044 0532 0130 00"}}  # <- here
    {"event": "Search Done", "properties": {"query": "192.168.7.23"}}  # <- here
    {"event": "Search Done", "properties": {"query": "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U"}}  # <- here
    {"event": "Search Done", "properties": {"query": "my ssn is 078-05-1120"}}  # <- here
    {"event": "Search Done", "properties": {"query": "cpf 529.982.247-25"}}  # <- here

Good:

    {"event": "Search Done", "properties": {"query": "blue shoes", "email": "ana.lopez@example.com"}}
    {"event": "Search Done", "properties": {"query": "4111 1111 1111 1112"}}
    {"event": "Search Done", "properties": {"query": "release 2.14.3.1 of 2026-01-31, order 10002000300040005"}}
    {"event": "Search Done", "properties": {"query": "@ana wrote to sales@"}}
    {"event": "Search Done", "properties": {"query": "116.0.0.0", "app_version": "8.1.12.1"}}

Note: an address, a phone number with its country's code, a card (by Luhn's digit), an IBAN (by its check digits), an IP
address, a signed token (JWT), and of the numbers of states those that their form and check digits tell: the US social
security number, Brazil's CPF, India's Aadhaar, Italy's tax code and Spain's NIE. A property that has an enum, a pattern or a format is
known by it, and not looked at. The value itself is never shown. A guess, and so a warning.
Measured: of 92,729 texts in 185 real logs, 312 are flagged, 252 as IP addresses and 60 as email addresses, and each of them
is one; 12 versions of browsers such as `116.0.0.0` were flagged before such are known. `python scripts/personal_values.py`
prints them by property.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...finding import Severity
from ...model.event import Event
from ...model.plan import Plan
from ...model.property import Property
from ...model.record import About, Problem, Record
from ...shelf import quote
from .. import _government
from .._personal import EMAIL, IP, PHONE, compiled, is_card, is_iban, is_version
from .._records import dotted, subject

severity = Severity.WARNING

_MOST = 2_000
"""Characters of a text that are looked at."""
_DEEPEST = 40

# Of the linear engine: found in every text for which anything below is said.
SUSPICIOUS = (
    r"[^\s@]@[^\s@]+\.[A-Za-z]{2}|\+[1-9][0-9 .()-]{8}|[2-6](?:[ -]?[0-9]){15}|3[47](?:[ -]?[0-9]){13}|[A-Z]{2}[0-9]{2} ?[A-Z0-9]{4}"
    r"|[0-9]\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]|eyJ[A-Za-z0-9_-]{8}|:[0-9A-Fa-f]{0,4}:"
    f"|{_government.SUSPICIOUS}"
)
_TOKEN, _CARD, _IBAN = "a signed token (JWT)", "a card number", "an IBAN"
_KINDS: tuple[tuple[str, str], ...] = (
    (EMAIL, r"(?<![^\s<(\[\"':;,=/?&])[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![A-Za-z0-9@/_-])"),
    (_TOKEN, r"\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{4,}\.[A-Za-z0-9_-]{20,}"),
    (PHONE, r"(?<![\w+.])\+[1-9][0-9]{0,2}(?:[ .()-]{0,2}[0-9]){7,12}(?![\w.])"),
    (IP, r"\A(?!.*\.0\.0\.0\Z)(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(?:\.(?!\Z)|\Z)){4}"),
    (IP, r"\A(?=.*::|(?:[^:]+:){7})[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{0,4}){2,7}\Z"),
)  # fmt: skip
_CARDS = r"(?<![\w.+-])(?:[2-6](?:[ -]?[0-9]){15}|3[47](?:[ -]?[0-9]){13})(?![\w.-])"
_IBANS = r"(?<!\w)[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?(?!\w)"


def check_record(record: Record, event: Event | None, plan: Plan, about: About) -> Iterator[Problem]:
    planned = (
        event.properties
        if event is not None
        else plan.traits.get({"identify": "user", "group": "group"}.get(record.call, ""), {})
    )
    yield from _object(record.properties, planned, (), subject(record))


def _object(
    values: Mapping[str, Any], planned: Mapping[str, Property], path: tuple[str | int, ...], of: str
) -> Iterator[Problem]:
    for name, value in values.items():
        yield from _value(value, planned.get(name), (*path, name), of)


def _value(value: Any, found: Property | None, path: tuple[str | int, ...], of: str) -> Iterator[Problem]:
    if len(path) > _DEEPEST:
        return
    if isinstance(value, str):
        if found is not None and (found.enum is not None or found.pattern is not None or found.format is not None):
            return
        if found is None or found.pii in (None, "none"):
            kind = looks_like(value, path)
            if kind:
                message = f"{quote(dotted(path))} of {of} looks like {kind}, and is not marked as personal"
                yield Problem(message, "stop sending it, or write `pii: personal` in the plan", path)
    elif found is not None and found.pii not in (None, "none"):
        return
    elif isinstance(value, Mapping):
        yield from _object(value, (found.properties if found is not None else None) or {}, path, of)
    elif isinstance(value, list):
        for place, held in enumerate(value[:1000]):
            yield from _value(held, found.items if found is not None else None, (*path, place), of)


def _is_version(path: Sequence[str | int]) -> bool:
    return is_version(next((step for step in reversed(path) if isinstance(step, str)), ""))


def looks_like(text: str, path: Sequence[str | int] = ()) -> str:
    """What a text at a path holds that is somebody's: `an email address`; empty where nothing is sure."""
    text = text[:_MOST]
    if not compiled(SUSPICIOUS).search(text):
        return ""
    for kind, pattern in _KINDS:
        if compiled(pattern).search(text):
            return "" if kind is IP and _is_version(path) else kind
    if kind := _government.looks_like(text):
        return kind
    if any(is_card(one[0]) for one in compiled(_CARDS).finditer(text)):
        return _CARD
    return _IBAN if any(is_iban(one[0]) for one in compiled(_IBANS).finditer(text)) else ""
