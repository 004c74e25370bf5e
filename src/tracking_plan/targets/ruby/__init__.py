"""Ruby 3.1 and later: a module with a method for each event, documented for YARD; what breaks the plan is caught as it is sent.

Properties are keyword arguments; one that is left out is absent.
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
from ._text import comment, harmless, literal

LANGUAGES = ("ruby", "rb")
TITLE = "Ruby"
_HERE = dirname(__file__)
_ADAPTERS = join(_HERE, "adapters")


def render_client(client: Client, report: Report) -> Iterator[tuple[str, str]]:
    """The files of a client: its module, the run-time, and the adapters of SDKs."""
    module = Module(client, report)
    header = Code(comment(map(harmless, client.header)).rstrip("\n"))
    of = f", as {told(client.source)} sends them" if client.source else ""
    yield (
        "events.rb",
        template(_HERE, "client.rb.j2").render(
            header=header,
            about=comment([f"The events of {harmless(told(client.plan))}{of}."]),
            stamp=literal({"name": client.plan} | ({"version": client.version} if client.version else {})),
            module=module,
            formats=tuple(module.format_rules()),
        ),
    )
    lead = f"# frozen_string_literal: true\n\n{header}\n# rubocop:disable all\n\n"
    yield "runtime.rb", lead + _in_module(text(_HERE, "runtime.rb"), module.name)
    names = sorted(name.removesuffix(".rb") for name in listdir(_ADAPTERS))
    for name in [client.sdk] if client.sdk in names else [] if client.sdk else names:
        yield f"{name}.rb", lead + _in_module(text(_ADAPTERS, f"{name}.rb"), module.name)


def _in_module(code: Code, name: Code) -> Code:
    """Code of ours, which names the module PlanEvents, with the name that it has in a client."""
    return Code(code.replace("PlanEvents", name))


__all__ = ["LANGUAGES", "TITLE", "render_client", "show_call"]
