import com.amplitude.Amplitude;
import com.amplitude.Event;
import com.amplitude.Plan;
import java.util.Map;
import org.json.JSONArray;
import org.json.JSONObject;

/**
 * Sends the calls of this client through Amplitude's SDK for Java (com.amplitude:java-sdk 1). It
 * keeps the options, the anonymous id as its device id; of the context it has a place for the plan
 * alone. It wants a person with each call: give {@code userId} or {@code anonymousId} in the
 * options. It has no page and screen calls: they are events of their names.
 */
@SuppressWarnings("all")
public final class AmplitudeTracker implements Tracker {
  private final Amplitude amplitude;
  private final String groupType;

  /** Takes an {@code Amplitude}. */
  public AmplitudeTracker(Amplitude amplitude) {
    this(amplitude, "account");
  }

  /** Takes an {@code Amplitude}, and what its groups are called there. */
  public AmplitudeTracker(Amplitude amplitude, String groupType) {
    this.amplitude = amplitude;
    this.groupType = groupType;
  }

  @Override
  public void send(Message message) {
    switch (message.call()) {
      case "identify" -> {
        Event event = event("$identify", message);
        event.userProperties = new JSONObject().put("$set", json(message.traits()));
        amplitude.logEvent(event);
      }
      case "group" -> {
        Event event = event("$groupidentify", message);
        event.groups = new JSONObject().put(groupType, message.groupId());
        event.groupProperties = new JSONObject().put("$set", json(message.traits()));
        amplitude.logEvent(event);
      }
      default -> {
        Event event = event(message.event(), message);
        event.eventProperties = json(message.properties());
        amplitude.logEvent(event);
      }
    }
  }

  private static Event event(String type, Message message) {
    Event event = new Event(type, message.userId(), message.anonymousId());
    if (message.instant() != null) {
      event.timestamp = message.instant().toEpochMilli();
    }
    if (message.messageId() != null) {
      event.insertId = message.messageId();
    }
    if (message.context() != null && message.context().get("plan") instanceof Map<?, ?> plan) {
      event.plan =
          new Plan().setSource(text(plan.get("name"))).setVersion(text(plan.get("version")));
    }
    return event;
  }

  private static String text(Object value) {
    return value == null ? null : value.toString();
  }

  private static JSONObject json(Map<?, ?> values) {
    JSONObject made = new JSONObject();
    values.forEach((name, value) -> made.put(String.valueOf(name), json(value)));
    return made;
  }

  private static Object json(Object value) {
    if (value == null) {
      return JSONObject.NULL;
    }
    if (value instanceof Double number && !Double.isFinite(number)) {
      return JSONObject.NULL;
    }
    if (value instanceof Boolean || value instanceof Number) {
      return value;
    }
    if (value instanceof Map<?, ?> map) {
      return json(map);
    }
    if (value instanceof Iterable<?> items) {
      JSONArray made = new JSONArray();
      items.forEach(item -> made.put(json(item)));
      return made;
    }
    return value.toString();
  }
}
