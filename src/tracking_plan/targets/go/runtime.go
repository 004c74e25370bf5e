package events

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"math"
	"reflect"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode/utf8"
)

// Message is one call, as it is handed to the tracker. As JSON its keys stand in the order in which they are sent, and
// those that say nothing are absent.
type Message struct {
	// Call is track, page, screen, identify or group.
	Call string
	// Event is the name of the event, of track, page and screen calls.
	Event       string
	UserID      string
	AnonymousID string
	// GroupID is of group calls.
	GroupID string
	// Properties are of track, page and screen calls.
	Properties Object
	// Traits are of identify and group calls.
	Traits  Object
	Context Object
	// Timestamp is when it happened, as RFC 3339.
	Timestamp string
	MessageID string
}

// MarshalJSON writes the message in the order in which it is sent.
func (m Message) MarshalJSON() ([]byte, error) {
	return m.object().MarshalJSON()
}

// Map gives the message, and the objects inside it, as maps, with the names that stand in JSON.
func (m Message) Map() map[string]any {
	return m.object().Map()
}

func (m Message) object() Object {
	made := Object{{"call", m.Call}}
	add := func(name, text string) {
		if text != "" {
			made = append(made, Member{name, text})
		}
	}
	add("event", m.Event)
	add("userId", m.UserID)
	add("anonymousId", m.AnonymousID)
	add("groupId", m.GroupID)
	if isOfEvent(m.Call) {
		made = append(made, Member{"properties", m.Properties})
	} else {
		made = append(made, Member{"traits", m.Traits})
	}
	if m.Context != nil {
		made = append(made, Member{"context", m.Context})
	}
	add("timestamp", m.Timestamp)
	add("messageId", m.MessageID)
	return made
}

func isOfEvent(call string) bool {
	return call != "identify" && call != "group"
}

// Object is a JSON object whose members keep their order.
type Object []Member

// Member is a name and a value in an Object.
type Member struct {
	Name  string
	Value any
}

// MarshalJSON writes the members in their order.
func (o Object) MarshalJSON() ([]byte, error) {
	var made bytes.Buffer
	made.WriteByte('{')
	for place, member := range o {
		if place > 0 {
			made.WriteByte(',')
		}
		name, err := json.Marshal(member.Name)
		if err != nil {
			return nil, err
		}
		value, err := json.Marshal(member.Value)
		if err != nil {
			return nil, err
		}
		made.Write(name)
		made.WriteByte(':')
		made.Write(value)
	}
	made.WriteByte('}')
	return made.Bytes(), nil
}

// UnmarshalJSON reads an object, and those inside it, in the order in which their members stand.
func (o *Object) UnmarshalJSON(text []byte) error {
	value, err := decoded(text)
	if err != nil {
		return err
	}
	made, ok := value.(Object)
	if !ok {
		return errors.New("not a JSON object")
	}
	*o = made
	return nil
}

// Map gives the object, and those inside it, as maps.
func (o Object) Map() map[string]any {
	made := make(map[string]any, len(o))
	for _, member := range o {
		made[member.Name] = mapped(member.Value)
	}
	return made
}

func mapped(value any) any {
	switch value := value.(type) {
	case Object:
		return value.Map()
	case []any:
		made := make([]any, len(value))
		for place, item := range value {
			made[place] = mapped(item)
		}
		return made
	}
	return value
}

// Date is a day of the calendar, without a time.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf gives the day of a time, where that time is told.
func DateOf(at time.Time) Date {
	year, month, day := at.Date()
	return Date{year, month, day}
}

// String gives the day as it is sent, such as 2026-01-15.
func (d Date) String() string {
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day)
}

func (d Date) wire() any { return d.String() }

// Ptr gives a pointer to a value, for properties that may be null: nil is sent as null.
func Ptr[T any](value T) *T {
	return &value
}

// Tracker sends messages: an adapter of an SDK, or your own.
type Tracker interface {
	Send(message Message) error
}

// Mode says what happens to a call that breaks the plan.
type Mode string

