"""Go 1.18 and later: one package, without a module of its own; an event that lacks what it requires does not compile.

Each function begins an event, and each property that the event requires is a method that offers the next one.
"""

from __future__ import annotations

from collections.abc import Iterator
from os.path import dirname
from typing import Any

from .._client import Client, Report
from .._code import Code, told
from .._template import template, text
from ._module import Module
from ._text import comment, literal

LANGUAGES = ("go", "golang")
_HERE = dirname(__file__)


def render_client(client: Client, report: Report) -> Iterator[tuple[str, str]]:
    """The files of a client: a package named events."""
    header = Code("\n".join(f"// {line}" for line in client.header))
    module = Module(client, report)
    of = f", as {told(client.source)} sends them" if client.source else ""
    yield (
        "events.go",
        template(_HERE, "client.go.j2").render(
            header=header,
            about=comment([f"Package events holds the events of {told(client.plan)}{of}."]),
            stamp=literal(_stamp(client)),
            module=module,
            formats=tuple(module.format_rules()),
            literal=literal,
        ),
    )
    yield "runtime.go", f"{header}\n\n{text(_HERE, 'runtime.go')}"


def _stamp(client: Client) -> dict[str, Any]:
    """What `context.plan` says."""
    return {"name": client.plan} | ({"version": client.version} if client.version else {})


__all__ = ["LANGUAGES", "render_client"]
