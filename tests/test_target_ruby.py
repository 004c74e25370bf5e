"""The target ruby where its language is the hard part: hostile texts, regular expressions, values, and the adapter."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import Need
from front_door import inside, write
from targets.ruby import echo, parses
from tracking_plan.model.pattern import matches
from tracking_plan.targets._code import lines
from tracking_plan.targets.ruby._names import KEYWORDS, constant, module_name, variable
from tracking_plan.targets.ruby._text import comment, harmless, literal, regex

HOSTILE = [
    "", " ", "*/ exit(1) /*", '"""', "'''", "`id`", "#{exit 1}", "#$0", "#@x", "#@@x", "${x}", "%s %d %w(", "\\", "\\n", '\\"', '"',
    "\u2028\u2029", "\x00", "\r\n", "\r", "\n=begin\n", "=begin", "=end", "\n__END__\n", "__END__", "<<~X", "\\u{110000}",
    "-*- coding: us-ascii -*-", "coding: us-ascii", "frozen_string_literal: false", "-*- warn_indent: true -*-",
    "shareable_constant_value: literal", "rubocop:enable all", ":nocov:", "@param x", "@!method x", "{Foo#bar}", "{include:file:x}",
    "\ufeff", "\u202ehi", "\\u002a", "é", "e\u0301", "登録", "🚀👨‍👩‍👧", "\U000e0041", "</script>", "a\n\n\nb", "\ud7ff",
    "\U0010ffff", "\x7f\x80\x9f", "\x1b[31m", "\\e", "ǅ", "ϒ", "ß", "ÿ", "Ⅷ", "_1", "1", "self", "nil", "BEGIN",
]  # fmt: skip
FEW = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
TEXTS = st.lists(st.text(max_size=30) | st.sampled_from(HOSTILE), min_size=50, max_size=100)


def printed(code: str, *words: str, cwd: Path | None = None) -> Any:
    """What a program prints, as JSON; it must have no warning."""
    done = subprocess.run(
        ["ruby", "-w", "-E", "UTF-8", *words, "-"], input=code, cwd=cwd, capture_output=True, text=True, check=False,
        encoding="utf-8",
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, ""), done.stderr[-2000:]
    return json.loads(done.stdout)


@FEW
@given(TEXTS)
def test_texts_come_back_as_they_were(need: Need, tmp_path: Path, texts: list[str]) -> None:
    need("ruby")
    assert echo(tmp_path, [*HOSTILE, *texts]) == [*HOSTILE, *texts]


@FEW
@given(TEXTS)
def test_comments_end_nothing(need: Need, texts: list[str]) -> None:
    need("ruby")
    texts = [*HOSTILE, *texts]
    rows = (comment(map(harmless, lines(text))) + f"X{place} = 0\n" for place, text in enumerate(texts))
    assert parses("# frozen_string_literal: true\n\n" + "\n".join(rows)) == len(texts)


@FEW
@given(TEXTS)
def test_names_are_names_wherever_they_stand(need: Need, texts: list[str]) -> None:
    need("ruby")
    texts = [*HOSTILE, *texts]
    modules = {module_name(text) for text in texts}
    constants = {constant(text) for text in texts} - {"BEGIN", "END"}
    variables = set(map(variable, texts)) - KEYWORDS
    rows = [*(f"module {name}\nend\n" for name in modules), *(f"{name} = 0\n" for name in constants - modules)]
    rows += [f"def self.{name}({name}:)\n  {name}\nend\n" for name in variables]
    assert parses("".join(rows)) == len(rows)


