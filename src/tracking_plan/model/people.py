"""Who and why: owners, objectives, and the questions that events are sent to answer."""

from __future__ import annotations

from typing import Annotated, Literal

from .node import Node

Every = Literal["day", "week", "month", "quarter"]


class Owner(Node, frozen=True, kw_only=True, eq=False, rename={"name": "-", "title": "name"}):
    """A person or team who answers for events."""

    name: str
    title: Annotated[str | None, "The name to show."] = None
    email: Annotated[str | None, "Where to write to."] = None
    github: Annotated[str | None, "The GitHub user or team, such as @acme/growth."] = None
    slack: Annotated[str | None, "The Slack channel, such as #growth."] = None


class Objective(Node, frozen=True, kw_only=True, eq=False):
    """What the business wants to reach."""

    name: str
    description: Annotated[str | None, "What is to be reached."] = None
    owner: Annotated[str | None, "The owner who answers for it: a name under `owners`."] = None


class Question(Node, frozen=True, kw_only=True, eq=False, rename={"asked_by": "for"}):
    """A question whose answer changes a decision."""

    name: str
    question: Annotated[str | None, "The question, as people ask it."] = None
    decides: Annotated[str | None, "The decision that the answer informs."] = None
    objective: Annotated[str | None, "The objective it serves: a name under `objectives`."] = None
    asked_by: Annotated[str | None, "Who needs the answer: a name under `owners`."] = None
    every: Annotated[Every | None, "How often it is asked: day, week, month or quarter."] = None
    needs: Annotated[
        tuple[str, ...], "The events and properties the answer is made of: `Event` or `Event.property.nested`."
    ] = ()
