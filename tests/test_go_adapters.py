"""Adapters in Go: each is compiled against what it uses of its SDK, and what it hands over is looked at.

These SDKs are in no registry that the tests reach; what stands for them has their names and types.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from conftest import Need
from front_door import inside, write
from targets.go import go, gofmt

PLAN = """\
plan: 1
name: acme
sources:
  api: {platform: server, language: go, sdk: %s, out: events}
owners: {growth: {name: Growth}}
events:
  Project Created:
    {description: A project is there, trigger: It is stored, owner: growth, sources: [api], properties: {
      project_id: {type: string, description: Its number}, size: {type: integer, required: false, description: Members}}}
  Plans Seen: {type: page, description: A page, trigger: It is seen, owner: growth, sources: [api]}
  Menu Seen: {type: screen, description: A screen, trigger: It is seen, owner: growth, sources: [api]}
"""
USE = """\
package main

import (
	"encoding/json"
	"os"
	"time"

	"made/events"
	"made/events/%(vendor)s"

	sdk "%(path)s"
)

func main() {
	client := events.New(events.Settings{Tracker: %(vendor)s.New[events.Message](%(made)s), Mode: events.ModeThrow})
	options := events.Options{
		UserID: "u1", MessageID: "m1", Context: map[string]any{"ip": "192.0.2.1"},
		Timestamp: time.Date(2026, 1, 15, 9, 30, 0, 250000000, time.UTC),
	}
	for _, err := range []error{
		client.Send(events.ProjectCreated().ProjectID("p").Size(3), options),
		client.Send(events.PlansSeen(), events.Options{AnonymousID: "a1"}),
		client.Send(events.MenuSeen(), options),
		client.Identify("u2", events.NewUserTraits().With("plan", "free")),
		client.Group("g1", events.NewGroupTraits().With("name", "Acme"), events.Options{AnonymousID: "a1"}),
	} {
		if err != nil {
			panic(err)
		}
	}
	_ = json.NewEncoder(os.Stdout).Encode(sdk.Sent)
}
"""
AT, NEVER = "2026-01-15T09:30:00.25Z", "0001-01-01T00:00:00Z"
MILLISECONDS = 1768469400250
PROPERTIES = {"project_id": "p", "size": 3}


@pytest.fixture
def repository(need: Need, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    need("go")
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def sent(
    repository: Path, vendor: str, module: str, below: str, sdk: str, made: str, more: dict[str, str] | None = None
) -> list[Any]:
    """What an adapter hands to the SDK, of which ``module`` has the package at ``below``; ``more`` are its other packages."""
    use = USE % {"vendor": vendor, "path": module + below, "made": made}
    files = {"plan.yaml": PLAN % vendor, "sdk/go.mod": f"module {module}\n\ngo 1.18\n", f"sdk{below}/sdk.go": sdk}
    write(repository, {**files, "main.go": use, **(more or {})})
    assert inside("generate").code == 0
    assert gofmt(repository, f"events/{vendor}/{vendor}.go") == ""
    major = module.rpartition("/v")[2]
    version = f"v{major}.0.0" if major.isdigit() else "v1.0.0"
    replaced = f"\nrequire {module} {version}\n\nreplace {module} => ./sdk\n"
    for name in more or {}:
        if name.endswith("/go.mod"):
            other = (repository / name).read_text().split()[1]
            told = f"v{other.rpartition('/v')[2]}.0.0"
            replaced += f"\nrequire {other} {told}\n\nreplace {other} => ./{name.removesuffix('/go.mod')}\n"
    assert go(repository, "vet", "./...", more=replaced).stderr == ""
    done = go(repository, "run", ".", more=replaced)
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout))


RUDDER = """\
package analytics

import (
	"fmt"
	"time"
)

var Sent []any

type Message interface{}

type Client interface {
	Close() error
	Enqueue(Message) error
}

type Fake struct{}

func (Fake) Close() error { return nil }

func (Fake) Enqueue(message Message) error {
	Sent = append(Sent, fmt.Sprintf("%T", message), message)
	return nil
}

