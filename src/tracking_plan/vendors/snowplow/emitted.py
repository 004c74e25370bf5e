"""How an event stands in Snowplow's enriched stream, and what its trackers send around it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import msgspec

from ...model.envelope import Envelope
from .._device import Device

ENVELOPE = Envelope(
    name="snowplow",
    event=("event_name",),
    properties=("unstruct_event.data.data",),
    id=("event_id",),
    time=("derived_tstamp",),
    sent=("dvce_sent_tstamp",),
    received=("collector_tstamp",),
    user=("user_id",),
    source=("platform",),
    platforms={"web": "web", "mob": "mobile", "srv": "server", "pc": "desktop", "tv": "tv"},
)
is_json = False
_PLACES = {
    "app_id": 0, "platform": 1, "etl_tstamp": 2, "collector_tstamp": 3, "dvce_created_tstamp": 4, "event": 5,
    "event_id": 6, "v_tracker": 8, "user_id": 12, "user_ipaddress": 13, "domain_userid": 15, "network_userid": 17,
    "page_url": 29, "unstruct_event": 58, "dvce_sent_tstamp": 119, "domain_sessionid": 123, "derived_tstamp": 124,
    "event_vendor": 125, "event_name": 126, "event_format": 127, "event_version": 128,
}  # fmt: skip
"""Where the columns stand that are filled here, of the 131 that a line has."""
_COLUMNS = 131
_SPACES = str.maketrans("\t\n\r", "   ")


def around(device: Device) -> dict[str, Any]:
    """The columns of an event besides its name, id, times and data."""
    # `mob` is any phone, which tells a source of iOS from one of Android no more than silence does.
    platform = (
        "srv" if device.is_server else "mob" if device.platform == "mobile" else None if device.is_mobile else "web"
    )
    made: dict[str, Any] = {"app_id": "example", "platform": platform, "event": "unstruct", "user_id": device.user}
    made |= {"event_vendor": "com.example", "event_format": "jsonschema", "event_version": "1-0-0"}
    made |= {"user_ipaddress": device.ip, "network_userid": device.anonymous}
    if platform == "web":
        made |= {"v_tracker": "js-4.10.0", "page_url": device.url, "domain_userid": device.anonymous}
    return made


def timed(time: int) -> dict[str, Any]:
    """The columns that follow from the time, in milliseconds since 1970."""
    return {"dvce_created_tstamp": moment(time), "etl_tstamp": moment(time + 60_000)}


def moment(time: int) -> str:
    """A time, in milliseconds since 1970, as the stream writes it: in UTC, which it does not say."""
    return f"{datetime.fromtimestamp(time // 1000, UTC):%Y-%m-%d %H:%M:%S}.{time % 1000:03d}"


def encode(line: dict[str, Any]) -> bytes:
    """A line of the stream: tab-separated, without a header."""
    columns = [""] * _COLUMNS
    for name, held in line.items():
        if name in _PLACES:
            columns[_PLACES[name]] = str(held).translate(_SPACES)
    data = {"schema": f"iglu:com.example/{line['event_name']}/jsonschema/1-0-0", **line["unstruct_event"]["data"]}
    event = {"schema": "iglu:com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-0", "data": data}
    columns[_PLACES["unstruct_event"]] = msgspec.json.encode(event).decode()
    return "\t".join(columns).encode()
