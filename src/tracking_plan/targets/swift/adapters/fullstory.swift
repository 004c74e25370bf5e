#if canImport(FullStory)
import FullStory

extension PlanEvents {
  /// Sends through FullStory's SDK for iOS (`FullStory`): `FullStoryTracker()`. FullStory reads the type of a value at the end of
  /// its name there: `total` goes as `total_real`, `tags` as `tags_strs`. Times are text to it. `email` and `displayName` of a
  /// person keep their names. It leaves out what is null, and has no groups and no place for a time and the other options. Page
  /// and screen calls go as events.
  public struct FullStoryTracker: PlanEventsTracker {
    public init() {}

    public func send(_ message: Message) {
      switch message.call {
      case .track, .page, .screen:
        FS.event(name: message.event ?? "", properties: named(message.properties))
      case .identify:
        FS.identify(message.userId ?? "", userVars: named(message.traits, keeping: ["email", "displayName"]))
      case .group:
        break
      }
    }

    private func named(_ object: Object?, keeping kept: Set<String> = []) -> [String: Any] {
      var made: [String: Any] = [:]
      for member in object?.members ?? [] {
        switch member.value {
        case .null:
          continue
        case .object(let held):
          made[member.name] = named(held)
        case .array(let items):
          let endings = Set(items.compactMap { ending($0) })
          let name = endings.count == 1 ? "\(member.name)_\(endings.first ?? "")s" : member.name
          made[name] = items.compactMap { plain($0) }
        default:
          let name = kept.contains(member.name) ? member.name : "\(member.name)_\(ending(member.value) ?? "")"
          made[name] = plain(member.value)
        }
      }
      return made
    }

    private func plain(_ value: Value) -> Any? {
      switch value {
      case .null: return nil
      case .bool(let held): return held
      case .integer(let held): return held
      case .number(let held): return held
      case .string(let held): return held
      case .array(let items): return items.compactMap { plain($0) }
      case .object(let held): return named(held)
      }
    }

    private func ending(_ value: Value) -> String? {
      switch value {
      case .bool: return "bool"
      case .integer: return "int"
      case .number: return "real"
      case .string: return "str"
      case .null, .array, .object: return nil
      }
    }
  }
}
#endif
