"""The columns that Segment adds to each call: who, when, and of the context what each kind of source sends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .logical import Column, Kind, Role

_WEB, _MOBILE = frozenset(("web",)), frozenset(("ios", "android", "mobile", "tv"))
_CLIENTS = frozenset((*_WEB, *_MOBILE, "desktop"))
_ALL: frozenset[str] = frozenset()

_CONTEXT: tuple[tuple[str, Kind, frozenset[str], str], ...] = (
    ("library.name", "text", _ALL, "Name of the SDK that sent the call"),
    ("library.version", "text", _ALL, "Version of the SDK that sent the call"),
    ("ip", "text", _ALL, "IP address from which the call came"),
    ("locale", "text", _CLIENTS, "Language and region of the device"),
    ("timezone", "text", _CLIENTS, "Time zone of the device"),
    ("userAgent", "text", _CLIENTS, "User agent of the browser or app"),
    ("page.path", "text", _WEB, "Path of the page"),
    ("page.referrer", "text", _WEB, "Page from which the visitor came"),
    ("page.search", "text", _WEB, "Query of the page's URL"),
    ("page.title", "text", _WEB, "Title of the page"),
    ("page.url", "text", _WEB, "URL of the page"),
    ("campaign.name", "text", _WEB, "Campaign that brought the visitor (utm_campaign)"),
    ("campaign.source", "text", _WEB, "Where the campaign ran (utm_source)"),
    ("campaign.medium", "text", _WEB, "Kind of campaign (utm_medium)"),
    ("campaign.term", "text", _WEB, "Search term of the campaign (utm_term)"),
    ("campaign.content", "text", _WEB, "Variant of the campaign (utm_content)"),
    ("app.name", "text", _MOBILE, "Name of the app"),
    ("app.version", "text", _MOBILE, "Version of the app"),
    ("app.build", "text", _MOBILE, "Build of the app"),
    ("device.id", "text", _MOBILE, "Id of the device"),
    ("device.manufacturer", "text", _MOBILE, "Maker of the device"),
    ("device.model", "text", _MOBILE, "Model of the device"),
    ("device.type", "text", _MOBILE, "Kind of the device"),
    ("os.name", "text", _MOBILE, "Operating system"),
    ("os.version", "text", _MOBILE, "Version of the operating system"),
    ("screen.width", "integer", _MOBILE, "Width of the screen"),
    ("screen.height", "integer", _MOBILE, "Height of the screen"),
)
_PERSONAL = frozenset(("ip", "device.id"))


def context(platforms: Iterable[str]) -> Iterator[Column]:
    """What SDKs on these platforms tell of the context; that of all of them where none is known."""
    known = {*platforms}
    for path, kind, where, said in _CONTEXT:
        if not where or not known or known & where:
            keys = tuple(path.split("."))
            pii = "pseudonymous" if path in _PERSONAL else None
            yield _added(f"context.{path}", kind, "context", said, path=keys, pii=pii)


ID = ("id", "text", "id", "Id of the message: each call has its own", True)
USER = ("user_id", "text", "user", "Id of the person, once they are known", False)
ANONYMOUS = ("anonymous_id", "text", "anonymous", "Id of the device or browser before the person is known", False)
GROUP = ("group_id", "text", "group", "Id of the account", False)
EVENT = ("event", "text", "event", "Name of the event in snake case: that of its table", True)
EVENT_TEXT = ("event_text", "text", "event_text", "Name of the event as it was sent", True)
EVENT_NAME = ("event", "text", "event_text", "Name of the event as it was sent; of a page or screen, its name", False)
NAME = ("name", "text", "name", "Name of the page or screen", False)
CALL = ("type", "text", "call", "Kind of call: track, page, screen, identify or group", True)
_TIMES = (
    ("timestamp", "timestamp", "time", "When it happened, corrected for a wrong clock of the device", True),
    ("original_timestamp", "timestamp", "original", "When it happened by the device's own clock", False),
    ("sent_at", "timestamp", "sent", "When the device sent it, by its own clock", False),
    ("received_at", "timestamp", "received", "When it was received: the time to query by", True),
)
CALLS = (ID, ANONYMOUS, USER, *_TIMES)


def added(*said: tuple[str, str, str, str, bool]) -> list[Column]:
    """Columns as the constants above name them: name, kind, role, description, whether it is always there."""
    return [_added(name, kind, role, text, always) for name, kind, role, text, always in said]  # type: ignore[arg-type]


def _added(
    name: str,
    kind: Kind,
    role: Role,
    description: str,
    always: bool = False,
    path: tuple[str, ...] = (),
    pii: str | None = None,
) -> Column:
    enum = ("track", "page", "screen", "identify", "group") if role == "call" else None
    personal = pii or ("pseudonymous" if role in ("user", "anonymous") else None)
    return Column(
        name=name, kind=kind, role=role, description=description, nullable=not always, required=always,
        path=path, enum=enum, pii=personal,
    )  # fmt: skip
