"""The target go where its language is the hard part: hostile texts, regular expressions, and the adapters."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import Need
from front_door import inside, write
from targets.go import echo, go, gofmt, parses, printed
from tracking_plan.model.pattern import matches
from tracking_plan.targets._code import lines
from tracking_plan.targets.go._names import exported
from tracking_plan.targets.go._text import comment, literal, regex

HOSTILE = [
    "", " ", "*/ System.exit(1) /*", '"""', "'''", "``", "''", "`", "#{x}", "${x}", "%s %d %!", "\\", "\\n", '\\"', '"', "'",
    "\u2028\u2029", "\x00", "\r\n", "\r", "\n//go:build ignore", "//go:embed x", "// +build ignore", "\n+build ignore",
    "# Heading", "#  Heading", "Heading", "A Heading\n\nText", "- item\n- item", "  - item", "1. one\n2. two", "1) one",
    "\tcode", "[x]: https://example.com", "[x]\n[y]: http://a", "*/", "//", "/*", "\ufeff", "\u202ehi", "\\u002a\\u002f",
    "é", "e\u0301", "登録", "🚀👨‍👩‍👧", "\U000e0041", "</script>", "<!--", "import \"C\"", "package x", "Deprecated: no",
    "Deprecated: no\n\nmore", "•", "+ a", "a\n\n\nb", "line one\n    indented\n  less", "\ud7ff", "\U0010ffff", "\x7f\x80\x9f",
]  # fmt: skip
FEW = settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
TEXTS = st.lists(st.text(max_size=30) | st.sampled_from(HOSTILE), min_size=50, max_size=100)


@FEW
@given(TEXTS)
def test_texts_come_back_as_they_were(need: Need, tmp_path: Path, texts: list[str]) -> None:
    need("go")
    assert echo(tmp_path, [*HOSTILE, *texts]) == [*HOSTILE, *texts]


@FEW
@given(TEXTS)
def test_comments_end_nothing_and_stay_as_gofmt_leaves_them(need: Need, texts: list[str]) -> None:
    need("go")
    texts = [*HOSTILE, *texts]
    rows = (
        comment(["X is it.", *lines(text)], " ".join(lines(text))) + f"var X{n} = 0\n" for n, text in enumerate(texts)
    )
    assert parses("package p\n\n" + "\n".join(rows)) == len(texts)


@FEW
@given(TEXTS)
def test_names_are_exported_and_one_text_has_one_name(need: Need, texts: list[str]) -> None:
    need("go")
    names = {exported(text) for text in (*HOSTILE, *texts)} | {exported(text, "Lead") for text in (*HOSTILE, *texts)}
    rows = "".join(f"type {name} struct{{}}\n\n" for name in sorted(names))
    assert parses(f"package p\n\n{rows}".rstrip() + "\n") == len(names)
    assert all(name[0].isupper() for name in names)


PATTERNS = {
    "^.{0,2500}$": ["a" * 2500, "a" * 2501, ""],
    "^a{1500,}$": ["a" * 1499, "a" * 1500, "a" * 3000],
    "^(?:ab{2}c){700}$": ["abbc" * 700, "abbc" * 699],
    "^(?:a{100}){11,13}$": ["a" * 1099, "a" * 1100, "a" * 1300, "a" * 1301],
    "a{0}b": ["b", "a"],
    "^\\s$": [" ", "\u00a0", "\ufeff", "\u1680", "x", "\u180e"],
    "^[^\\n`\\\\]\\/\\-$": ["a/-", "`/-"],
    "^\\w\\W\\d\\D\\S.$": ["a!1a!x", "é!1a!x", "a!1a!\u2028"],
    "^[\\p{Lu}\\d-]+\\P{L}$": ["AÉ1-1", "a1"],
    "x$": ["x\n", "x", "xy"],
    "\\bcat\\b": ["a cat.", "cats", "é cat"],
    "^[\\u{1F600}-\\u{1F64F}]$": ["😀", "😀😀"],
    "": ["", "a"],
}


def test_patterns_mean_the_same_to_go(need: Need, tmp_path: Path) -> None:
    need("go")
    pairs = [(pattern, text) for pattern, texts in PATTERNS.items() for text in texts]
    rows = "".join(
        f"\t\tregexp.MustCompile({regex(pattern)}).MatchString({literal(text)}),\n" for pattern, text in pairs
    )
    found = printed(tmp_path, f"\t_ = json.NewEncoder(os.Stdout).Encode([]bool{{\n{rows}\t}})\n", '\t"regexp"\n')
    assert found == [matches(pattern, text) for pattern, text in pairs]


PLAN = """\
plan: 1
name: acme
sources:
  api: {platform: server, language: golang, sdk: %s, out: events}
owners: {growth: {name: Growth}}
events:
  Project Created:
    {description: A project is there, trigger: It is stored, owner: growth, sources: [api], properties: {
      project_id: {type: string, description: Its number}, size: {type: integer, required: false, description: Members}}}
  Plans Seen: {type: page, description: A page, trigger: It is seen, owner: growth, sources: [api]}
  Menu Seen: {type: screen, description: A screen, trigger: It is seen, owner: growth, sources: [api]}
"""
# What the adapters use of the SDKs, with the names and types that it has there.
SEGMENT = """\
package analytics

import "time"

type Message interface{}

type Client interface {
	Close() error
	Enqueue(Message) error
}

type Properties map[string]interface{}

type Traits map[string]interface{}

type Context struct {
	Locale string
	Extra  map[string]interface{}
}

type Track struct {
	Type, MessageId, AnonymousId, UserId, Event string
	Timestamp                                   time.Time
	Context                                     *Context
	Properties                                  Properties
}

type Page struct {
	Type, MessageId, AnonymousId, UserId, Name string
	Timestamp                                  time.Time
	Context                                    *Context
	Properties                                 Properties
}

type Screen struct {
	Type, MessageId, AnonymousId, UserId, Name string
	Timestamp                                  time.Time
	Context                                    *Context
	Properties                                 Properties
}

type Identify struct {
	Type, MessageId, AnonymousId, UserId string
	Timestamp                            time.Time
	Context                              *Context
	Traits                               Traits
}

type Group struct {
	Type, MessageId, AnonymousId, UserId, GroupId string
	Timestamp                                     time.Time
	Context                                       *Context
	Traits                                        Traits
}
"""
POSTHOG = """\
package posthog

import "time"

type Message interface{}

type Client interface {
	Close() error
	Enqueue(Message) error
}

type Properties map[string]interface{}

type Capture struct {
	Uuid, DistinctId, Event string
	Timestamp               time.Time
	Properties              Properties
}

type Identify struct {
	DistinctId string
	Timestamp  time.Time
	Properties Properties
}

type GroupIdentify struct {
	Type, Key, DistinctId string
	Timestamp             time.Time
	Properties            Properties
}
"""
USE = """\
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"time"

	"made/events"
	"made/events/%(vendor)s"

	sdk "%(module)s"
)

type fake struct{ sent []any }

func (f *fake) Close() error { return nil }

func (f *fake) Enqueue(message sdk.Message) error {
	text, err := json.Marshal(message)
	if err != nil {
		return err
	}
	made := map[string]any{}
	if err := json.Unmarshal(text, &made); err != nil {
		return err
	}
	made["is"] = fmt.Sprintf("%%T", message)
	f.sent = append(f.sent, made)
	return nil
}

func main() {
	sdk := &fake{}
	client := events.New(events.Settings{Tracker: %(vendor)s.New[events.Message](sdk%(more)s), Mode: events.ModeThrow})
	options := events.Options{
		UserID: "u1", MessageID: "123e4567-e89b-12d3-a456-426614174000",
		Timestamp: time.Date(2026, 1, 15, 9, 30, 0, 0, time.UTC), Context: map[string]any{"ip": "192.0.2.1"},
	}
	for _, err := range []error{
		client.Send(events.ProjectCreated().ProjectID("p").Size(3), options),
		client.Send(events.PlansSeen(), events.Options{AnonymousID: "a1", MessageID: "m1"}),
		client.Send(events.MenuSeen(), options),
		client.Identify("u2", events.NewUserTraits().With("plan", "free")),
		client.Group("g1", events.NewGroupTraits(), events.Options{AnonymousID: "a1"}),
	} {
		if err != nil {
			panic(err)
		}
	}
	_ = json.NewEncoder(os.Stdout).Encode(sdk.sent)
}
"""


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def sent(repository: Path, vendor: str, module: str, sdk: str, more: str = "") -> list[dict[str, Any]]:
    """What the adapter hands to the SDK, for which a module of ours stands that has the same types."""
    use = USE % {"vendor": vendor, "module": module, "more": more}
    write(repository, {"plan.yaml": PLAN % vendor, "sdk/go.mod": f"module {module}\n\ngo 1.18\n", "sdk/sdk.go": sdk})
    write(repository, {"main.go": use})
    assert inside("generate").code == 0
    assert gofmt(repository, f"events/{vendor}/{vendor}.go") == ""
    replaced = f"\nrequire {module} {'v3.3.0' if module.endswith('/v3') else 'v1.0.0'}\n\nreplace {module} => ./sdk\n"
    assert go(repository, "vet", "./...", more=replaced).stderr == ""
    done = go(repository, "run", ".", more=replaced)
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout))


AT, NEVER, UUID = "2026-01-15T09:30:00Z", "0001-01-01T00:00:00Z", "123e4567-e89b-12d3-a456-426614174000"


def test_the_adapter_for_segment_hands_over_each_call(need: Need, repository: Path) -> None:
    need("go")
    found = sent(repository, "segment", "github.com/segmentio/analytics-go/v3", SEGMENT)
    track, page, screen, identify, group = found
    assert [one["is"].partition(".")[2] for one in found] == ["Track", "Page", "Screen", "Identify", "Group"]
    assert (track["Event"], track["Properties"]) == ("Project Created", {"project_id": "p", "size": 3})
    assert (track["UserId"], track["MessageId"], track["Timestamp"]) == ("u1", UUID, AT)
    assert track["Context"] == {"Extra": {"ip": "192.0.2.1"}, "Locale": ""}
    assert (page["Name"], page["AnonymousId"], page["MessageId"], page["Timestamp"]) == (
        "Plans Seen",
        "a1",
        "m1",
        NEVER,
    )
    assert (screen["Name"], screen["Properties"], page["Context"]) == ("Menu Seen", {}, None)
    assert (identify["UserId"], identify["Traits"]) == ("u2", {"plan": "free"})
    assert (group["GroupId"], group["AnonymousId"], group["Traits"]) == ("g1", "a1", {})


def test_the_adapter_for_posthog_hands_over_each_call(need: Need, repository: Path) -> None:
    need("go")
    found = sent(repository, "posthog", "github.com/posthog/posthog-go", POSTHOG, ', "company"')
    person = {"DistinctId": "u1", "Timestamp": AT, "Uuid": UUID}
    assert found == [
        person | {"is": "posthog.Capture", "Event": "Project Created", "Properties": {"project_id": "p", "size": 3}},
        {"is": "posthog.Capture", "DistinctId": "a1", "Timestamp": NEVER, "Uuid": "", "Event": "Plans Seen", "Properties": {}},
        person | {"is": "posthog.Capture", "Event": "Menu Seen", "Properties": {}},
        {"is": "posthog.Identify", "DistinctId": "u2", "Timestamp": NEVER, "Properties": {"plan": "free"}},
        {
            "is": "posthog.GroupIdentify", "Type": "company", "Key": "g1", "DistinctId": "a1", "Timestamp": NEVER,
            "Properties": {},
        },
    ]  # fmt: skip


def test_without_an_adapter_for_the_sdk_there_is_the_client_alone(repository: Path) -> None:
    write(repository, {"plan.yaml": PLAN % "none"})
    assert inside("generate").code == 0
    assert sorted(path.name for path in (repository / "events").glob("*") if path.name[0] != ".") == [
        "events.go",
        "runtime.go",
    ]


NAMES = """\
  Project Created Event: {description: As a type of ours, trigger: Now, owner: growth, sources: [api]}
  Status Changed:
    {description: As a value of ours, trigger: Now, owner: growth, sources: [api], properties: {status: }}
properties:
  status: {type: string, enum: [changed, x], description: Its name}
rules: {event-name-tense: off, event-name-similar: off}
"""


def test_names_of_ours_never_meet_those_of_the_plan(need: Need, repository: Path) -> None:
    need("go")
    write(repository, {"plan.yaml": PLAN % "none" + NAMES})
    ended = inside("generate")
    assert (ended.code, ended.out) == (0, "")
    assert go(repository, "vet", "./...").stderr == ""


VALUES = """\
package events

import (
	"encoding/json"
	"math"
	"math/big"
	"testing"
	"time"
)

type word string

type pair struct {
	B int `json:"b"`
	A any `json:"a"`
}

func TestValues(t *testing.T) {
	self := map[string]any{}
	self["self"] = self
	var none *int
	seven := 7
	for told, value := range map[string]any{
		`"w"`:                      word("w"),
		`7`:                        &seven,
		`null`:                     none,
		`0.1`:                      float32(0.1),
		`18446744073709551615`:     uint64(math.MaxUint64),
		`["a",null]`:               []*word{pointer("a"), nil},
		`{"a":1,"b":[2]}`:          map[word]any{"b": []int8{2}, "a": 1},
		`{"b":1,"a":{"c":"x"}}`:    pair{1, map[string]any{"c": "x"}},
		`"AQI="`:                   []byte{1, 2},
		`123456789012345678901234`: nil,
		`"2026-01-15T08:30:00.000000001Z"`: time.Date(2026, 1, 15, 9, 30, 0, 1, time.FixedZone("", 3600)),
	} {
		if told == `123456789012345678901234` {
			big, _ := new(big.Int).SetString("123456789012345678901234", 10)
			value = big
			told = `1.2345678901234569e+23`
		}
		found := []Reason{}
		text, err := json.Marshal(settle(value, &rule{}, "x", 0, &found))
		if err != nil || string(text) != told || len(found) > 0 {
			t.Error(told, string(text), err, found)
		}
	}
	for told, value := range map[string]any{
		notANumber: math.NaN(), notJSON: func() {}, tooDeep: self, notText: "a\\xff",
	} {
		found := []Reason{}
		made := settle(value, &rule{}, "x", 0, &found)
		if _, err := json.Marshal(made); err != nil || len(found) != 1 || found[0].Message != told {
			t.Error(told, err, found)
		}
	}
	if made, _ := json.Marshal(ProjectCreated_Event{}.Size(3).wire()); string(made) != `{"size":3}` {
		t.Error("the zero value", string(made))
	}
	first := ProjectCreated().ProjectID("p")
	if first.Size(1); len(first.wire().(Object)) != 1 {
		t.Error("a step changes what stood before it")
	}
}

func pointer(text word) *word { return &text }
"""


def test_values_of_every_type_are_sent_as_json_has_them(need: Need, repository: Path) -> None:
    need("go")
    write(repository, {"plan.yaml": PLAN % "none"})
    assert inside("generate").code == 0
    (repository / "events" / "values_test.go").write_text(VALUES, encoding="utf-8")
    done = go(repository, "test", "./...")
    assert done.returncode == 0, done.stdout + done.stderr
