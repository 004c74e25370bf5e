import Foundation

/// Sends messages: an adapter of an SDK, or your own.
public protocol PlanEventsTracker: Sendable {
  func send(_ message: PlanEvents.Message)
}

/// What can be sent as a JSON value.
public protocol PlanEventsConvertible {
  var planEventsValue: PlanEvents.Value { get }
}

// MARK: - Settings and messages

extension PlanEvents {
  public typealias Tracker = PlanEventsTracker

  /// What happens to a call that breaks the plan.
  public enum Mode: String, Sendable {
    /// A `PlanError` is thrown, and nothing is sent.
    case `throw`
    /// It is told, and sent all the same.
    case warn
    /// It is told, and nothing is sent.
    case drop
    /// Nobody looks, and it is sent as it is.
    case off
  }

  /// What is set once for each environment.
  public struct Settings: Sendable {
    public let tracker: any PlanEventsTracker
    public let mode: Mode
    public let stamp: Bool
    public let onViolation: (@Sendable (PlanError) -> Void)?
  }

  /// What may be told with each call.
  public struct Options: Sendable {
    public var userId: String?
    public var anonymousId: String?
    public var context: Object?
    public var timestamp: Date?
    public var messageId: String?

    public init(
      userId: String? = nil,
      anonymousId: String? = nil,
      context: Object? = nil,
      timestamp: Date? = nil,
      messageId: String? = nil
    ) {
      self.userId = userId
      self.anonymousId = anonymousId
      self.context = context
      self.timestamp = timestamp
      self.messageId = messageId
    }
  }

  /// The kind of a message.
  public enum Call: String, Sendable {
    case track
    case page
    case screen
    case identify
    case group
  }

  /// One call, as it is handed to the tracker.
  public struct Message: Sendable {
    public let call: Call
    /// The event's name, of track, page and screen calls.
    public let event: String?
    public let userId: String?
    public let anonymousId: String?
    /// Of group calls.
    public let groupId: String?
    /// Of track, page and screen calls.
    public let properties: Object?
    /// Of identify and group calls.
    public let traits: Object?
    public let context: Object?
    /// When it happened, as RFC 3339.
    public let timestamp: String?
    public let messageId: String?
    /// When it happened, as SDKs take it.
    let moment: Date?

    /// The message as one JSON object, in the order in which it is sent; what says nothing is absent.
    public var object: Object {
      var made = Object()
      made.put("call", call.rawValue)
      made.putIfPresent("event", event)
      made.putIfPresent("userId", userId)
      made.putIfPresent("anonymousId", anonymousId)
      made.putIfPresent("groupId", groupId)
      made.putIfPresent("properties", properties)
      made.putIfPresent("traits", traits)
      made.putIfPresent("context", context)
      made.putIfPresent("timestamp", timestamp)
      made.putIfPresent("messageId", messageId)
      return made
    }
  }

  /// One thing that breaks the plan: where, by which rule, and in words. It never holds the value itself.
  public struct Reason: Hashable, Sendable {
    public let path: String
    public let rule: String
    public let message: String
  }

  /// A call that breaks the plan.
  public struct PlanError: Error, LocalizedError, CustomStringConvertible, Sendable {
    public let event: String
    public let reasons: [Reason]

    public var message: String {
      let told = reasons.map { $0.path + " " + $0.message }
      return "\"" + event + "\" breaks the plan: " + told.joined(separator: "; ")
    }

    public var description: String { message }
    public var errorDescription: String? { message }
  }

  /// Keeps what it is sent, for your own tests.
  public final class RecordingTracker: PlanEventsTracker, @unchecked Sendable {
    private let lock = NSLock()
    private var kept: [Message] = []

    public init() {}

    public var messages: [Message] {
      lock.lock()
      defer { lock.unlock() }
      return kept
    }

    public func send(_ message: Message) {
      lock.lock()
      defer { lock.unlock() }
      kept.append(message)
    }

    public func clear() {
      lock.lock()
      defer { lock.unlock() }
      kept.removeAll()
    }
  }

