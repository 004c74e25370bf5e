"""The taxonomy: how events and properties are named. Without one, the domain document's own holds."""

from __future__ import annotations

from typing import Annotated, Literal

from .node import Node

Case = Literal["title", "sentence", "lower", "snake", "camel", "pascal", "kebab", "constant", "any"]
Tense = Literal["past", "present", "any"]


class EventNames(Node, frozen=True, kw_only=True, eq=False):
    """How events are named: Title Case ``{Object} {Action}`` in the past tense unless the plan says otherwise."""

    format: Annotated[str, "The words of a name in their order, such as `{Object} {Action}`; `any` for no order."] = (
        "{Object} {Action}"
    )
    case: Annotated[
        Case, "How names are written: title, sentence, lower, snake, camel, pascal, kebab, constant or any."
    ] = "title"
    tense: Annotated[Tense, "The tense of the action: past, present or any."] = "past"
    max_length: Annotated[int, "The most characters that a name may have."] = 40
    characters: Annotated[str, "Characters that names may hold besides letters, digits and what the case asks for."] = (
        ""
    )


class PropertyNames(Node, frozen=True, kw_only=True, eq=False):
    """How properties are named: snake_case unless the plan says otherwise."""

    case: Annotated[
        Case, "How names are written: title, sentence, lower, snake, camel, pascal, kebab, constant or any."
    ] = "snake"
    max_length: Annotated[int, "The most characters that a name may have."] = 40
    characters: Annotated[str, "Characters that names may hold besides letters, digits and what the case asks for."] = (
        ""
    )


class Taxonomy(Node, frozen=True, kw_only=True, eq=False):
    """``objects`` and ``actions`` close the vocabulary where they are given."""

    events: Annotated[EventNames | None, "How events are named."] = None
    properties: Annotated[PropertyNames | None, "How properties are named."] = None
    objects: Annotated[tuple[str, ...], "The only objects that event names may begin with."] = ()
    actions: Annotated[tuple[str, ...], "The only actions that event names may end with."] = ()
