// Package launchdarkly sends the calls of a client through LaunchDarkly's SDK for Go.
package launchdarkly

import (
	"github.com/launchdarkly/go-sdk-common/v3/ldcontext"
	"github.com/launchdarkly/go-sdk-common/v3/ldvalue"
	ldclient "github.com/launchdarkly/go-server-sdk/v7"
)

// Message is the message of a generated client.
type Message interface {
	Map() map[string]any
}

// ValueOf gives the number that a metric counts of an event, where it counts one.
type ValueOf func(event string, properties map[string]any) (float64, bool)

// Tracker sends messages to LaunchDarkly.
type Tracker[M Message] struct {
	client  *ldclient.LDClient
	valueOf ValueOf
}

// New makes a tracker for the messages of a client: launchdarkly.New[events.Message](client, nil). Name the person with
// each call, with the key that flags are asked for. Page and screen calls are events of their names; traits and groups
// are not sent, and there is no place for a time.
func New[M Message](client *ldclient.LDClient, valueOf ValueOf) *Tracker[M] {
	return &Tracker[M]{client, valueOf}
}

// Send hands a message to LaunchDarkly's queue.
func (t *Tracker[M]) Send(message M) error {
	made := message.Map()
	if made["call"] == "identify" || made["call"] == "group" {
		return nil
	}
	id, known := made["userId"].(string)
	if !known {
		id, _ = made["anonymousId"].(string)
	}
	who := ldcontext.NewBuilder(id).Anonymous(!known).Build()
	event, _ := made["event"].(string)
	properties, _ := made["properties"].(map[string]any)
	data := ldvalue.CopyArbitraryValue(properties)
	if t.valueOf != nil {
		if value, counts := t.valueOf(event, properties); counts {
			return t.client.TrackMetric(event, who, value, data)
		}
	}
	return t.client.TrackData(event, who, data)
}
