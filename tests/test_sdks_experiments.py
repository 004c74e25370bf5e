"""Adapters of experiments and replay at work: the real SDKs in a browser, in Node and in Python, and what they hand over."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from chromium import browser
from conftest import Need
from front_door import inside, write
from targets._node import node, npm, tool

PLAN = """\
plan: 1
name: shop
sources: {web: {platform: web}}
owners: {all: {name: Everybody}}
events:
  Order Placed:
    description: A person bought
    trigger: It is stored
    owner: all
    sources: [web]
    properties:
      order_id: {type: string, description: The order}
      count: {type: integer, description: Things in it}
      value: {type: number, description: What it cost}
      tags: {type: array, items: {type: string}, description: Words}
      lines: {type: array, items: {type: object, properties: {sku: {type: string, description: Which}}}, description: Lines}
      to: {type: object, description: Where it goes, properties: {city: {type: string, description: City}}}
      coupon: {type: string, nullable: true, description: Coupon}
  Cart Seen: {type: page, description: The cart, trigger: It is seen, owner: all, sources: [web]}
traits:
  user: {plan: {type: string, description: Plan}, tags: {type: array, items: {type: string}, description: Words}}
"""
CALLS = """
import { cartSeen, configure, group, identify, orderPlaced } from "./client/index.js";
configure({ tracker, mode: "throw" });
identify("u1", { plan: "free", tags: ["a"] });
group("g1", {});
orderPlaced(
  { order_id: "o1", count: 2, value: 9.5, tags: ["x"], lines: [{ sku: "s" }], to: { city: "Rome" }, coupon: null },
  { userId: "u1", timestamp: new Date("2026-01-15T09:30:00Z") },
);
cartSeen({}, { anonymousId: "a1" });
"""
ORDER = {
    "order_id": "o1", "count": 2, "value": 9.5, "tags": ["x"], "lines": [{"sku": "s"}], "to": {"city": "Rome"}, "coupon": None,
}  # fmt: skip
FLAT = {"order_id": "o1", "count": 2, "value": 9.5, "to.city": "Rome"}
DATAFILE = {
    "version": "4", "rollouts": [], "typedAudiences": [], "anonymizeIP": False, "projectId": "1", "variables": [],
    "featureFlags": [], "experiments": [], "audiences": [], "groups": [], "attributes": [], "botFiltering": False,
    "accountId": "1", "revision": "1", "sdkKey": "k", "environmentKey": "test",
    "events": [
        {"experimentIds": [], "id": "11", "key": "Order Placed"}, {"experimentIds": [], "id": "12", "key": "Cart Seen"},
    ],
}  # fmt: skip


class Collector(ThreadingHTTPServer):
    """Keeps what is posted to it, by path."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.sent: list[tuple[str, Any]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    server: Collector

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        while self.headers.get("Transfer-Encoding") == "chunked" and (size := int(self.rfile.readline(), 16)):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.server.sent.append((self.path, json.loads(body)))
        self.answer(b"{}")

    def do_GET(self) -> None:
        self.answer(b'{"flags": {}, "segments": {}}')

    def answer(self, text: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, format: str, *words: Any) -> None:
        return


@pytest.fixture
def collector() -> Iterator[Collector]:
    with Collector() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def folder(need: Need, tmp_path: Path) -> Path:
    """A folder with the client, and what the exports write beside it."""
    for name in ("node", "npm"):
        need(name)
    plan = write(tmp_path, {"plan.yaml": PLAN}) / "plan.yaml"
    assert inside("generate", "javascript", "--plan", plan, "--out", tmp_path / "client").code == 0
    assert inside("export", "fullstory", plan, "--out", f"{tmp_path / 'fullstory'}/").code == 0
    (tmp_path / "node_modules").symlink_to(npm() / "node_modules")
    (tmp_path / "package.json").write_text('{"type": "module"}')
    return tmp_path


# In a browser. The scripts of FullStory, Hotjar and LogRocket are nowhere but at their makers: what is handed to their SDKs
# is what is seen here, in the queues that they keep for those scripts.