const (
	// ModeWarn tells it, and sends it all the same. It holds where nothing is said.
	ModeWarn Mode = "warn"
	// ModeThrow returns a PlanError, and sends nothing.
	ModeThrow Mode = "throw"
	// ModeDrop tells it, and sends nothing.
	ModeDrop Mode = "drop"
	// ModeOff does not look.
	ModeOff Mode = "off"
)

// Reason is one thing that breaks the plan: where, by which rule, and in words. It never holds the value itself.
type Reason struct {
	Path    string `json:"path"`
	Rule    string `json:"rule"`
	Message string `json:"message"`
}

// PlanError is of a call that breaks the plan.
type PlanError struct {
	Event   string
	Reasons []Reason
}

// Error says what breaks the plan.
func (e *PlanError) Error() string {
	told := make([]string, len(e.Reasons))
	for place, reason := range e.Reasons {
		told[place] = reason.Path + " " + reason.Message
	}
	return fmt.Sprintf("\"%s\" breaks the plan: %s", e.Event, strings.Join(told, "; "))
}

// RecordingTracker keeps what it is sent, for your own tests. Its zero value is ready to use.
type RecordingTracker struct {
	mutex    sync.Mutex
	messages []Message
}

// Send keeps a message.
func (t *RecordingTracker) Send(message Message) error {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	t.messages = append(t.messages, message)
	return nil
}

// Messages gives what was sent, in its order.
func (t *RecordingTracker) Messages() []Message {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	return append([]Message(nil), t.messages...)
}

// Clear forgets what was sent.
func (t *RecordingTracker) Clear() {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	t.messages = nil
}

// Options are what may be told with each call. What is empty is not sent.
type Options struct {
	UserID      string
	AnonymousID string
	Context     map[string]any
	Timestamp   time.Time
	MessageID   string
}

// Settings are made once for each environment.
type Settings struct {
	Tracker Tracker
	// Mode is ModeWarn where nothing is said.
	Mode Mode
	// Stamp says whether each call tells the plan's name and version, as context.plan.
	Stamp bool
	// OnViolation takes what breaks the plan in ModeWarn and ModeDrop; where nothing is said, it goes to the log.
	OnViolation func(*PlanError)
}

// Client sends events. It may be used by many goroutines at once.
type Client struct {
	settings Settings
}

// New makes a client.
func New(settings Settings) *Client {
	if settings.OnViolation == nil {
		settings.OnViolation = func(err *PlanError) { log.Print(err.Error()) }
	}
	return &Client{settings}
}

// Event is an event with everything that it requires; only the functions of this package make one.
type Event interface {
	event() call
}

// Send sends an event. In ModeThrow it returns a *PlanError for one that breaks the plan; in every mode it returns what
// the tracker returns.
func (c *Client) Send(event Event, options ...Options) error {
	if event == nil {
		return errors.New("no event is given")
	}
	return c.send(event.event(), options)
}

// call is what is sent: data may be of any kind.
type call struct {
	call, name string
	rule       *rule
	data       any
	id         string
}

func (c *Client) send(what call, options []Options) error {
	var found *[]Reason
	if c.settings.Mode != ModeOff {
		found = &[]Reason{}
	}
	sent, _ := settle(what.data, what.rule, "", 0, found).(Object)
	if found != nil && len(*found) > 0 {
		err := &PlanError{what.name, *found}
		if c.settings.Mode == ModeThrow {
			return err
		}
		c.settings.OnViolation(err)
		if c.settings.Mode == ModeDrop {
			return nil
		}
	}
	if c.settings.Tracker == nil {
		err := fmt.Errorf("\"%s\" is not sent: the settings have no Tracker", what.name)
		if c.settings.Mode == ModeThrow {
			return err
		}
		log.Print(err.Error())
		return nil
	}
	return c.settings.Tracker.Send(c.message(what, sent, options))
}

