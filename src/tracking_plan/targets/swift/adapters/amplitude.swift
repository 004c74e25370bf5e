#if canImport(AmplitudeSwift)
import AmplitudeSwift
import Foundation

extension PlanEvents {
  /// Sends through Amplitude 1 (`AmplitudeSwift`). It keeps the options, the anonymous id as its device id; of the context it has
  /// a place for the plan alone. Page and screen calls go as events.
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
      let options = self.options(message, id: message.messageId)
      switch message.call {
      case .track, .page, .screen:
        amplitude.track(
          eventType: message.event ?? "", eventProperties: message.properties?.dictionary, options: options)
      case .identify:
        amplitude.identify(userProperties: traits, options: options)
      case .group:
        let name = message.groupId ?? ""
        // Of two events with one id the second would be dropped.
        amplitude.setGroup(groupType: groupType, groupName: name, options: self.options(message, id: nil))
        amplitude.groupIdentify(
          groupType: groupType, groupName: name, groupProperties: traits, options: options)
      }
    }

    private func options(_ message: Message, id: String?) -> AmplitudeSwift.EventOptions {
      AmplitudeSwift.EventOptions(
        userId: message.userId,
        deviceId: message.anonymousId,
        timestamp: message.moment.map { Int64(($0.timeIntervalSince1970 * 1000).rounded()) },
        insertId: id,
        plan: plan(message)
      )
    }

    private func plan(_ message: Message) -> AmplitudeSwift.Plan? {
      guard let plan = message.context?.dictionary["plan"] as? [String: Any] else {
        return nil
      }
      return AmplitudeSwift.Plan(source: plan["name"] as? String, version: plan["version"] as? String)
    }
  }
}
#endif
