"""Adapters of the Java machine: what their SDKs are told, by stand-ins that have the SDKs' own signatures."""

from __future__ import annotations

import os
from pathlib import Path

from conftest import Need
from front_door import TOP
from targets import TRICKY, java, kotlin
from targets._jvm import output
from tracking_plan.cli._judge import plans
from tracking_plan.document import Limits
from tracking_plan.generate import Job, generate
from tracking_plan.targets.java import ADAPTERS as JAVA
from tracking_plan.targets.kotlin import ADAPTERS as KOTLIN
from tracking_plan.targets.kotlin import APPS_ONLY, SERVERS

SDKS = Path(__file__).parent / "targets" / "sdks"
"""What the adapters call: these SDKs are in no registry that the tests reach. Each says where its signatures are from."""
GOLDEN = TOP / "tests" / "golden" / "adapters"


def made(target: str, sdk: str, folder: Path, platform: str = "web") -> None:
    """Write the client of a source that names an SDK."""
    source = TRICKY.read_text(encoding="utf-8")
    plan = source.replace("app: {platform: web,", f"app: {{platform: {platform}, sdk: {sdk},")
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
"""
_APPS = """
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
    tell("FullStory", FullStoryTracker())
    val flags = object : com.launchdarkly.sdk.android.LDClientInterface {}
    tell("LaunchDarkly", LaunchDarklyTracker(flags))
    LaunchDarklyTracker(flags) { _, properties -> properties["real"] as Double }.send(FULL.copy(event = "With Metric", properties = DATA))
    tell("LogRocket", LogRocketTracker())
    tell("Mixpanel", MixpanelTracker(com.mixpanel.android.mpmetrics.MixpanelAPI()))
    tell("Optimizely", OptimizelyTracker(com.optimizely.ab.android.sdk.OptimizelyClient()))
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
_SERVERS = """
fun main() {
    val flags = object : com.launchdarkly.sdk.server.interfaces.LDClientInterface {}
    tell("LaunchDarkly", LaunchDarklyTracker(flags))
    LaunchDarklyTracker(flags) { _, properties -> properties["real"] as Double }.send(FULL.copy(event = "With Metric", properties = DATA))
    tell("Mixpanel", MixpanelTracker(com.mixpanel.mixpanelapi.MessageBuilder(), { println("deliver($it)") }))
    tell("Optimizely", OptimizelyTracker(com.optimizely.ab.Optimizely()))
    val postHog = PostHogTracker(object : com.posthog.server.PostHogInterface {})
    val known = Tracker { postHog.send(it.copy(anonymousId = it.anonymousId ?: "a2")) }
    tell("PostHog", known)
    postHog.send(Message("group", groupId = "g1", traits = emptyMap()))
    val schema = { message: Message -> "iglu:com.acme/${message.event ?: message.call}/jsonschema/1-0-0" }
    tell("Snowplow", SnowplowTracker(com.snowplowanalytics.snowplow.tracker.Tracker(), schema))
}
"""


def told(folder: Path, main: str) -> str:
    """What a program prints that stands beside clients in Kotlin, and their adapters."""
    (folder / "Main.kt").write_text(_KOTLIN + main, encoding="utf-8")
    sources = sorted(path.name for path in folder.glob("*.kt"))
    stubs = [str(path) for name in ("android", "java") for path in (SDKS / name).rglob("*.java")]
    output("javac", "-encoding", "UTF-8", "-d", "sdk", *stubs, cwd=folder)
    done = kotlin.kotlinc(folder, *map(str, (SDKS / "kotlin").rglob("*.kt")), into="sdk")
    assert done.returncode == 0, done.stderr
    done = kotlin.kotlinc(folder, "-Werror", *sources)
    assert done.returncode == 0, done.stdout + done.stderr
    return kotlin.java(folder, "made.MainKt")


def test_what_kotlin_tells_each_sdk(need: Need, tmp_path: Path) -> None:
    for tool in ("javac", *kotlin.TOOLS):
        need(tool)
    for sdk in KOTLIN:
        made("kotlin", sdk, tmp_path)
    assert {f"{name}.kt" for name in KOTLIN.values()} <= {path.name for path in tmp_path.glob("*.kt")}
    golden("kotlin.txt", told(tmp_path, _APPS))


def test_what_kotlin_tells_the_sdks_of_servers(need: Need, tmp_path: Path) -> None:
    for tool in ("javac", *kotlin.TOOLS):
        need(tool)
    for sdk in (*SERVERS, *APPS_ONLY):
        made("kotlin", sdk, tmp_path, "server")
    found = {path.name for path in tmp_path.glob("*Tracker.kt")}
    assert found == {f"{KOTLIN[sdk]}.kt" for sdk in SERVERS}
    golden("kotlin_servers.txt", told(tmp_path, _SERVERS))


