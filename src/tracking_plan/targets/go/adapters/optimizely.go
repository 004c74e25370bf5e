// Package optimizely sends the calls of a client through Optimizely's SDK for Go.
package optimizely

import (
	"github.com/optimizely/go-sdk/v2/pkg/client"
)

// Message is the message of a generated client.
type Message interface {
	Map() map[string]any
}

// Tracker sends messages to Optimizely.
type Tracker[M Message] struct {
	client *client.OptimizelyClient
}

// New makes a tracker for the messages of a client: optimizely.New[events.Message](client). Name the person with each call.
// Optimizely knows only events that its project has: plan export optimizely writes them. Tags are text, numbers and
// booleans: what is inside an object goes by its path (address.city), lists are not sent. It reads revenue as whole
// cents. Page and screen calls are events of their names; it takes no traits, groups and times.
func New[M Message](client *client.OptimizelyClient) *Tracker[M] {
	return &Tracker[M]{client}
}

// Send hands a message to Optimizely.
func (t *Tracker[M]) Send(message M) error {
	made := message.Map()
	if made["call"] == "identify" || made["call"] == "group" {
		return nil
	}
	id, _ := made["userId"].(string)
	if id == "" {
		id, _ = made["anonymousId"].(string)
	}
	event, _ := made["event"].(string)
	properties, _ := made["properties"].(map[string]any)
	tags := map[string]any{}
	flatten(tags, "", properties)
	user := t.client.CreateUserContext(id, nil)
	return user.TrackEvent(event, tags)
}

func flatten(into map[string]any, path string, values map[string]any) {
	for name, value := range values {
		switch held := value.(type) {
		case map[string]any:
			flatten(into, path+name+".", held)
		case []any, nil:
		default:
			into[path+name] = held
		}
	}
}
