"""The entries of the dictionary: each is read when it is first asked for, as one may name another inside an object."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..document import Map
from ..finding import Finding
from ..shelf import listed, quote
from .complaints import Report
from .inherited import Shared
from .property import Property, build

DEEPEST = 64
"""Levels to which groups include groups, and the dictionary's properties stand inside each other."""


class Entries(dict[str, Property]):
    """The dictionary, each entry read when it is first asked for: one may name another inside an object."""

    def __init__(self, holders: Mapping[str, Map], shared: Shared, report: Report) -> None:
        self.holders, self.shared, self.report = holders, shared, report
        self.open: dict[str, None] = {}
        """The entries that are being read, the outermost first."""

    def get(self, name: str, default: Any = None) -> Any:
        if name not in self and name in self.holders:
            holder = self.holders[name]
            if name in self.open:
                circle = [*self.open][[*self.open].index(name) :]
                message = f"property {quote(name)} stands inside itself"
                if len(circle) > 1:
                    message += f", by way of {listed(map(quote, circle[1:]))}"
                self.tell(
                    holder, name, message, "take it out: nothing that is sent goes on without end", "property-cycle"
                )
                return default
            if len(self.open) >= DEEPEST:
                message = f"properties of the dictionary stand inside each other more than {DEEPEST} levels deep"
                self.tell(holder, name, message, "flatten them", "limit-exceeded")
                return default
            self.open[name] = None
            base = self.shared.under("properties", name)
            self[name] = build(name, holder[name], holder, ("properties",), base, self, self.report)
            del self.open[name]
        return super().get(name) or self.shared.sections["properties"].get(name, default)

    def tell(self, holder: Map, name: str, message: str, hint: str, rule: str) -> None:
        self.report(Finding(holder.key_at(name, ("properties",)), message, hint, rule))