func (c *Client) message(what call, sent Object, options []Options) Message {
	if sent == nil {
		sent = Object{}
	}
	made := Message{Call: what.call}
	if isOfEvent(what.call) {
		made.Event, made.Properties = what.name, sent
	} else {
		made.Traits = sent
	}
	for _, option := range options {
		option.into(&made)
	}
	if what.call == "identify" {
		made.UserID = what.id
	} else if what.call == "group" {
		made.GroupID = what.id
	}
	if c.settings.Stamp {
		made.Context = append(made.Context.without("plan"), Member{"plan", plan})
	}
	return made
}

func (o Options) into(made *Message) {
	if o.UserID != "" {
		made.UserID = o.UserID
	}
	if o.AnonymousID != "" {
		made.AnonymousID = o.AnonymousID
	}
	if o.Context != nil {
		made.Context, _ = settle(o.Context, &anything, "", 0, nil).(Object)
	}
	if !o.Timestamp.IsZero() {
		made.Timestamp = timeText(o.Timestamp)
	}
	if o.MessageID != "" {
		made.MessageID = o.MessageID
	}
}

func (o Object) without(name string) Object {
	made := make(Object, 0, len(o)+1)
	for _, member := range o {
		if member.Name != name {
			made = append(made, member)
		}
	}
	return made
}

// record is an object in the making: a value for each field of its rule, nil where it is absent, and what is not
// planned. It never changes: with gives another.
type record struct {
	rule   *rule
	values []any
	more   Object
}

func (r record) with(of *rule, place int, value any) record {
	if value == nil {
		value = null{}
	}
	values := make([]any, len(of.fields))
	copy(values, r.values)
	values[place] = value
	return record{of, values, r.more}
}

func (r record) and(of *rule, name string, value any) record {
	more := append(r.more.without(name), Member{name, value})
	return record{of, r.values, more}
}

func (r record) wire() any {
	made := make(Object, 0, len(r.values)+len(r.more))
	for place, value := range r.values {
		if value != nil {
			made = append(made, Member{r.rule.fields[place].name, value})
		}
	}
	return append(made, r.more...)
}

type null struct{}

func (null) wire() any { return nil }

type kinds uint8

const (
	isArray kinds = 1 << iota
	isBoolean
	isInteger
	isNumber
	isObject
	isString
	isNull
)

// rule is what a value must be; one without types takes any.
type rule struct {
	types    kinds
	expected string
	nullable bool
	checks   []check
	items    *rule
	closed   bool
	fields   []field
}

type field struct {
	name     string
	required bool
	rule     rule
}

type check struct {
	rule    string
	value   any
	message string
}

// pattern is compiled when it is first needed.
type pattern struct {
	text     string
	once     sync.Once
	compiled *regexp.Regexp
}

func (p *pattern) matches(text string) bool {
	p.once.Do(func() { p.compiled = regexp.MustCompile(p.text) })
	return p.compiled.MatchString(text)
}

// format is a pattern, and the most characters that a text may have; 0 for any number.
type format struct {
	pattern pattern
	longest int
}

const deepest = 200

const (
	notJSON    = "is not a value that JSON can hold"
	notANumber = "is not a number that JSON can hold"
	notText    = "holds half a character (a lone surrogate)"
	tooDeep    = "is nested more than 200 deep"
)

func tell(found *[]Reason, path, rule, message string) {
	if found != nil {
		*found = append(*found, Reason{path, rule, message})
	}
}

// settle gives the value as it is sent. What is wrong with it goes to found, where that is asked.
func settle(value any, of *rule, path string, depth int, found *[]Reason) any {
	value, complaint := plain(value)
	if complaint != "" {
		tell(found, path, "unreadable", complaint)
		return nil
	}
	if found != nil && !fits(value, of, path, found) {
		return value
	}
	switch value := value.(type) {
	case []any:
		if depth > deepest {
			tell(found, path, "unreadable", tooDeep)
			return nil
		}
		return settleItems(value, of, path, depth, found)
	case Object:
		if depth > deepest {
			tell(found, path, "unreadable", tooDeep)
			return nil
		}
		return settleFields(value, of, path, depth, found)
	}
	return value
}

