import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a value must be, as data. */
@SuppressWarnings("all")
final class Rule {
  /** A property: its name on the wire, what it must be, and whether it must be there. */
  record Field(String name, Rule rule, boolean required) {}

  private static final Rule ANYTHING = new Rule(Set.of(), true, new Check[0], null, null, true);

  /** An object of which nothing is said, and one in which nothing is planned. */
  static final Rule ANY = of("object");

  static final Rule NONE = closed(of("object"));
  private static final int DEEPEST = 200;

  private final Set<String> types;
  private final boolean nullable;
  private final Check[] checks;
  private final Rule items;
  private final Field[] fields;
  private final boolean open;
  private final Set<String> names = new HashSet<>();

  private Rule(
      Set<String> types,
      boolean nullable,
      Check[] checks,
      Rule items,
      Field[] fields,
      boolean open) {
    this.types = types;
    this.nullable = nullable;
    this.checks = checks;
    this.items = items;
    this.fields = fields;
    this.open = open;
    for (Field field : fields == null ? new Field[0] : fields) {
      names.add(field.name());
    }
  }

  /** A value of some types, with a space between them; of all where none is said. */
  static Rule of(String types, Check... checks) {
    Set<String> told = types.isEmpty() ? Set.of() : Set.of(types.split(" "));
    return new Rule(told, false, checks, null, null, true);
  }

  static Rule orNull(Rule rule) {
    return new Rule(rule.types, true, rule.checks, rule.items, rule.fields, rule.open);
  }

  static Rule items(Rule rule, Rule items) {
    return new Rule(rule.types, rule.nullable, rule.checks, items, rule.fields, rule.open);
  }

  static Rule closed(Rule rule, Field... fields) {
    return new Rule(rule.types, rule.nullable, rule.checks, rule.items, fields, false);
  }

  static Rule open(Rule rule, Field... fields) {
    return new Rule(rule.types, rule.nullable, rule.checks, rule.items, fields, true);
  }

  static Field required(String name, Rule rule) {
    return new Field(name, rule, true);
  }

  static Field optional(String name, Rule rule) {
    return new Field(name, rule, false);
  }

  /** The value as it is sent. What is wrong with it goes to {@code found}, where that is asked. */
  Object settle(Object value, String path, int depth, List<Reason> found) {
    Object held = plain(value);
    if (found != null && !fits(held, path, found)) {
      return held;
    }
    if (held instanceof Map || held instanceof List) {
      if (depth > DEEPEST) {
        tell(found, path, "unreadable", "is nested more than " + DEEPEST + " deep");
        return null;
      }
      return held instanceof Map<?, ?> map
          ? settleObject(map, path, depth, found)
          : settleItems((List<?>) held, path, depth, found);
    }
    return held;
  }

  private List<Object> settleItems(List<?> held, String path, int depth, List<Reason> found) {
    Rule of = items == null ? ANYTHING : items;
    List<Object> sent = new ArrayList<>(held.size());
    int place = 0;
    for (Object item : held) {
      sent.add(of.settle(item, path + "[" + place++ + "]", depth + 1, found));
    }
    return sent;
  }

  private Map<String, Object> settleObject(
      Map<?, ?> held, String path, int depth, List<Reason> found) {
    Map<String, Object> sent = new LinkedHashMap<>();
    String before = path.isEmpty() ? "" : path + ".";
    for (Field field : fields == null ? new Field[0] : fields) {
      Object value = held.get(field.name());
      if (value != null || held.containsKey(field.name())) {
        String inner = before + field.name();
        sent.put(field.name(), field.rule().settle(value, inner, depth + 1, found));
      } else if (field.required()) {
        tell(found, before + field.name(), "required", "is missing");
      }
    }
    if (sent.size() < held.size()) {
      boolean closed = fields != null && !open;
      for (Map.Entry<?, ?> pair : held.entrySet()) {
        String name = String.valueOf(pair.getKey());
        if (names.contains(name)) {
          continue;
        }
        if (closed) {
          tell(found, before + name, "additionalProperties", "is not planned");
        }
        List<Reason> more = closed ? null : found;
        sent.put(name, ANYTHING.settle(pair.getValue(), before + name, depth + 1, more));
      }
    }
    return sent;
  }

