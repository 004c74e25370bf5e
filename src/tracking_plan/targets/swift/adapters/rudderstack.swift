#if canImport(RudderStackAnalytics)
import RudderStackAnalytics

extension PlanEvents {
  /// Sends through RudderStack 1 (`RudderStackAnalytics`). Of the options it keeps the context; it has no place for a time, an
  /// id of a message, or a person with each call. Page calls go as screen calls.
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
