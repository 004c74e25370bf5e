"""Which pages the site has, and what each is given: facts of the dictionary, laid out by a template."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, partial
from os.path import dirname, join
from typing import Any

from markupsafe import Markup
from msgspec import Struct

from ..dictionary import Dictionary
from ..dictionary.facts import EventFacts
from ..model.event import Event
from . import _graph
from ._index import Index, plan_json
from ._links import Links, paged
from ._sitemap import sitemap
from ._template import environment

_ASSETS = join(dirname(__file__), "assets")
ASSETS = ("site.css", "theme.js", "search.js", "site.js", "events.js")
ROWS = 200
"""Lines of a table in one page: what is more goes on in further pages, so that none grows over 300 KB."""
_COMMITS = 40
_CHANGES = 400
"""Changes in one page of the change log."""


Page = Callable[[], str]
"""Makes one file."""


class Options(Struct, frozen=True):
    """How a site is made. ``url`` is where it will stand, or ""; ``live`` has its pages reload when the plan changes."""

    url: str = ""
    live: bool = False


class Site:
    """The files of a site, each made when it is asked for."""

    def __init__(self, dictionary: Dictionary, options: Options = Options()) -> None:
        self.dictionary, self.plan, self.options = dictionary, dictionary.plan, options
        self.links = Links(dictionary)
        self.title = self.plan.name or "Tracking plan"
        self.rows: dict[tuple[str, str], Markup] = {}
        self.known: dict[str, EventFacts] = {}

    @cached_property
    def events(self) -> tuple[EventFacts, ...]:
        return tuple(map(self.facts, self.plan.events))

    def facts(self, name: str) -> EventFacts:
        """The facts of an event, worked out once."""
        known = self.known.get(name)
        if known is None:
            known = self.known[name] = self.dictionary.event(name)
        return known

    @cached_property
    def routes(self) -> dict[str, Page]:
        """What makes each file, by its path from the root of the site, with `/`."""
        made = dict(self.pages())
        pages = [*made]
        index = Index(self.dictionary, self.links, lambda: self.events)
        made["404.html"] = partial(self.page, "404.html", "Not found", "404.html.j2", depth=0)
        made |= {"assets/data.js": index.script, "search.json": index.search}
        made["plan.json"] = partial(plan_json, self.plan)
        made["sitemap.xml"] = partial(sitemap, pages, self.options.url)
        if self.options.live:
            made["-/live.js"] = partial(_asset, "live.js")
        return made | {f"assets/{name}": partial(_asset, name) for name in ASSETS}

    def files(self) -> Iterator[tuple[str, str]]:
        """Every file with its text."""
        return ((path, page()) for path, page in self.routes.items())

    def pages(self) -> Iterator[tuple[str, Page]]:
        home = partial(self.page, "index.html", self.title, "home.html.j2")
        yield "index.html", lambda: home(health=self.dictionary.health)
        names = [*self.plan.events]
        yield from self.listed("events.html", "Events", "events.html.j2", names)
        for name in names:
            yield self.links.of("event", name), partial(self.event, name)
        yield from self.listed("properties.html", "Properties", "properties.html.j2", self.dictionary.property_names)
        for name in self.dictionary.property_names:
            events = self.dictionary.carrying(name)
            yield from self.listed(self.links.of("property", name), name, "property.html.j2", events, name=name)
        yield from self.things()
        yield from self.listed("personal.html", "Personal data", "personal.html.j2", self.dictionary.personal)
        drawn = [*_graph.drawings(self.dictionary)]
        yield from self.parts("graph.html", "Graph", "graph.html.j2", drawn)
        yield from self.parts("changes.html", "Changes", "changes.html.j2", [*_volumes(self.dictionary.past.moments)])

    def event(self, name: str) -> str:
        """The page of an event."""
        facts = self.facts(name)
        return self.page(self.links.of("event", name), name, "event.html.j2", facts=facts)

    def things(self) -> Iterator[tuple[str, Page]]:
        """The pages of groups, traits, sources, owners, questions and objectives."""
        plan = self.plan
        events = [*plan.events.values()]
        by_owner = _by(events, lambda event: [event.owner] if event.owner else [])
        by_source = _by(events, lambda event: [*dict.fromkeys(event.sources)])
        by_question = _by(events, lambda event: [asked.name for asked in self.dictionary.questions_of(event.name)])
        by_group = _by(events, lambda event: [*dict.fromkeys(event.include)])
        yield from self.listed("groups.html", "Groups", "groups.html.j2", [*plan.groups.values()])
        for name, group in plan.groups.items():
            address = self.links.of("group", name)
            yield from self.listed(address, name, "group.html.j2", by_group.get(name, ()), group=group)
        yield "traits.html", partial(self.page, "traits.html", "Traits", "traits.html.j2")
        yield from self.listed("sources.html", "Sources", "sources.html.j2", [*plan.sources.values()], counts=by_source)
        for name, source in plan.sources.items():
            address = self.links.of("source", name)
            yield from self.listed(address, name, "source.html.j2", by_source.get(name, ()), source=source)
        yield from self.listed("owners.html", "Owners", "owners.html.j2", [*plan.owners], counts=by_owner)
        for name in plan.owners:
            reach = self.dictionary.reach(name)
            address = self.links.of("owner", name)
            yield from self.listed(address, reach.title, "owner.html.j2", by_owner.get(name, ()), reach=reach)
        grouped = _grouped(plan.questions.values())
        yield from self.listed("questions.html", "Questions", "questions.html.j2", grouped, counts=by_question)
        for name, question in plan.questions.items():
            address, asked = self.links.of("question", name), question.question or name
            yield from self.listed(address, asked, "question.html.j2", by_question.get(name, ()), question=question)
        for name, objective in plan.objectives.items():
            serving = [one for one in plan.questions.values() if one.objective == name]
            address = self.links.of("objective", name)
            yield from self.listed(address, name, "objective.html.j2", serving, objective=objective)

    def listed(
        self, path: str, title: str, template: str, items: Sequence[Any], **given: Any
    ) -> Iterator[tuple[str, Page]]:
        """A page with a list, which goes on in further pages where it is long."""
        parts = [items[start : start + ROWS] for start in range(0, len(items), ROWS)]
        yield from self.parts(path, title, template, parts or [()], total=len(items), **given)

    def parts(
        self, path: str, title: str, template: str, parts: Sequence[Any], **given: Any
    ) -> Iterator[tuple[str, Page]]:
        for number, part in enumerate(parts or [()], 1):
            where = paged(path, number)
            pager = {"number": number, "of": max(1, len(parts)), "path": path}
            yield where, partial(self.page, where, title, template, items=part, pager=pager, **given)

    def page(self, path: str, title: str, template: str, depth: int | None = None, **given: Any) -> str:
        """One page."""
        root = "../" * (path.count("/") if depth is None else depth)
        return environment().get_template(template).render(
            self.common, title=title, path=path, root=root, section=_section(path),
            of=partial(self.address, root), **given,
        )  # fmt: skip

    @cached_property
    def common(self) -> dict[str, Any]:
        """What every template is given."""
        return {
            "plan": self.plan, "dictionary": self.dictionary, "has": self.links.has, "site_title": self.title,
            "options": self.options, "event_row": self.event_row, "facts_of": self.facts,
        }  # fmt: skip

    def event_row(self, root: str, name: str) -> Markup:
        """An event as a line of a table, which stands in many pages."""
        known = self.rows.get((root, name))
        if known is None:
            of = partial(self.address, root)
            text = (
                environment()
                .get_template("event_row.html.j2")
                .render(self.common, event=self.plan.events[name], root=root, of=of)
            )
            known = self.rows[root, name] = Markup(text.rstrip("\n"))
        return known

    def address(self, root: str, kind: str, name: str) -> str:
        return root + self.links.of(kind, name)


def _section(path: str) -> str:
    """The section to which a page belongs: ``events.html`` of ``events/x.html`` and ``events.2.html``."""
    folder = path.partition("/")[0].partition(".")[0]
    return {"objectives": "questions.html"}.get(folder, f"{folder}.html")


def _by(events: Sequence[Event], keys: Callable[[Event], Sequence[str]]) -> dict[str, list[str]]:
    made: dict[str, list[str]] = {}
    for event in events:
        for key in keys(event):
            made.setdefault(key, []).append(event.name)
    return made


def _asset(name: str) -> str:
    with open(join(_ASSETS, name), encoding="utf-8", newline="") as stream:
        return stream.read()


def _grouped(questions: Any) -> list[Any]:
    """The questions, those of one objective side by side."""
    groups: dict[str, list[Any]] = {}
    for question in questions:
        groups.setdefault(question.objective or "", []).append(question)
    return [question for held in groups.values() for question in held]


def _volumes(moments: Sequence[Any]) -> Iterator[list[Any]]:
    """The change log in parts that a page holds."""
    part: list[Any] = []
    count = 0
    for moment in moments:
        many = min(len(moment.changes), _CHANGES)
        if part and (len(part) >= _COMMITS or count + many > _CHANGES):
            yield part
            part, count = [], 0
        part.append(moment)
        count += many
    if part:
        yield part


__all__ = ["Options", "Site"]
