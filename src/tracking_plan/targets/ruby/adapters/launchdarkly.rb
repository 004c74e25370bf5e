module PlanEvents
  # Sends through LaunchDarkly's SDK for Ruby, the gem launchdarkly-server-sdk: +LaunchDarklyTracker.new(client)+. It wants
  # someone with each call: tell a user_id or an anonymous_id, which is the key that flags are asked for. A block gives the
  # number that a metric counts, of an event's name and its properties. Page and screen calls are events of their names;
  # traits and groups are not sent, and there is no place for a time.
  class LaunchDarklyTracker
    # @param client [LaunchDarkly::LDClient]
    # @yieldparam event [String]
    # @yieldparam properties [Hash]
    # @yieldreturn [Numeric, nil]
    def initialize(client, &value_of)
      @client = client
      @value_of = value_of
    end

    # @param message [Hash]
    # @return [void]
    def call(message)
      return if %w[identify group].include?(message["call"])

      event, properties = message.values_at("event", "properties")
      @client.track(event, person(message), properties.dup, @value_of&.call(event, properties))
    end

    private

    def person(message)
      return { kind: "user", key: message["userId"] } if message["userId"]

      { kind: "user", key: message["anonymousId"], anonymous: true }
    end
  end
end
