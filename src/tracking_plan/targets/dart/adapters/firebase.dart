import 'dart:convert';

import 'package:firebase_analytics/firebase_analytics.dart';

import 'runtime.dart' show Call, Message, Tracker;

/// Sends through Firebase (`firebase_analytics`). Its names are of letters,
/// digits and `_`: whatever else a name holds becomes `_`, unless [rename] says
/// otherwise. It has texts and numbers only, other values go as JSON; it has no
/// nulls and no groups. The time and the ids are the SDK's own.
final class FirebaseTracker implements Tracker {
  const FirebaseTracker(this.analytics, {this.rename = plain});

  final FirebaseAnalytics analytics;
  final String Function(String name) rename;

  @override
  void send(Message message) {
    switch (message.call) {
      case Call.track:
      case Call.page:
      case Call.screen:
        analytics.logEvent(
          name: rename(message.event ?? ''),
          parameters: _parameters(message.properties),
        );
      case Call.identify:
        analytics.setUserId(id: message.userId);
        _parameters(message.traits).forEach((name, value) {
          analytics.setUserProperty(name: name, value: '$value');
        });
      case Call.group:
        break;
    }
  }

  Map<String, Object> _parameters(Map<String, Object?>? given) {
    final made = <String, Object>{};
    given?.forEach((name, value) {
      if (value != null) {
        final holds = value is String || value is num;
        made[rename(name)] = holds ? value : jsonEncode(value);
      }
    });
    return made;
  }

  /// The name with `_` for each run of what is no letter of ASCII, digit or `_`.
  static String plain(String name) =>
      name.replaceAll(RegExp('[^A-Za-z0-9_]+'), '_');
}
