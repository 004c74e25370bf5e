"""The templates of the site: Jinja2 that escapes for HTML and raises on what is undefined. What is HTML says so by its type."""

from __future__ import annotations

from functools import cache
from os.path import dirname, join
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from .. import __version__
from ..model.event import STATUSES
from ._links import anchor, paged
from ._text import visible

_HERE = join(dirname(__file__), "templates")
SECTIONS = (
    ("index.html", "Overview"), ("events.html", "Events"), ("properties.html", "Properties"), ("groups.html", "Groups"),
    ("traits.html", "Traits"), ("sources.html", "Sources"), ("owners.html", "Owners"), ("questions.html", "Questions"),
    ("personal.html", "Personal data"), ("graph.html", "Graph"), ("changes.html", "Changes"),
)  # fmt: skip


def _finalize(value: Any) -> Any:
    return visible(value) if value.__class__ is str else value


@cache
def environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_HERE),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
    )
    made.filters["number"] = "{:,}".format
    from ._markdown import line, prose, said  # noqa: PLC0415 - markdown-it takes a while to load, and only pages need it

    made.globals |= {
        "prose": prose, "line": line, "said": said, "anchor": anchor, "paged": paged, "statuses": STATUSES, "sections": SECTIONS,
        "version": __version__, "Markup": Markup,
    }  # fmt: skip
    return made
