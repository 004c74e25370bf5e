require "time"

module PlanEvents
  # Sends through PostHog's SDK for Ruby, the gem posthog-ruby:
  # +PostHogTracker.new(PostHog::Client.new(api_key: "…"))+. PostHog takes no call that names no one: tell a user_id or an
  # anonymous_id with each call. Page and screen calls are events of their names.
  class PostHogTracker
    UUID = /\A[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\z/i
    private_constant :UUID

    # @param client [PostHog::Client]
    # @param group_type [String] the kind of group that +group+ tells of
    def initialize(client, group_type: "account")
      @client = client
      @group_type = group_type
    end

    # @param message [Hash]
    # @return [void]
    def call(message)
      told = { distinct_id: message["userId"] || message["anonymousId"], timestamp: time(message) }.compact
      case message["call"]
      when "identify" then @client.identify({ **told, properties: message["traits"].dup })
      when "group"
        group = { group_type: @group_type, group_key: message["groupId"] }
        @client.group_identify({ **told, **group, properties: message["traits"].dup })
      else
        uuid = message["messageId"]
        told[:uuid] = uuid if UUID.match?(uuid.to_s)
        @client.capture({ **told, event: message["event"], properties: message["properties"].dup })
      end
    end

    private

    # The SDK takes a Time and nothing else.
    def time(message)
      message["timestamp"] && Time.iso8601(message["timestamp"])
    end
  end
end
