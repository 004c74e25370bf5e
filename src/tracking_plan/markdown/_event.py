"""The pages of events and of properties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..dictionary import Dictionary
from ..dictionary._rows import rows
from ..dictionary.facts import Dependent, EventFacts, Moment, PropertyFacts, Reach, Seen
from ..finding import Finding
from ..model.event import STATUSES
from ..model.example import event_example
from ..model.schema import plain
from . import _tables
from ._links import Links, mail
from ._text import TEMPLATE, cell, code, fence, front_matter, heading, json_block, paragraphs, prose

_COMMITS = 20


def event_page(dictionary: Dictionary, links: Links, facts: EventFacts) -> Iterator[str]:
    """The page of an event, in pieces that an empty line parts."""
    here = links.page("event", facts.name)
    event = facts.node
    yield front_matter(sidebar_label=facts.name) + heading(1, facts.name)
    yield f"{paragraphs(facts.description) or '*No description.*'}\n"
    yield bullets(
        ("Trigger", cell(facts.trigger)),
        ("Owner", _owner(facts.owner, links, here)),
        ("Status", _status(facts.status)),
        ("Category", prose(facts.category)),
        ("Phase", prose(facts.phase)),
        ("Sources", ", ".join(links.to("source", name, here, True) for name in facts.sources)),
        ("Call", facts.kind if facts.kind != "track" else ""),
        ("Was", ", ".join(map(prose, facts.was))),
        ("Expires", str(event.expires or "")),
        ("Replaced by", links.to("event", facts.replaced_by, here) if facts.replaced_by else ""),
        ("Replaces", ", ".join(links.to("event", name, here) for name in facts.replaces)),
        ("Critical", "only a server may send it" if event.critical else ""),
        ("Personal data", facts.pii if facts.pii != "none" else ""),
        ("Other properties", "accepted" if event.additional_properties else ""),
        ("Comes", prose(facts.inherited)),
        ("Seen", _seen(facts.seen)),
    )
    yield heading(2, "Properties")
    if facts.rows:
        yield _tables.properties(facts.rows, _named(links, here))
    else:
        yield "It carries no properties.\n"
    if event.examples:
        yield heading(2, "Example")
        yield json_block(plain(event_example(event, 0)))
        yield from _calls(dictionary, facts.name)
    if facts.questions:
        yield heading(2, "What it answers")
        yield _tables.answered(facts.questions)
    if facts.dependents:
        yield heading(2, "What depends on it")
        yield "".join(map(_dependent, facts.dependents))
    yield from _wrong(facts.findings)
    if facts.history:
        yield heading(2, "History")
        yield history(facts.history[:_COMMITS])


def _dependent(one: Dependent) -> str:
    return f"- {prose(one.kind)} {code(one.name)}{f': {prose(one.words)}' if one.words else ''}\n"


def _calls(dictionary: Dictionary, name: str) -> Iterator[str]:
    """How it is sent, in the languages of its sources; a call that a template language would take for its own is left out."""
    calls = [call for call in dictionary.calls(name) if call.own and not TEMPLATE.search(call.text)]
    if calls:
        yield heading(2, "How it is sent")
    for call in calls:
        yield f"{call.title}:\n"
        yield fence(call.text, call.target)


def property_page(dictionary: Dictionary, links: Links, facts: PropertyFacts) -> Iterator[str]:
    """The page of a property."""
    here = links.page("property", facts.name)
    row = facts.row
    inside = [*rows({facts.name: row.node}, row.node.path[:2])][1:]
    yield front_matter(sidebar_label=facts.name) + heading(1, facts.name, is_code=True)
    yield f"{paragraphs(row.description) or '*No description.*'}\n"
    deprecated = "" if row.deprecated is None else cell(row.deprecated) or "yes"
    yield bullets(
        ("Type", prose(row.type)),
        ("Must be", "; ".join(map(_tables.constraint, row.constraints))),
        ("Required", "yes" if row.required else "no"),
        ("Personal", row.pii),
        ("Deprecated", deprecated),
        ("Replaced by", links.to("property", row.replaced_by, here, True) if row.replaced_by else ""),
        ("Example", code(row.example) if row.example else ""),
        ("Defined", "in the dictionary" if facts.in_dictionary else "where it is used"),
        ("Comes", prose(facts.inherited)),
    )
    if row.values:
        yield heading(2, "Values")
        yield _tables.values(row)
    if inside:
        yield heading(2, "What stands inside it")
        yield _tables.properties(inside)
    if facts.events:
        yield heading(2, "Events that carry it")
        yield "".join(f"- {links.to('event', name, here)}\n" for name in facts.events)
    for variant, events in facts.variants:
        yield heading(3, "Where it differs")
        yield f"In {', '.join(links.to('event', name, here) for name in events)}:\n"
        yield _tables.properties([variant])
    if facts.groups or facts.traits:
        yield heading(2, "Groups and traits that have it")
        yield "".join(f"- group {links.to('group', name, here, True)}\n" for name in facts.groups) + "".join(
            f"- [traits](../traits.md) of {name}\n" for name in facts.traits
        )
    if facts.questions:
        yield heading(2, "What it answers")
        yield _tables.answered(facts.questions)
    yield from _wrong(facts.findings)


def _wrong(findings: Iterable[Finding]) -> Iterator[str]:
    said = "".join(f"- {one.severity.word}: {prose(one.message)}\n" for one in findings)
    if said:
        yield heading(2, "What is wrong with it")
        yield said


def bullets(*facts: tuple[str, str]) -> str:
    """Labels and what stands behind them, where something does."""
    return "".join(f"- **{label}**: {text}\n" for label, text in facts if text)


def history(moments: Iterable[Moment]) -> str:
    """Commits that changed something, and what they changed."""
    made = []
    for moment in moments:
        version = f", version {prose(moment.version)}" if moment.version else ""
        made.append(
            f"- {moment.day} {prose(moment.author)}: {prose(moment.subject)} ({code(moment.commit[:10])}{version})\n"
        )
        made += [f"    - {one.verdict}: {prose(one.message)}\n" for one in moment.changes]
    return "".join(made)


def _named(links: Links, here: str) -> _tables.Name:
    return lambda kind, name: links.to(kind, name, here, is_code=kind not in ("event", "question", "objective"))


def _owner(reach: Reach | None, links: Links, here: str) -> str:
    if reach is None:
        return ""
    name = links.to("owner", reach.name, here, label=reach.title)
    return ", ".join(part for part in (name, mail(reach.email), prose(reach.github), prose(reach.slack)) if part)


def _status(status: str) -> str:
    """Where it stands among the statuses; the two last are no steps of a way."""
    if status in STATUSES[-2:]:
        return f"**{status}**"
    return " → ".join(f"**{step}**" if step == status else step for step in STATUSES[:-2])


def _seen(seen: Seen | None) -> str:
    if seen is None:
        return ""
    if not seen.count:
        return "never in the log"
    last = f", last {prose(seen.last)}" if seen.last else ""
    return f"{seen.count:,} times{last}, {seen.share:g} % valid"
