import 'package:posthog_flutter/posthog_flutter.dart';

import 'runtime.dart' show Call, Message, Tracker;

/// Sends through PostHog (`posthog_flutter` 5): `PostHogTracker(Posthog())`.
/// Page calls go as events. It has no nulls; the time and the ids are the SDK's
/// own.
final class PostHogTracker implements Tracker {
  /// [groupType] is what its groups are called there.
  const PostHogTracker(this.posthog, {this.groupType = 'account'});

  final Posthog posthog;
  final String groupType;

  @override
  void send(Message message) {
    switch (message.call) {
      case Call.track:
      case Call.page:
        posthog.capture(
          eventName: message.event ?? '',
          properties: _given(message.properties),
        );
      case Call.screen:
        posthog.screen(
          screenName: message.event ?? '',
          properties: _given(message.properties),
        );
      case Call.identify:
        posthog.identify(
          userId: message.userId ?? '',
          userProperties: _given(message.traits),
        );
      case Call.group:
        posthog.group(
          groupType: groupType,
          groupKey: message.groupId ?? '',
          groupProperties: _given(message.traits),
        );
    }
  }

  Map<String, Object> _given(Map<String, Object?>? object) {
    final made = <String, Object>{};
    object?.forEach((name, value) {
      if (value != null) {
        made[name] = value;
      }
    });
    return made;
  }
}
