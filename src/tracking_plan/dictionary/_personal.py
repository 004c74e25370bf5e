"""The inventory of personal data: what is personal, where it comes from, and why it is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..model.plan import Plan
from ..model.property import PII, Property
from .facts import Personal

_PERSONAL = ("pseudonymous", "personal", "sensitive")


class _Line:
    """A property by name and class, with all that carries it so."""

    def __init__(self, found: Property) -> None:
        self.found = found
        self.events: dict[str, None] = {}
        self.traits: dict[str, None] = {}
        self.sources: dict[str, None] = {}


def inventory(plan: Plan, questions: Mapping[str, Iterable[str]]) -> Iterator[Personal]:
    """The most personal first, then by name. ``questions`` says which questions each event helps to answer."""
    lines: dict[tuple[str, str], _Line] = {}
    for event in plan.events.values():
        for path, found, sources in _personal(event.properties, event.sources):
            line = lines.setdefault((path, found.pii or ""), _Line(found))
            line.events[event.name] = None
            line.sources.update(dict.fromkeys(sources))
    for who, traits in plan.traits.items():
        for path, found, sources in _personal(traits, ()):
            line = lines.setdefault((path, found.pii or ""), _Line(found))
            line.traits[who] = None
            line.sources.update(dict.fromkeys(sources))
    for (path, pii), line in sorted(lines.items(), key=lambda one: (-PII.index(one[0][1]), one[0][0])):
        asked = dict.fromkeys(name for event in line.events for name in questions.get(event, ()))
        retention = _said(line.found)
        yield Personal(
            path=path, property=path.partition(".")[0].removesuffix("[]"), pii=pii,
            meaning=(line.found.description or "").strip(), holders=tuple(line.events), traits=tuple(line.traits),
            sources=tuple(line.sources), questions=tuple(asked), retention=retention,
        )  # fmt: skip


def _personal(
    properties: Mapping[str, Property], sources: tuple[str, ...]
) -> Iterator[tuple[str, Property, tuple[str, ...]]]:
    stack = [(name, found, sources) for name, found in properties.items()]
    while stack:
        path, found, senders = stack.pop()
        senders = found.sources if found.sources is not None else senders
        if found.pii in _PERSONAL:
            yield path, found, senders
        if found.items is not None:
            stack.append((f"{path}[]", found.items, senders))
        stack.extend((f"{path}.{name}", inner, senders) for name, inner in (found.properties or {}).items())


def _said(found: Property) -> str:
    """``x-retention``, here or where it is inherited from: how long a value is kept."""
    line: Property | None = found
    while line is not None:
        said = line.raw.get("x-retention")
        if isinstance(said, (str, int)) and not isinstance(said, bool):
            return line.raw.source("x-retention").strip() or str(said)
        line = line.base
    return ""
