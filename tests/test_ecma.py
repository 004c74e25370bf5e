"""TypeScript and JavaScript: formatted as prettier leaves it, clean under eslint, small in a bundle, and in step."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from conftest import Need
from front_door import TOP, inside
from targets._node import node, npm, tool
from targets.typescript import STRICT

TARGETS = TOP / "src" / "tracking_plan" / "targets"
GOLDEN = TOP / "tests" / "golden" / "targets"
SAAS = TOP / "plans" / "saas"


@pytest.fixture(autouse=True)
def _tools(need: Need) -> None:
    need("node")
    need("npm")


def generated(target: str, folder: Path, *words: str) -> Path:
    assert inside("generate", target, "--plan", SAAS, "--out", folder, *words).code == 0
    return folder


@pytest.mark.parametrize("target", ["typescript", "javascript"])
def test_prettier_would_change_nothing(target: str, tmp_path: Path) -> None:
    folder = generated(target, tmp_path / "saas")
    shutil.copytree(GOLDEN / target, tmp_path / "tricky")
    files = [str(path) for path in sorted(tmp_path.rglob("*.[tj]s"))]
    assert len(files) > 4 and folder.exists()
    done = tool("prettier", "--check", "--no-config", *files, cwd=tmp_path)
    assert done.returncode == 0, done.stderr


def test_the_javascript_is_the_typescript_without_types(tmp_path: Path) -> None:
    """The run-time and the adapters are written in TypeScript; `UPDATE_GOLDEN=1` writes the JavaScript."""
    made = tmp_path / "made"
    for path in [TARGETS / "typescript" / "runtime.ts", *(TARGETS / "typescript" / "adapters").glob("*.ts")]:
        text = path.read_text(encoding="utf-8")
        if path.name == "runtime.ts":
            text = "declare const $plan: unknown;\n" + text
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    (tmp_path / "index.ts").write_text((GOLDEN / "typescript" / "index.ts").read_text(encoding="utf-8"))
    files = sorted(path.name for path in tmp_path.glob("*.ts"))
    strict = [word.replace("es2020", "es2022") for word in STRICT if word != "--noUnusedLocals"]
    done = tool("tsc", *strict, "--declaration", "--outDir", str(made), *files, cwd=tmp_path)
    assert done.returncode == 0, done.stdout
    for name in [*made.glob("*.js"), *made.glob("*.d.ts")]:
        if name.name.startswith("index."):
            continue
        tool("prettier", "--write", "--no-config", str(name), cwd=made)
        there = TARGETS / "javascript" / ("" if name.name.startswith("runtime.") else "adapters") / name.name
        if os.environ.get("UPDATE_GOLDEN"):
            there.write_bytes(name.read_bytes())
        assert there.read_text(encoding="utf-8") == name.read_text(encoding="utf-8"), there


def test_eslint_is_switched_off_for_the_file_and_would_find_no_fault(tmp_path: Path) -> None:
    folder = generated("javascript", tmp_path)
    config = 'import js from "%s"; export default [{ ...js.configs.recommended, rules: {...js.configs.recommended.rules, "no-useless-escape": "off"}, languageOptions: {globals: {console: "readonly"}} }];'
    (folder / "eslint.config.mjs").write_text(config % (npm() / "node_modules" / "@eslint" / "js" / "src" / "index.js"))
    done = tool("eslint", "--max-warnings=0", "--no-inline-config", "index.js", "segment.js", cwd=folder)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("target", ["typescript", "javascript"])
def test_what_is_unused_is_shaken_out_of_a_bundle(target: str, tmp_path: Path) -> None:
    """One event of the plan and the run-time: what a page pays for it, minified."""
    folder = generated(target, tmp_path, "--source", "web") if target == "typescript" else generated(target, tmp_path)
    (folder / "use.js").write_text(
        'import { configure, projectCreated } from "./index";\n'
        "configure({ tracker: { send: (message) => console.log(message) } });\n"
        'projectCreated({ project_id: "proj_1" });\n'
    )
    done = tool("esbuild", "use.js", "--bundle", "--minify", "--format=esm", "--target=es2022", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert "Project Created" in done.stdout and "proj_" in done.stdout
    for other in ("Checkout Started", "Signup Started", "identify(", "user_type", "Report Exported"):
        assert other not in done.stdout
    assert len(done.stdout.encode()) < 6_500, len(done.stdout.encode())
    everything = tool("esbuild", "./index", "--bundle", "--minify", "--format=esm", cwd=folder)
    assert len(done.stdout) < len(everything.stdout) / 3


USES = """\
import { FullStory } from "@fullstory/browser";
import { createClient } from "@launchdarkly/js-client-sdk";
import { init as launch } from "@launchdarkly/node-server-sdk";
import * as optimizelySdk from "@optimizely/optimizely-sdk";
import { initialize } from "launchdarkly-js-client-sdk";
import LogRocket from "logrocket";
import { AnalyticsBrowser } from "@segment/analytics-next";
import { Analytics as SegmentNode } from "@segment/analytics-node";
import RudderNode from "@rudderstack/rudder-sdk-node";
import { RudderAnalytics } from "@rudderstack/analytics-js";
import * as amplitudeBrowser from "@amplitude/analytics-browser";
import * as amplitudeNode from "@amplitude/analytics-node";
import { initializeApp } from "@firebase/app";
import { getAnalytics, logEvent, setUserId, setUserProperties } from "@firebase/analytics";
import { newTracker as browserTracker, trackSelfDescribingEvent } from "@snowplow/browser-tracker";
import { buildSelfDescribingEvent, newTracker } from "@snowplow/node-tracker";
import Mixpanel from "mixpanel";
import mixpanelBrowser from "mixpanel-browser";
import posthogBrowser from "posthog-js";
import { PostHog } from "posthog-node";
import { type Tracker } from "./index.js";
import { segment, segmentNode } from "./segment.js";
import { rudderstack, rudderstackNode } from "./rudderstack.js";
import { amplitude } from "./amplitude.js";
import { firebase } from "./firebase.js";
import { fullstory } from "./fullstory.js";
import { ga4 } from "./ga4.js";
import { hotjar } from "./hotjar.js";
import { launchdarkly, launchdarklyNode } from "./launchdarkly.js";
import { logrocket } from "./logrocket.js";
import { optimizely, optimizelyWeb } from "./optimizely.js";
import { mixpanel, mixpanelNode } from "./mixpanel.js";
import { posthog, posthogNode } from "./posthog.js";
import { snowplow } from "./snowplow.js";

