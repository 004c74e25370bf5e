"""Kotlin for Android and servers: a class `Events` with a function for each event, and named arguments.

The package follows the folder: `app/src/main/kotlin/com/acme/events` is `com.acme.events`. What is left out is absent; a
property that may be left out and may be null takes `OrNull(value)`, also `OrNull(null)`.
"""

from __future__ import annotations

from collections.abc import Iterator
from os.path import dirname

from .._client import Client, Report
from .._code import Code, joined
from .._jvm.names import package_name
from .._template import template, text
from ._call import show_call
from ._module import RESERVED, Module
from ._text import comment, line_comment

LANGUAGES = ("kotlin", "kt")
TITLE = "Kotlin"
ADAPTERS = {
    "amplitude": "AmplitudeTracker",
    "firebase": "FirebaseTracker",
    "fullstory": "FullStoryTracker",
    "ga4": "FirebaseTracker",
    "launchdarkly": "LaunchDarklyTracker",
    "logrocket": "LogRocketTracker",
    "mixpanel": "MixpanelTracker",
    "optimizely": "OptimizelyTracker",
    "posthog": "PostHogTracker",
    "rudderstack": "RudderStackTracker",
    "segment": "SegmentTracker",
    "snowplow": "SnowplowTracker",
}
"""What sends through an SDK, by the name that the plan has for it; GA4 counts apps by Firebase."""
SERVERS = ("launchdarkly", "mixpanel", "optimizely", "posthog", "snowplow")
"""The SDKs that are another one on servers; their adapters stand in a folder of their own."""
APPS_ONLY = ("firebase", "fullstory", "ga4", "logrocket")
_HERE = dirname(__file__)


def render_client(client: Client, report: Report) -> Iterator[tuple[str, str]]:
    """The files of a client: its types, its events, and the run-time."""
    package, folder = package_name(client.out, RESERVED)
    header = "\n".join(map(line_comment, client.header))
    lead = Code(f'{header}\n@file:Suppress("ktlint", "detekt:all", "unused")\n\npackage {package}\n')
    module = Module(client, report)
    about = f"The events of {client.plan}{f', as {client.source} sends them' if client.source else ''}."
    events = template(_HERE, "Events.kt.j2").render(lead=lead, module=module, about=comment([about]))
    yield f"{folder}Events.kt", events
    formats = joined(module.format_rules(), "\n")
    yield f"{folder}Types.kt", template(_HERE, "Types.kt.j2").render(lead=lead, module=module, formats=formats)
    yield f"{folder}Runtime.kt", f"{lead}\n{text(_HERE, 'runtime.kt')}"
    servers = client.platform == "server"
    name = None if servers and client.sdk in APPS_ONLY else ADAPTERS.get(client.sdk)
    if name is not None:
        place = f"{_HERE}/adapters{'/server' if servers and client.sdk in SERVERS else ''}"
        yield f"{folder}{name}.kt", f"{lead}\n{text(place, f'{name}.kt')}"


__all__ = ["LANGUAGES", "TITLE", "render_client", "show_call"]