PATTERNS = {
    "^.{0,2500}$": ["a" * 2500, "a" * 2501, ""],
    "^(?:a{100}){11,13}$": ["a" * 1099, "a" * 1100, "a" * 1300, "a" * 1301],
    "a{0}b": ["b", "a"],
    "^\\s$": [" ", "\u00a0", "\ufeff", "\u1680", "x", "\u180e"],
    "^[^\\n`\\\\]\\/\\-$": ["a/-", "`/-"],
    "^[a&&b#{]$": ["&", "a", "#", "{", "x"],
    "^[[:a]]$": ["[]", ":]", "[:a]]"],
    "^\\w\\W\\d\\D\\S.$": ["a!1a!x", "é!1a!x", "a!1a!\u2028"],
    "^[\\p{L}\\p{Lu}a-z0-9_\\u{1F600}é]+$": ["aÉ_9😀", "a-"],
    "^[^\\p{L}a-z0-9]+$": ["_-", "a", "é", "9"],
    "^[\\P{L}ab-z]+$": ["_-9", "ab", "é"],
    "^[\\p{Lu}\\d-]+\\P{L}$": ["AÉ1-1", "a1"],
    "x$": ["x\n", "x", "xy"],
    "^x": ["a\nx", "x"],
    "\\bcat\\b": ["a cat.", "cats", "é cat"],
    "^[\\u{1F600}-\\u{1F64F}]$": ["😀", "😀😀"],
    "#{x}": ["#{x}", ""],
    "": ["", "a"],
}


def test_patterns_mean_the_same_to_ruby(need: Need) -> None:
    need("ruby")
    pairs = [(one, text) for one, texts in PATTERNS.items() for text in texts if _is_pattern(one)]
    rows = ", ".join(f"Regexp.new({regex(pattern)}).match?({literal(text)})" for pattern, text in pairs)
    found = printed(f'require "json"\nputs JSON.generate([{rows}])\n')
    assert found == [matches(pattern, text) for pattern, text in pairs]


def _is_pattern(text: str) -> bool:
    from tracking_plan.targets._pattern import readable

    return readable(text)


PLAN = """\
plan: 1
name: acme
sources:
  api: {platform: server, language: ruby, sdk: %s, out: events}
owners: {growth: {name: Growth}}
events:
  Project Created:
    {description: A project is there, trigger: It is stored, owner: growth, sources: [api], properties: {
      project_id: {type: string, description: Its number}, size: {type: integer, required: false, description: Members},
      more: {required: false, description: Anything}}}
"""


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def client(repository: Path, sdk: str) -> None:
    write(repository, {"plan.yaml": PLAN % sdk})
    assert inside("generate").code == 0


def test_a_client_has_the_adapter_of_its_sdk_alone(repository: Path) -> None:
    client(repository, "none")
    assert not (repository / "events" / "segment.rb").exists()
    client(repository, "segment")
    assert (repository / "events" / "segment.rb").exists()


@pytest.mark.parametrize(("sdk", "tracker"), [("segment", "SegmentTracker"), ("rudderstack", "RudderStackTracker")])
def test_the_adapters_for_segment_and_its_like_hand_over_each_call(
    need: Need, repository: Path, sdk: str, tracker: str
) -> None:
    need("ruby")
    client(repository, sdk)
    found = printed(
        """\
require "json"
require "./events/events"
require "./events/SDK"

class Fake # takes what Segment's and RudderStack's SDK take, and checks what they check
  attr_reader :sent

  %i[track page screen identify group].each do |name|
    define_method(name) do |attrs|
      raise ArgumentError, "Timestamp must be a Time" unless (attrs[:timestamp] || Time.new).is_a? Time
      raise ArgumentError, "Must supply either user_id or anonymous_id" unless attrs[:user_id] || attrs[:anonymous_id]

      (attrs[:context] || {})[:library] = "it adds to the context"
      (@sent ||= []) << [name, attrs]
    end
  end
end

fake = Fake.new
ApiEvents.configure(tracker: ApiEvents::TRACKER.new(fake), mode: :throw)
at = Time.utc(2026, 1, 15, 9, 30)
context = { "ip" => "192.0.2.1" }.freeze
options = { user_id: "u1", timestamp: at, message_id: "m1", context: context }
ApiEvents.project_created(project_id: "p", size: 3, options: options)
ApiEvents.identify("u2", **{ "any trait" => 1 })
ApiEvents.group("g1", options: ApiEvents::Options.new(anonymous_id: "a1"))
raise "no Time" unless fake.sent[0][1][:timestamp] == at

puts JSON.generate(fake.sent.map { |name, attrs| [name, attrs.except(:timestamp)] })
""".replace("SDK", sdk, 1).replace("TRACKER", tracker),
        cwd=repository,
    )
    context = {"ip": "192.0.2.1", "library": "it adds to the context"}
    track = {"user_id": "u1", "context": context, "message_id": "m1", "event": "Project Created"}
    assert found == [
        ["track", track | {"properties": {"project_id": "p", "size": 3}}],
        ["identify", {"user_id": "u2", "traits": {"any trait": 1}}],
        ["group", {"anonymous_id": "a1", "group_id": "g1", "traits": {}}],
    ]