func settleItems(value []any, of *rule, path string, depth int, found *[]Reason) any {
	items := of.items
	if items == nil {
		items = &anything
	}
	made := make([]any, len(value))
	for place, item := range value {
		made[place] = settle(item, items, path+"["+strconv.Itoa(place)+"]", depth+1, found)
	}
	return made
}

func settleFields(value Object, of *rule, path string, depth int, found *[]Reason) any {
	lead := path
	if lead != "" {
		lead += "."
	}
	place := value.finder()
	made := make(Object, 0, len(value))
	next := 0 // what comes from a step stands in the order of the plan
	for at := range of.fields {
		field := &of.fields[at]
		held := next
		if next >= len(value) || value[next].Name != field.name {
			held = place(field.name)
		}
		if held >= 0 {
			next = held + 1
			settled := settle(value[held].Value, &field.rule, lead+field.name, depth+1, found)
			made = append(made, Member{field.name, settled})
		} else if field.required {
			tell(found, lead+field.name, "required", "is missing")
		}
	}
	if len(made) == len(value) {
		return made
	}
	for at, member := range value {
		if of.plans(member.Name) || place(member.Name) != at {
			continue
		}
		inner := found
		if of.closed {
			tell(found, lead+member.Name, "additionalProperties", "is not planned")
			inner = nil
		}
		made = append(made, Member{member.Name, settle(member.Value, &anything, lead+member.Name, depth+1, inner)})
	}
	return made
}

var anything = rule{}

func (r *rule) plans(name string) bool {
	for at := range r.fields {
		if r.fields[at].name == name {
			return true
		}
	}
	return false
}

// finder gives where a name stands, the last of several; -1 for nowhere.
func (o Object) finder() func(name string) int {
	if len(o) <= 16 {
		return func(name string) int {
			for at := len(o) - 1; at >= 0; at-- {
				if o[at].Name == name {
					return at
				}
			}
			return -1
		}
	}
	places := make(map[string]int, len(o))
	for at, member := range o {
		places[member.Name] = at
	}
	return func(name string) int {
		if at, ok := places[name]; ok {
			return at
		}
		return -1
	}
}

// fits says whether the value itself, apart from what is inside it, keeps the rule far enough to look inside.
func fits(value any, of *rule, path string, found *[]Reason) bool {
	kind, called := kindOf(value)
	if kind == isNull && (of.nullable || of.types == 0) {
		return true
	}
	if of.types != 0 && kind&of.types == 0 {
		tell(found, path, "type", "must be "+of.expected+", not "+called)
		return false
	}
	text, isText := value.(string)
	if isText && !utf8.ValidString(text) {
		tell(found, path, "unreadable", notText)
		return false
	}
	for place := range of.checks {
		check := &of.checks[place]
		if !keeps(value, check) {
			tell(found, path, check.rule, check.message)
			if check.rule == "enum" {
				return false
			}
		}
	}
	return true
}

func keeps(value any, check *check) bool {
	switch check.rule {
	case "enum":
		text, isText := value.(string)
		for _, option := range check.value.([]any) {
			if isText && option == any(text) || !isText && same(option) == same(value) {
				return true
			}
		}
		return false
	case "uniqueItems":
		items, ok := value.([]any)
		return !ok || !repeats(items)
	}
	switch value := value.(type) {
	case int64, uint64, float64:
		return check.rule != "minimum" && check.rule != "maximum" || inBounds(value, check)
	case string:
		return textKeeps(value, check)
	case []any:
		return check.rule != "minItems" && check.rule != "maxItems" || counts(len(value), check)
	}
	return true
}

func inBounds(value any, check *check) bool {
	limit, _ := plain(check.value)
	if whole, ok := value.(int64); ok {
		if bound, ok := limit.(int64); ok { // exact, also beyond what a float holds
			if check.rule == "minimum" {
				return whole >= bound
			}
			return whole <= bound
		}
	}
	if check.rule == "minimum" {
		return float(value) >= float(limit)
	}
	return float(value) <= float(limit)
}