browserTracker("shop", "http://127.0.0.1");
const sdk = newTracker({ namespace: "a", appId: "a" }, { endpoint: "http://127.0.0.1" });
const projectConfigManager = optimizelySdk.createStaticProjectConfigManager({ datafile: "{}" });
const tests = optimizelySdk.createInstance({ projectConfigManager });
declare const hj: import("@hotjar/browser/dist/utils").WindowWithHotjar;
const schema = (_: string, event: string) => `iglu:com.acme/${event}/jsonschema/1-0-0`;

export const all: Tracker[] = [
  segment(AnalyticsBrowser.load({ writeKey: "k" })),
  segmentNode(new SegmentNode({ writeKey: "k" })),
  rudderstack(new RudderAnalytics()),
  rudderstackNode(new RudderNode("k", { dataPlaneUrl: "http://127.0.0.1" })),
  amplitude(amplitudeBrowser),
  amplitude(amplitudeNode),
  mixpanel(mixpanelBrowser),
  mixpanelNode(Mixpanel.init("k")),
  posthog(posthogBrowser),
  posthogNode(new PostHog("k")),
  snowplow(trackSelfDescribingEvent, schema),
  snowplow((event) => sdk.track(buildSelfDescribingEvent(event), [], event.timestamp), schema),
  firebase(getAnalytics(initializeApp({})), { logEvent, setUserId, setUserProperties }),
  ga4(gtag),
  fullstory(FullStory, { "Order Placed": { count: "int" } }),
  hotjar((method, ...data) => hj.hj?.(method, ...data)),
  logrocket(LogRocket),
  optimizely(({ userId }) => tests.createUserContext(userId)),
  optimizely(tests.createUserContext("u1")),
  optimizelyWeb((call) => [].push(call as never)),
  launchdarkly(createClient("k", { kind: "user", key: "u1" })),
  launchdarkly(initialize("k", { kind: "user", key: "u1" }), (_, properties) => Number(properties["amount"])),
  launchdarklyNode(launch("k")),
];
"""


def test_adapters_fit_the_real_sdks(tmp_path: Path) -> None:
    folder = tmp_path / "client"
    write = {path.name: path.read_text(encoding="utf-8") for path in (GOLDEN / "typescript").glob("*.ts")}
    folder.mkdir()
    for name, text in write.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "use.ts").write_text(USES)
    (folder / "node_modules").symlink_to(npm() / "node_modules")
    (folder / "package.json").write_text('{"type": "module"}')
    done = tool(
        "tsc",
        *STRICT,
        "--noEmit",
        "--skipLibCheck",
        "--esModuleInterop",
        "--lib",
        "es2022,dom",
        "--types",
        "gtag.js",
        "use.ts",
        cwd=folder,
    )
    assert done.returncode == 0, done.stdout


def test_node_takes_every_file_of_a_client(tmp_path: Path) -> None:
    folder = tmp_path / "client"
    shutil.copytree(GOLDEN / "javascript", folder)
    (folder / "package.json").write_text('{"type": "module"}')
    files = sorted(path.name for path in folder.glob("*.js"))
    assert len(files) == 14
    for name in files:
        node("--check", name, cwd=folder)
        assert not re.search(r"^import ", (folder / name).read_text(encoding="utf-8"), re.M)


INHERITED = """\
plan: 1
owners: {all: {name: All}}
sources: {web: {platform: web}}
events:
  Thing Seen:
    description: A thing
    trigger: It is seen
    owner: all
    sources: [web]
    properties:
      constructor: {type: string, description: What every object has}
      toString: {type: string, required: false, description: What every object has}
