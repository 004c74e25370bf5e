// What is used of snowplow-ios-tracker 6 (snowplow/snowplow-ios-tracker, Sources/Snowplow/Controllers/TrackerController.swift,
// Events/EventBase.swift at 281b802d, Events/SelfDescribing.swift at 0a35338c).

public class SelfDescribing {
  public var trueTimestamp: Date?
  public var entities: [SelfDescribingJson] = []
  public init(schema: String, payload: [String: Any]) {}
}

public protocol TrackerController {
  var subject: SubjectController? { get }
  func track(_ event: Event) -> UUID?
}
