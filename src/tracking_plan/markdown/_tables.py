"""Tables of a plan's things as Markdown: the same in the pages of the folder and between the markers of other pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from ..dictionary import Dictionary
from ..dictionary._rows import most_personal
from ..dictionary.facts import Asked, Personal, Reach, Row
from ..model.event import Event
from ..model.people import Objective, Question
from ..model.source import Source
from ._links import mail
from ._text import cell, code, prose

Name = Callable[[str, str], str]
"""Kind and name of a thing, to its name in a cell: a link where there are pages."""


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are Markdown already. A column in which nothing stands is left out."""
    held = [tuple(row) for row in rows]
    kept = [n for n, _ in enumerate(columns) if not held or n == 0 or any(row[n] for row in held)]
    lines = [[columns[n] for n in kept], ["---"] * len(kept), *([row[n] for n in kept] for row in held)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def plainly(kind: str, name: str) -> str:
    """A name where there are no pages to link to."""
    return prose(name) if kind == "event" else code(name)


EVENT_COLUMNS: Mapping[str, str] = {
    "name": "Event Name",
    "description": "Description",
    "trigger": "Trigger",
    "category": "Category",
    "platform": "Platform",
    "sources": "Sources",
    "properties": "Properties",
    "owner": "Owner",
    "status": "Status",
    "phase": "Phase",
    "expires": "Expires",
    "was": "Was",
    "answers": "Answers",
    "pii": "Personal",
}
"""What a table of events can show."""
TRACKING_PLAN = ("name", "description", "trigger", "platform", "properties", "owner", "status")
"""The columns of the domain document's tracking plan."""


def events(dictionary: Dictionary, chosen: Iterable[Event], columns: Sequence[str], name: Name = plainly) -> str:
    """A table of events."""
    rows = ([_event(dictionary, event, column, name) for column in columns] for event in chosen)
    return table([EVENT_COLUMNS[column] for column in columns], rows)


def _event(dictionary: Dictionary, event: Event, column: str, name: Name) -> str:
    plan = dictionary.plan
    match column:
        case "name":
            return name("event", event.name)
        case "description" | "trigger":
            return cell(getattr(event, column) or "")
        case "category" | "status" | "phase":
            return prose(getattr(event, column) or "")
        case "platform":
            platforms = (source.platform or source.name for source in plan.event_sources(event))
            return ", ".join(prose(_PLATFORMS.get(platform, platform)) for platform in dict.fromkeys(platforms))
        case "sources":
            return ", ".join(name("source", source) for source in dict.fromkeys(event.sources))
        case "properties":
            return ", ".join(code(held) for held in event.properties)
        case "owner":
            return name("owner", event.owner) if event.owner else ""
        case "expires":
            return str(event.expires or "")
        case "was":
            return ", ".join(map(prose, event.was))
        case "answers":
            return ", ".join(name("question", one.name) for one in dictionary.questions_of(event.name))
        case _:
            pii = most_personal(event.properties)
            return pii if pii != "none" else ""


_PLATFORMS = {"web": "Web", "ios": "iOS", "android": "Android", "mobile": "Mobile", "desktop": "Desktop", "tv": "TV",
              "server": "Server", "other": "Other"}  # fmt: skip


def properties(found: Iterable[Row], name: Name = plainly) -> str:
    """A table of properties, nested ones after what holds them."""
    columns = ("Property", "Type", "Required", "Meaning", "Personal", "From")
    return table(columns, map(_row(name), found))


def _row(name: Name) -> Callable[[Row], Sequence[str]]:
    def made(row: Row) -> Sequence[str]:
        said = name("property", row.path) if row.depth == 0 else code(row.path)
        return (
            said,
            prose(row.type),
            "yes" if row.required else "no",
            "<br />".join(meaning(row)),
            row.pii if row.pii != "none" else "",
            prose(row.origin) if row.origin != "dictionary" else "",
        )

    return made


def meaning(row: Row) -> Iterator[str]:
    """What a property means, line by line: description, deprecation, what it may be, and its values."""
    if row.description:
        yield cell(row.description)
    if row.deprecated is not None:
        why = f": {cell(row.deprecated)}" if row.deprecated else ""
        instead = f"; use {code(row.replaced_by)}" if row.replaced_by else ""
        yield f"**Deprecated**{why}{instead}"
    about = [*map(constraint, row.constraints)]
    if row.sources is not None:
        about.append(f"only from {', '.join(map(code, row.sources)) or 'no source'}")
    if row.example and not row.values:
        about.append(f"such as {code(row.example)}")
    if about:
        yield "; ".join(about)
    if any(means for _, means in row.values):
        yield from (f"{code(value)}: {cell(means)}" if means else code(value) for value, means in row.values)
    elif row.values:
        yield f"one of {', '.join(code(value) for value, _ in row.values)}"


def constraint(words: str) -> str:
    """``at most 3 items``; a pattern is code."""
    before, matches, pattern = words.partition("matches ")
    return f"{prose(before)}{' ' if before else ''}matches {code(pattern)}" if matches else prose(words)


def values(row: Row) -> str:
    """The values of an enum, and what each means."""
    return table(("Value", "Meaning"), ((code(value), cell(means)) for value, means in row.values))


def sources(found: Iterable[Source]) -> str:
    columns = ("Source", "Description", "Platform", "Language", "SDK", "Goes to", "Client")
    rows = (
        (
            code(source.name),
            cell(source.description or ""),
            prose(_PLATFORMS.get(source.platform or "", "")),
            prose(source.language or ""),
            prose(source.sdk or ""),
            ", ".join(map(prose, source.destinations)),
            code(source.out) if source.out else "",
        )
        for source in found
    )
    return table(columns, rows)


def owners(found: Iterable[Reach], counts: Mapping[str, int]) -> str:
    columns = ("Owner", "Name", "Mail", "GitHub", "Slack", "Events")
    rows = (
        (
            code(one.name),
            prose(one.title),
            mail(one.email),
            prose(one.github),
            prose(one.slack),
            str(counts.get(one.name, 0)),
        )
        for one in found
    )
    return table(columns, rows)


def questions(dictionary: Dictionary, found: Iterable[Question], name: Name = plainly) -> str:
    columns = ("Question", "Decides", "Objective", "For", "Every", "Needs")
    rows = (
        (
            cell(one.question or one.name),
            cell(one.decides or ""),
            prose(one.objective or ""),
            name("owner", one.asked_by) if one.asked_by else "",
            one.every or "",
            ", ".join(_need(dictionary, need, name) for need in one.needs),
        )
        for one in found
    )
    return table(columns, rows)


def _need(dictionary: Dictionary, need: str, name: Name) -> str:
    event = dictionary.plan.point(need).event
    if event is None:
        return prose(need)
    rest = need[len(event.name) + 1 :]
    return f"{name('event', event.name)}{f' {code(rest)}' if rest else ''}"


def objectives(found: Iterable[Objective], name: Name = plainly) -> str:
    rows = (
        (code(one.name), cell(one.description or ""), name("owner", one.owner) if one.owner else "") for one in found
    )
    return table(("Objective", "Description", "Owner"), rows)


def answered(found: Iterable[Asked]) -> str:
    rows = ((cell(one.question), cell(one.decides), ", ".join(map(code, one.needs))) for one in found)
    return table(("Question", "Decides", "Needs"), rows)


def personal(found: Iterable[Personal], name: Name = plainly) -> str:
    columns = ("Property", "Class", "Meaning", "Events", "Traits of", "Sources", "Why", "How long")
    rows = (
        (
            name("property", one.path) if one.path == one.property else code(one.path),
            one.pii,
            cell(one.meaning),
            ", ".join(name("event", event) for event in one.holders),
            ", ".join(one.traits),
            ", ".join(map(code, one.sources)),
            ", ".join(map(code, one.questions)),
            cell(one.retention),
        )
        for one in found
    )
    return table(columns, rows)
