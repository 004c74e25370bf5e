#if canImport(Segment)
import Segment

extension PlanEvents {
  /// Sends through Analytics-Swift 1 (`Segment`), and keeps all of the options. Page calls go as screen calls.
  public struct SegmentTracker: PlanEventsTracker, @unchecked Sendable {
    let analytics: Analytics

    public init(_ analytics: Analytics) {
      self.analytics = analytics
    }

    public func send(_ message: Message) {
      let name = message.event ?? ""
      let properties = message.properties?.dictionary
      let traits = message.traits?.dictionary
      let told: EnrichmentClosure = { event in SegmentTracker.told(message, with: event) }
      switch message.call {
      case .track:
        analytics.track(name: name, properties: properties, enrichments: [told])
      case .page, .screen:
        analytics.screen(title: name, properties: properties, enrichments: [told])
      case .identify:
        analytics.identify(userId: message.userId ?? "", traits: traits, enrichments: [told])
      case .group:
        analytics.group(groupId: message.groupId ?? "", traits: traits, enrichments: [told])
      }
    }

    private static func told(_ message: Message, with event: RawEvent?) -> RawEvent? {
      guard var event = event else {
        return nil
      }
      event.userId = message.userId ?? event.userId
      event.anonymousId = message.anonymousId ?? event.anonymousId
      event.timestamp = message.timestamp ?? event.timestamp
      event.messageId = message.messageId ?? event.messageId
      if let more = message.context?.dictionary {
        let before = event.context?.dictionaryValue ?? [:]
        let all = before.merging(more) { _, new in new }
        event.context = (try? Segment.JSON(all)) ?? event.context
      }
      return event
    }
  }
}
#endif
