import 'package:amplitude_flutter/amplitude.dart';
import 'package:amplitude_flutter/events/base_event.dart';
import 'package:amplitude_flutter/events/identify.dart';

import 'runtime.dart' show Call, Message, Tracker;

/// Sends through Amplitude (`amplitude_flutter` 4). Page and screen calls go as
/// events; the id of the device is the SDK's own.
final class AmplitudeTracker implements Tracker {
  /// [groupType] is what its groups are called there.
  const AmplitudeTracker(this.amplitude, {this.groupType = 'account'});

  final Amplitude amplitude;
  final String groupType;

  @override
  void send(Message message) {
    switch (message.call) {
      case Call.track:
      case Call.page:
      case Call.screen:
        final timestamp = message.timestamp;
        amplitude.track(
          BaseEvent(
            message.event ?? '',
            eventProperties: message.properties,
            userId: message.userId,
            insertId: message.messageId,
            timestamp: timestamp == null
                ? null
                : DateTime.parse(timestamp).millisecondsSinceEpoch,
          ),
        );
      case Call.identify:
        amplitude.setUserId(message.userId);
        amplitude.identify(_identify(message.traits));
      case Call.group:
        final name = message.groupId ?? '';
        amplitude.setGroup(groupType, name);
        amplitude.groupIdentify(groupType, name, _identify(message.traits));
    }
  }

  Identify _identify(Map<String, Object?>? traits) {
    final made = Identify();
    traits?.forEach((name, value) => made.set(name, value));
    return made;
  }
}
