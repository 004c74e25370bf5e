"""Whether one taxonomy takes names that another refuses, as far as that one says anything."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..document import Span
from ..model.inherited import default
from ..model.node import Node, keys
from ..model.taxonomy import Taxonomy
from ..shelf import listed, quote
from ._said import shown


class Looser(NamedTuple):
    """A key by which a taxonomy is looser: what it says here, where the other says it, what that is, and where it stands."""

    here: str
    there: Span
    says: str
    at: Span


def loosened(own: Taxonomy, base: Taxonomy) -> Iterator[Looser]:
    """Each key by which a taxonomy takes names that the one below it refuses."""
    for section in ("events", "properties"):
        here, there = getattr(own, section), getattr(base, section)
        if here is not None and there is not None and here is not there:
            yield from _names(section, here, there)
    for section in ("objects", "actions"):
        words, known = getattr(own, section), {word.casefold() for word in getattr(base, section)}
        more = [word for word in words if word.casefold() not in known]
        if known and more:
            here_said = f"the taxonomy takes the {section[:-1]} {quote(more[0])}"
            said = f"{listed(map(quote, getattr(base, section)), 6)} only"
            yield Looser(here_said, base.at(section), said, own.at(section, words.index(more[0])))


def _names(section: str, own: Node, base: Node) -> Iterator[Looser]:
    kind: type[Node] = type(own)
    for key in keys(kind).values():
        here, there = getattr(own, key.field), getattr(base, key.field)
        said = base.says(key.name) or there != default(base, key.field)
        if said and _is_looser(key.name, here, there):
            says = f"the taxonomy says `{section}.{key.name}: {here}`"
            yield Looser(says, base.at(key.name), shown(there), own.at(key.name))


def _is_looser(key: str, here: object, there: object) -> bool:
    if isinstance(here, int) and isinstance(there, int):
        return here > there
    if key == "characters":
        return not {*str(here)} <= {*str(there)}
    return there != "any" and here != there
