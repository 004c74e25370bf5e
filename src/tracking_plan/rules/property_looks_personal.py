"""A property looks personal, and nothing says how personal it is.

Why: who may see a property, how long it is kept and whether consent is needed hang on what it says of a person; nobody
can answer for personal data that the plan does not know of.

Note: judged are the words its name ends in, its format and its examples. `pii` settles it, `pii: none` too.

Bad:

    properties:
      user_email: {type: string}   # <- here
      first_name: {type: string}   # <- here
      reply_to: {type: string, format: email}   # <- here
      contact:
        type: string
        examples: ["+4915123456789"]   # <- here

Good:

    properties:
      user_email: {type: string, pii: personal}
      email_domain: {type: string}
      ip_address: {type: string, pii: none, description: Address of our own server}
      signup_method: {type: string, enum: [email, google]}
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..document import Span
from ..finding import Finding, Severity
from ..model.plan import Plan
from ..model.property import Property
from ._personal import BY_FORMAT, CARD, GOVERNMENT, IP, PHONE, by_name, by_value
from ._said import called

severity = Severity.WARNING

_NUMBERS = frozenset(("integer", "number", "boolean"))
_MAY_BE_NUMBERS = frozenset((PHONE, GOVERNMENT, CARD))
_FORMATS = frozenset(("email", "ipv4", "ipv6", "date", "date-time", None))
_VERSION = re.compile(r"(?:version|build|release|firmware|(?:^|_)(?:ver|sdk|os))$", re.IGNORECASE)
_HINT = "say how personal it is: `pii: personal`, `sensitive` or `pseudonymous`; `none` where it is not"


def check_property(found: Property, plan: Plan) -> Iterable[Finding]:
    if found.pii is not None or found.enum is not None:
        return ()
    sign = _sign(found)
    if sign is None or (found.base is not None and _sign(found.base) is not None) or _settled_above(found, plan):
        return ()
    kind, by, at = sign
    return (Finding(at, f"{called(found)} looks like {kind}, by its {by}, and has no `pii`", _HINT),)


def _sign(found: Property) -> tuple[str, str, Span] | None:
    """What it looks like, what says so, and where."""
    numbers = bool(found.types) and _NUMBERS.issuperset(found.types)
    kind = by_name(found.name)
    if numbers and (kind not in _MAY_BE_NUMBERS or found.types == ("boolean",)):
        return None
    if kind and found.format in _FORMATS:
        return kind, "name", found.at()
    if found.format in BY_FORMAT:
        return BY_FORMAT[found.format], "format", found.at("format")
    if found.examples:
        kinds = {by_value(value) for value in found.examples}
        kind = kinds.pop() if len(kinds) == 1 else ""
        if kind and (kind is not IP or not _VERSION.search(found.name)):
            return kind, "examples" if len(found.examples) > 1 else "example", found.at("examples", 0)
    return None


def _settled_above(found: Property, plan: Plan) -> bool:
    """Whether something around it is said to be personal, or looks so itself."""
    definitions: dict[tuple[str | int, ...], Property] = plan.facts("definitions by path", _by_path)
    for length in range(len(found.path) - 1, 1, -1):
        around = definitions.get(found.path[:length])
        if around is not None and (around.pii is not None or _sign(around) is not None):
            return True
    return False


def _by_path(plan: Plan) -> dict[tuple[str | int, ...], Property]:
    return {found.path: found for found in plan.definitions}
