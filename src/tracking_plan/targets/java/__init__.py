"""Java 17 and later: a class `Events` with a method for each event, and a builder for the properties of each.

The package follows the folder: `server/src/main/java/com/acme/events` is `com.acme.events`. A builder asks for what is
required, property by property, so that a call without one of them does not compile. Null is sent where a property takes it;
given for one that is optional and takes none, it leaves the property out.
"""

from __future__ import annotations

from collections.abc import Iterator
from os import listdir
from os.path import dirname

from .._client import Client, Report
from .._code import Code
from .._jvm.names import package_name
from .._template import template, text
from ._call import show_call
from ._module import Module
from ._names import RESERVED
from ._text import comment, line_comment

LANGUAGES = ("java",)
TITLE = "Java"
ADAPTERS = {
    "amplitude": "AmplitudeTracker",
    "launchdarkly": "LaunchDarklyTracker",
    "mixpanel": "MixpanelTracker",
    "optimizely": "OptimizelyTracker",
    "posthog": "PostHogTracker",
    "rudderstack": "RudderStackTracker",
    "segment": "SegmentTracker",
    "snowplow": "SnowplowTracker",
}
"""What sends through an SDK, by the name that the plan has for it."""
_HERE = dirname(__file__)


def render_client(client: Client, report: Report) -> Iterator[tuple[str, str]]:
    """The files of a client: one a class."""
    package, folder = package_name(client.out, RESERVED)
    header = "\n".join(map(line_comment, client.header))
    lead = Code(f"{header}\n// CHECKSTYLE:OFF\n\npackage {package};\n")
    module = Module(client, report)
    about = f"The events of {client.plan}{f', as {client.source} sends them' if client.source else ''}."
    named = template(_HERE, "Object.java.j2")
    for made in module.objects:
        yield f"{folder}{made.name}.java", named.render(lead=lead, made=made)
    for enum in module.enums:
        yield f"{folder}{enum.name}.java", template(_HERE, "Enum.java.j2").render(lead=lead, made=enum)
    yield f"{folder}Formats.java", template(_HERE, "Formats.java.j2").render(lead=lead, module=module)
    yield (
        f"{folder}Events.java",
        template(_HERE, "Events.java.j2").render(lead=lead, module=module, about=comment([about])),
    )
    for name in sorted(listdir(f"{_HERE}/runtime")):
        yield f"{folder}{name}", f"{lead}\n{text(f'{_HERE}/runtime', name)}"
    if client.sdk in ADAPTERS:
        name = f"{ADAPTERS[client.sdk]}.java"
        yield f"{folder}{name}", f"{lead}\n{text(f'{_HERE}/adapters', name)}"


__all__ = ["LANGUAGES", "TITLE", "render_client", "show_call"]
