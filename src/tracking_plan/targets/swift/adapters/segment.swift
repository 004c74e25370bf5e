#if canImport(Segment)
import Segment

extension PlanEvents {
  /// Sends through Analytics-Swift (`Segment`). Page calls go as screen calls; the time and the ids are the SDK's own.
  public struct SegmentTracker: PlanEventsTracker, @unchecked Sendable {
    let analytics: Analytics

    public init(_ analytics: Analytics) {
      self.analytics = analytics
    }

    public func send(_ message: Message) {
      let properties = message.properties?.dictionary
      let traits = message.traits?.dictionary
      switch message.call {
      case .track:
        analytics.track(name: message.event ?? "", properties: properties)
      case .page, .screen:
        analytics.screen(title: message.event ?? "", properties: properties)
      case .identify:
        analytics.identify(userId: message.userId ?? "", traits: traits)
      case .group:
        analytics.group(groupId: message.groupId ?? "", traits: traits)
      }
    }
  }
}
#endif