func float(value any) float64 {
	switch value := value.(type) {
	case int64:
		return float64(value)
	case uint64:
		return float64(value)
	case float64:
		return value
	}
	return 0
}

func textKeeps(value string, check *check) bool {
	switch check.rule {
	case "minLength", "maxLength":
		return counts(utf8.RuneCountInString(value), check)
	case "pattern":
		return check.value.(*pattern).matches(value)
	case "format":
		of := check.value.(*format)
		return (of.longest == 0 || utf8.RuneCountInString(value) <= of.longest) && of.pattern.matches(value)
	}
	return true
}

func counts(count int, check *check) bool {
	limit, _ := plain(check.value)
	if strings.HasPrefix(check.rule, "min") {
		return float64(count) >= float(limit)
	}
	return float64(count) <= float(limit)
}

func repeats(items []any) bool {
	seen := make(map[string]bool, len(items))
	for _, item := range items {
		text := same(item)
		if seen[text] {
			return true
		}
		seen[text] = true
	}
	return false
}

// same gives a text that two values share when JSON takes them for equal.
func same(value any) string {
	var made strings.Builder
	writeSame(&made, value, 0)
	return made.String()
}

func writeSame(made *strings.Builder, value any, depth int) {
	value, complaint := plain(value)
	if complaint != "" || depth > deepest {
		made.WriteString("?")
		return
	}
	switch value := value.(type) {
	case nil:
		made.WriteString("null")
	case float64:
		if value == math.Trunc(value) && math.Abs(value) < 1<<63 {
			made.WriteString(strconv.FormatInt(int64(value), 10))
		} else {
			made.WriteString(strconv.FormatFloat(value, 'g', -1, 64))
		}
	case string:
		made.WriteString(strconv.Quote(value))
	case []any:
		made.WriteString("[")
		for _, item := range value {
			writeSame(made, item, depth+1)
			made.WriteString(",")
		}
		made.WriteString("]")
	case Object:
		sorted := append(Object(nil), value...)
		sort.SliceStable(sorted, func(one, other int) bool { return sorted[one].Name < sorted[other].Name })
		made.WriteString("{")
		for _, member := range sorted {
			made.WriteString(strconv.Quote(member.Name) + ":")
			writeSame(made, member.Value, depth+1)
			made.WriteString(",")
		}
		made.WriteString("}")
	default:
		fmt.Fprint(made, value)
	}
}

func kindOf(value any) (kinds, string) {
	switch value := value.(type) {
	case nil:
		return isNull, "null"
	case bool:
		return isBoolean, "true or false"
	case string:
		return isString, "a string"
	case []any:
		return isArray, "an array"
	case Object:
		return isObject, "an object"
	case float64:
		if value != math.Trunc(value) {
			return isNumber, "a number"
		}
	}
	return isInteger | isNumber, "a number"
}

// plain gives a value as one of nil, bool, string, int64, uint64, float64, []any and Object; or what is wrong with it.
// It does not look at what is inside lists and objects.
func plain(value any) (any, string) {
	for hops := 0; ; hops++ {
		switch value := value.(type) {
		case nil, bool, string, int64, []any, Object:
			return value, ""
		case int:
			return int64(value), ""
		case float64:
			if math.IsNaN(value) || math.IsInf(value, 0) {
				return nil, notANumber
			}
			return value, ""
		case time.Time:
			return timeText(value), ""
		case map[string]any:
			return ordered(value), ""
		}
		if made, ok := value.(interface{ wire() any }); ok {
			if at := reflect.ValueOf(value); at.Kind() == reflect.Pointer && at.IsNil() {
				return nil, ""
			}
			value = made.wire()
			continue
		}
		if at := reflect.ValueOf(value); at.Kind() == reflect.Pointer && !writesItself(value) {
			if at.IsNil() {
				return nil, ""
			}
			if hops > deepest {
				return nil, tooDeep
			}
			value = at.Elem().Interface()
			continue
		}
		return reflected(value)
	}
}

func ordered(value map[string]any) Object {
	made := make(Object, 0, len(value))
	for name, held := range value {
		made = append(made, Member{name, held})
	}
	sort.Slice(made, func(one, other int) bool { return made[one].Name < made[other].Name })
	return made
}