type Properties map[string]interface{}

type Traits map[string]interface{}

type Context struct{ Extra map[string]interface{} }

type Track struct {
	MessageId, AnonymousId, UserId, Event string
	OriginalTimestamp, SentAt             time.Time
	Context                               *Context
	Properties                            Properties
}

type Page struct {
	MessageId, AnonymousId, UserId, Name string
	OriginalTimestamp, SentAt            time.Time
	Context                              *Context
	Properties                           Properties
}

type Screen Page

type Identify struct {
	MessageId, AnonymousId, UserId string
	OriginalTimestamp, SentAt      time.Time
	Context                        *Context
	Traits                         Traits
}

type Group struct {
	MessageId, AnonymousId, UserId, GroupId string
	OriginalTimestamp, SentAt               time.Time
	Context                                 *Context
	Properties                              Properties
	Traits                                  Traits
}
"""


def test_rudderstack(repository: Path) -> None:
    found = sent(repository, "rudderstack", "github.com/rudderlabs/analytics-go/v4", "", RUDDER, "sdk.Fake{}")
    assert [name.partition(".")[2] for name in found[::2]] == ["Track", "Page", "Screen", "Identify", "Group"]
    track, page, screen, identify, group = found[1::2]
    assert (track["Event"], track["Properties"], track["UserId"]) == ("Project Created", PROPERTIES, "u1")
    assert (track["OriginalTimestamp"], track["MessageId"]) == (AT, "m1")
    assert track["Context"] == {"Extra": {"ip": "192.0.2.1"}}
    assert (page["Name"], page["AnonymousId"], page["OriginalTimestamp"]) == ("Plans Seen", "a1", NEVER)
    assert (screen["Name"], page["Context"]) == ("Menu Seen", None)
    assert (identify["UserId"], identify["Traits"]) == ("u2", {"plan": "free"})
    assert (group["GroupId"], group["AnonymousId"], group["Traits"]) == ("g1", "a1", {"name": "Acme"})


AMPLITUDE = """\
package amplitude

var Sent []any

type IdentityOp string

const GroupIdentifyEventType = "$groupidentify"

type EventOptions struct {
	UserID, DeviceID string
	Time             int64
	InsertID         string
}

type Identify struct {
	Properties map[IdentityOp]map[string]interface{}
}

func (i *Identify) Set(property string, value interface{}) *Identify {
	if i.Properties == nil {
		i.Properties = map[IdentityOp]map[string]interface{}{"$set": {}}
	}
	i.Properties["$set"][property] = value
	return i
}

type Event struct {
	EventType string
	EventOptions
MORE	EventProperties map[string]interface{}
	Groups          map[string][]string
	GroupProperties map[IdentityOp]map[string]interface{}
}

type Client interface {
	Track(event Event)
	Identify(identify Identify, eventOptions EventOptions)
	SetGroup(groupType string, groupName []string, eventOptions EventOptions)
}

type Fake struct{}

func (Fake) Track(event Event) {
	told := map[string]any{"type": event.EventType, "user": event.UserID, "device": event.DeviceID, "time": event.Time}
	told["id"], told["properties"], told["groups"] = event.InsertID, event.EventProperties, event.Groups
	told["group"] = event.GroupProperties
	Sent = append(Sent, told)
}

func (Fake) Identify(identify Identify, options EventOptions) {
	Sent = append(Sent, map[string]any{"identify": identify.Properties, "user": options.UserID})
}