  func send(
    _ call: Call,
    _ name: String,
    _ rule: Rule,
    _ data: Object,
    _ options: Options,
    id: String? = nil
  ) throws {
    var found: [Reason]? = settings.mode == .off ? nil : []
    let settled = PlanEvents.settle(.object(data), rule, "", 0, &found)
    if let reasons = found, !reasons.isEmpty {
      let error = PlanError(event: name, reasons: reasons)
      if settings.mode == .throw {
        throw error
      }
      if let onViolation = settings.onViolation {
        onViolation(error)
      } else {
        NSLog(error.message.replacingOccurrences(of: "%", with: "%%"))
      }
      if settings.mode == .drop {
        return
      }
    }
    var sent = Object()
    if case .object(let held) = settled {
      sent = held
    }
    let isEvent = call != .identify && call != .group
    settings.tracker.send(
      Message(
        call: call,
        event: isEvent ? name : nil,
        userId: call == .identify ? id : options.userId,
        anonymousId: options.anonymousId,
        groupId: call == .group ? id : nil,
        properties: isEvent ? sent : nil,
        traits: isEvent ? nil : sent,
        context: context(options),
        timestamp: options.timestamp.flatMap { PlanEvents.text(of: $0) },
        messageId: options.messageId,
        moment: options.timestamp.flatMap { PlanEvents.text(of: $0) == nil ? nil : $0 }
      )
    )
  }

  private func context(_ options: Options) -> Object? {
    var made: Object?
    if let given = options.context {
      var found: [Reason]?
      if case .object(let held) = PlanEvents.settle(.object(given), Rule(), "", 0, &found) {
        made = held
      }
    }
    if settings.stamp {
      var plan = Object()
      plan.put("name", PlanEvents.planName)
      plan.putIfPresent("version", PlanEvents.planVersion)
      var stamped = made ?? Object()
      stamped.remove("plan")
      stamped.put("plan", plan)
      made = stamped
    }
    return made
  }
}

// MARK: - Values

extension PlanEvents {
  /// A value that JSON can hold. Literals of Swift stand for it: `["a": [1, "x", nil, true]]`.
  public enum Value: Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)
    case array([Value])
    case object(Object)
  }

  /// A name and a value in an object.
  public struct Member: Sendable {
    public let name: String
    public let value: Value
  }

  /// A JSON object, whose members keep their order.
  public struct Object: Sendable {
    public private(set) var members: [Member] = []

    public init() {}

    /// The value of a name; setting it to nil takes it away.
    public subscript(name: String) -> Value? {
      get { index(of: name).map { members[$0].value } }
      set {
        if let value = newValue {
          put(name, value)
        } else {
          remove(name)
        }
      }
    }

    public mutating func put<T: PlanEventsConvertible>(_ name: String, _ value: T) {
      let member = Member(name: name, value: value.planEventsValue)
      if let place = index(of: name) {
        members[place] = member
      } else {
        members.append(member)
      }
    }

    public mutating func putIfPresent<T: PlanEventsConvertible>(_ name: String, _ value: T?) {
      if let value = value {
        put(name, value)
      }
    }

    public mutating func put(contentsOf other: Object) {
      for member in other.members {
        put(member.name, member.value)
      }
    }

    public mutating func remove(_ name: String) {
      if let place = index(of: name) {
        members.remove(at: place)
      }
    }

    /// By the bytes of names: Swift itself takes "é" and "e" with an accent for one text.
    func index(of name: String) -> Int? {
      members.firstIndex { PlanEvents.same($0.name, name) }
    }

    /// The object as SDKs take it: nulls are `NSNull`.
    public var dictionary: [String: Any] {
      var made: [String: Any] = [:]
      for member in members {
        made[member.name] = member.value.any
      }
      return made
    }
  }

  /// A property that may be left out, and may be null: `nil` is absent, `.null` is sent as null.
  public enum Nullable<Wrapped: PlanEventsConvertible>: PlanEventsConvertible {
    case null
    case value(Wrapped)

    public var planEventsValue: Value {
      switch self {
      case .null: return .null
      case .value(let wrapped): return wrapped.planEventsValue
      }
    }
  }

  /// A day of the calendar, without a time.
  public struct Day: Hashable, Sendable, PlanEventsConvertible {
    public let year: Int
    public let month: Int
    public let day: Int

    public init(year: Int, month: Int, day: Int) {
      self.year = year
      self.month = month
      self.day = day
    }

    /// The day that a moment falls on, where that zone is.
    public init(of moment: Date, in zone: TimeZone) {
      var calendar = Calendar(identifier: .gregorian)
      calendar.timeZone = zone
      year = calendar.component(.year, from: moment)
      month = calendar.component(.month, from: moment)
      day = calendar.component(.day, from: moment)
    }

    public var planEventsValue: Value {
      .string(PlanEvents.padded(year, 4) + "-" + PlanEvents.padded(month, 2) + "-" + PlanEvents.padded(day, 2))
    }
  }

  static func same(_ one: String, _ other: String) -> Bool {
    one.utf8.elementsEqual(other.utf8)
  }

  static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(abs(number))
    let zeros = String(repeating: "0", count: max(0, width - digits.utf8.count))
    return (number < 0 ? "-" : "") + zeros + digits
  }

  /// A moment as RFC 3339 in UTC, to the microsecond, which is what a `Date` holds; nil where it is no moment.
  static func text(of moment: Date) -> String? {
    let seconds = moment.timeIntervalSince1970
    // From year 0 to 9999.
    guard seconds >= -62_167_219_200, seconds < 253_402_300_799.9999995 else {
      return nil
    }
    let micros = Int64((seconds * 1_000_000).rounded())
    let dayLength: Int64 = 86_400_000_000
    var days = micros / dayLength
    var rest = micros % dayLength
    if rest < 0 {
      rest += dayLength
      days -= 1
    }
    let (year, month, day) = civil(days)
    let fraction = Int(rest % 1_000_000)
    let second = Int(rest / 1_000_000)
    var made = padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2)
    made += "T" + padded(second / 3600, 2) + ":" + padded(second / 60 % 60, 2) + ":" + padded(second % 60, 2)
    if fraction % 1000 != 0 {
      made += "." + padded(fraction, 6)
    } else if fraction != 0 {
      made += "." + padded(fraction / 1000, 3)
    }
    return made + "Z"
  }

  /// The year, month and day of a count of days since 1970.
  private static func civil(_ days: Int64) -> (Int, Int, Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let ofEra = shifted - era * 146_097
    let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * ofYear + 2) / 153
    let day = ofYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (Int(year), Int(month), Int(day))
  }
}

