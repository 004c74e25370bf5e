"""A made-up person at a made-up device, whose calls are emitted: what a tool's SDK would know and add to each call."""

from __future__ import annotations

import msgspec


class Device(msgspec.Struct, frozen=True, kw_only=True):
    """Who sends, and with what. Every address is one that is kept for examples."""

    platform: str
    """Of the source: web, ios, android, server and so on."""
    user: str | None
    """None before somebody signs in."""
    anonymous: str
    session: int
    """When the session began, in seconds since 1970."""
    os: str
    os_version: str
    model: str
    user_agent: str
    browser: str
    ip: str
    locale: str
    timezone: str
    path: str
    app_version: str
    width: int
    height: int

    @property
    def is_mobile(self) -> bool:
        return self.platform in ("ios", "android", "mobile")

    @property
    def is_server(self) -> bool:
        return self.platform == "server"

    @property
    def url(self) -> str:
        return f"https://app.example.com{self.path}"
