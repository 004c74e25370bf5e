#if canImport(Mixpanel)
import Foundation
import Mixpanel

extension PlanEvents {
  /// Sends through Mixpanel 6: `MixpanelTracker(Mixpanel.mainInstance())`. With events it keeps the time, the id of the message and
  /// the person; it has no place for a context, and none for options with identify and group. Page and screen calls go as events.
  public struct MixpanelTracker: PlanEventsTracker, @unchecked Sendable {
    let mixpanel: MixpanelInstance
    let groupKey: String

    /// `groupKey` is what its groups are called there.
    public init(_ mixpanel: MixpanelInstance, groupKey: String = "account_id") {
      self.mixpanel = mixpanel
      self.groupKey = groupKey
    }

    public func send(_ message: Message) {
      switch message.call {
      case .track, .page, .screen:
        mixpanel.track(event: message.event, properties: properties(message))
      case .identify:
        mixpanel.identify(distinctId: message.userId ?? "")
        mixpanel.people.set(properties: told(message.traits))
      case .group:
        let name = message.groupId ?? ""
        mixpanel.setGroup(groupKey: groupKey, groupID: name)
        mixpanel.getGroup(groupKey: groupKey, groupID: name).set(properties: told(message.traits))
      }
    }

    private func properties(_ message: Message) -> [String: MixpanelType] {
      var made = told(message.properties)
      if let moment = message.moment {
        made["time"] = (moment.timeIntervalSince1970 * 1000).rounded()
      }
      if let messageId = message.messageId {
        made["$insert_id"] = messageId
      }
      if let anonymousId = message.anonymousId {
        made["$device_id"] = anonymousId
      }
      if let userId = message.userId {
        made["$user_id"] = userId
        made["distinct_id"] = userId
      }
      return made
    }

    private func told(_ object: Object?) -> [String: MixpanelType] {
      var made: [String: MixpanelType] = [:]
      for member in object?.members ?? [] {
        made[member.name] = told(member.value)
      }
      return made
    }

    private func told(_ value: Value) -> MixpanelType {
      switch value {
      case .null: return NSNull()
      case .bool(let held): return held
      case .integer(let held): return Int(held)
      case .number(let held): return held
      case .string(let held): return held
      case .array(let items):
        let made: [MixpanelType] = items.map { told($0) }
        return made
      case .object(let held): return told(held)
      }
    }
  }
}
#endif
