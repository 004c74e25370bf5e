import com.snowplowanalytics.snowplow.tracker.Subject;
import com.snowplowanalytics.snowplow.tracker.events.SelfDescribing;
import com.snowplowanalytics.snowplow.tracker.payload.SelfDescribingJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Sends the calls of this client through Snowplow's tracker for Java
 * (com.snowplowanalytics:snowplow-java-tracker 2), each as a self-describing event. It keeps the
 * time and the person. A context is told by entities, which have schemas: the function for them
 * makes them of it. It has no place for the id of a message.
 */
@SuppressWarnings("all")
public final class SnowplowTracker implements Tracker {
  private final com.snowplowanalytics.snowplow.tracker.Tracker tracker;
  private final Function<Message, String> schema;
  private final Function<Message, List<SelfDescribingJson>> entities;

  /** Takes a {@code Tracker}, and what gives the schema of a call, an {@code iglu:} address. */
  public SnowplowTracker(
      com.snowplowanalytics.snowplow.tracker.Tracker tracker, Function<Message, String> schema) {
    this(tracker, schema, message -> List.of());
  }

  /** Takes a {@code Tracker}, and what gives the schema and the entities of a call. */
  public SnowplowTracker(
      com.snowplowanalytics.snowplow.tracker.Tracker tracker,
      Function<Message, String> schema,
      Function<Message, List<SelfDescribingJson>> entities) {
    this.tracker = tracker;
    this.schema = schema;
    this.entities = entities;
  }

  @Override
  public void send(Message message) {
    Map<String, Object> data = new LinkedHashMap<>();
    if (message.call().equals("identify")) {
      data.put("userId", message.userId());
    }
    if (message.groupId() != null) {
      data.put("groupId", message.groupId());
    }
    data.putAll(message.properties() != null ? message.properties() : message.traits());
    Subject subject = new Subject();
    if (message.userId() != null) {
      subject.setUserId(message.userId());
    }
    if (message.anonymousId() != null) {
      subject.setNetworkUserId(message.anonymousId());
    }
    Long time = message.instant() == null ? null : message.instant().toEpochMilli();
    tracker.track(
        SelfDescribing.builder()
            .eventData(new SelfDescribingJson(schema.apply(message), data))
            .customContext(entities.apply(message))
            .trueTimestamp(time)
            .subject(subject)
            .build());
  }
}