  /** Whether the value itself, apart from what is inside, keeps the rule enough to look inside. */
  private boolean fits(Object value, String path, List<Reason> found) {
    if (value == null && nullable) {
      return true;
    }
    String kind = kind(value);
    if (kind == null) {
      String what = value instanceof Number ? "a number" : "a value";
      return tell(found, path, "unreadable", "is not " + what + " that JSON can hold");
    }
    if (!takes(kind, value)) {
      String told = expected();
      return tell(found, path, "type", "must be " + told + ", not " + WORDS.get(kind));
    }
    if (value instanceof String text && hasHalfCharacter(text)) {
      return tell(found, path, "unreadable", "holds half a character (a lone surrogate)");
    }
    for (Check check : checks) {
      if (!check.keeps(value)) {
        tell(found, path, check.rule, check.message);
        if (check.rule.equals("enum")) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean tell(List<Reason> found, String path, String rule, String message) {
    if (found != null) {
      found.add(new Reason(path, rule, message));
    }
    return false;
  }

  private boolean takes(String kind, Object value) {
    return types.isEmpty()
        || types.contains(kind)
        || (kind.equals("number") && types.contains("integer") && isWhole((Number) value));
  }

  /** In the order of the alphabet. */
  private static final Map<String, String> WORDS = new LinkedHashMap<>();

  static {
    WORDS.put("number", "a number");
    WORDS.put("string", "a string");
    WORDS.put("array", "an array");
    WORDS.put("integer", "an integer");
    WORDS.put("object", "an object");
    WORDS.put("boolean", "true or false");
    WORDS.put("null", "null");
  }

  private String expected() {
    List<String> told = new ArrayList<>();
    WORDS.forEach(
        (type, words) -> {
          if (type.equals("null") ? nullable : types.contains(type)) {
            told.add(words);
          }
        });
    return String.join(" or ", told);
  }

  /** What JSON calls a value; null where it cannot hold it. */
  private static String kind(Object value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof String) {
      return "string";
    }
    if (value instanceof Number number) {
      boolean isNone = number instanceof Double && !Double.isFinite(number.doubleValue());
      return isNone ? null : "number";
    }
    if (value instanceof Boolean) {
      return "boolean";
    }
    if (value instanceof Map) {
      return "object";
    }
    return value instanceof List ? "array" : null;
  }

  private static boolean isWhole(Number value) {
    if (value instanceof Double) {
      return value.doubleValue() == Math.rint(value.doubleValue());
    }
    return !(value instanceof BigDecimal exact) || exact.stripTrailingZeros().scale() <= 0;
  }

  private static boolean hasHalfCharacter(String text) {
    for (int place = 0; place < text.length(); place++) {
      char letter = text.charAt(place);
      if (!Character.isSurrogate(letter)) {
        continue;
      }
      if (place + 1 == text.length() || !Character.isSurrogatePair(letter, text.charAt(++place))) {
        return true;
      }
    }
    return false;
  }

  /** A value as one of the few kinds that JSON has; what is none of them stays as it is. */
  static Object plain(Object value) {
    if (value == null
        || value instanceof String
        || value instanceof Long
        || value instanceof Double
        || value instanceof Boolean) {
      return value;
    }
    if (value instanceof Number number) {
      return plainNumber(number);
    }
    if (value instanceof Choice choice) {
      return choice.value();
    }
    if (value instanceof Data data) {
      return data.toMap();
    }
    if (value instanceof CharSequence text) {
      return text.toString();
    }
    if (value instanceof Map<?, ?> held) {
      return plainMap(held);
    }
    if (value instanceof Collection<?> items) {
      return value instanceof List ? value : new ArrayList<>(items);
    }
    return value instanceof Object[] items ? Arrays.asList(items) : plainTime(value);
  }

  /** A map of which each name is a text. */
  private static Map<?, ?> plainMap(Map<?, ?> held) {
    for (Object name : held.keySet()) {
      if (!(name instanceof String)) {
        Map<String, Object> made = new LinkedHashMap<>();
        held.forEach((key, value) -> made.put(String.valueOf(key), value));
        return made;
      }
    }
    return held;
  }

  private static Object plainNumber(Number value) {
    if (value instanceof Float) {
      float exact = value.floatValue();
      return Float.isFinite(exact) ? Double.valueOf(value.toString()) : Double.valueOf(exact);
    }
    if (value instanceof BigDecimal || value instanceof BigInteger) {
      return value;
    }
    return value.longValue();
  }

  /** A time as RFC 3339, in UTC; a date as 2026-01-15. */
  private static Object plainTime(Object value) {
    if (value instanceof Instant || value instanceof LocalDate) {
      return value.toString();
    }
    if (value instanceof OffsetDateTime time) {
      return time.toInstant().toString();
    }
    if (value instanceof ZonedDateTime time) {
      return time.toInstant().toString();
    }
    return value instanceof Date time ? Instant.ofEpochMilli(time.getTime()).toString() : value;
  }
}
