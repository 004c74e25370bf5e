import 'dart:convert';

import 'package:mixpanel_flutter/mixpanel_flutter.dart';

import 'runtime.dart' show Call, Message, Tracker;

/// Sends through Mixpanel (`mixpanel_flutter` 2). Page and screen calls go as
/// events; traits of groups go as texts, as it takes no others.
final class MixpanelTracker implements Tracker {
  /// [groupKey] is what its groups are called there.
  const MixpanelTracker(this.mixpanel, {this.groupKey = 'account_id'});

  final Mixpanel mixpanel;
  final String groupKey;

  @override
  void send(Message message) {
    final id = message.messageId;
    switch (message.call) {
      case Call.track:
      case Call.page:
      case Call.screen:
        mixpanel.track(
          message.event ?? '',
          properties: {
            ...?message.properties,
            if (id != null) r'$insert_id': id,
          },
        );
      case Call.identify:
        mixpanel.identify(message.userId ?? '');
        message.traits?.forEach(mixpanel.getPeople().set);
      case Call.group:
        final name = message.groupId ?? '';
        mixpanel.setGroup(groupKey, name);
        final group = mixpanel.getGroup(groupKey, name);
        message.traits?.forEach((trait, value) {
          group.set(trait, value is String ? value : jsonEncode(value));
        });
    }
  }
}