rules: {property-name-case: off}
"""


def test_what_every_object_inherits_is_no_property(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(INHERITED)
    folder = tmp_path / "client"
    assert inside("generate", "javascript", "--plan", tmp_path / "plan.yaml", "--out", folder).code == 0
    (folder / "use.mjs").write_text(
        'import { configure, thingSeen, RecordingTracker } from "./index.js";\n'
        'const tracker = new RecordingTracker();\nconfigure({ tracker, mode: "drop", onViolation: (e) => console.log(e.message) });\n'
        'thingSeen({});\nthingSeen({ constructor: "a" });\nconsole.log(JSON.stringify(tracker.messages));\n'
    )
    told, sent = node("use.mjs", cwd=folder).splitlines()
    assert told == '"Thing Seen" breaks the plan: constructor is missing'
    assert sent == '[{"call":"track","event":"Thing Seen","properties":{"constructor":"a"}}]'


FAR = """\
plan: 1
owners: {all: {name: All}}
sources: {web: {platform: web}}
events:
  Thing Seen:
    description: A thing
    trigger: It is seen
    owner: all
    sources: [web]
    properties:
      far: {type: number, minimum: -9007199254740993, maximum: 9223372036854775807, description: Beyond what is exact}
"""


def test_a_bound_that_no_number_is_keeps_what_it_lets_through_and_what_it_says(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(FAR)
    folder = tmp_path / "client"
    assert inside("generate", "javascript", "--plan", tmp_path / "plan.yaml", "--out", folder).code == 0
    tried = ("2 ** 63", "2 ** 63 - 1024", "-(2 ** 53) - 2", "-(2 ** 53)")
    (folder / "use.mjs").write_text(
        'import { configure, thingSeen } from "./index.js";\n'
        'configure({ tracker: { send: (m) => console.log(m.properties.far) }, mode: "drop", onViolation: (e) => console.log(e.reasons[0].message) });\n'
        + "".join(f"thingSeen({{ far: {one} }});\n" for one in tried)
    )
    assert node("use.mjs", cwd=folder).splitlines() == [
        "is above the maximum of 9223372036854775807", "9223372036854775000",
        "is below the minimum of -9007199254740993", "-9007199254740992",
    ]  # fmt: skip
