"""Markdown in descriptions as HTML: CommonMark without HTML of its own, images and scripts; links lead to the web or to mail."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from ._text import visible

_LINKS = ("http", "https", "mailto")
_PLAIN = re.compile(r"[\w ,;'’\"()/.?!%+=-]*", re.ASCII)
"""Text of one paragraph in which nothing can be markup."""
_BEGIN = re.compile(r"[-+=]|\d+[.)]\s| ")


@cache
def _parser() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False, "linkify": False, "typographer": False})
    made.enable("table").enable("strikethrough")
    made.disable(["image", "html_block", "html_inline", "reference"])
    made.validateLink = _is_web  # type: ignore[method-assign]
    made.add_render_rule("link_open", _link)
    made.add_render_rule("heading_open", _paragraph)
    made.add_render_rule("heading_close", _paragraph)
    return made


def _is_web(url: str) -> bool:
    try:
        scheme = urlsplit(url.strip()).scheme
    except ValueError:
        return False
    return scheme.lower() in _LINKS


def _link(self: Any, tokens: Any, place: int, options: Any, env: Any) -> str:
    tokens[place].attrSet("rel", "noopener noreferrer nofollow")
    return str(self.renderToken(tokens, place, options, env))


def _paragraph(self: Any, tokens: Any, place: int, options: Any, env: Any) -> str:
    """A heading in a description would stand among the page's own."""
    if tokens[place].nesting == 1:
        return '<p class="strong">'
    return "</p>\n"


@lru_cache(maxsize=65_536)
def prose(text: str) -> Markup:
    """A description of several paragraphs."""
    text = visible(text)
    if _is_plain(text):
        return Markup("<p>{}</p>\n").format(text)
    return Markup(_parser().render(text))


@lru_cache(maxsize=65_536)
def line(text: str) -> Markup:
    """A description within a line: its first paragraphs with their emphasis, code and links."""
    text = " ".join(visible(text).split())
    return escape(text) if _is_plain(text) else Markup(_parser().renderInline(text))


_QUOTED = re.compile(r"`([^`]+)`")


def said(text: str) -> Markup:
    """A message of ours, in which what stands between backticks is code. It may quote the plan, and is no Markdown."""
    pieces = _QUOTED.split(visible(text))
    return Markup("").join(
        Markup("<code>{}</code>").format(piece) if place % 2 else escape(piece) for place, piece in enumerate(pieces)
    )


def _is_plain(text: str) -> bool:
    return _PLAIN.fullmatch(text) is not None and _BEGIN.match(text) is None
