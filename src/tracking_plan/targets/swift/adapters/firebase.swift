#if canImport(FirebaseAnalytics)
import FirebaseAnalytics
import Foundation

extension PlanEvents {
  /// Sends through Firebase. Its names are of letters, digits and `_`: whatever else a name holds becomes `_`, unless `rename` says
  /// otherwise. True and false are 1 and 0, lists are texts with commas (those of objects are arrays), and what is null is left
  /// out. It has no groups and no place for options. Page and screen calls go as events of their names.
  public struct FirebaseTracker: PlanEventsTracker {
    let rename: @Sendable (String) -> String

    public init(rename: @escaping @Sendable (String) -> String = FirebaseTracker.plain) {
      self.rename = rename
    }

    public func send(_ message: Message) {
      switch message.call {
      case .track, .page, .screen:
        Analytics.logEvent(rename(message.event ?? ""), parameters: told(message.properties))
      case .identify:
        Analytics.setUserID(message.userId)
        for member in message.traits?.members ?? [] {
          Analytics.setUserProperty(text(member.value), forName: rename(member.name))
        }
      case .group:
        break
      }
    }

    /// The name with `_` for each run of what is no letter of ASCII, digit or `_`.
    @Sendable public static func plain(_ name: String) -> String {
      var made = ""
      for letter in name {
        let stays = letter.isASCII && (letter.isLetter || letter.isNumber || letter == "_")
        if stays {
          made.append(letter)
        } else if made.last != "_" {
          made.append("_")
        }
      }
      return made
    }

    private func told(_ object: Object?) -> [String: Any] {
      var made: [String: Any] = [:]
      for member in object?.members ?? [] {
        if let value = told(member.value) {
          made[rename(member.name)] = value
        }
      }
      return made
    }

    private func told(_ value: Value) -> Any? {
      switch value {
      case .null: return nil
      case .bool(let held): return held ? 1 : 0
      case .integer(let held): return held
      case .number(let held): return held
      case .string(let held): return held
      case .object(let held): return told(held)
      case .array(let items):
        let objects = items.compactMap { item -> [String: Any]? in
          if case .object(let held) = item {
            return told(held)
          }
          return nil
        }
        if !objects.isEmpty, objects.count == items.count {
          return objects
        }
        return items.map { text($0) ?? "" }.joined(separator: ",")
      }
    }

    private func text(_ value: Value) -> String? {
      switch value {
      case .null: return nil
      case .bool(let held): return held ? "true" : "false"
      default: return "\(value.any)"
      }
    }
  }
}
#endif
