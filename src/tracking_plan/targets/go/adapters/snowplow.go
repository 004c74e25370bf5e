// Package snowplow sends the calls of a client through Snowplow's tracker for Go.
package snowplow

import (
	"time"

	sp "github.com/snowplow/snowplow-golang-tracker/v3/tracker"
)

// Message is the message of a generated client.
type Message interface {
	Map() map[string]any
}

// Tracker sends messages to Snowplow.
type Tracker[M Message] struct {
	tracker *sp.Tracker
	schema  func(call, event string) string
}

// New makes a tracker for the messages of a client: snowplow.New[events.Message](tracker, schema). Each call is a
// self-describing event of the schema that schema names (an iglu: address). A call that names a UserID or an AnonymousID
// has a subject of its own; the tracker's is that of all others.
func New[M Message](tracker *sp.Tracker, schema func(call, event string) string) *Tracker[M] {
	return &Tracker[M]{tracker, schema}
}

// Send hands a message to the tracker's emitter.
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
	data := map[string]any{}
	for _, part := range []string{"properties", "traits"} {
		for name, value := range held(part) {
			data[name] = value
		}
	}
	call, name := text("call"), text("event")
	switch call {
	case "identify":
		data["userId"], name = text("userId"), call
	case "group":
		data["groupId"], name = text("groupId"), call
	}
	event := sp.SelfDescribingEvent{Event: sp.InitSelfDescribingJson(t.schema(call, name), data)}
	if told := text("timestamp"); told != "" {
		at, err := time.Parse(time.RFC3339Nano, told)
		if err != nil {
			return err
		}
		when := at.UnixMilli()
		event.TrueTimestamp = &when
	}
	own := *t.tracker
	if user, device := text("userId"), text("anonymousId"); user != "" || device != "" {
		own.Subject = sp.InitSubject()
		if user != "" {
			own.Subject.SetUserId(user)
		}
		if device != "" {
			own.Subject.SetNetworkUserId(device)
		}
	}
	own.TrackSelfDescribingEvent(event)
	return nil
}
