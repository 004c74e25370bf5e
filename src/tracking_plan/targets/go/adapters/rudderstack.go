// Package rudderstack sends the calls of a client through RudderStack's SDK for Go.
package rudderstack

import (
	"fmt"
	"time"

	"github.com/rudderlabs/analytics-go/v4"
)

// Message is the message of a generated client.
type Message interface {
	Map() map[string]any
}

// Tracker sends messages to RudderStack.
type Tracker[M Message] struct {
	client analytics.Client
}

// New makes a tracker for the messages of a client: rudderstack.New[events.Message](analytics.New(writeKey, dataPlaneURL)).
// RudderStack takes no call that names neither a UserID nor an AnonymousID: tell one with each call.
func New[M Message](client analytics.Client) *Tracker[M] {
	return &Tracker[M]{client}
}

// Send hands a message to RudderStack's queue.
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
	var context *analytics.Context
	if extra := held("context"); extra != nil {
		context = &analytics.Context{Extra: extra}
	}
	switch call := text("call"); call {
	case "track":
		return t.client.Enqueue(analytics.Track{
			UserId:            text("userId"),
			AnonymousId:       text("anonymousId"),
			Event:             text("event"),
			Properties:        held("properties"),
			Context:           context,
			OriginalTimestamp: at,
			MessageId:         text("messageId"),
		})
	case "page":
		return t.client.Enqueue(analytics.Page{
			UserId:            text("userId"),
			AnonymousId:       text("anonymousId"),
			Name:              text("event"),
			Properties:        held("properties"),
			Context:           context,
			OriginalTimestamp: at,
			MessageId:         text("messageId"),
		})
	case "screen":
		return t.client.Enqueue(analytics.Screen{
			UserId:            text("userId"),
			AnonymousId:       text("anonymousId"),
			Name:              text("event"),
			Properties:        held("properties"),
			Context:           context,
			OriginalTimestamp: at,
			MessageId:         text("messageId"),
		})
	case "identify":
		return t.client.Enqueue(analytics.Identify{
			UserId:            text("userId"),
			AnonymousId:       text("anonymousId"),
			Traits:            held("traits"),
			Context:           context,
			OriginalTimestamp: at,
			MessageId:         text("messageId"),
		})
	case "group":
		return t.client.Enqueue(analytics.Group{
			UserId:            text("userId"),
			AnonymousId:       text("anonymousId"),
			GroupId:           text("groupId"),
			Traits:            held("traits"),
			Context:           context,
			OriginalTimestamp: at,
			MessageId:         text("messageId"),
		})
	default:
		return fmt.Errorf("rudderstack has no call %q", call)
	}
}
