"""What is shown where the pointer rests: a thing of the plan, a key of the format, a rule, and why something is found here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..dictionary import Dictionary
from ..dictionary._rows import most_personal, row, rows
from ..dictionary.facts import Reach, Row
from ..document import Path
from ..finding import Finding
from ..model.event import Event, Group
from ..model.format import SECTIONS
from ..model.node import Node
from ..model.people import Objective, Owner, Question
from ..model.plan import Plan
from ..model.property import Property
from ..model.reference import names_in, node_at, said
from ..model.source import Source
from ..rules import page_of, shelf
from ._grammar import KINDS, REFERENCES, slot, words
from ._prose import Prose
from ._reader import Spot
from ._things import thing


def hover(plan: Plan, spot: Spot, offset: int, markdown: bool) -> str:
    """What to show of what stands at a place; "" where there is nothing to say."""
    prose = Prose(markdown)
    path = thing(plan, spot, offset)
    if path is not None:
        _Telling(plan, prose).of(path)
    elif not _rule(spot, prose):
        _format(spot, prose)
    return str(prose)


def explained(findings: Iterable[Finding], markdown: bool) -> str:
    """Why the rules find something: shown with what is found."""
    prose = Prose(markdown)
    for name in dict.fromkeys(finding.rule for finding in findings):
        _page(name, prose)
    return str(prose)


def _rule(spot: Spot, prose: Prose) -> bool:
    """Whether a rule is named here; its page, then."""
    found = slot(spot.path)
    named = found.severity if spot.is_key else False
    if found.key is not None and found.of is not None and not spot.is_key:
        named = REFERENCES.get((found.of, found.key.name)) == "rules"
    if not named or spot.word not in shelf.names:
        return False
    _page(spot.word, prose)
    return True


def _page(name: str, prose: Prose) -> None:
    page = page_of(name)
    prose.add(prose.strong(name), prose.dim(f"({page.word})"), prose.text(page.summary))
    if page.why:
        prose.add(prose.text(page.why))


def _format(spot: Spot, prose: Prose) -> None:
    """A key of the format: what it means and what it takes."""
    found = slot(spot.path)
    if len(spot.path) == 1 and spot.path[0] in SECTIONS:
        prose.add(prose.strong(str(spot.path[0])), prose.text(SECTIONS[str(spot.path[0])][0]))
    elif found.key is not None and (spot.is_key or words(found)):
        kind = f"key of {_a(KINDS.get(found.of, 'node'))}" if found.of is not None else "key"
        prose.add(prose.strong(found.key.name), prose.dim(f"({kind})"), prose.text(found.key.means))
    elif found.severity and not spot.is_key:
        prose.add(prose.text("How severe the rule is in this plan: off, info, warning or error."))


def _a(word: str) -> str:
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


_MOST = 30
"""Rows and names that a small window can hold."""


class _Telling:
    """Puts what the dictionary knows of a thing into a few lines."""

    def __init__(self, plan: Plan, prose: Prose) -> None:
        self.plan, self.prose = plan, prose
        self.dictionary = Dictionary(plan)

    def of(self, path: Path) -> None:
        found = node_at(self.plan, path)
        match found:
            case Event():
                self.event(found)
            case Property():
                self.property(found, path)
            case Group():
                self.head(found.name, "group of properties", found.description)
                self.carries(found, found.properties.values())
                self.names("Events that include it", (e.name for e in self.events() if found.name in e.include))
            case Owner():
                self.head(found.name, "owner", found.title)
                self.prose.rows(self.ways(self.dictionary.reach(found.name)))
                self.names("Answers for these events", (e.name for e in self.events() if e.owner == found.name))
            case Source():
                self.source(found)
            case Question():
                self.question(found)
            case Objective():
                self.head(found.name, "objective", found.description)
                self.prose.rows([("Owner", self.reached(found.owner))])
                asked = (q.name for q in self.plan.questions.values() if q.objective == found.name)
                self.names("Questions", asked)

    def events(self) -> Iterable[Event]:
        return self.plan.events.values()

    def head(self, name: str, about: str, means: str | None) -> None:
        prose = self.prose
        prose.add(prose.strong(name), prose.dim(f"({about})"))
        prose.add(prose.text(means) if (means or "").strip() and means else prose.dim("(no description)"))

    def event(self, event: Event) -> None:
        text = self.prose.text
        about = ", ".join(filter(None, ("event", event.category, f"phase {event.phase}" if event.phase else "")))
        self.head(event.name, about, event.description)
        replaces = [other.name for other in self.events() if other.replaced_by == event.name]
        pii = most_personal(event.properties)
        self.prose.rows(
            [
                ("Trigger", text(event.trigger or "(not said)")),
                ("Owner", self.reached(event.owner) or text("(nobody)")),
                ("Status", text(event.status)),
                ("Sources", text(", ".join(event.sources) or "(none)")),
                ("Call", text(event.kind) if event.kind != "track" else ""),
                ("Was", text(", ".join(event.was))),
                ("Expires", text(str(event.expires)) if event.expires else ""),
                ("Replaced by", text(event.replaced_by or "")),
                ("Replaces", text(", ".join(replaces))),
                ("Critical", "yes: only a server may send it" if event.critical else ""),
                ("Personal", text(pii) if pii not in ("", "none") else ""),
                ("Answers", text(", ".join(one.name for one in self.dictionary.questions_of(event.name)))),
            ]
        )
        self.carries(event, event.properties.values())

    def property(self, found: Property, path: Path) -> None:
        text = self.prose.text
        one = row(found, holder=path)
        where = "of the dictionary" if path[0] == "properties" and len(path) == 2 else f"of {said(path[:2])}"
        self.head(found.name, f"property {where}", found.description)
        deprecated = one.deprecated if one.deprecated is None else one.deprecated or "yes"
        self.prose.rows(
            [
                ("Type", text(one.type)),
                ("Must be", text("; ".join(one.constraints))),
                ("Values", text(", ".join(self.values(one)))),
                ("Required", "yes" if one.required else "no"),
                ("Personal", text(one.pii or "(not said)")),
                ("Deprecated", text(deprecated or "")),
                ("Replaced by", text(one.replaced_by)),
                ("Sources", text(", ".join(one.sources)) if one.sources is not None else ""),
                ("Example", text(one.example)),
                ("From", text(one.origin)),
            ]
        )
        if len(names_in(path)) + (path[0] == "properties") == 1:
            self.names("Events that carry it", (e.name for e in self.events() if found.name in e.properties))

    def source(self, source: Source) -> None:
        text = self.prose.text
        self.head(source.name, "source", source.description)
        self.prose.rows(
            [
                ("Platform", text(source.platform or "")),
                ("Language", text(source.language or "")),
                ("SDK", text(source.sdk or "")),
                ("Goes to", text(", ".join(source.destinations))),
                ("Client", text(source.out or "")),
            ]
        )
        self.names("Events that it sends", (e.name for e in self.events() if source.name in e.sources))

    def question(self, question: Question) -> None:
        text = self.prose.text
        self.head(question.name, "question", question.question)
        self.prose.rows(
            [
                ("Decides", text(question.decides or "")),
                ("Objective", text(question.objective or "")),
                ("For", self.reached(question.asked_by)),
                ("Asked", text(f"every {question.every}" if question.every else "")),
            ]
        )
        self.names("Needs", question.needs)
        answered = (e.name for e in self.events() if question.name in e.answers)
        self.names("Events that answer it", answered)

    def carries(self, node: Node, properties: Iterable[Property]) -> None:
        """The properties, a line each."""
        made = list(self.carried(node, {found.name: found for found in properties}))
        more = [self.prose.text(f"and {len(made) - _MOST:,} more")] if len(made) > _MOST else []
        self.prose.list([*made[:_MOST], *more])

    def carried(self, node: Node, properties: dict[str, Property]) -> Iterator[str]:
        text = self.prose.text
        for one in rows(properties, node.path):
            about = one.type if one.required else f"{one.type}, optional"
            yield f"{self.prose.strong(one.path)} {self.prose.dim(f'({about})')} {text(one.description)}"

    def values(self, one: Row) -> Sequence[str]:
        shown = [f"{value} ({means})" if means else value for value, means in one.values[:_MOST]]
        more = len(one.values) - len(shown)
        return [*shown, f"and {more:,} more"] if more else shown

    def names(self, title: str, names: Iterable[str]) -> None:
        """Names in a line."""
        found = list(names)
        if found:
            more = f" and {len(found) - _MOST:,} more" if len(found) > _MOST else ""
            title = f"{title} ({len(found):,})" if len(found) > 1 else title
            self.prose.add(f"{self.prose.dim(title)}:", self.prose.text(", ".join(found[:_MOST]) + more))

    def reached(self, name: str | None) -> str:
        """An owner, and how to reach them."""
        if not name:
            return ""
        reach = self.dictionary.reach(name)
        if not reach.known:
            return self.prose.text(f"{name} (not among the plan's owners)")
        title = reach.title if reach.title != name else ""
        ways = ", ".join(filter(None, (title, reach.email, reach.github, reach.slack)))
        return self.prose.text(f"{name}: {ways}" if ways else name)

    def ways(self, reach: Reach) -> Iterator[tuple[str, str]]:
        for name, way in (("Mail", reach.email), ("GitHub", reach.github), ("Slack", reach.slack)):
            yield name, self.prose.text(way)
