#if canImport(Optimizely)
import Optimizely

extension PlanEvents {
  /// Sends through Optimizely's SDK for Swift, 3.7 and later: `OptimizelyTracker(optimizely)`. Optimizely knows only events that
  /// its project has: `plan export optimizely` writes them. It wants a person with each call: give `userId` or `anonymousId` in
  /// the options. Tags are text, numbers and booleans: what is inside an object goes by its path (`address.city`), lists are not
  /// sent. It reads `revenue` as whole cents. Page and screen calls go as events; it takes no traits, groups and times.
  public struct OptimizelyTracker: PlanEventsTracker, @unchecked Sendable {
    let optimizely: OptimizelyClient

    public init(_ optimizely: OptimizelyClient) {
      self.optimizely = optimizely
    }

    public func send(_ message: Message) {
      switch message.call {
      case .track, .page, .screen:
        if let who = message.userId ?? message.anonymousId {
          var tags: [String: Any] = [:]
          flatten(message.properties, under: "", into: &tags)
          // It throws where it is not set up, or does not know the event: its own log says so.
          try? optimizely.createUserContext(userId: who).trackEvent(eventKey: message.event ?? "", eventTags: tags)
        }
      case .identify, .group:
        break
      }
    }

    private func flatten(_ object: Object?, under path: String, into made: inout [String: Any]) {
      for member in object?.members ?? [] {
        let name = path + member.name
        switch member.value {
        case .null, .array: continue
        case .bool(let held): made[name] = held
        case .integer(let held): made[name] = Int(held)
        case .number(let held): made[name] = held
        case .string(let held): made[name] = held
        case .object(let held): flatten(held, under: name + ".", into: &made)
        }
      }
    }
  }
}
#endif
