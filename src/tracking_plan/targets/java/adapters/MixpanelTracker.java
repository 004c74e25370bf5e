import com.mixpanel.mixpanelapi.MessageBuilder;
import java.util.Map;
import java.util.function.Consumer;
import org.json.JSONArray;
import org.json.JSONObject;

/**
 * Makes messages of the calls of this client with Mixpanel's SDK for Java
 * (com.mixpanel:mixpanel-java 1), and hands them to what delivers them: {@code new
 * MixpanelTracker(new MessageBuilder(token), delivery::addMessage)}. With events it keeps the time,
 * the id of the message and the person; it has no place for a context, and none for options with
 * identify and group. It has no page and screen calls: they are events of their names.
 */
@SuppressWarnings("all")
public final class MixpanelTracker implements Tracker {
  private final MessageBuilder builder;
  private final Consumer<JSONObject> delivery;
  private final String groupKey;

  /** Takes a {@code MessageBuilder}, and what delivers messages. */
  public MixpanelTracker(MessageBuilder builder, Consumer<JSONObject> delivery) {
    this(builder, delivery, "account_id");
  }

  /** Takes a {@code MessageBuilder}, what delivers messages, and what groups are called there. */
  public MixpanelTracker(MessageBuilder builder, Consumer<JSONObject> delivery, String groupKey) {
    this.builder = builder;
    this.delivery = delivery;
    this.groupKey = groupKey;
  }

  @Override
  public void send(Message message) {
    delivery.accept(
        switch (message.call()) {
          case "identify" -> builder.set(message.userId(), json(message.traits()));
          case "group" -> builder.groupSet(groupKey, message.groupId(), json(message.traits()));
          default -> event(message);
        });
  }

  private JSONObject event(Message message) {
    JSONObject properties = json(message.properties());
    if (message.instant() != null) {
      properties.put("time", message.instant().toEpochMilli());
    }
    if (message.messageId() != null) {
      properties.put("$insert_id", message.messageId());
    }
    if (message.userId() != null) {
      properties.put("$user_id", message.userId());
    }
    if (message.anonymousId() != null) {
      properties.put("$device_id", message.anonymousId());
    }
    String person = message.userId() != null ? message.userId() : message.anonymousId();
    return builder.event(person, message.event(), properties);
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
