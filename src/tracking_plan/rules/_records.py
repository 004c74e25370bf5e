"""How rules about records speak: of a record, of a place in it, and of what the plan's schema refuses."""

from __future__ import annotations

from ..document import Path
from ..model.record import Problem, Record
from ..model.validator import Violation
from ..shelf import quote

_TRAITS = {"identify": "the user's traits", "group": "the group's traits", "alias": "the alias call"}
_ENDS_OF_SENTENCES = ("must be ",)


def subject(record: Record) -> str:
    """What a record is called in a message: `"Project Created"`, `the user's traits`."""
    return quote(record.event) if record.event is not None else _TRAITS.get(record.call, "the call")


def dotted(path: Path) -> str:
    """A path in a record's properties as people write it: `address.city`, `tags[2]`."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")


def place(path: Path, of: str) -> str:
    """`"address.city" of "Project Created"`; without a path, what it all belongs to."""
    return f"{quote(dotted(path))} of {of}" if path else f"the content of {of}"


def refused(violation: Violation, of: str, hint: str) -> Problem:
    """What the schema refuses, as it is said of a record that is called ``of``."""
    joint = " " if violation.message.startswith(_ENDS_OF_SENTENCES) else ": "
    return Problem(f"{place(violation.path, of)}{joint}{violation.message}", hint, violation.path)
