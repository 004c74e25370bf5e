"""Writes Tableau's data sources: a `.tds` for each table, named after it.

Each column is a field with a caption, a comment that says what it and its values mean, and how personal it is, and with its type and
role; what is inside an object, and the context, stands in folders. What is sensitive, deprecated, or only of use to machines is
hidden. Where all events stand in one table with JSON (`--layout events`), each is a query of its own. The connection is called `warehouse` and has no address, user or secret: Tableau asks for them when the file is opened. A data
source has no place for what an event means, who owns it and where it stands in its life; it has the event's name.
"""

from __future__ import annotations

from typing import Any

from ...model.plan import Plan
from .._bi import OPTIONS as OPTIONS
from .._bi import PROPERTY_WORDS, WORDS, queried, stem
from .._exported import Exported, Keeps, Told, tell_losses, words
from .._warehouse import wanted
from ._source import source

KEEPS = Keeps(
    words("sources") | WORDS,
    words("type sources additional_properties"),
    PROPERTY_WORDS,
    traits=True,
)


def write(plan: Plan, **given: Any) -> Exported:
    """A data source for each table.

    Raises:
        Trouble: no layout or warehouse of that name, or a schema that is no name.
    """
    tell = Told("Tableau")
    tell_losses(plan, KEEPS, "x-tableau", tell)
    choices = wanted(plan, given)
    files = {}
    for one in queried(plan, choices, tell):
        if one.hidden:
            tell(one.label, "is sent no more: it has no data source")
        else:
            files[f"{stem(one.table.name)}.tds"] = source(one, choices)
    return Exported(files, tell.notes())