extension PlanEvents.Nullable: Sendable where Wrapped: Sendable {}

extension PlanEvents.Value: PlanEventsConvertible {
  public var planEventsValue: PlanEvents.Value { self }

  /// The value as SDKs take it: null is `NSNull`.
  public var any: Any {
    switch self {
    case .null: return NSNull()
    case .bool(let held): return held
    case .integer(let held): return held
    case .number(let held): return held
    case .string(let held): return held
    case .array(let items): return items.map { $0.any }
    case .object(let held): return held.dictionary
    }
  }
}

/// Equal as JSON takes it: 1 and 1.0 are, 1 and true are not, and the order of members does not count.
extension PlanEvents.Value: Equatable {
  public static func == (one: PlanEvents.Value, other: PlanEvents.Value) -> Bool {
    switch (one, other) {
    case (.null, .null): return true
    case (.bool(let one), .bool(let other)): return one == other
    case (.integer(let one), .integer(let other)): return one == other
    case (.number(let one), .number(let other)): return one == other
    case (.integer(let one), .number(let other)): return Int64(exactly: other) == one
    case (.number(let one), .integer(let other)): return Int64(exactly: one) == other
    case (.string(let one), .string(let other)): return PlanEvents.same(one, other)
    case (.array(let one), .array(let other)): return one == other
    case (.object(let one), .object(let other)): return one == other
    default: return false
    }
  }
}

extension PlanEvents.Object: Equatable {
  public static func == (one: PlanEvents.Object, other: PlanEvents.Object) -> Bool {
    guard one.members.count == other.members.count else {
      return false
    }
    return one.members.allSatisfy { other[$0.name] == $0.value }
  }
}

extension PlanEvents.Value: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByStringLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  public init(nilLiteral: ()) { self = .null }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(integerLiteral value: Int64) { self = .integer(value) }
  public init(floatLiteral value: Double) { self = .number(value) }
  public init(stringLiteral value: String) { self = .string(value) }
  public init(arrayLiteral elements: PlanEvents.Value...) { self = .array(elements) }

  public init(dictionaryLiteral elements: (String, PlanEvents.Value)...) {
    var made = PlanEvents.Object()
    for (name, value) in elements {
      made.put(name, value)
    }
    self = .object(made)
  }
}

extension PlanEvents.Object: ExpressibleByDictionaryLiteral, PlanEventsConvertible {
  public init(dictionaryLiteral elements: (String, PlanEvents.Value)...) {
    self.init()
    for (name, value) in elements {
      put(name, value)
    }
  }

  public var planEventsValue: PlanEvents.Value { .object(self) }
}

extension String: PlanEventsConvertible {
  public var planEventsValue: PlanEvents.Value { .string(self) }
}

extension Bool: PlanEventsConvertible {
  public var planEventsValue: PlanEvents.Value { .bool(self) }
}

