package com.snowplowanalytics.snowplow.tracker.events;

import com.snowplowanalytics.snowplow.tracker.Subject;
import com.snowplowanalytics.snowplow.tracker.payload.SelfDescribingJson;
import java.util.List;

/** As in src/main/java/com/snowplowanalytics/snowplow/tracker/events/AbstractEvent.java at 53ac276c. */
public abstract class AbstractEvent implements Event {
  public abstract static class Builder<T extends Builder<T>> {
    List<SelfDescribingJson> context = List.of();
    Long trueTimestamp;
    Subject subject;

    protected abstract T self();

    public T customContext(List<SelfDescribingJson> context) {
      this.context = context;
      return self();
    }

    public T trueTimestamp(Long timestamp) {
      this.trueTimestamp = timestamp;
      return self();
    }

    public T subject(Subject subject) {
      this.subject = subject;
      return self();
    }
  }
}
