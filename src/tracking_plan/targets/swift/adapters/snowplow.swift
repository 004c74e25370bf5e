#if canImport(SnowplowTracker)
import SnowplowTracker

extension PlanEvents {
  /// Sends through Snowplow, each call under a schema that `schema` names (an `iglu:` address).
  public struct SnowplowEventTracker: PlanEventsTracker, @unchecked Sendable {
    let tracker: any TrackerController
    let schema: @Sendable (Message) -> String

    public init(_ tracker: any TrackerController, schema: @escaping @Sendable (Message) -> String) {
      self.tracker = tracker
      self.schema = schema
    }

    public func send(_ message: Message) {
      var data = Object()
      if message.call == .identify {
        data.putIfPresent("userId", message.userId)
      }
      data.putIfPresent("groupId", message.groupId)
      data.put(contentsOf: message.properties ?? message.traits ?? Object())
      _ = tracker.track(SelfDescribing(schema: schema(message), payload: data.dictionary))
    }
  }
}
#endif