extension Int64: PlanEventsConvertible {
  public var planEventsValue: PlanEvents.Value { .integer(self) }
}

extension Double: PlanEventsConvertible {
  public var planEventsValue: PlanEvents.Value { .number(self) }
}

extension Date: PlanEventsConvertible {
  /// What is no moment that RFC 3339 can tell becomes what JSON cannot hold.
  public var planEventsValue: PlanEvents.Value {
    PlanEvents.text(of: self).map { .string($0) } ?? .number(.nan)
  }
}

extension Optional: PlanEventsConvertible where Wrapped: PlanEventsConvertible {
  public var planEventsValue: PlanEvents.Value { map { $0.planEventsValue } ?? .null }
}

extension Array: PlanEventsConvertible where Element: PlanEventsConvertible {
  public var planEventsValue: PlanEvents.Value { .array(map { $0.planEventsValue }) }
}

// MARK: - Checks

extension PlanEvents {
  struct Kinds: OptionSet, Sendable {
    let rawValue: Int

    static let array = Kinds(rawValue: 1)
    static let boolean = Kinds(rawValue: 2)
    static let integer = Kinds(rawValue: 4)
    static let number = Kinds(rawValue: 8)
    static let object = Kinds(rawValue: 16)
    static let string = Kinds(rawValue: 32)
  }

  /// What a value must be; one without types takes any.
  final class Rule: Sendable {
    let types: Kinds
    let expected: String
    let nullable: Bool
    let checks: [Check]
    let items: Rule?
    let closed: Bool
    let fields: [Field]

    init(
      types: Kinds = [],
      expected: String = "",
      nullable: Bool = false,
      checks: [Check] = [],
      items: Rule? = nil,
      closed: Bool = false,
      fields: [Field] = []
    ) {
      self.types = types
      self.expected = expected
      self.nullable = nullable
      self.checks = checks
      self.items = items
      self.closed = closed
      self.fields = fields
    }
  }

  struct Field: Sendable {
    let name: String
    let required: Bool
    let rule: Rule

    init(_ name: String, required: Bool, rule: Rule) {
      self.name = name
      self.required = required
      self.rule = rule
    }
  }

  /// One thing that is checked, and what is said where it fails.
  enum Check: Sendable {
    case oneOf([Value], String)
    case minimum(Value, String)
    case maximum(Value, String)
    case minLength(Value, String)
    case maxLength(Value, String)
    case pattern(Pattern, String)
    case format(Pattern, String)
    case minItems(Value, String)
    case maxItems(Value, String)
    case uniqueItems(String)
  }

  final class Pattern: @unchecked Sendable {
    private let expression: NSRegularExpression?
    private let longest: Int?

    init(_ text: String, longest: Int? = nil) {
      expression = try? NSRegularExpression(pattern: text)
      self.longest = longest
    }

    func matches(_ text: String) -> Bool {
      if let longest = longest, text.unicodeScalars.count > longest {
        return false
      }
      guard let expression = expression else {
        return true
      }
      let whole = NSRange(location: 0, length: text.utf16.count)
      return expression.firstMatch(in: text, options: [], range: whole) != nil
    }
  }

  private static let deepest = 200

  /// The value as it is sent. What is wrong with it goes to `found`, where that is asked.
  static func settle(
    _ value: Value,
    _ rule: Rule,
    _ path: String,
    _ depth: Int,
    _ found: inout [Reason]?
  ) -> Value {
    if case .number(let number) = value, !number.isFinite {
      found?.append(
        Reason(path: path, rule: "unreadable", message: "is not a number that JSON can hold"))
      return .null
    }
    if found != nil, !fits(value, rule, path, &found) {
      return value
    }
    switch value {
    case .array(let items):
      guard depth <= deepest else {
        return tooDeep(path, &found)
      }
      let inner = rule.items ?? Rule()
      var made: [Value] = []
      for (place, item) in items.enumerated() {
        made.append(settle(item, inner, path + "[" + String(place) + "]", depth + 1, &found))
      }
      return .array(made)
    case .object(let object):
      guard depth <= deepest else {
        return tooDeep(path, &found)
      }
      return .object(settle(members: object, rule, path, depth, &found))
    default:
      return value
    }
  }

  private static func tooDeep(_ path: String, _ found: inout [Reason]?) -> Value {
    found?.append(Reason(path: path, rule: "unreadable", message: "is nested more than 200 deep"))
    return .null
  }

