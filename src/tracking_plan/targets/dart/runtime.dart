/// Sends messages: an adapter of an SDK, or your own.
abstract interface class Tracker {
  void send(Message message);
}

/// What happens to a call that breaks the plan.
enum Mode {
  /// A [PlanError] is thrown, and nothing is sent.
  throws,

  /// It is told, and sent all the same.
  warn,

  /// It is told, and nothing is sent.
  drop,

  /// Nobody looks, and it is sent as it is.
  off,
}

/// The kind of a message.
enum Call { track, page, screen, identify, group }

/// What may be told with each call.
final class Options {
  const Options({
    this.userId,
    this.anonymousId,
    this.context,
    this.timestamp,
    this.messageId,
  });

  final String? userId;
  final String? anonymousId;
  final Map<String, Object?>? context;
  final DateTime? timestamp;
  final String? messageId;
}

/// One call, as it is handed to the tracker.
final class Message {
  const Message({
    required this.call,
    this.event,
    this.userId,
    this.anonymousId,
    this.groupId,
    this.properties,
    this.traits,
    this.context,
    this.timestamp,
    this.messageId,
  });

  final Call call;

  /// The event's name, of track, page and screen calls.
  final String? event;

  final String? userId;
  final String? anonymousId;

  /// Of group calls.
  final String? groupId;

  /// Of track, page and screen calls.
  final Map<String, Object?>? properties;

  /// Of identify and group calls.
  final Map<String, Object?>? traits;

  final Map<String, Object?>? context;

  /// When it happened, as RFC 3339.
  final String? timestamp;

  final String? messageId;

  /// The message in the order in which it is sent; what says nothing is absent.
  Map<String, Object?> toJson() => {
    'call': call.name,
    if (event != null) 'event': event,
    if (userId != null) 'userId': userId,
    if (anonymousId != null) 'anonymousId': anonymousId,
    if (groupId != null) 'groupId': groupId,
    if (properties != null) 'properties': properties,
    if (traits != null) 'traits': traits,
    if (context != null) 'context': context,
    if (timestamp != null) 'timestamp': timestamp,
    if (messageId != null) 'messageId': messageId,
  };
}

/// One thing that breaks the plan: where, by which rule, and in words. It never
/// holds the value itself.
final class Reason {
  const Reason(this.path, this.rule, this.message);

  final String path;
  final String rule;
  final String message;

  @override
  String toString() => '$path $message';
}

/// A call that breaks the plan.
final class PlanError extends Error {
  PlanError(this.event, this.reasons);

  /// The event as it is sent, or `identify` or `group`.
  final String event;

  final List<Reason> reasons;

  String get message => '"$event" breaks the plan: ${reasons.join('; ')}';

  @override
  String toString() => message;
}

/// Keeps what it is sent, for your own tests.
final class RecordingTracker implements Tracker {
  final List<Message> messages = [];

  @override
  void send(Message message) => messages.add(message);

  void clear() => messages.clear();
}

/// A value of a property that may be left out, and may be null:
/// `OrNull(null)` is sent as null.
final class OrNull<T extends Object> {
  const OrNull(this.value);

  final T? value;
}

/// A day of the calendar, without a time.
final class Day {
  const Day(this.year, this.month, this.day);

  /// The day that a moment falls on, in the zone that the moment is told in.
  Day.of(DateTime moment) : this(moment.year, moment.month, moment.day);

  final int year;
  final int month;
  final int day;

  @override
  bool operator ==(Object other) =>
      other is Day &&
      other.year == year &&
      other.month == month &&
      other.day == day;

  @override
  int get hashCode => Object.hash(year, month, day);

  @override
  String toString() =>
      '${_digits(year, 4)}-${_digits(month, 2)}-${_digits(day, 2)}';
}

String _digits(int number, int width) => number < 0
    ? '-${_digits(-number, width)}'
    : number.toString().padLeft(width, '0');

/// An object of the plan, as it is sent.
abstract interface class PlanObject {
  Map<String, Object?> toJson();
}

/// What a value must be; one without types takes any.
final class Rule {
  const Rule({
    this.types = const [],
    this.expected = '',
    this.nullable = false,
    this.checks = const [],
    this.items,
    this.closed = false,
    this.fields = const [],
  });

  final List<String> types;
  final String expected;
  final bool nullable;
  final List<Check> checks;
  final Rule? items;
  final bool closed;
  final List<Field> fields;
}

/// A property of an object.
final class Field {
  const Field(this.name, this.rule, {this.required = false});

  final String name;
  final Rule rule;
  final bool required;
}

/// One thing that is checked, and what is said where it fails.
final class Check {
  const Check(this.rule, this.message, {this.value});

