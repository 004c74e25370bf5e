"""What `plan new event` does: gathers what the event says, finds the file where such events stand, and writes it there."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from .. import folders, workspace
from ..document import Document, Limits, Map, Put, amended
from ..model.plan import Plan
from ..model.property import FORMATS, TYPES
from ..reports._line import clean
from ..shelf import did_you_mean, listed, quote
from ..trouble import Trouble
from ._edits import edited, file_change, new_findings, patch, said
from ._judge import one_plan
from ._output import say, write


class Given(NamedTuple):
    """What was given of the event, by its options or in answer to questions."""

    name: str | None = None
    description: str | None = None
    trigger: str | None = None
    category: str | None = None
    owner: str | None = None
    sources: tuple[str, ...] = ()
    phase: str | None = None
    include: tuple[str, ...] = ()
    properties: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()


def event(given: Given, target: str | None, into: str | None, *, asks: bool, check: bool, quiet: bool) -> int:
    """Write the event; 0, or with ``check`` 1, as it is not done.

    Raises:
        Trouble: it names what the plan has not, its name is taken, or the file cannot be changed safely.
    """
    where = target or workspace.find()
    if where == workspace.STDIN:
        raise Trouble("standard input is no plan that can be changed; name its folder with --plan")
    plan = one_plan(where, Limits())
    if asks and sys.stdin.isatty() and sys.stdout.isatty():
        from ._asking import asked  # noqa: PLC0415 - only where somebody sits at a terminal

        given = asked(plan, given)
    name = named(plan, given.name)
    value = written(plan, given) or None
    document, after = place(plan, given, into)
    made = amended(document, (Put(("events", name), value, after=after, block=True),))
    if made.refused:
        raise Trouble(f"{document.file}: is written in a way that cannot be added to safely; do it by hand")
    later = edited(plan, [(document, made.text)])
    if check:
        for line in patch([(document, made.text)]):
            write(line)
    else:
        folders.write([file_change(document, made.text)])
    for finding in new_findings(plan, later):
        write(clean(f"plan validate will find: {said(finding)}") + "\n")
    if not quiet:
        at = later.events[name].at()
        say(clean(f"{'Would write' if check else 'Wrote'} {quote(name)} to {at.file}:{at.line}."))
    return int(check)


def named(plan: Plan, name: str | None) -> str:
    """The event's name, if it can be one.

    Raises:
        Trouble: it is missing, no name, or taken.
    """
    if name is None:
        raise Trouble('an event needs a name: plan new event "Project Archived"')
    if not name.strip() or name != name.strip() or not name.isprintable() or name.startswith("x-"):
        raise Trouble(f"{quote(name)} is no name for an event: it is empty, begins with x-, or holds what nobody sees")
    if name in plan.events:
        at = plan.events[name].at()
        raise Trouble(f"{quote(name)} is there already, at {at.file}:{at.line}")
    return name


def written(plan: Plan, given: Given) -> dict[str, Any]:
    """The event as it is written, its keys in the order in which they usually stand.

    Raises:
        Trouble: it names what the plan has not.
    """
    made: dict[str, Any] = {"description": given.description, "trigger": given.trigger, "category": given.category}
    if given.owner:
        (made["owner"],) = known("owner", [given.owner], plan.owners)
    inherited = any(given.name in base.events for base in plan.bases)  # its status is as it is there
    made |= {"status": None if inherited else "proposed", "phase": _plainly(given.phase)}
    made["sources"] = known("source", given.sources, plan.sources)
    made["include"] = known("group", given.include, plan.groups)
    made["answers"] = known("question", given.answers, plan.questions)
    made["properties"] = dict(carried(plan, one) for one in given.properties)
    return {key: value for key, value in made.items() if value}


def _plainly(phase: str | None) -> str | int | None:
    """A phase as people write it: 2 without quotes, as its text is kept all the same."""
    return int(phase) if phase is not None and phase.isdecimal() and str(int(phase)) == phase else phase


def known(kind: str, names: Iterable[str], there: Mapping[str, Any]) -> list[str]:
    """The names, each of which the plan must have.

    Raises:
        Trouble: it has not; the message says what is near.
    """
    held = list(dict.fromkeys(names))
    for name in held:
        if name not in there:
            near = did_you_mean(name, there) or (f"; there are {listed(there)}" if there else "; the plan has none")
            raise Trouble(f"no {kind} is named {quote(name)}{near}")
    return held


def carried(plan: Plan, word: str) -> tuple[str, dict[str, Any] | None]:
    """A property as it is given on the command line: `project_id`, `reason:string`, `coupon:string?`.

    Raises:
        Trouble: the dictionary has no such name and no type is given, or there is no such type.
    """
    optional = word.endswith("?")
    name, colon, type = word.removesuffix("?").partition(":")
    if not name.strip():
        raise Trouble(f"{quote(word)} names no property; write name, name:type or name?")
    value: dict[str, Any] = {}
    if colon:
        value = _typed(type)
    elif name not in plan.properties:
        raise Trouble(
            f"the dictionary has no property {quote(name)}{did_you_mean(name, plan.properties)}; "
            f"give its type if it is new, as in {name}:string"
        )
    if optional:
        value["required"] = False
    return name, value or None


def _typed(type: str) -> dict[str, Any]:
    if type in TYPES:
        return {"type": type}
    if type in FORMATS:
        return {"type": "string", "format": type}
    words = (*TYPES, *FORMATS)
    raise Trouble(f"no type is called {quote(type)}{did_you_mean(type, words) or f'; there are {listed(words, 20)}'}")


def place(plan: Plan, given: Given, into: str | None) -> tuple[Document, str | None]:
    """The file where such events stand, and the event after which the new one comes.

    Raises:
        Trouble: the file that is named is none of the plan's.
    """
    if into is not None:
        wanted = os.path.realpath(into)
        found = [document for document in plan.documents if os.path.realpath(document.file) == wanted]
        if not found:
            files = listed((document.file for document in plan.documents), 6)
            raise Trouble(f"{into}: is no file of this plan; its files are {files}")
        document = found[0]
    else:
        document = _usual(plan, given)
    inside = [one for one in plan.events.values() if one.raw.document is document]
    alike = [one.name for one in inside if given.category and one.category == given.category]
    return document, alike[-1] if alike else None


def _usual(plan: Plan, given: Given) -> Document:
    """The file with the most events of the category; else of the owner; else with the most; else the plan's own."""
    events = plan.events.values()
    for chosen in (
        [one for one in events if given.category and one.category == given.category],
        [one for one in events if given.owner and one.owner == given.owner],
        [*events],
    ):
        counts = Counter(id(one.raw.document) for one in chosen)
        if counts:
            most = counts.most_common(1)[0][0]
            return next(document for document in plan.documents if id(document) == most)
    holders = (data.document for data in (plan.raw,) if isinstance(data, Map))
    return next(holders)
