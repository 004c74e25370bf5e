"""Text from a plan as Markdown in which it stays text: GitHub and GitLab find no mention, link or HTML in it."""

from __future__ import annotations

import re

_QUOTED = re.compile(r'"([^"]+)"|(?<!`)`([^`"]+)`(?!`)')
_MARKUP = re.compile(r"[\\`*_\[\]~$]")
_CALL = re.compile(r"[@#!$%~&](?=\w)|(?i:\bwww(?=\.)|:(?=//)|\bgh-(?=\d))")
"""The begin of what GitHub and GitLab turn into a mention, a reference or a link; a space of no width prevents it."""


def marked(text: str) -> str:
    """A sentence with its quoted pieces as code, and those between backticks."""
    made, place = [], 0
    for found in _QUOTED.finditer(text):
        made += [prose(text[place : found.start()]), code(found[1] or found[2])]
        place = found.end()
    return "".join((*made, prose(text[place:])))


def code(text: str) -> str:
    """A code span that holds any text: its fence is longer than any run of backticks inside."""
    fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    pad = " " if text.startswith("`") or text.endswith("`") or not text.strip() else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def prose(text: str) -> str:
    """Text that Markdown shows as it stands."""
    text = _CALL.sub(lambda found: f"{found[0]}\0", text).replace("&", "&amp;").replace("<", "&lt;")
    return _MARKUP.sub(r"\\\g<0>", text).replace("\0", "&#8203;")
