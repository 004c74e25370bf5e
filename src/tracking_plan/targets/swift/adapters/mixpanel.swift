#if canImport(Mixpanel)
import Foundation
import Mixpanel

extension PlanEvents {
  /// Sends through Mixpanel: `MixpanelTracker(Mixpanel.mainInstance())`. Page and screen calls go as events.
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
        var properties = told(message.properties)
        if let messageId = message.messageId {
          properties["$insert_id"] = messageId
        }
        mixpanel.track(event: message.event, properties: properties)
      case .identify:
        mixpanel.identify(distinctId: message.userId ?? "")
        mixpanel.people.set(properties: told(message.traits))
      case .group:
        let name = message.groupId ?? ""
        mixpanel.setGroup(groupKey: groupKey, groupID: name)
        mixpanel.getGroup(groupKey: groupKey, groupID: name).set(properties: told(message.traits))
      }
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
