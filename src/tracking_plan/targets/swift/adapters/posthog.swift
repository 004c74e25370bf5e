#if canImport(PostHog)
import PostHog

extension PlanEvents {
  /// Sends through PostHog: `PosthogTracker(PostHogSDK.shared)`. Page calls go as events; the time and the ids are the SDK's own.
  public struct PosthogTracker: PlanEventsTracker, @unchecked Sendable {
    let sdk: PostHogSDK
    let groupType: String

    /// `groupType` is what its groups are called there.
    public init(_ sdk: PostHogSDK, groupType: String = "account") {
      self.sdk = sdk
      self.groupType = groupType
    }

    public func send(_ message: Message) {
      let properties = message.properties?.dictionary
      let traits = message.traits?.dictionary
      switch message.call {
      case .track, .page:
        sdk.capture(message.event ?? "", properties: properties)
      case .screen:
        sdk.screen(message.event ?? "", properties: properties)
      case .identify:
        sdk.identify(message.userId ?? "", userProperties: traits)
      case .group:
        sdk.group(type: groupType, key: message.groupId ?? "", groupProperties: traits)
      }
    }
  }
}
#endif
