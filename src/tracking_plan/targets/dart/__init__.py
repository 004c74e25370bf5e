"""Dart 3.3 and later, for Flutter and servers: a class `Events` with a method for each event, and named arguments.

What is left out is absent; a property that may be left out and may be null takes `OrNull(value)`, also `OrNull(null)`.
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

LANGUAGES = ("dart", "flutter")
TITLE = "Dart"
_HERE = dirname(__file__)
_ADAPTERS = join(_HERE, "adapters")


def render_client(client: Client, report: Report) -> Iterator[tuple[str, str]]:
    """The files of a client: its events, the run-time, and the adapter of the SDK that its source names.

    Adapters of other SDKs are left out: `dart analyze` would miss their packages.
    """
    module = Module(client, report)
    lines = "".join(f"// {line}\n" for line in client.header)
    header = Code(f"{lines}// ignore_for_file: type=lint\n// dart format off\n\n")
    of = f", as {told(client.source)} sends them" if client.source else ""
    events = template(_HERE, "client.dart.j2").render(
        header=header,
        about=comment([f"The events of {told(client.plan)}{of}."]),
        name=literal(client.plan),
        version=literal(client.version) if client.version else Code("null"),
        module=module,
    )
    yield "events.dart", events
    yield "runtime.dart", header + text(_HERE, "runtime.dart")
    if f"{client.sdk}.dart" in listdir(_ADAPTERS):
        yield f"{client.sdk}.dart", header + text(_ADAPTERS, f"{client.sdk}.dart")


__all__ = ["LANGUAGES", "TITLE", "render_client", "show_call"]
