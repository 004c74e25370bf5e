"""Python 3.11 and later: a package with a function for each event, checked by mypy and pyright.

Properties are keyword arguments; one that is left out is absent. Each adapter of an SDK is a module beside it: that of the
SDK that the source names, else all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from os.path import dirname
from typing import Any

from .._client import Client, Report
from .._code import Code
from .._template import template, text
from ._call import show_call
from ._layout import Listed, lay_out
from ._module import Module, Parameter
from ._text import comment, docstring, literal

LANGUAGES = ("python", "py")
TITLE = "Python"
ADAPTERS = (
    "amplitude",
    "launchdarkly",
    "mixpanel",
    "optimizely",
    "posthog",
    "rudderstack",
    "segment",
    "snowplow",
)
_HERE = dirname(__file__)


def render_client(client: Client, report: Report) -> Iterator[tuple[str, str]]:
    """The files of a client: a package."""
    header = Code("\n".join(map(comment, client.header)))
    about = f"The events of {client.plan}{f', as {client.source} sends them' if client.source else ''}."
    yield (
        "__init__.py",
        template(_HERE, "client.py.j2").render(
            header=header,
            about=docstring([about], ""),
            stamp=lay_out(_stamp(client), len("_PLAN = ")),
            module=Module(client, report),
            dict_of=_dict_of,
        ),
    )
    lead = f"{header}\n# ruff: noqa\n# flake8: noqa\n# pylint: skip-file\n# pyright: basic\n"
    yield "_runtime.py", lead + text(_HERE, "runtime.py")
    for sdk in (client.sdk,) if client.sdk in ADAPTERS else ADAPTERS:
        adapter = text(f"{_HERE}/adapters", f"{sdk}.py")
        yield f"{sdk}.py", lead + adapter.replace("from ..runtime", "from ._runtime")


def _stamp(client: Client) -> Listed:
    """What `context.plan` says."""
    found: dict[str, Any] = {"name": client.plan}
    if client.version:
        found["version"] = client.version
    return Listed(Code("{"), [(f"{literal(name)}: ", literal(value)) for name, value in found.items()], Code("}"))


def _dict_of(parameters: Sequence[Parameter]) -> Code:
    """The properties by their names on the wire, all of them."""
    found = Listed(Code("{"), [(f"{one.wire}: ", one.name) for one in parameters], Code("}"))
    return lay_out(found, len("    properties: dict[str, _Any] = "), 4)


__all__ = ["LANGUAGES", "TITLE", "render_client", "show_call"]
