import 'package:segment_analytics/analytics.dart';
import 'package:segment_analytics/event.dart';

import 'runtime.dart' show Call, Message, Tracker;

/// Sends through Segment (`segment_analytics` 1):
/// `SegmentTracker(createClient(Configuration(writeKey)))`. Page calls go as
/// screen calls; the context, the time and the ids are the SDK's own.
final class SegmentTracker implements Tracker {
  const SegmentTracker(this.analytics);

  final Analytics analytics;

  @override
  void send(Message message) {
    final properties = message.properties;
    final traits = message.traits;
    switch (message.call) {
      case Call.track:
        analytics.track(message.event ?? '', properties: properties);
      case Call.page:
      case Call.screen:
        analytics.screen(message.event ?? '', properties: properties);
      case Call.identify:
        analytics.identify(
          userId: message.userId,
          userTraits: UserTraits(custom: traits),
        );
      case Call.group:
        analytics.group(
          message.groupId ?? '',
          groupTraits: GroupTraits(custom: traits),
        );
    }
  }
}