func writesItself(value any) bool {
	if at := reflect.ValueOf(value); at.Kind() == reflect.Pointer && at.IsNil() {
		return false
	}
	switch value.(type) {
	case json.Marshaler, interface{ MarshalText() ([]byte, error) }:
		return true
	}
	return false
}

// reflected reads values of other types: named ones, lists and maps of one type, and what encoding/json can write.
func reflected(value any) (any, string) {
	at := reflect.ValueOf(value)
	if !writesItself(value) {
		switch at.Kind() {
		case reflect.Bool:
			return at.Bool(), ""
		case reflect.String:
			if number, ok := value.(json.Number); ok {
				return numberOf(number)
			}
			return at.String(), ""
		case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
			return at.Int(), ""
		case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
			if at.Uint() > math.MaxInt64 {
				return at.Uint(), ""
			}
			return int64(at.Uint()), ""
		case reflect.Float32:
			// As it is written with the digits of a float32: 0.1, and not 0.10000000149011612.
			number, _ := strconv.ParseFloat(strconv.FormatFloat(at.Float(), 'g', -1, 32), 64)
			return plain(number)
		case reflect.Float64:
			return plain(at.Float())
		case reflect.Slice, reflect.Array:
			if at.Type().Elem().Kind() != reflect.Uint8 {
				made := make([]any, at.Len())
				for place := range made {
					made[place] = at.Index(place).Interface()
				}
				return made, ""
			}
		case reflect.Map:
			if at.Type().Key().Kind() == reflect.String {
				made := make(map[string]any, at.Len())
				for _, key := range at.MapKeys() {
					made[key.String()] = at.MapIndex(key).Interface()
				}
				return ordered(made), ""
			}
		}
	}
	text, err := json.Marshal(value)
	if err != nil {
		return nil, notJSON
	}
	made, err := decoded(text)
	if err != nil {
		return nil, notJSON
	}
	return made, ""
}

func numberOf(number json.Number) (any, string) {
	if whole, err := strconv.ParseInt(string(number), 10, 64); err == nil {
		return whole, ""
	}
	real, err := strconv.ParseFloat(string(number), 64)
	if err != nil {
		return nil, notANumber
	}
	return plain(real)
}

func decoded(text []byte) (any, error) {
	from := json.NewDecoder(bytes.NewReader(text))
	from.UseNumber()
	return decodedNext(from)
}

func decodedNext(from *json.Decoder) (any, error) {
	token, err := from.Token()
	if err != nil {
		return nil, err
	}
	switch token := token.(type) {
	case json.Number:
		made, complaint := numberOf(token)
		if complaint != "" {
			return nil, errors.New(complaint)
		}
		return made, nil
	case json.Delim:
		if token == '{' {
			return decodedObject(from)
		}
		made := []any{}
		for from.More() {
			item, err := decodedNext(from)
			if err != nil {
				return nil, err
			}
			made = append(made, item)
		}
		_, err := from.Token()
		return made, err
	}
	return token, nil
}

func decodedObject(from *json.Decoder) (any, error) {
	made := Object{}
	for from.More() {
		name, err := from.Token()
		if err != nil {
			return nil, err
		}
		value, err := decodedNext(from)
		if err != nil {
			return nil, err
		}
		made = append(made, Member{name.(string), value})
	}
	_, err := from.Token()
	return made, err
}

// timeText gives a time as RFC 3339 in UTC, with no more digits than it needs of 0, 3, 6 and 9.
func timeText(at time.Time) string {
	at = at.UTC()
	switch nanos := at.Nanosecond(); {
	case nanos == 0:
		return at.Format("2006-01-02T15:04:05Z")
	case nanos%1_000_000 == 0:
		return at.Format("2006-01-02T15:04:05.000Z")
	case nanos%1_000 == 0:
		return at.Format("2006-01-02T15:04:05.000000Z")
	}
	return at.Format("2006-01-02T15:04:05.000000000Z")
}