  final String rule;
  final String message;

  /// The limit, the values of an enum, a pattern, or a [Format].
  final Object? value;
}

/// A pattern that texts of a format match, and their greatest length.
final class Format {
  const Format(this.pattern, {this.longest});

  final String pattern;
  final int? longest;
}

/// Looks at calls, and hands them to the tracker.
final class Sender {
  const Sender({
    required this.tracker,
    required this.mode,
    required this.stamp,
    required this.onViolation,
    required this.plan,
    required this.version,
  });

  final Tracker tracker;
  final Mode mode;
  final bool stamp;
  final void Function(PlanError error)? onViolation;
  final String plan;
  final String? version;

  void send(
    Call call,
    String name,
    Rule rule,
    Map<String, Object?> data,
    Options? options, {
    String? id,
  }) {
    final found = mode == Mode.off ? null : <Reason>[];
    final sent = _members(data, rule, '', 0, found);
    if (found != null && found.isNotEmpty) {
      final error = PlanError(name, List.unmodifiable(found));
      if (mode == Mode.throws) {
        throw error;
      }
      _tell(error);
      if (mode == Mode.drop) {
        return;
      }
    }
    final isEvent = call != Call.identify && call != Call.group;
    final moment = options?.timestamp;
    tracker.send(
      Message(
        call: call,
        event: isEvent ? name : null,
        userId: call == Call.identify ? id : options?.userId,
        anonymousId: options?.anonymousId,
        groupId: call == Call.group ? id : null,
        properties: isEvent ? sent : null,
        traits: isEvent ? null : sent,
        context: _context(options?.context),
        timestamp: moment == null ? null : _text(moment),
        messageId: options?.messageId,
      ),
    );
  }

  void _tell(PlanError error) {
    final tell = onViolation;
    if (tell != null) {
      tell(error);
    } else {
      print(error.message);
    }
  }

  Map<String, Object?>? _context(Map<String, Object?>? given) {
    final made = given == null ? null : _members(given, _anything, '', 0, null);
    if (!stamp) {
      return made;
    }
    return {
      ...?made,
      'plan': {'name': plan, if (version != null) 'version': version},
    };
  }
}

const _anything = Rule();
const _deepest = 200;

/// A moment as RFC 3339 in UTC; null where it is none that this can tell.
String? _text(DateTime moment) {
  final utc = moment.toUtc();
  if (utc.year < 0 || utc.year > 9999) {
    return null;
  }
  final text = utc.toIso8601String();
  return text.endsWith('.000Z')
      ? '${text.substring(0, text.length - 5)}Z'
      : text;
}

/// The value as JSON has it; what is inside is left as it is.
Object? _plain(Object? value) {
  if (value is DateTime) {
    return _text(value) ?? value;
  }
  if (value is Day) {
    return value.toString();
  }
  return value is PlanObject ? value.toJson() : value;
}

/// What a value is called; null where JSON cannot hold it.
String? _kind(Object? value) {
  if (value == null) {
    return 'null';
  }
  if (value is bool) {
    return 'true or false';
  }
  if (value is num) {
    return value.isFinite ? 'a number' : null;
  }
  if (value is String) {
    return 'a string';
  }
  if (value is List) {
    return 'an array';
  }
  return value is Map && value.keys.every((name) => name is String)
      ? 'an object'
      : null;
}

/// The value as it is sent; what is wrong with it is added to [found].
Object? _settle(
  Object? given,
  Rule rule,
  String path,
  int depth,
  List<Reason>? found,
) {
  final value = _plain(given);
  final kind = _kind(value);
  if (kind == null) {
    final message = value is num
        ? 'is not a number that JSON can hold'
        : 'is not a value that JSON can hold';
    found?.add(Reason(path, 'unreadable', message));
    return null;
  }
  if (found != null && !_fits(value, kind, rule, path, found)) {
    return _settle(value, _anything, path, depth, null);
  }
  if (depth > _deepest && (value is List || value is Map)) {
    found?.add(Reason(path, 'unreadable', 'is nested more than 200 deep'));
    return null;
  }
  if (value is List) {
    final items = rule.items ?? _anything;
    return [
      for (var place = 0; place < value.length; place++)
        _settle(value[place], items, '$path[$place]', depth + 1, found),
    ];
  }
  return value is Map ? _members(value, rule, path, depth, found) : value;
}

