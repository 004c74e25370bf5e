#if canImport(AmplitudeSwift)
import AmplitudeSwift

extension PlanEvents {
  /// Sends through Amplitude (`AmplitudeSwift`). Page and screen calls go as events; the time and the ids are the SDK's own.
  public struct AmplitudeTracker: PlanEventsTracker, @unchecked Sendable {
    let amplitude: Amplitude
    let groupType: String

    /// `groupType` is what its groups are called there.
    public init(_ amplitude: Amplitude, groupType: String = "account") {
      self.amplitude = amplitude
      self.groupType = groupType
    }

    public func send(_ message: Message) {
      let traits = message.traits?.dictionary ?? [:]
      switch message.call {
      case .track, .page, .screen:
        amplitude.track(
          eventType: message.event ?? "", eventProperties: message.properties?.dictionary)
      case .identify:
        amplitude.setUserId(userId: message.userId)
        amplitude.identify(userProperties: traits)
      case .group:
        let name = message.groupId ?? ""
        amplitude.setGroup(groupType: groupType, groupName: name)
        amplitude.groupIdentify(groupType: groupType, groupName: name, groupProperties: traits)
      }
    }
  }
}
#endif
