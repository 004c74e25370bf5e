"""Writes LookML: a view for each table (`views/NAME.view.lkml`), and a model with an explore for each (`PLAN.model.lkml`).

Each column is a dimension with its label, its description and what its values mean; times are groups of dimensions, enums are
suggestions, and each view counts its rows and the people in them. What is personal is tagged (`pii:personal`), what is sensitive is
hidden too, as are ids of messages, times that devices tell, and what is retired. Owner, category and status of an event are tags of
its explore. Where all events stand in one table with JSON (`--layout events`), each is a view on a query. `--connection` names Looker's connection to the warehouse. Ranges, patterns and what else is asked of values is not kept.
"""

from __future__ import annotations

from typing import Any

from ...model.plan import Plan
from .._bi import OPTIONS as SHARED
from .._bi import PROPERTY_WORDS, WORDS, Shown, queried, stem
from .._exported import Exported, Keeps, Option, Told, tell_losses, words
from .._spelled import slug
from .._warehouse import wanted
from ._lookml import Block, Line, Listed, Sql, Text, Word, render
from ._view import view

KEEPS = Keeps(
    words("name description owners sources") | WORDS,
    words("description trigger category owner status type sources expires replaced_by critical additional_properties"),
    PROPERTY_WORDS,
    traits=True,
)
OPTIONS = (*SHARED, Option("connection", "What Looker calls its connection to the warehouse.", "NAME"))
_HEAD = "# Written by `plan export looker`: change the plan, and export it again.\n\n"


def write(plan: Plan, connection: str | None = None, **given: Any) -> Exported:
    """The views and the model.

    Raises:
        Trouble: no layout or warehouse of that name, or a schema that is no name.
    """
    tell = Told("Looker")
    tell_losses(plan, KEEPS, "x-looker", tell)
    choices = wanted(plan, given)
    found = queried(plan, choices, tell)
    if connection is None:
        connection = slug(plan.name or "", "warehouse").replace("-", "_")
        tell(
            "",
            f'the connection is called "{connection}" in the model: say with --connection what it is called in Looker',
        )
    files = {f"{slug(plan.name or '', 'plan').replace('-', '_')}.model.lkml": _text(_model(plan, found, connection))}
    for one in found:
        files[f"views/{stem(one.table.name)}.view.lkml"] = _text([view(one, choices, tell)])
    return Exported(files, tell.notes())


def _text(lines: list[Line]) -> str:
    return _HEAD + "".join(render(lines))


def _model(plan: Plan, found: tuple[Shown, ...], connection: str) -> list[Line]:
    made: list[Line] = [Text("connection", connection)]
    if plan.name:
        made.append(Text("label", plan.name))
    made.append(Text("include", "views/*.view.lkml"))
    users = next((one for one in found if one.table.use == "users"), None)
    made += [_explore(one, users) for one in found]
    return made


def _explore(one: Shown, users: Shown | None) -> Block:
    """A table to begin with; who it was is joined to it where the plan knows people."""
    table = one.table
    made: list[Line] = [Text("label", one.label)]
    if one.category:
        made.append(Text("group_label", one.category))
    if one.description:
        made.append(Text("description", one.description))
    if one.hidden:
        made.append(Word("hidden", "yes"))
    tags = [f"{word}:{said}" for word, said in (("owner", one.owner), ("status", one.status)) if said]
    if tags:
        made.append(Listed("tags", tuple(tags)))
    person = table.of_role("user")
    key = users.table.of_role("user") if users is not None else None
    if users is not None and key is not None and person is not None and one is not users:
        joined = f"${{{table.name}.{person.name}}} = ${{{users.table.name}.{key.name}}}"
        inside: list[Line] = [Word("type", "left_outer"), Word("relationship", "many_to_one"), Sql("sql_on", joined)]
        made.append(Block("join", users.table.name, tuple(inside)))
    return Block("explore", table.name, tuple(made))
