"""Swift 5.9 and later: a struct with a method for each event, which needs Foundation alone; a wrong call does not compile.

What is optional and left out is absent; adapters compile only where their SDK is there.
"""

from __future__ import annotations

from collections.abc import Iterator
from os import listdir
from os.path import dirname, join

from .._client import Client, Report
from .._code import Code, told
from .._template import template, text
from ._call import show_call
from ._module import Module
from ._text import comment, literal

LANGUAGES = ("swift",)
TITLE = "Swift"
_HERE = dirname(__file__)
_ADAPTERS = join(_HERE, "adapters")


def render_client(client: Client, report: Report) -> Iterator[tuple[str, str]]:
    """The files of a client: its struct, the run-time, and the adapters of SDKs. All are named after the struct."""
    module = Module(client, report)
    lines = (f"// {line}\n" for line in client.header)
    header = Code("".join(lines) + "// swift-format-ignore-file\n// swiftlint:disable all\n\n")
    of = f", as {told(client.source)} sends them" if client.source else ""
    yield (
        f"{module.name}.swift",
        template(_HERE, "client.swift.j2").render(
            header=header,
            about=comment([f"The events of {told(client.plan)}{of}."]),
            name=literal(client.plan),
            version=literal(client.version) if client.version else None,
            module=module,
            formats=tuple(module.format_rules()),
        ),
    )
    yield f"{module.name}Runtime.swift", header + _named(text(_HERE, "runtime.swift"), module)
    names = sorted(name.removesuffix(".swift") for name in listdir(_ADAPTERS))
    for name in [client.sdk] if client.sdk in names else [] if client.sdk else names:
        adapter = _named(text(_ADAPTERS, f"{name}.swift"), module)
        yield f"{module.name}{name.capitalize()}.swift", header + adapter


def _named(code: Code, module: Module) -> Code:
    """Code of ours, which names the struct PlanEvents, with the names that a client has."""
    return Code(code.replace("PlanEvents", module.name).replace("planEventsValue", module.wire))


__all__ = ["LANGUAGES", "TITLE", "render_client", "show_call"]
