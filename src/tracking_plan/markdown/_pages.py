"""Which pages the folder of Markdown has, and what stands in those of the plan as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..dictionary import Dictionary
from ..dictionary._rows import rows
from ..dictionary.statistics import Statistics, statistics
from . import _tables
from ._event import bullets, event_page, history, property_page
from ._links import Links
from ._text import code, front_matter, heading, paragraphs, prose

_COMMITS = 200
_NEWEST = 5
_FEW = 10


def pages(dictionary: Dictionary) -> Iterator[tuple[str, str]]:
    """Every page: its path below the folder, with `/`, and its text. The same dictionary gives the same bytes."""
    folder = _Folder(dictionary)
    for path, parts in folder.pages():
        yield path, "\n".join(parts)


class _Folder:
    """The pages of one plan."""

    def __init__(self, dictionary: Dictionary) -> None:
        self.dictionary, self.plan = dictionary, dictionary.plan
        self.links = Links(dictionary)

    def pages(self) -> Iterator[tuple[str, Iterator[str]]]:
        yield "index.md", self.home()
        yield "events/index.md", self.events()
        for facts in self.dictionary.events():
            yield self.links.page("event", facts.name), event_page(self.dictionary, self.links, facts)
        yield "properties/index.md", self.properties()
        for name in self.dictionary.property_names:
            yield (
                self.links.page("property", name),
                property_page(self.dictionary, self.links, self.dictionary.property(name)),
            )
        if self.plan.groups:
            yield "groups.md", self.groups()
        if self.plan.traits:
            yield "traits.md", self.traits()
        if self.plan.sources:
            yield "sources.md", self.sources()
        if self.plan.owners:
            yield "owners.md", self.owners()
        if self.plan.questions or self.plan.objectives:
            yield "questions.md", self.questions()
        yield "personal-data.md", self.personal()
        if self.dictionary.past.moments:
            yield "changes.md", self.changes()

    def name(self, here: str) -> _tables.Name:
        """Names as links from a page."""
        return lambda kind, name: self.links.to(
            kind, name, here, is_code=kind not in ("event", "question", "objective")
        )

    def home(self) -> Iterator[str]:
        numbers = statistics(self.plan)
        name = self.plan.name or "Tracking plan"
        yield front_matter(sidebar_label=name, sidebar_position=1) + heading(1, name)
        if self.plan.description:
            yield f"{paragraphs(self.plan.description)}\n"
        yield bullets(("Version", prose(self.plan.version or "")))
        yield "".join(f"- [{title}]({page})\n" for title, page in self.contents(numbers))
        yield heading(2, "At a glance")
        for what, title in (("status", "Status"), ("owner", "Owner"), ("source", "Source")):
            counts = [(prose(one.name) or "*(none)*", f"{one.count:,}") for one in numbers.counts[what]]
            if counts:
                yield _tables.table((title, "Events"), counts)
        if numbers.coverage:
            covered = [
                (one.what, f"{int(100 * one.share)} %", f"{one.have:,} of {one.of:,}") for one in numbers.coverage
            ]
            yield _tables.table(("Coverage", "Share", "How many"), covered)
        yield from self.attention(numbers)
        if self.dictionary.past.moments:
            yield heading(2, "Latest changes")
            yield history(self.dictionary.past.moments[:_NEWEST])

    def contents(self, numbers: Statistics) -> Iterator[tuple[str, str]]:
        total = numbers.totals
        yield f"Events ({total['events']:,})", "events/index.md"
        yield f"Properties ({len(self.dictionary.property_names):,})", "properties/index.md"
        for what, title, page in (
            ("groups", "Property groups", "groups.md"),
            ("traits", "Traits", "traits.md"),
            ("sources", "Sources", "sources.md"),
            ("owners", "Owners", "owners.md"),
            ("questions", "Questions and objectives", "questions.md"),
        ):
            if total[what] or (what == "questions" and total["objectives"]):
                yield f"{title} ({total[what]:,})", page
        yield "Personal data", "personal-data.md"
        if self.dictionary.past.moments:
            yield "Changes", "changes.md"

    def attention(self, numbers: Statistics) -> Iterator[str]:
        yield heading(2, "What wants attention")
        if not numbers.concerns:
            yield "Nothing.\n"
        for concern in numbers.concerns:
            shown = [code(one.name) for one in concern.items[:_FEW]]
            more = len(concern.items) - len(shown)
            yield (
                f"- **{concern.what.capitalize()}** ({len(concern.items):,}; {concern.means}): "
                + ", ".join(shown)
                + (f" and {more:,} more\n" if more else "\n")
            )

    def events(self) -> Iterator[str]:
        yield front_matter(sidebar_label="Events", sidebar_position=2) + heading(1, "Events")
        columns = ("name", "description", "category", "owner", "status", "sources", "pii")
        yield _tables.events(self.dictionary, self.plan.events.values(), columns, self.name("events/index.md"))

    def properties(self) -> Iterator[str]:
        yield front_matter(sidebar_label="Properties", sidebar_position=3) + heading(1, "Properties")
        found = [self.dictionary.property(name).row for name in self.dictionary.property_names]
        if found:
            yield _tables.properties(found, self.name("properties/index.md"))

    def groups(self) -> Iterator[str]:
        yield front_matter(sidebar_label="Property groups", sidebar_position=4) + heading(1, "Property groups")
        yield "Properties that travel together.\n"
        for group in self.plan.groups.values():
            yield heading(2, group.name, is_code=True)
            if group.description:
                yield f"{paragraphs(group.description)}\n"
            if group.include:
                yield f"Includes {', '.join(map(code, group.include))}.\n"
            yield _tables.properties(rows(group.properties, group.path), self.name("groups.md"))
            events = [event.name for event in self.plan.events.values() if group.name in event.include]
            if events:
                yield f"Carried by {', '.join(self.links.to('event', name, 'groups.md') for name in events)}.\n"

    def traits(self) -> Iterator[str]:
        yield front_matter(sidebar_label="Traits", sidebar_position=5) + heading(1, "Traits")
        for who, traits in self.plan.traits.items():
            yield heading(2, f"Of {who}")
            yield _tables.properties(rows(traits, ("traits", who)), self.name("traits.md"))

    def sources(self) -> Iterator[str]:
        yield front_matter(sidebar_label="Sources", sidebar_position=6) + heading(1, "Sources")
        yield _tables.sources(self.plan.sources.values())
        for name in self.plan.sources:
            events = [event.name for event in self.plan.events.values() if name in event.sources]
            if events:
                yield heading(2, name, is_code=True)
                yield "".join(f"- {self.links.to('event', event, 'sources.md')}\n" for event in events)

    def owners(self) -> Iterator[str]:
        yield front_matter(sidebar_label="Owners", sidebar_position=7) + heading(1, "Owners")
        counts = Counter(event.owner for event in self.plan.events.values() if event.owner)
        yield _tables.owners(map(self.dictionary.reach, self.plan.owners), counts)
        for name in self.plan.owners:
            events = [event.name for event in self.plan.events.values() if event.owner == name]
            if events:
                yield heading(2, name, is_code=True)
                yield "".join(f"- {self.links.to('event', event, 'owners.md')}\n" for event in events)

    def questions(self) -> Iterator[str]:
        title = "Questions and objectives"
        yield front_matter(sidebar_label=title, sidebar_position=8) + heading(1, title)
        if self.plan.objectives:
            yield heading(2, "Objectives")
            yield _tables.objectives(self.plan.objectives.values(), self.name("questions.md"))
        if self.plan.questions:
            yield heading(2, "Questions")
            yield _tables.questions(self.dictionary, self.plan.questions.values(), self.name("questions.md"))

    def personal(self) -> Iterator[str]:
        yield front_matter(sidebar_label="Personal data", sidebar_position=9) + heading(1, "Personal data")
        if self.dictionary.personal:
            yield _tables.personal(self.dictionary.personal, self.name("personal-data.md"))
        else:
            yield "No property of the plan has a privacy class of its own but none.\n"

    def changes(self) -> Iterator[str]:
        yield front_matter(sidebar_label="Changes", sidebar_position=10) + heading(1, "Changes")
        yield history(self.dictionary.past.moments[:_COMMITS])
        more = len(self.dictionary.past.moments) - _COMMITS
        if more > 0:
            yield f"And {more:,} more; `plan changelog` tells them all.\n"
