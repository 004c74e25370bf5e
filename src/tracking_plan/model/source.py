"""A source: an app or service that sends events, the language it is written in, and where its events go."""

from __future__ import annotations

from typing import Annotated, Literal

from .node import Node

Platform = Literal["web", "ios", "android", "mobile", "desktop", "tv", "server", "other"]


class Source(Node, frozen=True, kw_only=True, eq=False):
    """``web: {platform: web, language: typescript, sdk: segment, destinations: [amplitude], out: web/src/analytics}``."""

    name: str
    platform: Annotated[Platform | None, "Where it runs: web, ios, android, mobile, desktop, tv, server or other."] = (
        None
    )
    description: Annotated[str | None, "What it is."] = None
    language: Annotated[str | None, "The language it is written in, such as typescript: the client to generate."] = None
    sdk: Annotated[str | None, "The SDK that sends its events, such as segment."] = None
    destinations: Annotated[tuple[str, ...], "The tools that its events are forwarded to, such as amplitude."] = ()
    out: Annotated[str | None, "The folder for its generated client."] = None

    @property
    def is_server(self) -> bool:
        return self.platform == "server"
