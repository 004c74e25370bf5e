#if canImport(PostHog)
import Foundation
import PostHog

extension PlanEvents {
  /// Sends through PostHog 3: `PosthogTracker(PostHogSDK.shared)`. With events and pages, which are events too, it keeps the time
  /// and the person; it has no place for them with other calls, and none for a context or the id of a message.
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
        sdk.capture(
          message.event ?? "", distinctId: message.userId ?? message.anonymousId, properties: properties,
          userProperties: nil, userPropertiesSetOnce: nil, groups: nil, timestamp: message.moment)
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
