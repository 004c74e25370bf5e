"""Where the page of each thing of a plan stands, from the root of the site."""

from __future__ import annotations

from ..dictionary import Dictionary
from ..dictionary.file_names import file_name

FOLDERS = {
    "event": "events", "property": "properties", "group": "groups", "source": "sources", "owner": "owners",
    "question": "questions", "objective": "objectives",
}  # fmt: skip
"""The kinds of thing that have a page of their own, and the folder of their pages."""


class Links:
    """Addresses of pages, and whether there are any."""

    def __init__(self, dictionary: Dictionary) -> None:
        self.cases, self.known = dictionary.cases, dictionary.names

    def has(self, kind: str, name: str) -> bool:
        """Whether a thing of this kind and name has a page."""
        return name in self.known.get(kind, ())

    def of(self, kind: str, name: str) -> str:
        """``events/project-created.html``"""
        return f"{FOLDERS[kind]}/{file_name(name, self.cases.get(kind, 'snake'))}.html"


def anchor(path: str) -> str:
    """The anchor of a property in a page: ``p-team_size``."""
    return f"p-{file_name(path, 'snake')}"


def paged(page: str, number: int) -> str:
    """The address of the so-manieth part of a page; no name of a page holds a dot, so no other page has it."""
    return page if number == 1 else f"{page.removesuffix('.html')}.{number}.html"
