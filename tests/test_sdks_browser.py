"""Adapters at work in a browser: the real SDKs for the web send to a collector of ours, and what arrives is linted."""

from __future__ import annotations

import gzip
import json
import subprocess
import threading
import time
from base64 import b64decode
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlparse

import pytest

from conftest import find
from front_door import inside
from targets import SHOP
from targets._node import npm, tool

CALLS = """
import { configure, group, identify, projectCreated } from "./client/index.js";
// The plan is not looked at here, so that what is wrong arrives too.
configure({ tracker, mode: "off" });
identify("user_1", { plan_type: "paid" });
group("team_1", { name: "Acme" });
projectCreated({ project_id: "proj_1", team_size: 5, project_type: "design" }, { timestamp: new Date("2026-01-15T09:30:00.250Z") });
projectCreated({ project_id: "proj_2", team_size: 0 });
"""
SDKS = {
    "segment": """
import { AnalyticsBrowser } from "@segment/analytics-next";
import { segment } from "./client/segment.js";
const settings = { writeKey: "k", cdnSettings: { integrations: { "Segment.io": { apiKey: "k" } } } };
const sdk = AnalyticsBrowser.load(settings, {
  integrations: { "Segment.io": { apiHost: location.host + "/segment", protocol: "http" } },
});
const tracker = segment(sdk);
""",
    "rudderstack": """
import { RudderAnalytics } from "@rudderstack/analytics-js/bundled";
import { rudderstack } from "./client/rudderstack.js";
const sdk = new RudderAnalytics();
const off = { errors: { enabled: false }, metrics: { enabled: false } };
const source = {
  id: "s", name: "shop", writeKey: "k", workspaceId: "w", enabled: true, destinations: [], config: { statsCollection: off },
};
sdk.load("k", location.origin + "/rudderstack", { getSourceConfig: () => ({ source, updatedAt: "2026-01-15T09:30:00.000Z" }) });
const tracker = rudderstack(sdk);
""",
    "amplitude": """
import * as sdk from "@amplitude/analytics-browser";
import { amplitude } from "./client/amplitude.js";
sdk.init("k", {
  serverUrl: location.origin + "/amplitude", flushQueueSize: 1, autocapture: false, remoteConfig: { fetchRemoteConfig: false },
});
const tracker = amplitude(sdk);
""",
    "mixpanel": """
import sdk from "mixpanel-browser";
import { mixpanel } from "./client/mixpanel.js";
sdk.init("k", { api_host: location.origin + "/mixpanel", batch_requests: false, persistence: "localStorage" });
const tracker = mixpanel(sdk);
""",
    "posthog": """
import sdk from "posthog-js";
import { posthog } from "./client/posthog.js";
sdk.init("k", {
  api_host: location.origin + "/posthog", autocapture: false, capture_pageview: false, capture_pageleave: false,
  disable_session_recording: true, disable_surveys: true, advanced_disable_flags: true, disable_compression: true,
  disable_external_dependency_loading: true, request_batching: false, opt_out_useragent_filter: true,
});
const tracker = posthog(sdk);
""",
    "snowplow": """
import { newTracker, trackSelfDescribingEvent } from "@snowplow/browser-tracker";
import { snowplow } from "./client/snowplow.js";
newTracker("shop", location.origin + "/snowplow", { appId: "shop", encodeBase64: false, bufferSize: 1 });
const tracker = snowplow(trackSelfDescribingEvent, (call, event) => `iglu:com.acme/${event}/jsonschema/1-0-0`);
""",
    # Google's own script is nowhere but at Google: what is handed to it is what is seen here.
    "firebase": """
import { initializeApp } from "@firebase/app";
import { getAnalytics, logEvent, setUserId, setUserProperties, settings } from "@firebase/analytics";
import { firebase } from "./client/firebase.js";
settings({ dataLayerName: "firebaseLayer", gtagName: "firebaseTag" });
window.firebaseLayer = [];
window.firebaseLayer.push = (...rows) => fetch("/firebase", { method: "POST", body: JSON.stringify([...rows[0]]) });
const app = initializeApp({ apiKey: "k", appId: "1:1:web:1", projectId: "p", measurementId: "G-1" });
const tracker = firebase(getAnalytics(app), { logEvent, setUserId, setUserProperties });
""",
    "ga4": """
import { ga4 } from "./client/ga4.js";
function gtag() {
  fetch("/ga4", { method: "POST", body: JSON.stringify([...arguments]) });
}
const tracker = ga4(gtag);
""",
}
ENVELOPES = {"amplitude": "amplitude-http", "snowplow": "self-describing", "firebase": "ga4-http", "ga4": "ga4-http"}
AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36"
"""A browser with a person before it: some SDKs send nothing from one that says that it has none."""