func (Fake) SetGroup(of string, names []string, options EventOptions) {
	Sent = append(Sent, map[string]any{"set": of, "names": names, "device": options.DeviceID})
}
"""


@pytest.mark.parametrize("more", ["", "\tUserID, DeviceID string\n"], ids=["in its options", "of its own"])
def test_amplitude(repository: Path, more: str) -> None:
    """An event has had the person in its options, and then of its own."""
    sdk = AMPLITUDE.replace("MORE", more)
    module, below = "github.com/amplitude/analytics-go", "/amplitude"
    found = sent(repository, "amplitude", module, below, sdk, 'sdk.Fake{}, "company"')
    event = {"user": "", "device": "", "time": 0, "id": "", "properties": None, "groups": None, "group": None}
    u1 = {"user": "u1", "time": MILLISECONDS, "id": "m1"}
    assert found == [
        event | u1 | {"type": "Project Created", "properties": PROPERTIES},
        event | {"type": "Plans Seen", "device": "a1", "properties": {}},
        event | u1 | {"type": "Menu Seen", "properties": {}},
        {"identify": {"$set": {"plan": "free"}}, "user": "u2"},
        {"set": "company", "names": ["g1"], "device": "a1"},
        event | {"type": "$groupidentify", "device": "a1", "groups": {"company": ["g1"]}, "group": {"$set": {"name": "Acme"}}},
    ]  # fmt: skip


MIXPANEL = """\
package mixpanel

import (
	"context"
	"time"
)

var Sent []any

type ApiClient struct{}

type Event struct {
	Name       string
	Properties map[string]any
}

func (e *Event) AddTime(t time.Time) { e.Properties["time"] = t.UnixMilli() }

func (e *Event) AddInsertID(insertID string) { e.Properties["$insert_id"] = insertID }

func (a *ApiClient) NewEvent(name string, distinctID string, properties map[string]any) *Event {
	properties["distinct_id"] = distinctID
	return &Event{name, properties}
}

func (a *ApiClient) Track(ctx context.Context, events []*Event) error {
	Sent = append(Sent, events[0])
	return nil
}

type PeopleProperties struct {
	DistinctID string
	Properties map[string]any
}

func NewPeopleProperties(distinctID string, properties map[string]any) *PeopleProperties {
	return &PeopleProperties{distinctID, properties}
}

func (a *ApiClient) PeopleSet(ctx context.Context, people []*PeopleProperties) error {
	Sent = append(Sent, people[0])
	return nil
}

func (a *ApiClient) GroupSet(ctx context.Context, groupKey, groupID string, set map[string]any) error {
	Sent = append(Sent, []any{groupKey, groupID, set})
	return nil
}
"""


def test_mixpanel(repository: Path) -> None:
    made = '&sdk.ApiClient{}, "account_id"'
    found = sent(repository, "mixpanel", "github.com/mixpanel/mixpanel-go/v2", "", MIXPANEL, made)
    u1 = {"distinct_id": "u1", "time": MILLISECONDS, "$insert_id": "m1"}
    assert found == [
        {"Name": "Project Created", "Properties": PROPERTIES | u1},
        {"Name": "Plans Seen", "Properties": {"distinct_id": "a1"}},
        {"Name": "Menu Seen", "Properties": u1},
        {"DistinctID": "u2", "Properties": {"plan": "free"}},
        ["account_id", "g1", {"name": "Acme"}],
    ]


SNOWPLOW = """\
package tracker

var Sent []any

type SelfDescribingJson struct {
	Schema string
	Data   interface{}
}

func InitSelfDescribingJson(schema string, data interface{}) *SelfDescribingJson {
	return &SelfDescribingJson{schema, data}
}

type SelfDescribingEvent struct {
	Event                    *SelfDescribingJson
	Timestamp, TrueTimestamp *int64
}

type Subject struct{ Told map[string]string }

func InitSubject() *Subject { return &Subject{map[string]string{}} }

func (s Subject) SetUserId(userId string) { s.Told["uid"] = userId }

func (s Subject) SetNetworkUserId(networkUserId string) { s.Told["tnuid"] = networkUserId }

type Tracker struct{ Subject *Subject }

func (t Tracker) TrackSelfDescribingEvent(e SelfDescribingEvent) {
	Sent = append(Sent, []any{e.Event, e.TrueTimestamp, t.Subject.Told})
}