  private static func settle(
    members object: Object,
    _ rule: Rule,
    _ path: String,
    _ depth: Int,
    _ found: inout [Reason]?
  ) -> Object {
    let lead = path.isEmpty ? "" : path + "."
    var made = Object()
    for field in rule.fields {
      if let value = object[field.name] {
        made.put(field.name, settle(value, field.rule, lead + field.name, depth + 1, &found))
      } else if field.required {
        found?.append(
          Reason(path: lead + field.name, rule: "required", message: "is missing"))
      }
    }
    let anything = Rule()
    for member in object.members where made.index(of: member.name) == nil {
      let inner = lead + member.name
      if rule.closed {
        found?.append(
          Reason(path: inner, rule: "additionalProperties", message: "is not planned"))
        var unasked: [Reason]?
        made.put(member.name, settle(member.value, anything, inner, depth + 1, &unasked))
      } else {
        made.put(member.name, settle(member.value, anything, inner, depth + 1, &found))
      }
    }
    return made
  }

  /// Whether the value itself, apart from what is inside it, keeps the rule far enough to look inside.
  private static func fits(
    _ value: Value,
    _ rule: Rule,
    _ path: String,
    _ found: inout [Reason]?
  ) -> Bool {
    if case .null = value, rule.nullable || rule.types.isEmpty {
      return true
    }
    let (kinds, called) = kind(of: value)
    if !rule.types.isEmpty, rule.types.isDisjoint(with: kinds) {
      let message = "must be " + rule.expected + ", not " + called
      found?.append(Reason(path: path, rule: "type", message: message))
      return false
    }
    for check in rule.checks {
      guard let (word, message) = complaint(value, check) else {
        continue
      }
      found?.append(Reason(path: path, rule: word, message: message))
      if case .oneOf = check {
        return false
      }
    }
    return true
  }

  private static func kind(of value: Value) -> (Kinds, String) {
    switch value {
    case .null: return ([], "null")
    case .bool: return (.boolean, "true or false")
    case .integer: return ([.integer, .number], "a number")
    case .number(let held):
      return (held == held.rounded() ? [.integer, .number] : .number, "a number")
    case .string: return (.string, "a string")
    case .array: return (.array, "an array")
    case .object: return (.object, "an object")
    }
  }

  /// The rule that the value breaks, and what is said of it; nil where it keeps it, or is of another kind.
  private static func complaint(_ value: Value, _ check: Check) -> (String, String)? {
    switch (check, value) {
    case (.oneOf(let options, let message), _):
      return options.contains(value) ? nil : ("enum", message)
    case (.minimum(let limit, let message), .integer), (.minimum(let limit, let message), .number):
      return isLess(value, limit) ? ("minimum", message) : nil
    case (.maximum(let limit, let message), .integer), (.maximum(let limit, let message), .number):
      return isLess(limit, value) ? ("maximum", message) : nil
    case (.minLength(let limit, let message), .string(let text)):
      return isLess(length(text), limit) ? ("minLength", message) : nil
    case (.maxLength(let limit, let message), .string(let text)):
      return isLess(limit, length(text)) ? ("maxLength", message) : nil
    case (.pattern(let pattern, let message), .string(let text)):
      return pattern.matches(text) ? nil : ("pattern", message)
    case (.format(let pattern, let message), .string(let text)):
      return pattern.matches(text) ? nil : ("format", message)
    case (.minItems(let limit, let message), .array(let items)):
      return isLess(.integer(Int64(items.count)), limit) ? ("minItems", message) : nil
    case (.maxItems(let limit, let message), .array(let items)):
      return isLess(limit, .integer(Int64(items.count))) ? ("maxItems", message) : nil
    case (.uniqueItems(let message), .array(let items)):
      return repeats(items) ? ("uniqueItems", message) : nil
    default:
      return nil
    }
  }

  private static func length(_ text: String) -> Value {
    .integer(Int64(text.unicodeScalars.count))
  }

  /// Whole numbers are compared exactly, also beyond what a floating number holds.
  private static func isLess(_ one: Value, _ other: Value) -> Bool {
    switch (one, other) {
    case (.integer(let one), .integer(let other)): return one < other
    case (.integer(let one), .number(let other)): return Double(one) < other
    case (.number(let one), .integer(let other)): return one < Double(other)
    case (.number(let one), .number(let other)): return one < other
    default: return false
    }
  }

  private static func repeats(_ items: [Value]) -> Bool {
    items.indices.contains { place in items[..<place].contains(items[place]) }
  }
}