class Site(ThreadingHTTPServer):
    """Serves the page, and keeps what is sent to it: the path's first part, and the body as it was meant."""

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.folder = folder
        self.sent: list[tuple[str, Any]] = []
        self.strange: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def of(self, sdk: str) -> list[dict[str, Any]]:
        """The single calls that came from an SDK."""
        return [one for name, body in [*self.sent] if name == sdk for one in _calls(sdk, body)]


class _Handler(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        name = urlparse(self.path).path.strip("/") or "index.html"
        path = self.server.folder / name
        if path.is_file():
            kind = "text/html" if name.endswith(".html") else "text/javascript"
            self.answer(path.read_bytes(), kind + "; charset=utf-8")
        else:
            self.answer(b"{}", "application/json")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        sdk = urlparse(self.path).path.split("/")[1]
        try:
            self.server.sent.append((sdk, _meant(body)))
        except ValueError:
            self.server.strange.append(f"{self.path} {body[:300]!r}")
        self.answer(b'{"status": 1, "code": 200, "success": true}', "application/json")

    do_OPTIONS = do_GET

    def answer(self, text: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, format: str, *words: Any) -> None:
        return


def _meant(body: bytes) -> Any:
    if body.startswith(b"\x1f\x8b"):
        body = gzip.decompress(body)
    text = body.decode()
    if text.startswith("data="):
        text = parse_qs(text)["data"][0]
        text = text if text[:1] in "[{" else b64decode(text).decode()
    return json.loads(text)


def _calls(sdk: str, body: Any) -> Iterator[dict[str, Any]]:
    """The calls of what an SDK sends, in the form in which the tool's log has them."""
    if sdk in ("firebase", "ga4"):
        if body[0] == "event":
            yield {
                "name": body[1],
                "params": {k: held for k, held in body[2].items() if k != "send_to"},
                "client_id": "c",
            }
    elif sdk == "snowplow":  # traits are events of schemas that a plan does not hold
        for event in body["data"]:
            told = json.loads(event["ue_pr"])["data"] if "ue_pr" in event else {"schema": event["e"]}
            if told["schema"].startswith("iglu:com.acme/project_created/"):
                yield told
    else:
        found = body.get("batch", body.get("events", [body])) if isinstance(body, dict) else body
        yield from filter(None, (_call(sdk, one) for one in found))


def _call(sdk: str, one: dict[str, Any]) -> dict[str, Any] | None:
    """A call, without what a tool tells by it beside; None where it is no call."""
    if sdk == "segment" and "series" in one:  # how the SDK itself fares
        return None
    if sdk == "amplitude" and one.get("user_properties") == {"$set": {"account": "team_1"}}:
        return None  # to which group a person belongs is told as a property of the person, named for the group's kind
    if sdk == "mixpanel":
        if "event" not in one:  # what tells of persons and groups is no event there
            return None
        # to which group a person belongs is told with each event, named for the group's kind
        one = {**one, "properties": {k: held for k, held in one["properties"].items() if k != "account_id"}}
    return one


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site once a browser has been there, for every SDK at once."""
    browser = find("chromium")
    for tool_name in ("node", "npm"):
        find(tool_name)
    folder = tmp_path_factory.mktemp("site")
    assert inside("generate", "javascript", "--plan", SHOP, "--out", folder / "client").code == 0
    (folder / "node_modules").symlink_to(npm() / "node_modules")
    for sdk, text in SDKS.items():
        (folder / f"{sdk}.src.js").write_text(text + CALLS)
    sources = [f"{sdk}.src.js" for sdk in SDKS]
    done = tool(
        "esbuild",
        *sources,
        "--bundle",
        "--format=esm",
        "--target=es2022",
        "--outdir=built",
        "--log-level=error",
        cwd=folder,
    )
    assert done.returncode == 0, done.stderr
    scripts = "".join(f'<script type="module" src="built/{sdk}.src.js"></script>\n' for sdk in SDKS)
    (folder / "index.html").write_text(f"<!doctype html>\n<title>Shop</title>\n<body>\n{scripts}</body>\n")
    with Site(folder) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        shown = _seen(browser, server, folder)
        server.strange.append(shown)
        yield server
        server.shutdown()


def _seen(browser: str, server: Site, folder: Path) -> str:
    """Let a browser that reaches nothing but this site look at it until everything has come; what it complains of."""
    words = [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-extensions",
        "--disable-background-networking", "--disable-component-update", "--enable-logging=stderr",
        f"--user-agent={AGENT}", f"--user-data-dir={folder / 'profile'}", "--remote-debugging-port=0",
        "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
    ]  # fmt: skip
    with open(folder / "told", "wb") as told:
        child = subprocess.Popen([browser, *words, server.url], stdout=told, stderr=told)
        try:
            until = time.monotonic() + 90
            while time.monotonic() < until and not all(len(_created(server, sdk)) >= 2 for sdk in SDKS):
                time.sleep(0.1)
        finally:
            child.terminate()
            child.wait(20)
    return (folder / "told").read_text(errors="replace")


def _created(server: Site, sdk: str) -> list[dict[str, Any]]:
    return [one for one in server.of(sdk) if "project_created" in json.dumps(one)]


@pytest.mark.parametrize("sdk", SDKS)
def test_what_arrives_keeps_the_plan_and_a_wrong_call_is_caught(sdk: str, site: Site, tmp_path: Path) -> None:
    calls = site.of(sdk)
    assert len(_created(site, sdk)) == 2, ([*site.sent], site.strange)
    log, summary = tmp_path / "log.ndjson", tmp_path / "summary.json"
    log.write_text("".join(json.dumps(call) + "\n" for call in calls), encoding="utf-8")
    ended = inside(
        "lint", log, "--plan", SHOP, "--format", "json", "--summary", summary,
        "--envelope", ENVELOPES.get(sdk, sdk),
    )  # fmt: skip
    found = [one for one in ended.findings if one["severity"] == "error"]
    assert [one["rule"] for one in found] == ["value-out-of-range"], (found, calls)
    counts = json.loads(summary.read_text(encoding="utf-8"))
    assert (counts["valid"], counts["invalid"], counts["unplanned"], counts["unreadable"]) == (len(calls) - 1, 1, 0, 0)
    assert counts["events"]["project_created"]["count"] == 2


TIMES = ("2026-01-15T09:30:00.250Z", "1768469400250", "1768469400.25")


@pytest.mark.parametrize("sdk", [sdk for sdk in SDKS if sdk not in ("firebase", "ga4")])  # which take no time
def test_the_time_that_a_call_tells_arrives(sdk: str, site: Site) -> None:
    texts = [json.dumps(body) for name, body in site.sent if name == sdk]
    found = [text for text in texts if "proj_1" in text]
    assert found and any(time in text for time in TIMES for text in found), found


TOLD = {
    "segment": ("identify", "group"),
    "rudderstack": ("identify", "group"),
    "amplitude": ("$identify", "$groupidentify"),
    "posthog": ("$identify", "$groupidentify"),
}
"""How the SDK calls what tells of a person and of a group, where these are calls as others are."""


@pytest.mark.parametrize("sdk", TOLD)
def test_persons_and_groups_arrive_as_well(sdk: str, site: Site) -> None:
    text = json.dumps(site.of(sdk))
    for word in (*TOLD[sdk], '"plan_type": "paid"', '"name": "Acme"', '"user_1"', '"team_1"'):
        assert word in text, site.of(sdk)
