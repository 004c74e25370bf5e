// What is used of analytics-swift 1 (segmentio/analytics-swift, Sources/Segment/Events.swift and Types.swift). Enrichments run
// after the SDK has said what is its own, and may change it (Sources/Segment/Analytics.swift, process).

public protocol RawEvent: Codable {
  var anonymousId: String? { get set }
  var messageId: String? { get set }
  var userId: String? { get set }
  var timestamp: String? { get set }
  var context: JSON? { get set }
}

public enum JSON {
  public init(_ object: [String: Any]) throws {}
  public var dictionaryValue: [String: Any]? { nil }
}

extension Analytics {
  public func track(name: String, properties: [String: Any]?, enrichments: [EnrichmentClosure]?) {}
  public func identify(userId: String, traits: [String: Any]? = nil, enrichments: [EnrichmentClosure]?) {}
  public func screen(title: String, category: String? = nil, properties: [String: Any]? = nil, enrichments: [EnrichmentClosure]?) {}
  public func group(groupId: String, traits: [String: Any]?, enrichments: [EnrichmentClosure]?) {}
}
