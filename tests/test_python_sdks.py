"""Clients in Python, with the real SDKs: what arrives at a collector on loopback keeps the plan, and a wrong call is caught."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest


class Collector(ThreadingHTTPServer):
    """Keeps the body of each request, as the sender meant it."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.bodies: list[Any] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    server: Collector

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.headers.get("Content-Encoding") == "gzip" or body.startswith(b"\x1f\x8b"):
            body = gzip.decompress(body)
        text = body.decode()
        if "urlencoded" in self.headers.get("Content-Type", ""):
            text = parse_qs(text)["data"][0]
        self.server.bodies.append(json.loads(text))
        answer = b'{"status": 1, "code": 200}'
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def collector() -> Iterator[Collector]:
    server = Collector()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


PLAN = """\
plan: 1
name: acme
version: 1.0.0
taxonomy: {events: {format: any, case: any, tense: any}}
owners: {all: {name: Everybody, email: all@acme.test}}
sources: {api: {platform: server, language: python}}
events:
  Project Created:
    description: A project exists
    owner: all
    sources: [api]
    properties:
      project_id: {type: string, description: Which}
      team_size: {type: integer, minimum: 1, description: How many}
      created_at: {type: string, format: date-time, description: When}
      project_type: {type: string, enum: [marketing, design], required: false, description: What for}
      tags: {type: array, items: {type: string}, required: false, description: Words}
traits:
  user: {plan_type: {type: string, enum: [free, paid], description: Which}}
  group: {name: {type: string, description: What it is called}}
"""

CALLS = """\
from datetime import datetime, timezone

import made

at = datetime(2026, 1, 15, 9, 30, tzinfo=timezone.utc)
# The plan is not looked at here, so that what is wrong arrives too.
made.configure(tracker, mode="off")
person = made.Options(user_id="user_1", anonymous_id="anon_1", timestamp=at, message_id=IDS[0])
made.identify("user_1", plan_type="paid", options=made.Options(timestamp=at))
team = made.Options(user_id="user_1", anonymous_id="anon_1", message_id=IDS[2])
made.group("team_1", name="Acme", options=team)
made.project_created(project_id="proj_1", team_size=5, created_at=at, tags=["a"], options=person)
wrong = made.Options(user_id="user_1", timestamp=at, message_id=IDS[1])
made.project_created(project_id="proj_2", team_size=0, created_at=at, options=wrong)
"""
IDS = [f"0b8f6e9a-1b7c-4b34-9f6f-0f3a4f2d9b0{number}" for number in (1, 2, 3)]

SDKS = {
    "segment": """\
from segment.analytics.client import Client
from made.segment import SegmentTracker
client = Client("key", host=URL, sync_mode=True)
tracker = SegmentTracker(client)
""",
    "rudderstack": """\
from rudderstack.analytics.client import Client
from made.rudderstack import RudderStackTracker
client = Client("key", host=URL, sync_mode=True)
tracker = RudderStackTracker(client)
""",
    "amplitude": """\
from amplitude import Amplitude, Config
from made.amplitude import AmplitudeTracker
client = Amplitude("key", Config(server_url=URL + "/2/httpapi"))
tracker = AmplitudeTracker(client)
""",
    "mixpanel": """\
from mixpanel import Consumer, Mixpanel
from made.mixpanel import MixpanelTracker
ends = {"events_url": URL + "/track", "people_url": URL + "/engage", "groups_url": URL + "/groups"}
client = Mixpanel("key", consumer=Consumer(**ends))
tracker = MixpanelTracker(client)
""",
    "posthog": """\
from posthog import Posthog
from made.posthog import PostHogTracker
client = Posthog("key", host=URL, sync_mode=True)
tracker = PostHogTracker(client)
""",
    "snowplow": """\
from snowplow_tracker import Emitter, Tracker
from made.snowplow import SnowplowTracker
host, port = URL.removeprefix("http://").split(":")
emitter = Emitter(host, protocol="http", port=int(port), batch_size=1)
client = Tracker("t", emitter, app_id="api", encode_base64=False)
tracker = SnowplowTracker(client, "com.acme")
""",
}
FLUSH = {"amplitude": "client.shutdown()\n", "snowplow": "client.flush()\n"}


def sent(sdk: str, collector: Collector, folder: Path) -> list[Any]:
    """The calls that arrive, each as the tool's envelope has it."""
    # Snowplow knows an event by the name of its schema.
    (folder / "plan.yaml").write_text(PLAN.replace("Project Created", "project_created") if sdk == "snowplow" else PLAN)
    command = [sys.executable, "-m", "tracking_plan", "generate", "python", "--out", "made", "--plan", "plan.yaml"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    code = f"URL = {collector.url!r}\nIDS = {IDS!r}\n{SDKS[sdk]}{CALLS}{FLUSH.get(sdk, '')}"
    environment = {**os.environ, "no_proxy": "*", "NO_PROXY": "*"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        capture_output=True,
        text=True,
        env=environment,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    calls: list[Any] = []
    for body in collector.bodies:
        if isinstance(body, list):
            calls += body
        elif isinstance(body.get("data"), list):  # Snowplow; traits are events of schemas that a plan does not hold
            told = [json.loads(event["ue_pr"])["data"] for event in body["data"]]
            calls += [event for event in told if event["schema"].startswith("iglu:com.acme/project_created/")]
        else:
            calls += body.get("batch") or body.get("events") or [body]
    if sdk == "mixpanel":  # what tells of persons and groups is no event there
        calls = [one for one in calls if "event" in one]
    if sdk == "amplitude":
        ids = [one["insert_id"] for one in calls if one.get("insert_id")]
        assert IDS[2] in ids and len({*ids}) == len(ids), "of two events with one id the second is dropped"
    if (
        sdk == "amplitude"
    ):  # to which group a person belongs is told as a property of the person, named for the group's kind
        calls = [one for one in calls if one.get("user_properties") != {"$set": {"account": "team_1"}}]
    return calls


ENVELOPES = {
    "segment": "segment", "rudderstack": "rudderstack", "amplitude": "amplitude-http", "mixpanel": "mixpanel",
    "posthog": "posthog", "snowplow": "self-describing",
}  # fmt: skip


@pytest.mark.parametrize("sdk", SDKS)
def test_what_arrives_keeps_the_plan_and_a_wrong_call_is_caught(sdk: str, collector: Collector, tmp_path: Path) -> None:
    calls = sent(sdk, collector, tmp_path)
    log = tmp_path / "log.ndjson"
    log.write_text("".join(json.dumps(call) + "\n" for call in calls), encoding="utf-8")
    summary = tmp_path / "summary.json"
    done = subprocess.run(
        [sys.executable, "-m", "tracking_plan", "lint", str(log), "--plan", "plan.yaml", "--format", "json",
         "--summary", str(summary), "--envelope", ENVELOPES[sdk]],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    found = [one for one in json.loads(done.stdout)["findings"] if one["severity"] == "error"]
    counts = json.loads(summary.read_text())
    assert [one["rule"] for one in found] == ["value-out-of-range"], (found, calls)
    assert [event["count"] for event in counts["events"].values()] == [2]
    assert (counts["valid"], counts["invalid"], counts["unplanned"], counts["unreadable"]) == (len(calls) - 1, 1, 0, 0)