CALLS = """\
options = { user_id: "u1", timestamp: Time.utc(2026, 1, 15, 9, 30, 0.25r), message_id: "%s" }
ApiEvents.project_created(project_id: "p", size: 3, options: options)
ApiEvents.project_created(project_id: "p", options: { anonymous_id: "a1", message_id: "m1" })
ApiEvents.identify("u2", **{ "any trait" => 1 })
ApiEvents.group("g1", options: ApiEvents::Options.new(anonymous_id: "a1"))
puts JSON.generate(SENT)
"""
UUID = "123e4567-e89b-12d3-a456-426614174000"


def test_the_adapter_for_posthog_hands_over_each_call(need: Need, repository: Path) -> None:
    need("ruby")
    client(repository, "posthog")
    found = printed(
        """\
require "json"
require "./events/events"
require "./events/posthog"

SENT = [] # rubocop:disable Style/MutableConstant

class Fake # takes what PostHog's SDK takes, and checks what it checks
  %i[capture identify group_identify].each do |name|
    define_method(name) do |attrs|
      raise ArgumentError, "Timestamp must be a Time" unless (attrs[:timestamp] || Time.now).is_a? Time
      raise ArgumentError, "distinct_id must be given" if attrs[:distinct_id].nil? && name != :group_identify

      attrs[:properties]["$groups"] = "it adds to the properties"
      SENT << [name, attrs.merge(timestamp: attrs[:timestamp]&.iso8601(3))]
    end
  end
end

ApiEvents.configure(tracker: ApiEvents::PostHogTracker.new(Fake.new, group_type: "company"), mode: :throw)
"""
        + CALLS % UUID,
        cwd=repository,
    )
    more = {"$groups": "it adds to the properties"}
    event = {"event": "Project Created"}
    at = {"timestamp": "2026-01-15T09:30:00.250Z"}
    none = {"timestamp": None}
    assert found == [
        [
            "capture",
            {"distinct_id": "u1", "uuid": UUID, "properties": {"project_id": "p", "size": 3, **more}} | event | at,
        ],
        ["capture", {"distinct_id": "a1", "properties": {"project_id": "p", **more}} | event | none],
        ["identify", {"distinct_id": "u2", "properties": {"any trait": 1, **more}} | none],
        [
            "group_identify",
            {"distinct_id": "a1", "group_type": "company", "group_key": "g1", "properties": more} | none,
        ],
    ]


