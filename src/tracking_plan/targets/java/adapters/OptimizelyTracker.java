import com.optimizely.ab.Optimizely;
import com.optimizely.ab.OptimizelyUserContext;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sends the calls of this client through Optimizely's SDK for Java (com.optimizely.ab:core-api 3.7
 * and later). Optimizely knows only events that its project has: {@code plan export optimizely}
 * writes them. It wants a person with each call: give {@code userId} or {@code anonymousId} in the
 * options. Tags are text, numbers and booleans: what is inside an object goes by its path ({@code
 * address.city}), lists are not sent. It reads {@code revenue} as whole cents. Page and screen
 * calls are events of their names; it takes no traits, groups and times.
 */
@SuppressWarnings("all")
public final class OptimizelyTracker implements Tracker {
  private final Optimizely optimizely;

  /** Takes an {@code Optimizely}. */
  public OptimizelyTracker(Optimizely optimizely) {
    this.optimizely = optimizely;
  }

  @Override
  public void send(Message message) {
    String person = message.userId() != null ? message.userId() : message.anonymousId();
    if (message.call().equals("identify") || message.call().equals("group") || person == null) {
      return;
    }
    OptimizelyUserContext user = optimizely.createUserContext(person);
    if (user != null) {
      user.trackEvent(message.event(), flat(new LinkedHashMap<>(), "", message.properties()));
    }
  }

  private static Map<String, Object> flat(Map<String, Object> into, String path, Map<?, ?> values) {
    values.forEach(
        (name, value) -> {
          if (value instanceof Map) {
            flat(into, path + name + ".", (Map<?, ?>) value);
          } else if (value instanceof String
              || value instanceof Number
              || value instanceof Boolean) {
            into.put(path + name, value);
          }
        });
    return into;
  }
}
