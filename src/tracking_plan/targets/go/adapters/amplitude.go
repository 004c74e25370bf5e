// Package amplitude sends the calls of a client through Amplitude's SDK for Go.
package amplitude

import (
	"time"

	"github.com/amplitude/analytics-go/amplitude"
)

// Message is the message of a generated client.
type Message interface {
	Map() map[string]any
}

// Tracker sends messages to Amplitude.
type Tracker[M Message] struct {
	client    amplitude.Client
	groupType string
}

// New makes a tracker for the messages of a client: amplitude.New[events.Message](client, "account"). The group type is
// the kind of group that Group tells of. Name the person with each call; page and screen calls are events of their names.
func New[M Message](client amplitude.Client, groupType string) *Tracker[M] {
	return &Tracker[M]{client, groupType}
}

// Send hands a message to Amplitude's queue.
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
	user, device := text("userId"), text("anonymousId")
	options := amplitude.EventOptions{InsertID: text("messageId")}
	options.UserID, options.DeviceID = user, device
	if told := text("timestamp"); told != "" {
		at, err := time.Parse(time.RFC3339Nano, told)
		if err != nil {
			return err
		}
		options.Time = at.UnixMilli()
	}
	identify := amplitude.Identify{}
	for name, value := range held("traits") {
		identify.Set(name, value)
	}
	event := amplitude.Event{EventOptions: options}
	event.UserID, event.DeviceID = user, device
	switch text("call") {
	case "identify":
		if len(held("traits")) > 0 {
			t.client.Identify(identify, options)
		}
	case "group":
		own := []string{text("groupId")}
		t.client.SetGroup(t.groupType, own, options)
		if len(held("traits")) > 0 {
			event.EventType = amplitude.GroupIdentifyEventType
			event.Groups = map[string][]string{t.groupType: own}
			event.GroupProperties = identify.Properties
			event.InsertID = ""
			t.client.Track(event)
		}
	default:
		event.EventType = text("event")
		event.EventProperties = held("properties")
		t.client.Track(event)
	}
	return nil
}
