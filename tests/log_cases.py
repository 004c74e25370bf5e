"""The real logs of ../shared: by which envelope each is read, shipped or one of a few lines; or why it holds no event."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

from front_door import SHARED

LOGS = SHARED / "data" / "logs"

OWN = """\
plan: 1
envelopes:
  clickstream:  # AWS Clickstream Analytics: what its collector stores of what its SDKs send
    event: event_type
    batch: data
    properties: attributes
    encoded: true
    id: event_id
    time: timestamp
    unit: ms
    user: unique_id
    source: platform
  sensors:  # Sensors Data, through the same collector
    event: event
    batch: data
    call: type
    calls: {profile_set: identify, profile_set_once: identify, track_signup: alias}
    properties: properties
    traits: properties
    time: time
    unit: ms
    user: distinct_id
    source: lib.$lib
  gtm: {event: event_name, batch: data, user: client_id}  # a server of Google Tag Manager, through the same collector
  gtm-converted: {event: dataOut.event_name, id: dataOut.event_id, properties: dataOut}
  segment-pages: {event: title, call: "=page", id: id, time: timestamp, sent: sent_at, received: received_at, user: user_id}
"""
"""A plan with envelopes of a team's own, each of a few lines."""

NONE = {
    "*/sensors-web-data-empty.json": "its payload is empty",
    "*/server-invalid-data.json": "its payloads are empty, or are no events",
    "*/original_data_null.json": "its payloads are empty",
    "*/original_data_raw_*_error.json": "its payload is a text, and no event",
    "*/original_data_with_error.json": "its payload is broken: it begins with an X, and is no base64",
    "*/original_data_with_empty_item.json": "its payload is broken JSON: a value is missing",
    "*/test-convert-corrupt-v2.json": "its payload is broken JSON: names and values in an array",
    "*/corrupt_data.json": "the text abc, and no object",
    "*/event_v2/expected/etl_runner_v3_event2.json": "the file is empty",
    "*/spark-etl/src/test/resources/test_parse_line_to_db_row_event_v2.json": "the file is empty",
    "*_schema.json": "the schema of a table",
    "*/schema-*.json": "the schema of a table",
    "*/traffic_source_*_rule*.json": "rules that sort sources of traffic",
    "*/referrer_mapping.csv": "rules that sort sources of traffic",
    "*/test_enrich_*.json": "what was found for one address or browser",
    "*/expected/*_user*.json": "a row about a person, which names no event",
    "*/etl_gtm_user_v2_props*.parquet": "rows about persons, which name no event",
    "*/expected/*_item*.json": "a row about an item, which names no event",
    "*/expected/*_session*.json": "a row about a session, which names no event",
}
"""Logs that hold no event, and why; the first that fits, where nothing is read from it."""

WHOSE = {
    "*/original_data*.json": "clickstream",
    "*/data_cleaned*.json": "clickstream",
    "*/one_line.json": "clickstream",
    "*/empty_latest_referrer.json": "clickstream",
    "*/test_parse_line.json": "clickstream",
    "*/test_convert_data_v3.json": "clickstream",
    "*/*zip_data_*app*.json": "clickstream",
    "*/bad_data.json": "clickstream",
    "*/sensors-data/*.json": "sensors",
    "*/sensordata/*.json": "sensors",
    "*/sensors_data_app1.json": "sensors",
    "*/test_sensors_ingestLineToRow.json": "sensors",
    "*/gtm-server/expected/test_convert_*_v2.json": "gtm",
    "*/gtm-server/expected/test_convert_*.json": "gtm-converted",
    "*/gtm-server/expected/test_gtm_ingestLineToRow.json": "gtm",
    "*/gtm-server/[!e]*.json": "gtm",
    "*/gtm_data_app1.json": "gtm",
    "*/example_segment_pages.csv": "segment-pages",
}
"""Logs that are read by an envelope of one's own, where no shipped one reads them."""


class Case(NamedTuple):
    """A real log."""

    path: Path
    own: str
    """The envelope of one's own for it, empty where there is none."""
    none: str
    """Why it may hold no event."""

    @property
    def name(self) -> str:
        return self.path.relative_to(LOGS).as_posix()


def cases() -> Iterator[Case]:
    """The logs in the order of their names."""
    for path in sorted(LOGS.rglob("*")) if LOGS.is_dir() else ():
        if path.is_file():
            yield Case(path, _first(WHOSE, path), _first(NONE, path))


def _first(table: dict[str, str], path: Path) -> str:
    return next((held for form, held in table.items() if fnmatchcase(path.as_posix(), form)), "")
