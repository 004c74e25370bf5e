"""Go 1.18 and later: one package, without a module of its own; an event that lacks what it requires does not compile.

Each function begins an event, and each property that the event requires is a method that offers the next one.
"""

from __future__ import annotations

from collections.abc import Iterator
from os import listdir
from os.path import dirname, join
from typing import Any

from .._client import Client, Report
from .._code import Code, told
from .._template import template, text
from ._call import show_call
from ._module import Module
from ._text import comment, literal

LANGUAGES = ("go", "golang")
TITLE = "Go"
_HERE = dirname(__file__)
_ADAPTERS = join(_HERE, "adapters")


def render_client(client: Client, report: Report) -> Iterator[tuple[str, str]]:
    """The files of a client: a package named events, and below it the adapter of its source's SDK, where we have one."""
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
    # Only of the SDK that the source names: `go mod tidy` would ask for those of all the others.
    if client.sdk in (name.removesuffix(".go") for name in listdir(_ADAPTERS)):
        yield f"{client.sdk}/{client.sdk}.go", f"{header}\n\n{text(_ADAPTERS, f'{client.sdk}.go')}"


def _stamp(client: Client) -> dict[str, Any]:
    """What `context.plan` says."""
    return {"name": client.plan} | ({"version": client.version} if client.version else {})


__all__ = ["LANGUAGES", "TITLE", "render_client", "show_call"]
