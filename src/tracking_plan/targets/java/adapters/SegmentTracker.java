import com.segment.analytics.Analytics;
import com.segment.analytics.messages.GroupMessage;
import com.segment.analytics.messages.IdentifyMessage;
import com.segment.analytics.messages.MessageBuilder;
import com.segment.analytics.messages.PageMessage;
import com.segment.analytics.messages.ScreenMessage;
import com.segment.analytics.messages.TrackMessage;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sends the calls of this client through Segment's SDK for Java (com.segment.analytics.java 3). It
 * keeps all of the options. Segment wants a person with each call: give {@code userId} or {@code
 * anonymousId} in the options. It leaves out what is null.
 */
@SuppressWarnings("all")
public final class SegmentTracker implements Tracker {
  private final Analytics analytics;

  /** Takes an {@code Analytics}. */
  public SegmentTracker(Analytics analytics) {
    this.analytics = analytics;
  }

  @Override
  public void send(Message message) {
    MessageBuilder<?, ?> told = builder(message);
    if (message.userId() != null) {
      told.userId(message.userId());
    }
    if (message.anonymousId() != null) {
      told.anonymousId(message.anonymousId());
    }
    if (message.context() != null) {
      told.context(present(message.context()));
    }
    if (message.instant() != null) {
      told.timestamp(Date.from(message.instant()));
    }
    if (message.messageId() != null) {
      told.messageId(message.messageId());
    }
    analytics.enqueue(told);
  }

  private static MessageBuilder<?, ?> builder(Message message) {
    return switch (message.call()) {
      case "identify" -> IdentifyMessage.builder().traits(present(message.traits()));
      case "group" -> GroupMessage.builder(message.groupId()).traits(present(message.traits()));
      case "page" -> PageMessage.builder(message.event()).properties(present(message.properties()));
      case "screen" ->
          ScreenMessage.builder(message.event()).properties(present(message.properties()));
      default -> TrackMessage.builder(message.event()).properties(present(message.properties()));
    };
  }

  /** Where Guava is at hand, the SDK takes no nulls. */
  private static Map<String, Object> present(Map<String, Object> values) {
    Map<String, Object> made = new LinkedHashMap<>(values);
    made.values().removeIf(value -> value == null);
    return made;
  }
}