def test_the_adapter_for_mixpanel_hands_over_each_call(need: Need, repository: Path) -> None:
    need("ruby")
    client(repository, "mixpanel")
    found = printed(
        """\
require "json"
require "./events/events"
require "./events/mixpanel"

SENT = [] # rubocop:disable Style/MutableConstant

class Fake # takes what Mixpanel's SDK takes
  def track(distinct_id, event, properties = {}, _ip = nil)
    SENT << ["track", distinct_id, event, properties]
  end

  def people
    Class.new { define_method(:set) { |id, properties, _ip = nil| SENT << ["people", id, properties] } }.new
  end

  def groups
    Class.new { define_method(:set) { |key, id, properties, _ip = nil| SENT << ["groups", key, id, properties] } }.new
  end
end

ApiEvents.configure(tracker: ApiEvents::MixpanelTracker.new(Fake.new), mode: :throw)
"""
        + CALLS % "m1",
        cwd=repository,
    )
    more = {"$user_id": "u1", "time": 1768469400250, "$insert_id": "m1"}
    assert found == [
        ["track", "u1", "Project Created", {"project_id": "p", "size": 3, **more}],
        ["track", "a1", "Project Created", {"project_id": "p", "$device_id": "a1", "$insert_id": "m1"}],
        ["people", "u2", {"any trait": 1}],
        ["groups", "account", "g1", {}],
    ]


def test_the_adapter_for_snowplow_hands_over_each_call(need: Need, repository: Path) -> None:
    need("ruby")
    client(repository, "snowplow")
    found = printed(
        """\
require "json"
require "./events/events"
require "./events/snowplow"

SENT = [] # rubocop:disable Style/MutableConstant

module SnowplowTracker # what is used of Snowplow's tracker
  SelfDescribingJson = Struct.new(:schema, :data)
  TrueTimestamp = Struct.new(:value)

  class Subject
    attr_reader :told

    def set_user_id(id) = (@told ||= []) << ["uid", id]
    def set_network_user_id(id) = (@told ||= []) << ["tnuid", id]
  end

  class Tracker
    def track_self_describing_event(event_json:, context: nil, tstamp: nil, subject: nil, page: nil)
      raise ArgumentError, "no context, no page" if context || page

      SENT << [event_json.schema, event_json.data, tstamp&.value, subject&.told]
    end
  end
end

schema = ->(call, event) { "iglu:com.acme/#{call}-#{event.downcase.tr(" ", "_")}/jsonschema/1-0-0" }
tracker = ApiEvents::SnowplowEventTracker.new(SnowplowTracker::Tracker.new, &schema)
ApiEvents.configure(tracker: tracker, mode: :throw)
"""
        + CALLS % "m1",
        cwd=repository,
    )
    schema = "iglu:com.acme/%s/jsonschema/1-0-0"
    assert found == [
        [schema % "track-project_created", {"project_id": "p", "size": 3}, 1768469400250, [["uid", "u1"]]],
        [schema % "track-project_created", {"project_id": "p"}, None, [["tnuid", "a1"]]],
        [schema % "identify-identify", {"userId": "u2", "any trait": 1}, None, [["uid", "u2"]]],
        [schema % "group-group", {"groupId": "g1"}, None, [["tnuid", "a1"]]],
    ]


def test_values_of_every_kind_are_sent_as_json_has_them(need: Need, repository: Path) -> None:
    need("ruby")
    client(repository, "none")
    found = printed(
        """\
require "json"
require "bigdecimal"
require "./events/events"

sent = ApiEvents::RecordingTracker.new
told = []
ApiEvents.configure(tracker: sent, on_violation: ->(error) { told << error.message })
loop_in_itself = []
loop_in_itself << loop_in_itself
[
  :word, BigDecimal("1.50"), 3r, 2.0, Time.new(2026, 1, 15, 10, 30, Rational(1, 2), "+01:00"), Date.new(2026, 1, 15),
  DateTime.new(2026, 1, 15, 9, 30, 0), { a: [nil, true], "b" => {} }, "\\xE9".dup.force_encoding("ISO-8859-1"), 10**20,
  Float::NAN, BigDecimal("NaN"), Object.new, 1i, "a\\xFF", loop_in_itself,
].each { |value| ApiEvents.project_created(project_id: "p", more: value) }
values = sent.messages.map { |message| message["properties"]["more"] }
values[-1] = nil
puts JSON.generate([values, told])
""",
        cwd=repository,
    )
    values, told = found
    assert values[:10] == [
        "word", 1.5, 3, 2.0, "2026-01-15T09:30:00.500Z", "2026-01-15", "2026-01-15T09:30:00Z",
        {"a": [None, True], "b": {}}, "é", 10**20,
    ]  # fmt: skip
    assert values[10:] == [None, None, None, None, "a\ufffd", None]
    lead = '"Project Created" breaks the plan: more '
    assert told[:5] == [
        f"{lead}is not a number that JSON can hold", f"{lead}is not a number that JSON can hold",
        f"{lead}is not a value that JSON can hold", f"{lead}is not a value that JSON can hold",
        f"{lead}holds half a character (a lone surrogate)",
    ]  # fmt: skip
    assert told[5].endswith("[0] is nested more than 200 deep")


