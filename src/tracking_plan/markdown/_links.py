"""Where the page of each thing stands in a folder of Markdown, and links to it."""

from __future__ import annotations

import re

from ..dictionary import Dictionary
from ..dictionary.file_names import file_name
from ._text import code, prose

PAGES = {
    "group": "groups.md", "traits": "traits.md", "source": "sources.md", "owner": "owners.md",
    "question": "questions.md", "objective": "questions.md",
}  # fmt: skip
"""Kinds of things that share a page."""
FOLDERS = {"event": "events", "property": "properties"}
"""Kinds of things that have a page each."""
_TAKEN = re.compile(r"(?:index|readme|events|properties|docs)\Z|\d")
"""Names that stand for their folder, and numbers that Docusaurus takes for a place in the order and strips."""
_MAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


class Links:
    """Links from one page to another."""

    def __init__(self, dictionary: Dictionary) -> None:
        self.cases, self.known = dictionary.cases, dictionary.names

    def page(self, kind: str, name: str) -> str:
        """``events/project-created.md``"""
        if kind in PAGES:
            return PAGES[kind]
        made = file_name(name, self.cases[kind])
        return f"{FOLDERS[kind]}/{f'x--{made}' if _TAKEN.match(made) else made}.md"

    def to(self, kind: str, name: str, here: str, is_code: bool = False, label: str = "") -> str:
        """A link from the page ``here`` to that of a thing; its name alone where the plan has no such thing."""
        text = code(name) if is_code else prose(label or name)
        if name not in self.known.get(kind, ()):
            return text
        there = self.page(kind, name)
        return text if there == here else f"[{text}]({relative(here, there)})"


def relative(here: str, there: str) -> str:
    """The way from a page to another."""
    folder = here.rpartition("/")[0]
    if folder and there.startswith(f"{folder}/"):
        return there[len(folder) + 1 :]
    return f"../{there}" if folder else there


def mail(address: str) -> str:
    """A link to write to, where the address is surely one."""
    return f"[{prose(address)}](mailto:{address})" if _MAIL.fullmatch(address) else prose(address)
