"""Section 5: how events are sent, from which sources, and which only a server may send."""

from __future__ import annotations

from collections.abc import Iterator

from ..dictionary import Dictionary
from ..model.plan import Plan
from ._asking import Open, ask_each, opened
from ._tools import title_of
from .paper import Block, Bullets, Code, Grid, Part, Words

_LANGUAGES = {"web": "typescript", "ios": "swift", "android": "kotlin", "mobile": "kotlin", "server": "python"}
_OTHER = "typescript"


def implementation(dictionary: Dictionary) -> Iterator[Part]:
    plan = dictionary.plan
    yield Part("How an event is sent", tuple(_calls(dictionary)))
    yield Part("Server-side tracking", tuple(_server(plan)))
    yield Part("Integration points", tuple(_sources(plan)))


def _calls(dictionary: Dictionary) -> Iterator[Block]:
    """An event that has an example, in the languages of the sources that send it; the first of those in most languages."""
    plan = dictionary.plan
    spoken = {
        event.name: len({source.language for source in plan.event_sources(event) if source.language})
        for event in plan.events.values()
        if event.examples and event.status not in ("deprecated", "retired")
    }
    most = max(spoken.values(), default=0)
    for name in [name for name, count in spoken.items() if count == most and most]:
        calls = [call for call in dictionary.calls(name) if call.own]
        if calls:
            yield Words(f"{name}, with the clients that plan generate makes:")
            for call in calls:
                yield Code(call.target, call.text)
            return
    yield Words(
        "plan generate makes a typed client for each source that says its language; an event with an example shows here how it is called."
    )


def _server(plan: Plan) -> Iterator[Block]:
    critical = [event.name for event in plan.events.values() if event.critical]
    only = [
        event.name
        for event in plan.events.values()
        if (sources := plan.event_sources(event)) and all(source.is_server for source in sources)
    ]
    if critical:
        yield Words("Critical, so that only a server may send them:")
        yield Bullets(critical)
    if [name for name in only if name not in critical]:
        yield Words("Sent by servers alone:")
        yield Bullets([name for name in only if name not in critical])
    yield from opened(
        plan,
        Open(
            "When to use it",
            ("implementation", "server_side"),
            "When is an event sent from the server and not from the client?",
            "Money, accounts, and whatever happens in the background",
        ),
    )


def _sources(plan: Plan) -> Iterator[Block]:
    if plan.sources:
        rows = [
            (
                source.name,
                source.description or "",
                source.platform or "",
                source.language or "",
                title_of(source.sdk) if source.sdk else "",
                ", ".join(map(title_of, source.destinations)),
                source.out or "",
            )
            for source in plan.sources.values()
        ]
        yield Grid(("Source", "What it is", "Platform", "Language", "SDK", "Goes to", "Where the client lives"), rows)
    else:
        value = {"platform": "web", "language": "typescript", "sdk": "segment", "out": "web/analytics"}
        yield ask_each(
            "Which apps and services send events, in which language and through which SDK?",
            {("sources", "web"): value},
            (),
        )
    yield from _unsaid(plan)


def _unsaid(plan: Plan) -> Iterator[Block]:
    """What the sources leave out."""
    sources = plan.sources.values()
    names = [source.name for source in sources if not source.platform]
    if names:
        places = {("sources", name, "platform"): "web" for name in names}
        yield ask_each("Where do these sources run: web, ios, android, mobile, desktop, tv or server?", places, names)
    speaking = {source.name: _LANGUAGES.get(source.platform or "", _OTHER) for source in sources if not source.language}
    if speaking:
        places = {("sources", name, "language"): language for name, language in speaking.items()}
        yield ask_each("In which language are these sources written?", places, [*speaking])
    names = [source.name for source in sources if not source.sdk]
    if names:
        yield ask_each(
            "Through which SDK do these sources send?", {("sources", name, "sdk"): "segment" for name in names}, names
        )
    names = [source.name for source in sources if not source.out]
    if names:
        places = {("sources", name, "out"): f"clients/{place}" for place, name in enumerate(names, 1)}
        yield ask_each("In which folders do their clients live?", places, names)
