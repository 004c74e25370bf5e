import 'package:snowplow_tracker/snowplow_tracker.dart' as snowplow;

import 'runtime.dart' show Call, Message, Tracker;

/// Sends through Snowplow (`snowplow_tracker`), each call under a schema that
/// [schema] names (an `iglu:` address).
final class SnowplowEventTracker implements Tracker {
  const SnowplowEventTracker(this.tracker, {required this.schema});

  final snowplow.SnowplowTracker tracker;
  final String Function(Message message) schema;

  @override
  void send(Message message) {
    final userId = message.call == Call.identify ? message.userId : null;
    final groupId = message.groupId;
    tracker.track(
      snowplow.SelfDescribing(
        schema: schema(message),
        data: {
          if (userId != null) 'userId': userId,
          if (groupId != null) 'groupId': groupId,
          ...?message.properties,
          ...?message.traits,
        },
      ),
    );
  }
}
