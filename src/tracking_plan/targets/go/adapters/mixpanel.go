// Package mixpanel sends the calls of a client through Mixpanel's SDK for Go.
package mixpanel

import (
	"context"
	"time"

	"github.com/mixpanel/mixpanel-go/v2"
)

// Message is the message of a generated client.
type Message interface {
	Map() map[string]any
}

// Tracker sends messages to Mixpanel.
type Tracker[M Message] struct {
	client   *mixpanel.ApiClient
	groupKey string
}

// New makes a tracker for the messages of a client: mixpanel.New[events.Message](mixpanel.NewApiClient(token), "account_id").
// The group key is what the kind of group that Group tells of is called there. Name the person with each call; page and
// screen calls are events of their names. The SDK has no queue: a call comes back when Mixpanel has it.
func New[M Message](client *mixpanel.ApiClient, groupKey string) *Tracker[M] {
	return &Tracker[M]{client, groupKey}
}

// Send sends a message to Mixpanel.
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
	ctx := context.Background()
	id := text("userId")
	if id == "" {
		id = text("anonymousId")
	}
	switch text("call") {
	case "identify":
		person := mixpanel.NewPeopleProperties(id, held("traits"))
		return t.client.PeopleSet(ctx, []*mixpanel.PeopleProperties{person})
	case "group":
		return t.client.GroupSet(ctx, t.groupKey, text("groupId"), held("traits"))
	}
	properties := map[string]any{}
	for name, value := range held("properties") {
		properties[name] = value
	}
	event := t.client.NewEvent(text("event"), id, properties)
	if told := text("timestamp"); told != "" {
		at, err := time.Parse(time.RFC3339Nano, told)
		if err != nil {
			return err
		}
		event.AddTime(at)
	}
	if own := text("messageId"); own != "" {
		event.AddInsertID(own)
	}
	return t.client.Track(ctx, []*mixpanel.Event{event})
}