BROWSER = {
    "fullstory": """
import { FullStory, init } from "@fullstory/browser";
import { fullstory } from "./client/fullstory.js";
import schemas from "./fullstory/schemas.json";
init({ orgId: "o-1-na1" });
const tracker = fullstory(FullStory, schemas);
globalThis.seen = () => FS.q.map(([operation, options]) => [operation, options]);
""",
    "hotjar": """
import Hotjar from "@hotjar/browser";
import { hotjar } from "./client/hotjar.js";
Hotjar.init(1, 6);
const tracker = hotjar((...words) => window.hj(...words));
globalThis.seen = () => hj.q.map((words) => [...words]);
""",
    "logrocket": """
import LogRocket from "logrocket";
import { logrocket } from "./client/logrocket.js";
const seen = [];
LogRocket.init("shop/web");
const told = (name) => { const own = LogRocket[name].bind(LogRocket); return (...words) => { seen.push([name, ...words]); own(...words); }; };
const tracker = logrocket({ track: told("track"), identify: told("identify") });
globalThis.seen = () => seen;
""",
    "launchdarkly": """
import { createClient } from "@launchdarkly/js-client-sdk";
import { launchdarkly } from "./client/launchdarkly.js";
const at = location.origin;
const sdk = createClient("k", { kind: "user", key: "u1" }, {
  baseUri: at, streamUri: at, eventsUri: at + "/launchdarkly", diagnosticOptOut: true, fetchGoals: false, sendEvents: true,
});
await sdk.start({ timeout: 5 });
const tracker = launchdarkly(sdk, (event, properties) => event === "Order Placed" ? properties.value : undefined);
globalThis.seen = async () => { await sdk.flush(); return null; };
""",
    "optimizely": """
import { createForwardingEventProcessor, createInstance, createStaticProjectConfigManager } from "@optimizely/optimizely-sdk";
import { optimizely } from "./client/optimizely.js";
const seen = [];
const eventProcessor = createForwardingEventProcessor({ dispatchEvent: async (one) => { seen.push(one.params); return {}; } });
const projectConfigManager = createStaticProjectConfigManager({ datafile: DATAFILE });
const sdk = createInstance({ projectConfigManager, eventProcessor });
await sdk.onReady();
const tracker = optimizely(({ userId, anonymousId }) => sdk.createUserContext(userId ?? anonymousId));
globalThis.seen = () => seen;
""",
}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    yield from browser()


def in_browser(sdk: str, folder: Path, chromium: Any) -> tuple[Any, list[Any]]:
    """What the SDK was handed, and what it posted."""
    text = BROWSER[sdk].replace("DATAFILE", json.dumps(json.dumps(DATAFILE))) + CALLS + "globalThis.ready = true;\n"
    (folder / f"{sdk}.src.js").write_text(text)
    words = ("--bundle", "--format=esm", "--target=es2022", "--outfile=built.js", "--log-level=error")
    done = tool("esbuild", f"{sdk}.src.js", *words, cwd=folder)
    assert done.returncode == 0, done.stderr
    posted: list[Any] = []

    def answer(route: Any) -> None:
        request = route.request
        if not request.url.startswith("http://shop.test/"):
            return  # never answered: FullStory's SDK lets go of its queue where its script cannot be had
        if request.method == "POST":
            posted.append(request.post_data_json)
            route.fulfill(body="{}", content_type="application/json")
        elif request.url.endswith("built.js"):
            route.fulfill(path=folder / "built.js", content_type="text/javascript")
        elif "/sdk/" in request.url:
            route.fulfill(body="{}", content_type="application/json")
        else:
            route.fulfill(
                body='<!doctype html><script type="module" src="/built.js"></script>', content_type="text/html"
            )

    page = chromium.new_page(
        user_agent="Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/150.0.0.0 Safari/537.36"
    )
    page.route("**/*", answer)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto("http://shop.test/", wait_until="commit")
    try:
        for _ in range(400):
            if faults or page.evaluate("globalThis.ready"):
                break
            page.wait_for_timeout(50)
        assert faults == []
        return page.evaluate("(async () => globalThis.seen())()"), posted
    finally:
        page.close()


def test_fullstory_in_a_browser(folder: Path, chromium: Any) -> None:
    seen, _ = in_browser("fullstory", folder, chromium)
    order = {"name": "Order Placed", "properties": ORDER, "schema": {"properties": {"count": "int"}}}
    assert [one for one in seen if one[0] in ("setIdentity", "trackEvent")] == [
        ["setIdentity", {"uid": "u1", "properties": {"plan": "free", "tags": ["a"]}}],
        ["trackEvent", order],
        ["trackEvent", {"name": "Cart Seen", "properties": {}}],
    ]


def test_hotjar_in_a_browser(folder: Path, chromium: Any) -> None:
    seen, _ = in_browser("hotjar", folder, chromium)
    assert seen == [["identify", "u1", {"plan": "free"}], ["event", "Order Placed"], ["event", "Cart Seen"]]


def test_logrocket_in_a_browser(folder: Path, chromium: Any) -> None:
    seen, _ = in_browser("logrocket", folder, chromium)
    assert seen == [
        ["identify", "u1", {"plan": "free"}], ["track", "Order Placed", {**FLAT, "tags": ["x"]}], ["track", "Cart Seen", {}],
    ]  # fmt: skip


def test_launchdarkly_in_a_browser(folder: Path, chromium: Any) -> None:
    _, posted = in_browser("launchdarkly", folder, chromium)
    events = [one for body in posted if isinstance(body, list) for one in body if one["kind"] == "custom"]
    assert [(one["key"], one["data"], one.get("metricValue")) for one in events] == [
        ("Order Placed", ORDER, 9.5), ("Cart Seen", {}, None),
    ]  # fmt: skip


