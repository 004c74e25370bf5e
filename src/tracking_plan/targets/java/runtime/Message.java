import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One call, as it is handed to the tracker. What it does not have is null.
 *
 * @param call track, page, screen, identify or group
 * @param event the name of the event, of track, page and screen
 * @param userId who it was; of identify whom it tells of
 * @param anonymousId who it was, before that is known
 * @param groupId of group
 * @param properties of track, page and screen
 * @param traits of identify and group
 * @param context more about the call
 * @param timestamp when it happened, as RFC 3339
 * @param messageId its own identifier
 */
@SuppressWarnings("all")
public record Message(
    String call,
    String event,
    String userId,
    String anonymousId,
    String groupId,
    Map<String, Object> properties,
    Map<String, Object> traits,
    Map<String, Object> context,
    String timestamp,
    String messageId) {

  /** What it has, under the names and in the order of the wire. */
  public Map<String, Object> toMap() {
    Map<String, Object> made = new LinkedHashMap<>();
    put(made, "call", call);
    put(made, "event", event);
    put(made, "userId", userId);
    put(made, "anonymousId", anonymousId);
    put(made, "groupId", groupId);
    put(made, "properties", properties);
    put(made, "traits", traits);
    put(made, "context", context);
    put(made, "timestamp", timestamp);
    put(made, "messageId", messageId);
    return made;
  }

  /** When it happened; null where that is not said, or not as RFC 3339. */
  Instant instant() {
    try {
      return timestamp == null ? null : OffsetDateTime.parse(timestamp).toInstant();
    } catch (DateTimeParseException other) {
      return null;
    }
  }

  private static void put(Map<String, Object> into, String name, Object value) {
    if (value != null) {
      into.put(name, value);
    }
  }
}
