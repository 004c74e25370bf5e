import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** One thing that is checked of a value beyond its type, and what is said where it fails. */
@SuppressWarnings("all")
final class Check {
  private interface Test {
    boolean keeps(Object value);
  }

  final String rule;
  final String message;
  private final Test test;

  private Check(String rule, String message, Test test) {
    this.rule = rule;
    this.message = message;
    this.test = test;
  }

  /** Whether the value keeps it; one of another kind does. */
  boolean keeps(Object value) {
    return test.keeps(value);
  }

  static Check oneOf(String message, Object... options) {
    Set<Object> same = new HashSet<>();
    for (Object option : options) {
      same.add(same(option));
    }
    return new Check("enum", message, value -> same.contains(same(value)));
  }

  static Check minimum(Object bound, String message) {
    return new Check(
        "minimum", message, value -> !(value instanceof Number) || compare(value, bound) >= 0);
  }

  static Check maximum(Object bound, String message) {
    return new Check(
        "maximum", message, value -> !(value instanceof Number) || compare(value, bound) <= 0);
  }

  static Check minLength(long bound, String message) {
    return new Check(
        "minLength", message, value -> !(value instanceof String text) || length(text) >= bound);
  }

  static Check maxLength(long bound, String message) {
    return new Check(
        "maxLength",
        message,
        value ->
            !(value instanceof String text) || text.length() <= bound || length(text) <= bound);
  }

  static Check pattern(String pattern, String message) {
    Pattern compiled = Pattern.compile(pattern);
    return new Check(
        "pattern", message, value -> !(value instanceof String text) || matches(compiled, text));
  }

  static Check format(String pattern, int longest, String message) {
    Pattern compiled = Pattern.compile(pattern);
    return new Check(
        "format",
        message,
        value ->
            !(value instanceof String text)
                || (length(text) <= longest && matches(compiled, text)));
  }

  static Check minItems(long bound, String message) {
    return new Check(
        "minItems", message, value -> !(value instanceof List<?> items) || items.size() >= bound);
  }

  static Check maxItems(long bound, String message) {
    return new Check(
        "maxItems", message, value -> !(value instanceof List<?> items) || items.size() <= bound);
  }

  static Check uniqueItems(String message) {
    return new Check(
        "uniqueItems",
        message,
        value ->
            !(value instanceof List<?> items)
                || new HashSet<>((List<?>) same(items)).size() == items.size());
  }

  /** An object of JSON, of names and values in turn. */
  static Map<String, Object> object(Object... pairs) {
    Map<String, Object> made = new LinkedHashMap<>();
    for (int place = 0; place < pairs.length; place += 2) {
      made.put((String) pairs[place], pairs[place + 1]);
    }
    return made;
  }

  /** An array of JSON. */
  static List<Object> array(Object... items) {
    return Arrays.asList(items);
  }

  /** How many characters a text has; one outside the first plane counts once. */
  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Whether the pattern is found; Java looks recursively, so a long text may need more room. */
  private static boolean matches(Pattern pattern, String text) {
    try {
      return pattern.matcher(text).find();
    } catch (StackOverflowError small) {
      boolean[] found = {true};
      Runnable again =
          () -> {
            try {
              found[0] = pattern.matcher(text).find();
            } catch (StackOverflowError large) {
              found[0] = true; // nobody can say
            }
          };
      Thread roomy = new Thread(null, again, "plan", 1_000_000L + 1_000L * text.length());
      roomy.start();
      try {
        roomy.join();
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
      }
      return found[0];
    }
  }

  private static int compare(Object value, Object bound) {
    if (value instanceof Long one && bound instanceof Long other) {
      return Long.compare(one, other);
    }
    if (value instanceof Double one && bound instanceof Double other) {
      return one == 0 && other == 0 ? 0 : Double.compare(one, other);
    }
    return exact(value).compareTo(exact(bound));
  }

  private static BigDecimal exact(Object number) {
    return number instanceof BigDecimal known ? known : new BigDecimal(number.toString());
  }

  /** What two values share when JSON takes them for equal: 1 and 1.0 are, 1 and true are not. */
  private static Object same(Object value) {
    if (value instanceof Number) {
      return exact(value).stripTrailingZeros();
    }
    if (value instanceof List<?> items) {
      return items.stream().map(item -> same(Rule.plain(item))).toList();
    }
    if (value instanceof Map<?, ?> held) {
      Map<Object, Object> made = new HashMap<>();
      held.forEach((name, item) -> made.put(String.valueOf(name), same(Rule.plain(item))));
      return made;
    }
    return value;
  }
}