_JAVA = """\
package made;

import com.snowplowanalytics.snowplow.tracker.payload.SelfDescribingJson;
import java.util.*;
import java.util.function.Function;
import sdk.Told;

class Main {
  static Map<String, Object> object(Object... pairs) {
    Map<String, Object> made = new LinkedHashMap<>();
    for (int place = 0; place < pairs.length; place += 2) {
      made.put((String) pairs[place], pairs[place + 1]);
    }
    return made;
  }

  static final Map<String, Object> DATA =
      object(
          "text", "a", "whole", 1L, "real", 0.5, "flag", true, "nothing", null, "nowhere", Double.NaN,
          "tags", Arrays.asList("a", null, 2L), "items", List.of(object("sku", "x y")), "address", object("no", null));
  static final Map<String, Object> CONTEXT =
      object("ip", "192.0.2.1", "plan", object("name", "shop", "version", "1.2.3"));

  static Message message(String call, String event, String group, Map<String, Object> data) {
    boolean traits = call.equals("identify") || call.equals("group");
    return new Message(
        call, event, "u1", "a1", group, traits ? null : data, traits ? data : null, CONTEXT,
        "2026-01-15T10:30:00.250+01:00", "m1");
  }

  static void tell(String name, Tracker tracker) {
    System.out.println(name);
    tracker.send(message("track", "Order Placed", null, DATA));
    tracker.send(message("page", "Home Seen", null, object("path", "/")));
    tracker.send(message("screen", "Cart Seen", null, object("size", 2L)));
    tracker.send(message("identify", null, null, object("plan", "free", "left", null)));
    tracker.send(message("group", null, "g1", object("seats", 5L)));
    tracker.send(new Message("track", "Bare", null, "a2", null, object(), null, null, "yesterday", null));
    tracker.send(new Message("identify", null, "u2", null, null, null, object(), null, null, null));
    System.out.println();
  }

  public static void main(String[] words) {
    tell("Amplitude", new AmplitudeTracker(new com.amplitude.Amplitude()));
    com.launchdarkly.sdk.server.interfaces.LDClientInterface flags = new com.launchdarkly.sdk.server.interfaces.LDClientInterface() {};
    tell("LaunchDarkly", new LaunchDarklyTracker(flags));
    new LaunchDarklyTracker(flags, (event, properties) -> ((Number) properties.get("real")).doubleValue())
        .send(message("track", "With Metric", null, object("real", 0.5)));
    tell(
        "Mixpanel",
        new MixpanelTracker(new com.mixpanel.mixpanelapi.MessageBuilder(), told -> Told.tell("deliver", told)));
    tell("Optimizely", new OptimizelyTracker(new com.optimizely.ab.Optimizely()));
    PostHogTracker postHog = new PostHogTracker(new com.posthog.server.PostHogInterface() {});
    tell("PostHog", postHog);
    postHog.send(new Message("group", null, null, null, "g1", null, object(), null, null, null));
    tell("RudderStack", new RudderStackTracker(new com.rudderstack.sdk.java.analytics.RudderAnalytics()));
    tell("Segment", new SegmentTracker(new com.segment.analytics.Analytics()));
    Function<Message, String> schema = told -> "iglu:com.acme/" + (told.event() == null ? told.call() : told.event());
    tell("Snowplow", new SnowplowTracker(new com.snowplowanalytics.snowplow.tracker.Tracker(), schema));
    new SnowplowTracker(
            new com.snowplowanalytics.snowplow.tracker.Tracker(),
            schema,
            told -> List.of(new SelfDescribingJson("iglu:com.acme/plan", told.context())))
        .send(message("track", "With Plan", null, object()));
  }
}
"""


def test_what_java_tells_each_sdk(need: Need, tmp_path: Path) -> None:
    for tool in ("javac", *java.TOOLS):
        need(tool)
    for sdk in JAVA:
        made("java", sdk, tmp_path)
    sdks = [str(path) for name in ("android", "java") for path in (SDKS / name).rglob("*.java")]
    output("javac", "-encoding", "UTF-8", "-d", "sdk", *sdks, cwd=tmp_path)
    adapters = [f"{name}.java" for name in JAVA.values()]
    assert not java.unformatted(tmp_path, adapters)
    (tmp_path / "Main.java").write_text(_JAVA, encoding="utf-8")
    sources = sorted(path.name for path in tmp_path.glob("*.java"))
    assert {*adapters} <= {*sources}
    words = ("javac", "-encoding", "UTF-8", "-Xlint:all", "-Werror", "-cp", "sdk", "-d", "built")
    output(*words, *sources, cwd=tmp_path)
    golden("java.txt", output("java", "-cp", "built:sdk", "made.Main", cwd=tmp_path))
