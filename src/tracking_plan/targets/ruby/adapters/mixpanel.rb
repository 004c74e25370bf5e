require "time"

module PlanEvents
  # Sends through Mixpanel's SDK for Ruby, the gem mixpanel-ruby: +MixpanelTracker.new(Mixpanel::Tracker.new(token))+.
  # Mixpanel wants someone with each call: tell a user_id or an anonymous_id. It has no page and screen calls: they are
  # events of their names.
  class MixpanelTracker
    # @param tracker [Mixpanel::Tracker]
    # @param group_key [String] the kind of group that +group+ tells of
    def initialize(tracker, group_key: "account")
      @tracker = tracker
      @group_key = group_key
    end

    # @param message [Hash]
    # @return [void]
    def call(message)
      id = message["userId"] || message["anonymousId"]
      case message["call"]
      when "identify" then @tracker.people.set(id, message["traits"])
      when "group" then @tracker.groups.set(@group_key, message["groupId"], message["traits"])
      else @tracker.track(id, message["event"], properties(message))
      end
    end

    private

    def properties(message)
      told = {
        "$user_id" => message["userId"], "$device_id" => message["anonymousId"], "time" => time(message),
        "$insert_id" => message["messageId"]
      }
      message["properties"].merge(told.compact)
    end

    # In milliseconds, as the SDK itself gives it.
    def time(message)
      message["timestamp"] && (Time.iso8601(message["timestamp"]).to_r * 1000).to_i
    end
  end
end
