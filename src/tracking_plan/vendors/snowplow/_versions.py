"""SchemaVer: the version that a schema has to get, computed from what differs since the plan that it was last made of.

MODEL: records that were valid no longer are. REVISION: some may no longer be. ADDITION: all still are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ...model.change import BREAKING, RISKY, SAFE, Verdict
from ...model.differences import differences
from ...model.plan import Plan
from ...model.wire import is_judged, settle
from .._exported import Told

VERSION = re.compile(r"([1-9][0-9]{0,8})-([0-9]{1,8})-([0-9]{1,8})")
FIRST = "1-0-0"
_STEPS = {BREAKING: "a new MODEL", RISKY: "a REVISION", SAFE: "an ADDITION"}
_WORDS = frozenset(("title", "description", "$comment", "$schema", "examples", "default", "deprecated"))
"""Words of a schema by which no record is judged."""

Schema = Mapping[str, Any]


def verdicts(before: Plan, after: Plan) -> dict[str, Verdict]:
    """The worst that each event of the new plan did to the records that were valid; those of which no record is judged
    are left out."""
    undecided: set[object] = set()
    found: dict[str, Verdict] = {}
    for difference in differences(before, after):
        if is_judged(difference):
            verdict, _ = settle(difference, undecided)
            for name in difference.events:
                found[name] = max(found.get(name, SAFE), verdict)
    return found


class Versions:
    """The versions of schemas whose earlier ones are known, by vendor and name."""

    def __init__(self, earlier: Mapping[tuple[str, str], Schema], found: Mapping[str, Verdict], tell: Told) -> None:
        self.earlier, self.found, self.tell = earlier, found, tell

    def of(self, event: str, schema: Schema, said: str | None) -> str:
        """The version of an event's schema. What the plan says itself counts if it is high enough."""
        itself = schema["self"]
        old = self.earlier.get((itself["vendor"], itself["name"]))
        if old is None:
            return said or FIRST
        base = str(old["self"]["version"])
        if not VERSION.fullmatch(base) or _apart(old) == _apart(schema):
            return said if said is not None and numbers(said) > numbers(base) else base
        verdict = max(
            self.found.get(event, SAFE), RISKY if _asked(old) != _asked(schema) and event not in self.found else SAFE
        )
        wanted = _after(base, verdict)
        if said is not None and numbers(said) >= numbers(wanted):
            return said
        says = f"where the plan says {said}: " if said not in (None, base) else ""
        self.tell(
            event,
            f"is {wanted} in Snowplow, {says}{_STEPS[verdict]} since {base}; say `x-{_TOOL}: {{version: {wanted}}}`",
        )
        return wanted


_TOOL = "snowplow"


def numbers(version: str) -> tuple[int, ...]:
    found = VERSION.fullmatch(version)
    return tuple(map(int, found.groups())) if found else (0, 0, 0)


def _after(version: str, verdict: Verdict) -> str:
    model, revision, addition = numbers(version)
    if verdict is BREAKING:
        return f"{model + 1}-0-0"
    return f"{model}-{revision + 1}-0" if verdict is RISKY else f"{model}-{revision}-{addition + 1}"


def _apart(schema: Schema) -> dict[str, Any]:
    """The schema without its version."""
    return {**schema, "self": {word: held for word, held in schema["self"].items() if word != "version"}}


def _asked(value: Any) -> Any:
    """What a schema asks of records: without its own version, and without words by which none is judged."""
    if isinstance(value, Mapping):
        return {word: _asked(held) for word, held in value.items() if word not in _WORDS and word != "self"}
    return [_asked(item) for item in value] if isinstance(value, list) else value
