import 'package:rudder_sdk_flutter/RudderController.dart';
import 'package:rudder_sdk_flutter_platform_interface/platform.dart';

import 'runtime.dart' show Call, Message, Tracker;

/// Sends through RudderStack (`rudder_sdk_flutter` 3):
/// `RudderStackTracker(RudderController.instance)`. Page calls go as screen
/// calls. Of the context it takes what are objects; the time and the ids are the
/// SDK's own.
final class RudderStackTracker implements Tracker {
  const RudderStackTracker(this.rudder);

  final RudderController rudder;

  @override
  void send(Message message) {
    final options = _options(message.context);
    final properties = RudderProperty().putValue(map: {...?message.properties});
    final traits = RudderTraits().putValue({...?message.traits});
    switch (message.call) {
      case Call.track:
        rudder.track(
          message.event ?? '',
          properties: properties,
          options: options,
        );
      case Call.page:
      case Call.screen:
        rudder.screen(
          message.event ?? '',
          properties: properties,
          options: options,
        );
      case Call.identify:
        rudder.identify(message.userId ?? '', traits: traits, options: options);
      case Call.group:
        rudder.group(
          message.groupId ?? '',
          groupTraits: traits,
          options: options,
        );
    }
  }

  RudderOption? _options(Map<String, Object?>? context) {
    if (context == null) {
      return null;
    }
    final made = RudderOption();
    context.forEach((name, value) {
      if (value is Map<String, Object?>) {
        final held = <String, Object>{};
        value.forEach((key, inner) {
          if (inner != null) {
            held[key] = inner;
          }
        });
        made.putCustomContext(name, held);
      }
    });
    return made;
  }
}
