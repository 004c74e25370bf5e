// Package posthog sends the calls of a client through PostHog's SDK for Go.
package posthog

import (
	"regexp"
	"time"

	"github.com/posthog/posthog-go"
)

// Message is the message of a generated client.
type Message interface {
	Map() map[string]any
}

// Tracker sends messages to PostHog.
type Tracker[M Message] struct {
	client    posthog.Client
	groupType string
}

// New makes a tracker for the messages of a client: posthog.New[events.Message](client, "account"). The group type is
// the kind of group that Group tells of. PostHog takes no call that names neither a UserID nor an AnonymousID: tell one
// with each call. Page and screen calls are events of their names.
func New[M Message](client posthog.Client, groupType string) *Tracker[M] {
	return &Tracker[M]{client, groupType}
}

// PostHog replaces any other.
var uuid = regexp.MustCompile("^[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$")

// Send hands a message to PostHog's queue.
func (t *Tracker[M]) Send(message M) error {
	made := message.Map()
	text := func(name string) string {
		found, _ := made[name].(string)
		return found
	}
	held := func(name string) map[string]any {
		found, _ := made[name].(map[string]any)
		return found
	}
	var at time.Time
	if told := text("timestamp"); told != "" {
		var err error
		if at, err = time.Parse(time.RFC3339Nano, told); err != nil {
			return err
		}
	}
	id := text("userId")
	if id == "" {
		id = text("anonymousId")
	}
	switch text("call") {
	case "identify":
		return t.client.Enqueue(posthog.Identify{
			DistinctId: id,
			Timestamp:  at,
			Properties: held("traits"),
		})
	case "group":
		return t.client.Enqueue(posthog.GroupIdentify{
			Type:       t.groupType,
			Key:        text("groupId"),
			DistinctId: id,
			Timestamp:  at,
			Properties: held("traits"),
		})
	}
	capture := posthog.Capture{
		DistinctId: id,
		Event:      text("event"),
		Timestamp:  at,
		Properties: held("properties"),
	}
	if own := text("messageId"); uuid.MatchString(own) {
		capture.Uuid = own
	}
	return t.client.Enqueue(capture)
}