func Schema(call, event string) string { return call + ": " + event }
"""


def test_snowplow(repository: Path) -> None:
    module, below = "github.com/snowplow/snowplow-golang-tracker/v3", "/tracker"
    found = sent(
        repository, "snowplow", module, below, SNOWPLOW, "&sdk.Tracker{Subject: sdk.InitSubject()}, sdk.Schema"
    )
    assert found == [
        [{"Schema": "track: Project Created", "Data": PROPERTIES}, MILLISECONDS, {"uid": "u1"}],
        [{"Schema": "page: Plans Seen", "Data": {}}, None, {"tnuid": "a1"}],
        [{"Schema": "screen: Menu Seen", "Data": {}}, MILLISECONDS, {"uid": "u1"}],
        [{"Schema": "identify: identify", "Data": {"userId": "u2", "plan": "free"}}, None, {"uid": "u2"}],
        [{"Schema": "group: group", "Data": {"groupId": "g1", "name": "Acme"}}, None, {"tnuid": "a1"}],
    ]


OPTIMIZELY = """\
package client

var Sent []any

type OptimizelyClient struct{}

type OptimizelyUserContext struct {
	UserID string
}

func (o *OptimizelyClient) CreateUserContext(userID string, attributes map[string]interface{}) OptimizelyUserContext {
	return OptimizelyUserContext{userID}
}

func (o *OptimizelyUserContext) TrackEvent(eventKey string, eventTags map[string]interface{}) (err error) {
	Sent = append(Sent, []any{o.UserID, eventKey, eventTags})
	return nil
}
"""
"""As in optimizely/go-sdk, pkg/client/optimizely_user_context.go at 03808990."""


def test_optimizely(repository: Path) -> None:
    module = "github.com/optimizely/go-sdk/v2"
    found = sent(repository, "optimizely", module, "/pkg/client", OPTIMIZELY, "&sdk.OptimizelyClient{}")
    assert found == [["u1", "Project Created", PROPERTIES], ["a1", "Plans Seen", {}], ["u1", "Menu Seen", {}]]


LAUNCHDARKLY = """\
package ldclient

import (
	"github.com/launchdarkly/go-sdk-common/v3/ldcontext"
	"github.com/launchdarkly/go-sdk-common/v3/ldvalue"
)

var Sent []any

type LDClient struct{}

func (client *LDClient) TrackData(eventName string, context ldcontext.Context, data ldvalue.Value) error {
	Sent = append(Sent, []any{eventName, context, data, nil})
	return nil
}

func (client *LDClient) TrackMetric(eventName string, context ldcontext.Context, metricValue float64, data ldvalue.Value) error {
	Sent = append(Sent, []any{eventName, context, data, metricValue})
	return nil
}
"""
LAUNCHDARKLY_MORE = {
    "common/go.mod": "module github.com/launchdarkly/go-sdk-common/v3\n\ngo 1.18\n",
    "common/ldcontext/context.go": """\
package ldcontext

type Context struct {
	Key       string
	Anonymous bool
}

type Builder struct {
	made Context
}

func NewBuilder(key string) *Builder {
	return &Builder{Context{Key: key}}
}

func (b *Builder) Anonymous(value bool) *Builder {
	b.made.Anonymous = value
	return b
}

func (b *Builder) Build() Context {
	return b.made
}
""",
    "common/ldvalue/value.go": """\
package ldvalue

type Value struct {
	Held any
}

func CopyArbitraryValue(anyValue any) Value {
	return Value{anyValue}
}
""",
}
"""What is used of launchdarkly/go-server-sdk 7 (ldclient.go) and go-sdk-common 3 (ldcontext, ldvalue)."""


def test_launchdarkly(repository: Path) -> None:
    module = "github.com/launchdarkly/go-server-sdk/v7"
    counts = 'func(event string, p map[string]any) (float64, bool) { size, has := p["size"].(int64); return float64(size), has }'
    found = sent(
        repository, "launchdarkly", module, "", LAUNCHDARKLY, f"&sdk.LDClient{{}}, {counts}", LAUNCHDARKLY_MORE
    )
    known, unknown = {"Key": "u1", "Anonymous": False}, {"Key": "a1", "Anonymous": True}
    assert found == [
        ["Project Created", known, {"Held": PROPERTIES}, 3],
        ["Plans Seen", unknown, {"Held": {}}, None],
        ["Menu Seen", known, {"Held": {}}, None],
    ]
