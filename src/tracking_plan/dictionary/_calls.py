"""The call that sends an event, in each language that there is a target for: first in those that its sources are written in."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from types import ModuleType
from typing import Any

from ..model.event import Event
from ..model.plan import Plan
from ..targets import shelf, target_of
from ..targets._reading import belongs, call_of
from .facts import Snippet


class Calls:
    """Shows the calls of a plan's events."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    @cached_property
    def targets(self) -> dict[str, ModuleType]:
        return {name: target for name, target in shelf.all() if hasattr(target, "show_call")}

    @cached_property
    def languages(self) -> dict[str, str]:
        """Source -> the target of its language."""
        named = {name: target_of(source.language) for name, source in self.plan.sources.items() if source.language}
        return {name: target for name, target in named.items() if target in self.targets}

    def of(self, event: Event, data: dict[str, Any] | None) -> tuple[Snippet, ...]:
        """The calls with an example's properties; none of what no client has, or without an example."""
        if data is None or not belongs(event, ""):
            return ()
        return tuple(self._shown(event, data))

    def _shown(self, event: Event, data: dict[str, Any]) -> Iterator[Snippet]:
        by_target: dict[str, str] = {}
        for source in event.sources:
            if source in self.languages:
                by_target.setdefault(self.languages[source], source)
        whole = call_of(self.plan, event, "")
        # Where all sources send the same, it is one call for all of them.
        differ = any(found.sources is not None for found in event.all_properties())
        known = {source: call_of(self.plan, event, source) for source in by_target.values()} if differ else {}
        for name in (*by_target, *(name for name in self.targets if name not in by_target)):
            source = by_target.get(name, "")
            call = known.get(source, whole)
            others = event.properties.keys() - {field.name for field in call.type.fields}
            sent = {key: held for key, held in data.items() if key not in others}
            target = self.targets[name]
            yield Snippet(name, target.TITLE, target.show_call(call, sent, source), bool(source))
