#if canImport(SnowplowTracker)
import Foundation
import SnowplowTracker

extension PlanEvents {
  /// Sends through Snowplow 6, each call as a self-describing event under a schema that `schema` names (an `iglu:` address). It
  /// keeps the time; identify names the person of all that follows. A context is told by entities, which have schemas: `entities`
  /// makes them of it. It has no place for the id of a message, or a person with each call.
  public struct SnowplowEventTracker: PlanEventsTracker, @unchecked Sendable {
    let tracker: any TrackerController
    let schema: @Sendable (Message) -> String
    let entities: @Sendable (Message) -> [SelfDescribingJson]

    public init(
      _ tracker: any TrackerController,
      schema: @escaping @Sendable (Message) -> String,
      entities: @escaping @Sendable (Message) -> [SelfDescribingJson] = { _ in [] }
    ) {
      self.tracker = tracker
      self.schema = schema
      self.entities = entities
    }

    public func send(_ message: Message) {
      var data = Object()
      if message.call == .identify {
        tracker.subject?.userId = message.userId
        data.putIfPresent("userId", message.userId)
      }
      data.putIfPresent("groupId", message.groupId)
      data.put(contentsOf: message.properties ?? message.traits ?? Object())
      let event = SelfDescribing(schema: schema(message), payload: data.dictionary)
      event.trueTimestamp = message.moment
      event.entities = entities(message)
      _ = tracker.track(event)
    }
  }
}
#endif