def conversions(bodies: list[Any]) -> list[tuple[str, str, Any, Any]]:
    """What Optimizely is told: who, what, with which tags, and the value that it read."""
    return [
        (visitor["visitor_id"], event["key"], event.get("tags") or {}, event.get("value"))
        for body in bodies
        for visitor in body["visitors"]
        for snapshot in visitor["snapshots"]
        for event in snapshot["events"]
    ]


def test_optimizely_in_a_browser(folder: Path, chromium: Any) -> None:
    seen, _ = in_browser("optimizely", folder, chromium)
    assert conversions(seen) == [("u1", "Order Placed", FLAT, 9.5), ("a1", "Cart Seen", {}, None)]


# In Node

LAUNCH = """
import { init } from "@launchdarkly/node-server-sdk";
import { launchdarklyNode } from "./client/launchdarkly.js";
const sdk = init("k", { baseUri: base, eventsUri: base, streamUri: base, stream: false, diagnosticOptOut: true });
await sdk.waitForInitialization({ timeout: 10 });
const tracker = launchdarklyNode(sdk, (event, properties) => properties.value);
"""


def test_launchdarkly_in_node(folder: Path, collector: Collector) -> None:
    ends = "await sdk.flush();\nsdk.close();\nprocess.exit(0);\n"
    (folder / "send.js").write_text(f"const base = {json.dumps(collector.url)};\n{LAUNCH}{CALLS}{ends}")
    node("send.js", cwd=folder)
    assert tracked(collector) == [
        ("Order Placed", "u1", False, ORDER, 9.5), ("Cart Seen", "a1", True, {}, None),
    ]  # fmt: skip


def tracked(collector: Collector) -> list[tuple[str, str, bool, Any, Any]]:
    events = [one for _, body in collector.sent if isinstance(body, list) for one in body if one["kind"] == "custom"]
    found = []
    for one in events:
        who = one.get("context", {"key": one.get("contextKeys", {}).get("user")})
        found.append((one["key"], who["key"], who.get("anonymous", False), one["data"], one.get("metricValue")))
    return found


# In Python

PYTHON_CALLS = """
import client
client.configure(tracker, mode="throw")
client.identify("u1", plan="free", tags=["a"])
client.group("g1")
client.order_placed(
    order_id="o1", count=2, value=9.5, tags=["x"], lines=[{"sku": "s"}], to={"city": "Rome"}, coupon=None,
    options=client.Options(user_id="u1"),
)
client.cart_seen(options=client.Options(anonymous_id="a1"))
"""
PYTHON = {
    "launchdarkly": """
import ldclient
from ldclient.config import Config
from client.launchdarkly import LaunchDarklyTracker
sdk = ldclient.LDClient(Config("k", base_uri=URL, events_uri=URL, stream_uri=URL, stream=False, diagnostic_opt_out=True))
tracker = LaunchDarklyTracker(sdk, lambda event, properties: properties.get("value"))
""",
    "optimizely": """
import json, urllib.request
from optimizely.optimizely import Optimizely
from optimizely.event.event_processor import ForwardingEventProcessor
from client.optimizely import OptimizelyTracker
class Dispatcher:
    @staticmethod
    def dispatch_event(event):
        body = json.dumps(event.params).encode()
        urllib.request.urlopen(urllib.request.Request(URL, body, {"Content-Type": "application/json"})).read()
sdk = Optimizely(DATAFILE, event_processor=ForwardingEventProcessor(Dispatcher))
tracker = OptimizelyTracker(sdk)
""",
}


def in_python(sdk: str, collector: Collector, folder: Path) -> None:
    plan = write(folder, {"plan.yaml": PLAN}) / "plan.yaml"
    assert inside("generate", "python", "--plan", plan, "--out", folder / "client").code == 0
    start = f"URL = {collector.url!r}\nDATAFILE = {json.dumps(DATAFILE)!r}\n"
    ends = "\nsdk.flush()\nsdk.close()\n" if sdk == "launchdarkly" else ""
    environment = {**os.environ, "no_proxy": "*", "NO_PROXY": "*"}
    command = [sys.executable, "-c", start + PYTHON[sdk] + PYTHON_CALLS + ends]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr


def test_launchdarkly_in_python(collector: Collector, tmp_path: Path) -> None:
    in_python("launchdarkly", collector, tmp_path)
    assert tracked(collector) == [
        ("Order Placed", "u1", False, ORDER, 9.5), ("Cart Seen", "a1", True, {}, None),
    ]  # fmt: skip


def test_optimizely_in_python(collector: Collector, tmp_path: Path) -> None:
    in_python("optimizely", collector, tmp_path)
    bodies = [body for _, body in collector.sent]
    assert conversions(bodies) == [("u1", "Order Placed", FLAT, 9.5), ("a1", "Cart Seen", {}, None)]
