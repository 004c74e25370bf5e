import com.segment.analytics.Analytics;
import com.segment.analytics.messages.GroupMessage;
import com.segment.analytics.messages.IdentifyMessage;
import com.segment.analytics.messages.MessageBuilder;
import com.segment.analytics.messages.PageMessage;
import com.segment.analytics.messages.ScreenMessage;
import com.segment.analytics.messages.TrackMessage;
import java.time.OffsetDateTime;
import java.util.Date;

/**
 * Sends the calls of this client through Segment's SDK for Java (com.segment.analytics.java 3).
 * Segment wants a person with each call: give {@code userId} or {@code anonymousId} in the options.
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
      told.context(message.context());
    }
    if (message.timestamp() != null) {
      told.timestamp(Date.from(OffsetDateTime.parse(message.timestamp()).toInstant()));
    }
    if (message.messageId() != null) {
      told.messageId(message.messageId());
    }
    analytics.enqueue(told);
  }

  private static MessageBuilder<?, ?> builder(Message message) {
    return switch (message.call()) {
      case "identify" -> IdentifyMessage.builder().traits(message.traits());
      case "group" -> GroupMessage.builder(message.groupId()).traits(message.traits());
      case "page" -> PageMessage.builder(message.event()).properties(message.properties());
      case "screen" -> ScreenMessage.builder(message.event()).properties(message.properties());
      default -> TrackMessage.builder(message.event()).properties(message.properties());
    };
  }
}
