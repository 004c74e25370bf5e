require "date"

# The run-time of the client: settings, errors, and the checks of what is sent.
module PlanEvents
  # What stands for a property that is not given; nil is sent as null.
  UNSET = Object.new
  def UNSET.inspect
    "UNSET"
  end
  UNSET.freeze

  # One thing that breaks the plan: where, by which rule, and in words. It never holds the value itself.
  Reason = Struct.new(:path, :rule, :message)

  # A call that breaks the plan.
  class PlanError < StandardError
    # @return [String] the event's name as it is sent, or identify or group
    attr_reader :event
    # @return [Array<Reason>]
    attr_reader :reasons

    # @param event [String]
    # @param reasons [Array<Reason>]
    def initialize(event, reasons)
      @event = event
      @reasons = reasons
      told = reasons.map { |reason| "#{reason.path} #{reason.message}" }
      super("\"#{event}\" breaks the plan: #{told.join("; ")}")
    end
  end

  # What may be told with each call.
  Options = Struct.new(:user_id, :anonymous_id, :context, :timestamp, :message_id, keyword_init: true)

  # Keeps what is sent, for your own tests.
  class RecordingTracker
    # @return [Array<Hash>]
    attr_reader :messages

    def initialize
      @messages = []
    end

    # @param message [Hash]
    # @return [void]
    def call(message)
      @messages << message
    end

    # @return [void]
    def clear
      @messages.clear
    end
  end

  # Says where calls go, and what becomes of those that break the plan. Call it once, before the first event.
  #
  # @param tracker [#call] takes each message, a Hash: an adapter of an SDK, or a lambda of your own
  # @param mode [Symbol, String] :throw raises a PlanError and sends nothing, :warn tells and sends it all the same, :drop
  #   tells and sends nothing, :off does not look
  # @param stamp [Boolean] whether each call tells the plan's name and version, as context.plan
  # @param on_violation [#call, nil] takes the PlanError in the modes :warn and :drop; nil writes its message as a warning
  # @return [void]
  def self.configure(tracker:, mode: :warn, stamp: false, on_violation: nil)
    Runtime.configure(tracker, mode.to_sym, stamp, on_violation)
  end

  # Sends calls; not for use from elsewhere.
  module Runtime
    MODES = %i[throw warn drop off].freeze
    Settings = Struct.new(:tracker, :mode, :stamp, :on_violation)
    WARN = ->(error) { Kernel.warn(error.message) }
    @settings = Settings.new(nil, :warn, false, WARN).freeze

    class << self
      def configure(tracker, mode, stamp, on_violation)
        raise ArgumentError, "the mode must be throw, warn, drop or off, not #{mode}" unless MODES.include?(mode)
        raise ArgumentError, "the tracker must have a method call(message)" unless tracker.respond_to?(:call)

        @settings = Settings.new(tracker, mode, stamp, on_violation || WARN).freeze
      end

      # The properties of a call by their names on the wire; what is not planned may stand in +additional+.
      def call(kind, name, rule, planned, additional, options, id = nil)
        data = planned.reject { |_, value| UNSET.equal?(value) }
        additional.each { |key, value| data[key.to_s] = value unless data.key?(key.to_s) }
        deliver(kind, name, rule, data, options, id)
      end

      def deliver(kind, name, rule, data, options, id = nil)
        settings = @settings
        found = settings.mode == :off ? nil : []
        sent = Check.settle(data, rule, "", 0, found)
        return unless passes?(settings, name, found)

        if settings.tracker.nil?
          told = "\"#{name}\" is not sent: call #{PlanEvents}.configure first"
          raise told if settings.mode == :throw

          Kernel.warn(told)
          return
        end
        settings.tracker.call(message(settings, kind, name, sent, options, id))
        nil
      end

      private

      def passes?(settings, name, found)
        return true if found.nil? || found.empty?

        error = PlanError.new(name, found)
        raise error if settings.mode == :throw

        settings.on_violation.call(error)
        settings.mode != :drop
      end

      def message(settings, kind, name, sent, options, id)
        options = options.is_a?(Hash) ? Options.new(**options) : options || Options.new
        of_event = kind != "identify" && kind != "group"
        made = {
          "call" => kind,
          "event" => of_event ? name : nil,
          "userId" => kind == "identify" ? id : options.user_id,
          "anonymousId" => options.anonymous_id,
          "groupId" => kind == "group" ? id : nil,
          (of_event ? "properties" : "traits") => sent.is_a?(Hash) ? sent : {},
          "context" => context(settings, options),
          "timestamp" => options.timestamp.nil? ? nil : Check.text_of(options.timestamp)
        }
        made["messageId"] = options.message_id
        made.compact
      end

      def context(settings, options)
        given = options.context && Check.settle(options.context, Check::ANYTHING, "", 0, nil)
        settings.stamp ? (given || {}).except("plan").merge("plan" => PLAN) : given
      end
    end
  end
  private_constant :Runtime

  # A regular expression that is compiled when it is first needed.
  class Pattern
    def initialize(text)
      @text = text
    end

    def match?(value)
      (@compiled ||= Regexp.new(@text)).match?(value)
    end
  end
  private_constant :Pattern

  # A format: a pattern, and the most characters that a text may have.
  class Format
    def initialize(text, longest = nil)
      @pattern = Pattern.new(text)
      @longest = longest
    end

    def match?(value)
      (@longest.nil? || value.length <= @longest) && @pattern.match?(value)
    end
  end
  private_constant :Format

  # What a value must be: no types where it may be any, no fields where an object takes anything.
  Rule = Struct.new(:types, :expected, :nullable, :checks, :items, :fields, :closed, keyword_init: true)
  private_constant :Rule

  # Checks values, and gives them as they are sent.
  module Check
    ANYTHING = Rule.new.freeze
    DEEPEST = 200
    NOT_JSON = "is not a value that JSON can hold"
    NOT_A_NUMBER = "is not a number that JSON can hold"
    NOT_TEXT = "holds half a character (a lone surrogate)"
    TOO_DEEP = "is nested more than 200 deep"
    KINDS = {
      "string" => "a string", "number" => "a number", "integer" => "a number", "boolean" => "true or false",
      "array" => "an array", "object" => "an object", "null" => "null"
    }.freeze
    # What cannot be sent, and why.
    Unreadable = Struct.new(:message)

    class << self
      # The value as it is sent. What is wrong with it goes to +found+, where that is asked.
      def settle(value, rule, path, depth, found)
        value = plain(value)
        if value.is_a?(Unreadable)
          tell(found, path, "unreadable", value.message)
          return nil
        end
        return sendable(value) if found && !fits?(value, rule, path, found)

        case value
        when Hash, Array
          if depth > DEEPEST
            tell(found, path, "unreadable", TOO_DEEP)
            return nil
          end
          value.is_a?(Hash) ? fields(value, rule, path, depth, found) : items(value, rule, path, depth, found)
        else
          sendable(value)
        end
      end

      # A time as RFC 3339 in UTC, with no more digits than it needs; a day as 2026-01-15; a text as it is.
      def text_of(value)
        case value
        when Time then time_text(value.getutc)
        when DateTime then time_text(value.to_time.getutc)
        when Date then value.strftime("%Y-%m-%d")
        else value.to_s
        end
      end

      private

      def time_text(at)
        nanos = at.nsec
        digits = if nanos.zero? then ""
                 elsif (nanos % 1_000_000).zero? then ".%3N"
                 elsif (nanos % 1_000).zero? then ".%6N"
                 else ".%9N"
                 end
        at.strftime("%Y-%m-%dT%H:%M:%S#{digits}Z")
      end

      # A value as nil, true, false, a String, Integer, Float, Array or Hash; it does not look inside.
      def plain(value)
        case value
        when nil, true, false, Integer, Array, Hash then value
        when String then utf8(value)
        when Symbol then utf8(value.to_s)
        when Float then value.finite? ? value : Unreadable.new(NOT_A_NUMBER)
        when Time, Date then text_of(value)
        when Numeric then value.real? ? real(value) : Unreadable.new(NOT_JSON)
        else other(value)
        end
      end

      def utf8(text)
        return text if text.encoding == Encoding::UTF_8
        return text.dup.force_encoding(Encoding::UTF_8) if text.encoding == Encoding::BINARY

        text.encode(Encoding::UTF_8)
      rescue EncodingError
        text.dup.force_encoding(Encoding::UTF_8)
      end

      def real(value)
        return Unreadable.new(NOT_A_NUMBER) unless value.finite?

        value == value.to_i ? value.to_i : value.to_f
      end

      def other(value)
        if value.respond_to?(:to_hash) then value.to_hash
        elsif value.respond_to?(:to_ary) then value.to_ary
        elsif value.respond_to?(:to_str) then utf8(value.to_str)
        else Unreadable.new(NOT_JSON)
        end
      end

      def sendable(value)
        value.is_a?(String) && !value.valid_encoding? ? value.scrub : value
      end

      def tell(found, path, rule, message)
        found&.push(Reason.new(path, rule, message))
      end

      def items(value, rule, path, depth, found)
        of = rule.items || ANYTHING
        value.each_with_index.map { |item, place| settle(item, of, "#{path}[#{place}]", depth + 1, found) }
      end

      def fields(value, rule, path, depth, found)
        lead = path.empty? ? "" : "#{path}."
        given = {}
        value.each { |name, held| given[sendable(utf8(name.to_s))] = held }
        made = {}
        (rule.fields || {}).each do |name, (field, required)|
          if given.key?(name)
            made[name] = settle(given.delete(name), field, lead + name, depth + 1, found)
          elsif required
            tell(found, lead + name, "required", "is missing")
          end
        end
        given.each do |name, held|
          tell(found, lead + name, "additionalProperties", "is not planned") if rule.closed
          made[name] = settle(held, ANYTHING, lead + name, depth + 1, rule.closed ? nil : found)
        end
        made
      end

      # Whether the value itself, apart from what is inside it, keeps the rule far enough to look inside.
      def fits?(value, rule, path, found)
        return true if value.nil? && (rule.nullable || rule.types.nil?)

        kind = kind_of(value)
        unless rule.types.nil? || takes?(rule.types, kind)
          tell(found, path, "type", "must be #{rule.expected}, not #{KINDS[kind]}")
          return false
        end
        if value.is_a?(String) && !value.valid_encoding?
          tell(found, path, "unreadable", NOT_TEXT)
          return false
        end
        (rule.checks || []).each do |check, limit, message|
          next if keeps?(value, check, limit)

          tell(found, path, check, message)
          return false if check == "enum"
        end
        true
      end

      def kind_of(value)
        case value
        when nil then "null"
        when true, false then "boolean"
        when String then "string"
        when Array then "array"
        when Hash then "object"
        when Integer then "integer"
        else value == value.floor ? "integer" : "number"
        end
      end

      def takes?(types, kind)
        types.include?(kind) || (kind == "integer" && types.include?("number"))
      end

      def keeps?(value, check, limit)
        case check
        when "enum" then limit.include?(same(value))
        when "minimum" then !value.is_a?(Numeric) || value >= limit
        when "maximum" then !value.is_a?(Numeric) || value <= limit
        when "minLength" then !value.is_a?(String) || value.length >= limit
        when "maxLength" then !value.is_a?(String) || value.length <= limit
        when "pattern", "format" then !value.is_a?(String) || limit.match?(value)
        when "minItems" then !value.is_a?(Array) || value.length >= limit
        when "maxItems" then !value.is_a?(Array) || value.length <= limit
        when "uniqueItems" then !value.is_a?(Array) || value.map { |item| same(item) }.uniq.length == value.length
        end
      end

      # What two values share when JSON takes them for equal: 1 and 1.0 are, 1 and true are not.
      def same(value, depth = 0)
        value = plain(value)
        return nil if value.is_a?(Unreadable) || depth > DEEPEST

        case value
        when Array then value.map { |item| same(item, depth + 1) }
        when Hash then value.to_h { |name, held| [name.to_s, same(held, depth + 1)] }
        when Float then value == value.floor ? value.to_i : value
        else value
        end
      end
    end
  end
  private_constant :Check
end
