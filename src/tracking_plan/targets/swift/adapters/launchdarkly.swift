#if canImport(LaunchDarkly)
import LaunchDarkly

extension PlanEvents {
  /// Sends through LaunchDarkly's SDK for iOS, 9 and later: `LaunchDarklyTracker(LDClient.get()!)`. Who it was is the context of
  /// its client. Page and screen calls go as events; traits and groups are not sent, for they would change which flags somebody
  /// gets, and there is no place for the options.
  public struct LaunchDarklyTracker: PlanEventsTracker, @unchecked Sendable {
    let client: LDClient
    let valueOf: @Sendable (String, Object) -> Double?

    /// `valueOf` gives the number that a metric counts of an event; nil where it counts none.
    public init(_ client: LDClient, valueOf: @escaping @Sendable (String, Object) -> Double? = { _, _ in nil }) {
      self.client = client
      self.valueOf = valueOf
    }

    public func send(_ message: Message) {
      switch message.call {
      case .track, .page, .screen:
        let name = message.event ?? ""
        let counted = message.properties.flatMap { valueOf(name, $0) }
        client.track(key: name, data: message.properties.map { told(.object($0)) }, metricValue: counted)
      case .identify, .group:
        break
      }
    }

    private func told(_ value: Value) -> LDValue {
      switch value {
      case .null: return LDValue.null
      case .bool(let held): return LDValue.bool(held)
      case .integer(let held): return LDValue.number(Double(held))
      case .number(let held): return LDValue.number(held)
      case .string(let held): return LDValue.string(held)
      case .array(let items): return LDValue.array(items.map { told($0) })
      case .object(let held):
        var made: [String: LDValue] = [:]
        for member in held.members {
          made[member.name] = told(member.value)
        }
        return LDValue.object(made)
      }
    }
  }
}
#endif
