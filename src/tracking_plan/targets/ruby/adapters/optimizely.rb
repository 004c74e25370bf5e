module PlanEvents
  # Sends through Optimizely's SDK for Ruby, the gem optimizely-sdk: +OptimizelyTracker.new(project)+. Optimizely knows
  # only events that its project has (+plan export optimizely+ writes them), and wants someone with each call: tell a
  # user_id or an anonymous_id. Tags are text, numbers and booleans: what is inside an object goes by its path
  # (+address.city+), lists are not sent. It reads +revenue+ as whole cents. Page and screen calls are events of their
  # names; it takes no traits, groups and times.
  class OptimizelyTracker
    # @param project [Optimizely::Project]
    def initialize(project)
      @project = project
    end

    # @param message [Hash]
    # @return [void]
    def call(message)
      return if %w[identify group].include?(message["call"])

      user = @project.create_user_context(message["userId"] || message["anonymousId"] || "")
      user&.track_event(message["event"], flat(message["properties"]))
    end

    private

    def flat(values, path = "")
      values.each_with_object({}) do |(name, value), made|
        case value
        when Hash then made.merge!(flat(value, "#{path}#{name}."))
        when String, Numeric, true, false then made["#{path}#{name}"] = value
        end
      end
    end
  end
end
