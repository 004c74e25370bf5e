import java.time.Instant;
import java.util.Map;

/**
 * What may be told with each call: {@code new Options().userId("u1")}. A server names the person
 * with each. Each method returns a copy that says more.
 */
@SuppressWarnings("all")
public final class Options {
  final String userId;
  final String anonymousId;
  final Map<String, ?> context;
  final String timestamp;
  final String messageId;

  /** Nothing more. */
  public Options() {
    this(null, null, null, null, null);
  }

  private Options(
      String userId,
      String anonymousId,
      Map<String, ?> context,
      String timestamp,
      String messageId) {
    this.userId = userId;
    this.anonymousId = anonymousId;
    this.context = context;
    this.timestamp = timestamp;
    this.messageId = messageId;
  }

  /** Who it was. */
  public Options userId(String userId) {
    return new Options(userId, anonymousId, context, timestamp, messageId);
  }

  /** Who it was, before that is known. */
  public Options anonymousId(String anonymousId) {
    return new Options(userId, anonymousId, context, timestamp, messageId);
  }

  /** More about the call. */
  public Options context(Map<String, ?> context) {
    return new Options(userId, anonymousId, context, timestamp, messageId);
  }

  /** When it happened. */
  public Options timestamp(Instant timestamp) {
    String told = timestamp == null ? null : timestamp.toString();
    return new Options(userId, anonymousId, context, told, messageId);
  }

  /** When it happened, as RFC 3339. */
  public Options timestamp(String timestamp) {
    return new Options(userId, anonymousId, context, timestamp, messageId);
  }

  /** An identifier of the call. */
  public Options messageId(String messageId) {
    return new Options(userId, anonymousId, context, timestamp, messageId);
  }
}