def test_what_is_set_wrongly_is_told_at_once(need: Need, repository: Path) -> None:
    need("ruby")
    client(repository, "none")
    found = printed(
        """\
require "json"
require "./events/events"

made = [
  -> { ApiEvents.configure(tracker: nil) },
  -> { ApiEvents.configure(tracker: ->(_) {}, mode: :loud) },
  -> { ApiEvents.project_created(project_id: "p", options: { user: "u" }) },
].map do |one|
  ApiEvents.configure(tracker: ->(_) {}, mode: "throw")
  one.call
rescue ArgumentError => e
  e.message
end
puts JSON.generate(made)
""",
        cwd=repository,
    )
    assert found == [
        "the tracker must have a method call(message)",
        "the mode must be throw, warn, drop or off, not loud",
        "unknown keywords: user",
    ]


def test_the_adapter_for_optimizely_hands_over_each_call(need: Need, repository: Path) -> None:
    need("ruby")
    client(repository, "optimizely")
    found = printed(
        """\
require "json"
require "./events/events"
require "./events/optimizely"

SENT = [] # rubocop:disable Style/MutableConstant

User = Struct.new(:user_id) do # what is used of Optimizely's user context
  def track_event(event_key, event_tags = nil) = SENT << [user_id, event_key, event_tags]
end

class Project
  def create_user_context(user_id, _attributes = nil) = User.new(user_id)
end

ApiEvents.configure(tracker: ApiEvents::OptimizelyTracker.new(Project.new), mode: :throw)
ApiEvents.project_created(project_id: "p", more: { "a" => { "b" => 1 }, "c" => [1], "d" => true, "e" => nil }, options: { user_id: "u1" })
"""
        + CALLS % "m1",
        cwd=repository,
    )
    assert found == [
        ["u1", "Project Created", {"project_id": "p", "more.a.b": 1, "more.d": True}],
        ["u1", "Project Created", {"project_id": "p", "size": 3}],
        ["a1", "Project Created", {"project_id": "p"}],
    ]


def test_the_adapter_for_launchdarkly_hands_over_each_call(need: Need, repository: Path) -> None:
    need("ruby")
    client(repository, "launchdarkly")
    found = printed(
        """\
require "json"
require "./events/events"
require "./events/launchdarkly"

SENT = [] # rubocop:disable Style/MutableConstant

class Fake # what is used of LaunchDarkly's client
  def track(event_name, context, data = nil, metric_value = nil)
    data["it"] = "adds to the data"
    SENT << [event_name, context, data, metric_value]
  end
end

tracker = ApiEvents::LaunchDarklyTracker.new(Fake.new) { |_event, properties| properties["size"] }
ApiEvents.configure(tracker: tracker, mode: :throw)
"""
        + CALLS % "m1",
        cwd=repository,
    )
    more = {"it": "adds to the data"}
    assert found == [
        ["Project Created", {"kind": "user", "key": "u1"}, {"project_id": "p", "size": 3, **more}, 3],
        ["Project Created", {"kind": "user", "key": "a1", "anonymous": True}, {"project_id": "p", **more}, None],
    ]
