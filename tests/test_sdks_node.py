"""Adapters at work: the real SDKs for Node send to a collector of ours, and what arrives is linted with the vendor's envelope."""

from __future__ import annotations

import gzip
import json
import subprocess
import threading
import urllib.parse
from base64 import b64decode
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from conftest import Need
from front_door import TOP, inside
from targets import SHOP
from targets._node import npm

SAAS = TOP / "plans" / "saas"
RIGHT = {
    "project_id": "proj_123",
    "project_type": "marketing",
    "team_size": 5,
    "template_used": True,
    "privacy": "private",
    "session_id": "s_1",
    "app_version": "2.3.1",
}
SDKS = {
    "segment": """
import { Analytics } from "@segment/analytics-node";
import { segmentNode } from "./segment.js";
const sdk = new Analytics({ writeKey: "k", host: base, flushAt: 1 });
const tracker = segmentNode(sdk), done = () => sdk.closeAndFlush();
""",
    "rudderstack": """
import Analytics from "@rudderstack/rudder-sdk-node";
import { rudderstackNode } from "./rudderstack.js";
const sdk = new Analytics("k", { dataPlaneUrl: base, flushAt: 1, gzip: false });
const tracker = rudderstackNode(sdk), done = async () => {
  for (let turn = 0; turn < 3; turn++) {
    await new Promise((end) => setTimeout(end, 300));
    await sdk.flush();
  }
};
""",
    "amplitude": """
import * as sdk from "@amplitude/analytics-node";
import { amplitude } from "./amplitude.js";
await sdk.init("k", { serverUrl: base + "/2/httpapi", flushQueueSize: 1 }).promise;
const tracker = amplitude(sdk), done = () => sdk.flush().promise;
""",
    "mixpanel": """
import Mixpanel from "mixpanel";
import { mixpanelNode } from "./mixpanel.js";
const sdk = Mixpanel.init("k", { host: base.replace("http://", ""), protocol: "http" });
const tracker = mixpanelNode(sdk), done = () => new Promise((end) => setTimeout(end, 700));
""",
    "posthog": """
import { PostHog } from "posthog-node";
import { posthogNode } from "./posthog.js";
const sdk = new PostHog("k", { host: base, flushAt: 1 });
const tracker = posthogNode(sdk), done = () => sdk.shutdown();
""",
}
CALLS = """
import { configure, identify, projectCreated } from "./index.js";
configure({ tracker, mode: "off" });
const options = { userId: "user_123", timestamp: new Date("2026-01-15T09:30:00Z") };
projectCreated(RIGHT, options);
projectCreated({ ...RIGHT, team_size: "five" }, options);
await done();
process.exit(0);
"""


class Collector(ThreadingHTTPServer):
    """Keeps the bodies of what is sent to it."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.bodies: list[bytes] = []
        self.daemon_threads = True


class _Handler(BaseHTTPRequestHandler):
    server: Collector

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        if self.headers.get("content-encoding") == "gzip":
            body = gzip.decompress(body)
        self.server.bodies.append(body)
        self.answer()

    def do_GET(self) -> None:
        self.server.bodies.append(urllib.parse.urlparse(self.path).query.encode())
        self.answer()

    def answer(self) -> None:
        text = b'{"status": 1, "code": 200, "success": true}'
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, format: str, *words: Any) -> None:
        return


@pytest.fixture
def collector() -> Iterator[Collector]:
    with Collector() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()


def records(bodies: list[bytes]) -> Iterator[dict[str, Any]]:
    """The single events of what was sent, whatever it is wrapped in."""
    for body in bodies:
        text = body.decode()
        if "data=" in text[:40]:
            text = urllib.parse.parse_qs(text)["data"][0]
            text = text if text[:1] in "[{" else b64decode(text).decode()
        assert text[:1] in "[{", text
        sent = json.loads(text)
        found = sent.get("batch", sent.get("events", [sent])) if isinstance(sent, dict) else sent
        yield from found


def send(folder: Path, collector: Collector, text: str) -> None:
    """Run a program beside a client."""
    (folder / "package.json").write_text('{"type": "module"}')
    (folder / "node_modules").symlink_to(npm() / "node_modules")
    base = f"http://127.0.0.1:{collector.server_address[1]}"
    (folder / "send.js").write_text(f"const base = {json.dumps(base)};\n{text}")
    done = subprocess.run(["node", "send.js"], cwd=folder, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr[-2000:]


@pytest.mark.parametrize("sdk", SDKS)
def test_what_the_real_sdk_sends_is_what_the_plan_says(
    sdk: str, need: Need, collector: Collector, tmp_path: Path
) -> None:
    need("node")
    need("npm")
    assert inside("generate", "javascript", "--plan", SAAS, "--out", tmp_path / "client").code == 0
    send(tmp_path / "client", collector, SDKS[sdk] + CALLS.replace("RIGHT", json.dumps(RIGHT)))
    sent = [record for record in records(collector.bodies) if "Project Created" in json.dumps(record)]
    assert len(sent) == 2, collector.bodies
    for place, code in ((0, 0), (1, 1)):
        log = tmp_path / f"log{place}.ndjson"
        log.write_text(json.dumps(sent[place]) + "\n")
        ended = inside("lint", log, "--plan", SAAS, "--envelope", sdk)
        assert ended.code == code, (ended, sent[place])
        if code:
            assert "team_size" in ended.out and "must be an integer" in ended.out


SNOWPLOW = """
import { buildSelfDescribingEvent, newTracker } from "@snowplow/node-tracker";
import { configure, identify, projectCreated } from "./index.js";
import { snowplow } from "./snowplow.js";
const told = { namespace: "api", appId: "api", encodeBase64: false };
const sdk = newTracker(told, { endpoint: base, protocol: "http", eventMethod: "post", bufferSize: 1 });
const schema = (call, event) => `iglu:com.acme/${event}/jsonschema/1-0-0`;
const tracker = snowplow((event) => sdk.track(buildSelfDescribingEvent(event), [], event.timestamp), schema);
configure({ tracker, mode: "off" });
identify("user_1", { plan_type: "paid" });
projectCreated({ project_id: "proj_1", team_size: 5 }, { timestamp: new Date("2026-01-15T09:30:00.250Z") });
projectCreated({ project_id: "proj_2", team_size: 0 });
await sdk.flush();
process.exit(0);
"""


def test_what_snowplow_sends_is_what_the_plan_says(need: Need, collector: Collector, tmp_path: Path) -> None:
    """It knows an event by the name of its schema; traits are events of schemas that a plan does not hold."""
    need("node")
    need("npm")
    assert inside("generate", "javascript", "--plan", SHOP, "--out", tmp_path / "client").code == 0
    send(tmp_path / "client", collector, SNOWPLOW)
    events = [event for body in collector.bodies for event in json.loads(body)["data"]]
    told = [json.loads(event["ue_pr"])["data"] for event in events]
    assert told[0] == {
        "schema": "iglu:com.acme/identify/jsonschema/1-0-0", "data": {"userId": "user_1", "plan_type": "paid"}
    }  # fmt: skip
    assert [event.get("ttm") for event in events] == [None, "1768469400250", None]
    log = tmp_path / "log.ndjson"
    log.write_text("".join(json.dumps(one) + "\n" for one in told[1:]))
    ended = inside("lint", log, "--plan", SHOP, "--envelope", "self-describing", "--format", "json")
    assert [one["rule"] for one in ended.findings if one["severity"] == "error"] == ["value-out-of-range"]
