"""Adapters of the Java machine: what their SDKs are told, by stand-ins that have the SDKs' own signatures."""

from __future__ import annotations

import os
from pathlib import Path

from conftest import Need
from front_door import TOP
from targets import TRICKY, kotlin
from targets._jvm import output
from tracking_plan.cli._judge import plans
from tracking_plan.document import Limits
from tracking_plan.generate import Job, generate
from tracking_plan.targets.kotlin import ADAPTERS

SDKS = Path(__file__).parent / "targets" / "sdks"
"""What the adapters call: these SDKs are in no registry that the tests reach. Each says where its signatures are from."""
GOLDEN = TOP / "tests" / "golden" / "adapters"


def made(target: str, sdk: str, folder: Path) -> None:
    """Write the client of a source that names an SDK."""
    source = TRICKY.read_text(encoding="utf-8")
    plan = source.replace("app: {platform: web,", f"app: {{platform: web, sdk: {sdk},")
    assert plan != source
    (folder / "plan.yaml").write_text(plan, encoding="utf-8")
    [(found, _)] = plans(str(folder / "plan.yaml"), Limits())
    outputs, findings = generate(found, [Job(target, "app", "src/made")])
    assert not findings
    for name, code in outputs[0].files.items():
        (folder / name).write_text(code, encoding="utf-8", newline="")


def golden(name: str, text: str) -> None:
    path = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    assert path.read_text(encoding="utf-8") == text, f"{name}: UPDATE_GOLDEN=1 writes it"


_KOTLIN = """\
package made

private val DATA =
    linkedMapOf(
        "text" to "a",
        "whole" to 1L,
        "real" to 0.5,
        "far" to java.math.BigInteger("9223372036854775808"),
        "flag" to true,
        "nothing" to null,
        "nowhere" to Double.NaN,
        "tags" to listOf("a", null, 2L),
        "items" to listOf(mapOf("sku" to "x y")),
        "address" to mapOf("my street" to "b", "no" to null),
    )
private val WHO = Message("track", userId = "u1", anonymousId = "a1", timestamp = "2026-01-15T10:30:00.250+01:00", messageId = "m1")
private val FULL = WHO.copy(context = mapOf("ip" to "192.0.2.1", "plan" to mapOf("name" to "shop", "version" to "1.2.3")))

private fun tell(
    name: String,
    tracker: Tracker,
) {
    println(name)
    tracker.send(FULL.copy(event = "Order Placed", properties = DATA))
    tracker.send(FULL.copy(call = "page", event = "Home Seen", properties = mapOf("path" to "/")))
    tracker.send(FULL.copy(call = "screen", event = "Cart Seen", properties = mapOf("size" to 2L)))
    tracker.send(FULL.copy(call = "identify", traits = mapOf("plan" to "free", "left" to null)))
    tracker.send(FULL.copy(call = "group", groupId = "g1", traits = mapOf("seats" to 5L)))
    tracker.send(Message("track", event = "Bare", properties = emptyMap(), timestamp = "yesterday"))
    tracker.send(Message("identify", userId = "u2", traits = emptyMap()))
    println()
}

private val TRACKER =
    object : com.snowplowanalytics.snowplow.controller.TrackerController {
        override val subject =
            object : com.snowplowanalytics.snowplow.controller.SubjectController {
                override var userId: String? = null
                    set(value) {
                        field = value
                        println("subject.userId = $value")
                    }
            }

        override fun track(event: com.snowplowanalytics.snowplow.event.Event): java.util.UUID? {
            println("track($event)")
            return null
        }
    }

fun main() {
    tell("Amplitude", AmplitudeTracker(com.amplitude.core.Amplitude()))
    tell("Firebase", FirebaseTracker(com.google.firebase.analytics.FirebaseAnalytics()))
    tell("Mixpanel", MixpanelTracker(com.mixpanel.android.mpmetrics.MixpanelAPI()))
    tell("PostHog", PostHogTracker())
    tell("RudderStack", RudderStackTracker(com.rudderstack.sdk.kotlin.core.Analytics()))
    tell("Segment", SegmentTracker(com.segment.analytics.kotlin.core.Analytics()))
    val schema = { message: Message -> "iglu:com.acme/${message.event ?: message.call}/jsonschema/1-0-0" }
    tell("Snowplow", SnowplowTracker(TRACKER, schema))
    val entities = { message: Message ->
        listOf(com.snowplowanalytics.snowplow.payload.SelfDescribingJson("iglu:com.acme/plan/jsonschema/1-0-0", message.context!!))
    }
    SnowplowTracker(TRACKER, schema, entities).send(FULL.copy(event = "With Plan", properties = emptyMap()))
}
"""


def test_what_kotlin_tells_each_sdk(need: Need, tmp_path: Path) -> None:
    for tool in ("javac", *kotlin.TOOLS):
        need(tool)
    for sdk in ADAPTERS:
        made("kotlin", sdk, tmp_path)
    (tmp_path / "Main.kt").write_text(_KOTLIN, encoding="utf-8")
    sources = sorted(path.name for path in tmp_path.glob("*.kt"))
    assert {f"{name}.kt" for name in ADAPTERS.values()} <= {*sources}
    output("javac", "-encoding", "UTF-8", "-d", "sdk", *map(str, (SDKS / "android").rglob("*.java")), cwd=tmp_path)
    done = kotlin.kotlinc(tmp_path, *map(str, (SDKS / "kotlin").rglob("*.kt")), into="sdk")
    assert done.returncode == 0, done.stderr
    done = kotlin.kotlinc(tmp_path, "-Werror", *sources)
    assert done.returncode == 0, done.stdout + done.stderr
    golden("kotlin.txt", kotlin.java(tmp_path, "made.MainKt"))