/// The members of an object: those of the plan in its order, then the others.
Map<String, Object?> _members(
  Map<Object?, Object?> object,
  Rule rule,
  String path,
  int depth,
  List<Reason>? found,
) {
  final lead = path.isEmpty ? '' : '$path.';
  final made = <String, Object?>{};
  for (final field in rule.fields) {
    final name = field.name;
    if (object.containsKey(name)) {
      final inner = lead + name;
      made[name] = _settle(object[name], field.rule, inner, depth + 1, found);
    } else if (field.required) {
      found?.add(Reason(lead + name, 'required', 'is missing'));
    }
  }
  for (final entry in object.entries) {
    final name = entry.key as String;
    if (made.containsKey(name)) {
      continue;
    }
    final inner = lead + name;
    if (rule.closed) {
      found?.add(Reason(inner, 'additionalProperties', 'is not planned'));
    }
    final asked = rule.closed ? null : found;
    made[name] = _settle(entry.value, _anything, inner, depth + 1, asked);
  }
  return made;
}

/// Whether the value itself keeps the rule far enough to look inside.
bool _fits(
  Object? value,
  String kind,
  Rule rule,
  String path,
  List<Reason> found,
) {
  if (value == null && (rule.nullable || rule.types.isEmpty)) {
    return true;
  }
  if (rule.types.isNotEmpty && !rule.types.any((type) => _is(value, type))) {
    final message = 'must be ${rule.expected}, not $kind';
    found.add(Reason(path, 'type', message));
    return false;
  }
  if (value is String && _holdsHalf(value)) {
    const message = 'holds half a character (a lone surrogate)';
    found.add(Reason(path, 'unreadable', message));
    return false;
  }
  for (final check in rule.checks) {
    if (!_keeps(value, check)) {
      found.add(Reason(path, check.rule, check.message));
      if (check.rule == 'enum') {
        return false;
      }
    }
  }
  return true;
}

bool _is(Object? value, String type) => switch (type) {
  'string' => value is String,
  'boolean' => value is bool,
  'integer' => value is num && _isWhole(value),
  'number' => value is num,
  'array' => value is List,
  'object' => value is Map,
  _ => false,
};

bool _isWhole(num value) => value is int || value == value.truncateToDouble();

/// Whether a value keeps a check; one of another kind does.
bool _keeps(Object? value, Check check) {
  final limit = check.value;
  return switch (check.rule) {
    'enum' => (limit as List<Object?>).any((one) => _same(one, value)),
    'minimum' => value is! num || value >= (limit as num),
    'maximum' => value is! num || value <= (limit as num),
    'minLength' => value is! String || value.runes.length >= (limit as num),
    'maxLength' => value is! String || value.runes.length <= (limit as num),
    'pattern' => value is! String || _matches(limit as String, value),
    'format' => value is! String || _isOf(limit as Format, value),
    'minItems' => value is! List || value.length >= (limit as num),
    'maxItems' => value is! List || value.length <= (limit as num),
    'uniqueItems' => value is! List || !_repeats(value),
    _ => true,
  };
}

bool _isOf(Format format, String text) {
  final longest = format.longest;
  return (longest == null || text.runes.length <= longest) &&
      _matches(format.pattern, text);
}

final _compiled = <String, RegExp>{};

bool _matches(String pattern, String text) =>
    (_compiled[pattern] ??= RegExp(pattern, unicode: true)).hasMatch(text);

/// Whether a text has half of a pair of surrogates.
bool _holdsHalf(String text) {
  for (var place = 0; place < text.length; place++) {
    final unit = text.codeUnitAt(place);
    if (unit < 0xD800 || unit > 0xDFFF) {
      continue;
    }
    place++;
    if (unit > 0xDBFF || place == text.length) {
      return true;
    }
    final next = text.codeUnitAt(place);
    if (next < 0xDC00 || next > 0xDFFF) {
      return true;
    }
  }
  return false;
}

/// Equal as JSON takes it: 1 and 1.0 are, 1 and true are not, and the order of
/// members does not count.
bool _same(Object? first, Object? second) {
  final one = _plain(first);
  final other = _plain(second);
  if (one is List) {
    if (other is! List || other.length != one.length) {
      return false;
    }
    for (var place = 0; place < one.length; place++) {
      if (!_same(one[place], other[place])) {
        return false;
      }
    }
    return true;
  }
  if (one is Map) {
    return other is Map &&
        other.keys.length == one.keys.length &&
        one.keys.every(
          (name) => other.containsKey(name) && _same(one[name], other[name]),
        );
  }
  return one == other;
}

bool _repeats(List<Object?> items) {
  if (items.every((item) => item is String || item is num)) {
    return items.toSet().length < items.length;
  }
  for (var place = 1; place < items.length; place++) {
    if (items.take(place).any((item) => _same(item, items[place]))) {
      return true;
    }
  }
  return false;
}
