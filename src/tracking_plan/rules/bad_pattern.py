"""A pattern is no regular expression, or one that can take forever.

Why: the pattern is matched by every generated client and by the log linter. One that does not compile checks nothing;
one such as `(a+)+$` freezes an app on a text of thirty characters. Patterns are JSON Schema's: ECMA-262, found anywhere
in the text unless `^` and `$` say otherwise.

Bad:

    properties:
      code: {type: string, pattern: "(unclosed"}   # <- here
      tag: {type: string, pattern: "^(a+)+$"}   # <- here

Good:

    properties:
      code: {type: string, pattern: "^[A-Z]{2}[0-9]{4}$"}
      tag: {type: string, pattern: "^a+$"}

Note: look-around and back-references are refused too, because no engine matches them in a time that is bounded.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, Severity
from ..model.pattern import problem
from ..model.plan import Plan
from ..model.property import Property
from ..shelf import quote
from ._said import called

severity = Severity.ERROR
only_with = ("pattern",)


def check_property(found: Property, plan: Plan) -> Iterator[Finding]:
    if found.pattern is None or not found.says("pattern"):
        return
    wrong = problem(found.pattern)
    if wrong is not None:
        what, _, advice = wrong.message.rpartition(": ")
        message = f"the pattern {quote(found.pattern, 40)} of {called(found)}: {what or wrong.message}"
        yield Finding(found.at("pattern"), message, advice if what else "")
