"""JavaScript, as one ES module with a free function for each event, JSDoc in it and its types in a .d.ts beside it.

The run-time is TypeScript's (`typescript/runtime.ts`) without the types; `tests/test_ecma.py` holds the two in step.
"""

from __future__ import annotations

from collections.abc import Iterator
from os.path import dirname, join

from .._client import Client, Report
from .._code import Code
from .._ecma._adapters import adapters
from .._ecma._call import show_call
from .._ecma._module import Function, Module, list_of, plan_stamp, values_type
from .._ecma._text import comment, line_comment
from .._template import template, text

LANGUAGES = ("javascript", "js")
TITLE = "JavaScript"
_HERE = dirname(__file__)


def render_client(client: Client, report: Report) -> Iterator[tuple[str, str]]:
    """The files of a client."""
    module = Module(client, report, typed=False)
    header = Code("\n".join(map(line_comment, client.header)))
    given = {
        "header": header,
        "stamp": plan_stamp(client),
        "module": module,
        "formats": tuple(module.format_rules()),
        "list_of": list_of,
        "values_type": values_type,
        "doc": _doc,
    }
    for name, runtime in (("js", "runtime.js"), ("d.ts", "runtime.d.ts")):
        yield f"index.{name}", template(_HERE, f"client.{name}.j2").render(runtime=text(_HERE, runtime), **given)
    yield from adapters(client, join(_HERE, "adapters"), header, ("js", "d.ts"))


def _doc(function: Function) -> Code:
    """The comment of a function, with the types of what it takes."""
    who = {"identify": "userId", "group": "groupId"}.get(function.call.call)
    data = "traits" if who else "properties"
    name = f"[{data}]" if function.optional else data
    tags = [f"@param {{string}} {who}"] if who else []
    tags += [
        f'@param {{import("./index.js").{function.takes}}} {name}',
        '@param {import("./index.js").Options} [options]',
    ]
    return comment(function.call.doc, deprecated=function.call.deprecated, tags=tags)


__all__ = ["LANGUAGES", "TITLE", "render_client", "show_call"]
