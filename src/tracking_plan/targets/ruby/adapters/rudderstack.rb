require "time"

module PlanEvents
  # Sends through RudderStack's SDK for Ruby, the gem rudder-sdk-ruby:
  # +RudderStackTracker.new(Rudder::Analytics.new(write_key: "…", data_plane_url: "…"))+. It takes no call that names
  # neither a user_id nor an anonymous_id: tell one with each call.
  class RudderStackTracker
    # @param analytics [Rudder::Analytics]
    def initialize(analytics)
      @analytics = analytics
    end

    # @param message [Hash]
    # @return [void]
    def call(message)
      told = {
        user_id: message["userId"], anonymous_id: message["anonymousId"], context: context(message),
        timestamp: time(message), message_id: message["messageId"]
      }.compact
      case message["call"]
      when "track" then @analytics.track(**told, event: message["event"], properties: message["properties"])
      when "page" then @analytics.page(**told, name: message["event"], properties: message["properties"])
      when "screen" then @analytics.screen(**told, name: message["event"], properties: message["properties"])
      when "identify" then @analytics.identify(**told, traits: message["traits"])
      when "group" then @analytics.group(**told, group_id: message["groupId"], traits: message["traits"])
      end
    end

    private

    # The SDK adds to the context.
    def context(message)
      message["context"]&.dup
    end

    # The SDK takes a Time and nothing else.
    def time(message)
      message["timestamp"] && Time.iso8601(message["timestamp"])
    end
  end
end
