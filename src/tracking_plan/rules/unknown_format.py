"""A property has a format that nobody checks.

Why: an unknown format looks like a check and checks nothing. Known are date-time, date, time, duration, email,
hostname, ipv4, ipv6, uri and uuid; anything else is written as a `pattern`.

Bad:

    properties:
      created_at: {type: string, format: datetime}   # <- here
      country: {type: string, format: iso-3166}   # <- here

Fixed:

    properties:
      created_at: {type: string, format: date-time}
      country: {type: string, format: iso-3166}   # <- here

Bad (a word of another format):

    properties:
      website: {type: string, format: url}   # <- here

Fixed (with --unsafe-fixes):

    properties:
      website: {type: string, format: uri}

Good:

    properties:
      created_at: {type: string, format: date-time}
      country: {type: string, pattern: "^[A-Z]{2}$"}
"""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, Severity
from ..model import mending
from ..model.plan import Plan
from ..model.property import FORMATS, Property
from ..shelf import listed, quote
from ._references import Guess, guess

severity = Severity.WARNING
only_with = ("format",)

_OTHER_WORDS = {
    "timestamp": "date-time", "iso8601": "date-time", "iso-8601": "date-time", "day": "date", "mail": "email",
    "url": "uri", "link": "uri", "ip": "ipv4", "guid": "uuid", "domain": "hostname", "host": "hostname",
}  # fmt: skip


def check_property(found: Property, plan: Plan) -> Iterator[Finding]:
    name = found.format
    if name is None or name in FORMATS or not found.says("format"):
        return
    other = _OTHER_WORDS.get(name.lower())
    near = Guess(f" (did you mean {quote(other)}?)") if other else guess("format", name, FORMATS, plan)
    message = f"the format {quote(name)} is not known, so nothing is checked{near}"
    hint = f"one of {listed(FORMATS, 20, 'or')}; or write a `pattern`"
    fix = mending.value(found.raw, ("format",), other, safe=False) if other else near.fix(found, "format")
    yield Finding(found.at("format"), message, hint, fix=fix)
