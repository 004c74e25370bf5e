#if canImport(FirebaseAnalytics)
import FirebaseAnalytics

extension PlanEvents {
  /// Sends through Firebase. Its names are of letters, digits and `_`: whatever else a name holds becomes `_`, unless
  /// `rename` says otherwise. It has no nulls and no groups; the time and the ids are the SDK's own.
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
        for (name, value) in told(message.traits) {
          Analytics.setUserProperty("\(value)", forName: name)
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
      for member in object?.members ?? [] where member.value != .null {
        made[member.name] = member.value.any
      }
      return made
    }
  }
}
#endif
