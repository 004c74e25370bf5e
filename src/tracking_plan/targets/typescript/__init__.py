"""TypeScript, for browsers, Node and React Native: one module with a free function for each event.

What is unused is shaken out of a bundle. Each adapter of an SDK is a file of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from os.path import dirname, join

from .._client import Client, Report
from .._code import Code
from .._ecma._adapters import adapters
from .._ecma._call import show_call
from .._ecma._module import Module, list_of, plan_stamp, values_type
from .._ecma._text import line_comment
from .._template import template, text

LANGUAGES = ("typescript", "ts")
TITLE = "TypeScript"
_HERE = dirname(__file__)


def render_client(client: Client, report: Report) -> Iterator[tuple[str, str]]:
    """The files of a client."""
    module = Module(client, report)
    header = Code("\n".join(map(line_comment, client.header)))
    yield (
        "index.ts",
        template(_HERE, "client.ts.j2").render(
            header=header,
            runtime=text(_HERE, "runtime.ts"),
            stamp=plan_stamp(client),
            module=module,
            formats=tuple(module.format_rules()),
            list_of=list_of,
            values_type=values_type,
        ),
    )
    yield from adapters(client, join(_HERE, "adapters"), header, ("ts",))


__all__ = ["LANGUAGES", "TITLE", "render_client", "show_call"]
