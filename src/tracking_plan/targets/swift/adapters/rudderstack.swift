#if canImport(RudderStackAnalytics)
import RudderStackAnalytics

extension PlanEvents {
  /// Sends through RudderStack (`RudderStackAnalytics`). Page calls go as screen calls; the time and the ids are the SDK's own.
  public struct RudderstackTracker: PlanEventsTracker, @unchecked Sendable {
    let analytics: Analytics

    public init(_ analytics: Analytics) {
      self.analytics = analytics
    }

    public func send(_ message: Message) {
      let options = RudderOption(customContext: message.context?.dictionary)
      let properties = message.properties?.dictionary
      let traits = message.traits?.dictionary
      switch message.call {
      case .track:
        analytics.track(name: message.event ?? "", properties: properties, options: options)
      case .page, .screen:
        analytics.screen(screenName: message.event ?? "", properties: properties, options: options)
      case .identify:
        analytics.identify(userId: message.userId ?? "", traits: traits, options: options)
      case .group:
        analytics.group(groupId: message.groupId ?? "", traits: traits, options: options)
      }
    }
  }
}
#endif
