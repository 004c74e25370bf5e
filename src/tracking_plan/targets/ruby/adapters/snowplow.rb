require "time"

module PlanEvents
  # Sends through Snowplow's tracker for Ruby, the gem snowplow-tracker 0.7 or later:
  # +SnowplowEventTracker.new(tracker) { |call, event| "iglu:…" }+. Each call is a self-describing event of the schema that
  # the block names. A call that names a user_id or an anonymous_id has a subject of its own; the tracker's is that of all
  # others.
  class SnowplowEventTracker
    # @param tracker [SnowplowTracker::Tracker]
    # @yield the schema of an event
    # @yieldparam call [String] such as "track"
    # @yieldparam event [String] the event's name; the call's, where it has none
    # @yieldreturn [String]
    def initialize(tracker, &schema)
      raise ArgumentError, "a block must name the schema of each event" unless schema

      @tracker = tracker
      @schema = schema
    end

    # @param message [Hash]
    # @return [void]
    def call(message)
      call = message["call"]
      who = { "identify" => "userId", "group" => "groupId" }[call]
      data = who ? { who => message[who] }.merge(message["traits"]) : message["properties"].dup
      event = ::SnowplowTracker::SelfDescribingJson.new(@schema.call(call, message["event"] || call), data)
      @tracker.track_self_describing_event(event_json: event, tstamp: time(message), subject: subject(message))
    end

    private

    def time(message)
      at = message["timestamp"] && Time.iso8601(message["timestamp"])
      at && ::SnowplowTracker::TrueTimestamp.new((at.to_r * 1000).to_i)
    end

    def subject(message)
      return unless message["userId"] || message["anonymousId"]

      made = ::SnowplowTracker::Subject.new
      made.set_user_id(message["userId"]) if message["userId"]
      made.set_network_user_id(message["anonymousId"]) if message["anonymousId"]
      made
    end
  end
end
