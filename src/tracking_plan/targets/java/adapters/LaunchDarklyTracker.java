import com.launchdarkly.sdk.ArrayBuilder;
import com.launchdarkly.sdk.LDContext;
import com.launchdarkly.sdk.LDValue;
import com.launchdarkly.sdk.ObjectBuilder;
import com.launchdarkly.sdk.server.interfaces.LDClientInterface;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Sends the calls of this client through LaunchDarkly's SDK for Java
 * (com.launchdarkly:launchdarkly-java-server-sdk 6 and 7). It wants a person with each call: give
 * {@code userId} or {@code anonymousId} in the options, the key that flags are asked for. Page and
 * screen calls are events of their names; traits and groups are not sent, and there is no place for
 * a time.
 */
@SuppressWarnings("all")
public final class LaunchDarklyTracker implements Tracker {
  private final LDClientInterface client;
  private final BiFunction<String, Map<String, Object>, Double> valueOf;

  /** Takes an {@code LDClient}. */
  public LaunchDarklyTracker(LDClientInterface client) {
    this(client, (event, properties) -> null);
  }

  /**
   * Takes an {@code LDClient}, and what gives the number that a metric counts of an event; null
   * where it counts none.
   */
  public LaunchDarklyTracker(
      LDClientInterface client, BiFunction<String, Map<String, Object>, Double> valueOf) {
    this.client = client;
    this.valueOf = valueOf;
  }

  @Override
  public void send(Message message) {
    if (message.call().equals("identify") || message.call().equals("group")) {
      return;
    }
    LDContext who =
        message.userId() != null
            ? LDContext.create(message.userId())
            : LDContext.builder(message.anonymousId()).anonymous(true).build();
    Double value = valueOf.apply(message.event(), message.properties());
    LDValue data = value(message.properties());
    if (value == null) {
      client.trackData(message.event(), who, data);
    } else {
      client.trackMetric(message.event(), who, data, value);
    }
  }

  private static LDValue value(Object held) {
    if (held instanceof Map) {
      ObjectBuilder made = LDValue.buildObject();
      ((Map<?, ?>) held).forEach((name, inner) -> made.put(String.valueOf(name), value(inner)));
      return made.build();
    }
    if (held instanceof List) {
      ArrayBuilder made = LDValue.buildArray();
      ((List<?>) held).forEach(inner -> made.add(value(inner)));
      return made.build();
    }
    if (held instanceof Boolean) {
      return LDValue.of((Boolean) held);
    }
    if (held instanceof Number) {
      return LDValue.of(((Number) held).doubleValue());
    }
    return held == null ? LDValue.ofNull() : LDValue.of(held.toString());
  }
}
